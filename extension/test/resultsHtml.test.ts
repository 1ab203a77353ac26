import assert from "node:assert/strict";
import { test } from "node:test";
import { parseGenerateResult } from "../src/protocol.ts";
import { announcement, dedented, pageHtml, resultHtml, verdictText } from "../src/resultsHtml.ts";

const PAGE = {
  cspSource: "https://own",
  nonce: "n1",
  styleUris: ["s.css"],
  scriptUri: "s.js",
  language: "en",
};

function parsed(value: Record<string, unknown>) {
  const result = parseGenerateResult({ resultId: "1", ...value });
  assert.ok(result);
  return result;
}

function html(value: Record<string, unknown>): string {
  return resultHtml(parsed(value));
}

function verdict(status: string, passed: number, total: number) {
  return { status, passed, total, detail: "", tier: "", seconds: 0 };
}

test("text from the model, the tests and the workspace is escaped", () => {
  const evil = "<img src=x onerror=alert(1)>";
  const page = html({
    summary: evil,
    nextStep: evil,
    function: { qualname: evil },
    tests: [evil],
    candidates: [{ text: evil, plan: [evil], chosen: true, verdict: { status: evil, detail: evil } }],
    speedup: 2,
    fasterThan: evil,
    sandbox: evil,
    excluded: [{ test: evil, why: evil }],
    question: { call: evil, answers: [{ text: evil }, { text: evil }] },
  });
  assert.equal(page.includes("<img"), false);
});

test("the policy allows nothing but our own style and the script with the nonce", () => {
  assert.match(
    pageHtml(PAGE),
    /content="default-src 'none'; style-src https:\/\/own; script-src 'nonce-n1';"/,
  );
});

test("unverified code is said to be unverified", () => {
  assert.match(html({ verified: false }), /None of your tests verified this code/);
  assert.doesNotMatch(html({ verified: true }), /None of your tests verified/);
});

test("what the user can do about it is shown", () => {
  assert.match(
    html({ nextStep: "Write a test that calls f." }),
    /<div class="note">.*<p>Write a test that calls f\.<\/p><\/div>/,
  );
  assert.equal(html({ verified: true }).includes('class="note"'), false);
});

test("a verdict names how many tests passed, when any ran", () => {
  assert.equal(verdictText(verdict("passed", 5, 5)), "passed 5/5");
  assert.equal(verdictText(verdict("failed", 2, 5)), "failed, 2/5 passed");
  assert.equal(verdictText(verdict("not_verified", 5, 5)), "not verified");
  assert.equal(verdictText(verdict("timeout", 0, 5)), "timeout");
  assert.equal(verdictText(verdict("new_one", 0, 5)), "new one");
});

test("a pass that no fresh process confirmed is told as what it is, and gets no mark of a pass", () => {
  assert.equal(verdictText(verdict("unconfirmed", 5, 5)), "passed a quick run 5/5, not confirmed");
  const page = html({ candidates: [{ text: "a", verdict: verdict("unconfirmed", 5, 5) }] });
  assert.doesNotMatch(page, /mark good/);
});

test("the page has a live region that results do not replace", () => {
  assert.match(pageHtml(PAGE), /id="live" class="unseen" role="status" aria-live="polite"/);
  assert.doesNotMatch(html({}), /role="status"/);
});

test("what is announced is the summary and what is to be done", () => {
  const said = announcement(
    parsed({ summary: "no candidate passed", nextStep: "Fix the test.", verified: false }),
  );
  assert.equal(
    said,
    "no candidate passed. None of your tests verified this code. Read it before you accept it. Fix the test.",
  );
  assert.equal(announcement(parsed({ summary: "passed 5/5 tests", verified: true })), "passed 5/5 tests.");
  const answers = [{ text: "0" }, { text: "1" }];
  const asked = announcement(parsed({ summary: "s", verified: true, question: { call: "f()", answers } }));
  assert.equal(asked, "s. The candidates disagree. What should f() do?");
});

test("a stopped run says that there may be more", () => {
  assert.match(html({ cancelled: true }), /You stopped the run/);
  assert.doesNotMatch(html({}), /You stopped the run/);
});

test("every candidate but the best can be compared with it", () => {
  const page = html({ candidates: [{ text: "a" }, { text: "b", chosen: true }, { text: "c" }] });
  assert.deepEqual(
    [...page.matchAll(/data-action="compare" data-index="(\d)"/g)].map((found) => found[1]),
    ["0", "2"],
  );
  assert.match(page, /aria-label="Compare candidate 3 with candidate 2, the best"/);
});

test("code is shown without the indentation of its place", () => {
  assert.equal(
    dedented("    if a:\n        return 1\n\n    return 2\n"),
    "if a:\n    return 1\n\nreturn 2\n",
  );
  assert.equal(dedented("x = 1"), "x = 1");
  assert.equal(dedented("\n"), "\n");
});

test("candidates that are not sent are counted", () => {
  const candidates = [{ text: "a", chosen: true }];
  assert.match(html({ candidates, unshown: 212 }), /212 more are not shown/);
  assert.match(html({ candidates, unshown: 1 }), /1 more is not shown/);
  assert.doesNotMatch(html({ candidates }), /not shown/);
});

test("a plan can be kept with one candidate, and begins as the setting says", () => {
  const candidates = [{ text: "a", plan: ["add"] }, { text: "b" }];
  assert.equal(html({ candidates }).split('class="keep-plan">').length, 2);
  assert.match(html({ candidates, keepPlan: true }), /class="keep-plan" checked>/);
});

test("the best shows how much faster it is, when speed was compared", () => {
  const candidates = [{ text: "a", chosen: true }, { text: "b" }];
  const page = html({ candidates, speedup: 1.84, fasterThan: "your code" });
  assert.equal(page.split("1.8× faster than your code").length, 2);
  assert.doesNotMatch(html({ candidates }), /faster than/);
});

test("only the best candidate is open and each button says whose it is", () => {
  const page = html({ candidates: [{ text: "a", chosen: true }, { text: "b" }] });
  assert.equal([...page.matchAll(/class="candidate" data-index="\d" open/g)].length, 1);
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
  assert.match(
    html({ candidates: [{ text: "a", verdict: { ...verdict("failed", 1, 2), seconds: 0.127 } }] }),
    /failed, 1\/2 passed · tests took 0\.13 s/,
  );
});
