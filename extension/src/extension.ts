/** Wiring: makes the parts, binds the commands. The only file that knows all others. */
import * as vscode from "vscode";
import { Dashboard } from "./dashboard.ts";
import { copyDebugInformation } from "./debugInformation.ts";
import { FineTune } from "./fineTune.ts";
import { reached, welcome } from "./firstRun.ts";
import { generateForTest, generateWithTests } from "./generate.ts";
import { l10n, useTranslator } from "./l10n.ts";
import * as languages from "./languages.ts";
import { createLogger, showProblem } from "./logger.ts";
import { chooseModel, downloadModel } from "./models.ts";
import { Preview } from "./preview.ts";
import { ResultsView } from "./results.ts";
import { openSample } from "./sample.ts";
import { Server } from "./server.ts";
import * as settings from "./settings.ts";
import { Environments } from "./setup/environment.ts";
import { NotNow, notSetUp, SetUpProblem } from "./setup/texts.ts";
import { snooze, wakeUp } from "./snooze.ts";
import { StatusItem } from "./status.ts";

let server: Server | undefined;
let environments: Environments | undefined;

export function activate(context: vscode.ExtensionContext): void {
  useTranslator(vscode.l10n.t);
  const logger = createLogger();
  const status = new StatusItem();
  const preview = new Preview();
  const results = new ResultsView(context.extensionUri);
  const setup = new Environments(context, version(context), logger, (...state) => status.showSetUp(...state));
  const current = new Server(() => setup.python(), context.globalStorageUri.fsPath, logger);
  server = current;
  environments = setup;

  const restarted = () => current.restart();
  const setUp = () =>
    setup.setUp(
      () => current.startAnew(),
      () => current.begin(),
    );
  const restart = { title: l10n.t("Restart"), run: () => attempt(restarted) };
  const waysOut = [
    { title: l10n.t("Try Again"), run: () => attempt(setUp) },
    { title: l10n.t("Pick Interpreter"), run: () => attempt(() => setup.pickInterpreter()) },
  ];
  const attempt = async (task: () => Promise<void>): Promise<void> => {
    try {
      await task();
    } catch (error) {
      if (error instanceof NotNow) {
        logger.info(error.message);
        status.showSetUp(notSetUp(), false);
        return;
      }
      await showProblem(logger, error, ...(error instanceof SetUpProblem ? waysOut : [restart]));
    }
  };
  const parts = { server: current, results, preview, attempt };
  const fineTune = new FineTune(context.extensionUri, current, logger, attempt);
  const dashboard = new Dashboard(current, attempt);
  const command = (id: string, task: (argument: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(`understudy.${id}`, (argument: unknown) => attempt(() => task(argument)));

  context.subscriptions.push(
    logger,
    status,
    preview,
    results,
    current.onLife((life) => status.showLife(life)),
    current.onStatus((value) => status.showStatus(value)),
    current.onLife((life) => life === "running" && reached("envReady")),
    current.onStatus((value) => value.accepted > 0 && reached("completed")),
    languages.whenNeeded(() => attempt(() => current.begin())),
    vscode.workspace.onDidGrantWorkspaceTrust(() => attempt(() => current.tellTrusted())),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (current.wanted && (settings.needsRestart(change) || !current.covers(languages.inUse()))) {
        void attempt(() => current.restart());
      }
    }),
    command("generateWithTests", (place) => generateWithTests(parts, place)),
    command("writeForTest", () => generateForTest(parts)),
    command("setUp", setUp),
    command("openSample", (place) => openSample(context, place, () => current.begin())),
    command("pickInterpreter", () => setup.pickInterpreter()),
    command("setUpTraining", () => setup.setUpTrainingAndSay(restarted)),
    command("chooseModel", () => chooseModel(current, logger)),
    command("downloadModel", () => downloadModel(current, logger)),
    fineTune,
    dashboard,
    command("fineTunePreferences", () => fineTune.open()),
    command("chooseAdapter", () => fineTune.choose()),
    command("adapterPrevious", () => fineTune.back()),
    command("dashboard", () => dashboard.show()),
    command("toggle", () => settings.toggle()),
    command("toggleLanguage", () => languages.toggleLanguage(status.status)),
    command("snoozeFor", () => snooze(current, status.snoozed)),
    command("wakeUp", () => wakeUp(current)),
    command("restart", () => current.restart()),
    command("copyDebugInformation", () => copyDebugInformation(current, version(context))),
    command("showLogs", async () => logger.show()),
  );
  welcome(context).catch((error: unknown) => logger.warn(String(error)));
}

export async function deactivate(): Promise<void> {
  await Promise.all([server?.dispose(), environments?.dispose()]);
}

function version(context: vscode.ExtensionContext): string {
  const manifest: unknown = context.extension.packageJSON;
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "";
}
