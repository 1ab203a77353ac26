/**
 * Runs inside the results view: shows what the extension sends, and turns clicks into messages to it.
 * Which candidates are open is kept while the view is hidden.
 */
import type { ToView } from "../src/resultsHtml.ts";

interface Kept {
  id: string;
  open: string[];
}

const SAY_MS = 50;

const editor = acquireVsCodeApi<Kept>();
const view = document.querySelector<HTMLElement>("#view");
const live = document.querySelector<HTMLElement>("#live");
let shown = "";

window.addEventListener("message", (event: MessageEvent<ToView>) => {
  if (event.data.kind === "show") {
    show(event.data.id, event.data.html, event.data.said);
  } else {
    rest(event.data.said);
  }
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-action]") : null;
  if (button && button.getAttribute("aria-disabled") !== "true") {
    const keep = button.closest("details")?.querySelector<HTMLInputElement>(".keep-plan");
    editor.postMessage({
      action: button.dataset.action,
      index: Number(button.dataset.index ?? -1),
      keepPlan: keep?.checked ?? false,
    });
  }
});

document.addEventListener("toggle", remember, true);

/** Up and down go from candidate to candidate, Home and End to the first and the last. */
document.addEventListener("keydown", (event) => {
  const all = [...document.querySelectorAll<HTMLElement>("details.candidate > summary")];
  const at = document.activeElement instanceof HTMLElement ? all.indexOf(document.activeElement) : -1;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (at >= 0 && next !== undefined && !event.ctrlKey && !event.altKey && !event.metaKey) {
    all[next]?.focus();
    event.preventDefault();
  }
});

editor.postMessage({ action: "ready" });

function show(id: string, html: string, said: string): void {
  if (!view) {
    return;
  }
  const again = id === shown && view.innerHTML !== "";
  const hadFocus = view.contains(document.activeElement);
  shown = id;
  view.innerHTML = html;
  const kept = editor.getState();
  if (kept?.id === id && !again) {
    for (const details of candidates()) {
      details.open = kept.open.includes(details.dataset.index ?? "");
    }
  }
  rest("");
  say(said);
  if (hadFocus) {
    document.querySelector<HTMLElement>("#title")?.focus();
  }
}

/** What is under way ("" = nothing). Buttons keep the focus, so they are not disabled but do nothing. */
function rest(said: string): void {
  view?.setAttribute("aria-busy", String(said !== ""));
  for (const button of document.querySelectorAll<HTMLElement>(
    "#view [data-action]:not([data-action=close])",
  )) {
    button.setAttribute("aria-disabled", String(said !== ""));
  }
  if (said) {
    say(said);
  }
}

/** A region that is told the same twice says it once: it is emptied first. */
function say(text: string): void {
  if (live) {
    live.textContent = "";
    setTimeout(() => {
      live.textContent = text;
    }, SAY_MS);
  }
}

function remember(): void {
  const open = candidates().filter((details) => details.open);
  editor.setState({ id: shown, open: open.map((details) => details.dataset.index ?? "") });
}

function candidates(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.candidate")];
}
