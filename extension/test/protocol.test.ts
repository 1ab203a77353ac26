import assert from "node:assert/strict";
import { test } from "node:test";
import { parseGenerateResult, parseStatus } from "../src/protocol.ts";

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
