// Stories of Generate with Tests: where it begins, what is shown and accepted, and what a user sees where nothing passes.
import assert from "node:assert/strict";
import { GENERATE_MS } from "../stage.mjs";

const LENS_MS = 60_000; // the server reads the test files after it has started

export function generateStories({ config, start, generates, isThere, onDisk, screenshot }) {
  const summaryOf = async (editor) => (await editor.results().locator("#summary").textContent()) ?? "";

  /** Waits until the view shows another summary. */
  const nextSummary = async (editor, before) => {
    const summary = editor.results().locator("#summary");
    await summary.filter({ hasNotText: before }).waitFor({ timeout: GENERATE_MS });
    return (await summary.textContent()) ?? "";
  };

  return {
    async generate(editor) {
      const { file, line, column, tests } = config.generate;
      await start(editor, file);
      const before = onDisk(file);
      await generates(editor, line, column);
      const results = editor.results();
      const summary = (await results.locator("#summary").textContent()) ?? "";
      assert.match(summary, new RegExp(`passed ${tests}/${tests} tests`));
      await screenshot(editor, "results");

      const best = results.locator("details.candidate[open]").first();
      const code = (await best.locator("pre code").textContent()) ?? "";
      await best.getByRole("button", { name: /^Preview the diff/ }).click();
      await editor.page.locator(".monaco-diff-editor .line-insert").first().waitFor();
      await screenshot(editor, "preview-diff");
      assert.equal(onDisk(file), before, "a preview writes nothing");
      await editor.keys.press("Control+w");

      await results
        .locator("details.candidate[open]")
        .first()
        .getByRole("button", { name: /^Accept/ })
        .click();
      await editor.view().waitFor({ state: "detached" });
      await editor.focusText();
      await editor.save();
      const accepted = onDisk(file);
      assert.notEqual(accepted, before);
      const lastLine = code.trimEnd().split("\n").at(-1) ?? "";
      assert.ok(accepted.includes(lastLine.trim()), "the file holds the accepted code");

      await editor.undo();
      await editor.save();
      assert.equal(onDisk(file), before, "one undo takes all of it back");
    },

    async wanted(editor) {
      const { file, creates, line } = config.wants;
      await start(editor, file);
      await editor.goTo(line, 5);
      await editor.runCommand("Understudy: Write What This Test Wants");
      const results = editor.results();
      await results.locator("#summary").waitFor({ timeout: GENERATE_MS });
      assert.equal(isThere(creates), false, "a result writes nothing");
      await screenshot(editor, "wanted");

      const first = results.locator("details.candidate").first();
      if (!(await first.evaluate((details) => details.open))) {
        await first.locator("summary").click();
      }
      const code = (await first.locator("pre code").textContent()) ?? "";
      await first.getByRole("button", { name: /^Preview the diff/ }).click();
      await editor.page.locator(".monaco-diff-editor .line-insert").first().waitFor();
      assert.equal(isThere(creates), false, "a preview writes nothing");
      await editor.keys.press("Control+w");

      await first.getByRole("button", { name: /^Accept/ }).click();
      await editor.view().waitFor({ state: "detached" });
      await editor.focusText();
      await editor.save();
      const written = onDisk(creates);
      assert.match(written, /^def sum_even\(values/m);
      assert.ok(
        written.includes((code.trimEnd().split("\n").at(-1) ?? "").trim()),
        "the file holds the accepted code",
      );
    },

    async restrictedMode(editor) {
      const { file, line, column, tests } = config.generate;
      await start(editor, file, false);
      await editor.goTo(line, column);
      await editor.runCommand("Understudy: Generate with Tests");
      const refusal = editor.notification("Restricted Mode");
      await refusal.waitFor();
      assert.equal(await editor.page.locator("iframe.webview").count(), 0, "no results are shown");

      await refusal.getByRole("button", { name: "Manage Workspace Trust" }).click();
      await editor.page
        .locator(".workspace-trust-editor")
        .getByRole("button", { name: "Trust", exact: true })
        .click();
      await editor.page.getByText("You trust this folder").first().waitFor();
      await editor.keys.press("Escape"); // the question may stand in a dialog over the editor
      await editor.openFile(file);
      await generates(editor, line, column);
      const summary = (await editor.results().locator("#summary").textContent()) ?? "";
      assert.match(summary, new RegExp(`passed ${tests}/${tests} tests`), "trusted without a reload");
    },

    async lens(editor) {
      const { file, tests } = config.generate;
      await start(editor, file);
      const lenses = editor.page.locator(".codelens-decoration a");
      const wanted = lenses.filter({ hasText: `Generate with Tests · ${tests} tests` }).first();
      await wanted.waitFor({ timeout: LENS_MS });
      await screenshot(editor, "lens");
      await wanted.click();
      await editor.results().locator("#summary").waitFor({ timeout: GENERATE_MS });
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
      // a screen reader is told the same
      await results.locator("#live").filter({ hasText: summary }).waitFor({ state: "attached" });

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
      await results.locator("main").getByText("You stopped the run").waitFor();
      assert.ok((await results.locator("details.candidate").count()) > 0, "what was tried is there");
      await screenshot(editor, "stopped");
    },

    async noTests(editor) {
      const { file, line } = config.untested;
      await start(editor, file);
      await generates(editor, line, 5);
      const results = editor.results();
      assert.match(await summaryOf(editor), /^not verified: no /);
      await results.locator("main").getByText("None of your tests verified this code").waitFor();
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
