import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { run } from "../src/setup/process.ts";
import { isAlive, until } from "./processes.ts";

const cwd = tmpdir();
const posix = { skip: process.platform === "win32" };

test("lines come whole, whatever chunks they arrive in", async () => {
  const lines: string[] = [];
  const script = "process.stdout.write('one\\ntw'); setTimeout(() => process.stdout.write('o\\rthree'), 50)";
  const result = await run([process.execPath, "-e", script], { cwd, onLine: (line) => lines.push(line) });
  assert.equal(result.code, 0);
  assert.deepEqual(lines, ["one", "two", "three"]);
});

test("a program that is not there is told, not thrown", async () => {
  const result = await run(["no-such-program-anywhere"], { cwd });
  assert.equal(result.code, null);
  assert.match(result.stderr, /ENOENT/);
});

test("a cancel ends the grandchildren too, also those that will not hear of it", posix, async () => {
  const cancel = new AbortController();
  const pids: number[] = [];
  const stubborn = "trap '' TERM; echo $$; while true; do sleep 1; done";
  const running = run(["sh", "-c", `sh -c "${stubborn.replaceAll("$", "\\$")}" & echo $!; wait`], {
    cwd,
    signal: cancel.signal,
    onLine: (line) => pids.push(Number(line)),
  });
  await until(() => pids.length === 2, "both shells said who they are");
  const started = Date.now();
  cancel.abort();
  const result = await running;
  assert.ok(result.cancelled);
  assert.ok(Date.now() - started < 10_000);
  await until(() => pids.every((pid) => !isAlive(pid)), "nothing of the tree is left");
});

test("nothing is started after a cancel", async () => {
  const result = await run([process.execPath, "-e", "console.log(1)"], { cwd, signal: AbortSignal.abort() });
  assert.deepEqual([result.cancelled, result.stdout], [true, ""]);
});

test("a program that does not answer in time is ended", posix, async () => {
  const result = await run(["sleep", "60"], { cwd, timeoutMs: 200 });
  assert.equal(result.code, null);
  assert.match(result.stderr, /no answer within 0.2 s/);
});
