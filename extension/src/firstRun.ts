/** The first minutes: the walkthrough, shown once, and the context keys that tick off its steps. */
import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import * as settings from "./settings.ts";

const WALKTHROUGH = "start"; // its id in package.json
const WELCOMED = "welcomed";

/** envReady: the server runs. completed: a suggestion was accepted. generated: a candidate passed its tests. */
export type Milestone = "envReady" | "completed" | "generated";

const milestones = new Set<Milestone>();

export function reached(milestone: Milestone): void {
  if (!milestones.has(milestone)) {
    milestones.add(milestone);
    void vscode.commands.executeCommand("setContext", `understudy.${milestone}`, true);
  }
}

/** Opens the walkthrough the first time, in the window in front, unless the server was set up by hand already. */
export async function welcome(context: vscode.ExtensionContext): Promise<void> {
  const opens = vscode.workspace.getConfiguration("workbench.welcomePage.walkthroughs");
  if (settings.interpreter() || !opens.get("openOnInstall", true)) {
    return;
  }
  await inFront(context.subscriptions);
  if (await first(context.globalStorageUri.fsPath)) {
    const walkthrough = `${context.extension.id}#${WALKTHROUGH}`;
    await vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthrough);
  }
}

/** Resolves when this window has the focus. */
function inFront(subscriptions: vscode.Disposable[]): Promise<void> {
  return new Promise((resolve) => {
    const look = ({ focused }: vscode.WindowState) => {
      if (focused) {
        listening.dispose();
        resolve();
      }
    };
    const listening = vscode.window.onDidChangeWindowState(look);
    subscriptions.push(listening);
    look(vscode.window.state);
  });
}

/** Whether nobody was welcomed yet. A file, for windows that start together do not see each other's state. */
async function first(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(path.join(folder, WELCOMED), "", { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
    return false;
  }
}
