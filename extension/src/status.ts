/** The status item: what Understudy is doing now, and how it has been doing. */
import * as vscode from "vscode";
import type { Status } from "./protocol.ts";
import type { Life } from "./server.ts";

interface Look {
  icon: string;
  words: string;
}

/** The states of `understudy/status`; a state of a newer server is shown by its own name. */
const LOOKS: Record<string, Look> = {
  off: { icon: "$(sparkle)", words: "idle" },
  loading: { icon: "$(loading~spin)", words: "loading the model" },
  restarting: { icon: "$(loading~spin)", words: "restarting the model" },
  ready: { icon: "$(sparkle)", words: "ready" },
  thinking: { icon: "$(sync~spin)", words: "thinking" },
  generating: { icon: "$(sync~spin)", words: "generating with tests" },
  training: { icon: "$(sync~spin)", words: "fine-tuning" },
  paused: { icon: "$(debug-pause)", words: "paused" },
  error: { icon: "$(error)", words: "stopped by a problem" },
};

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
      this.#show("loading", new vscode.MarkdownString("Understudy: starting the server"));
    } else if (life === "stopped") {
      this.#show("error", new vscode.MarkdownString("Understudy: the server is not running"));
    }
    // "running" says nothing of the model: the server's first status does
  }

  showStatus(status: Status): void {
    this.#show(status.state, tooltip(status));
  }

  #show(state: string, text: vscode.MarkdownString): void {
    const look = LOOKS[state] ?? { icon: "$(sparkle)", words: state };
    this.#item.text = `${look.icon} Understudy`;
    this.#item.tooltip = text;
    this.#item.accessibilityInformation = { label: `Understudy: ${look.words}` };
    this.#item.backgroundColor =
      state === "error" ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function tooltip(status: Status): vscode.MarkdownString {
  const lines = [`Understudy: ${LOOKS[status.state]?.words ?? status.state}`];
  if (status.detail) {
    lines.push(status.detail);
  }
  if (status.model) {
    lines.push(`Model ${status.model}${status.adapter ? `, adapter ${status.adapter}` : ""}`);
  }
  if (status.lastMs > 0) {
    lines.push(
      `Last completion ${Math.round(status.lastMs)} ms, ${Math.round(status.tokensPerSecond)} tokens/s`,
    );
  }
  if (status.shown > 0) {
    lines.push(
      `Accepted ${status.accepted} of ${status.shown} shown, ${status.kept30s} still there after 30 s`,
    );
  }
  const text = new vscode.MarkdownString();
  for (const line of lines) {
    text.appendText(line).appendMarkdown("\n\n");
  }
  return text;
}
