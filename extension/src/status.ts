/** The status item: what Understudy is doing for the file in front, how it has been doing, and what to do next. */
import * as vscode from "vscode";
import { l10n } from "./l10n.ts";
import { inFront } from "./languages.ts";
import type { Status } from "./protocol.ts";
import type { Life } from "./server.ts";
import * as settings from "./settings.ts";
import { type Facts, label, lines, look, type View } from "./statusText.ts";

export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    "understudy.status",
    vscode.StatusBarAlignment.Right,
    100,
  );
  readonly #listening: vscode.Disposable;
  #life: Life = "waiting";
  #status: Status | undefined;
  #snoozed = false;
  /** Shown in the server's place while there is none; whatever else is redrawn. */
  #setUp: { words: string; busy: boolean } | undefined;

  constructor() {
    this.#item.name = "Understudy";
    const render = () => this.#render();
    this.#listening = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(render),
      vscode.workspace.onDidOpenTextDocument(render), // also when a file's language is changed
      vscode.workspace.onDidChangeConfiguration(render),
      vscode.workspace.onDidGrantWorkspaceTrust(render),
    );
  }

  /** What the server said last, while it runs. */
  get status(): Status | undefined {
    return this.#status;
  }

  get snoozed(): boolean {
    return this.#snoozed;
  }

  showLife(life: Life): void {
    this.#life = life;
    this.#setUp = undefined;
    if (life !== "running") {
      this.#status = undefined; // a new server counts and snoozes anew
    }
    this.#render();
  }

  /** While there is no server to speak of yet. */
  showSetUp(words: string, busy: boolean): void {
    this.#setUp = { words, busy };
    this.#render();
  }

  #showSetUp({ words, busy }: { words: string; busy: boolean }): void {
    const click = { title: l10n.t("Set Up"), command: "understudy.setUp" };
    const view: View = { icon: busy ? "$(loading~spin)" : "$(tools)", words, next: "", click, warn: false };
    this.#show(view, [l10n.t("Understudy: {0}", words)], [[l10n.t("Show Logs"), "understudy.showLogs"]]);
  }

  showStatus(status: Status): void {
    this.#status = status;
    this.#render();
  }

  #render(): void {
    this.#setSnoozed(this.#status?.pausedBy === "snoozed");
    if (this.#setUp) {
      this.#showSetUp(this.#setUp);
      return;
    }
    if (this.#life === "waiting") {
      this.#item.hide(); // a window without a file for us is not ours
      return;
    }
    const facts: Facts = {
      life: this.#life,
      status: this.#status,
      inFront: inFront(vscode.window.activeTextEditor),
      trusted: vscode.workspace.isTrusted,
      enabled: settings.enabled(),
    };
    const view = look(facts);
    this.#show(view, lines(facts, view), this.#links(facts));
  }

  #show(view: View, paragraphs: string[], links: [title: string, command: string][]): void {
    this.#item.text = `${view.icon} Understudy`;
    this.#item.command = view.click;
    this.#item.tooltip = tooltip(paragraphs, links);
    this.#item.accessibilityInformation = { label: label(view), role: "button" };
    this.#item.backgroundColor = view.warn
      ? new vscode.ThemeColor("statusBarItem.warningBackground")
      : undefined;
    this.#item.show();
  }

  #links(facts: Facts): [title: string, command: string][] {
    const front = facts.inFront;
    return [
      this.#snoozed ? [l10n.t("Wake Up"), "understudy.wakeUp"] : [l10n.t("Snooze…"), "understudy.snoozeFor"],
      ...(front
        ? [
            [
              front.on
                ? l10n.t("Turn Off for {0}", front.language)
                : l10n.t("Turn On for {0}", front.language),
              "understudy.toggleLanguage",
            ] satisfies [string, string],
          ]
        : []),
      [l10n.t("Restart"), "understudy.restart"],
      [l10n.t("Show Logs"), "understudy.showLogs"],
    ];
  }

  #setSnoozed(snoozed: boolean): void {
    if (snoozed !== this.#snoozed) {
      this.#snoozed = snoozed;
      void vscode.commands.executeCommand("setContext", "understudy.snoozed", snoozed);
    }
  }

  dispose(): void {
    this.#listening.dispose();
    this.#item.dispose();
  }
}

/** Paragraphs are text, whatever a model is called; only the links are Markdown, and only they may run. */
function tooltip(paragraphs: string[], links: [title: string, command: string][]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: links.map(([, command]) => command) };
  for (const paragraph of paragraphs) {
    text.appendText(paragraph).appendMarkdown("\n\n");
  }
  return text.appendMarkdown(links.map(([title, command]) => `[${title}](command:${command})`).join(" · "));
}
