import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { Leases } from "../src/setup/lease.ts";
import { removeUnused, waitForOthers } from "../src/setup/places.ts";

async function home(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "understudy-leases-"));
}

/** As another process would have written it. */
async function leaseOf(folder: string, name: string, pid: number, host = hostname(), silentMs = 0) {
  const file = path.join(folder, "leases", `${pid}-${name}.json`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ name, pid, host }));
  const then = new Date(Date.now() - silentMs);
  await utimes(file, then, then);
}

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.once("close", resolve));
  return child.pid ?? -1;
}

test("an environment is used until its lease is released", async () => {
  const folder = await home();
  const leases = new Leases(folder);
  assert.equal(await leases.used("server-a"), false);
  const release = await leases.take("server-a");
  assert.equal(await new Leases(folder).used("server-a"), true, "another window sees it");
  assert.equal(await leases.usedElsewhere("server-a"), false, "it is this window's alone");
  await release();
  assert.equal(await leases.used("server-a"), false);
});

test("the environment of a killed window is free, a sleeping one's is not", async () => {
  const folder = await home();
  await leaseOf(folder, "server-killed", await endedProcess());
  await leaseOf(folder, "server-asleep", process.pid, hostname(), 9 * 60 * 60 * 1000);
  const leases = new Leases(folder);
  assert.equal(await leases.used("server-killed"), false);
  assert.equal(await leases.used("server-asleep"), true);
  await leaseOf(folder, "server-theirs", process.ppid);
  assert.equal(await leases.usedElsewhere("server-theirs"), true);
  assert.equal(await leases.busy("server-asleep"), false, "but nobody waits for it");
});

test("a lease of another machine holds while it is heard of", async () => {
  const folder = await home();
  await leaseOf(folder, "server-near", 1, "another-host", 60_000);
  await leaseOf(folder, "server-gone", 1, "another-host", 48 * 60 * 60 * 1000);
  const leases = new Leases(folder);
  assert.deepEqual([await leases.used("server-near"), await leases.used("server-gone")], [true, false]);
});

test("a broken lease file harms nobody", async () => {
  const folder = await home();
  await mkdir(path.join(folder, "leases"));
  await writeFile(path.join(folder, "leases", "1-x.json"), "{");
  const leases = new Leases(folder);
  assert.equal(await leases.used("server-a"), false);
  await leases.tidy();
  assert.deepEqual(await readdir(path.join(folder, "leases")), []);
});

test("cleaning removes what nobody uses, and nothing else", async () => {
  const folder = await home();
  const ended = await endedProcess();
  const names = [
    "server-mine",
    "server-theirs",
    "server-old",
    "server-old.partial-1",
    "server-new.partial-2",
  ];
  for (const name of [...names, "sample"]) {
    await mkdir(path.join(folder, name, "bin"), { recursive: true });
  }
  await leaseOf(folder, "server-theirs", process.pid);
  await leaseOf(folder, "server-new.partial-2", process.pid);
  await leaseOf(folder, "server-old.partial-1", ended);
  await removeUnused(folder, [path.join(folder, "server-mine")], new Leases(folder), () => undefined);
  assert.deepEqual((await readdir(folder)).sort(), [
    "leases",
    "sample",
    "server-mine",
    "server-new.partial-2",
    "server-theirs",
  ]);
});

test("a window waits while another one builds, and no longer", async () => {
  const folder = await home();
  const leases = new Leases(folder);
  const release = await leases.take("server-a.partial-77");
  const waiting = waitForOthers(leases, path.join(folder, "server-a"), new AbortController().signal);
  const first = await Promise.race([
    waiting.then(() => "ended"),
    new Promise((go) => setTimeout(go, 300, "waits")),
  ]);
  assert.equal(first, "waits");
  await release();
  await waiting;
});

test("waiting can be cancelled", async () => {
  const folder = await home();
  const leases = new Leases(folder);
  const release = await leases.take("server-a.partial-77");
  await assert.rejects(waitForOthers(leases, path.join(folder, "server-a"), AbortSignal.abort()));
  await release();
});
