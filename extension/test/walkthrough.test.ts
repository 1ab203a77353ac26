import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { bodyOf } from "../src/samplePlaces.ts";

const root = path.resolve(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const sample = readFileSync(path.join(root, "extension/sample/sample.py"), "utf8");

interface Step {
  id: string;
  description: string;
  media: { markdown: string };
  completionEvents?: string[];
}
const steps: Step[] = manifest.contributes.walkthroughs[0].steps;

test("a newcomer reads five steps at most", () => {
  assert.ok(steps.length <= 5);
});

test("every button of a step is a command that there is, and every text is there", () => {
  const contributed = new Set(manifest.contributes.commands.map((item: { command: string }) => item.command));
  for (const step of steps) {
    assert.ok(existsSync(path.join(root, step.media.markdown)), step.media.markdown);
    const named = [
      ...step.description.matchAll(/command:([\w.]+)/g),
      ...(step.completionEvents ?? []).join(" ").matchAll(/onCommand:([\w.]+)/g),
    ];
    for (const [, command = ""] of named) {
      assert.ok(!command.startsWith("understudy.") || contributed.has(command), `${step.id}: ${command}`);
    }
  }
});

test("every contributed command has a handler of the extension's own, also while no server runs", () => {
  const source = readFileSync(path.join(root, "extension/src/extension.ts"), "utf8");
  const handled = [...source.matchAll(/command\("(\w+)"/g)].map(([, id]) => `understudy.${id}`);
  const contributed = manifest.contributes.commands.map((item: { command: string }) => item.command);
  assert.deepEqual([...contributed].sort(), handled.sort());
});

test("the first steps end by what happened, not by a click", () => {
  const ends = steps.slice(0, 3).map((step) => step.completionEvents);
  assert.deepEqual(ends, [
    ["onContext:understudy.envReady"],
    ["onContext:understudy.completed"],
    ["onContext:understudy.generated"],
  ]);
});

test("in the sample the cursor goes into empty bodies", () => {
  const lines = sample.split("\n");
  assert.deepEqual(bodyOf(sample, "reverse_words"), { line: 5, character: 4 });
  assert.equal(
    lines[5],
    "    ",
    "no formatter took the indentation away: the trial of a set-up completes there too",
  );
  const generated = bodyOf(sample, "count_vowels");
  assert.equal(lines[generated.line], "    ...");
});

test("a sample that the user has changed still opens", () => {
  assert.deepEqual(bodyOf("", "reverse_words"), { line: 0, character: 0 });
  assert.deepEqual(bodyOf("def reverse_words(text):", "reverse_words"), { line: 0, character: 24 });
});
