/**
 * What the server answers, typed, and the checks that turn an unknown value into these types.
 * Knows nothing of VS Code. Server twin: `understudy/lsp`.
 */

export interface Verdict {
  /** "passed" only after a confirming run; "unconfirmed" is a pass of the quick one. */
  status: string;
  passed: number;
  total: number;
  detail: string;
  /** Which run said so: "quick", "confirmed", or "" where none was made. */
  tier: string;
  /** What the tests took, 0 where they did not run. */
  seconds: number;
}

export interface Candidate {
  text: string;
  plan: string[];
  verdict: Verdict;
  meanLogprob: number;
  chosen: boolean;
  /** Time inside the function over its tests, or undefined when speed was not compared. */
  seconds: number | undefined;
  /** A WorkspaceEdit that puts this candidate into the file as it was when the result was made, or null. */
  edit: unknown;
}

export interface ServerError {
  message: string;
  nextStep: string;
}

export interface ExcludedTest {
  test: string;
  why: string;
}

/** What only the user can decide: the candidates differ on this call. */
export interface Question {
  call: string;
  answers: { text: string; candidates: number[] }[];
}

export interface GenerateResult {
  resultId: string;
  /** The file the proposal goes into, and the version of it that the edits fit (undefined: it is not open). */
  uri: string;
  version: number | undefined;
  summary: string;
  verified: boolean;
  function: { qualname: string };
  tests: string[];
  candidates: Candidate[];
  elapsedSeconds: number;
  /** What the user can do if nothing was verified, or "". */
  nextStep: string;
  /** Level and command the tests ran in, "" if none ran. */
  sandbox: string;
  excluded: ExcludedTest[];
  question: Question | undefined;
  /** Of the proposal over `fasterThan`, where speed was compared. */
  speedup: number | undefined;
  fasterThan: string;
  /** The user stopped the run, and this is what there was by then. */
  cancelled: boolean;
  /** The setting: whether a candidate's edit holds its plan. */
  keepPlan: boolean;
  /** How many candidates stand behind those that were sent. */
  unshown: number;
  error?: ServerError;
}

/** Where to generate, in the server's terms. */
export interface FunctionPlace {
  uri: string;
  position: { line: number; character: number };
}

export interface Status {
  state: string;
  model: string;
  adapter: string;
  lastMs: number;
  tokensPerSecond: number;
  shown: number;
  accepted: number;
  /** Of the accepted texts looked at after 30 s, those of which something stood there; likewise after 5 min. */
  kept30s: number;
  lookedAt30s: number;
  kept5min: number;
  lookedAt5min: number;
  detail: string;
  /** Name of the remote server, "" while the model is a local one. */
  remote: string;
  /** What holds on battery: "normal", "gentle" or "pause". */
  power: string;
  /** Where the model is: "remote", "shared" (in memory once for all windows), "own", "" while there is none. */
  place: string;
  /** Why this window has an engine of its own although sharing is wanted, or "". */
  alone: string;
  /** Why no suggestion comes while typing: "", "off", "snoozed", "battery", or "language" (of the last request). */
  pausedBy: string;
  restricted: boolean;
  /** Seconds since the epoch; 0 = not snoozed, or until the server starts anew. */
  snoozedUntil: number;
  /** The model's usual time to an answer, 0 until it is known. */
  answerMs: number;
  /** What the model was made for; empty = not known. */
  modelLanguages: string[];
  /** The server's command that mends what is wrong, "" if it has none. */
  action: string;
}

/** The result, or undefined when the server sent something else. Missing optional parts become empty. */
export function parseGenerateResult(value: unknown): GenerateResult | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const error = parseServerError(value.error);
  const result: GenerateResult = {
    resultId: text(value.resultId),
    uri: text(value.uri),
    version: typeof value.version === "number" ? value.version : undefined,
    summary: text(value.summary),
    verified: value.verified === true,
    function: { qualname: isRecord(value.function) ? text(value.function.qualname) : "" },
    tests: texts(value.tests),
    candidates: records(value.candidates).map(parseCandidate),
    elapsedSeconds: number(value.elapsedSeconds),
    nextStep: text(value.nextStep),
    sandbox: text(value.sandbox),
    excluded: records(value.excluded).map((item) => ({ test: text(item.test), why: text(item.why) })),
    question: parseQuestion(value.question),
    speedup: typeof value.speedup === "number" ? value.speedup : undefined,
    fasterThan: text(value.fasterThan),
    cancelled: value.cancelled === true,
    keepPlan: value.keepPlan === true,
    unshown: number(value.unshown),
  };
  return error ? { ...result, error } : result;
}

/** The argument of a lens or a code action; undefined for a menu's, which is a `vscode.Uri`, and for none. */
export function parseFunctionPlace(value: unknown): FunctionPlace | undefined {
  const position = isRecord(value) && isRecord(value.position) ? value.position : undefined;
  return isRecord(value) && typeof value.uri === "string" && position
    ? { uri: value.uri, position: { line: number(position.line), character: number(position.character) } }
    : undefined;
}

export function parseStatus(value: unknown): Status | undefined {
  if (!isRecord(value) || typeof value.state !== "string") {
    return undefined;
  }
  return {
    state: value.state,
    model: text(value.model),
    adapter: text(value.adapter),
    lastMs: number(value.lastMs),
    tokensPerSecond: number(value.tokensPerSecond),
    shown: number(value.shown),
    accepted: number(value.accepted),
    kept30s: number(value.kept30s),
    lookedAt30s: number(value.lookedAt30s),
    kept5min: number(value.kept5min),
    lookedAt5min: number(value.lookedAt5min),
    detail: text(value.detail),
    remote: text(value.remote),
    power: text(value.power) || "normal",
    place: text(value.place),
    alone: text(value.alone),
    pausedBy: text(value.pausedBy),
    restricted: value.restricted === true,
    snoozedUntil: number(value.snoozedUntil),
    answerMs: number(value.answerMs),
    modelLanguages: texts(value.modelLanguages),
    action: text(value.action),
  };
}

/** An error in a result, whatever command sent it. */
export function parseServerError(value: unknown): ServerError | undefined {
  return isRecord(value) && typeof value.message === "string"
    ? { message: value.message, nextStep: text(value.nextStep) }
    : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseCandidate(value: Record<string, unknown>): Candidate {
  const verdict = isRecord(value.verdict) ? value.verdict : {};
  return {
    text: text(value.text),
    plan: texts(value.plan),
    verdict: {
      status: text(verdict.status) || "not_verified",
      passed: number(verdict.passed),
      total: number(verdict.total),
      detail: text(verdict.detail),
      tier: text(verdict.tier),
      seconds: number(verdict.seconds),
    },
    meanLogprob: number(value.meanLogprob),
    chosen: value.chosen === true,
    seconds: typeof value.seconds === "number" ? value.seconds : undefined,
    edit: value.edit ?? null,
  };
}

/** A question needs at least two answers to choose from. */
function parseQuestion(value: unknown): Question | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const answers = records(value.answers).map((answer) => ({
    text: text(answer.text),
    candidates: Array.isArray(answer.candidates) ? answer.candidates.map(number) : [],
  }));
  return answers.length > 1 ? { call: text(value.call), answers } : undefined;
}

export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

export function number(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
