/** Runs one program to its end, cancellable, without a shell and never in the workspace's folder. */
import { spawn } from "node:child_process";
import type * as vscode from "vscode";

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
  cancelled: boolean;
}

export interface RunOptions {
  /** On Windows a program is looked up in this folder too, so it must be one of ours. */
  cwd: string;
  token?: vscode.CancellationToken;
  onLine?: (line: string) => void;
}

/** Never rejects: a program that cannot start has code null and the reason in stderr. */
export function run(command: readonly string[], options: RunOptions): Promise<Finished> {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    const output = { stdout: "", stderr: "" };
    const cancellation = options.token?.onCancellationRequested(() => child.kill());
    const finish = (code: number | null) => {
      cancellation?.dispose();
      resolve({ code, ...output, cancelled: options.token?.isCancellationRequested ?? false });
    };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (chunk: string) => {
        output[name] += chunk;
        for (const line of chunk.split("\n").map((part) => part.trim())) {
          if (line) {
            options.onLine?.(line);
          }
        }
      });
    }
    child.once("error", (error) => {
      output.stderr += error.message;
      finish(null);
    });
    child.once("close", finish);
  });
}
