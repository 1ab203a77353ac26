/** `vscode.l10n`, or what stands in for it. */
export interface L10n {
  t(message: string, ...args: (string | number | boolean)[]): string;
}
