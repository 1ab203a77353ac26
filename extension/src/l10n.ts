/**
 * Words for the user in files that know nothing of VS Code: the extension gives its translator, without one they stay
 * English. Written `l10n.t("…")`, as `vscode.l10n.t` is, so that one search finds all.
 */
type Argument = string | number | boolean;
export type Translate = (message: string, ...args: Argument[]) => string;

/** `vscode.l10n`, or what stands in for it. */
export interface L10n {
  t: Translate;
}

let translate: Translate = (message, ...args) =>
  message.replaceAll(/\{(\d+)\}/g, (_, place: string) => String(args[Number(place)] ?? ""));

export function useTranslator(translator: Translate): void {
  translate = translator;
}

export const l10n = {
  t: (message: string, ...args: Argument[]): string => translate(message, ...args),
};
