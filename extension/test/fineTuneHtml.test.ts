import assert from "node:assert/strict";
import { test } from "node:test";
import { changeText } from "../src/adaptersHtml.ts";
import { liveText, nothingYet, pageHtml, SECTIONS, type State, sectionHtml } from "../src/fineTuneHtml.ts";
import {
  parseAdapters,
  parseFineTuned,
  parseStep,
  parseTrainingData,
  type TrainingData,
} from "../src/learningProtocol.ts";
import { lossCurve } from "../src/lossCurve.ts";

const PAGE = {
  cspSource: "https://own",
  nonce: "n1",
  styleUris: ["a.css", "b.css"],
  scriptUri: "s.js",
  language: "en",
};
const EVIL = '<img src=x onerror="alert(1)">';

function data(value: Record<string, unknown> = {}): TrainingData {
  const found = parseTrainingData({ training: 41, heldOut: 10, functions: 5, total: 51, ...value });
  assert.ok(found && "total" in found);
  return found;
}

function state(value: Partial<State> = {}): State {
  return { ...nothingYet(), ...value };
}

function pair(id: string) {
  return {
    id,
    source: "test",
    file: "/w/a.py",
    function: "def f",
    at: 5,
    before: "b",
    chosen: "c",
    rejected: "r",
  };
}

const FIGURE = {
  words: "agrees",
  unit: "share",
  before: 0.54,
  after: 0.65,
  low: 0.02,
  high: 0.2,
  n: 26,
  sure: "better",
};

test("text of the log, the gate and the registry is escaped, in attributes too", () => {
  const evil = parseFineTuned({
    message: EVIL,
    adapter: EVIL,
    gate: {
      adopt: true,
      judged: true,
      headline: EVIL,
      reason: EVIL,
      figures: [{ ...FIGURE, words: EVIL }],
      notes: [EVIL],
    },
  });
  const adapters = parseAdapters({ adapters: [{ id: EVIL, name: EVIL, figures: [FIGURE] }] });
  assert.ok(Array.isArray(adapters));
  const whole = pageHtml(
    state({
      data: data({
        pairs: [
          {
            ...pair(EVIL),
            source: EVIL,
            file: EVIL,
            function: EVIL,
            before: EVIL,
            chosen: EVIL,
            rejected: EVIL,
          },
        ],
        missing: [EVIL],
        notes: [EVIL],
        model: EVIL,
        dropped: [{ reason: EVIL, count: 1, why: EVIL }],
        bySource: { [EVIL]: 1 },
      }),
      running: true,
      run: { now: parseStep({ kind: "note", message: EVIL }), losses: [], notes: [EVIL] },
      outcome: evil,
      adapters,
    }),
    PAGE,
  );
  assert.equal(whole.includes("<img"), false);
  assert.equal(/="[^"]*onerror="/.test(whole), false);
  assert.match(sectionHtml("data", state({ problem: EVIL })), /&lt;img/);
});

test("the policy allows our own style and the script with the nonce; every section is there", () => {
  const whole = pageHtml(state(), PAGE);
  assert.match(whole, /content="default-src 'none'; style-src https:\/\/own; script-src 'nonce-n1';"/);
  for (const name of SECTIONS) {
    assert.ok(whole.includes(`<section id="${name}">`), name);
  }
});

test("what is used, left out and missing is said, and training cannot start without it", () => {
  const unready = state({
    data: data({
      training: 5,
      bySource: { test: 5 },
      dropped: [{ reason: "cap", count: 7, why: "there is enough of this function" }],
      missing: ["27 more preference pairs"],
    }),
  });
  const said = sectionHtml("data", unready);
  assert.match(said, /5 pairs to learn from; 10 put aside to judge the result by, of 5 functions/);
  assert.match(said, /7 pairs are left out.*there is enough of this function/s);
  assert.match(said, /27 more preference pairs/);
  assert.match(sectionHtml("controls", unready), /data-action="start" disabled/);
  assert.doesNotMatch(sectionHtml("controls", state({ data: data({ ready: true }) })), /disabled/);
  assert.match(
    sectionHtml("controls", state({ data: data({ trainerInstalled: false }) })),
    /data-action="setUp"/,
  );
});

test("each pair can be read whole and deleted, page by page, and a deletion undone", () => {
  const found = sectionHtml("pairs", state({ data: data({ offset: 20, pairs: [pair("p1"), pair("p2")] }) }));
  assert.match(found, /start="21"/);
  assert.match(found, /21 to 22 of 51/);
  assert.match(found, /data-action="drop" data-id="p2"/);
  assert.doesNotMatch(found, /disabled/);
  const deleted = data({ pairs: [pair("p1")] }).pairs[0];
  assert.match(sectionHtml("pairs", state({ deleted })), /data-action="restore" data-id="p1"/);
  const fixed = sectionHtml("pairs", state({ running: true, data: data({ pairs: [pair("p1")] }) }));
  assert.match(fixed, /aria-label="Delete the pair of a.py def f" disabled/);
});

