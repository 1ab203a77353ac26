/** The fine-tune view as HTML: pure functions of its state, a section each, so that one can change without the others. */
import { adaptersHtml, figuresHtml, signed } from "./adaptersHtml.ts";
import { l10n } from "./l10n.ts";
import type { Adapter, FineTuned, Pair, Run, TrainingData, Verdict } from "./learningProtocol.ts";
import { lossCurve } from "./lossCurve.ts";
import { pairsHtml, sourceWords } from "./pairsHtml.ts";
import { attribute, escapeHtml, type Page, viewHtml } from "./viewHtml.ts";

/** problem: why the data could not be read. ours: the run can be cancelled here. deleted: the last pair, to undo it. */
export interface State {
  data: TrainingData | undefined;
  problem: string;
  running: boolean;
  ours: boolean;
  run: Run | undefined;
  outcome: FineTuned | undefined;
  deleted: Pair | undefined;
  adapters: Adapter[];
}

/** Before anything is known. */
export function nothingYet(): State {
  return {
    data: undefined,
    problem: "",
    running: false,
    ours: false,
    run: undefined,
    outcome: undefined,
    deleted: undefined,
    adapters: [],
  };
}

export const SECTIONS = ["data", "controls", "run", "outcome", "pairs", "adapters"] as const;
export type Section = (typeof SECTIONS)[number];

export function pageHtml(state: State, page: Page): string {
  const sections = SECTIONS.map((name) => `<section id="${name}">${sectionHtml(name, state)}</section>`);
  const main = `<main>
<h1>${escapeHtml(l10n.t("Fine-tune on my preferences"))}</h1>
<p id="live" class="unseen" role="status"></p>
${sections.join("\n")}
</main>`;
  return viewHtml(page, l10n.t("Fine-tune"), main);
}

export function sectionHtml(name: Section, state: State): string {
  switch (name) {
    case "data":
      return dataHtml(state);
    case "controls":
      return controlsHtml(state);
    case "run":
      return state.running ? runHtml(state.run) : "";
    case "outcome":
      return state.outcome ? outcomeHtml(state.outcome) : "";
    case "pairs":
      return pairsHtml({ data: state.data, deleted: state.deleted, fixed: state.running });
    case "adapters":
      return adaptersHtml(state.adapters);
  }
}

/** What a screen reader says while it trains: a new text at each phase and each tenth, not at each step. */
export function liveText(run: Run | undefined): string {
  const now = run?.now;
  if (!now) {
    return l10n.t("Training starts");
  }
  const tenth = Math.floor(now.share * 10) * 10;
  return now.kind === "step" || now.kind === "reference"
    ? l10n.t("{0}: {1} %", phase(now.kind), tenth)
    : phase(now.kind);
}

function dataHtml({ data, problem }: State): string {
  const title = `<h2 tabindex="-1" data-focus>${escapeHtml(l10n.t("What will be used"))}</h2>`;
  if (problem) {
    return `${title}<p class="note">${escapeHtml(problem)}</p>`;
  }
  if (!data) {
    return `${title}<p class="soft">${escapeHtml(l10n.t("Reading the log …"))}</p>`;
  }
  const rows = data.bySource.map(
    ([source, count]) => `<tr><th scope="row">${count}</th><td>${escapeHtml(sourceWords(source))}</td></tr>`,
  );
  return `${title}
<p>${escapeHtml(l10n.t("{0} pairs to learn from; {1} put aside to judge the result by, of {2} functions.", data.training, data.heldOut, data.functions))}
${data.model ? escapeHtml(l10n.t("Model: {0}.", data.model)) : ""}</p>
${rows.length > 0 ? `<table><caption class="unseen">${escapeHtml(l10n.t("Pairs by source"))}</caption><tbody>${rows.join("")}</tbody></table>` : ""}
${leftOutHtml(data)}
${listHtml(l10n.t("What is missing to start"), data.missing)}
${data.notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`).join("")}`;
}

function leftOutHtml(data: TrainingData): string {
  const total = data.dropped.reduce((sum, one) => sum + one.count, 0);
  if (total === 0) {
    return "";
  }
  const rows = data.dropped.map(
    (one) => `<tr><th scope="row">${one.count}</th><td>${escapeHtml(one.why)}</td></tr>`,
  );
  return `<details data-key="left-out"><summary>${escapeHtml(l10n.t("{0} pairs are left out, and why", total))}</summary><table><tbody>${rows.join("")}</tbody></table></details>`;
}

function listHtml(title: string, lines: readonly string[]): string {
  return lines.length > 0
    ? `<div class="note"><p>${escapeHtml(title)}</p><ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul></div>`
    : "";
}

/** Replaced when the state changes and not at each step, so that Cancel keeps the focus. */
function controlsHtml({ data, running, ours }: State): string {
  if (running && !ours) {
    return `<p class="soft">${escapeHtml(l10n.t("This run was started elsewhere, or is just ending."))}</p>`;
  }
  if (running) {
    return `<div class="buttons"><button type="button" data-action="cancel">${escapeHtml(l10n.t("Cancel"))}</button></div>
