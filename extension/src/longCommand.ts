/** A command of the server under a notification with progress and a Cancel button. */
import * as vscode from "vscode";
import { withProgress } from "./progress.ts";
import type { Server } from "./server.ts";

export interface LongAnswer {
  /** What the server said; also after a cancel, when it still did. */
  answer: unknown;
  cancelled: boolean;
}

/** cancel: is cancelled with the notification's button, and may be by another one. */
export async function runLong(
  server: Server,
  title: string,
  command: string,
  argument: Record<string, unknown>,
  cancel = new vscode.CancellationTokenSource(),
): Promise<LongAnswer> {
  try {
    return await withProgress(title, async (report, token) => {
      const pressed = token.onCancellationRequested(() => cancel.cancel());
      try {
        const answer = await server.executeLong({ command, argument, report, token: cancel.token });
        return { answer, cancelled: cancel.token.isCancellationRequested };
      } catch (error) {
        if (cancel.token.isCancellationRequested) {
          return { answer: undefined, cancelled: true };
        }
        throw error;
      } finally {
        pressed.dispose();
      }
    });
  } finally {
    cancel.dispose();
  }
}
