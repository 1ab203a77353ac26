import assert from "node:assert/strict";
import { test } from "node:test";
import { type Phase, Progress, parseLine } from "../src/setup/phases.ts";
import { compileSeconds } from "../src/setup/recipe.ts";

const SECONDS: Record<Phase, number> = {
  python: 10,
  environment: 10,
  engine: 10,
  compile: 200,
  torch: 60,
  packages: 40,
  trial: 10,
};

test("steps of a compiler are read from ninja and make, through pip and uv", () => {
  assert.deepEqual(parseLine("[84/240] Building CXX object vendor/x.cpp.o"), {
    what: "compiling",
    done: 84,
    total: 240,
  });
  assert.deepEqual(parseLine("DEBUG [3/240] Building C object"), { what: "compiling", done: 3, total: 240 });
  assert.deepEqual(parseLine("[ 12%] Building CXX object"), { what: "compiling", done: 12, total: 100 });
  assert.equal(parseLine("warning: array a[3/4] is odd"), undefined);
});

test("downloads and builds are named", () => {
  assert.deepEqual(parseLine("Downloading numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl (16.3 MB)"), {
    what: "downloading",
    name: "numpy",
    size: "16.3 MB",
  });
  assert.deepEqual(
    parseLine("Downloading https://f.example/a/b/more_itertools-10.1-py3-none-any.whl (58 kB)"),
    {
      what: "downloading",
      name: "more_itertools",
      size: "58 kB",
    },
  );
  assert.deepEqual(parseLine("Downloading numpy (16.0MiB)"), {
    what: "downloading",
    name: "numpy",
    size: "16.0MiB",
  });
  assert.deepEqual(parseLine("Building wheel for llama-cpp-python (pyproject.toml): started"), {
    what: "building",
    name: "llama-cpp-python",
  });
  assert.deepEqual(parseLine("Building llama-cpp-python==0.3.36"), {
    what: "building",
    name: "llama-cpp-python",
  });
  assert.deepEqual(parseLine("Installing collected packages: a, b"), { what: "installing" });
  assert.equal(parseLine("Collecting numpy>=2"), undefined);
});

test("the bar never goes back, also when a phase falls away", () => {
  let now = 0;
  const phases: Phase[] = ["environment", "engine", "compile", "packages", "trial"];
  const progress = new Progress(phases, SECONDS, () => now);
  const seen = [];
  for (const phase of ["environment", "engine", "packages", "trial"] as const) {
    progress.enter(phase);
    now += 1000;
    seen.push(progress.shown().percent);
  }
  assert.deepEqual(
    seen,
    [...seen].sort((a, b) => a - b),
  );
  assert.equal(progress.shown().phase, "trial");
  assert.ok((seen.at(-1) ?? 0) < 100);
});

test("what is left comes from the compiler's own pace, as soon as it has one", () => {
  let now = 0;
  const progress = new Progress(["compile", "packages"], SECONDS, () => now);
  progress.enter("compile");
  assert.equal(progress.shown().leftS, 240);
  now = 100_000;
  progress.line("[25/100] Building CXX object");
  assert.equal(progress.shown().leftS, 300 + 40);
  assert.equal(progress.shown().percent, 20);
});

test("an estimate that was overrun is not made longer silently: none is given", () => {
  let now = 0;
  const progress = new Progress(["packages"], SECONDS, () => now);
  progress.enter("packages");
  now = 41_000;
  assert.equal(progress.shown().leftS, undefined);
});

test("fewer cores compile longer", () => {
  assert.deepEqual([1, 2, 4, 8, 32].map(compileSeconds), [600, 300, 180, 120, 60]);
});
