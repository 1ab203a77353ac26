/** How far a set-up is: read off the installers' lines, never made up. Knows nothing of VS Code. */

export type Phase = "python" | "environment" | "engine" | "compile" | "torch" | "packages" | "trial";

export type Detail =
  | { what: "downloading"; name: string; size: string }
  | { what: "building"; name: string }
  | { what: "compiling"; done: number; total: number }
  | { what: "installing" };

export interface Shown {
  phase: Phase;
  percent: number;
  detail: Detail | undefined;
  /** Seconds that are left, all phases together; undefined once the estimate has been overrun. */
  leftS: number | undefined;
}

/** What a line of pip, uv, ninja or make says, or undefined. */
export function parseLine(line: string): Detail | undefined {
  const steps = /^(?:DEBUG\s+)?\[\s*(\d+)\s*\/\s*(\d+)\s*\]/.exec(line); // ninja; uv marks what it passes on
  if (steps) {
    const [done, total] = [Number(steps[1]), Number(steps[2])];
    return total > 1 && done <= total ? { what: "compiling", done, total } : undefined;
  }
  const share = /^(?:DEBUG\s+)?\[\s*(\d+)%\]/.exec(line); // make
  if (share) {
    return { what: "compiling", done: Number(share[1]), total: 100 };
  }
  const download = /^Downloading (\S+) \((\d[^)]*)\)/.exec(line);
  if (download) {
    return { what: "downloading", name: nameOf(download[1] ?? ""), size: download[2] ?? "" };
  }
  const building = /^Building (?:wheels? for )?(?:collected packages: )?([A-Za-z0-9._-]+)/.exec(line);
  if (building) {
    return { what: "building", name: nameOf(building[1] ?? "") };
  }
  return /^Installing collected packages|^Prepared \d+ packages?|^Installed \d+ packages?/.test(line)
    ? { what: "installing" }
    : undefined;
}

/** The distribution's name in a file name or URL. */
function nameOf(text: string): string {
  const file = text.split("/").at(-1) ?? text;
  return file.replace(/(-\d[^/]*|==.*)$/, "").replace(/\.metadata$/, "");
}

export class Progress {
  #phases: Phase[];
  #current: Phase | undefined;
  #since = 0;
  #doneS = 0;
  #share = 0;
  #shown = 0;
  #detail: Detail | undefined;
  readonly #seconds: Record<Phase, number>;
  readonly #now: () => number;

  /** phases: those to come, in order. seconds: what each takes, estimated. now: in milliseconds. */
  constructor(phases: readonly Phase[], seconds: Record<Phase, number>, now: () => number = Date.now) {
    this.#phases = [...phases];
    this.#seconds = seconds;
    this.#now = now;
  }

  /** Begins a phase; what stood before it is done, or was not needed. */
  enter(phase: Phase): void {
    if (this.#current) {
      this.#doneS += this.#seconds[this.#current];
    }
    const at = this.#phases.indexOf(phase);
    this.#phases = at < 0 ? this.#phases : this.#phases.slice(at + 1); // one that comes unplanned leaves the plan
    this.#current = phase;
    this.#since = this.#now();
    this.#share = 0;
    this.#detail = undefined;
  }

  /** True if the line said something worth showing. */
  line(text: string): boolean {
    const detail = parseLine(text);
    if (detail?.what === "compiling") {
      this.#share = detail.done / detail.total;
    }
    this.#detail = detail ?? this.#detail;
    return detail !== undefined;
  }

  shown(): Shown {
    const phase = this.#current ?? "environment";
    const expected = this.#seconds[phase];
    const elapsed = (this.#now() - this.#since) / 1000;
    const later = this.#phases.reduce((sum, next) => sum + this.#seconds[next], 0);
    const whole = this.#doneS + expected + later;
    const percent = Math.floor((100 * (this.#doneS + this.#share * expected)) / Math.max(whole, 1));
    this.#shown = Math.max(this.#shown, percent); // a phase that fell away must not turn it back
    // from a tenth on, its own pace says more than any estimate
    const here = this.#share >= 0.1 ? (elapsed / this.#share) * (1 - this.#share) : expected - elapsed;
    return {
      phase,
      percent: this.#shown,
      detail: this.#detail,
      leftS: here < 0 ? undefined : Math.ceil(here + later),
    };
  }
}
