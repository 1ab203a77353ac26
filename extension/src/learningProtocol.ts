/**
 * What the server says of learning, typed, and the checks that turn an unknown value into these types.
 * Knows nothing of VS Code. Server twins: `understudy/lsp/fine_tune.py`, `adapters.py`, `understudy/learn/review.py`.
 */
import { isRecord, number, parseServerError, records, type ServerError, text, texts } from "./protocol.ts";

/** One preference pair to read. before: the last lines above both texts. at: Unix seconds. */
export interface Pair {
  id: string;
  source: string;
  file: string;
  function: string;
  at: number;
  before: string;
  chosen: string;
  rejected: string;
  heldOut: boolean;
}

export interface LeftOut {
  reason: string;
  count: number;
  why: string;
}

/** What training would use. training, heldOut: pairs to learn from and to judge by, the latter of `functions`. */
export interface TrainingData {
  training: number;
  heldOut: number;
  functions: number;
  bySource: [string, number][];
  dropped: LeftOut[];
  ready: boolean;
  missing: string[];
  notes: string[];
  total: number;
  offset: number;
  pairs: Pair[];
  model: string;
  trainerInstalled: boolean;
  running: Run | undefined;
}

/** One line of a run's progress. share: 0..1, of this kind of step. */
export interface Step {
  kind: string;
  message: string;
  share: number;
  step: number;
  steps: number;
  loss: number;
  margin: number;
  seconds: number;
}

/** A run under way. losses: [step, loss]. notes: what the trainer says of its data and this machine. */
export interface Run {
  now: Step | undefined;
  losses: [number, number][];
  notes: string[];
}

/** unit: "share" (0..1) or "nats". low, high: 95 % interval of the change. sure: "better", "worse" or "". */
export interface Figure {
  words: string;
  unit: string;
  before: number;
  after: number;
  low: number;
  high: number;
  n: number;
  sure: string;
}

export interface Verdict {
  adopt: boolean;
  judged: boolean;
  headline: string;
  reason: string;
  figures: Figure[];
  changed: number;
  asked: number;
  notes: string[];
}

/** adapter: its id, "" if none was made. verdict: undefined if the run did not get there. */
export interface FineTuned {
  message: string;
  adapter: string;
  stopped: boolean;
  verdict: Verdict | undefined;
}

export interface Adapter {
  id: string;
  name: string;
  created: number;
  method: string;
  examples: number;
  sources: [string, number][];
  heldOut: number;
  figures: Figure[];
  inUse: boolean;
}

export function parseTrainingData(value: unknown): TrainingData | ServerError | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const error = parseServerError(value.error);
  if (error) {
    return error;
  }
  return {
    training: number(value.training),
    heldOut: number(value.heldOut),
    functions: number(value.functions),
    bySource: counts(value.bySource),
    dropped: records(value.dropped).map((one) => ({
      reason: text(one.reason),
      count: number(one.count),
      why: text(one.why),
    })),
    ready: value.ready === true,
    missing: texts(value.missing),
    notes: texts(value.notes),
    total: number(value.total),
    offset: number(value.offset),
    pairs: records(value.pairs).map(parsePair),
    model: text(value.model),
    trainerInstalled: value.trainerInstalled !== false,
    running: isRecord(value.running) ? parseRun(value.running) : undefined,
  };
}

export function parseStep(value: unknown): Step | undefined {
  if (!isRecord(value) || typeof value.kind !== "string") {
    return undefined;
  }
  return {
    kind: value.kind,
    message: text(value.message),
    share: number(value.share),
    step: number(value.step),
    steps: number(value.steps),
    loss: number(value.loss),
    margin: number(value.margin),
    seconds: number(value.seconds),
  };
}

export function parseFineTuned(value: unknown): FineTuned | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const gate = isRecord(value.gate) ? value.gate : undefined;
  return {
    message: text(value.message),
    adapter: text(value.adapter),
    stopped: value.stopped === true,
    verdict: gate && {
      adopt: gate.adopt === true,
      judged: gate.judged === true,
      headline: text(gate.headline),
      reason: text(gate.reason),
      figures: records(gate.figures).map(parseFigure),
      changed: number(gate.changed),
      asked: number(gate.asked),
      notes: texts(gate.notes),
    },
  };
}

export function parseAdapters(value: unknown): Adapter[] | ServerError {
  const error = isRecord(value) ? parseServerError(value.error) : undefined;
  if (error) {
    return error;
  }
  return records(isRecord(value) ? value.adapters : []).map((one) => ({
    id: text(one.id),
    name: text(one.name),
    created: number(one.created),
    method: text(one.method),
    examples: number(one.examples),
    sources: counts(one.sources),
    heldOut: number(one.heldOut),
    figures: records(one.figures).map(parseFigure),
    inUse: one.inUse === true,
  }));
}

function parsePair(one: Record<string, unknown>): Pair {
  return {
    id: text(one.id),
    source: text(one.source),
    file: text(one.file),
    function: text(one.function),
    at: number(one.at),
    before: text(one.before),
    chosen: text(one.chosen),
    rejected: text(one.rejected),
    heldOut: one.heldOut === true,
  };
}

function parseFigure(one: Record<string, unknown>): Figure {
  return {
    words: text(one.words) || text(one.name),
    unit: text(one.unit),
    before: number(one.before),
    after: number(one.after),
    low: number(one.low),
    high: number(one.high),
    n: number(one.n),
    sure: text(one.sure),
  };
}

function parseRun(value: Record<string, unknown>): Run {
  const losses = Array.isArray(value.losses) ? value.losses : [];
  return {
    now: parseStep(value.now),
    losses: losses.filter(Array.isArray).map((pair): [number, number] => [number(pair[0]), number(pair[1])]),
    notes: texts(value.notes),
  };
}

function counts(value: unknown): [string, number][] {
  return isRecord(value) ? Object.entries(value).map(([name, count]) => [name, number(count)]) : [];
}
