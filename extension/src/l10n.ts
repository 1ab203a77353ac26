/** How a text is said in the user's language. In the editor this is `vscode.l10n.t`; pure modules are handed it. */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;

/** `vscode.l10n`, or what stands in for it. */
export interface L10n {
  t: Translate;
}
