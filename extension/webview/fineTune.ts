/**
 * Runs inside the fine-tune view: clicks become messages, and messages replace one section. The focus stays where it is,
 * and what was unfolded stays so, also while the view is hidden.
 */
interface Kept {
  open: string[];
}

const extension = acquireVsCodeApi<Kept>();
const unfolded = new Set(extension.getState()?.open);
const drawn = new Map<string, string>();

document.addEventListener("click", (event) => {
  const button =
    event.target instanceof Element ? event.target.closest<HTMLElement>("button[data-action]") : null;
  if (button && !button.hasAttribute("disabled")) {
    extension.postMessage({ action: button.dataset.action, id: button.dataset.id ?? "" });
  }
});

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.isConnected && target.dataset.key) {
      unfolded[target.open ? "add" : "delete"](target.dataset.key);
      extension.setState({ open: [...unfolded] });
    }
  },
  true,
);

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (typeof data !== "object" || data === null) {
    return;
  }
  if ("live" in data && typeof data.live === "string") {
    const live = document.getElementById("live");
    if (live) {
      live.textContent = data.live;
    }
  }
  if (
    "section" in data &&
    typeof data.section === "string" &&
    "html" in data &&
    typeof data.html === "string"
  ) {
    replace(data.section, data.html);
  }
  if ("focus" in data && typeof data.focus === "string") {
    document.getElementById(data.focus)?.querySelector<HTMLElement>("[data-focus]")?.focus();
  }
});

/** What stands there already is left alone: a selection in it lasts. The focus goes to the same element again. */
function replace(name: string, html: string): void {
  const section = document.getElementById(name);
  if (!section || drawn.get(name) === html) {
    return;
  }
  drawn.set(name, html);
  const focused = document.activeElement;
  const had = focused instanceof HTMLElement && section.contains(focused) ? placeOf(focused) : undefined;
  section.innerHTML = html;
  for (const details of section.querySelectorAll("details")) {
    details.open = unfolded.has(details.dataset.key ?? "");
  }
  if (had) {
    (found(section, had) ?? section.querySelector<HTMLElement>("[data-focus]"))?.focus();
  }
}

interface Place {
  action: string | undefined;
  id: string | undefined;
  /** Of what is folded around it, and its number in there. */
  key: string | undefined;
  number: number;
}

function placeOf(element: HTMLElement): Place {
  const details = element.closest("details");
  const { action, id } = element.dataset;
  return { action, id, key: details?.dataset.key, number: details ? stops(details).indexOf(element) : -1 };
}

/** A button by what it does, another element by where it stands. */
function found(section: HTMLElement, { action, id, key, number }: Place): HTMLElement | undefined {
  if (action) {
    const buttons = [...section.querySelectorAll<HTMLElement>("button[data-action]:not([disabled])")];
    return buttons.find((one) => one.dataset.action === action && one.dataset.id === id);
  }
  const details = [...section.querySelectorAll("details")].find((one) => key && one.dataset.key === key);
  return details && stops(details)[number];
}

function stops(details: HTMLDetailsElement): HTMLElement[] {
  return [...details.querySelectorAll<HTMLElement>("summary, pre, button")];
}

extension.postMessage({ action: "ready" });
