/**
 * Who uses which environment: one small file for each window, beside the environments. An environment that a running
 * window uses is never removed, and two windows do not build the same one.
 */
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";

const FOLDER = "leases";
const ENDING = ".json";
const HEARTBEAT_MS = 20_000;
const FRESH_MS = 90_000; // some heartbeats
const ELSEWHERE_MS = 24 * 60 * 60 * 1000; // another machine's process on a shared home folder cannot be asked

interface Lease {
  name: string;
  pid: number;
  host: string;
  /** Time since its holder last said that it lives. */
  silentMs: number;
}

export type Release = () => Promise<void>;

export class Leases {
  readonly #folder: string;
  readonly #heartbeatMs: number;

  /** home: the folder that holds the environments. */
  constructor(home: string, heartbeatMs = HEARTBEAT_MS) {
    this.#folder = path.join(home, FOLDER);
    this.#heartbeatMs = heartbeatMs;
  }

  /** Says that this process uses the environment of that name, until it is released or the process ends. */
  async take(name: string): Promise<Release> {
    await mkdir(this.#folder, { recursive: true });
    const file = path.join(this.#folder, `${process.pid}-${crypto.randomUUID()}${ENDING}`);
    await writeFile(`${file}.new`, JSON.stringify({ name, pid: process.pid, host: os.hostname() }));
    await rename(`${file}.new`, file); // whole from the start: another window may tidy up just now
    const beat = setInterval(() => {
      const now = new Date();
      utimes(file, now, now).catch(() => undefined);
    }, this.#heartbeatMs);
    beat.unref();
    return async () => {
      clearInterval(beat);
      await rm(file, { force: true });
    };
  }

  /** Whether anyone may still use it. Errs on the side of yes: a sleeping window has no heartbeat. */
  async used(name: string): Promise<boolean> {
    return (await this.#users(name)).length > 0;
  }

  /** Whether anyone may but this process. */
  async usedElsewhere(name: string): Promise<boolean> {
    const users = await this.#users(name);
    return users.some(({ pid, host }) => pid !== process.pid || host !== os.hostname());
  }

  /** Whether someone holds a lease whose name begins so and was heard of just now. Errs on the side of no. */
  async busy(prefix: string): Promise<boolean> {
    return (await this.#all()).some(
      (lease) => lease.name.startsWith(prefix) && mayLive(lease) && lease.silentMs < FRESH_MS,
    );
  }

  /** Removes the files of processes that have ended. */
  async tidy(): Promise<void> {
    await this.#all(async (file, lease) => {
      if (!lease || !mayLive(lease)) {
        await rm(file, { force: true });
      }
    });
  }

  async #users(name: string): Promise<Lease[]> {
    return (await this.#all()).filter((lease) => lease.name === name && mayLive(lease));
  }

  async #all(look: (file: string, lease: Lease | undefined) => Promise<void> = async () => undefined) {
    const found: Lease[] = [];
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names.filter((file) => file.endsWith(ENDING))) {
      const file = path.join(this.#folder, name);
      const lease = await read(file);
      await look(file, lease);
      if (lease) {
        found.push(lease);
      }
    }
    return found;
  }
}

/** undefined where the file has gone meanwhile, or holds no lease. */
async function read(file: string): Promise<Lease | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, "utf8"), stat(file)]);
    const { name, pid, host } = JSON.parse(text) as Record<string, unknown>;
    return typeof name === "string" && typeof pid === "number" && typeof host === "string"
      ? { name, pid, host, silentMs: Date.now() - mtimeMs }
      : undefined;
  } catch {
    return undefined;
  }
}

function mayLive(lease: Lease): boolean {
  return lease.host === os.hostname() ? isAlive(lease.pid) : lease.silentMs < ELSEWHERE_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // somebody else's process
  }
}
