/** "Understudy: Generate with Tests": trust → ask the server → show the results → preview or accept. */
import * as vscode from "vscode";
import { Problem } from "./logger.ts";
import { type LongAnswer, runLong } from "./longCommand.ts";
import type { Preview } from "./preview.ts";
import { type GenerateResult, parseGenerateResult } from "./protocol.ts";
import type { Choice, ResultsView } from "./results.ts";
import { verdictText } from "./resultsHtml.ts";
import type { Server } from "./server.ts";
import { requireTrust } from "./trust.ts";

export interface Parts {
  server: Server;
  results: ResultsView;
  preview: Preview;
  attempt: (task: () => Promise<void>) => Promise<void>;
}

export async function generateWithTests(parts: Parts): Promise<void> {
  if (!(await requireTrust("Generate with Tests"))) {
    return;
  }
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "python") {
    throw new Problem("No Python file is active.", "Open one and put the cursor in the function to write.");
  }
  const document = editor.document;
  const { answer, cancelled } = await ask(parts.server, document.uri, editor.selection.active);
  const result = parseGenerateResult(answer);
  if (cancelled && !result?.candidates.length) {
    return;
  }
  if (!result) {
    throw new Problem(
      "The server's answer could not be read.",
      "Restart Understudy and update the extension.",
    );
  }
  if (result.error) {
    throw new Problem(result.error.message, result.error.nextStep);
  }
  const textBefore = document.getText(); // the edits fit the text as it is when the result arrives
  parts.results.show(result, (choice) =>
    parts.attempt(() => choose(parts, document, textBefore, result, choice)),
  );
}

function ask(server: Server, uri: vscode.Uri, position: vscode.Position): Thenable<LongAnswer> {
  return runLong(server, "Understudy: generating with tests", "understudy.generate", {
    uri: server.toServerUri(uri),
    position: { line: position.line, character: position.character },
  });
}

async function choose(
  parts: Parts,
  document: vscode.TextDocument,
  textBefore: string,
  result: GenerateResult,
  choice: Choice,
): Promise<void> {
  const candidate = result.candidates[choice.index];
  const edit = await parts.server.toWorkspaceEdit(candidate?.edit);
  if (!candidate || !edit) {
    throw new Problem("This candidate has no edit.", "Pick another one, or copy its code.");
  }
  // A closed document keeps its last text, so it is opened again to see what is in the file now.
  const current = await vscode.workspace.openTextDocument(document.uri);
  if (current.getText() !== textBefore) {
    throw new Problem(
      "The file has changed since the candidates were made.",
      "Run Generate with Tests again.",
    );
  }
  if (choice.action === "preview") {
    await parts.preview.show(current, edit, verdictText(candidate.verdict));
    return;
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Problem("The editor refused the edit.", "Check that the file is writable, then try again.");
  }
  parts.results.close();
  await vscode.window.showTextDocument(current, { viewColumn: vscode.ViewColumn.One });
  await parts.server.execute("understudy.acceptCandidate", {
    resultId: result.resultId,
    index: choice.index,
  });
}
