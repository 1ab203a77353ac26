/** The language server's life: start, stop, restart (never two at once), and the requests the commands send to it. */
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  State,
} from "vscode-languageclient/node";
import { type Call, send, sendLong, whenCancelled } from "./calls.ts";
import { Crashes, WINDOW_MS } from "./crashes.ts";
import { l10n } from "./l10n.ts";
import * as languages from "./languages.ts";
import { type Logger, Problem } from "./logger.ts";
import { parseStatus, type Status } from "./protocol.ts";
import * as settings from "./settings.ts";
import { ISOLATED } from "./setup/python.ts";

const STARTING_MS = 10_000; // a start that takes longer is no longer waited for before another one
const MODULE = ["-m", "understudy.cli.main", "serve"];
/** waiting: for a file that can be completed, or for a command. */
export type Life = "waiting" | "starting" | "running" | "stopped";

export class Server implements vscode.Disposable {
  #client: LanguageClient | undefined;
  #restarting: Promise<void> | undefined;
  #again = false;
  #wanted = false;
  #languages: string[] = [];
  readonly #life = new vscode.EventEmitter<Life>();
  readonly #status = new vscode.EventEmitter<Status>();
  readonly onLife = this.#life.event;
  readonly onStatus = this.#status.event;
  readonly #training = new vscode.EventEmitter<unknown>();
  /** `understudy/training` as it was sent: see `parseStep`. */
  readonly onTraining = this.#training.event;
  readonly #resolvePython: () => Promise<string>;
  readonly #folder: string;
  readonly #logger: Logger;

  /** folder: where the process runs; ours, never the workspace. */
  constructor(resolvePython: () => Promise<string>, folder: string, logger: Logger) {
    this.#resolvePython = resolvePython;
    this.#folder = folder;
    this.#logger = logger;
  }

  /** Starts the server, or waits for the start under way; one that runs, or has kept crashing, is left alone. */
  async begin(): Promise<void> {
    await (this.#restarting ?? (this.#client ? undefined : this.restart()));
  }

  /** A start of its own, unless one is under way: its question is answered then, and its cancel ends it. */
  async startAnew(): Promise<void> {
    await (this.#restarting ?? this.restart());
  }

  /** Stops the server if it runs and starts a new one. Calls during a restart are joined into one more restart. */
  restart(): Promise<void> {
    this.#wanted = true;
    if (this.#restarting) {
      this.#again = true;
      return this.#restarting;
    }
    this.#restarting = this.#restartUntilQuiet().finally(() => {
      this.#restarting = undefined;
    });
    return this.#restarting;
  }

