/** "Understudy: Choose Model…" and "Download Model…": what suits this machine, getting it when asked, and using it. */
import * as vscode from "vscode";
import { type Logger, Problem } from "./logger.ts";
import { runLong } from "./longCommand.ts";
import {
  arrange,
  type Machine,
  type ModelList,
  type ModelRow,
  namesNoFile,
  parseModelList,
  parsePulled,
  parseUsed,
  size,
} from "./modelList.ts";
import { isRecord, parseServerError, type ServerError } from "./protocol.ts";
import type { Server } from "./server.ts";
import { SECTION } from "./settings.ts";

const LEARN_MORE = "https://github.com/understudy-dev/understudy/blob/main/docs/models.md";

type Choice = { kind: "model"; row: ModelRow } | { kind: "other" } | { kind: "file" } | { kind: "help" };
type Item = vscode.QuickPickItem & { choice?: Choice };

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
    case "help":
      await vscode.env.openExternal(vscode.Uri.parse(LEARN_MORE));
  }
}

/** The list is shown at once and filled when the machine is known; Escape leaves it at any time. */
async function pick(
  server: Server,
  onlyMissing: boolean,
): Promise<{ choice: Choice; list: ModelList } | undefined> {
  const quick = vscode.window.createQuickPick<Item>();
  quick.title = onlyMissing
    ? vscode.l10n.t("Understudy: Download Model")
    : vscode.l10n.t("Understudy: Choose Model");
  quick.placeholder = vscode.l10n.t("Looking at this machine…");
  quick.matchOnDescription = true;
  quick.busy = true;
  const closed = new Promise<undefined>((resolve) => quick.onDidHide(() => resolve(undefined)));
  const accepted = new Promise<Choice | undefined>((resolve) =>
    quick.onDidAccept(() => {
      const choice = quick.selectedItems[0]?.choice;
      if (choice) {
        resolve(choice);
      }
    }),
  );
  quick.show();
  try {
    const answer = await Promise.race([server.execute("understudy.models"), closed]);
    if (answer === undefined) {
      return undefined;
    }
    throwServerError(answer);
    const list = parseModelList(answer);
    if (!list) {
      throw new Problem(
        vscode.l10n.t("The server's answer could not be read."),
        vscode.l10n.t("Restart Understudy and update the extension."),
      );
    }
    quick.busy = false;
    quick.placeholder = machineText(list.machine);
    quick.items = items(list, onlyMissing);
    const choice = await Promise.race([accepted, closed]);
    return choice ? { choice, list } : undefined;
  } finally {
    quick.dispose();
  }
}

function items(list: ModelList, onlyMissing: boolean): Item[] {
  const { here, elsewhere } = arrange(list);
  const found: Item[] = [];
  if (!onlyMissing) {
    found.push(separator(vscode.l10n.t("On this machine")), ...here.map((row) => item(row, list)), {
      label: `$(folder-opened) ${vscode.l10n.t("Choose a File…")}`,
      choice: { kind: "file" },
    });
  }
  return [
    ...found,
    separator(vscode.l10n.t("To download from {0}", list.hub)),
    ...elsewhere.map((row) => item(row, list)),
    { label: `$(cloud-download) ${vscode.l10n.t("Another Model of the Hub…")}`, choice: { kind: "other" } },
    separator(""),
    { label: `$(question) ${vscode.l10n.t("Which Models Work for What")}`, choice: { kind: "help" } },
  ];
}

function item(row: ModelRow, list: ModelList): Item {
  const facts = [
    row.sizeBytes ? size(row.sizeBytes) : "",
    row.tokensPerSecond === undefined
      ? ""
      : vscode.l10n.t("about {0} tokens/s (estimate)", speed(row.tokensPerSecond)),
    row.licence,
  ];
  const states = [
    row.inUse
      ? list.remote
        ? vscode.l10n.t("Chosen; {0} answers instead.", list.remote)
        : vscode.l10n.t("In use.")
      : "",
    row.installed && !row.inUse ? vscode.l10n.t("Installed.") : "",
    row.name === list.recommended ? vscode.l10n.t("Recommended for this machine.") : "",
    row.fits === false ? vscode.l10n.t("Too large.") : "",
    row.why,
  ];
  const icon = row.inUse
    ? "check"
    : row.installed
      ? "database"
      : row.fits === false
        ? "warning"
        : "cloud-download";
  return {
    label: `$(${icon}) ${row.name}`,
    description: facts.filter(Boolean).join(" · "),
    detail: states.filter(Boolean).join(" "),
    choice: { kind: "model", row },
  };
}

function machineText(machine: Machine): string {
  const facts = [
    machine.cores === undefined
      ? vscode.l10n.t("processor unknown")
      : vscode.l10n.t("{0} cores", machine.cores),
    machine.features.join(" "),
    machine.ramBytes === undefined
      ? vscode.l10n.t("memory unknown")
      : vscode.l10n.t("{0} memory", size(machine.ramBytes)),
    gpuText(machine),
  ];
  return vscode.l10n.t("This machine: {0}", facts.filter(Boolean).join(", "));
}

