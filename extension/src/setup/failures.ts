/** How a set-up can end badly, and how to tell from what the programs said. */
import type { Phase } from "./phases.ts";
import type { Finished } from "./process.ts";

export type FailureKind =
  | "offline"
  | "noCompiler"
  | "compile"
  | "noSpace"
  | "noVenv"
  | "torchTooBig"
  | "trial"
  | "other";

/** A step that did not work. detail: what the program said, one line. */
export class SetUpFailure extends Error {
  readonly kind: FailureKind;
  readonly phase: Phase;

  constructor(kind: FailureKind, phase: Phase, detail: string) {
    super(detail);
    this.name = "SetUpFailure";
    this.kind = kind;
    this.phase = phase;
  }
}

/** The user, or the editor's end, stopped it. Nothing is left behind. */
export class Stopped extends Error {}

const OFFLINE =
  /name resolution|could not resolve|getaddrinfo|network is unreachable|failed to establish a new connection|dns error|proxyerror|connecttimeout|error sending request/i;
const FULL = /no space left on device|enospc|not enough space|disk quota exceeded/i;

export function causeOf({ stdout, stderr }: Pick<Finished, "stdout" | "stderr">): FailureKind | undefined {
  const said = stdout + stderr;
  return FULL.test(said) ? "noSpace" : OFFLINE.test(said) ? "offline" : undefined;
}

/** The line that says what was wrong: the last one called an error, else the last one. */
export function lastWords({ stdout, stderr }: Pick<Finished, "stdout" | "stderr">): string {
  const lines = (stderr.trim() || stdout.trim()).split(/[\r\n]+/).map((line) => line.trim());
  return (lines.findLast((line) => /^error\b/i.test(line)) ?? lines.at(-1) ?? "").slice(0, 300);
}
