/** The status item: what Understudy is doing now, and how it has been doing. */
import * as vscode from "vscode";
import type { Status } from "./protocol.ts";
import type { Life } from "./server.ts";
import { type Look, lines, look } from "./statusText.ts";

const STARTING: Look = { icon: "$(loading~spin)", words: "starting the server" };
const STOPPED: Look = { icon: "$(error)", words: "the server is not running" };

export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    "understudy.status",
    vscode.StatusBarAlignment.Right,
    100,
  );

  constructor() {
    this.#item.name = "Understudy";
    this.#item.command = {
      title: "Understudy commands",
      command: "workbench.action.quickOpen",
      arguments: [">Understudy: "],
    };
    this.showLife("starting");
    this.#item.show();
  }

  showLife(life: Life): void {
    if (life === "starting") {
      this.#show(STARTING, [`Understudy: ${STARTING.words}`], false);
    } else if (life === "stopped") {
      this.#show(STOPPED, [`Understudy: ${STOPPED.words}`], true);
    }
    // "running" says nothing of the model: the server's first status does
  }

  /** While there is no server to speak of yet. */
  showSetUp(words: string, busy: boolean): void {
    this.#show({ icon: busy ? "$(loading~spin)" : "$(tools)", words }, [`Understudy: ${words}`], false);
  }

  showStatus(status: Status): void {
    this.#show(look(status), lines(status), status.state === "error");
  }

  #show({ icon, words }: Look, paragraphs: string[], warn: boolean): void {
    this.#item.text = `${icon} Understudy`;
    this.#item.tooltip = tooltip(paragraphs);
    this.#item.accessibilityInformation = { label: `Understudy: ${words}` };
    this.#item.backgroundColor = warn ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function tooltip(paragraphs: string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  for (const paragraph of paragraphs) {
    text.appendText(paragraph).appendMarkdown("\n\n");
  }
  return text;
}
