/** The results view: one panel, reused; its buttons come back as typed messages. */
import * as vscode from "vscode";
import { type GenerateResult, isRecord } from "./protocol.ts";
import { resultsHtml } from "./resultsHtml.ts";

/** index: of the candidate, or of the answer. */
export type Choice =
  | { action: "accept" | "preview"; index: number }
  | { action: "answer"; index: number }
  | { action: "more" | "faster" };

export class ResultsView implements vscode.Disposable {
  #panel: vscode.WebviewPanel | undefined;
  #onChoice: (choice: Choice) => unknown = () => undefined;
  readonly #root: vscode.Uri;

  constructor(extensionUri: vscode.Uri) {
    this.#root = extensionUri;
  }

  /** onChoice is called for every button until the next `show`. */
  show(result: GenerateResult, onChoice: (choice: Choice) => unknown): void {
    this.#onChoice = onChoice;
    const panel = this.#panel ?? this.#create();
    panel.title = `Understudy: ${result.function.qualname}`;
    panel.webview.html = resultsHtml(result, {
      cspSource: panel.webview.cspSource,
      nonce: crypto.randomUUID(),
      styleUri: this.#uri(panel, "extension", "media", "results.css"),
      scriptUri: this.#uri(panel, "dist", "results.js"),
    });
    panel.reveal(undefined, false);
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
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    this.#panel = panel;
    return panel;
  }

  #receive(message: unknown): void {
    if (!isRecord(message)) {
      return;
    }
    const { action, index } = message;
    if (action === "close") {
      this.close();
    } else if (action === "more" || action === "faster") {
      this.#onChoice({ action });
    } else if (action === "answer" && typeof index === "number") {
      this.#onChoice({ action, index });
    } else if ((action === "accept" || action === "preview") && typeof index === "number") {
      this.#onChoice({ action, index });
    }
  }

  #uri(panel: vscode.WebviewPanel, ...parts: string[]): string {
    return panel.webview.asWebviewUri(vscode.Uri.joinPath(this.#root, ...parts)).toString();
  }

  dispose(): void {
    this.close();
  }
}
