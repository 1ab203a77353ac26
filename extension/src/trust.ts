/** Restricted Mode: nothing of the workspace is run until the user trusts it. */
import * as vscode from "vscode";
import { l10n } from "./l10n.ts";

/** True when the workspace is trusted; else says why not and offers the way out. */
export async function requireTrust(what: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) {
    return true;
  }
  const manage = l10n.t("Manage Workspace Trust");
  const picked = await vscode.window.showWarningMessage(
    l10n.t(
      "Understudy: {0} runs this workspace's tests, and Restricted Mode forbids that. Trust the workspace first.",
      what,
    ),
    manage,
  );
  if (picked === manage) {
    await vscode.commands.executeCommand("workbench.trust.manage");
  }
  return false;
}
