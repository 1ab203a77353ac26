// Stories of how Understudy behaves: silent when asked to be, and readable in every theme.
import assert from "node:assert/strict";
import { contrastOf } from "../contrast.mjs";

const AWAKE = /^Understudy: (ready|thinking|slow)/; // slow: so is a busy machine
const SILENT_MS = 5_000; // a suggestion that is to come is there by then: the model is warm
const FADING_MS = 5_000;

export function mannersStories({ config, start, typeHead, showsGhostText, generates, screenshot }) {
  return {
    async snoozed(editor) {
      await start(editor, config.complete.file);
      await typeHead(editor);
      const { typed } = await showsGhostText(editor);
      await editor.keys.press("Escape");
      await editor.runAskingCommand("Understudy: Snooze Suggestions");
      await editor.choose("15 minutes");
      await editor.waitForStatus(/^Understudy: snoozed until \d/);
      await screenshot(editor, "status-snoozed");
      await editor.focusText();
      await editor.retypeLast(typed);
      assert.equal(await editor.ghostText(SILENT_MS), "", "asleep");
      await editor.clickStatus();
      await editor.waitForStatus(AWAKE);
      await editor.focusText();
      await editor.clearLine();
      await showsGhostText(editor);
    },

    async languages(editor) {
      await start(editor, config.complete.file);
      await editor.openFile("README.md");
      await editor.waitForStatus(/^Understudy: off for markdown/);
      await editor.openFile(config.complete.file);
      await editor.waitForStatus(AWAKE);
      await typeHead(editor);
      await editor.keys.press("Escape");
      await editor.runCommand("Understudy: Turn On or Off for This Language");
      await editor.waitForStatus(/^Understudy: off for python/);
      await editor.focusText();
      await editor.type(config.complete.lines[0]);
      assert.equal(await editor.ghostText(SILENT_MS), "", "off");
      await editor.clickStatus();
      await editor.waitForStatus(AWAKE);
      await editor.focusText();
      await editor.clearLine();
      await showsGhostText(editor);
    },

    async themes(editor) {
      const { file, line, column } = config.generate;
      await start(editor, file);
      await generates(editor, line, column);
      for (const { name, media, workbench, view, least } of THEMES) {
        await editor.page.emulateMedia(media);
        await editor.page.waitForSelector(`.monaco-workbench.${workbench}`);
        const results = editor.results();
        await results.locator(`body.${view}`).waitFor(); // it is told of the theme a moment later
        const read = {
          status: await settled(least, editor.statusItem()),
          summary: await settled(least, results.locator("#summary")),
          code: await settled(least, results.locator("details.candidate[open] pre code").first()),
          button: await settled(least, results.getByRole("button", { name: /^Accept/ }).first()),
        };
        await screenshot(editor, `results-${name}`);
        await editor.focusText();
        await editor.openWalkthrough("Get started with Understudy");
        read.walkthrough = await settled(
          least,
          editor.page.locator(".getting-started-step .step-title").first(),
        );
        await screenshot(editor, `walkthrough-${name}`);
        await editor.closeWalkthrough();
        for (const [what, contrast] of Object.entries(read)) {
          assert.ok(contrast >= least, `${what} in ${name}: contrast ${contrast.toFixed(1)}, not ${least}`);
        }
      }
    },
  };
}

/** The contrast of a text once it is enough, or what it came to: colours fade from one theme into the other. */
async function settled(least, locator) {
  for (const deadline = Date.now() + FADING_MS; ; ) {
    const contrast = await contrastOf(locator);
    if (contrast >= least || Date.now() > deadline) {
      return contrast;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** least: WCAG AA for text, AAA where the user asked for contrast. */
const THEMES = [
  {
    name: "dark",
    media: { colorScheme: "dark", forcedColors: "none" },
    workbench: "vs-dark",
    view: "vscode-dark",
    least: 4.5,
  },
  {
    name: "light",
    media: { colorScheme: "light", forcedColors: "none" },
    workbench: "vs",
    view: "vscode-light",
    least: 4.5,
  },
  {
    name: "contrast",
    media: { colorScheme: "dark", forcedColors: "active" },
    workbench: "hc-black",
    view: "vscode-high-contrast",
    least: 7,
  },
];
