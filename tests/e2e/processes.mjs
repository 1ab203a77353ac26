// Which processes belong to our code-server, so that no other program on the machine is ever touched.
import { readdirSync, readFileSync } from "node:fs";

/**
 * Ids of running processes with this data directory whose command line contains `text`. Linux only.
 * Not by their parents: an engine that windows share belongs to none of them.
 */
export function belonging(home, text) {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => parts(pid, "environ").includes(`UNDERSTUDY_HOME=${home}`))
    .filter((pid) => parts(pid, "cmdline").join(" ").includes(text));
}

/** A file of /proc whose parts end with zeros; empty when the process ended while we looked. */
function parts(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8").split("\0");
  } catch {
    return [];
  }
}
