/** "Understudy: Snooze Suggestions…": for how long. The server keeps the time, so that other editors have it too. */
import * as vscode from "vscode";
import type { Server } from "./server.ts";

interface Choice extends vscode.QuickPickItem {
  argument: { minutes: number } | { untilRestart: true };
}

/** snoozed: it is asleep now, so waking is offered too. */
export async function snooze(server: Server, snoozed: boolean): Promise<void> {
  const { t } = vscode.l10n;
  const choices: Choice[] = [
    { label: t("5 minutes"), argument: { minutes: 5 } },
    { label: t("15 minutes"), argument: { minutes: 15 } },
    { label: t("1 hour"), argument: { minutes: 60 } },
    {
      label: t("Until restart"),
      description: t("of Understudy or the window"),
      argument: { untilRestart: true },
    },
  ];
  if (snoozed) {
    choices.unshift({ label: t("Wake up now"), argument: { minutes: 0 } });
  }
  const picked = await vscode.window.showQuickPick(choices, {
    title: t("Understudy: snooze suggestions"),
    placeHolder: t("No suggestions while you type; on request they still come."),
  });
  if (picked) {
    await server.execute("understudy.snooze", picked.argument);
  }
}
