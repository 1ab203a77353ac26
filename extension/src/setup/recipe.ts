/** The commands that make an environment, as data. uv where there is one, else venv and pip. */
import * as os from "node:os";
import * as path from "node:path";
import { ISOLATED } from "./python.ts";

/** Ready-made builds of llama-cpp-python by its author; PyPI has its sources only. */
export const ENGINE_INDEX = "https://abetlen.github.io/llama-cpp-python/whl/cpu";
/** On Linux, PyPI's torch brings gigabytes of CUDA along. */
export const TORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu";

/** What an environment can do: serve, or serve and train. */
export type Kind = "server" | "training";

export interface Tools {
  /** How to call uv, or undefined. */
  uv: string | undefined;
  /** Path of the Python to build on, or undefined: uv fetches one. */
  base: string | undefined;
}

/** The version that uv fetches where it is asked to. */
export const FETCHED_PYTHON = "3.13";

export function makeEnvironment(tools: Tools, folder: string): string[] {
  if (tools.uv) {
    return [tools.uv, "venv", "--python", tools.base ?? FETCHED_PYTHON, folder];
  }
  return [tools.base ?? "python3", "-I", "-m", "venv", folder];
}

export interface Install {
  packages: readonly string[];
  /** Nothing is compiled. */
  readyMadeOnly?: boolean;
  withoutDependencies?: boolean;
  /** Instead of PyPI. */
  index?: string;
  /** Prints what compilers say, from which progress is read. */
  verbose?: boolean;
  /** Compiled here and now, whatever is kept from earlier. Name of the package. */
  anew?: string;
}

/** python: of the environment that gets the packages. */
export function install(tools: Tools, python: string, wanted: Install): string[] {
  const shared = [
    ...(wanted.readyMadeOnly ? ["--only-binary", ":all:"] : []),
    ...(wanted.withoutDependencies ? ["--no-deps"] : []),
    ...(wanted.index ? ["--index-url", wanted.index] : []),
    ...(wanted.verbose ? ["--verbose"] : []),
    ...(wanted.anew ? ["--no-binary", wanted.anew] : []),
  ];
  if (tools.uv) {
    const anew = wanted.anew ? ["--reinstall-package", wanted.anew, "--no-cache"] : [];
    return [tools.uv, "pip", "install", "--python", python, ...shared, ...anew, ...wanted.packages];
  }
  const pip = [python, "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input"];
  const impatient = wanted.index ? ["--timeout", "10", "--retries", "1"] : []; // there is another way
  const anew = wanted.anew ? ["--force-reinstall", "--no-cache-dir"] : [];
  return [...pip, "--progress-bar", "off", ...impatient, ...shared, ...anew, ...wanted.packages];
}

/** What installers are told through their environment. */
export function installerEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    NO_COLOR: "1",
    PYTHONUNBUFFERED: "1", // progress is read line by line
    UV_NO_PROGRESS: "1",
    UV_PYTHON_DOWNLOADS: "manual", // a Python is fetched by `fetchPython` alone, after asking
  };
}

/** Fetches the Python that `makeEnvironment` then asks for. */
export function fetchPython(uv: string): string[] {
  return [uv, "python", "install", FETCHED_PYTHON];
}

/** Prints JSON [version, requirements] of a wheel. */
const READ_WHEEL = [
  "import json, sys, zipfile",
  "from email.parser import Parser",
  "with zipfile.ZipFile(sys.argv[1]) as wheel:",
  "    name = next(name for name in wheel.namelist() if name.endswith('.dist-info/METADATA'))",
  "    metadata = Parser().parsestr(wheel.read(name).decode('utf-8'))",
  "print(json.dumps([metadata['Version'], metadata.get_all('Requires-Dist') or []]))",
].join("\n");

export function readWheel(python: string, wheel: string): string[] {
  return [python, ...ISOLATED, "-c", READ_WHEEL, wheel];
}

export interface Needs {
  version: string;
  /** Such as "llama-cpp-python==0.3.36", or undefined: this server has none. */
  engine: string | undefined;
  torch: string | undefined;
}

export function parseNeeds(stdout: string): Needs {
  const [version, requirements] = JSON.parse(stdout) as [string, string[]];
  const find = (name: RegExp) =>
    requirements.map((text) => (text.split(";")[0] ?? "").trim()).find((text) => name.test(text));
  return { version, engine: find(/^llama[-_]cpp[-_]python\b/i), torch: find(/^torch\b(?![-_])/i) };
}

/** Loads llama.cpp: a build for another processor or system cannot. */
export function loadEngine(python: string): string[] {
  return [python, ...ISOLATED, "-c", "import llama_cpp; llama_cpp.llama_backend_init()"];
}

/** The whole way once, offline: the bundled model completes a line of a file, and the answer is JSON. */
export function tryOut(python: string, place: string): string[] {
  const model = ["--model", "understudy-tiny", "--adapter", "none", "--seconds", "20", "--json"];
  return [python, ...ISOLATED, "-m", "understudy.cli.main", "complete", place, ...model];
}

/** Prints JSON: which packages that training needs are missing. */
const MISSING_FOR_TRAINING = [
  "import json",
  "from understudy.lsp.trainer_process import absent",
  "print(json.dumps(absent()))",
].join("\n");

/** Ends with 0 if the torch that is installed brings CUDA along: a mirror may answer in the small index's place. */
export function torchWithCuda(python: string): string[] {
  const script = [
    "import importlib.metadata as m, sys",
    "sys.exit(not any(text.startswith(('nvidia', 'cuda')) for text in m.requires('torch') or []))",
  ].join("\n");
  return [python, ...ISOLATED, "-c", script];
}

export function missingForTraining(python: string): string[] {
  return [python, ...ISOLATED, "-c", MISSING_FOR_TRAINING];
}

export function wheelWith(wheel: string, kind: Kind): string {
  return kind === "training" ? `${wheel}[trainer]` : wheel;
}

export function pythonIn(environment: string): string {
  return process.platform === "win32"
    ? path.join(environment, "Scripts", "python.exe")
    : path.join(environment, "bin", "python");
}

/** Programs of which one must start where something is compiled; none: it is not known how to tell. */
export function compilers(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string[][] {
  if (platform === "win32") {
    return [];
  }
  if (platform === "darwin") {
    return [["xcode-select", "-p"]]; // /usr/bin/c++ is always there, and opens a dialog
  }
  return [...(env.CXX ? [env.CXX] : []), "c++", "g++", "clang++"].map((name) => [name, "--version"]);
}

/** How long compiling llama.cpp takes here, roughly: nine processor minutes, and what cannot be shared out. */
export function compileSeconds(cores: number = os.availableParallelism()): number {
  return 60 * Math.max(1, Math.round(9 / cores + 0.5));
}
