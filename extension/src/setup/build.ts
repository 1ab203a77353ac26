/**
 * Makes an environment: beside its final place, and renamed when it has proved that it works. So a killed editor, a
 * cancel or a second window never leaves a half-made one in use, and the next try begins clean; what was downloaded
 * and compiled is in the installers' own caches by then. Knows nothing of VS Code.
 */
import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import * as path from "node:path";
import { causeOf, type FailureKind, lastWords, SetUpFailure, Stopped } from "./failures.ts";
import type { Leases } from "./lease.ts";
import { type Phase, Progress, type Shown } from "./phases.ts";
import { DRAFT, moveIn, remove } from "./places.ts";
import { type Finished, run } from "./process.ts";
import * as recipe from "./recipe.ts";

const TICK_MS = 1000;
/** For what compilers leave when they are killed: hundreds of megabytes. It goes with the draft. */
const SCRATCH = "tmp";

export interface Order {
  kind: recipe.Kind;
  tools: recipe.Tools;
  /** The server. */
  wheel: string;
  /** The folder to make; its parent is ours. */
  place: string;
  leases: Leases;
  /** `FILE:LINE:COL` that the new server completes to prove itself. */
  trial: string;
  /** Has an NVIDIA GPU, so that a torch of several gigabytes is worth it. */
  nvidia: boolean;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  show: (shown: Shown) => void;
  /** Every command, and every line of its output. */
  log: (line: string) => void;
  /** Whether to go on with PyPI's torch where the small one cannot be had. */
  allowBigTorch: () => Promise<boolean>;
}

/** Throws SetUpFailure or Stopped; then `place` is as it was before. */
export async function build(order: Order): Promise<void> {
  const draft = `${order.place}${DRAFT}${randomBytes(4).toString("hex")}`;
  const release = await order.leases.take(path.basename(draft));
  const progress = new Progress(phasesOf(order), secondsOf(order));
  const ticking = setInterval(() => order.show(progress.shown()), TICK_MS);
  try {
    await new Work(order, draft, progress).all();
    await remove(path.join(draft, SCRATCH));
    await moveIn(draft, order.place);
  } finally {
    clearInterval(ticking);
    await remove(draft);
    await release();
  }
}

function phasesOf(order: Order): Phase[] {
  return [
    ...(order.tools.base ? [] : (["python"] as const)),
    "environment",
    "engine",
    "compile",
    ...(wantsSmallTorch(order) ? (["torch"] as const) : []),
    "packages",
    "trial",
  ];
}

/** Elsewhere PyPI has the right one, and it comes with the other packages. */
function wantsSmallTorch({ kind, nvidia }: Order): boolean {
  return kind === "training" && !nvidia && process.platform === "linux";
}

/** On a home connection of 50 Mbit/s. */
function secondsOf({ kind, nvidia }: Order): Record<Phase, number> {
  const compile = recipe.compileSeconds();
  const packages = kind === "server" ? 25 : nvidia ? 700 : 90;
  return { python: 10, environment: 8, engine: 8, compile, torch: 60, packages, trial: 8 };
}

class Work {
  readonly #order: Order;
  readonly #draft: string;
  readonly #python: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #progress: Progress;
  #phase: Phase = "environment";

  constructor(order: Order, draft: string, progress: Progress) {
    this.#order = order;
    this.#draft = draft;
    this.#python = recipe.pythonIn(draft);
    this.#env = recipe.installerEnvironment(order.env);
    this.#progress = progress;
  }

