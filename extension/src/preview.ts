/** Shows a candidate as a diff against the open file; the right side is a virtual document, nothing is written. */
import * as path from "node:path";
import * as vscode from "vscode";

const SCHEME = "understudy-candidate";

export class Preview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registrations: vscode.Disposable[];

  constructor() {
    this.#registrations = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument((document) => this.#texts.delete(document.uri.toString())),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  async show(document: vscode.TextDocument, edit: vscode.WorkspaceEdit, title: string): Promise<void> {
    const name = path.posix.basename(document.uri.path);
    const right = vscode.Uri.from({ scheme: SCHEME, path: `/${crypto.randomUUID()}/${name}` });
    this.#texts.set(right.toString(), withEdits(document, edit.get(document.uri)));
    await vscode.commands.executeCommand("vscode.diff", document.uri, right, `${name}: ${title}`, {
      preview: true,
      viewColumn: vscode.ViewColumn.One,
    });
  }

  dispose(): void {
    vscode.Disposable.from(...this.#registrations).dispose();
  }
}

function withEdits(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  const lastFirst = [...edits].sort((a, b) => b.range.start.compareTo(a.range.start));
  return lastFirst.reduce(
    (text, edit) =>
      text.slice(0, document.offsetAt(edit.range.start)) +
      edit.newText +
      text.slice(document.offsetAt(edit.range.end)),
    document.getText(),
  );
}
