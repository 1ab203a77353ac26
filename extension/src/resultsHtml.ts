/**
 * The results view as HTML: pure functions of the result. Knows nothing of VS Code but its theme variables.
 *
 * The page is written once; what stands in its `#view` comes with messages, so that the live region outlives it.
 */
import { l10n } from "./l10n.ts";
import type { Candidate, ExcludedTest, GenerateResult, Question, Verdict } from "./protocol.ts";
import { attribute, escapeHtml, type Page, viewHtml } from "./viewHtml.ts";

/** Extension → view. id: of the result, so that the view knows its own again. said: for a screen reader. */
export type ToView =
  | { kind: "show"; id: string; html: string; said: string }
  | { kind: "busy"; said: string };

export function pageHtml(page: Page): string {
  const live = '<p id="live" class="unseen" role="status" aria-live="polite" aria-atomic="true"></p>';
  return viewHtml(page, l10n.t("Understudy results"), `${live}\n<div id="view"></div>`);
}

/** What stands in `#view`. */
export function resultHtml(result: GenerateResult): string {
  const best = bestOf(result);
  return `<main>
<header>
<h1 id="title" tabindex="-1"><code>${escapeHtml(result.function.qualname)}</code></h1>
<p class="verdict-line">${markHtml(result.verified ? "good" : "plain")}<span id="summary">${escapeHtml(result.summary)}</span></p>
${notesHtml(notes(result))}
</header>
${questionHtml(result.question)}
<ol class="candidates" aria-label="${attribute(l10n.t("Candidates, best first"))}">
${result.candidates.map((candidate, index) => candidateHtml(result, candidate, index, best)).join("\n")}
</ol>
${unshownHtml(result.unshown)}
${testsHtml(result.tests)}
${excludedHtml(result.excluded)}
${sandboxHtml(result.sandbox)}
</main>
<footer class="buttons">
${moreHtml(result)}
<button type="button" class="secondary" data-action="close">${escapeHtml(l10n.t("Close"))}</button>
</footer>`;
}

/** What is said of a result when it comes: the summary, and what is to be done. */
export function announcement(result: GenerateResult): string {
  const asked = result.question
    ? l10n.t("The candidates disagree. What should {0} do?", result.question.call)
    : "";
  const sentences = [result.summary, ...notes(result), asked].filter(Boolean);
  return sentences.map((text) => (/[.?!。？！]$/.test(text) ? text : `${text}.`)).join(" ");
}

/** Index of the candidate the others are compared with. */
export function bestOf(result: GenerateResult): number {
  return Math.max(
    0,
    result.candidates.findIndex((candidate) => candidate.chosen),
  );
}

/** Never "passed" alone on anything the server did not call passed. */
export function verdictText(verdict: Verdict): string {
  const { passed, total } = verdict;
  switch (verdict.status) {
    case "passed":
      return l10n.t("passed {0}/{1}", passed, total);
    case "unconfirmed":
      return l10n.t("passed a quick run {0}/{1}, not confirmed", passed, total);
    case "failed":
      return l10n.t("failed, {0}/{1} passed", passed, total);
    case "not_verified":
      return l10n.t("not verified");
    case "not_tested":
      return l10n.t("not tested");
    case "timeout":
      return l10n.t("timeout");
    case "crash":
      return l10n.t("crash");
    case "error":
      return l10n.t("error");
    default:
      return verdict.status.replaceAll("_", " ");
  }
}

function notes(result: GenerateResult): string[] {
  const found: string[] = [];
  if (!result.verified) {
    found.push(l10n.t("None of your tests verified this code. Read it before you accept it."));
  }
  if (result.cancelled) {
    found.push(
      l10n.t("You stopped the run: this is what there was by then, and you can go on from here at any time."),
    );
  }
  if (result.nextStep) {
    found.push(result.nextStep);
  }
  return found;
}

function notesHtml(notes: readonly string[]): string {
  const paragraphs = notes.map((text) => `<p>${escapeHtml(text)}</p>`);
  return notes.length > 0 ? `<div class="note">${paragraphs.join("")}</div>` : "";
}

type Tone = "good" | "bad" | "plain";

function toneOf(verdict: Verdict): Tone {
  if (verdict.status === "passed") {
    return "good";
  }
  return ["not_verified", "not_tested", "unconfirmed"].includes(verdict.status) ? "plain" : "bad";
}

/** Colour is for the mark alone: theme colours of icons are too pale for words. */
function markHtml(tone: Tone): string {
  return `<span class="mark ${tone}" aria-hidden="true">${{ good: "✓", bad: "✗", plain: "?" }[tone]}</span>`;
}

