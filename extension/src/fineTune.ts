/** "Understudy: Fine-tune on My Preferences": reads what is learnt from, trains, and lets the user decide. */
import * as vscode from "vscode";
import { change, chooseAdapter, discardAdapter, listAdapters } from "./adapters.ts";
import { nothingYet, type State } from "./fineTuneHtml.ts";
import { FineTunePanel } from "./fineTunePanel.ts";
import { l10n } from "./l10n.ts";
import { type FineTuned, parseFineTuned, parseStep, parseTrainingData } from "./learningProtocol.ts";
import { describe, type Logger, Problem } from "./logger.ts";
import { runLong } from "./longCommand.ts";
import type { Server } from "./server.ts";
import { throwServerError } from "./serverError.ts";

const REDRAW_MS = 100; // steps of a small model come faster than anybody reads
const LOOK_AGAIN_MS = 2000; // at a run that is not ours to wait for: one that is still ending, or another client's
const PAGE = 20;

type Attempt = (task: () => Promise<void>) => Promise<void>;

export class FineTune implements vscode.Disposable {
  readonly #server: Server;
  readonly #logger: Logger;
  readonly #panel: FineTunePanel;
  readonly #attempt: Attempt;
  readonly #heard: vscode.Disposable;
  #cancel: vscode.CancellationTokenSource | undefined;
  #redraw: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;
  readonly #state = nothingYet();

  constructor(extensionUri: vscode.Uri, server: Server, logger: Logger, attempt: Attempt) {
    this.#server = server;
    this.#logger = logger;
    this.#attempt = attempt;
    this.#panel = new FineTunePanel(extensionUri, (action, id) => attempt(() => this.#act(action, id)));
    this.#heard = server.onTraining((value) => this.#hear(value));
  }

  async open(): Promise<void> {
    this.#panel.show(this.#state);
    await this.#refresh();
  }

