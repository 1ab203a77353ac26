/** The preference pairs, page by page, each to be read whole and deleted. */
import { l10n } from "./l10n.ts";
import type { Pair, TrainingData } from "./learningProtocol.ts";
import { attribute, escapeHtml } from "./viewHtml.ts";

/** deleted: the pair that was deleted last. fixed: none may be deleted now. */
export interface Shown {
  data: TrainingData | undefined;
  deleted: Pair | undefined;
  fixed: boolean;
}

export function pairsHtml({ data, deleted, fixed }: Shown): string {
  const undo = deleted
    ? `<p class="note" role="status">${escapeHtml(l10n.t("Deleted: nothing is learnt from that pair."))} <button type="button" class="secondary" data-action="restore" data-id="${attribute(deleted.id)}">${escapeHtml(l10n.t("Undo"))}</button></p>`
    : "";
  const title = `<h2 tabindex="-1" data-focus>${escapeHtml(l10n.t("Every pair"))}</h2>`;
  if (!data || data.total === 0) {
    return `${title}${undo}<p class="soft">${escapeHtml(l10n.t("None yet. Accept and dismiss suggestions, and use Generate with Tests."))}</p>`;
  }
  const last = data.offset + data.pairs.length;
  const step = (action: string, name: string, possible: boolean) =>
    `<button type="button" class="secondary" data-action="${action}"${possible ? "" : " disabled"}>${escapeHtml(name)}</button>`;
  return `${title}${undo}
<ol class="candidates" start="${data.offset + 1}">${data.pairs.map((pair) => pairHtml(pair, fixed)).join("\n")}</ol>
<div class="buttons pager"><span>${escapeHtml(l10n.t("{0} to {1} of {2}", data.offset + 1, last, data.total))}</span>
${step("previous", l10n.t("Newer"), data.offset > 0)}${step("next", l10n.t("Older"), last < data.total)}</div>`;
}

function pairHtml(pair: Pair, fixed: boolean): string {
  const name = pair.file.split(/[\\/]/).pop() ?? pair.file;
  const where = `${name} ${pair.function}`.trim();
  const badge = pair.heldOut ? `<span class="badge">${escapeHtml(l10n.t("judges"))}</span>` : "";
  const code = (title: string, text: string, tone: string) =>
    `<h3>${escapeHtml(title)}</h3><pre tabindex="0" class="${tone}" aria-label="${attribute(title)}"><code>${escapeHtml(text)}</code></pre>`;
  return `<li><details data-key="${attribute(pair.id)}"><summary><code>${escapeHtml(where)}</code><span class="soft">${escapeHtml(sourceName(pair.source))} · ${escapeHtml(dateText(pair.at))}</span>${badge}</summary>
<div class="body">
<p class="soft">${escapeHtml(l10n.t("{0}. {1}", sourceWords(pair.source), pair.file))}</p>
${code(l10n.t("Before it"), pair.before, "before")}
${code(l10n.t("Better"), pair.chosen, "better")}
${code(l10n.t("Worse"), pair.rejected, "worse")}
<div class="buttons"><button type="button" class="secondary" data-action="drop" data-id="${attribute(pair.id)}" aria-label="${attribute(l10n.t("Delete the pair of {0}", where))}"${fixed ? " disabled" : ""}>${escapeHtml(l10n.t("Delete"))}</button></div>
</div></details></li>`;
}

function sourceName(source: string): string {
  switch (source) {
    case "accept":
      return l10n.t("accepted");
    case "kept":
      return l10n.t("edited");
    case "test":
      return l10n.t("tested");
    case "speed":
      return l10n.t("timed");
    case "imported":
      return l10n.t("imported");
    default:
      return source;
  }
}

export function sourceWords(source: string): string {
  switch (source) {
    case "accept":
      return l10n.t("What you accepted, against what you dismissed just before at the same place");
    case "kept":
      return l10n.t("What you made of a suggestion, against the suggestion");
    case "test":
      return l10n.t("Code that passed your tests, against code that failed them");
    case "speed":
      return l10n.t("The faster of two that passed, against the slower");
    case "imported":
      return l10n.t("From a file you imported");
    default:
      return source;
  }
}

function dateText(at: number): string {
  return at > 0 ? new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(at * 1000) : "";
}
