/** The few settings the extension itself reads; all others are the server's and travel there unread. */
import * as vscode from "vscode";

export const SECTION = "understudy";

/** A Python the user named, or "" for the managed environment. Restricted Mode hides the workspace's value. */
export function interpreter(): string {
  return vscode.workspace.getConfiguration(SECTION).get("interpreter", "").trim();
}

/** For this user; "" for the managed environment. */
export async function useInterpreter(python: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration(SECTION);
  await settings.update("interpreter", python || undefined, vscode.ConfigurationTarget.Global);
}

export function enabled(): boolean {
  return vscode.workspace.getConfiguration(SECTION).get("enable", true);
}

/** Flips `understudy.enable` where it is stated, else for this user; the server hears of it like of any other setting. */
export async function toggle(): Promise<void> {
  const settings = vscode.workspace.getConfiguration(SECTION);
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const here = settings.inspect<boolean>("enable")?.workspaceValue !== undefined; // stands above the user's
  await settings.update("enable", !enabled(), here ? Workspace : Global);
}

/** True when only a new server process can honour the change. */
export function needsRestart(change: vscode.ConfigurationChangeEvent): boolean {
  return change.affectsConfiguration(`${SECTION}.interpreter`);
}

export function all(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(SECTION);
}
