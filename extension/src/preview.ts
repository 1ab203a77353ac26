/** Shows candidates as diffs; what is not a file of the user's is a virtual document, and nothing is written. */
import * as path from "node:path";
import * as vscode from "vscode";
import { type Target, withEdits } from "./target.ts";

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

  /** One candidate against the file as it is. */
  async show(target: Target, edit: vscode.WorkspaceEdit, title: string): Promise<void> {
    const left = target.document ? target.uri : this.#virtual(target, "");
    await this.#diff(target, left, this.#with(target, edit), title);
  }

  /** Two candidates, each in the file: the first on the left. */
  async compare(
    target: Target,
    first: vscode.WorkspaceEdit,
    second: vscode.WorkspaceEdit,
    title: string,
  ): Promise<void> {
    await this.#diff(target, this.#with(target, first), this.#with(target, second), title);
  }

  async #diff(target: Target, left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
    await vscode.commands.executeCommand("vscode.diff", left, right, `${nameOf(target)}: ${title}`, {
      preview: true,
      viewColumn: vscode.ViewColumn.One,
    });
  }

  #with(target: Target, edit: vscode.WorkspaceEdit): vscode.Uri {
    return this.#virtual(target, withEdits(target, edit.get(target.uri)));
  }

  #virtual(target: Target, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${crypto.randomUUID()}/${nameOf(target)}` });
    this.#texts.set(uri.toString(), text);
    return uri;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#registrations).dispose();
  }
}

function nameOf(target: Target): string {
  return path.posix.basename(target.uri.path);
}
