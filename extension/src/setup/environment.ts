/**
 * The Python that runs the server: the user's `understudy.interpreter` as it is, or an environment of our own, made
 * once per bundled server (and once more with what training needs), never inside the workspace.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, statfs } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Logger } from "../logger.ts";
import * as settings from "../settings.ts";
import {
  beingBuilt,
  build,
  isThere,
  PREFIX,
  removeUnused,
  SetUpFailure,
  Stopped,
  waitForOthers,
} from "./build.ts";
import { knownToPythonExtension, pickInterpreter } from "./interpreters.ts";
import { Leases, type Release } from "./lease.ts";
import { run } from "./process.ts";
import {
  findPython,
  findUv,
  newEnough,
  probe,
  type Surroundings,
  safeEnvironment,
  sameLine,
} from "./python.ts";
import { type Kind, missingForTraining, pythonIn, type Tools } from "./recipe.ts";
import * as texts from "./texts.ts";
import { NotNow, SetUpProblem } from "./texts.ts";

const BUNDLE = "dist/server";
const TRIAL = ["extension/sample/sample.py", ":6:5"] as const; // an empty body
const TRAINING = "-training";
const ROOM: Record<Kind | "nvidia", number> = { server: 1e9, training: 3e9, nvidia: 9e9 }; // bytes, with what is temporary

export class Environments {
  readonly #context: vscode.ExtensionContext;
  readonly #logger: Logger;
  readonly #home: string;
  readonly #leases: Leases;
  readonly #end = new AbortController();
  #building: Promise<unknown> = Promise.resolve();
  #release: Release = async () => undefined;
  #consented = false;
  #consentElsewhere = () => {};
  #warnedOf = "";

  constructor(context: vscode.ExtensionContext, logger: Logger) {
    this.#context = context;
    this.#logger = logger;
    this.#home = context.globalStorageUri.fsPath;
    this.#leases = new Leases(this.#home);
  }

  /** Absolute path of a Python that has the server. Asks before it downloads anything. */
  async python(): Promise<string> {
    await mkdir(this.#home, { recursive: true });
    const named = settings.interpreter();
    if (named) {
      await this.#checkNamed(named);
      await this.#use(undefined);
      return named;
    }
    const place = (await this.#existing()) ?? (await this.#make("server"));
    await this.#use(place);
    return pythonIn(place);
  }

  /** Set up now: the click was the answer to the question. restart: starts the server on what is there then. */
  async setUp(restart: () => Promise<void>): Promise<void> {
    if (settings.interpreter()) {
      return this.#offerOwn(restart);
    }
    const there = await this.#existing();
    if (there && !(await probe([pythonIn(there)], this.#where()))?.server) {
      this.#logger.warn(`${there} does not work any more; making it anew`);
      await rm(there, { recursive: true, force: true });
    }
    this.#consented = true;
    this.#consentElsewhere();
    await restart().finally(() => {
      this.#consented = false;
    });
    const sample = vscode.l10n.t("Open the Sample");
    const picked = await vscode.window.showInformationMessage(vscode.l10n.t("Understudy is set up."), sample);
    if (picked === sample) {
      await vscode.commands.executeCommand("understudy.openSample");
    }
  }

  async pickInterpreter(): Promise<void> {
    await pickInterpreter(this.#where(), this.#version());
  }

  /** Adds what training needs, after asking; false if the user would rather not. Throws where it cannot be done. */
  async setUpTraining(restart: () => Promise<void>): Promise<boolean> {
    const missing = await this.#missingForTraining();
    if (missing.length === 0) {
      return true;
    }
    const named = settings.interpreter();
    if (named) {
      throw new SetUpProblem(
        vscode.l10n.t(
          "The Python in understudy.interpreter lacks what training needs: {0}.",
          missing.join(", "),
        ),
        vscode.l10n.t('Run "{0}" -m pip install "understudy[trainer]", or clear the setting.', named),
      );
    }
    const nvidia = await this.#hasNvidia();
    const go = vscode.l10n.t("Install");
    const text = texts.trainingConsentText(nvidia);
    if ((await vscode.window.showInformationMessage(text, { modal: true }, go)) !== go) {
      return false;
    }
    await this.#make("training", nvidia);
    await restart();
    return true;
  }

  /** The command by itself, which says how it ended. */
  async setUpTrainingAndSay(restart: () => Promise<void>): Promise<void> {
    if (await this.setUpTraining(restart)) {
      await vscode.window.showInformationMessage(vscode.l10n.t("Understudy can fine-tune now."));
    }
  }

  /** Ends what is being built, with all its processes, and gives up what this window uses. */
  async dispose(): Promise<void> {
    this.#end.abort();
    await this.#building.catch(() => undefined);
    await this.#release();
  }

  async #existing(): Promise<string | undefined> {
    for (const place of [await this.#place("training"), await this.#place("server")]) {
      if (await isThere(place)) {
        return place;
      }
    }
    return undefined;
  }

  /** Takes a lease on it before the one before is given up, and removes what nobody uses any more. */
  async #use(place: string | undefined): Promise<void> {
    const before = this.#release;
    this.#release = place ? await this.#leases.take(path.basename(place)) : async () => undefined;
    await before();
    if (place) {
      void removeUnused(this.#home, [place], this.#leases, (line) => this.#logger.info(line)).catch(
        (error: unknown) => this.#logger.warn(String(error)),
      );
    }
  }

  async #make(kind: Kind, nvidia = false): Promise<string> {
    const place = await this.#place(kind);
    const tools = await this.#tools();
    if (kind === "server" && !this.#consented && !(await beingBuilt(this.#leases, place))) {
      await this.#ask(!tools.base);
    }
    await this.#requireRoom(ROOM[kind === "training" && nvidia ? "nvidia" : kind]);
    const wheel = await this.#wheel();
    const building = withProgress(async (report, cancel) => {
      const signal = AbortSignal.any([cancel, this.#end.signal]);
      if (await beingBuilt(this.#leases, place)) {
        report(vscode.l10n.t("another window is at it; waiting for it"), 0);
        await waitForOthers(this.#leases, place, signal);
      }
      if (await isThere(place)) {
        return;
      }
      await build({
        kind,
        tools,
        wheel,
        place,
        leases: this.#leases,
        trial: this.#context.asAbsolutePath(TRIAL[0]) + TRIAL[1],
        nvidia,
        env: this.#where().env,
        signal,
        show: (shown) => report(texts.progressText(shown), shown.percent),
        log: (line) => this.#logger.debug(line),
        allowBigTorch,
      });
    });
    this.#building = building;
    try {
      await building;
    } catch (error) {
      throw this.#told(error);
    }
    this.#logger.info(`made ${place}`);
    return place;
  }

  #told(error: unknown): unknown {
    if (error instanceof Stopped) {
      return new SetUpProblem(
        vscode.l10n.t("Setting up was cancelled; nothing is left of it."),
        vscode.l10n.t('Run "Understudy: Set Up" when it suits you; what was downloaded is kept.'),
      );
    }
    if (error instanceof SetUpFailure) {
      this.#logger.error(`${error.phase}: ${error.kind} ${error.message}`);
      return texts.problemOf(error);
    }
    return error;
  }

  async #ask(fetchesPython: boolean): Promise<void> {
    const [setUp, pick] = [vscode.l10n.t("Set Up"), vscode.l10n.t("Pick Interpreter")];
    const text = texts.consentText(fetchesPython);
    const answer = vscode.window.showInformationMessage(text, setUp, pick, vscode.l10n.t("Not Now"));
    let listening: vscode.Disposable | undefined;
    const otherwise = new Promise<string | undefined>((resolve) => {
      this.#consentElsewhere = () => resolve(setUp);
      listening = vscode.workspace.onDidChangeConfiguration((change) => {
        if (settings.needsRestart(change)) {
          resolve(undefined);
        }
      });
    });
    const picked = await Promise.race([answer, otherwise]); // the notification may lie unanswered for hours
    listening?.dispose();
    if (picked === pick) {
      void vscode.commands.executeCommand("understudy.pickInterpreter");
    }
    if (picked !== setUp) {
      throw new NotNow("not set up yet");
    }
  }

  async #tools(): Promise<Tools> {
    const where = this.#where();
    const uv = await findUv(where);
    const search = await findPython(where, uv !== undefined, () => knownToPythonExtension());
    if (!search.best && !uv) {
      throw texts.noPython(search);
    }
    return { uv, base: search.best?.path };
  }

  async #checkNamed(named: string): Promise<void> {
    const found = await probe([named], this.#where());
    const version = this.#version();
    const install = vscode.l10n.t(
      'Run "{0}" -m pip install understudy=={1}, or pick another interpreter.',
      named,
      version,
    );
    if (!found) {
      throw new SetUpProblem(
        vscode.l10n.t("The Python in understudy.interpreter does not start: {0}.", named),
        vscode.l10n.t("Correct the setting, clear it, or pick another interpreter."),
      );
    }
    if (!found.server) {
      const reason = newEnough(found.version)
        ? found.reason
        : vscode.l10n.t("Python {0} is too old", found.version.join("."));
      throw new SetUpProblem(
        vscode.l10n.t(
          "The Python in understudy.interpreter cannot start the server: {0} ({1}).",
          named,
          reason,
        ),
        install,
      );
    }
    if (!sameLine(found.server, version) && this.#warnedOf !== named + found.server) {
      this.#warnedOf = named + found.server;
      const text = vscode.l10n.t(
        "The server in {0} is version {1}, this extension is {2}.",
        named,
        found.server,
        version,
      );
      void this.#warn(`${text} ${install}`);
    }
  }

  async #warn(text: string): Promise<void> {
    this.#logger.warn(text);
    const pick = vscode.l10n.t("Pick Interpreter");
    if ((await vscode.window.showWarningMessage(`Understudy: ${text}`, pick)) === pick) {
      await vscode.commands.executeCommand("understudy.pickInterpreter");
    }
  }

  async #offerOwn(restart: () => Promise<void>): Promise<void> {
    const own = vscode.l10n.t("Use an Environment of Its Own");
    const text = vscode.l10n.t(
      "understudy.interpreter names {0}, so there is nothing to set up.",
      settings.interpreter(),
    );
    if ((await vscode.window.showInformationMessage(text, own)) === own) {
      await settings.useInterpreter("");
      if (!settings.interpreter()) {
        await this.setUp(restart);
      }
    } else {
      await restart();
    }
  }

  async #missingForTraining(): Promise<string[]> {
    const place = await this.#existing().catch(() => undefined);
    const python = settings.interpreter() || (place && pythonIn(place));
    const result = python ? await run(missingForTraining(python), this.#where()) : undefined;
    return result?.code === 0 ? (JSON.parse(result.stdout) as string[]) : ["torch"];
  }

  async #hasNvidia(): Promise<boolean> {
    const result = await run(["nvidia-smi", "-L"], { ...this.#where(), timeoutMs: 10_000 });
    return result.code === 0 && result.stdout.includes("GPU");
  }

  async #requireRoom(bytes: number): Promise<void> {
    const disk = await statfs(this.#home).catch(() => undefined);
    const free = disk ? disk.bavail * disk.bsize : bytes;
    if (free < bytes) {
      throw texts.noSpace(free, bytes, this.#home);
    }
  }

  async #place(kind: Kind): Promise<string> {
    const wheel = await readFile(await this.#wheel());
    const fingerprint = createHash("sha256").update(wheel).digest("hex").slice(0, 12);
    return path.join(this.#home, PREFIX + fingerprint + (kind === "training" ? TRAINING : ""));
  }

  async #wheel(): Promise<string> {
    const folder = this.#context.asAbsolutePath(BUNDLE);
    const files = await readdir(folder).catch(() => []);
    const wheel = files.find((file) => file.endsWith(".whl"));
    if (!wheel) {
      throw new SetUpProblem(
        vscode.l10n.t("This build of the extension carries no server."),
        vscode.l10n.t("Set understudy.interpreter to a Python that has the understudy package."),
      );
    }
    return path.join(folder, wheel);
  }

  #where(): Surroundings {
    const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
    return { cwd: this.#home, env: safeEnvironment(process.env, folders) };
  }

  #version(): string {
    return String((this.#context.extension.packageJSON as { version?: unknown }).version ?? "");
  }
}

async function allowBigTorch(): Promise<boolean> {
  const go = vscode.l10n.t("Download");
  return (await vscode.window.showWarningMessage(texts.bigTorchText(), { modal: true }, go)) === go;
}

/** Under a notification with a bar and Cancel. percent only grows. */
async function withProgress(
  task: (report: (message: string, percent: number) => void, cancel: AbortSignal) => Promise<void>,
): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Understudy: setting up"),
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (progress, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    let shown = 0;
    await task((message, percent) => {
      progress.report({ message, increment: Math.max(0, percent - shown) });
      shown = Math.max(shown, percent);
    }, cancel.signal);
  });
}
