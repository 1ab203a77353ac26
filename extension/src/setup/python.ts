/** Which Pythons there are, what each can do, and which one carries the server. Knows nothing of VS Code. */
import { readdir } from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import { type Finished, run } from "./process.ts";

export type Version = readonly [major: number, minor: number, micro: number];

export interface Interpreter {
  path: string;
  version: Version;
  /** Can make an environment without uv (Debian splits that off into a package). */
  makesEnvironments: boolean;
  /** Version of its understudy package, or "". */
  server: string;
  /** Why that package cannot be imported, or "". */
  reason: string;
}

/** What a search found. The rest is told to the user where nothing fits. */
export interface Search {
  best: Interpreter | undefined;
  tooOld: Interpreter[];
  /** New enough, but without venv and ensurepip. */
  incomplete: Interpreter[];
}

export const OLDEST_MINOR = 11;
const NEWEST_MINOR = 14; // tried; a newer one is taken only where there is no other
/** Best first: for the middle ones every package is at hand ready-made, the trainer's too. */
const MINORS: readonly number[] = [13, 12, 11, 14];
const PROBE_MS = 20_000; // the first start of a Python on a cold disk takes seconds

/** Arguments before any of ours: isolated (-I) so that neither the workspace's folder nor PYTHONPATH is imported. */
export const ISOLATED: readonly string[] = ["-X", "utf8", "-I"];

const PROBE = [
  "import json, sys",
  "import importlib.util as u",
  "server, reason = '', ''",
  "try:",
  "    import understudy",
  "    server = str(understudy.__version__)",
  "except BaseException as error:",
  "    reason = type(error).__name__ + ': ' + str(error)",
  "makes = all(u.find_spec(name) is not None for name in ('venv', 'ensurepip'))",
  "print(json.dumps([sys.executable, list(sys.version_info[:3]), makes, server, reason]))",
].join("\n");

