import assert from "node:assert/strict";
import { test } from "node:test";
import { parseStatus, type Status } from "../src/protocol.ts";
import { lines, look } from "../src/statusText.ts";

function status(values: Partial<Status>): Status {
  const parsed = parseStatus({ state: "ready", ...values });
  assert.ok(parsed);
  return parsed;
}

test("a status of an older server has no remote and normal power", () => {
  assert.deepEqual([status({}).remote, status({}).power], ["", "normal"]);
});

test("paused says whether the battery is the reason", () => {
  assert.equal(look(status({ state: "paused" })).words, "paused");
  assert.equal(look(status({ state: "paused", power: "pause" })).words, "paused: on battery");
});

test("gentle on battery stands in the tooltip only", () => {
  const gentle = status({ power: "gentle" });
  assert.equal(look(gentle).words, "ready");
  assert.ok(lines(gentle).includes("Gentle on battery: fewer threads"));
});

test("an unloaded model is no problem and no fresh start", () => {
  assert.match(look(status({ state: "idle" })).words, /asleep/);
  assert.notEqual(look(status({ state: "off" })).words, look(status({ state: "idle" })).words);
});

test("a remote server is named, also while it is waited for", () => {
  const remote = { remote: "gpu.example:8080", model: "qwen" };
  assert.ok(lines(status(remote)).includes("Model qwen at gpu.example:8080"));
  assert.equal(look(status({ ...remote, state: "restarting" })).words, "waiting for gpu.example:8080");
});

test("a shared engine is named, and why one is not shared; an own one that is wanted is not", () => {
  const model = { model: "tiny" };
  assert.ok(lines(status({ ...model, place: "shared" })).includes("One engine for all windows"));
  const alone = lines(status({ ...model, place: "own", alone: "No sockets here." }));
  assert.ok(alone.includes("An engine of this window's own: No sockets here."));
  assert.ok(!lines(status({ ...model, place: "own" })).some((line) => line.includes("engine")));
});

test("a state of a newer server is shown by its own name", () => {
  assert.equal(look(status({ state: "dreaming" })).words, "dreaming");
});