function candidateHtml(result: GenerateResult, candidate: Candidate, index: number, best: number): string {
  const number = index + 1;
  const isBest = index === best && candidate.chosen;
  const badges = isBest ? [l10n.t("best"), speedupText(result)].filter(Boolean) : [];
  return `<li>
<details class="candidate" data-index="${index}"${candidate.chosen ? " open" : ""}>
<summary>${markHtml(toneOf(candidate.verdict))}<span>${escapeHtml(l10n.t("Candidate {0}", number))}</span>
<span class="verdict">${escapeHtml([verdictText(candidate.verdict), timeText(candidate)].filter(Boolean).join(" · "))}</span>
<span class="badges">${badges.map((text) => `<span class="badge">${escapeHtml(text)}</span>`).join("")}</span></summary>
<div class="body">
${candidate.verdict.detail ? `<p class="detail">${escapeHtml(candidate.verdict.detail)}</p>` : ""}
${planHtml(candidate.plan)}
<pre tabindex="0" role="region" aria-label="${attribute(l10n.t("Code of candidate {0}", number))}"><code>${escapeHtml(dedented(candidate.text))}</code></pre>
<div class="buttons">
${button("accept", index, l10n.t("Accept"), l10n.t("Accept candidate {0}", number), "")}
${button("preview", index, l10n.t("Preview Diff"), l10n.t("Preview the diff of candidate {0}", number), "secondary")}
${index === best ? "" : button("compare", index, l10n.t("Compare with Best"), l10n.t("Compare candidate {0} with candidate {1}, the best", number, best + 1), "secondary")}
${candidate.plan.length > 0 ? `<label><input type="checkbox" class="keep-plan"${result.keepPlan ? " checked" : ""}> ${escapeHtml(l10n.t("Keep the plan as a comment"))}</label>` : ""}
</div>
</div>
</details>
</li>`;
}

function button(action: string, index: number, text: string, label: string, kind: string): string {
  return `<button type="button" class="${kind}" data-action="${action}" data-index="${index}" aria-label="${attribute(label)}">${escapeHtml(text)}</button>`;
}

function planHtml(plan: readonly string[]): string {
  return plan.length > 0 ? `<h2>${escapeHtml(l10n.t("Plan"))}</h2><ol class="plan">${items(plan)}</ol>` : "";
}

/** Without the indentation that all lines share: it is of the place the code goes to. */
export function dedented(code: string): string {
  const indents = code.split("\n").flatMap((line) => /^[ \t]*(?=\S)/.exec(line) ?? []);
  const least = Math.min(...indents.map((indent) => indent.length));
  return code
    .split("\n")
    .map((line) => line.slice(Math.min(least, line.length)))
    .join("\n");
}

function unshownHtml(count: number): string {
  const said = count === 1 ? l10n.t("1 more is not shown") : l10n.t("{0} more are not shown", count);
  return count > 0 ? `<p class="unshown">${escapeHtml(said)}</p>` : "";
}

function testsHtml(tests: readonly string[]): string {
  const title =
    tests.length === 1
      ? l10n.t("1 test reaches this function")
      : l10n.t("{0} tests reach this function", tests.length);
  return tests.length > 0 ? folded(title, `<ul class="test-ids">${items(tests)}</ul>`) : "";
}

function excludedHtml(excluded: readonly ExcludedTest[]): string {
  const lines = excluded.map(({ test, why }) => `${test}: ${why}`);
  const title =
    lines.length === 1 ? l10n.t("1 test does not count") : l10n.t("{0} tests do not count", lines.length);
  return lines.length > 0 ? folded(title, `<ul class="test-ids">${items(lines)}</ul>`) : "";
}

function sandboxHtml(sandbox: string): string {
  return sandbox
    ? folded(l10n.t("How the tests were run"), `<p class="test-ids">${escapeHtml(sandbox)}</p>`)
    : "";
}

function folded(title: string, html: string): string {
  return `<details class="tests"><summary>${escapeHtml(title)}</summary>${html}</details>`;
}

function questionHtml(question: Question | undefined): string {
  if (!question) {
    return "";
  }
  const answers = question.answers.map(
    ({ text, candidates }, index) =>
      `<button type="button" class="secondary" data-action="answer" data-index="${index}"><code>${escapeHtml(text)}</code> (${candidates.length})</button>`,
  );
  const asked = escapeHtml(l10n.t("The candidates disagree. What should {0} do?", "\u0000"));
  const call = `<code>${escapeHtml(question.call)}</code>`;
  return `<section class="note" aria-labelledby="question"><p id="question">${asked.replace("\u0000", () => call)}</p><div class="buttons">${answers.join("\n")}</div></section>`;
}

/** More time is offered whatever came out; what it is spent on depends on whether something passed. */
function moreHtml(result: GenerateResult): string {
  return result.verified
    ? `<button type="button" class="secondary" data-action="faster">${escapeHtml(l10n.t("Look for Faster Code"))}</button>`
    : `<button type="button" data-action="more">${escapeHtml(l10n.t("Keep Looking"))}</button>`;
}

function speedupText(result: GenerateResult): string {
  return result.speedup === undefined
    ? ""
    : l10n.t("{0}× faster than {1}", result.speedup.toFixed(1), result.fasterThan);
}

/** Of the function itself where it was timed, else of its tests. */
function timeText(candidate: Candidate): string {
  const { seconds, verdict } = candidate;
  if (seconds !== undefined) {
    return seconds < 0.001 ? `${(seconds * 1e6).toFixed(0)} µs` : `${(seconds * 1e3).toFixed(1)} ms`;
  }
  return verdict.seconds > 0 ? l10n.t("tests took {0} s", verdict.seconds.toFixed(2)) : "";
}

function items(lines: readonly string[]): string {
  return lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("");
}
