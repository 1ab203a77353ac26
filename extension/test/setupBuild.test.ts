/** The whole set-up with the real venv, pip and uv on tiny packages of the same shape, offline. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { build, type Order } from "../src/setup/build.ts";
import { causeOf, lastWords, SetUpFailure, Stopped } from "../src/setup/failures.ts";
import { Leases } from "../src/setup/lease.ts";
import type { Shown } from "../src/setup/phases.ts";
import { isThere } from "../src/setup/places.ts";
import { run } from "../src/setup/process.ts";
import { findPython, findUv, probe, safeEnvironment } from "../src/setup/python.ts";
import { type Kind, missingForTraining, pythonIn, type Tools } from "../src/setup/recipe.ts";
import { isAlive, until } from "./processes.ts";

let folder = "";
let packages = "";
let env: NodeJS.ProcessEnv = {};
const tools: Record<"pip" | "uv", Tools | undefined> = { pip: undefined, uv: undefined };

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "understudy-setup-"));
  packages = path.join(folder, "packages");
  await mkdir(packages);
  const ours = Object.entries(process.env).filter(([name]) => !/^(PIP|UV)_/.test(name));
  env = {
    ...safeEnvironment(Object.fromEntries(ours), []),
    PIP_CONFIG_FILE: path.join(folder, "none"),
    PIP_NO_INDEX: "1",
    PIP_FIND_LINKS: packages,
    PIP_CACHE_DIR: path.join(folder, "pip-cache"),
    UV_NO_CONFIG: "1",
    UV_OFFLINE: "1",
    UV_FIND_LINKS: packages,
    UV_CACHE_DIR: path.join(folder, "uv-cache"),
    CXX: process.execPath, // stands for a compiler: it starts
    TEST_HANG: path.join(folder, "hang"),
    TEST_PIDS: path.join(folder, "pids"),
    TEST_BUILDS: path.join(folder, "builds"),
  };
  const where = { cwd: folder, env };
  const base = (await findPython(where, false)).best?.path;
  const uv = await findUv(where);
  tools.pip = base ? { uv: undefined, base } : undefined;
  tools.uv = base && uv ? { uv, base } : undefined;
  if (base) {
    const script = path.join(import.meta.dirname, "setupPackages.py");
    assert.equal((await run([base, script, packages], where)).code, 0);
  }
});

after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

function order(place: string, tools: Tools, more: Partial<Order> = {}): Order & { seen: Shown[] } {
  const seen: Shown[] = [];
  return {
    kind: "server" as Kind,
    tools,
    wheel: path.join(packages, "understudy-0.1.0-py3-none-any.whl"),
    place,
    leases: new Leases(path.dirname(place)),
    trial: "sample.py:1:1",
    nvidia: false,
    env: {
      ...env,
      PIP_CONSTRAINT: path.join(folder, "constraints"),
      UV_CONSTRAINT: path.join(folder, "constraints"),
    },
    signal: new AbortController().signal,
    show: (shown) => seen.push(shown),
    log: () => undefined,
    allowBigTorch: async () => false,
    ...more,
    seen,
  };
}

async function allow(helper: string): Promise<void> {
  await writeFile(path.join(folder, "constraints"), `tiny-helper==${helper}\n`);
}

async function builds(): Promise<number> {
  return (await readFile(path.join(folder, "builds"), "utf8").catch(() => "")).split("built").length - 1;
}

for (const name of ["pip", "uv"] as const) {
  test(`${name}: cancelled while it compiles, then again, then with training`, async (t) => {
    const using = tools[name];
    if (!using) {
      t.skip(`there is no ${name === "uv" ? "uv" : "Python"} here`);
      return;
    }
    const home = path.join(folder, `home-${name}`);
    await mkdir(home);
    const place = path.join(home, "server-abc");
    await allow("1.0");
    const before = await builds();

    await writeFile(path.join(folder, "hang"), "");
    await rm(path.join(folder, "pids"), { force: true });
    const cancel = new AbortController();
    const cancelled = order(place, using, { signal: cancel.signal });
    const building = build(cancelled);
    const outcome = building.then(
      () => undefined,
      (error: unknown) => error,
    );
    let said: string[] = [];
    const compiles = () => {
      const file = path.join(folder, "pids");
      said = existsSync(file) ? readFileSync(file, "utf8").split(" ") : [];
      return said.length === 3;
    };
    try {
      await until(compiles, "the compiler runs", 180_000);
    } finally {
      await rm(path.join(folder, "hang")); // what does not come must not hang every later build
      cancel.abort();
    }
    const pids = said.slice(0, 2).map(Number);
    assert.ok(
      process.platform === "win32" || said[2]?.startsWith(home),
      "what compilers leave lies in the draft",
    );
    assert.ok((await outcome) instanceof Stopped);
    await until(() => !pids.some(isAlive), "compiler and its child have ended");
    assert.deepEqual(await readdir(home), ["leases"], "nothing half-made is left");
    assert.deepEqual(await readdir(path.join(home, "leases")), []);
    assert.equal(cancelled.seen.at(-1)?.phase, "compile");
    assert.deepEqual(cancelled.seen.at(-1)?.detail, { what: "compiling", done: 1, total: 4 });

    const again = order(place, using);
    await build(again);
    assert.ok(await isThere(place));
    assert.ok(!existsSync(path.join(place, "tmp")));
    const made = await probe([pythonIn(place)], { cwd: home, env });
    assert.equal(made?.server, "0.1.0", "it works where it was moved to");
    assert.equal(await builds(), before + 1);
    const percents = again.seen.map((shown) => shown.percent);
    assert.deepEqual(
      percents,
      [...percents].sort((a, b) => a - b),
    );
    assert.deepEqual(
      [...new Set(again.seen.map((shown) => shown.phase))],
      ["environment", "engine", "compile", "packages", "trial"],
    );

    const missing = async (python: string) =>
      JSON.parse((await run(missingForTraining(python), { cwd: home, env })).stdout);
    assert.deepEqual(await missing(pythonIn(place)), ["tiny_trainer"]);
    const training = `${place}-training`;
    await build(order(training, using, { kind: "training" }));
    assert.deepEqual(await missing(pythonIn(training)), []);
    assert.equal(await builds(), before + 1, "what was compiled is kept by the installer");
    assert.ok(await isThere(place), "the one in use stays while the other is made");
  });
}

test("a server that does not run is not put in place of one that does", async (t) => {
  if (!tools.pip) {
    t.skip("there is no Python here");
    return;
  }
  const home = path.join(folder, "home-broken");
  await mkdir(home);
  await allow("2.0");
  const failed = await build(order(path.join(home, "server-abc"), tools.uv ?? tools.pip)).catch(
    (error: unknown) => error,
  );
  assert.ok(failed instanceof SetUpFailure);
  assert.equal(failed.kind, "trial");
  assert.match(failed.message, /it does not run/);
  assert.deepEqual(await readdir(home), ["leases"]);
});

test("a ready-made build that does not load here is compiled instead", async (t) => {
  const using = tools.uv ?? tools.pip;
  if (!using) {
    t.skip("there is no Python here");
    return;
  }
  const home = path.join(folder, "home-foreign");
  await mkdir(home);
  await allow("1.0");
  const foreign = path.join(packages, "foreign");
  const before = await builds();
  const asked = order(path.join(home, "server-abc"), using);
  const more = { PIP_FIND_LINKS: `${packages} ${foreign}`, UV_FIND_LINKS: `${packages},${foreign}` };
  await build({ ...asked, env: { ...asked.env, ...more } });
  assert.equal(await builds(), before + 1);
  assert.ok(asked.seen.some((shown) => shown.phase === "compile"));
});

test("torch of several gigabytes is asked for, also where a mirror answers for the small one", async (t) => {
  const using = tools.uv ?? tools.pip;
  if (!using || process.platform !== "linux") {
    t.skip("there is no Python here, or PyPI's torch is small");
    return;
  }
  const home = path.join(folder, "home-torch");
  await mkdir(home);
  await allow("1.0");
  const big = path.join(packages, "big");
  const more = { PIP_FIND_LINKS: `${packages} ${big}`, UV_FIND_LINKS: `${packages},${big}` };
  let asked = 0;
  const allowBigTorch = async () => {
    asked++;
    return false;
  };
  const wanted = order(path.join(home, "server-abc-training"), using, { kind: "training", allowBigTorch });
  const failed = await build({ ...wanted, env: { ...wanted.env, ...more } }).catch((error: unknown) => error);
  assert.equal(asked, 1);
  assert.ok(failed instanceof SetUpFailure);
  assert.equal(failed.kind, "torchTooBig");
  assert.deepEqual(await readdir(home), ["leases"]);
});

test("the reason is told apart from the noise", () => {
  const pip = {
    stdout: "Looking in indexes",
    stderr:
      "WARNING: Retrying: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution\n" +
      "ERROR: Could not find a version that satisfies the requirement x\nERROR: No matching distribution found for x",
  };
  assert.equal(causeOf(pip), "offline");
  assert.equal(lastWords(pip), "ERROR: No matching distribution found for x");
  const full = { stdout: "", stderr: "OSError: [Errno 28] No space left on device: '/x'" };
  assert.deepEqual([causeOf(full), lastWords(full)], ["noSpace", full.stderr]);
  assert.equal(causeOf({ stdout: "", stderr: "error: command 'c++' failed" }), undefined);
});

test("the server has the function that is asked what training lacks", async () => {
  const [, name = ""] =
    /from understudy\.([\w.]+) import absent/.exec(missingForTraining("").join(" ")) ?? [];
  const file = path.resolve(
    import.meta.dirname,
    "../../server/understudy",
    `${name.replaceAll(".", "/")}.py`,
  );
  assert.match(await readFile(file, "utf8"), /^def absent\(\)/m);
});
