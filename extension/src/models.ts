/** "Understudy: Choose Model…" and "Download Model…": what suits this machine, getting it when asked, and using it. */
import * as vscode from "vscode";
import { l10n } from "./l10n.ts";
import { type Logger, Problem } from "./logger.ts";
import { runLong } from "./longCommand.ts";
import { type ModelRow, namesNoFile, parsePulled, parseUsed, size } from "./modelList.ts";
import { pick } from "./modelPick.ts";
import type { Server } from "./server.ts";
import { errorIn, throwServerError } from "./serverError.ts";
import { SECTION } from "./settings.ts";

const LEARN_MORE = "https://github.com/understudy-dev/understudy/blob/main/docs/models.md";
const ALL_LAYERS = 999;

/** Any model there is; one that is not here yet is downloaded after a question, and then used. */
export async function chooseModel(server: Server, logger: Logger): Promise<void> {
  await choose(server, logger, false);
}

/** A model that is not here yet; it is used if the user says so afterwards. */
export async function downloadModel(server: Server, logger: Logger): Promise<void> {
  await choose(server, logger, true);
}

async function choose(server: Server, logger: Logger, onlyMissing: boolean): Promise<void> {
  const picked = await pick(server, onlyMissing);
  switch (picked?.choice.kind) {
    case "model": {
      const { row } = picked.choice;
      if (row.installed) {
        await use(server, { name: row.name });
      } else if (await confirms(row, picked.list.hub)) {
        await download(server, logger, row.name, onlyMissing);
      }
      return;
    }
    case "other": {
      const name = await asksForFile(picked.list.hub);
      if (name) {
        await download(server, logger, name, onlyMissing);
      }
      return;
    }
    case "file":
      await useFile(server);
      return;
    case "useGpu":
      await useGpu(picked.list.machine.gpu ?? "");
      return;
    case "gpuHelp":
      await vscode.env.openExternal(vscode.Uri.parse(`${LEARN_MORE}#on-a-gpu`));
      return;
    case "help":
      await vscode.env.openExternal(vscode.Uri.parse(LEARN_MORE));
  }
}

/** The server loads the model anew when it hears of the setting, and says so where that fails. */
async function useGpu(gpu: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration(SECTION);
  await settings.update("engine.gpuLayers", ALL_LAYERS, vscode.ConfigurationTarget.Global);
  const undo = l10n.t("Undo");
  const said = l10n.t(
    "Understudy: the whole model runs on {0} from now on (understudy.engine.gpuLayers).",
    gpu,
  );
  if ((await vscode.window.showInformationMessage(said, undo)) === undo) {
    await settings.update("engine.gpuLayers", undefined, vscode.ConfigurationTarget.Global);
  }
}

async function confirms(row: ModelRow, hub: string): Promise<boolean> {
  const start = l10n.t("Download");
  const detail = [
    l10n.t("{0} from {1}. Licence: {2}.", size(row.sizeBytes), hub, row.licence || l10n.t("see its page")),
    row.why,
    l10n.t("Only the file is asked for; nothing of yours is sent."),
  ];
  const picked = await vscode.window.showInformationMessage(
    l10n.t("Download {0}?", row.name),
    { modal: true, detail: detail.filter(Boolean).join("\n") },
    start,
  );
  return picked === start;
}

async function asksForFile(hub: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t("A model of {0}", hub),
    prompt: l10n.t(
      "owner/repository/file.gguf. It is downloaded at once; see its page there for its licence.",
    ),
    placeHolder: "owner/repository/file.gguf",
    ignoreFocusOut: true,
    validateInput: (value) => {
      const wrong = value.trim() && namesNoFile(value);
      return wrong === "kind"
        ? l10n.t("Name a GGUF file.")
        : wrong
          ? l10n.t("Write owner/repository/file.gguf.")
          : undefined;
    },
  });
}

async function download(server: Server, logger: Logger, name: string, ask: boolean): Promise<void> {
  for (;;) {
    const title = l10n.t("Understudy: downloading {0}", name);
    const { answer, cancelled } = await runLong(server, title, "understudy.pullModel", { name });
    const pulled = parsePulled(answer);
    if (pulled) {
      await arrived(server, pulled.name || name, pulled.verified, ask);
      return;
    }
    const again = cancelled ? l10n.t("Continue") : l10n.t("Try Again");
    const file = l10n.t("Choose a File…");
    const picked = cancelled
      ? await vscode.window.showInformationMessage(
          l10n.t("Understudy: the download was stopped. What has arrived is kept."),
          again,
        )
      : await vscode.window.showErrorMessage(l10n.t("Understudy: {0}", failure(answer, logger)), again, file);
    if (picked === file) {
      await useFile(server);
    }
    if (picked !== again) {
      return;
    }
  }
}

function failure(answer: unknown, logger: Logger): string {
  const error = errorIn(answer);
  const said = error
    ? `${error.message} ${error.nextStep}`.trim()
    : l10n.t("The download stopped. Try again.");
  logger.error(said);
  return said;
}

async function arrived(server: Server, name: string, verified: boolean, ask: boolean): Promise<void> {
  const doubt = verified ? "" : ` ${l10n.t("The hub names no checksum for it.")}`;
  if (ask) {
    const useIt = l10n.t("Use It");
    const said = `${l10n.t("Understudy: {0} is here.", name)}${doubt}`;
    if ((await vscode.window.showInformationMessage(said, useIt)) !== useIt) {
      return;
    }
  }
  await use(server, { name }, ask ? "" : doubt);
}

async function useFile(server: Server): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: l10n.t("A model file (GGUF)"),
      openLabel: l10n.t("Use This Model"),
      filters: { GGUF: ["gguf"], [l10n.t("All files")]: ["*"] },
    })) ?? [];
  if (file) {
    await use(server, { path: file.fsPath });
  }
}

/** The server checks the file first, so that a wrong one never becomes a setting. */
async function use(server: Server, wanted: { name: string } | { path: string }, remark = ""): Promise<void> {
  const answer = await server.execute("understudy.useModel", wanted);
  throwServerError(answer);
  const model = parseUsed(answer);
  if (model === undefined) {
    throw new Problem(
      l10n.t("The server's answer could not be read."),
      l10n.t("Restart Understudy and update the extension."),
    );
  }
  const settings = vscode.workspace.getConfiguration(SECTION);
  await settings.update("model", model, vscode.ConfigurationTarget.Global);
  const values = settings.inspect<string>("model");
  const nearer = values?.workspaceFolderValue ?? values?.workspaceValue;
  if (nearer !== undefined && nearer !== model) {
    const open = l10n.t("Open Settings");
    const said = l10n.t("Understudy: {0} is chosen, but this workspace's settings name {1}.", model, nearer);
    if ((await vscode.window.showWarningMessage(said, open)) === open) {
      const query = { query: `@id:${SECTION}.model` };
      await vscode.commands.executeCommand("workbench.action.openWorkspaceSettings", query);
    }
    return;
  }
  void vscode.window.showInformationMessage(
    `${l10n.t("Understudy: {0} is used from now on.", model)}${remark}`,
  );
}