  async #restartUntilQuiet(): Promise<void> {
    do {
      this.#again = false;
      await this.stop();
      await this.#start().catch((error: unknown) => {
        if (!this.#again) {
          throw error;
        }
        this.#logger.warn(String(error)); // the next round may mend it
      });
    } while (this.#again);
  }

  async #start(): Promise<void> {
    this.#life.fire("starting");
    try {
      const python = await this.#resolvePython();
      const args = [...ISOLATED, ...MODULE];
      this.#logger.info(`starting ${python} ${args.join(" ")}`);
      const client = this.#createClient(python, args);
      this.#client = client;
      await client.start().catch((error: unknown) => {
        this.#logger.error(String(error)); // says "connection got disposed", which helps nobody in a message
        throw new Problem(
          l10n.t("The Understudy server could not start."),
          l10n.t('See the log, then run "Understudy: Restart".'),
        );
      });
    } catch (error) {
      await this.stop();
      this.#life.fire("stopped");
      throw error;
    }
  }

  #createClient(command: string, args: string[]): LanguageClient {
    this.#languages = languages.inUse();
    const client = new LanguageClient(
      "understudy",
      "Understudy",
      { command, args, options: { cwd: this.#folder } },
      {
        documentSelector: languages.selector(this.#languages),
        outputChannel: this.#logger,
        // as they are when a server starts, also one that takes the place of a crashed one
        initializationOptions: () => ({
          trusted: vscode.workspace.isTrusted,
          settings: settings.all(),
          commands: { generate: "understudy.generateWithTests" },
        }),
        synchronize: { configurationSection: settings.SECTION },
        errorHandler: restartFewTimes(this.#logger),
      },
    );
    client.onDidChangeState(({ newState }) => {
      if (client === this.#client) {
        this.#life.fire(
          newState === State.Running ? "running" : newState === State.Starting ? "starting" : "stopped",
        );
      }
    });
    client.onNotification("understudy/status", (value: unknown) => {
      const status = parseStatus(value);
      if (status) {
        this.#status.fire(status);
      }
    });
    client.onNotification("understudy/training", (value: unknown) => this.#training.fire(value));
    return client;
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client) {
      if (client.state === State.Starting) {
        // by itself after a crash: until it has, it cannot be stopped
        const late = new Promise((resolve) => setTimeout(resolve, STARTING_MS));
        await Promise.race([client.start().catch(() => undefined), late]);
      }
      await client.dispose().catch((error: unknown) => this.#logger.warn(String(error)));
      this.#life.fire("stopped");
    }
  }

  get running(): boolean {
    return this.#client?.state === State.Running;
  }

  /** Somebody has needed it by now; it need not have come up. */
  get wanted(): boolean {
    return this.#wanted;
  }

  /** Whether files of these languages reach the server that runs; true without one, for the next one asks again. */
  covers(wanted: string[]): boolean {
    return !this.#client || wanted.every((language) => this.#languages.includes(language));
  }

  /** The workspace was trusted; a server that starts later hears of it then. */
  async tellTrusted(): Promise<void> {
    await this.#restarting?.catch(() => undefined); // one that is starting was told that it is not
    if (this.running) {
      await this.execute("understudy.setTrusted", true);
    }
  }

  /** A command without progress. */
  async execute(command: string, ...args: unknown[]): Promise<unknown> {
    return send(await this.#ready(), { command, arguments: args });
  }

  /** A command that takes long: see `sendLong`. A cancel also ends the wait for a server that is being started. */
  async executeLong(call: Call): Promise<unknown> {
    const client = await Promise.race([this.#ready(), whenCancelled(call.token)]);
    return sendLong(client, call);
  }

  /** An edit as the server sent it, in VS Code's terms. */
  async toWorkspaceEdit(edit: unknown): Promise<vscode.WorkspaceEdit | undefined> {
    const converter = this.#running().protocol2CodeConverter;
    return edit
      ? converter.asWorkspaceEdit(edit as Parameters<typeof converter.asWorkspaceEdit>[0])
      : undefined;
  }

  toServerUri(uri: vscode.Uri): string {
    return this.#running().code2ProtocolConverter.asUri(uri);
  }

  /** The server; the first command of a window without a file for it starts it. */
  async #ready(): Promise<LanguageClient> {
    await this.begin();
    return this.#running();
  }

  #running(): LanguageClient {
    if (this.#client?.state !== State.Running) {
      throw new Problem(
        l10n.t("The Understudy server is not running."),
        l10n.t('Run "Understudy: Restart", then see the log.'),
      );
    }
    return this.#client;
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.#life.dispose();
    this.#status.dispose();
    this.#training.dispose();
  }
}

/** The server is started again after a crash, but not for ever. */
function restartFewTimes(logger: Logger): ErrorHandler {
  const crashes = new Crashes();
  return {
    error: () => ({ action: ErrorAction.Continue }),
    closed: () => {
      if (crashes.survived()) {
        logger.warn("the server stopped; starting it again");
        return { action: CloseAction.Restart, handled: true };
      }
      logger.error(`the server stopped ${crashes.recent} times in ${WINDOW_MS / 60_000} minutes`);
      return {
        action: CloseAction.DoNotRestart,
        message: l10n.t('The Understudy server keeps stopping. See the log, then run "Understudy: Restart".'),
      };
    },
  };
}