test("a run shows its phase, its figures and a curve, and can be cancelled", () => {
  const now = parseStep({
    kind: "step",
    share: 0.5,
    step: 12,
    steps: 24,
    loss: 0.61,
    margin: 0.1,
    seconds: 9,
  });
  const running = state({
    running: true,
    ours: true,
    run: {
      now,
      losses: [
        [11, 0.69],
        [12, 0.61],
      ],
      notes: ["start: 59 examples"],
    },
  });
  const shown = sectionHtml("run", running);
  assert.match(shown, /step 12 of 24 · loss 0\.6100 · margin \+0\.100 · 9 s/);
  assert.match(shown, /<progress max="1" value="0.5"/);
  assert.match(shown, /aria-label="Loss by step: from 0\.690 to 0\.610"/);
  assert.match(sectionHtml("controls", running), /data-action="cancel"/);
  assert.doesNotMatch(sectionHtml("controls", { ...running, ours: false }), /data-action="cancel"/);
  assert.match(shown, /start: 59 examples/);
  assert.equal(sectionHtml("run", state()), "");
  assert.equal(liveText(running.run), "Training: 50 %");
});

test("a curve needs two points, and thousands of steps become a few hundred", () => {
  assert.equal(lossCurve([[1, 0.7]]), "");
  const many = Array.from({ length: 5000 }, (_, i): [number, number] => [i + 1, 1 / (i + 1)]);
  const points = /points="([^"]*)"/.exec(lossCurve(many))?.[1]?.split(" ") ?? [];
  assert.ok(points.length > 300 && points.length < 420, String(points.length));
  assert.ok(points.every((point) => /^[\d.]+,[\d.]+$/.test(point)));
  assert.doesNotMatch(
    lossCurve([
      [1, 0.5],
      [2, 0.5],
    ]),
    /NaN/,
  );
});

test("the verdict is in words, with intervals, and nothing is used before the user says so", () => {
  const gate = {
    adopt: true,
    judged: true,
    headline: "It is better.",
    reason: "accuracy rose",
    figures: [FIGURE],
  };
  const good = parseFineTuned({ message: "m", adapter: "a1", gate: { ...gate, changed: 7, asked: 26 } });
  const shown = sectionHtml("outcome", state({ outcome: good }));
  assert.match(shown, /It is better\./);
  assert.match(
    shown,
    /<td>54 %<\/td><td>65 %<\/td><td>\+11 points \(\+2 to \+20\)<\/td><td>26<\/td><td>better<\/td>/,
  );
  assert.match(shown, /7 of 26 answers/);
  assert.match(shown, /data-action="use" data-id="a1">Use This Adapter/);
  const refused = parseFineTuned({ message: "m", gate: { ...gate, adopt: false } });
  assert.doesNotMatch(sectionHtml("outcome", state({ outcome: refused })), /data-action="use"/);
  const unjudged = parseFineTuned({ adapter: "a1", gate: { adopt: false, judged: false } });
  assert.match(sectionHtml("outcome", state({ outcome: unjudged })), /Use It Anyway/);
  const stopped = parseFineTuned({ message: "Stopped.", stopped: true });
  assert.match(sectionHtml("outcome", state({ outcome: stopped })), /Stopped\./);
});

test("a change is signed, in points or in nats", () => {
  const found = { ...FIGURE, low: -0.02, high: 0.2, sure: "" };
  assert.equal(changeText(found), "+11 points (−2 to +20)");
  assert.equal(
    changeText({ ...found, unit: "nats", before: -1, after: -1.05, low: -0.1, high: 0.01 }),
    "−0.050 nats (−0.100 to +0.010)",
  );
});

test("adapters are listed with the one in use, and none is no error", () => {
  const adapters = parseAdapters({
    adapters: [
      { id: "a1", name: "dpo of 2026-11-20", inUse: true, examples: 41, heldOut: 10, figures: [FIGURE] },
      { id: "a2", name: "dpo of 2026-11-01" },
    ],
  });
  assert.ok(Array.isArray(adapters));
  const shown = sectionHtml("adapters", state({ adapters }));
  assert.match(shown, /41 examples, judged by 10 pairs: agrees: \+11 points \(\+2 to \+20\)/);
  assert.match(shown, /in use/);
  assert.match(shown, /aria-label="Use dpo of 2026-11-01"/);
  assert.match(shown, /data-action="back"/);
  assert.match(shown, /data-action="off"/);
  assert.match(sectionHtml("adapters", state()), /None yet/);
});

test("errors of the server are told from data, and nonsense becomes nothing", () => {
  assert.deepEqual(parseTrainingData({ error: { message: "busy", nextStep: "wait" } }), {
    message: "busy",
    nextStep: "wait",
  });
  assert.equal(parseTrainingData(null), undefined);
  assert.equal(parseStep({ step: 1 }), undefined);
  assert.deepEqual(parseAdapters(null), []);
  const running = data({ running: { now: { kind: "step" }, losses: [[1, 0.5], "x"] } }).running;
  assert.deepEqual(running?.losses, [[1, 0.5]]);
});