export interface Surroundings {
  /** Where the probes run; ours, never the workspace. */
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** What this program is, or undefined where it is no Python 3 or does not start. */
export async function probe(
  command: readonly string[],
  where: Surroundings,
): Promise<Interpreter | undefined> {
  return answerOf(await ask(command, where));
}

/** Whether it certainly cannot start the server. One that is slow to answer may be well: a busy machine is no proof. */
export async function lacksServer(
  python: string,
  where: Surroundings,
  timeoutMs: number = PROBE_MS,
): Promise<boolean> {
  const result = await ask([python], where, timeoutMs);
  return !result.late && !answerOf(result)?.server;
}

function ask(command: readonly string[], where: Surroundings, timeoutMs = PROBE_MS): Promise<Finished> {
  return run([...command, ...ISOLATED, "-c", PROBE], { ...where, timeoutMs });
}

function answerOf({ code, stdout }: Finished): Interpreter | undefined {
  return code === 0 ? parseProbe(stdout) : undefined;
}

export function parseProbe(stdout: string): Interpreter | undefined {
  let found: unknown;
  try {
    found = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  } catch {
    return undefined;
  }
  const [file, version, makes, server, reason] = Array.isArray(found) ? (found as unknown[]) : [];
  const [major, minor, micro] = Array.isArray(version) ? (version as unknown[]) : [];
  if (typeof file !== "string" || !file || typeof major !== "number" || typeof minor !== "number") {
    return undefined;
  }
  return {
    path: file,
    version: [major, minor, typeof micro === "number" ? micro : 0],
    makesEnvironments: makes === true,
    server: typeof server === "string" ? server : "",
    reason: typeof reason === "string" ? reason : "",
  };
}

/** The first Python that fits, tried ones before newer ones. others: more places to look, after the usual ones. */
export async function findPython(
  where: Surroundings,
  withUv: boolean,
  others: () => Promise<readonly string[]> = async () => [],
  usual: (env: NodeJS.ProcessEnv) => Promise<string[][]> = usualPlaces,
): Promise<Search> {
  const search: Search = { best: undefined, tooOld: [], incomplete: [] };
  const seen = new Set<string>();
  let untried: Interpreter | undefined;
  for (const candidates of [() => usual(where.env), async () => (await others()).map((file) => [file])]) {
    for (const candidate of await candidates()) {
      const found = await probe(candidate, where);
      if (!found || seen.has(found.path)) {
        continue;
      }
      seen.add(found.path);
      if (!newEnough(found.version)) {
        search.tooOld.push(found);
      } else if (!found.makesEnvironments && !withUv) {
        search.incomplete.push(found);
      } else if (found.version[1] <= NEWEST_MINOR) {
        return { ...search, best: found };
      } else {
        untried ??= found;
      }
    }
  }
  return { ...search, best: untried };
}

export function newEnough([major, minor]: Version): boolean {
  return major === 3 && minor >= OLDEST_MINOR;
}

/** Commands that may start a Python, best first: by name on the PATH, then where installers put them. */
export async function usualPlaces(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  home: string = os.homedir(),
): Promise<string[][]> {
  if (platform === "win32") {
    const launcher = MINORS.map((minor) => ["py", `-3.${minor}`]);
    return [...launcher, ["py", "-3"], ["python3"], ["python"]];
  }
  const names = [...MINORS.map((minor) => `python3.${minor}`), "python3", "python"];
  const folders = [
    ...(platform === "darwin" ? ["/opt/homebrew/bin"] : []), // an editor started from the dock has a bare PATH
    "/usr/local/bin",
    path.join(home, ".local", "bin"),
  ];
  const onPath = (env.PATH ?? "").split(path.delimiter);
  const beside = folders
    .filter((folder) => !onPath.includes(folder))
    .flatMap((folder) => MINORS.map((minor) => path.join(folder, `python3.${minor}`)));
  const managed = [
    ...(await pythonsBelow(path.join(env.PYENV_ROOT ?? path.join(home, ".pyenv"), "versions"))),
    ...(await pythonsBelow(path.join(home, ".local", "share", "uv", "python"))),
  ];
  return [...names, ...beside, ...managed].map((name) => [name]);
}

/** Pythons of folders such as `3.12.1` or `cpython-3.13.0-linux-x86_64-gnu`, best first. */
async function pythonsBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const rank = (name: string) => {
    const minor = Number(/(?:^|-)3\.(\d+)/.exec(name)?.[1] ?? Number.NaN);
    return MINORS.indexOf(minor);
  };
  return names
    .filter((name) => rank(name) >= 0)
    .sort((a, b) => rank(a) - rank(b))
    .map((name) => path.join(folder, name, "bin", "python3"));
}

/** How to call uv, or undefined where there is none. */
export async function findUv(where: Surroundings): Promise<string | undefined> {
  const home = os.homedir();
  const places = ["uv", path.join(home, ".local", "bin", "uv"), path.join(home, ".cargo", "bin", "uv")];
  for (const place of places) {
    const result = await run([place, "--version"], { ...where, timeoutMs: PROBE_MS });
    if (result.code === 0) {
      return place;
    }
  }
  return undefined;
}

/** "3.12.1" */
export function dotted(version: Version): string {
  return version.join(".");
}

/** Whether client and server were made for each other: while the first number is 0, the second one counts too. */
export function sameLine(a: string, b: string): boolean {
  const parts = (version: string) => {
    const [major = "", minor = ""] = version.split(".");
    return major === "0" ? `${major}.${minor}` : major;
  };
  return parts(a) === parts(b);
}

/**
 * The environment for installers and probes: without what would send packages elsewhere than into our environment,
 * and without PATH entries in these folders, or relative to wherever one stands.
 */
export function safeEnvironment(env: NodeJS.ProcessEnv, folders: readonly string[]): NodeJS.ProcessEnv {
  const cleaned = { ...env };
  const misleading = ["PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_REQUIRE_VIRTUALENV"];
  for (const name of [...misleading, "VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONHOME", "PYTHONPATH"]) {
    delete cleaned[name];
  }
  const key = Object.keys(cleaned).find((name) => name.toUpperCase() === "PATH");
  if (key) {
    cleaned[key] = (cleaned[key] ?? "")
      .split(path.delimiter)
      .filter((entry) => path.isAbsolute(entry) && !folders.some((folder) => isInside(entry, folder)))
      .join(path.delimiter);
  }
  return cleaned;
}

export function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative === "" || (!relative.startsWith("..") && !path.isAbsolute(relative));
}
