/** The file a proposal goes into, which may not exist yet. */
import * as vscode from "vscode";

export interface Target {
  uri: vscode.Uri;
  /** What stands there now, or undefined for a file that is to be created. */
  document: vscode.TextDocument | undefined;
}

/** The target as it is now: a closed document keeps its last text, so it is opened again. */
export async function openTarget(uri: vscode.Uri): Promise<Target> {
  try {
    return { uri, document: await vscode.workspace.openTextDocument(uri) };
  } catch (error) {
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      return { uri, document: undefined };
    }
    throw error;
  }
}

export function textOf(target: Target): string {
  return target.document?.getText() ?? "";
}

/** The text after the edits. */
export function withEdits(target: Target, edits: readonly vscode.TextEdit[]): string {
  const document = target.document;
  if (!document) {
    return edits.map((edit) => edit.newText).join("");
  }
  const lastFirst = [...edits].sort((a, b) => b.range.start.compareTo(a.range.start));
  return lastFirst.reduce(
    (text, edit) =>
      text.slice(0, document.offsetAt(edit.range.start)) +
      edit.newText +
      text.slice(document.offsetAt(edit.range.end)),
    document.getText(),
  );
}
