/** "Understudy: Snooze Suggestions…", for how long, and "Wake Up". The server keeps the time, so that other editors have it too. */
import * as vscode from "vscode";
import { l10n } from "./l10n.ts";
import type { Server } from "./server.ts";

interface Choice extends vscode.QuickPickItem {
  argument: { minutes: number } | { untilRestart: true };
}

/** snoozed: it is asleep now, so waking is offered too. */
export async function snooze(server: Server, snoozed: boolean): Promise<void> {
  const choices: Choice[] = [
    { label: l10n.t("5 minutes"), argument: { minutes: 5 } },
    { label: l10n.t("15 minutes"), argument: { minutes: 15 } },
    { label: l10n.t("1 hour"), argument: { minutes: 60 } },
    {
      label: l10n.t("Until restart"),
      description: l10n.t("of Understudy or the window"),
      argument: { untilRestart: true },
    },
  ];
  if (snoozed) {
    choices.unshift({ label: l10n.t("Wake up now"), argument: { minutes: 0 } });
  }
  const picked = await vscode.window.showQuickPick(choices, {
    title: l10n.t("Understudy: snooze suggestions"),
    placeHolder: l10n.t("No suggestions while you type; on request they still come."),
  });
  if (picked) {
    await server.execute("understudy.snooze", picked.argument);
  }
}

/** A command of its own, since the server's is there only while the server runs; a new server is awake. */
export async function wakeUp(server: Server): Promise<void> {
  if (server.running) {
    await server.execute("understudy.wake");
  }
}
