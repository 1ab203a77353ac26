// The story of learning: read what was remembered, train on it, use the result, go back.
import assert from "node:assert/strict";

const TRAIN_MS = 240_000; // one thread on a busy machine; the gate alone takes a minute

export function learningStories({ config, start, screenshot }) {
  return {
    async fineTuneAndBack(editor) {
      await start(editor, config.complete.file);
      await editor.runCommand("Understudy: Show Dashboard");
      const page = editor.results();
      await page.getByRole("heading", { name: "How it has been going" }).waitFor();
      await page.getByText("Passed in the first run").first().waitFor();
      assert.ok(await page.locator("svg .bar").count(), "weeks are drawn");
      assert.equal(await page.locator("script[src]").count(), 0, "the page runs nothing");
      await screenshot(editor, "dashboard");
      await closeView(editor);

      await editor.runCommand("Understudy: Fine-tune on My Preferences");
      const view = editor.results();
      const pairs = view.locator("#pairs");
      await pairs.locator("details").first().waitFor();
      const total = config.learning.pairs;
      await said(pairs, `of ${total}`);
      await screenshot(editor, "fine-tune-data");

      const first = pairs.locator("details").first();
      await first.locator("summary").click();
      assert.match((await first.locator("pre.better code").textContent()) ?? "", /for item in items/);
      await first.getByRole("button", { name: /^Delete/ }).click();
      await said(pairs, "Deleted: nothing is learnt");
      await said(pairs, `of ${total - 1}`);
      await pairs.getByRole("button", { name: "Undo" }).click();
      await said(pairs, `of ${total}`);
      await pairs.locator("details[open]").first().waitFor(); // what was unfolded is so again

      await view.getByRole("button", { name: "Start Training" }).click();
      await view.locator("#run .curve").waitFor({ timeout: TRAIN_MS });
      await screenshot(editor, "fine-tune-run");
      await view.locator("#controls").getByRole("button", { name: "Cancel" }).click();
      await said(view.locator("#outcome"), "Stopped");
      assert.equal(await inUse(view), 0, "a cancelled run changes nothing");

      await view.getByRole("button", { name: "Start Training" }).click();
      const outcome = view.locator("#outcome");
      await outcome.getByRole("heading", { name: "Is it better?" }).waitFor({ timeout: TRAIN_MS });
      assert.ok((await outcome.locator("tbody tr").count()) >= 3, "figures with their intervals");
      await screenshot(editor, "fine-tune-verdict");
      assert.equal(await inUse(view), 0, "nothing is used before the user says so");
      const use = outcome.getByRole("button", { name: "Use This Adapter" });
      assert.ok(await use.count(), `the gate adopts: ${await outcome.textContent()}`);
      await use.click();
      await view.locator("#adapters strong", { hasText: "in use" }).waitFor();
      await screenshot(editor, "fine-tune-adapters");

      await view.getByRole("button", { name: "Go Back to the Previous" }).click();
      await view
        .locator("#adapters")
        .getByRole("button", { name: /^Use dpo/ })
        .waitFor();
      assert.equal(await inUse(view), 0, "one step back is the model as it came");
    },
  };
}

function said(section, text) {
  return section.getByText(text).first().waitFor();
}

function inUse(view) {
  return view.locator("#adapters strong", { hasText: "in use" }).count();
}

async function closeView(editor) {
  await editor.runCommand("View: Close Editor"); // a page without scripts may not pass keys on
  await editor.view().waitFor({ state: "detached" });
}
