/** What `vscode.l10n.t` does where no bundle is loaded. */
import type { Translate } from "../src/l10n.ts";

export const plain: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
