/** Wiring: makes the parts, binds the commands. The only file that knows all others. */
import * as vscode from "vscode";
import { copyDebugInformation } from "./debugInformation.ts";
import { resolvePython } from "./environment.ts";
import { fineTune, previousAdapter } from "./fineTune.ts";
import { generateForTest, generateWithTests } from "./generate.ts";
import { useTranslator } from "./l10n.ts";
import { createLogger, showProblem } from "./logger.ts";
import { Preview } from "./preview.ts";
import { ResultsView } from "./results.ts";
import { Server } from "./server.ts";
import * as settings from "./settings.ts";
import { StatusItem } from "./status.ts";

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  useTranslator(vscode.l10n.t);
  const logger = createLogger();
  const status = new StatusItem();
  const preview = new Preview();
  const results = new ResultsView(context.extensionUri);
  const current = new Server(() => resolvePython(context, logger), context.globalStorageUri.fsPath, logger);
  server = current;

  const restart = { title: "Restart", run: () => attempt(() => current.restart()) };
  const attempt = async (task: () => Promise<void>): Promise<void> => {
    try {
      await task();
    } catch (error) {
      await showProblem(logger, error, restart);
    }
  };
  const parts = { server: current, results, preview, attempt };
  const command = (id: string, task: (argument: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(`understudy.${id}`, (argument: unknown) => attempt(() => task(argument)));

  context.subscriptions.push(
    logger,
    status,
    preview,
    results,
    current.onLife((life) => status.showLife(life)),
    current.onStatus((value) => status.showStatus(value)),
    vscode.workspace.onDidGrantWorkspaceTrust(() =>
      attempt(async () => {
        await current.execute("understudy.setTrusted", true);
      }),
    ),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (settings.needsRestart(change)) {
        void attempt(() => current.restart());
      }
    }),
    command("generateWithTests", (place) => generateWithTests(parts, place)),
    command("writeForTest", () => generateForTest(parts)),
    command("fineTunePreferences", () => fineTune(current, logger)),
    command("adapterPrevious", () => previousAdapter(current)),
    command("toggle", () => settings.toggle()),
    command("restart", () => current.restart()),
    command("copyDebugInformation", () => copyDebugInformation(current, version(context))),
    command("showLogs", async () => logger.show()),
  );
  void attempt(() => current.restart());
}

export async function deactivate(): Promise<void> {
  await server?.dispose();
}

function version(context: vscode.ExtensionContext): string {
  const manifest: unknown = context.extension.packageJSON;
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "";
}