  async all(): Promise<void> {
    const { tools, wheel, kind } = this.#order;
    if (!tools.base && tools.uv) {
      this.#enter("python");
      await this.#must(recipe.fetchPython(tools.uv));
    }
    this.#enter("environment");
    await this.#must(recipe.makeEnvironment(tools, this.#draft), tools.uv ? undefined : "noVenv");
    await this.#useScratch();
    const needs = recipe.parseNeeds((await this.#must(recipe.readWheel(this.#python, wheel))).stdout);
    if (needs.engine) {
      await this.#engine(needs.engine);
    }
    if (needs.torch && wantsSmallTorch(this.#order)) {
      await this.#torch(needs.torch);
    }
    this.#enter("packages");
    await this.#must(this.#install({ packages: [recipe.wheelWith(wheel, kind)] }));
    this.#enter("trial");
    let tried = await this.#try();
    if (!worked(tried) && needs.engine && (await this.#run(recipe.loadEngine(this.#python))).code !== 0) {
      await this.#compile(needs.engine, true); // a build for another processor or system, from an index or a cache
      this.#enter("trial");
      tried = await this.#try();
    }
    if (!worked(tried)) {
      throw this.#failure(tried, "trial");
    }
  }

  #try(): Promise<Finished> {
    return this.#run(recipe.tryOut(this.#python, this.#order.trial));
  }

  /** Not on Windows: with a folder of ours in front, paths inside llama.cpp grow longer than it allows. */
  async #useScratch(): Promise<void> {
    if (process.platform !== "win32") {
      const folder = path.join(this.#draft, SCRATCH);
      await mkdir(folder);
      this.#env.TMPDIR = folder;
    }
  }

  /** Ready-made if possible: from where the user's installer looks, else from its author; compiled otherwise. */
  async #engine(engine: string): Promise<void> {
    this.#enter("engine");
    const readyMade = { packages: [engine], readyMadeOnly: true, withoutDependencies: true };
    // whoever sets flags for the compiler wants a build of their own (another GPU, another processor)
    const sources = this.#env.CMAKE_ARGS ? [] : [readyMade, { ...readyMade, index: recipe.ENGINE_INDEX }];
    const failed: Finished[] = [];
    for (const source of sources) {
      const tried = await this.#run(this.#install(source));
      if (tried.code === 0) {
        return;
      }
      failed.push(tried);
    }
    const last = failed.at(-1);
    if (last && failed.every((tried) => causeOf(tried) === "offline")) {
      throw this.#failure(last, "offline"); // it is not a compiler that is missing
    }
    await this.#compile(engine, false);
  }

  /** anew: whatever is there already, also in the installer's cache. */
  async #compile(engine: string, anew: boolean): Promise<void> {
    await this.#requireCompiler();
    this.#enter("compile");
    const name = engine.split(/[=<>~! ]/)[0] ?? engine;
    const wanted = { packages: [engine], withoutDependencies: true, verbose: true };
    await this.#must(this.#install(anew ? { ...wanted, anew: name } : wanted), "compile");
  }

  async #requireCompiler(): Promise<void> {
    const known = recipe.compilers(this.#env);
    for (const command of known) {
      if ((await this.#run(command)).code === 0) {
        return;
      }
    }
    if (known.length > 0) {
      throw new SetUpFailure("noCompiler", "compile", "");
    }
  }

  async #torch(torch: string): Promise<void> {
    this.#enter("torch");
    const small = { packages: [torch], index: recipe.TORCH_CPU_INDEX, withoutDependencies: true };
    const tried = await this.#run(this.#install(small));
    const isBig = tried.code !== 0 || (await this.#run(recipe.torchWithCuda(this.#python))).code === 0;
    if (isBig && !(await this.#order.allowBigTorch())) {
      throw new SetUpFailure("torchTooBig", "torch", "");
    }
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    this.#progress.enter(phase);
    this.#order.show(this.#progress.shown());
  }

  #install(wanted: recipe.Install): string[] {
    return recipe.install(this.#order.tools, this.#python, wanted);
  }

  async #must(command: readonly string[], kind?: FailureKind): Promise<Finished> {
    const result = await this.#run(command);
    if (result.code !== 0) {
      throw this.#failure(result, kind ?? "other");
    }
    return result;
  }

  async #run(command: readonly string[]): Promise<Finished> {
    const { signal, log, place, show } = this.#order;
    log(`> ${command.join(" ")}`);
    const result = await run(command, {
      cwd: path.dirname(place),
      env: this.#env,
      signal,
      onLine: (line) => {
        log(line);
        if (this.#progress.line(line)) {
          show(this.#progress.shown());
        }
      },
    });
    if (result.cancelled) {
      throw new Stopped();
    }
    return result;
  }

  #failure(result: Finished, kind: FailureKind): SetUpFailure {
    return new SetUpFailure(causeOf(result) ?? kind, this.#phase, lastWords(result));
  }
}

/** Exit status 1 with an answer: it ran, and the model had nothing to say. A traceback has 1 too, and no answer. */
function worked({ code, stdout }: Finished): boolean {
  return (code === 0 || code === 1) && stdout.trimStart().startsWith("{");
}
