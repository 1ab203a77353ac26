/** Environments of our own, in the extension's storage: where they are, making them, and who may remove them. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, statfs } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { l10n } from "../l10n.ts";
import type { Logger } from "../logger.ts";
import { type Report, withProgress } from "../progress.ts";
import * as settings from "../settings.ts";
import { build } from "./build.ts";
import { SetUpFailure, Stopped } from "./failures.ts";
import { knownToPythonExtension, untrustedFolders } from "./interpreters.ts";
import { Leases, type Release } from "./lease.ts";
import { beingBuilt, isThere, PREFIX, remove, removeUnused, waitForOthers } from "./places.ts";
import { findPython, findUv, lacksServer, type Surroundings, safeEnvironment } from "./python.ts";
import { type Kind, pythonIn, type Tools } from "./recipe.ts";
import * as texts from "./texts.ts";
import { NotNow, SetUpProblem } from "./texts.ts";

const BUNDLE = "dist/server";
const TRIAL = ["extension/sample/sample.py", ":6:5"] as const; // an empty body
const TRAINING = "-training";
const KINDS = ["training", "server"] as const; // best first
const LOOK_MS = 2000;
const TIDY_MS = 60_000; // a shared engine outlives its last window by half of that, in the environment of then
const ROOM: Record<Kind | "nvidia", number> = { server: 1e9, training: 3e9, nvidia: 9e9 }; // bytes, with what is temporary

export type ShowState = (words: string, busy: boolean) => void;

export class Managed {
  readonly #context: vscode.ExtensionContext;
  readonly #logger: Logger;
  readonly #show: ShowState;
  readonly #home: string;
  readonly #leases: Leases;
  readonly #end = new AbortController();
  #building: Promise<unknown> = Promise.resolve();
  #release: Release = async () => undefined;
  #releaseMade: Release = async () => undefined;
  #consentElsewhere = () => {};
  #consented = false;
  #tidying: NodeJS.Timeout | undefined;

  /** show: words for the status item, and whether something is being done. */
  constructor(context: vscode.ExtensionContext, logger: Logger, show: ShowState) {
    this.#context = context;
    this.#logger = logger;
    this.#show = show;
    this.#home = context.globalStorageUri.fsPath;
    this.#leases = new Leases(this.#home);
  }

  /** Where programs run, and with which environment: nothing of a workspace that is not trusted is started. */
  async where(): Promise<Surroundings> {
    await mkdir(this.#home, { recursive: true });
    return { cwd: this.#home, env: safeEnvironment(process.env, untrustedFolders()) };
  }

  /** The folder of an environment that is there, the one that can train first; undefined if there is none. */
  async existing(): Promise<string | undefined> {
    for (const kind of KINDS) {
      const place = await this.#place(kind);
      if (await isThere(place)) {
        return place;
      }
    }
    return undefined;
  }

  /** Keeps this window's environment from being removed, gives up the one before, and later removes what nobody uses. */
  async use(place: string | undefined): Promise<void> {
    const before = this.#release;
    this.#release = place ? await this.#leases.take(path.basename(place)) : async () => undefined;
    await before();
    await this.#releaseMade();
    clearTimeout(this.#tidying);
    if (place) {
      const log = (line: string) => this.#logger.info(line);
      this.#tidying = setTimeout(() => {
        removeUnused(this.#home, [place], this.#leases, log).catch((error: unknown) => log(String(error)));
      }, TIDY_MS);
    }
  }

  /** During the task nothing is asked: the user has just said so. An open question counts as answered. */
  async withConsent<T>(task: () => Promise<T>): Promise<T> {
    this.#consented = true;
    this.#consentElsewhere();
    try {
      return await task();
    } finally {
      this.#consented = false;
    }
  }

  /** Removes environments whose server cannot be imported any more, so that they are made anew. */
  async dropBroken(): Promise<void> {
    for (const kind of KINDS) {
      const place = await this.#place(kind);
      if (!(await isThere(place)) || !(await lacksServer(pythonIn(place), await this.where()))) {
        continue;
      }
      if (await this.#leases.usedElsewhere(path.basename(place))) {
        throw new SetUpProblem(
          l10n.t("The environment does not work any more, and another window uses it."),
          l10n.t("Close the other windows, then try again."),
        );
      }
      this.#logger.warn(`${place} does not work any more; making it anew`);
      await remove(place);
    }
  }

  /** Its folder, once it is made, by this window or another. Asks before it downloads anything. Throws NotNow. */
  async make(kind: Kind, nvidia = false): Promise<string> {
    const place = await this.#place(kind);
    const tools = await this.#tools();
    if (kind === "server" && !(await beingBuilt(this.#leases, place)) && !this.#consented) {
      this.#show(texts.notSetUp(), false);
      await this.#ask(place, !tools.base);
      const there = await this.existing(); // made meanwhile: by another window, or with what training needs
      if (there) {
        return there;
      }
    }
    await this.#requireRoom(ROOM[kind === "training" && nvidia ? "nvidia" : kind]);
    if (kind === "server") {
      this.#show(l10n.t("setting up"), true);
    }
    await this.#releaseMade();
    this.#releaseMade = await this.#leases.take(path.basename(place)); // nobody removes it before it is used
    const building = withProgress(l10n.t("Understudy: setting up"), (report, token) => {
      const cancel = new AbortController();
      token.onCancellationRequested(() => cancel.abort());
      const signal = AbortSignal.any([cancel.signal, this.#end.signal]);
      return this.#build(kind, tools, nvidia, place, report, signal);
    });
    this.#building = building;
    try {
      await building;
    } catch (error) {
      await this.#releaseMade();
      throw this.#told(error);
    }
    this.#logger.info(`made ${place}`);
    return place;
  }

  /** The bundled server's file. */
  async wheel(): Promise<string> {
    const folder = this.#context.asAbsolutePath(BUNDLE);
    const files = await readdir(folder).catch(() => []);
    const wheel = files.find((file) => file.endsWith(".whl"));
    if (!wheel) {
      throw new SetUpProblem(
        l10n.t("This build of the extension carries no server."),
        l10n.t("Set understudy.interpreter to a Python that has the understudy package."),
      );
    }
    return path.join(folder, wheel);
  }

  /** Ends what is being built, with all its processes, and gives up what this window uses. */
  async dispose(): Promise<void> {
    this.#end.abort();
    clearTimeout(this.#tidying);
    await this.#building.catch(() => undefined);
    await this.#releaseMade();
    await this.#release();
  }

  async #build(
    kind: Kind,
    tools: Tools,
    nvidia: boolean,
    place: string,
    report: Report,
    signal: AbortSignal,
  ): Promise<void> {
    if (await beingBuilt(this.#leases, place)) {
      report(l10n.t("another window is at it; waiting for it"), 0);
      await waitForOthers(this.#leases, place, signal);
    }
    if (await isThere(place)) {
      return;
    }
    await build({
      kind,
      tools,
      wheel: await this.wheel(),
      place,
      leases: this.#leases,
      trial: this.#context.asAbsolutePath(TRIAL[0]) + TRIAL[1],
      nvidia,
      env: (await this.where()).env,
      signal,
      show: (shown) => report(texts.progressText(shown), shown.percent),
      log: (line) => this.#logger.debug(line),
      allowBigTorch,
    });
  }

  #told(error: unknown): unknown {
    if (error instanceof Stopped) {
      return new NotNow("setting up was cancelled; nothing is left of it");
    }
    if (error instanceof SetUpFailure) {
      this.#logger.error(`${error.phase}: ${error.kind} ${error.message}`);
      return texts.problemOf(error);
    }
    return error;
  }

  async #ask(place: string, fetchesPython: boolean): Promise<void> {
    const [setUp, pick] = [l10n.t("Set Up"), l10n.t("Pick Interpreter")];
    const text = texts.consentText(fetchesPython);
    const answer = vscode.window.showInformationMessage(text, setUp, pick, l10n.t("Not Now"));
    let listening: vscode.Disposable | undefined;
    let looking: NodeJS.Timeout | undefined;
    const otherwise = new Promise<string | undefined>((resolve) => {
      this.#consentElsewhere = () => resolve(setUp);
      listening = vscode.workspace.onDidChangeConfiguration((change) => {
        if (settings.needsRestart(change)) {
          resolve(undefined);
        }
      });
      looking = setInterval(async () => {
        if ((await isThere(place)) || (await isThere(place + TRAINING))) {
          resolve(setUp);
        }
      }, LOOK_MS);
    });
    const picked = await Promise.race([answer, otherwise]); // the notification may lie unanswered for hours
    listening?.dispose();
    clearInterval(looking);
    if (picked === pick) {
      void vscode.commands.executeCommand("understudy.pickInterpreter");
    }
    if (picked !== setUp) {
      throw new NotNow("not set up yet");
    }
  }

  async #tools(): Promise<Tools> {
    const where = await this.where();
    const uv = await findUv(where);
    const search = await findPython(where, uv !== undefined, knownToPythonExtension);
    if (!search.best && !uv) {
      throw texts.noPython(search);
    }
    return { uv, base: search.best?.path };
  }

  async #requireRoom(bytes: number): Promise<void> {
    const disk = await statfs(this.#home).catch(() => undefined);
    const free = disk ? disk.bavail * disk.bsize : bytes;
    if (free < bytes) {
      throw texts.noSpace(free, bytes, this.#home);
    }
  }

  async #place(kind: Kind): Promise<string> {
    const wheel = await readFile(await this.wheel());
    const fingerprint = createHash("sha256").update(wheel).digest("hex").slice(0, 12);
    return path.join(this.#home, PREFIX + fingerprint + (kind === "training" ? TRAINING : ""));
  }
}

async function allowBigTorch(): Promise<boolean> {
  const go = l10n.t("Download");
  return (await vscode.window.showWarningMessage(texts.bigTorchText(), { modal: true }, go)) === go;
}
