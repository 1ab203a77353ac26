/** The language server's life: start, stop, restart (never two at once), and the requests the commands send to it. */
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  ExecuteCommandRequest,
  LanguageClient,
  State,
  WorkDoneProgress,
  WorkDoneProgressCancelNotification,
} from "vscode-languageclient/node";
import { type Logger, Problem } from "./logger.ts";
import { parseStatus, type Status } from "./protocol.ts";
import { ISOLATED } from "./python.ts";
import * as settings from "./settings.ts";

const MODULE = ["-m", "understudy.cli.main", "serve"];
const CRASHES_ALLOWED = 4;
const CRASH_WINDOW_MS = 3 * 60 * 1000;
const CANCEL_GRACE_MS = 5000; // the server may still answer with its best so far

export type Life = "starting" | "running" | "stopped";

export interface Call {
  command: string;
  argument: Record<string, unknown>;
  /** done: per cent, when the server knows. */
  report: (message: string, done: number | undefined) => void;
  token: vscode.CancellationToken;
}

export class Server implements vscode.Disposable {
  #client: LanguageClient | undefined;
  #restarting: Promise<void> | undefined;
  #again = false;
  readonly #life = new vscode.EventEmitter<Life>();
  readonly #status = new vscode.EventEmitter<Status>();
  readonly onLife = this.#life.event;
  readonly onStatus = this.#status.event;
  readonly #resolvePython: () => Promise<string>;
  readonly #folder: string;
  readonly #logger: Logger;

  /** folder: where the process runs; ours, never the workspace. */
  constructor(resolvePython: () => Promise<string>, folder: string, logger: Logger) {
    this.#resolvePython = resolvePython;
    this.#folder = folder;
    this.#logger = logger;
  }

  /** Stops the server if it runs and starts a new one. Calls during a restart are joined into one more restart. */
  restart(): Promise<void> {
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
          throw error; // else the next round may mend it
        }
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
          "The Understudy server could not start.",
          'See the log, then run "Understudy: Restart".',
        );
      });
    } catch (error) {
      await this.stop();
      this.#life.fire("stopped");
      throw error;
    }
  }

  #createClient(command: string, args: string[]): LanguageClient {
    const client = new LanguageClient(
      "understudy",
      "Understudy",
      { command, args, options: { cwd: this.#folder } },
      {
        documentSelector: [
          { language: "python", scheme: "file" },
          { language: "python", scheme: "untitled" },
        ],
        outputChannel: this.#logger,
        initializationOptions: {
          trusted: vscode.workspace.isTrusted,
          settings: settings.all(),
          commands: { generate: "understudy.generateWithTests" },
        },
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
    return client;
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client) {
      await client.dispose().catch((error: unknown) => this.#logger.warn(String(error)));
      this.#life.fire("stopped");
    }
  }

  /** A command without progress. */
  async execute(command: string, ...args: unknown[]): Promise<unknown> {
    return this.#running().sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
  }

  /** A long command: its progress goes to `report`, cancelling asks the server to stop and then gives up waiting. */
  async executeLong(call: Call): Promise<unknown> {
    const client = this.#running();
    const workDoneToken = crypto.randomUUID();
    const giveUp = new vscode.CancellationTokenSource();
    const progress = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind !== "end") {
        call.report(value.message ?? "", value.percentage);
      }
    });
    let timer: NodeJS.Timeout | undefined;
    const cancellation = call.token.onCancellationRequested(() => {
      void client.sendNotification(WorkDoneProgressCancelNotification.type, { token: workDoneToken });
      timer = setTimeout(() => giveUp.cancel(), CANCEL_GRACE_MS);
    });
    try {
      return await client.sendRequest(
        ExecuteCommandRequest.type,
        { command: call.command, arguments: [{ ...call.argument, workDoneToken }], workDoneToken },
        giveUp.token,
      );
    } finally {
      clearTimeout(timer);
      cancellation.dispose();
      progress.dispose();
      giveUp.dispose();
    }
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

  #running(): LanguageClient {
    if (this.#client?.state !== State.Running) {
      throw new Problem(
        "The Understudy server is not running.",
        'Run "Understudy: Restart", then see the log.',
      );
    }
    return this.#client;
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.#life.dispose();
    this.#status.dispose();
  }
}

/** The server is started again after a crash, but not for ever. */
function restartFewTimes(logger: Logger): ErrorHandler {
  const crashes: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue }),
    closed: () => {
      const now = Date.now();
      crashes.push(now);
      const recent = crashes.filter((time) => now - time < CRASH_WINDOW_MS).length;
      if (recent <= CRASHES_ALLOWED) {
        return {
          action: CloseAction.Restart,
          message: "The Understudy server stopped; starting it again.",
          handled: true,
        };
      }
      logger.error(`the server stopped ${recent} times in ${CRASH_WINDOW_MS / 60_000} minutes`);
      return {
        action: CloseAction.DoNotRestart,
        message: 'The Understudy server keeps stopping. See the log, then run "Understudy: Restart".',
      };
    },
  };
}
