/** The Python that runs the server: the user's `understudy.interpreter` as it is, or an environment of our own. */
import * as vscode from "vscode";
import { l10n } from "../l10n.ts";
import type { Logger } from "../logger.ts";
import * as settings from "../settings.ts";
import { pickInterpreter } from "./interpreters.ts";
import { Managed, type ShowState } from "./managed.ts";
import { run } from "./process.ts";
import { dotted, newEnough, probe, sameLine } from "./python.ts";
import { missingForTraining, pythonIn } from "./recipe.ts";
import * as texts from "./texts.ts";
import { NotNow, SetUpProblem } from "./texts.ts";

type Restart = () => Promise<void>;

export class Environments {
  readonly #managed: Managed;
  readonly #logger: Logger;
  /** Of the extension; its server has the same. */
  readonly #version: string;
  #warnedOf = "";

  constructor(context: vscode.ExtensionContext, version: string, logger: Logger, show: ShowState) {
    this.#managed = new Managed(context, logger, show);
    this.#logger = logger;
    this.#version = version;
  }

  /** Absolute path of a Python that has the server. Asks before it downloads anything. */
  async python(): Promise<string> {
    const named = settings.interpreter();
    if (named) {
      await this.#checkNamed(named);
      await this.#managed.use(undefined);
      return named;
    }
    const place = (await this.#managed.existing()) ?? (await this.#managed.make("server"));
    await this.#managed.use(place);
    return pythonIn(place);
  }

  /**
   * Set up now: the click was the answer to the question. restart: starts the server on what is there then. begin:
   * starts it unless it runs, for a notification may lie there for hours, and what runs is not disturbed after that.
   */
  async setUp(restart: Restart, begin: () => Promise<void>): Promise<void> {
    if (settings.interpreter()) {
      await begin();
      if (!(await this.#preferOwn())) {
        return;
      }
    }
    await this.#managed.dropBroken();
    await this.#managed.withConsent(restart);
    const sample = l10n.t("Open the Sample");
    const picked = await vscode.window.showInformationMessage(l10n.t("Understudy is set up."), sample);
    if (picked === sample) {
      await vscode.commands.executeCommand("understudy.openSample", "complete");
    }
  }

  async pickInterpreter(): Promise<void> {
    await pickInterpreter(await this.#managed.where(), await this.#howToInstall(""));
  }

  /** Adds what training needs, after asking; false if the user would rather not. Throws where it cannot be done. */
  async setUpTraining(restart: Restart): Promise<boolean> {
    const missing = await this.#missingForTraining();
    if (missing.length === 0) {
      return true;
    }
    const named = settings.interpreter();
    if (named) {
      throw new SetUpProblem(
        l10n.t("The Python in understudy.interpreter lacks what training needs: {0}.", missing.join(", ")),
        l10n.t('Run "{0}" {1}, or clear the setting.', named, await this.#howToInstall("[trainer]")),
      );
    }
    const nvidia = await this.#hasNvidia();
    const go = l10n.t("Install");
    const text = texts.trainingConsentText(nvidia);
    if ((await vscode.window.showInformationMessage(text, { modal: true }, go)) !== go) {
      return false;
    }
    try {
      await this.#managed.make("training", nvidia);
    } catch (error) {
      if (error instanceof NotNow) {
        return false; // cancelled; the server runs on as it was
      }
      throw error;
    }
    await restart();
    return true;
  }

  /** The command by itself, which says how it ended. */
  async setUpTrainingAndSay(restart: Restart): Promise<void> {
    if (await this.setUpTraining(restart)) {
      await vscode.window.showInformationMessage(l10n.t("Understudy can fine-tune now."));
    }
  }

  dispose(): Promise<void> {
    return this.#managed.dispose();
  }

  async #checkNamed(named: string): Promise<void> {
    const found = await probe([named], await this.#managed.where());
    if (!found) {
      throw new SetUpProblem(
        l10n.t("The Python in understudy.interpreter does not start: {0}.", named),
        l10n.t("Correct the setting, clear it, or pick another interpreter."),
      );
    }
    if (found.server && sameLine(found.server, this.#version)) {
      return;
    }
    const next = l10n.t('Run "{0}" {1}, or pick another interpreter.', named, await this.#howToInstall(""));
    if (!found.server) {
      const tooOld = l10n.t("Python {0} is too old", dotted(found.version));
      const reason = newEnough(found.version) ? found.reason : tooOld;
      throw new SetUpProblem(
        l10n.t("The Python in understudy.interpreter cannot start the server: {0} ({1}).", named, reason),
        next,
      );
    }
    if (this.#warnedOf !== named + found.server) {
      this.#warnedOf = named + found.server;
      const versions = [named, found.server, this.#version];
      const text = l10n.t("The server in {0} is version {1}, this extension is {2}.", ...versions);
      void this.#warn(`${text} ${next}`);
    }
  }

  async #warn(text: string): Promise<void> {
    this.#logger.warn(text);
    const pick = l10n.t("Pick Interpreter");
    if ((await vscode.window.showWarningMessage(l10n.t("Understudy: {0}", text), pick)) === pick) {
      await vscode.commands.executeCommand("understudy.pickInterpreter"); // which says what goes wrong
    }
  }

  /** What follows the interpreter: the bundled server, which fits this extension, where there is one. */
  async #howToInstall(extra: string): Promise<string> {
    const wheel = await this.#managed.wheel().catch(() => undefined);
    return `-m pip install "${wheel ? wheel + extra : `understudy${extra}==${this.#version}`}"`;
  }

  /** Whether the user gives up the interpreter that the setting names. */
  async #preferOwn(): Promise<boolean> {
    const own = l10n.t("Use an Environment of Its Own");
    const text = l10n.t(
      "understudy.interpreter names {0}, so there is nothing to set up.",
      settings.interpreter(),
    );
    if ((await vscode.window.showInformationMessage(text, own)) === own) {
      await settings.useInterpreter("");
    }
    return !settings.interpreter(); // a workspace's value stands above the user's
  }

  async #missingForTraining(): Promise<string[]> {
    const place = await this.#managed.existing().catch(() => undefined);
    const python = settings.interpreter() || (place && pythonIn(place));
    const result = python ? await run(missingForTraining(python), await this.#managed.where()) : undefined;
    if (result?.code !== 0) {
      this.#logger.warn(`what training needs is not known: ${result?.stderr ?? "there is no environment"}`);
      return ["torch"];
    }
    return JSON.parse(result.stdout) as string[];
  }

  async #hasNvidia(): Promise<boolean> {
    const result = await run(["nvidia-smi", "-L"], { ...(await this.#managed.where()), timeoutMs: 10_000 });
    return result.code === 0 && result.stdout.includes("GPU");
  }
}
