/** A command of the server under a notification with progress and a Cancel button. */
import * as vscode from "vscode";
import type { Server } from "./server.ts";

export interface LongAnswer {
  /** What the server said; also after a cancel, when it still did. */
  answer: unknown;
  cancelled: boolean;
}

export function runLong(
  server: Server,
  title: string,
  command: string,
  argument: Record<string, unknown>,
): Thenable<LongAnswer> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    let shown = 0;
    const report = (message: string, done = shown) => {
      progress.report({ message, increment: Math.max(0, done - shown) });
      shown = Math.max(shown, done);
    };
    try {
      const answer = await server.executeLong({ command, argument, report, token });
      return { answer, cancelled: token.isCancellationRequested };
    } catch (error) {
      if (token.isCancellationRequested) {
        return { answer: undefined, cancelled: true };
      }
      throw error;
    }
  });
}