function gpuText(machine: Machine): string {
  if (!machine.gpu) {
    return machine.gpuBuild === undefined ? vscode.l10n.t("GPU unknown") : "";
  }
  const name = machine.gpuBytes ? `${machine.gpu} ${size(machine.gpuBytes)}` : machine.gpu;
  return machine.gpuBuild ? name : vscode.l10n.t("{0} (not usable by this llama.cpp)", name);
}

async function confirms(row: ModelRow, hub: string): Promise<boolean> {
  const start = vscode.l10n.t("Download");
  const detail = [
    vscode.l10n.t(
      "{0} from {1}. Licence: {2}.",
      size(row.sizeBytes),
      hub,
      row.licence || vscode.l10n.t("see its page"),
    ),
    row.why,
    vscode.l10n.t("Only the file is asked for; nothing of yours is sent."),
  ];
  const picked = await vscode.window.showInformationMessage(
    vscode.l10n.t("Download {0}?", row.name),
    { modal: true, detail: detail.filter(Boolean).join("\n") },
    start,
  );
  return picked === start;
}

async function asksForFile(hub: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("A model of {0}", hub),
    prompt: vscode.l10n.t(
      "owner/repository/file.gguf. It is downloaded at once; see its page there for its licence.",
    ),
    placeHolder: "owner/repository/file.gguf",
    ignoreFocusOut: true,
    validateInput: (value) => {
      const wrong = value.trim() && namesNoFile(value);
      return wrong === "kind"
        ? vscode.l10n.t("Name a GGUF file.")
        : wrong
          ? vscode.l10n.t("Write owner/repository/file.gguf.")
          : undefined;
    },
  });
}

async function download(server: Server, logger: Logger, name: string, ask: boolean): Promise<void> {
  for (;;) {
    const title = vscode.l10n.t("Understudy: downloading {0}", name);
    const { answer, cancelled } = await runLong(server, title, "understudy.pullModel", { name });
    const pulled = parsePulled(answer);
    if (pulled) {
      await arrived(server, pulled.name || name, pulled.verified, ask);
      return;
    }
    const again = cancelled ? vscode.l10n.t("Continue") : vscode.l10n.t("Try Again");
    const file = vscode.l10n.t("Choose a File…");
    const picked = cancelled
      ? await vscode.window.showInformationMessage(
          vscode.l10n.t("Understudy: the download was stopped. What has arrived is kept."),
          again,
        )
      : await vscode.window.showErrorMessage(`Understudy: ${failure(answer, logger)}`, again, file);
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
    : vscode.l10n.t("The download stopped. Try again.");
  logger.error(said);
  return said;
}

async function arrived(server: Server, name: string, verified: boolean, ask: boolean): Promise<void> {
  const doubt = verified ? "" : ` ${vscode.l10n.t("The hub names no checksum for it.")}`;
  if (ask) {
    const useIt = vscode.l10n.t("Use It");
    const said = `${vscode.l10n.t("Understudy: {0} is here.", name)}${doubt}`;
    if ((await vscode.window.showInformationMessage(said, useIt)) !== useIt) {
      return;
    }
  }
  await use(server, { name }, ask ? "" : doubt);
}

async function useFile(server: Server): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("A model file (GGUF)"),
      openLabel: vscode.l10n.t("Use This Model"),
      filters: { GGUF: ["gguf"], [vscode.l10n.t("All files")]: ["*"] },
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
    return;
  }
  const settings = vscode.workspace.getConfiguration(SECTION);
  await settings.update("model", model, vscode.ConfigurationTarget.Global);
  const values = settings.inspect<string>("model");
  const nearer = values?.workspaceFolderValue ?? values?.workspaceValue;
  if (nearer !== undefined && nearer !== model) {
    const open = vscode.l10n.t("Open Settings");
    const said = vscode.l10n.t(
      "Understudy: {0} is chosen, but this workspace's settings name {1}.",
      model,
      nearer,
    );
    if ((await vscode.window.showWarningMessage(said, open)) === open) {
      await vscode.commands.executeCommand("workbench.action.openWorkspaceSettings", `${SECTION}.model`);
    }
    return;
  }
  void vscode.window.showInformationMessage(
    `${vscode.l10n.t("Understudy: {0} is used from now on.", model)}${remark}`,
  );
}

function speed(tokensPerSecond: number): string {
  return tokensPerSecond >= 10 ? String(Math.round(tokensPerSecond)) : tokensPerSecond.toFixed(1);
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function errorIn(answer: unknown): ServerError | undefined {
  return isRecord(answer) ? parseServerError(answer.error) : undefined;
}

function throwServerError(answer: unknown): void {
  const error = errorIn(answer);
  if (error) {
    throw new Problem(error.message, error.nextStep);
  }
}
