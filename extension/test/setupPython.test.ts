import assert from "node:assert/strict";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import {
  findPython,
  lacksServer,
  parseProbe,
  safeEnvironment,
  sameLine,
  usualPlaces,
} from "../src/setup/python.ts";

const posix = { skip: process.platform === "win32" };

/** A folder with programs that answer the probe as those Pythons would. */
async function pythons(
  found: Record<string, { version: number[]; makes?: boolean; server?: string }>,
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "understudy-pythons-"));
  for (const [name, { version, makes = true, server = "" }] of Object.entries(found)) {
    const file = path.join(folder, name);
    const answer = JSON.stringify([file, version, makes, server, ""]);
    await writeFile(file, `#!/bin/sh\necho '${answer}'\n`, { mode: 0o755 });
  }
  return folder;
}

/** Only by name: what this machine has elsewhere is not the test's business. */
async function onPath(env: NodeJS.ProcessEnv): Promise<string[][]> {
  return (await usualPlaces(env)).filter(([command = ""]) => !path.isAbsolute(command));
}

function search(folder: string, withUv = false, others: string[] = []) {
  return findPython({ cwd: folder, env: { PATH: folder } }, withUv, async () => others, onPath);
}

test("the most common version is taken before the newest", posix, async () => {
  const folder = await pythons({
    "python3.14": { version: [3, 14, 0] },
    "python3.12": { version: [3, 12, 1] },
    python3: { version: [3, 9, 2] },
  });
  assert.equal((await search(folder)).best?.path, path.join(folder, "python3.12"));
});

test("a server that cannot be imported is missing, one that is slow to say so is not", posix, async () => {
  const folder = await pythons({
    well: { version: [3, 12, 1], server: "1.2" },
    bare: { version: [3, 12, 1] },
  });
  await writeFile(path.join(folder, "slow"), "#!/bin/sh\nexec sleep 60\n", { mode: 0o755 });
  const lacks = (name: string, timeoutMs?: number) =>
    lacksServer(path.join(folder, name), { cwd: folder, env: { PATH: process.env.PATH } }, timeoutMs);
  assert.equal(await lacks("well"), false);
  assert.equal(await lacks("bare"), true);
  assert.equal(await lacks("none"), true);
  assert.equal(await lacks("slow", 100), false);
});

test("3.14 is found where it is the only one", posix, async () => {
  const folder = await pythons({ "python3.14": { version: [3, 14, 0] } });
  assert.equal((await search(folder)).best?.version[1], 14);
});

test("what was found and did not fit is known, so that it can be explained", posix, async () => {
  const folder = await pythons({
    python3: { version: [3, 9, 2] },
    "python3.11": { version: [3, 11, 7], makes: false },
  });
  const found = await search(folder);
  assert.equal(found.best, undefined);
  assert.deepEqual(
    found.tooOld.map((python) => python.version[1]),
    [9],
  );
  assert.deepEqual(
    found.incomplete.map((python) => python.version[1]),
    [11],
  );
  assert.equal((await search(folder, true)).best?.version[1], 11, "uv makes environments of it all the same");
});

test("the Python extension's interpreters are asked last", posix, async () => {
  const [empty, other] = [await pythons({}), await pythons({ mine: { version: [3, 13, 0] } })];
  assert.equal((await search(empty, false, [path.join(other, "mine")])).best?.version[1], 13);
});

test("a version newer than any that was tried is taken only where there is no other", posix, async () => {
  const folder = await pythons({ python3: { version: [3, 19, 0] }, python: { version: [3, 12, 0] } });
  assert.equal((await search(folder)).best?.version[1], 12);
  const alone = await pythons({ python3: { version: [3, 19, 0] } });
  assert.equal((await search(alone)).best?.version[1], 19);
});

test("what pyenv and uv installed is looked at", async () => {
  const home = await mkdtemp(path.join(tmpdir(), "understudy-home-"));
  await mkdir(path.join(home, ".pyenv", "versions", "3.12.4"), { recursive: true });
  await mkdir(path.join(home, ".pyenv", "versions", "3.8.1"), { recursive: true });
  await mkdir(path.join(home, ".local", "share", "uv", "python", "cpython-3.13.1-linux-x86_64-gnu"), {
    recursive: true,
  });
  const places = (await usualPlaces({ PATH: "/usr/bin" }, "linux", home)).flat();
  assert.ok(places.some((place) => place.includes(path.join("3.12.4", "bin"))));
  assert.ok(places.some((place) => place.includes(path.join("cpython-3.13.1-linux-x86_64-gnu", "bin"))));
  assert.ok(!places.some((place) => place.includes("3.8.1")));
  const windows = await usualPlaces({}, "win32", home);
  assert.deepEqual(windows[0], ["py", "-3.13"]);
});

test("what is no Python's answer is no interpreter", () => {
  assert.equal(parseProbe(""), undefined);
  assert.equal(parseProbe("Python was not found; run without arguments to install"), undefined);
  assert.equal(parseProbe('["", [3, 12, 0], true, "", ""]'), undefined);
  const noisy = parseProbe('some banner\n["/bin/python", [3, 12, 0], true, "0.1.0", ""]\n');
  assert.equal(noisy?.server, "0.1.0");
});

test("client and server fit while their first number that counts is the same", () => {
  assert.ok(sameLine("0.1.0", "0.1.7"));
  assert.ok(!sameLine("0.1.0", "0.2.0"));
  assert.ok(sameLine("1.2.0", "1.9.0"));
  assert.ok(!sameLine("1.2.0", "2.0.0"));
});

test("installers are not led astray by the user's settings or the workspace's programs", () => {
  const inside = path.join(path.resolve("/w"), ".venv", "bin");
  const env = {
    PATH: [inside, "/usr/bin", "node_modules/.bin"].join(path.delimiter),
    PIP_USER: "1",
    PIP_INDEX_URL: "https://mirror.example/simple",
  };
  const safe = safeEnvironment(env, [path.resolve("/w")]);
  assert.deepEqual(safe, { PATH: "/usr/bin", PIP_INDEX_URL: "https://mirror.example/simple" });
});
