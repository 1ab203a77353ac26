// What a newcomer sees: the walkthrough shows, a Python file is opened, one click sets up, and the sample works.
import assert from "node:assert/strict";
import { GENERATE_MS } from "../stage.mjs";

const SET_UP_MS = 300_000; // a slow index; with llama.cpp ready-made it takes a minute

export function firstRunStories({ config, screenshot }) {
  return {
    async firstRun(editor) {
      const { page } = editor;
      const step = (id) => page.locator(`.getting-started-step[data-step-id$="#start#${id}"]`);
      const select = (id) => step(id).locator(".step-title").click(); // not its middle, where a button may be
      const done = (id) =>
        page
          .locator(`[data-done-step-id$="#start#${id}"][aria-checked="true"]`)
          .first()
          .waitFor({ state: "attached" });
      const button = (name) =>
        page.locator(".gettingStartedContainer").getByRole("button", { name, exact: true });
      const walkthrough = async () => {
        await page.getByRole("tab", { name: /^(Walkthrough|Welcome)/ }).click();
        const card = page.getByRole("button", { name: /^Get started with Understudy/ });
        await card.waitFor({ state: "attached" });
        if (await card.isEnabled()) {
          await card.click(); // coming back to it, VS Code may show the page of all walkthroughs
        }
        await step("setUp").waitFor();
      };

      await editor.open(config.url);
      await editor.answerTrust(true);
      await step("setUp").waitFor(); // before any file: opening one must not race with it
      assert.equal(await page.locator(".getting-started-step").count(), 5);
      await editor.openFile(config.complete.file);
      const question = editor.notification("Python environment of its own");
      await question.waitFor();
      await screenshot(editor, "first-run");

      // cancelled first, which leaves nothing in the way of the next try
      await question.getByRole("button", { name: "Set Up" }).click();
      const progress = editor.notification("setting up");
      await progress.waitFor();
      await progress.getByRole("button", { name: "Cancel" }).click();
      await editor.waitForStatus(/^Understudy: not set up yet/);

      const started = Date.now();
      await walkthrough();
      await select("setUp");
      await button("Set Up").click();
      await editor.notification("setting up").waitFor();
      await editor.waitForStatus(/^Understudy: (ready|asleep|not started)/, SET_UP_MS);
      const ready = Date.now();
      console.log(`set up in ${((ready - started) / 1000).toFixed(1)} s`);
      await done("setUp");

      await walkthrough();
      await select("complete");
      await button("Show a Completion").click();
      await page.waitForSelector('.tab.active[data-resource-name="sample.py"]');
      const ghost = await editor.ghostText(30_000);
      assert.match(ghost, /return/);
      console.log(`first completion ${((Date.now() - ready) / 1000).toFixed(1)} s after that`);
      await screenshot(editor, "first-completion");
      await editor.keys.press("Tab");
      await editor.save();

      await walkthrough();
      await done("complete");
      await select("generate");
      await button("Open the Sample").click();
      await page.waitForSelector('.tab.active[data-resource-name="sample.py"]');
      await editor.focusText();
      await editor.runCommand("Understudy: Generate with Tests");
      await editor.results().locator("#summary").waitFor({ timeout: GENERATE_MS });
      const summary = (await editor.results().locator("#summary").textContent()) ?? "";
      assert.match(summary, /passed 5\/5 tests/);
      await screenshot(editor, "first-generate");
      await walkthrough();
      await done("generate");
    },
  };
}
