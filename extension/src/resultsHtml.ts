/** The results view as HTML: a pure function of the result. Knows nothing of VS Code but its theme variables. */
import type { Candidate, ExcludedTest, GenerateResult, Question, Verdict } from "./protocol.ts";

export interface Page {
  cspSource: string;
  nonce: string;
  styleUri: string;
  scriptUri: string;
}

export function resultsHtml(result: GenerateResult, page: Page): string {
  const csp = `default-src 'none'; style-src ${page.cspSource}; script-src 'nonce-${page.nonce}';`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(csp)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Understudy results</title>
<link rel="stylesheet" href="${attribute(page.styleUri)}">
</head>
<body>
<main>
<header>
<h1><code>${escapeHtml(result.function.qualname)}</code></h1>
<p class="verdict-line">${markHtml(result.verified ? "good" : "plain")}<span id="summary" role="status">${escapeHtml(result.summary)}</span></p>
${result.verified ? "" : '<p class="note">None of your tests verified this code. Read it before you accept it.</p>'}
${result.nextStep ? `<p class="note">${escapeHtml(result.nextStep)}</p>` : ""}
</header>
${questionHtml(result.question)}
<ol class="candidates" aria-label="Candidates, best first">
${result.candidates.map(candidateHtml).join("\n")}
</ol>
${testsHtml(result.tests)}
${excludedHtml(result.excluded)}
${sandboxHtml(result.sandbox)}
</main>
<footer class="buttons">
${moreHtml(result)}
<button type="button" class="secondary" data-action="close">Close</button>
</footer>
<script nonce="${page.nonce}" src="${attribute(page.scriptUri)}"></script>
</body>
</html>`;
}

/** The words of the server's `verdict_line`; never "passed" on anything the server did not call passed. */
export function verdictText(verdict: Verdict): string {
  if (verdict.status === "passed") {
    return `passed ${verdict.passed}/${verdict.total}`;
  }
  if (verdict.status === "failed") {
    return `failed, ${verdict.passed}/${verdict.total} passed`;
  }
  return verdict.status.replaceAll("_", " ");
}

type Tone = "good" | "bad" | "plain";

function toneOf(verdict: Verdict): Tone {
  if (verdict.status === "passed") {
    return "good";
  }
  return verdict.status === "not_verified" || verdict.status === "not_tested" ? "plain" : "bad";
}

/** Colour is for the mark alone: theme colours of icons are too pale for words. */
function markHtml(tone: Tone): string {
  return `<span class="mark ${tone}" aria-hidden="true">${{ good: "✓", bad: "✗", plain: "?" }[tone]}</span>`;
}

function candidateHtml(candidate: Candidate, index: number): string {
  const number = index + 1;
  return `<li>
<details class="candidate"${candidate.chosen ? " open" : ""}>
<summary>${markHtml(toneOf(candidate.verdict))}<span>Candidate ${number}</span>
<span class="verdict">${escapeHtml(verdictText(candidate.verdict))}${secondsText(candidate.seconds)}</span>${candidate.chosen ? '<span class="badge">best</span>' : ""}</summary>
<div class="body">
${candidate.verdict.detail ? `<p class="detail">${escapeHtml(candidate.verdict.detail)}</p>` : ""}
${planHtml(candidate.plan)}
<pre tabindex="0" aria-label="Code of candidate ${number}"><code>${escapeHtml(candidate.text)}</code></pre>
<div class="buttons">
<button type="button" data-action="accept" data-index="${index}" aria-label="Accept candidate ${number}">Accept</button>
<button type="button" class="secondary" data-action="preview" data-index="${index}" aria-label="Preview the diff of candidate ${number}">Preview Diff</button>
</div>
</div>
</details>
</li>`;
}

function planHtml(plan: readonly string[]): string {
  return plan.length > 0 ? `<h2>Plan</h2><ol class="plan">${items(plan)}</ol>` : "";
}

function testsHtml(tests: readonly string[]): string {
  return tests.length > 0
    ? `<details class="tests"><summary>${tests.length} ${tests.length === 1 ? "test reaches" : "tests reach"} this function</summary><ul class="test-ids">${items(tests)}</ul></details>`
    : "";
}

function excludedHtml(excluded: readonly ExcludedTest[]): string {
  const lines = excluded.map(({ test, why }) => `${test}: ${why}`);
  return lines.length > 0
    ? `<details class="tests"><summary>${lines.length} ${lines.length === 1 ? "test does" : "tests do"} not count</summary><ul class="test-ids">${items(lines)}</ul></details>`
    : "";
}

function sandboxHtml(sandbox: string): string {
  return sandbox
    ? `<details class="tests"><summary>How the tests were run</summary><p class="test-ids">${escapeHtml(sandbox)}</p></details>`
    : "";
}

function questionHtml(question: Question | undefined): string {
  if (!question) {
    return "";
  }
  const answers = question.answers.map(
    ({ text, candidates }, index) =>
      `<button type="button" class="secondary" data-action="answer" data-index="${index}"><code>${escapeHtml(text)}</code> (${candidates.length})</button>`,
  );
  return `<section class="note" aria-labelledby="question"><p id="question">The candidates disagree. What should <code>${escapeHtml(question.call)}</code> do?</p><div class="buttons">${answers.join("\n")}</div></section>`;
}

/** More time is offered whatever came out; what it is spent on depends on whether something passed. */
function moreHtml(result: GenerateResult): string {
  return result.verified
    ? '<button type="button" class="secondary" data-action="faster">Look for Faster Code</button>'
    : '<button type="button" data-action="more">Keep Looking</button>';
}

function secondsText(seconds: number | undefined): string {
  if (seconds === undefined) {
    return "";
  }
  return seconds < 0.001 ? ` · ${(seconds * 1e6).toFixed(0)} µs` : ` · ${(seconds * 1e3).toFixed(1)} ms`;
}

function items(lines: readonly string[]): string {
  return lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("");
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function attribute(text: string): string {
  return escapeHtml(text).replaceAll('"', "&quot;");
}
