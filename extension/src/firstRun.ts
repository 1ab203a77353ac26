/** The first minutes: the walkthrough, shown once, and the context keys that tick off its steps. */
import * as vscode from "vscode";
import * as settings from "./settings.ts";

const WALKTHROUGH = "start"; // its id in package.json
const WELCOMED = "welcomed";

/** envReady: the server runs. completed: a suggestion was accepted. generated: a candidate passed its tests. */
export type Milestone = "envReady" | "completed" | "generated";

export function reached(milestone: Milestone): void {
  void vscode.commands.executeCommand("setContext", `understudy.${milestone}`, true);
}

/** Opens the walkthrough the first time, unless the user has set up the server by hand already. */
export async function welcome(context: vscode.ExtensionContext): Promise<void> {
  if (context.globalState.get(WELCOMED) || settings.interpreter()) {
    return;
  }
  await context.globalState.update(WELCOMED, true);
  await vscode.commands.executeCommand(
    "workbench.action.openWalkthrough",
    `${context.extension.id}#${WALKTHROUGH}`,
  );
}
