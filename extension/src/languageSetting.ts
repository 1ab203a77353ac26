/** `understudy.languages` as a value: pure. An absent language is off, but for Python. Server twin: `settings.py`. */

export const PYTHON = "python";

export type Languages = Record<string, boolean>;

/** What one place or another says, as VS Code's `inspect` tells it. */
export interface Stated {
  globalValue?: Languages | undefined;
  workspaceValue?: Languages | undefined;
  workspaceFolderValue?: Languages | undefined;
}

export interface Flip {
  on: boolean;
  place: "user" | "workspace" | "folder";
  /** What that place says afterwards. */
  value: Languages;
}

export function isOn(languages: Languages, language: string): boolean {
  return languages[language] ?? language === PYTHON;
}

export function namesOf(languages: Languages): string[] {
  return [...new Set([PYTHON, ...Object.keys(languages)])].filter((name) => isOn(languages, name));
}

/** Turns a language on or off where it is stated now, else for the user: a workspace is not written to uncalled for. */
export function flip(stated: Stated, language: string, on: boolean): Flip {
  const places = [
    ["folder", stated.workspaceFolderValue],
    ["workspace", stated.workspaceValue],
  ] as const;
  const [place, there] =
    places.find(([, value]) => value && language in value) ?? (["user", stated.globalValue] as const);
  return { on, place, value: { ...there, [language]: on } };
}
