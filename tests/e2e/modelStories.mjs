// Choosing a model and getting one from a hub: `stories.mjs` runs it. The hub is tests/models/hub_server.py.
import assert from "node:assert/strict";

const DOWNLOAD_MS = 60_000;

/** start: opens the workspace and a file. shot: takes a picture for the documentation. */
export async function chooseModel(editor, { file, model, notModel, start, shot }) {
  await start(editor, file);
  const list = await picker(editor);
  await list.row("understudy-tiny", "In use").waitFor();
  await list.row("qwen2.5-coder-7b", "8.1 GB").waitFor();
  await shot(editor, "choose-model");

  await list.row("Another Model of the Hub").click();
  await editor.type(notModel);
  await editor.keys.press("Enter");
  await editor.notification("is not a GGUF file").getByRole("button", { name: "Choose a File" }).waitFor();
  await editor.page.keyboard.press("Escape");

  await (await picker(editor)).row("Another Model of the Hub").click();
  await editor.type(model);
  await editor.keys.press("Enter");
  const name = model
    .split("/")
    .at(-1)
    .replace(/\.gguf$/, "");
  await editor.notification(`${name} is used from now on`).waitFor({ timeout: DOWNLOAD_MS });
  await editor.waitUntilReady();
  await (await picker(editor)).row(name, "In use").waitFor();
  assert.equal(
    await editor.page.locator(".quick-input-list .monaco-list-row", { hasText: "In use." }).count(),
    1,
  );
  await editor.keys.press("Escape");
}

/** The list of models, filled. Not `runCommand`: the palette gives way to the list without being hidden. */
async function picker(editor) {
  const { page, keys } = editor;
  await keys.press("F1");
  await page.locator(".quick-input-widget .quick-input-filter input").waitFor();
  await keys.type("Understudy: Choose Model");
  await page
    .locator('.quick-input-list .monaco-list-row[aria-label^="Understudy: Choose Model"]')
    .first()
    .click();
  await page
    .locator(".quick-input-widget", { hasText: "To download from" })
    .waitFor({ timeout: DOWNLOAD_MS });
  const rows = page.locator(".quick-input-list .monaco-list-row");
  return {
    row: (label, detail = "") => rows.filter({ hasText: label }).filter({ hasText: detail }).first(),
  };
}
