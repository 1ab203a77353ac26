/** One text to paste into an issue: the editor's side and, when it runs, the server's. No file contents, no user's name. */
import * as os from "node:os";
import * as vscode from "vscode";
import { withoutHome } from "./homePath.ts";
import { l10n } from "./l10n.ts";
import { inUse } from "./languages.ts";
import { describe } from "./logger.ts";
import type { Server } from "./server.ts";
import * as settings from "./settings.ts";

export async function copyDebugInformation(server: Server, version: string): Promise<void> {
  const serverSide = server.running // else it would be started first, and what hinders that is what is asked about
    ? await server.execute("understudy.debugInformation").catch((error: unknown) => describe(error))
    : "not running";
  const text = [
    `Understudy ${version}, VS Code ${vscode.version}, ${os.type()} ${os.release()} ${os.arch()}`,
    `interpreter: ${settings.interpreter() || "managed"}; trusted: ${vscode.workspace.isTrusted}`,
    `languages: ${inUse().join(", ")}; display language: ${vscode.env.language}`,
    "server:",
    typeof serverSide === "string" ? serverSide : JSON.stringify(serverSide, null, 2),
  ].join("\n");
  await vscode.env.clipboard.writeText(withoutHome(text, os.homedir()));
  await vscode.window.showInformationMessage(l10n.t("Understudy: debug information is on the clipboard."));
}
