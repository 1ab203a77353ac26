/**
 * Runs one program to its end, without a shell and never in the workspace's folder. Stopping it stops all that it
 * started: an installer is a tree (pip, cmake, ninja, compilers), and its leaves outlive a killed root.
 */
import { type ChildProcess, spawn } from "node:child_process";
import * as path from "node:path";

export interface Finished {
  code: number | null;
  /** The last part of what it said. */
  stdout: string;
  stderr: string;
  cancelled: boolean;
  /** Ended because its time was over. */
  late: boolean;
}

export interface RunOptions {
  /** On Windows a program is looked up in this folder too, so it must be one of ours. */
  cwd: string;
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
  onLine?: (line: string) => void;
}

const KEPT_CHARACTERS = 64_000; // a compiler's whole output is of no use to anyone
const GRACE_MS = 2000; // to end by itself before it is killed
const PIPES_MS = 1000; // a program may end and leave its pipe to one that we cannot reach

/** Never rejects: a program that cannot start, or ran past its time, has code null and the reason in stderr. */
export function run(command: readonly string[], options: RunOptions): Promise<Finished> {
  const [program = "", ...args] = command;
  const { cwd, env = process.env, signal, timeoutMs, onLine } = options;
  const output = { stdout: "", stderr: "" };
  if (signal?.aborted) {
    return Promise.resolve({ code: null, ...output, cancelled: true, late: false });
  }
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      detached: process.platform !== "win32", // a group of its own, so that the whole tree can be told to end
    });
    const timers: NodeJS.Timeout[] = [];
    let late = false;
    const stop = () => {
      endTree(child, "SIGTERM");
      timers.push(setTimeout(() => endTree(child, "SIGKILL"), GRACE_MS));
    };
    if (timeoutMs !== undefined) {
      timers.push(
        setTimeout(() => {
          late = true;
          output.stderr += `no answer within ${timeoutMs / 1000} s`;
          stop();
        }, timeoutMs),
      );
    }
    signal?.addEventListener("abort", stop, { once: true });

    const flushes = (["stdout", "stderr"] as const).map((name) => {
      const lines = new Lines(onLine);
      child[name].setEncoding("utf8").on("data", (chunk: string) => {
        output[name] = (output[name] + chunk).slice(-KEPT_CHARACTERS);
        lines.add(chunk);
      });
      return () => lines.end();
    });

    const finish = (code: number | null) => {
      for (const flush of flushes) {
        flush();
      }
      for (const timer of timers) {
        clearTimeout(timer);
      }
      signal?.removeEventListener("abort", stop);
      const cancelled = signal?.aborted ?? false;
      if (cancelled) {
        endTree(child, "SIGKILL"); // the root has ended; what it started may not have
      }
      resolve({ code, ...output, cancelled, late });
    };
    child.once("error", (error) => {
      output.stderr += error.message;
      finish(null);
    });
    child.once("exit", () => {
      if (signal?.aborted) {
        timers.push(
          setTimeout(() => {
            child.stdout.destroy();
            child.stderr.destroy();
          }, PIPES_MS),
        );
      }
    });
    child.once("close", finish);
  });
}

function endTree(child: ChildProcess, how: "SIGTERM" | "SIGKILL"): void {
  if (child.pid === undefined) {
    return;
  }
  if (process.platform === "win32") {
    const taskkill = path.join(process.env.SystemRoot ?? "C:\\Windows", "System32", "taskkill.exe");
    spawn(taskkill, ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore", windowsHide: true }).once(
      "error",
      () => child.kill(),
    );
    return;
  }
  try {
    process.kill(-child.pid, how);
  } catch {
    // the group has ended
  }
}

/** Whole lines out of chunks; a carriage return ends one too, since progress bars are drawn with it. */
class Lines {
  #rest = "";
  readonly #onLine: (line: string) => void;

  constructor(onLine: (line: string) => void = () => undefined) {
    this.#onLine = onLine;
  }

  add(chunk: string): void {
    const parts = (this.#rest + chunk).split(/[\r\n]+/);
    this.#rest = parts.pop() ?? "";
    for (const part of parts) {
      this.#tell(part);
    }
  }

  end(): void {
    this.#tell(this.#rest);
    this.#rest = "";
  }

  #tell(line: string): void {
    const text = line.trim();
    if (text) {
      this.#onLine(text);
    }
  }
}
