/** A command of the server under a notification with progress and a Cancel button. */
import * as vscode from "vscode";
import type { Server } from "./server.ts";

/** The server's answer; undefined when the user cancelled and the server had nothing to give. */
export function runLong(
  server: Server,
  title: string,
  command: string,
  argument: Record<string, unknown>,
): Thenable<unknown> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    let shown = 0;
    const report = (message: string, done = shown) => {
      progress.report({ message, increment: Math.max(0, done - shown) });
      shown = Math.max(shown, done);
    };
    try {
      return await server.executeLong({ command, argument, report, token });
    } catch (error) {
      if (token.isCancellationRequested) {
        return undefined;
      }
      throw error;
    }
  });
}
