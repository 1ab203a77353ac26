/** The fine-tune view's panel: made when it is shown, told one section at a time. */
import * as vscode from "vscode";
import { liveText, pageHtml, SECTIONS, type Section, type State, sectionHtml } from "./fineTuneHtml.ts";
import { l10n } from "./l10n.ts";
import { isRecord } from "./protocol.ts";
import { openView } from "./view.ts";

export class FineTunePanel implements vscode.Disposable {
  readonly #root: vscode.Uri;
  readonly #onAction: (action: string, id: string) => unknown;
  #panel: vscode.WebviewPanel | undefined;
  #said = "";

  /** onAction: a button was pressed; id: of the pair or adapter, or "". */
  constructor(extensionUri: vscode.Uri, onAction: (action: string, id: string) => unknown) {
    this.#root = extensionUri;
    this.#onAction = onAction;
  }

  get open(): boolean {
    return this.#panel !== undefined;
  }

  get visible(): boolean {
    return this.#panel?.visible ?? false;
  }

  show(state: State): void {
    if (this.#panel) {
      this.#panel.reveal();
      return;
    }
    this.#panel = openView(this.#root, {
      name: "fineTune",
      title: l10n.t("Understudy: Fine-tune"),
      column: vscode.ViewColumn.Active,
      script: "fineTune.js",
      styles: ["results.css", "learning.css"],
      html: (page) => pageHtml(state, page),
      onMessage: (message) => {
        if (isRecord(message) && typeof message.action === "string") {
          this.#onAction(message.action, typeof message.id === "string" ? message.id : "");
        }
      },
      onClosed: () => {
        this.#panel = undefined;
      },
    });
  }

  /** Shows what changed; without sections, everything. */
  draw(state: State, ...sections: Section[]): void {
    for (const section of sections.length > 0 ? sections : SECTIONS) {
      this.#post({ section, html: sectionHtml(section, state) });
    }
    const live = state.running ? liveText(state.run) : "";
    if (live !== this.#said) {
      this.say(live);
    }
  }

  /** To somebody who listens instead of looking. */
  say(text: string): void {
    this.#said = text;
    this.#post({ live: text });
  }

  focus(section: Section): void {
    this.#post({ focus: section });
  }

  #post(message: Record<string, string>): void {
    void this.#panel?.webview.postMessage(message);
  }

  dispose(): void {
    this.#panel?.dispose();
  }
}
