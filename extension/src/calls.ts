/** Commands sent to a server that runs: one that answers soon, and one that takes long and can be stopped. */
import * as vscode from "vscode";
import {
  ErrorCodes,
  type ExecuteCommandParams,
  ExecuteCommandRequest,
  type LanguageClient,
  ResponseError,
  WorkDoneProgress,
  WorkDoneProgressCancelNotification,
} from "vscode-languageclient/node";
import { l10n } from "./l10n.ts";
import { Problem } from "./logger.ts";
import type { Report } from "./progress.ts";

/** After a cancel: to answer with the best so far. A trainer has 5 s of it to write down where it is. */
const GRACE_MS = 8000;
/** After that: to answer that it has stopped. */
const GIVE_UP_MS = 3000;

export interface Call {
  command: string;
  argument: Record<string, unknown>;
  report: Report;
  token: vscode.CancellationToken;
}

/** The answer to a command. The server may die of it. */
export async function send(
  client: LanguageClient,
  params: ExecuteCommandParams,
  token?: vscode.CancellationToken,
): Promise<unknown> {
  try {
    return await client.sendRequest(ExecuteCommandRequest.type, params, token);
  } catch (error) {
    if (error instanceof ResponseError && error.code === ErrorCodes.PendingResponseRejected) {
      throw new Problem(
        l10n.t("The Understudy server stopped before it answered."),
        l10n.t("It is started again by itself; then try again. The log says more."),
      );
    }
    throw error;
  }
}

/**
 * The answer to a command whose progress goes to `report`. Cancelling asks the server to end with what it has, then to
 * drop it, and at last waits no longer; in the last two cases it rejects.
 */
export async function sendLong(
  client: LanguageClient,
  { command, argument, report, token }: Call,
): Promise<unknown> {
  const workDoneToken = crypto.randomUUID();
  const progress = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
    if (value.kind !== "end") {
      report(value.message ?? "", value.percentage);
    }
  });
  const drop = new vscode.CancellationTokenSource();
  const timers: NodeJS.Timeout[] = [];
  let giveUp: (error: Error) => void = () => undefined;
  const gaveUp = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  const cancellation = token.onCancellationRequested(() => {
    client.sendNotification(WorkDoneProgressCancelNotification.type, { token: workDoneToken }).catch(() => {
      drop.cancel(); // the connection has gone, and the request with it
    });
    timers.push(
      setTimeout(() => drop.cancel(), GRACE_MS),
      setTimeout(() => giveUp(cancelled()), GRACE_MS + GIVE_UP_MS),
    );
  });
  try {
    const params = { command, arguments: [{ ...argument, workDoneToken }], workDoneToken };
    return await Promise.race([send(client, params, drop.token), gaveUp]);
  } finally {
    for (const timer of timers) {
      clearTimeout(timer);
    }
    cancellation.dispose();
    progress.dispose();
    drop.dispose();
  }
}

/** Rejects when it is cancelled, and never resolves. */
export function whenCancelled(token: vscode.CancellationToken): Promise<never> {
  return new Promise((_, reject) => token.onCancellationRequested(() => reject(cancelled())));
}

function cancelled(): Error {
  return new vscode.CancellationError();
}
