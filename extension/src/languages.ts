/** Which files are completed: the setting as it holds for a file, and the command that turns a language on or off. */
import * as vscode from "vscode";
import { l10n } from "./l10n.ts";
import { flip, isOn, type Languages, namesOf, PYTHON, type Stated } from "./languageSetting.ts";
import { Problem } from "./logger.ts";
import type { Status } from "./protocol.ts";
import { SECTION } from "./settings.ts";

const NAME = "languages";
const SCHEMES = ["file", "untitled"];

/** The language of a file that could be completed, and whether it is; undefined for what is no file (logs, diffs). */
export interface InFront {
  language: string;
  on: boolean;
}

export function inFront(editor: vscode.TextEditor | undefined): InFront | undefined {
  const document = editor?.document;
  return document && SCHEMES.includes(document.uri.scheme)
    ? { language: document.languageId, on: isOn(settingFor(document.uri), document.languageId) }
    : undefined;
}

/** Every language that is on somewhere in this window, and Python: turned off, it is still the server's to say so. */
export function inUse(): string[] {
  const places = [undefined, ...(vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri)];
  return [...new Set([PYTHON, ...places.flatMap((place) => namesOf(settingFor(place)))])];
}

export function selector(languages: string[]): { language: string; scheme: string }[] {
  return languages.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme })));
}

/** Calls `start` once, as soon as a file is open that can be completed: a window without one costs nothing. */
export function whenNeeded(start: () => unknown): vscode.Disposable {
  const look = () => {
    const wanted = new Set(inUse());
    const files = vscode.workspace.textDocuments.filter((file) => SCHEMES.includes(file.uri.scheme));
    if (files.some((file) => wanted.has(file.languageId))) {
      listening.dispose();
      start();
    }
  };
  const listening = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeConfiguration(look),
  );
  look();
  return listening;
}

/** Turns the language of the file in front on or off. status: names the model in use and what it was made for. */
export async function toggleLanguage(status: Status | undefined): Promise<void> {
  const front = inFront(vscode.window.activeTextEditor);
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (!front || !uri) {
    throw new Problem(
      l10n.t("No file is active."),
      l10n.t("Open one of the language that you want to turn on or off."),
    );
  }
  const configuration = vscode.workspace.getConfiguration(SECTION, uri);
  const stated: Stated = configuration.inspect<Languages>(NAME) ?? {};
  const { on, place, value } = flip(stated, front.language, !front.on);
  const target = {
    user: vscode.ConfigurationTarget.Global,
    workspace: vscode.ConfigurationTarget.Workspace,
    folder: vscode.ConfigurationTarget.WorkspaceFolder,
  }[place];
  await configuration.update(NAME, value, target);
  const known = status?.modelLanguages ?? [];
  if (on && known.length && !known.includes(front.language)) {
    const other = l10n.t("Choose Another Model");
    const warning = l10n.t(
      "Understudy: {0} is on now, but {1} knows {2} alone and will have little to say. Choose another model for it.",
      front.language,
      status?.model ?? "",
      known.join(", "),
    );
    if ((await vscode.window.showWarningMessage(warning, other)) === other) {
      await vscode.commands.executeCommand("understudy.chooseModel");
    }
  }
}

function settingFor(uri: vscode.Uri | undefined): Languages {
  return vscode.workspace.getConfiguration(SECTION, uri).get<Languages>(NAME, {});
}
