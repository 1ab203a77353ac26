// Choosing a model and getting one from a hub, which is tests/models/hub_server.py.
import assert from "node:assert/strict";

const DOWNLOAD_MS = 60_000;
const FILTER = ".quick-input-widget .quick-input-filter input";

export function modelStories({ config, start, screenshot }) {
  return {
    async chooseModel(editor) {
      const { model, notModel } = config.hub;
      await start(editor, config.complete.file);
      await openList(editor);
      await screenshot(editor, "choose-model");
      await found(editor, "understudy-tiny", "In use.");
      await found(editor, "qwen2.5-coder-7b", "8.1 GB");
      await editor.keys.press("Escape");

      await download(editor, notModel);
      await editor
        .notification("is not a GGUF file")
        .getByRole("button", { name: /^Choose a File/ })
        .waitFor();

      await download(editor, model);
      const name = model
        .split("/")
        .at(-1)
        .replace(/\.gguf$/, "");
      await editor.notification(`${name} is used from now on`).waitFor({ timeout: DOWNLOAD_MS });
      await editor.waitUntilReady();
      await openList(editor);
      await found(editor, name, "In use.");
      const used = editor.page.locator(".quick-input-list .monaco-list-row", { hasText: "In use." });
      assert.equal(await used.count(), 1);
      await editor.keys.press("Escape");
    },
  };
}

/** The list of models, filled. Not `runCommand`: the palette gives way to the list without being hidden. */
async function openList({ page, keys }) {
  await keys.press("F1");
  await page.locator(FILTER).waitFor();
  await keys.type("Understudy: Choose Model");
  await page
    .locator('.quick-input-list .monaco-list-row[aria-label^="Understudy: Choose Model"]')
    .first()
    .click();
  await page.getByPlaceholder(/^This machine: /).waitFor({ timeout: DOWNLOAD_MS });
}

/** The row of that name, which may have to be looked for: the list draws only what is in sight. */
async function found({ page }, label, detail = "") {
  await page.locator(FILTER).fill(label);
  const row = page
    .locator(".quick-input-list .monaco-list-row", { hasText: label })
    .filter({ hasText: detail })
    .first();
  await row.waitFor();
  return row;
}

async function download(editor, name) {
  await openList(editor);
  await (await found(editor, "Another Model of the Hub")).click();
  await editor.page.getByPlaceholder("owner/repository/file.gguf").waitFor();
  await editor.type(name);
  await editor.keys.press("Enter");
}
