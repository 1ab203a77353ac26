// What a newcomer sees: the walkthrough shows, a Python file is opened, one click sets up, and the sample works.
import assert from "node:assert/strict";

const SET_UP_MS = 300_000; // a slow index; with llama.cpp ready-made it takes a minute
const GENERATE_MS = 120_000;

export async function firstRun(editor, config, screenshot) {
  const { page } = editor;
  const step = (id) => page.locator(`.getting-started-step[data-step-id$="#start#${id}"]`);
  const done = (id) =>
    page
      .locator(`[data-done-step-id$="#start#${id}"][aria-checked="true"]`)
      .first()
      .waitFor({ state: "attached" });
  const button = (name) =>
    page.locator(".gettingStartedContainer").getByRole("button", { name, exact: true });
  const walkthrough = async () => {
    await page.getByRole("tab", { name: /^(Walkthrough|Welcome)/ }).click();
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
  const item = page.locator('.statusbar-item[id*="understudy.status"] [aria-label]');
  await item
    .and(page.getByLabel(/^Understudy: not set up yet/))
    .first()
    .waitFor();

  const started = Date.now();
  await walkthrough();
  await step("setUp").click();
  await button("Set Up").click();
  await editor.notification("setting up").waitFor();
  await item
    .and(page.getByLabel(/^Understudy: (ready|asleep|not started)/))
    .first()
    .waitFor({ timeout: SET_UP_MS });
  const ready = Date.now();
  console.log(`set up in ${((ready - started) / 1000).toFixed(1)} s`);
  await done("setUp");

  await walkthrough();
  await step("complete").click();
  await button("Show a Completion").click();
  await page.waitForSelector('.tab.active[data-resource-name="sample.py"]');
  const ghost = await editor.ghostText(30_000);
  assert.match(ghost, /return/);
  console.log(`first completion ${((Date.now() - ready) / 1000).toFixed(1)} s after that`);
  await screenshot(editor, "first-completion");
  await editor.keys.press("Tab");
  await done("complete");
  await editor.save();

  await walkthrough();
  await step("generate").click();
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
}
