import assert from "node:assert/strict";
import { test } from "node:test";
import { parseGenerateResult } from "../src/protocol.ts";
import { resultsHtml, verdictText } from "../src/resultsHtml.ts";

const PAGE = { cspSource: "https://own", nonce: "n1", styleUri: "s.css", scriptUri: "s.js" };

function html(value: Record<string, unknown>): string {
  const result = parseGenerateResult({ resultId: "1", ...value });
  assert.ok(result);
  return resultsHtml(result, PAGE);
}

test("text from the model, the tests and the workspace is escaped", () => {
  const evil = "<img src=x onerror=alert(1)>";
  const page = html({
    summary: evil,
    nextStep: evil,
    function: { qualname: evil },
    tests: [evil],
    candidates: [{ text: evil, plan: [evil], verdict: { status: evil, detail: evil } }],
    sandbox: evil,
    excluded: [{ test: evil, why: evil }],
    question: { call: evil, answers: [{ text: evil }, { text: evil }] },
  });
  assert.equal(page.includes("<img"), false);
});

test("the policy allows nothing but our own style and the script with the nonce", () => {
  assert.match(html({}), /content="default-src 'none'; style-src https:\/\/own; script-src 'nonce-n1';"/);
});

test("unverified code is said to be unverified", () => {
  assert.match(html({ verified: false }), /None of your tests verified this code/);
  assert.doesNotMatch(html({ verified: true }), /None of your tests verified/);
});

test("what the user can do about it is shown", () => {
  assert.match(
    html({ nextStep: "Write a test that calls f." }),
    /<p class="note">Write a test that calls f\.<\/p>/,
  );
  assert.equal(html({ verified: true }).includes('class="note"'), false);
});

test("a verdict names how many tests passed, when any ran", () => {
  assert.equal(verdictText({ status: "failed", passed: 2, total: 5, detail: "" }), "failed, 2/5 passed");
  assert.equal(verdictText({ status: "not_verified", passed: 5, total: 5, detail: "" }), "not verified");
  assert.equal(verdictText({ status: "timeout", passed: 0, total: 5, detail: "" }), "timeout");
});

test("only the best candidate is open and each button says whose it is", () => {
  const page = html({ candidates: [{ text: "a", chosen: true }, { text: "b" }] });
  assert.equal(page.split('class="candidate" open').length, 2);
  assert.match(page, /aria-label="Accept candidate 2"/);
});

test("a question is one click for each answer, and none is asked with a single answer", () => {
  const answers = [
    { text: "0", candidates: [0, 2] },
    { text: "raises IndexError", candidates: [1] },
  ];
  const page = html({ question: { call: "middle([])", answers } });
  assert.match(page, /What should <code>middle\(\[\]\)<\/code> do\?/);
  assert.match(page, /data-action="answer" data-index="1"><code>raises IndexError<\/code> \(1\)/);
  assert.doesNotMatch(html({ question: { call: "f()", answers: answers.slice(1) } }), /data-action="answer"/);
});

test("more time looks for a pass, or for faster code once something passed", () => {
  assert.match(html({ verified: false }), /data-action="more"/);
  assert.match(html({ verified: true }), /data-action="faster"/);
});

test("tests that do not count are listed with the reason, the sandbox with its command", () => {
  const page = html({
    excluded: [{ test: "test_a.py::test_b", why: "flaky" }],
    sandbox: "L3: bwrap --unshare-all",
  });
  assert.match(page, /1 test does not count/);
  assert.match(page, /test_a\.py::test_b: flaky/);
  assert.match(page, /bwrap --unshare-all/);
  assert.doesNotMatch(html({}), /How the tests were run/);
});

test("time inside the function is shown in a unit that can be read", () => {
  const page = html({
    candidates: [
      { text: "a", seconds: 0.0000125 },
      { text: "b", seconds: 0.0042 },
    ],
  });
  assert.match(page, /13 µs/);
  assert.match(page, /4\.2 ms/);
});
