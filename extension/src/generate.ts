/** "Understudy: Generate with Tests": trust → ask the server → show the results → preview, accept, answer, go on. */
import * as vscode from "vscode";
import { reached } from "./firstRun.ts";
import { l10n } from "./l10n.ts";
import { Problem } from "./logger.ts";
import { type LongAnswer, runLong } from "./longCommand.ts";
import type { Preview } from "./preview.ts";
import { type GenerateResult, isRecord, parseFunctionPlace, parseGenerateResult } from "./protocol.ts";
import type { Choice, ResultsView } from "./results.ts";
import { bestOf, verdictText } from "./resultsHtml.ts";
import type { Server } from "./server.ts";
import { throwServerError } from "./serverError.ts";
import { openTarget, type Target, textOf } from "./target.ts";
import { requireTrust } from "./trust.ts";

const STOPPED_MS = 5000;

export interface Parts {
  server: Server;
  results: ResultsView;
  preview: Preview;
  attempt: (task: () => Promise<void>) => Promise<void>;
}

/** For the function that a lens or a code action names, else for the one at the cursor. */
export async function generateWithTests(parts: Parts, argument?: unknown): Promise<void> {
  const title = l10n.t("Generate with Tests");
  const place = parseFunctionPlace(argument);
  if (!place) {
    const missing = l10n.t("Open one and put the cursor in the function to write.");
    return atCursor(parts, title, "understudy.generate", missing);
  }
  if (await requireTrust(title)) {
    await ask(parts, "understudy.generate", { ...place });
  }
}

/** For what the test at the cursor imports or calls and nobody has written yet. */
export function generateForTest(parts: Parts): Promise<void> {
  const missing = l10n.t("Open one and put the cursor in the test.");
  return atCursor(parts, l10n.t("Write What This Test Wants"), "understudy.generateForTest", missing);
}

async function atCursor(parts: Parts, title: string, command: string, missing: string): Promise<void> {
  if (!(await requireTrust(title))) {
    return;
  }
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "python") {
    throw new Problem(l10n.t("No Python file is active."), missing);
  }
  const { line, character } = editor.selection.active;
  const uri = parts.server.toServerUri(editor.document.uri);
  await ask(parts, command, { uri, position: { line, character } });
}

let asking = false;

/** Asks under a progress with Cancel, shows the answer, and does what its buttons say. One at a time. */
async function ask(parts: Parts, command: string, argument: Record<string, unknown>): Promise<void> {
  if (asking) {
    throw new Problem(
      l10n.t("Candidates are being generated already."),
      l10n.t("Wait for them, or press Cancel."),
    );
  }
  asking = true;
  let long: LongAnswer;
  try {
    parts.results.busy(l10n.t("Looking for candidates…"));
    long = await runLong(parts.server, l10n.t("Understudy: generating with tests"), command, argument);
  } finally {
    asking = false;
    parts.results.busy("");
  }
  const { answer, cancelled } = long;
  const result = parseGenerateResult(answer);
  if (cancelled && !result?.candidates.length) {
    vscode.window.setStatusBarMessage(
      l10n.t("Understudy: stopped before there was a candidate."),
      STOPPED_MS,
    );
    return;
  }
  await show(parts, result);
}

async function show(parts: Parts, result: GenerateResult | undefined): Promise<void> {
  if (!result) {
    throw new Problem(
      l10n.t("The server's answer could not be read."),
      l10n.t("Restart Understudy and update the extension."),
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
  }
  const target = await openTarget(uri);
  if (textOf(target) !== textBefore) {
    throw new Problem(
      l10n.t("The file has changed since the candidates were made."),
      l10n.t("Run Generate with Tests again."),
    );
  }
  switch (choice.action) {
    case "compare":
      return compare(parts, target, result, choice.index);
    case "preview": {
      const edit = await editOf(parts, result, choice.index, choice.keepPlan);
      const verdict = result.candidates[choice.index]?.verdict;
      return parts.preview.show(target, edit, verdict ? verdictText(verdict) : "");
    }
    case "accept":
      return accept(parts, target, result, choice.index, choice.keepPlan);
  }
}

async function compare(parts: Parts, target: Target, result: GenerateResult, index: number): Promise<void> {
  const best = bestOf(result);
  const edits = [best, index].map((which) => editOf(parts, result, which, result.keepPlan));
  const [left, right] = await Promise.all(edits);
  if (left && right) {
    const title = l10n.t("candidate {0} (best) ↔ candidate {1}", best + 1, index + 1);
    await parts.preview.compare(target, left, right, title);
  }
}

async function accept(
  parts: Parts,
  target: Target,
  result: GenerateResult,
  index: number,
  keepPlan: boolean,
): Promise<void> {
  const edit = await editOf(parts, result, index, keepPlan);
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Problem(
      l10n.t("The editor refused the edit."),
      l10n.t("Check that the file is writable, then try again."),
    );
  }
  parts.results.close();
  await vscode.window.showTextDocument(target.uri, { viewColumn: vscode.ViewColumn.One });
  await parts.server.execute("understudy.acceptCandidate", { resultId: result.resultId, index });
}

/** A candidate's edit came with the result, unless its plan is wanted the other way about. */
async function editOf(
  parts: Parts,
  result: GenerateResult,
  index: number,
  keepPlan: boolean,
): Promise<vscode.WorkspaceEdit> {
  const candidate = result.candidates[index];
  let sent = candidate?.edit;
  if (candidate?.plan.length && keepPlan !== result.keepPlan) {
    const { resultId } = result;
    const answer = await parts.server.execute("understudy.candidateEdit", { resultId, index, keepPlan });
    throwServerError(answer);
    sent = isRecord(answer) ? answer.edit : undefined;
  }
  const edit = await parts.server.toWorkspaceEdit(sent);
  if (!edit) {
    throw new Problem(l10n.t("This candidate has no edit."), l10n.t("Pick another one, or copy its code."));
  }
  return edit;
}
