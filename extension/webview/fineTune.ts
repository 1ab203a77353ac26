/** Runs inside the fine-tune view: clicks become messages, and messages replace one section without losing the focus. */
const extension = acquireVsCodeApi();

document.addEventListener("click", (event) => {
  const button =
    event.target instanceof Element ? event.target.closest<HTMLElement>("button[data-action]") : null;
  if (button && !button.hasAttribute("disabled")) {
    extension.postMessage({ action: button.dataset.action, id: button.dataset.id ?? "" });
  }
});

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

/** The focus goes to the same button again, else to the section's title. */
function replace(name: string, html: string): void {
  const section = document.getElementById(name);
  if (!section) {
    return;
  }
  const focused = document.activeElement;
  const had = focused instanceof HTMLElement && section.contains(focused) ? focused : undefined;
  section.innerHTML = html;
  if (had) {
    const buttons = [...section.querySelectorAll<HTMLElement>("button[data-action]:not([disabled])")];
    const same = buttons.find(
      (one) => one.dataset.action === had.dataset.action && one.dataset.id === had.dataset.id,
    );
    (same ?? section.querySelector<HTMLElement>("[data-focus]") ?? buttons[0])?.focus();
  }
}

extension.postMessage({ action: "ready" });
