/** The folders that hold environments, and the half-made ones beside them: who works on them, and which can go. */
import { readdir, rename, rm, stat } from "node:fs/promises";
import * as path from "node:path";
import { Stopped } from "./failures.ts";
import type { Leases } from "./lease.ts";
import { pythonIn } from "./recipe.ts";

export const PREFIX = "server-";
export const DRAFT = ".partial-";
const WAIT_MS = 1000;

/** Whether another window is making an environment for this place just now. */
export function beingBuilt(leases: Leases, place: string): Promise<boolean> {
  return leases.busy(path.basename(place) + DRAFT);
}

/** Returns once nobody else works on this place any more; it may have been made then, or not. Throws Stopped. */
export async function waitForOthers(leases: Leases, place: string, signal: AbortSignal): Promise<void> {
  while (await beingBuilt(leases, place)) {
    if (signal.aborted) {
      throw new Stopped();
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}

/** Removes environments that no window uses: of other versions, and what killed editors left half-made. */
export async function removeUnused(
  home: string,
  keep: readonly string[],
  leases: Leases,
  log: (line: string) => void,
): Promise<void> {
  await leases.tidy();
  for (const name of await readdir(home)) {
    const folder = path.join(home, name);
    if (name.startsWith(PREFIX) && !keep.includes(folder) && !(await leases.used(name))) {
      log(`removing ${folder}`);
      await remove(folder).catch((error: unknown) => log(String(error)));
    }
  }
}

/** True for an environment whose Python is there; not if the Python that it was built on has gone. */
export function isThere(place: string): Promise<boolean> {
  return stat(pythonIn(place)).then(
    () => true,
    () => false,
  );
}

/** The draft becomes the place; another window having finished first is fine. */
export async function moveIn(draft: string, place: string): Promise<void> {
  if (await isThere(place)) {
    return;
  }
  await remove(place); // one whose base Python has gone
  await rename(draft, place).catch(async (error: unknown) => {
    if (!(await isThere(place))) {
      throw error;
    }
  });
}

/** Windows holds files of a process that has just ended for a moment. */
export function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 8, retryDelay: 250 });
}
