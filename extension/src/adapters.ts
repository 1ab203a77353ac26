/** Adapters on the user's word: list, choose, discard, one step back. */
import * as vscode from "vscode";
import { adapterDetail } from "./adaptersHtml.ts";
import { l10n } from "./l10n.ts";
import { type Adapter, parseAdapters } from "./learningProtocol.ts";
import { Problem } from "./logger.ts";
import type { Server } from "./server.ts";
import { throwServerError } from "./serverError.ts";

export async function listAdapters(server: Server): Promise<Adapter[]> {
  const found = parseAdapters(await server.execute("understudy.adapters"));
  if (!Array.isArray(found)) {
    throw new Problem(found.message, found.nextStep);
  }
  return found;
}

/** Lets the user pick one, or the model alone; false if nothing was picked. */
export async function chooseAdapter(server: Server): Promise<boolean> {
  const adapters = await listAdapters(server);
  const mark = (chosen: boolean, name: string) => (chosen ? `$(check) ${name}` : name);
  const items = [
    ...adapters.map((one) => ({
      label: mark(one.inUse, one.name),
      detail: adapterDetail(one),
      id: one.id,
    })),
    {
      label: mark(!adapters.some((one) => one.inUse), l10n.t("The model alone")),
      detail: l10n.t("as it came, without what was learnt"),
      id: "",
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t("Understudy: which adapter to use"),
  });
  if (picked) {
    await (picked.id ? change(server, "useAdapter", picked.id) : change(server, "adapterOff"));
  }
  return picked !== undefined;
}

/** Deletes one, after asking; false if the user thought better of it. */
export async function discardAdapter(server: Server, id: string): Promise<boolean> {
  const name = (await listAdapters(server)).find((one) => one.id === id)?.name ?? id;
  const discard = l10n.t("Discard");
  const picked = await vscode.window.showWarningMessage(
    l10n.t("Discard the adapter {0}?", name),
    { modal: true, detail: l10n.t("It is deleted. What it was trained on stays.") },
    discard,
  );
  if (picked === discard) {
    await change(server, "discardAdapter", id);
  }
  return picked === discard;
}

/** Says what is in use afterwards. */
export async function change(
  server: Server,
  command: "useAdapter" | "adapterOff" | "adapterBack" | "discardAdapter",
  id?: string,
): Promise<void> {
  throwServerError(await server.execute(`understudy.${command}`, ...(id ? [{ id }] : [])));
  const adapter = (await listAdapters(server)).find((one) => one.inUse);
  const now = adapter
    ? l10n.t("Understudy: adapter {0} is in use.", adapter.name)
    : l10n.t("Understudy: no adapter is in use, the model is as it came.");
  void vscode.window.showInformationMessage(now);
}
