// Stories of Generate with Tests that do not end in a pass at once: what a user sees then, and where it begins.
import assert from "node:assert/strict";

const LENS_MS = 60_000; // the server reads the test files after it has started

/** helpers: those of stories.mjs. */
export function generateStories({ config, start, generates, onDisk, screenshot }) {
  const summaryOf = async (editor) => (await editor.results().locator("#summary").textContent()) ?? "";

  /** Waits until the view shows another summary. */
  const nextSummary = async (editor, before) => {
    const summary = editor.results().locator("#summary");
    await summary.filter({ hasNotText: before }).waitFor({ timeout: LENS_MS * 2 });
    return (await summary.textContent()) ?? "";
  };

  return {
    async lens(editor) {
      const { file, tests } = config.generate;
      await start(editor, file);
      const lenses = editor.page.locator(".codelens-decoration a");
      const wanted = lenses.filter({ hasText: `Generate with Tests · ${tests} tests` }).first();
      await wanted.waitFor({ timeout: LENS_MS });
      await screenshot(editor, "lens");
      await wanted.click();
      await editor
        .results()
        .locator("#summary")
        .waitFor({ timeout: LENS_MS * 2 });
      assert.match(await summaryOf(editor), new RegExp(`passed ${tests}/${tests} tests`));
    },

    async nonePass(editor) {
      const { file, line, column } = config.generate;
      await start(editor, file);
      const before = onDisk(file);
      await generates(editor, line, column);
      const results = editor.results();
      const summary = await summaryOf(editor);
      assert.match(summary, /^no candidate passed \(best /);
      assert.equal(await results.locator(".mark.good").count(), 0, "nothing looks like a pass");
      const said = (await results.locator("#live").textContent()) ?? "";
      assert.ok(said.startsWith(summary), "a screen reader is told the same");

      const second = results.locator("details.candidate").nth(1);
      await second.locator("summary").click();
      await screenshot(editor, "none-pass");
      await second.getByRole("button", { name: /^Compare candidate 2 with/ }).click();
      await editor.page.locator(".monaco-diff-editor").first().waitFor();
      await screenshot(editor, "compare");
      await editor.keys.press("Control+w");

      await results.locator("#live").evaluate((live) => live.setAttribute("data-same", "page"));
      await results.getByRole("button", { name: "Keep Looking" }).click();
      const next = await nextSummary(editor, summary);
      assert.match(next, /^(no candidate passed|not verified)/);
      assert.equal(await results.locator('#live[data-same="page"]').count(), 1, "the page was not replaced");
      assert.equal(onDisk(file), before, "nothing was written");
    },

    async cancelled(editor) {
      const { file, line, column } = config.generate;
      await start(editor, file);
      await editor.goTo(line, column);
      await editor.runCommand("Understudy: Generate with Tests");
      const progress = editor.notification("generating with tests");
      await progress.filter({ hasText: /[1-9]\d* tried/ }).waitFor({ timeout: LENS_MS });
      await progress.hover();
      await progress.getByRole("button", { name: "Cancel" }).click();
      const results = editor.results();
      await results.locator("#summary").waitFor();
      assert.match(await summaryOf(editor), /stopped after \d/);
      await results.getByText("You stopped the run").waitFor();
      assert.ok((await results.locator("details.candidate").count()) > 0, "what was tried is there");
      await screenshot(editor, "stopped");
    },

    async noTests(editor) {
      const { file, line } = config.untested;
      await start(editor, file);
      await generates(editor, line, 5);
      const results = editor.results();
      assert.match(await summaryOf(editor), /^not verified: no /);
      await results.getByText("None of your tests verified this code").waitFor();
      assert.equal(await results.locator(".mark.good").count(), 0);
      await screenshot(editor, "no-tests");
    },

    async tie(editor) {
      const { file, line } = config.untested;
      await start(editor, file);
      await generates(editor, line, 5);
      const results = editor.results();
      const before = await summaryOf(editor);
      await results.locator("#question code").waitFor();
      const answers = results.locator('[data-action="answer"]');
      assert.ok((await answers.count()) > 1, "at least two answers to choose from");
      await screenshot(editor, "question");
      const said = (await answers.nth(1).locator("code").textContent()) ?? "";
      await answers.nth(1).click();
      const after = await nextSummary(editor, before);
      assert.ok(after.startsWith("you said ") && after.includes(said), after);
      assert.match(after, /not verified/);
    },
  };
}
