/** Shows a candidate as a diff against the file as it is; the right side is a virtual document, nothing is written. */
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

  async show(target: Target, edit: vscode.WorkspaceEdit, title: string): Promise<void> {
    const name = path.posix.basename(target.uri.path);
    const left = target.document ? target.uri : this.#virtual(name, "");
    const right = this.#virtual(name, withEdits(target, edit.get(target.uri)));
    await vscode.commands.executeCommand("vscode.diff", left, right, `${name}: ${title}`, {
      preview: true,
      viewColumn: vscode.ViewColumn.One,
    });
  }

  #virtual(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${crypto.randomUUID()}/${name}` });
    this.#texts.set(uri.toString(), text);
    return uri;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#registrations).dispose();
  }
}
