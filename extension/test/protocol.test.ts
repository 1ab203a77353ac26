import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFunctionPlace, parseGenerateResult, parseStatus } from "../src/protocol.ts";

test("a result without its optional parts is complete after parsing", () => {
  const result = parseGenerateResult({ resultId: "1", summary: "s", candidates: [{ text: "pass" }] });
  assert.equal(result?.verified, false);
  assert.deepEqual(result?.tests, []);
  assert.equal(result?.candidates[0]?.verdict.status, "not_verified");
  assert.equal(result && "error" in result, false);
});

test("verified is true only for the boolean true", () => {
  assert.equal(parseGenerateResult({ verified: "yes" })?.verified, false);
});

test("an error of the server keeps its next step", () => {
  const error = { message: "No tests.", nextStep: "Write one." };
  assert.deepEqual(parseGenerateResult({ error })?.error, error);
});

test("what is not an object is no result and no status", () => {
  assert.equal(parseGenerateResult(null), undefined);
  assert.equal(parseGenerateResult(["x"]), undefined);
  assert.equal(parseStatus("ready"), undefined);
  assert.equal(parseStatus({ model: "m" }), undefined);
});

test("a stopped run, its speed and the tier of a verdict are read", () => {
  const verdict = { status: "unconfirmed", passed: 2, total: 2, tier: "quick", seconds: 0.5 };
  const result = parseGenerateResult({ cancelled: true, speedup: 1.5, candidates: [{ verdict }] });
  assert.equal(result?.cancelled, true);
  assert.equal(result?.speedup, 1.5);
  assert.deepEqual(result?.candidates[0]?.verdict, { ...verdict, detail: "" });
  assert.equal(parseGenerateResult({ speedup: null })?.speedup, undefined);
});

test("the place of a lens is read, and what a menu sends is none", () => {
  const place = { uri: "file:///a.py", position: { line: 3, character: 0 } };
  assert.deepEqual(parseFunctionPlace({ ...place, apply: true }), place);
  assert.equal(parseFunctionPlace(undefined), undefined);
  assert.equal(parseFunctionPlace({ scheme: "file", path: "/a.py" }), undefined);
});
