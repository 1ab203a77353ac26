/** The results view: one panel, reused; results go to it as messages, and its buttons come back as typed messages. */
import * as vscode from "vscode";
import { l10n } from "./l10n.ts";
import { type GenerateResult, isRecord } from "./protocol.ts";
import { announcement, pageHtml, resultHtml, type ToView } from "./resultsHtml.ts";
import { openView } from "./view.ts";

/** index: of the candidate, or of the answer. keepPlan: the candidate's plan as a comment above its code. */
export type Choice =
  | { action: "accept" | "preview"; index: number; keepPlan: boolean }
  | { action: "compare" | "answer"; index: number }
  | { action: "more" | "faster" };

export class ResultsView implements vscode.Disposable {
  #panel: vscode.WebviewPanel | undefined;
  #listens = false;
  #shown: ToView | undefined;
  #busy = "";
  #onChoice: (choice: Choice) => unknown = () => undefined;
  readonly #root: vscode.Uri;

  constructor(extensionUri: vscode.Uri) {
    this.#root = extensionUri;
  }

  /** onChoice is called for every button until the next `show`. */
  show(result: GenerateResult, onChoice: (choice: Choice) => unknown): void {
    this.#onChoice = onChoice;
    this.#busy = "";
    this.#shown = {
      kind: "show",
      id: result.resultId,
      html: resultHtml(result),
      said: announcement(result),
    };
    const panel = this.#panel ?? this.#create();
    panel.title = l10n.t("Understudy: {0}", result.function.qualname);
    this.#send(this.#shown);
    panel.reveal(undefined, false);
  }

  /** While something is under way its buttons rest; "" wakes them. */
  busy(what: string): void {
    this.#busy = what;
    this.#send({ kind: "busy", said: what });
  }

  close(): void {
    this.#panel?.dispose();
  }

  #create(): vscode.WebviewPanel {
    this.#panel = openView(this.#root, {
      name: "results",
      title: "Understudy",
      column: vscode.ViewColumn.Beside,
      script: "results.js",
      styles: ["results.css"],
      html: pageHtml,
      onMessage: (message) => this.#receive(message),
      onClosed: () => {
        this.#panel = undefined;
        this.#listens = false;
      },
    });
    return this.#panel;
  }

  /** Lost while the page does not listen yet, or is hidden: it says "ready" when it does, and is told again. */
  #send(message: ToView): void {
    if (this.#listens) {
      void this.#panel?.webview.postMessage(message);
    }
  }

  #receive(message: unknown): void {
    if (!isRecord(message)) {
      return;
    }
    const { action, index } = message;
    if (action === "ready") {
      this.#listens = true;
      if (this.#shown) {
        this.#send(this.#shown);
      }
      if (this.#busy) {
        this.#send({ kind: "busy", said: this.#busy });
      }
    } else if (action === "close") {
      this.close();
    } else if (action === "more" || action === "faster") {
      this.#onChoice({ action });
    } else if ((action === "answer" || action === "compare") && typeof index === "number") {
      this.#onChoice({ action, index });
    } else if ((action === "accept" || action === "preview") && typeof index === "number") {
      this.#onChoice({ action, index, keepPlan: message.keepPlan === true });
    }
  }

  dispose(): void {
    this.close();
  }
}
