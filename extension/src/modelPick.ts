/** The list to choose a model from: shown at once, filled when the server knows the machine. */
import * as vscode from "vscode";
import { l10n } from "./l10n.ts";
import { Problem } from "./logger.ts";
import {
  arrange,
  idleGpu,
  type Machine,
  type ModelList,
  type ModelRow,
  parseModelList,
  size,
} from "./modelList.ts";
import type { Server } from "./server.ts";
import { throwServerError } from "./serverError.ts";

export type Choice =
  | { kind: "model"; row: ModelRow }
  | { kind: "other" | "file" | "help" | "useGpu" | "gpuHelp" };
type Item = vscode.QuickPickItem & { choice?: Choice };

/** What was chosen, and from what; undefined: the list was left, which Escape does at any time. */
export async function pick(
  server: Server,
  onlyMissing: boolean,
): Promise<{ choice: Choice; list: ModelList } | undefined> {
  const quick = vscode.window.createQuickPick<Item>();
  quick.title = onlyMissing ? l10n.t("Understudy: Download Model") : l10n.t("Understudy: Choose Model");
  quick.placeholder = l10n.t("Looking at this machine…");
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
        l10n.t("The server's answer could not be read."),
        l10n.t("Restart Understudy and update the extension."),
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
    found.push(separator(l10n.t("On this machine")), ...here.map((row) => item(row, list)), {
      label: `$(folder-opened) ${l10n.t("Choose a File…")}`,
      choice: { kind: "file" },
    });
  }
  return [
    ...found,
    separator(l10n.t("To download from {0}", list.hub)),
    ...elsewhere.map((row) => item(row, list)),
    { label: `$(cloud-download) ${l10n.t("Another Model of the Hub…")}`, choice: { kind: "other" } },
    separator(""),
    ...gpuItems(list),
    { label: `$(question) ${l10n.t("Which Models Work for What")}`, choice: { kind: "help" } },
  ];
}

function gpuItems(list: ModelList): Item[] {
  const gpu = list.machine.gpu ?? "";
  switch (idleGpu(list)) {
    case "could":
      return [
        {
          label: `$(circuit-board) ${l10n.t("Run the Model on {0}", gpu)}`,
          choice: { kind: "useGpu" },
        },
      ];
    case "cannot":
      return [{ label: `$(question) ${l10n.t("How to Use {0}", gpu)}`, choice: { kind: "gpuHelp" } }];
    default:
      return [];
  }
}

function item(row: ModelRow, list: ModelList): Item {
  const facts = [
    row.sizeBytes ? size(row.sizeBytes) : "",
    row.tokensPerSecond === undefined
      ? ""
      : l10n.t("about {0} tokens/s (estimate)", speed(row.tokensPerSecond)),
    row.licence,
  ];
  const states = [
    row.inUse ? (list.remote ? l10n.t("Chosen; {0} answers instead.", list.remote) : l10n.t("In use.")) : "",
    row.installed && !row.inUse ? l10n.t("Installed.") : "",
    row.name === list.recommended ? l10n.t("Recommended for this machine.") : "",
    row.fits === false ? l10n.t("Too large.") : "",
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
    machine.cores === undefined ? l10n.t("processor unknown") : l10n.t("{0} cores", machine.cores),
    machine.features.join(" "),
    machine.ramBytes === undefined ? l10n.t("memory unknown") : l10n.t("{0} memory", size(machine.ramBytes)),
    gpuText(machine),
  ];
  return l10n.t("This machine: {0}", facts.filter(Boolean).join(", "));
}

function gpuText(machine: Machine): string {
  if (!machine.gpu) {
    return machine.gpuBuild === undefined ? l10n.t("GPU unknown") : "";
  }
  const name = machine.gpuBytes ? `${machine.gpu} ${size(machine.gpuBytes)}` : machine.gpu;
  return machine.gpuBuild ? name : l10n.t("{0} (not usable by this llama.cpp)", name);
}

function speed(tokensPerSecond: number): string {
  return tokensPerSecond >= 10 ? String(Math.round(tokensPerSecond)) : tokensPerSecond.toFixed(1);
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
