/**
 * The words a user reads, in the language of the editor. Files that know nothing of VS Code speak too, so that the
 * extension names its translator once, at its start; without one they stay English.
 */
type Argument = string | number | boolean;
type Translate = (message: string, ...args: Argument[]) => string;

let translate: Translate = (message, ...args) =>
  message.replaceAll(/\{(\d+)\}/g, (_, place: string) => String(args[Number(place)] ?? ""));

export function useTranslator(translator: Translate): void {
  translate = translator;
}

/** Called as `l10n.t("…")` with a plain string, by which tests/test_l10n.py finds every text. */
export const l10n = {
  t: (message: string, ...args: Argument[]): string => translate(message, ...args),
};