  async choose(): Promise<void> {
    if (await chooseAdapter(this.#server)) {
      await this.#decided();
    }
  }

  /** One step back, from anywhere. */
  async back(): Promise<void> {
    await change(this.#server, "adapterBack");
    await this.#decided();
  }

  /** What a button of the view does. */
  async #act(action: string, id: string): Promise<void> {
    const offset = this.#state.data?.offset ?? 0;
    switch (action) {
      case "ready": // the view's script begins anew whenever its tab was hidden
        return this.#panel.draw(this.#state);
      case "start":
        return this.#start();
      case "cancel":
        return this.#cancel?.cancel();
      case "refresh":
        return this.#refresh();
      case "previous":
        return this.#refresh(Math.max(0, offset - PAGE));
      case "next":
        return this.#refresh(offset + PAGE);
      case "drop":
        return this.#drop(id);
      case "restore":
        return this.#restore(id);
      case "use":
        await change(this.#server, "useAdapter", id);
        return this.#decided();
      case "off":
        await change(this.#server, "adapterOff");
        return this.#decided();
      case "back":
        return this.back();
      case "discard":
        return (await discardAdapter(this.#server, id)) ? this.#decided() : undefined;
      case "dashboard":
        await vscode.commands.executeCommand("understudy.dashboard");
        return;
      case "setUp":
        await vscode.commands.executeCommand("understudy.setUpTraining");
        return this.#refresh();
    }
  }

  async #refresh(offset = this.#state.data?.offset ?? 0): Promise<void> {
    const state = this.#state;
    const options = { location: vscode.ProgressLocation.Window, title: l10n.t("Reading the log …") };
    const answer = await vscode.window
      .withProgress(options, () => this.#server.execute("understudy.trainingData", { offset, limit: PAGE }))
      .then(undefined, (error: unknown) => {
        state.running = this.#cancel !== undefined; // of another run nothing more will be heard
        this.#panel.draw(state, "controls", "run");
        throw error;
      });
    const found = parseTrainingData(answer);
    if (found && "total" in found) {
      Object.assign(state, { data: found, problem: "" });
      clearTimeout(this.#again);
      if (!this.#cancel) {
        state.running = found.running !== undefined;
        state.run = found.running;
        if (found.running && this.#panel.open) {
          this.#again = setTimeout(() => this.#attempt(() => this.#refresh()), LOOK_AGAIN_MS);
        }
      }
    } else {
      state.data = undefined;
      state.problem = found
        ? describe(new Problem(found.message, found.nextStep))
        : l10n.t("The server's answer could not be read.");
    }
    state.adapters = await listAdapters(this.#server).catch((error: unknown) => {
      this.#logger.warn(describe(error)); // the pairs can be read without
      return [];
    });
    this.#panel.draw(state);
  }

  async #start(): Promise<void> {
    if (this.#cancel || this.#state.running) {
      return;
    }
    const cancel = new vscode.CancellationTokenSource();
    this.#cancel = cancel;
    Object.assign(this.#state, {
      running: true,
      ours: true,
      run: { now: undefined, losses: [], notes: [] },
      outcome: undefined,
      deleted: undefined,
    } satisfies Partial<State>);
    this.#panel.draw(this.#state, "controls", "run", "outcome", "pairs");
    try {
      this.#state.outcome = await this.#train(cancel);
    } finally {
      this.#cancel = undefined;
      Object.assign(this.#state, { running: false, ours: false });
      this.#panel.draw(this.#state);
    }
    try {
      await this.#refresh();
    } finally {
      await this.#tell(this.#state.outcome); // also where the log cannot be read just now
    }
  }

  async #train(cancel: vscode.CancellationTokenSource): Promise<FineTuned | undefined> {
    const title = l10n.t("Understudy: fine-tuning on your preferences");
    const argument = { method: "dpo", adopt: false };
    const { answer, cancelled } = await runLong(this.#server, title, "understudy.fineTune", argument, cancel);
    if (cancelled && answer === undefined) {
      const message = l10n.t("Stopped. The model in use is unchanged.");
      return { message, adapter: "", stopped: true, verdict: undefined };
    }
    return parseFineTuned(answer);
  }

  /** How it ended, also to somebody who looks elsewhere by now. */
  async #tell(outcome: FineTuned | undefined): Promise<void> {
    if (!outcome) {
      throw new Problem(
        l10n.t("The server's answer could not be read."),
        l10n.t("Restart Understudy and update the extension."),
      );
    }
    this.#logger.info(`fine-tune: ${outcome.message}`);
    const said = outcome.verdict?.headline ?? outcome.message;
    if (this.#panel.visible) {
      this.#panel.say(said);
      this.#panel.focus("outcome");
      return;
    }
    const show = l10n.t("Show");
    if (
      !outcome.stopped &&
      (await vscode.window.showInformationMessage(l10n.t("Understudy: {0}", said), show)) === show
    ) {
      await this.open();
    }
  }

  #hear(value: unknown): void {
    const now = parseStep(value);
    const { run, running } = this.#state;
    if (!now || !run || !running) {
      return;
    }
    run.now = now;
    if (now.kind === "step") {
      run.losses.push([now.step, now.loss]);
    } else if (now.kind === "note" || now.kind === "start") {
      run.notes.push(now.message);
    }
    this.#redraw ??= setTimeout(() => {
      this.#redraw = undefined;
      this.#panel.draw(this.#state, "run");
    }, REDRAW_MS);
  }

  async #drop(id: string): Promise<void> {
    const pair = this.#state.data?.pairs.find((one) => one.id === id);
    throwServerError(await this.#server.execute("understudy.dropPair", { id }));
    this.#state.deleted = pair;
    await this.#refresh();
    this.#panel.focus("pairs");
  }

  async #restore(id: string): Promise<void> {
    throwServerError(await this.#server.execute("understudy.restorePair", { id }));
    this.#state.deleted = undefined;
    await this.#refresh();
  }

  /** The user chose an adapter, so that nothing is left to be asked about the last run. */
  async #decided(): Promise<void> {
    const { outcome } = this.#state;
    if (outcome) {
      this.#state.outcome = { ...outcome, adapter: "" };
    }
    if (this.#panel.open) {
      await this.#refresh();
    }
  }

  dispose(): void {
    clearTimeout(this.#redraw);
    clearTimeout(this.#again);
    this.#cancel?.cancel();
    this.#heard.dispose();
    this.#panel.dispose();
  }
}