<p class="soft">${escapeHtml(l10n.t("What is computed is kept: a cancelled run goes on from there."))}</p>`;
  }
  const setUp =
    data && !data.trainerInstalled
      ? `<button type="button" class="secondary" data-action="setUp">${escapeHtml(l10n.t("Set Up Training"))}</button>`
      : "";
  return `<div class="buttons">
<button type="button" data-action="start"${data?.ready ? "" : " disabled"}>${escapeHtml(l10n.t("Start Training"))}</button>${setUp}
<button type="button" class="secondary" data-action="refresh">${escapeHtml(l10n.t("Refresh"))}</button>
<button type="button" class="secondary" data-action="dashboard">${escapeHtml(l10n.t("Dashboard"))}</button>
</div>`;
}

function runHtml(run: Run | undefined): string {
  const now = run?.now;
  const name = now ? phase(now.kind) : l10n.t("Starting the trainer");
  const bar =
    now && (now.kind === "step" || now.kind === "reference")
      ? `<progress max="1" value="${now.share}" aria-label="${attribute(name)}"></progress>`
      : `<progress aria-label="${attribute(name)}"></progress>`;
  const figures = now?.kind === "step" ? stepWords(now) : (now?.message ?? "");
  return `<h2>${escapeHtml(name)}</h2>${bar}<p class="figures">${escapeHtml(figures)}</p>${lossCurve(run?.losses ?? [])}
${(run?.notes ?? []).map((note) => `<p class="soft">${escapeHtml(note)}</p>`).join("")}`;
}

function stepWords(now: {
  step: number;
  steps: number;
  loss: number;
  margin: number;
  seconds: number;
}): string {
  const words = [l10n.t("step {0} of {1}", now.step, now.steps), l10n.t("loss {0}", now.loss.toFixed(4))];
  if (now.margin !== 0) {
    words.push(l10n.t("margin {0}", signed(now.margin)));
  }
  words.push(l10n.t("{0} s", Math.round(now.seconds)));
  return words.join(" · ");
}

/** The trainer's kinds of progress in words. */
function phase(kind: string): string {
  switch (kind) {
    case "reference":
      return l10n.t("Asking the model as it is");
    case "step":
      return l10n.t("Training");
    case "measuring":
    case "gate":
      return l10n.t("Measuring whether it is better");
    case "done":
      return l10n.t("Done");
    default:
      return l10n.t("Preparing");
  }
}

function outcomeHtml({ verdict, message, adapter }: FineTuned): string {
  if (!verdict) {
    return `<h2 tabindex="-1" data-focus>${escapeHtml(l10n.t("Result"))}</h2><p class="note">${escapeHtml(message)}</p>`;
  }
  const use = verdict.adopt ? l10n.t("Use This Adapter") : l10n.t("Use It Anyway");
  const choice = adapter
    ? `<p>${escapeHtml(l10n.t("The model is as it was until you decide."))}</p>
<div class="buttons"><button type="button" data-action="use" data-id="${attribute(adapter)}"${verdict.adopt ? "" : ' class="secondary"'}>${escapeHtml(use)}</button>
<button type="button" class="secondary" data-action="discard" data-id="${attribute(adapter)}">${escapeHtml(l10n.t("Discard It"))}</button></div>`
    : "";
  return `<h2 tabindex="-1" data-focus>${escapeHtml(l10n.t("Is it better?"))}</h2>
<p class="verdict-line">${markHtml(verdict)}<span>${escapeHtml(verdict.headline)}</span></p>
${choice}
<p>${escapeHtml(l10n.t("The gate says: {0}.", verdict.reason))}</p>
${figuresHtml(verdict.figures)}
${verdict.asked > 0 ? `<p>${escapeHtml(l10n.t("It writes {0} of {1} answers differently.", verdict.changed, verdict.asked))}</p>` : ""}
${listHtml(l10n.t("Not all could be measured"), verdict.notes)}`;
}

function markHtml({ adopt, judged }: Verdict): string {
  const tone = adopt ? "good" : judged ? "bad" : "plain";
  return `<span class="mark ${tone}" aria-hidden="true">${{ good: "✓", bad: "✗", plain: "?" }[tone]}</span>`;
}
