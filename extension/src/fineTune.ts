/** "Understudy: Fine-tune on My Preferences" and the way back. */
import * as vscode from "vscode";
import { type Logger, Problem } from "./logger.ts";
import { runLong } from "./longCommand.ts";
import { isRecord, parseFineTuneResult, parseServerError } from "./protocol.ts";
import type { Server } from "./server.ts";

export async function fineTune(server: Server, logger: Logger): Promise<void> {
  const title = "Understudy: fine-tuning on your preferences";
  const { answer } = await runLong(server, title, "understudy.fineTune", {});
  throwServerError(answer);
  const result = parseFineTuneResult(answer);
  if (!result) {
    return; // cancelled, and the server has not answered
  }
  logger.info(`fine-tune: ${result.message} ${JSON.stringify(result.metrics)}`);
  const goBack = "Go Back";
  const buttons = result.adopted ? [goBack] : [];
  const picked = await vscode.window.showInformationMessage(`Understudy: ${result.message}`, ...buttons);
  if (picked === goBack) {
    await previousAdapter(server);
  }
}

export async function previousAdapter(server: Server): Promise<void> {
  const answer = await server.execute("understudy.adapterBack");
  throwServerError(answer);
  const adapter = isRecord(answer) && typeof answer.adapter === "string" ? answer.adapter : "";
  const now = adapter ? `adapter ${adapter} is in use.` : "no adapter is in use: the model is as it came.";
  await vscode.window.showInformationMessage(`Understudy: ${now}`);
}

function throwServerError(answer: unknown): void {
  const error = isRecord(answer) ? parseServerError(answer.error) : undefined;
  if (error) {
    throw new Problem(error.message, error.nextStep);
  }
}
