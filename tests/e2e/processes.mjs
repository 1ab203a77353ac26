// Which processes belong to our code-server, so that no other program on the machine is ever touched.
import { readdirSync, readFileSync } from "node:fs";

/** Process ids below `root` whose command line contains `text`. Linux only. */
export function descendants(root, text) {
  const parents = new Map();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // the second field is the program's name in brackets and may hold anything
      const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      parents.set(Number(name), Number(parent));
    } catch {
      // it ended while we looked
    }
  }
  const below = (pid) => pid === root || (parents.has(pid) && below(parents.get(pid)));
  return [...parents.keys()].filter((pid) => below(pid) && commandLine(pid).includes(text));
}

function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
