/** May a server that ended by itself be started again? Yes after a crash, but not for ever. */

const ALLOWED = 4;
export const WINDOW_MS = 3 * 60 * 1000;

export class Crashes {
  #times: number[] = [];
  readonly #clock: () => number;

  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** How many there were in the last minutes, this one included. */
  get recent(): number {
    return this.#times.length;
  }

  /** Notes one more; false when there were too many of late. */
  survived(): boolean {
    const now = this.#clock();
    this.#times = [...this.#times.filter((time) => now - time < WINDOW_MS), now];
    return this.#times.length <= ALLOWED;
  }
}
