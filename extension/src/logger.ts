/** The one log channel, and the one way a problem reaches the user: what happened, and what to do next. */
import * as vscode from "vscode";
import { l10n } from "./l10n.ts";

export type Logger = vscode.LogOutputChannel;

/** Server twin: `understudy.errors.UnderstudyError`. */
export class Problem extends Error {
  readonly nextStep: string;

  constructor(message: string, nextStep: string) {
    super(message);
    this.name = "Problem";
    this.nextStep = nextStep;
  }
}

export function createLogger(): Logger {
  return vscode.window.createOutputChannel("Understudy", { log: true });
}

export async function showProblem(logger: Logger, error: unknown, ...actions: Action[]): Promise<void> {
  const text = describe(error);
  logger.error(text);
  if (error instanceof Error && !(error instanceof Problem) && error.stack) {
    logger.debug(error.stack);
  }
  const offered = [...actions, { title: l10n.t("Show Logs"), run: () => logger.show(true) }];
  const picked = await vscode.window.showErrorMessage(
    l10n.t("Understudy: {0}", text),
    ...offered.map((a) => a.title),
  );
  await offered.find((action) => action.title === picked)?.run();
}

export interface Action {
  title: string;
  run: () => unknown;
}

export function describe(error: unknown): string {
  if (error instanceof Problem) {
    return `${error.message} ${error.nextStep}`.trim();
  }
  return error instanceof Error ? error.message : String(error);
}
