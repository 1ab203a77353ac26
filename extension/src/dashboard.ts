/** "Understudy: Show Dashboard": the page of `understudy learn report`, as the server makes it. It runs no script. */
import * as vscode from "vscode";
import { l10n } from "./l10n.ts";
import { Problem } from "./logger.ts";
import { isRecord } from "./protocol.ts";
import type { Server } from "./server.ts";
import { throwServerError } from "./serverError.ts";

export class Dashboard implements vscode.Disposable {
  readonly #server: Server;
  readonly #attempt: (task: () => Promise<void>) => Promise<void>;
  #panel: vscode.WebviewPanel | undefined;

  constructor(server: Server, attempt: (task: () => Promise<void>) => Promise<void>) {
    this.#server = server;
    this.#attempt = attempt;
  }

  async show(): Promise<void> {
    const html = await this.#page();
    if (this.#panel) {
      this.#panel.webview.html = html;
      this.#panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      "understudy.dashboard",
      l10n.t("Understudy: Dashboard"),
      vscode.ViewColumn.Active,
      { enableScripts: false, enableForms: false, enableFindWidget: true, localResourceRoots: [] },
    );
    panel.webview.html = html;
    let visible = true;
    panel.onDidChangeViewState(() => {
      const comesBack = panel.visible && !visible;
      visible = panel.visible;
      if (comesBack) {
        void this.#attempt(async () => {
          const html = await this.#page();
          if (this.#panel === panel) {
            panel.webview.html = html; // it may have been closed meanwhile
          }
        });
      }
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    this.#panel = panel;
  }

  /** A log of years takes the server a moment. */
  async #page(): Promise<string> {
    const options = { location: vscode.ProgressLocation.Window, title: l10n.t("Reading the log …") };
    const answer = await vscode.window.withProgress(options, () => this.#server.execute("understudy.report"));
    throwServerError(answer);
    if (!isRecord(answer) || typeof answer.html !== "string") {
      throw new Problem(
        l10n.t("The server's answer could not be read."),
        l10n.t("Restart Understudy and update the extension."),
      );
    }
    return answer.html;
  }

  dispose(): void {
    this.#panel?.dispose();
  }
}
