/** "Understudy: Pick Interpreter", and what Microsoft's Python extension knows of interpreters, where it is installed. */
import * as vscode from "vscode";
import { l10n } from "../l10n.ts";
import { isRecord } from "../protocol.ts";
import * as settings from "../settings.ts";
import {
  dotted,
  type Interpreter,
  isInside,
  newEnough,
  probe,
  type Surroundings,
  usualPlaces,
} from "./python.ts";

const PYTHON_EXTENSION = "ms-python.python";
const PATIENCE_MS = 5000; // it may be looking for interpreters itself
const AT_ONCE = 4;

/** Executables, absolute. Nothing of the workspace while it is not trusted: probing an interpreter runs it. */
export async function knownToPythonExtension(): Promise<string[]> {
  const extension = vscode.extensions.getExtension(PYTHON_EXTENSION);
  if (!extension) {
    return [];
  }
  const api = await inTime(Promise.resolve(extension.activate()));
  const environments = isRecord(api) ? api.environments : undefined;
  const known = isRecord(environments) && Array.isArray(environments.known) ? environments.known : [];
  const files = known.map(executableOf).filter((file) => file !== undefined);
  const folders = untrustedFolders();
  return files.filter((file) => !folders.some((folder) => isInside(file, folder)));
}

/** Folders whose programs are not to be started. */
export function untrustedFolders(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return vscode.workspace.isTrusted ? [] : folders.map((folder) => folder.uri.fsPath);
}

/** Its `Environment`: only `executable.uri` is of use, and it is missing where there is no Python in it. */
function executableOf(environment: unknown): string | undefined {
  const executable = isRecord(environment) ? environment.executable : undefined;
  const uri = isRecord(executable) ? executable.uri : undefined;
  return uri instanceof vscode.Uri ? uri.fsPath : undefined;
}

/** undefined when it fails or takes too long. */
async function inTime(promise: Promise<unknown>): Promise<unknown> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined));
  return Promise.race([promise.catch(() => undefined), late]);
}

interface Choice extends vscode.QuickPickItem {
  /** Path, "" for our own environment, undefined for the file dialogue. */
  python?: string;
  browse?: boolean;
}

/** Asks, checks, and sets `understudy.interpreter`, which restarts the server. install: see `fits`. */
export async function pickInterpreter(where: Surroundings, install: string): Promise<void> {
  const picked = await vscode.window.showQuickPick(choices(where), {
    title: l10n.t("Understudy: the Python that runs the server"),
    placeHolder: l10n.t("It needs the understudy package; without one, leave it to Understudy"),
  });
  const python = picked?.browse ? await browse() : picked?.python;
  if (python === undefined || (python && !(await fits(python, where, install)))) {
    return;
  }
  await settings.useInterpreter(python);
  if (!python) {
    await vscode.commands.executeCommand("understudy.setUp");
  } else if (settings.interpreter() !== python) {
    const names = [python, settings.interpreter()];
    await vscode.window.showWarningMessage(
      l10n.t("Understudy: {0} is chosen, but this workspace's settings name {1}.", ...names),
    );
  }
}

async function choices(where: Surroundings): Promise<Choice[]> {
  const found = await allPythons(where);
  const ready = found.filter((python) => python.server);
  return [
    {
      label: l10n.t("An environment of its own"),
      description: l10n.t("recommended"),
      detail: l10n.t("Understudy makes it, outside your project, and keeps it up to date"),
      python: "",
    },
    ...ready.map((python) => ({
      label: `Python ${dotted(python.version)}`,
      description: l10n.t("understudy {0}", python.server),
      detail: python.path,
      python: python.path,
    })),
    {
      label: l10n.t("Browse…"),
      detail: l10n.t("A Python that has the understudy package"),
      browse: true,
    },
  ];
}

async function allPythons(where: Surroundings): Promise<Interpreter[]> {
  const listed = [
    ...(await knownToPythonExtension()).map((file) => [file]),
    ...(await usualPlaces(where.env)),
  ];
  const found = new Map<string, Interpreter>();
  const take = async () => {
    for (let next = listed.shift(); next; next = listed.shift()) {
      const python = await probe(next, where);
      if (python && newEnough(python.version)) {
        found.set(python.path, python);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  return [...found.values()].sort((a, b) => b.version[1] - a.version[1] || a.path.localeCompare(b.path));
}

async function browse(): Promise<string | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: l10n.t("A Python that has the understudy package"),
    openLabel: l10n.t("Use This Python"),
    canSelectMany: false,
  });
  return files?.[0]?.fsPath;
}

/** False after having said why not. install: the arguments with which a Python gets the server. */
async function fits(python: string, where: Surroundings, install: string): Promise<boolean> {
  const found = await probe([python], where);
  if (found?.server) {
    return true;
  }
  const why = found
    ? l10n.t("{0} (Python {1}) has no understudy package.", python, dotted(found.version))
    : l10n.t("{0} is no Python that starts.", python);
  const next = found ? l10n.t('Run "{0}" {1} first.', python, install) : l10n.t("Pick another one.");
  await vscode.window.showWarningMessage(l10n.t("Understudy: {0}", `${why} ${next}`));
  return false;
}
