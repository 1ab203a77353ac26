/** The results view: one panel, reused; results go to it as messages, and its buttons come back as typed messages. */
import * as vscode from "vscode";
import { l10n } from "./l10n.ts";
import { type GenerateResult, isRecord } from "./protocol.ts";
import { announcement, pageHtml, resultHtml, type ToView } from "./resultsHtml.ts";

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
    const panel = vscode.window.createWebviewPanel(
      "understudy.results",
      "Understudy",
      { viewColumn: vscode.ViewColumn.Beside },
      {
        enableScripts: true,
        enableForms: false,
        enableFindWidget: true,
        localResourceRoots: [
          vscode.Uri.joinPath(this.#root, "dist"),
          vscode.Uri.joinPath(this.#root, "extension", "media"),
        ],
      },
    );
    panel.iconPath = vscode.Uri.joinPath(this.#root, "extension", "icon.png");
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#listens = false;
    });
    panel.webview.html = pageHtml({
      cspSource: panel.webview.cspSource,
      nonce: crypto.randomUUID(),
      styleUri: this.#uri(panel, "extension", "media", "results.css"),
      scriptUri: this.#uri(panel, "dist", "results.js"),
      language: vscode.env.language,
    });
    this.#panel = panel;
    return panel;
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

  #uri(panel: vscode.WebviewPanel, ...parts: string[]): string {
    return panel.webview.asWebviewUri(vscode.Uri.joinPath(this.#root, ...parts)).toString();
  }

  dispose(): void {
    this.close();
  }
}
