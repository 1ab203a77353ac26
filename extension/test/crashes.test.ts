import assert from "node:assert/strict";
import { test } from "node:test";
import { Crashes, WINDOW_MS } from "../src/crashes.ts";

test("a server that dies is started again four times, the fifth death in a row is the last", () => {
  let now = 0;
  const crashes = new Crashes(() => now);
  const survived = Array.from({ length: 5 }, () => {
    now += 1000;
    return crashes.survived();
  });
  assert.deepEqual(survived, [true, true, true, true, false]);
  assert.equal(crashes.recent, 5);
});

test("deaths long ago are forgiven", () => {
  let now = 0;
  const crashes = new Crashes(() => now);
  for (let hour = 0; hour < 20; hour += 1) {
    now += WINDOW_MS;
    assert.equal(crashes.survived(), true);
  }
  assert.equal(crashes.recent, 1);
});
