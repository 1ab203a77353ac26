/** What a gate measured and the list of adapters, as HTML and in words. */
import { l10n } from "./l10n.ts";
import type { Adapter, Figure } from "./learningProtocol.ts";
import { attribute, escapeHtml } from "./viewHtml.ts";

export function figuresHtml(figures: readonly Figure[]): string {
  if (figures.length === 0) {
    return "";
  }
  const head = [
    l10n.t("Measured"),
    l10n.t("Without"),
    l10n.t("With"),
    l10n.t("Change (95 % interval)"),
    l10n.t("Cases"),
    l10n.t("For certain"),
  ];
  const rows = figures.map((one) => {
    const cells = [shown(one, one.before), shown(one, one.after), changeText(one), String(one.n)];
    return `<tr><th scope="row">${escapeHtml(one.words)}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}<td>${escapeHtml(sureWords(one.sure))}</td></tr>`;
  });
  return `<div class="wide"><table><thead><tr>${head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>
<p class="soft">${escapeHtml(l10n.t("Nats are log-probability per token. In every row, more is better."))}</p>`;
}

/** "+11 points (+2 to +20)", or the same in nats. */
export function changeText(one: Figure): string {
  const [change, low, high] = [one.after - one.before, one.low, one.high];
  if (one.unit === "share") {
    const points = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(100 * value).toFixed(0)}`;
    return l10n.t("{0} points ({1} to {2})", points(change), points(low), points(high));
  }
  return l10n.t("{0} nats ({1} to {2})", signed(change), signed(low), signed(high));
}

function shown(one: Figure, value: number): string {
  return one.unit === "share" ? `${(100 * value).toFixed(0)} %` : value.toFixed(3).replace("-", "−");
}

export function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
}

function sureWords(sure: string): string {
  return sure === "better" ? l10n.t("better") : sure === "worse" ? l10n.t("worse") : l10n.t("neither");
}

export function adaptersHtml(adapters: readonly Adapter[]): string {
  const title = `<h2 tabindex="-1" data-focus>${escapeHtml(l10n.t("Adapters of this model"))}</h2>`;
  const back = `<button type="button" class="secondary" data-action="back">${escapeHtml(l10n.t("Go Back to the Previous"))}</button>`;
  if (adapters.length === 0) {
    return `${title}<p class="soft">${escapeHtml(l10n.t("None yet: the model is as it came."))}</p>`;
  }
  const off = adapters.some((one) => one.inUse)
    ? `<button type="button" class="secondary" data-action="off">${escapeHtml(l10n.t("Use the Model Alone"))}</button>`
    : "";
  const rows = adapters.map((one) => {
    const id = attribute(one.id);
    const use = one.inUse
      ? `<strong>${escapeHtml(l10n.t("in use"))}</strong>`
      : `<button type="button" class="secondary" data-action="use" data-id="${id}" aria-label="${attribute(l10n.t("Use {0}", one.name))}">${escapeHtml(l10n.t("Use"))}</button>`;
    const discard = `<button type="button" class="secondary" data-action="discard" data-id="${id}" aria-label="${attribute(l10n.t("Discard {0}", one.name))}">${escapeHtml(l10n.t("Discard"))}</button>`;
    return `<tr><th scope="row">${escapeHtml(one.name)}</th><td>${escapeHtml(adapterDetail(one))}</td><td><div class="buttons">${use}${discard}</div></td></tr>`;
  });
  return `${title}<div class="wide"><table><tbody>${rows.join("")}</tbody></table></div><div class="buttons">${back}${off}</div>`;
}

/** "41 examples, judged by 10 pairs: agrees … +11 points (+2 to +20)". */
export function adapterDetail(one: Adapter): string {
  const made = l10n.t("{0} examples, judged by {1} pairs", one.examples, one.heldOut);
  const figure = one.figures[0];
  return figure ? l10n.t("{0}: {1}: {2}", made, figure.words, changeText(figure)) : made;
}
