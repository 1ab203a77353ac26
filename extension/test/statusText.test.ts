import assert from "node:assert/strict";
import { test } from "node:test";
import { parseStatus, type Status } from "../src/protocol.ts";
import { type Facts, label, lines, look, type View } from "../src/statusText.ts";

const PYTHON = { language: "python", on: true };

function facts(values: Partial<Status>, others: Partial<Facts> = {}): Facts {
  const status = parseStatus({ state: "ready", ...values });
  assert.ok(status);
  return { life: "running", status, inFront: PYTHON, trusted: true, enabled: true, ...others };
}

function view(values: Partial<Status>, others: Partial<Facts> = {}): View {
  return look(facts(values, others));
}

function tooltip(values: Partial<Status>, others: Partial<Facts> = {}): string[] {
  const known = facts(values, others);
  return lines(known, look(known));
}

/** Every state: what is known, what is said of it, and the command that selecting it performs. */
const STATES: [name: string, View, words: RegExp, command: string][] = [
  ["starting", view({}, { life: "starting" }), /^starting the server$/, "understudy.showLogs"],
  ["no status yet", view({}, { status: undefined }), /^starting the server$/, "understudy.showLogs"],
  ["stopped", view({}, { life: "stopped" }), /not running/, "understudy.restart"],
  ["loading", view({ state: "loading" }), /^loading the model$/, "understudy.showLogs"],
  ["restarting", view({ state: "restarting" }), /^restarting the model$/, "understudy.showLogs"],
  ["ready", view({}), /^ready$/, "workbench.action.quickOpen"],
  ["thinking", view({ state: "thinking" }), /^thinking$/, "workbench.action.quickOpen"],
  ["slow", view({ state: "slow", answerMs: 1400 }), /^slow, 1400 ms/, "workbench.action.openSettings"],
  ["generating", view({ state: "generating" }), /generating/, "workbench.action.quickOpen"],
  ["battery", view({ state: "paused", pausedBy: "battery" }), /battery/, "workbench.action.openSettings"],
  ["off", view({ state: "paused", pausedBy: "off" }, { enabled: false }), /^off$/, "understudy.toggle"],
  [
    "suggestions off",
    view({ state: "paused", pausedBy: "off" }),
    /^suggestions are off$/,
    "workbench.action.openSettings",
  ],
  [
    "snoozed",
    view({ state: "paused", pausedBy: "snoozed", snoozedUntil: 1e9 }),
    /until .*\d\d/,
    "understudy.wakeUp",
  ],
  [
    "snoozed without an end",
    view({ state: "paused", pausedBy: "snoozed" }),
    /until restart$/,
    "understudy.wakeUp",
  ],
  [
    "language",
    view({}, { inFront: { language: "lua", on: false } }),
    /^off for lua$/,
    "understudy.toggleLanguage",
  ],
  [
    "restricted",
    view({ restricted: true }, { trusted: false }),
    /^ready.*Restricted/,
    "workbench.trust.manage",
  ],
  [
    "error",
    view({ state: "error", action: "understudy.restartEngine" }),
    /problem/,
    "understudy.restartEngine",
  ],
];

for (const [name, found, words, command] of STATES) {
  test(`${name}: says so, and what selecting it does`, () => {
    assert.match(found.words, words);
    assert.equal(found.click.command, command);
    assert.match(found.icon, /^\$\([a-z~-]+\)$/);
    assert.ok(found.next.endsWith("."), found.next);
    assert.equal(label(found), `Understudy: ${found.words}. ${found.next}`);
    assert.equal(found.warn, ["stopped", "error"].includes(name));
  });
}

test("a status of an older server has no remote and normal power", () => {
  const { status } = facts({});
  assert.deepEqual([status?.remote, status?.power, status?.pausedBy], ["", "normal", ""]);
});

test("the file in front decides, not the file of the last request", () => {
  const other: Partial<Status> = { state: "paused", pausedBy: "language" };
  assert.equal(view(other).words, "ready");
  assert.equal(view({}, { inFront: undefined }).words, "ready");
});

test("what a user waits for is shown even while suggestions are paused, a problem always", () => {
  const snoozed: Partial<Status> = { pausedBy: "snoozed" };
  assert.equal(view({ ...snoozed, state: "generating" }).words, "generating with tests");
  assert.equal(view({ ...snoozed, state: "error" }).warn, true);
});

test("gentle on battery stands in the tooltip only", () => {
  assert.equal(view({ power: "gentle" }).words, "ready");
  assert.ok(tooltip({ power: "gentle" }).includes("Gentle on battery: fewer threads"));
});

test("an unloaded model is no problem and no fresh start", () => {
  assert.match(view({ state: "idle" }).words, /asleep/);
  assert.notEqual(view({ state: "off" }).words, view({ state: "idle" }).words);
});

test("a remote server is named, also while it is waited for", () => {
  const remote = { remote: "gpu.example:8080", model: "qwen" };
  assert.ok(tooltip(remote).includes("Model qwen at gpu.example:8080, no adapter"));
  assert.equal(view({ ...remote, state: "restarting" }).words, "waiting for gpu.example:8080");
});

test("a shared engine is named, and why one is not shared; an own one that is wanted is not", () => {
  const model = { model: "tiny" };
  assert.ok(tooltip({ ...model, place: "shared" }).includes("One engine for all windows"));
  const alone = tooltip({ ...model, place: "own", alone: "No sockets here." });
  assert.ok(alone.includes("An engine of this window's own: No sockets here."));
  assert.ok(!tooltip({ ...model, place: "own" }).some((line) => line.includes("engine")));
});

test("a state of a newer server is shown by its own name", () => {
  assert.equal(view({ state: "dreaming" }).words, "dreaming");
});

test("the tooltip has model, speed and what became of suggestions, each only once it is known", () => {
  const all = tooltip({
    model: "tiny",
    adapter: "a1",
    lastMs: 84.4,
    tokensPerSecond: 210.2,
    shown: 400,
    accepted: 120,
    kept30s: 100,
    lookedAt30s: 118,
    kept5min: 80,
    lookedAt5min: 110,
  });
  assert.deepEqual(all, [
    "Understudy: ready",
    "Model tiny, adapter a1",
    "Last suggestion 84 ms, 210 tokens/s",
    "Accepted 120 of 400 shown",
    "Still there after 30 s: 100 of 118",
    "Still there after 5 min: 80 of 110",
    "Select for commands.",
  ]);
  assert.deepEqual(tooltip({}), ["Understudy: ready", "Select for commands."]);
});

test("a model is not said to know a language it was not made for", () => {
  const made = { model: "tiny", modelLanguages: ["python"] };
  const warning = /knows python alone/;
  assert.ok(tooltip(made, { inFront: { language: "lua", on: true } }).some((line) => warning.test(line)));
  assert.ok(!tooltip(made).some((line) => warning.test(line)));
});
