import assert from "node:assert/strict";
import { test } from "node:test";
import { editOf } from "../src/candidateEdit.ts";
import { parseGenerateResult } from "../src/protocol.ts";

const FIRST = "    return a + b\n";
const SECOND = "    return sum(($&, a, b))\n";

function result(newText: string, more: Record<string, unknown> = {}) {
  const parsed = parseGenerateResult({
    candidates: [
      { text: FIRST, chosen: true },
      { text: SECOND, ...more },
    ],
    edit: { changes: { "file:///a.py": [{ range: {}, newText }] } },
  });
  assert.ok(parsed);
  return parsed;
}

test("the chosen candidate has the server's own edit", () => {
  const value = result(FIRST);
  assert.equal(editOf(value, 0), value.edit);
});

test("another candidate takes the chosen one's place, to the letter", () => {
  const edit = editOf(result(`def f(a, b):\n${FIRST}`), 1);
  assert.deepEqual(edit, {
    changes: { "file:///a.py": [{ range: {}, newText: `def f(a, b):\n${SECOND}` }] },
  });
});

test("an edit of its own comes first", () => {
  const own = { changes: {} };
  assert.equal(editOf(result(FIRST, { edit: own }), 1), own);
});

test("no edit is better than a wrong one", () => {
  assert.equal(editOf(result("something else"), 1), undefined);
  assert.equal(editOf(result(FIRST), 7), undefined);
});
