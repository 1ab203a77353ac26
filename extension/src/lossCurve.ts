/** The loss over a run's steps as an SVG: pure, and without a style of its own. */
import { l10n } from "./l10n.ts";
import { attribute, escapeHtml } from "./viewHtml.ts";

const WIDTH = 640;
const HEIGHT = 160;
const LEFT = 48;
const EDGE = 12;
const MOST_POINTS = 400; // more than the picture has room for

/** losses: [step, loss]. "" until there are two: one point is no curve. */
export function lossCurve(losses: readonly [number, number][]): string {
  const every = Math.ceil(losses.length / MOST_POINTS);
  const points = losses.filter((_, index) => index % every === 0 || index === losses.length - 1);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) {
    return "";
  }
  const values = points.map(([, loss]) => loss);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (step: number) =>
    LEFT + ((step - first[0]) / Math.max(1, last[0] - first[0])) * (WIDTH - LEFT - EDGE);
  const y = (loss: number) => EDGE + ((high - loss) / Math.max(1e-9, high - low)) * (HEIGHT - 2 * EDGE);
  const line = points.map(([step, loss]) => `${x(step).toFixed(1)},${y(loss).toFixed(1)}`).join(" ");
  const label = l10n.t("Loss by step: from {0} to {1}", first[1].toFixed(3), last[1].toFixed(3));
  const scale = [high, low].map(
    (value) =>
      `<text x="${LEFT - 6}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${value.toFixed(2)}</text>`,
  );
  return `<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${attribute(label)}">
<line class="grid" x1="${LEFT}" x2="${WIDTH - EDGE}" y1="${HEIGHT - EDGE}" y2="${HEIGHT - EDGE}"/>
<polyline class="curve" points="${line}"/><circle class="now" cx="${x(last[0]).toFixed(1)}" cy="${y(last[1]).toFixed(1)}" r="3"/>
${scale.join("")}</svg><figcaption>${escapeHtml(l10n.t("Loss, step by step"))}</figcaption></figure>`;
}
