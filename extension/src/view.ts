/** Opens a view of ours: a panel with one script of `dist` and styles of `extension/media`. */
import * as vscode from "vscode";
import type { Page } from "./viewHtml.ts";

export interface View {
  /** The last part of its type. */
  name: string;
  title: string;
  column: vscode.ViewColumn;
  script: string;
  styles: readonly string[];
  html: (page: Page) => string;
  /** A message of its script. */
  onMessage: (message: unknown) => unknown;
  onClosed: () => unknown;
}

/** root: of the extension. */
export function openView(root: vscode.Uri, view: View): vscode.WebviewPanel {
  const within = (...parts: string[]) => vscode.Uri.joinPath(root, ...parts);
  const panel = vscode.window.createWebviewPanel(`understudy.${view.name}`, view.title, view.column, {
    enableScripts: true,
    enableForms: false,
    enableFindWidget: true,
    localResourceRoots: [within("dist"), within("extension", "media")],
  });
  const uri = (...parts: string[]) => panel.webview.asWebviewUri(within(...parts)).toString();
  panel.iconPath = within("extension", "icon.png");
  panel.webview.onDidReceiveMessage(view.onMessage);
  panel.onDidDispose(view.onClosed);
  panel.webview.html = view.html({
    cspSource: panel.webview.cspSource,
    nonce: crypto.randomUUID(),
    styleUris: view.styles.map((name) => uri("extension", "media", name)),
    scriptUri: uri("dist", view.script),
    language: vscode.env.language,
  });
  return panel;
}
