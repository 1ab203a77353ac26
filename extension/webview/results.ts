/** Runs inside the results view: every button click becomes one message to the extension. */
const editor = acquireVsCodeApi();

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-action]") : null;
  if (button) {
    editor.postMessage({ action: button.dataset.action, index: Number(button.dataset.index ?? -1) });
  }
});
