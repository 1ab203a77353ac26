/** The one way to show that something takes a while and can be stopped: a notification with a bar and Cancel. */
import * as vscode from "vscode";

/** What is done now, and how much of the whole in per cent where that is known. The bar never goes back. */
export type Report = (message: string, percent?: number) => void;

export async function withProgress<T>(
  title: string,
  task: (report: Report, token: vscode.CancellationToken) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    let shown = 0;
    const report: Report = (message, percent = shown) => {
      progress.report({ message, increment: Math.max(0, percent - shown) });
      shown = Math.max(shown, percent);
    };
    return task(report, token);
  });
}
