/** "Understudy: Generate with Tests": trust → ask the server → show the results → preview, accept, answer, go on. */
import * as vscode from "vscode";
import { reached } from "./firstRun.ts";
import { Problem } from "./logger.ts";
import { type LongAnswer, runLong } from "./longCommand.ts";
import type { Preview } from "./preview.ts";
import { type GenerateResult, parseGenerateResult } from "./protocol.ts";
import type { Choice, ResultsView } from "./results.ts";
import { verdictText } from "./resultsHtml.ts";
import type { Server } from "./server.ts";
import { openTarget, type Target, textOf } from "./target.ts";
import { requireTrust } from "./trust.ts";

export interface Parts {
  server: Server;
  results: ResultsView;
  preview: Preview;
  attempt: (task: () => Promise<void>) => Promise<void>;
}

/** For the function at the cursor. */
export function generateWithTests(parts: Parts): Promise<void> {
  return atCursor(parts, "Generate with Tests", "understudy.generate", "in the function to write");
}

/** For what the test at the cursor imports or calls and nobody has written yet. */
export function generateForTest(parts: Parts): Promise<void> {
  return atCursor(parts, "Write What This Test Wants", "understudy.generateForTest", "in the test");
}

async function atCursor(parts: Parts, title: string, command: string, place: string): Promise<void> {
  if (!(await requireTrust(title))) {
    return;
  }
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "python") {
    throw new Problem("No Python file is active.", `Open one and put the cursor ${place}.`);
  }
  const { line, character } = editor.selection.active;
  const uri = parts.server.toServerUri(editor.document.uri);
  await ask(parts, command, { uri, position: { line, character } });
}

let asking = false;

/** Asks under a progress with Cancel, shows the answer, and does what its buttons say. One at a time. */
async function ask(parts: Parts, command: string, argument: Record<string, unknown>): Promise<void> {
  if (asking) {
    throw new Problem("Candidates are being generated already.", "Wait for them, or press Cancel.");
  }
  asking = true;
  let long: LongAnswer;
  try {
    long = await runLong(parts.server, "Understudy: generating with tests", command, argument);
  } finally {
    asking = false;
  }
  const { answer, cancelled } = long;
  const result = parseGenerateResult(answer);
  if (cancelled && !result?.candidates.length) {
    return;
  }
  await show(parts, result);
}

async function show(parts: Parts, result: GenerateResult | undefined): Promise<void> {
  if (!result) {
    throw new Problem(
      "The server's answer could not be read.",
      "Restart Understudy and update the extension.",
    );
  }
  if (result.error) {
    throw new Problem(result.error.message, result.error.nextStep);
  }
  if (result.verified) {
    reached("generated");
  }
  const target = await openTarget(vscode.Uri.parse(result.uri));
  const typedSince = result.version !== undefined && target.document?.version !== result.version;
  const textBefore = typedSince ? undefined : textOf(target);
  parts.results.show(result, (choice) =>
    parts.attempt(() => choose(parts, target.uri, textBefore, result, choice)),
  );
}

async function choose(
  parts: Parts,
  uri: vscode.Uri,
  textBefore: string | undefined,
  result: GenerateResult,
  choice: Choice,
): Promise<void> {
  const { resultId } = result;
  switch (choice.action) {
    case "more":
    case "faster":
      return ask(parts, "understudy.generate", {
        continues: resultId,
        goal: choice.action === "faster" ? "faster" : "pass",
      });
    case "answer": {
      const answer = await parts.server.execute("understudy.answerQuestion", {
        resultId,
        index: choice.index,
      });
      return show(parts, parseGenerateResult(answer));
    }
    default:
      return insert(parts, await openTarget(uri), textBefore, result, choice);
  }
}

async function insert(
  parts: Parts,
  target: Target,
  textBefore: string | undefined,
  result: GenerateResult,
  choice: { action: "accept" | "preview"; index: number },
): Promise<void> {
  const candidate = result.candidates[choice.index];
  const edit = await parts.server.toWorkspaceEdit(candidate?.edit);
  if (!candidate || !edit) {
    throw new Problem("This candidate has no edit.", "Pick another one, or copy its code.");
  }
  if (textOf(target) !== textBefore) {
    throw new Problem(
      "The file has changed since the candidates were made.",
      "Run Generate with Tests again.",
    );
  }
  if (choice.action === "preview") {
    await parts.preview.show(target, edit, verdictText(candidate.verdict));
    return;
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Problem("The editor refused the edit.", "Check that the file is writable, then try again.");
  }
  parts.results.close();
  await vscode.window.showTextDocument(target.uri, { viewColumn: vscode.ViewColumn.One });
  await parts.server.execute("understudy.acceptCandidate", {
    resultId: result.resultId,
    index: choice.index,
  });
}
