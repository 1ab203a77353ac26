// Stories of how Understudy behaves while it helps: taking part of a suggestion, turning it down, silence on request,
// a server that dies, and being readable in every theme. `tools`: what stories.mjs shares with its own stories.
import assert from "node:assert/strict";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { contrastOf } from "./contrast.mjs";
import { belonging } from "./processes.mjs";

const SERVER = "understudy.cli.main";
const ENGINE = "understudy.engine.worker";
const BACK_MS = 60_000; // a new server and its model on a busy machine
const JUDGED_MS = 20_000; // ten seconds untouched are a dismissal
const AWAKE = /^Understudy: (ready|thinking|slow)/; // slow: so is a busy machine
const SILENT_MS = 5_000; // a suggestion that is to come is there by then: the model is warm

export function mannersStories(tools) {
  const { config, start, typeHead, showsGhostText, generates, onDisk, screenshot } = tools;

  return {
    async serverKilled(editor) {
      await start(editor, config.complete.file);
      await typeHead(editor);
      await showsGhostText(editor);
      const [server, ...others] = belonging(config.home, SERVER);
      const [engine] = belonging(config.home, ENGINE);
      assert.ok(server && engine && others.length === 0, "exactly one server runs");
      process.kill(server, "SIGKILL");
      await until(() => belonging(config.home, SERVER).some((pid) => pid !== server), BACK_MS);
      await editor.waitForStatus(/^Understudy: (ready|asleep)/);
      assert.ok(runs(engine), "the engine is the keeper's, and outlives a server");
      await editor.focusText();
      await editor.clearLine();
      await showsGhostText(editor);
      assert.equal(await editor.notification("not running").count(), 0, "nothing asks the user to mend it");
    },

    async wordAccept(editor) {
      await start(editor, config.complete.file);
      const before = onDisk(config.complete.file);
      await typeHead(editor);
      const { typed, ghost } = await showsGhostText(editor);
      await editor.keys.press("Control+ArrowRight");
      const rest = await editor.ghostTextOtherThan(ghost);
      assert.ok(ghost.endsWith(rest), "the rest of the suggestion stays on screen");
      await editor.keys.press("Escape");
      await editor.save();
      const added = onDisk(config.complete.file).slice(before.length);
      const word = ghost.slice(0, ghost.length - rest.length);
      assert.equal(added.trimEnd(), (config.complete.head + typed + word).trimEnd(), "one word was taken");
      assert.ok(word.trim(), "a word is not nothing");
    },

    async typeThrough(editor) {
      await start(editor, config.complete.file);
      await typeHead(editor);
      const { ghost } = await showsGhostText(editor);
      const by = Math.min(3, ghost.length - 1);
      for (let typed = 1; typed <= by; typed += 1) {
        await editor.type(ghost[typed - 1]);
        const rest = await editor.ghostTextOtherThan(ghost.slice(typed - 1));
        assert.ok(rest.startsWith(ghost.slice(typed)), `after ${typed} characters the rest is still offered`);
      }
    },

    async dismissed(editor) {
      await start(editor, config.complete.file);
      await typeHead(editor);
      const { typed, ghost } = await showsGhostText(editor);
      for (const times of [1, 2]) {
        await editor.keys.press("Escape");
        await until(() => rejections() >= times, JUDGED_MS);
        await again(editor, typed);
        if (times === 1) {
          assert.equal(await editor.ghostText(SILENT_MS * 4), ghost, "once may have been an accident");
        }
      }
      assert.notEqual(
        await editor.ghostText(SILENT_MS),
        ghost,
        "what was turned down twice does not come again",
      );
    },

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
      await again(editor, typed);
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
      for (const { name, media, workbench, least } of THEMES) {
        await editor.page.emulateMedia(media);
        await editor.page.waitForSelector(`.monaco-workbench.${workbench}`);
        const results = editor.results();
        const read = {
          status: await contrastOf(editor.statusItem()),
          summary: await contrastOf(results.locator("#summary")),
          code: await contrastOf(results.locator("details.candidate[open] pre code").first()),
          button: await contrastOf(results.getByRole("button", { name: /^Accept/ }).first()),
        };
        await screenshot(editor, `results-${name}`);
        await editor.focusText();
        await editor.openWalkthrough("Get started with Understudy");
        read.walkthrough = await contrastOf(editor.page.locator(".getting-started-step .step-title").first());
        await screenshot(editor, `walkthrough-${name}`);
        await editor.keys.press("Control+w");
        for (const [what, contrast] of Object.entries(read)) {
          assert.ok(contrast >= least, `${what} in ${name}: contrast ${contrast.toFixed(1)}, not ${least}`);
        }
      }
    },
  };

  /** How often the log says that a suggestion was turned down. */
  function rejections() {
    const log = new DatabaseSync(path.join(config.home, "learn.sqlite"), { readOnly: true });
    try {
      return Number(log.prepare("SELECT MAX(count) AS most FROM rejections").get()?.most ?? 0);
    } finally {
      log.close();
    }
  }

  /** Asks for the same place once more, as a user does who corrects a letter. */
  async function again(editor, typed) {
    await editor.keys.press("Backspace");
    await editor.type(typed.slice(-1));
  }
}

/** least: WCAG AA for text, AAA where the user asked for contrast. */
const THEMES = [
  { name: "dark", media: { colorScheme: "dark", forcedColors: "none" }, workbench: "vs-dark", least: 4.5 },
  { name: "light", media: { colorScheme: "light", forcedColors: "none" }, workbench: "vs", least: 4.5 },
  {
    name: "contrast",
    media: { colorScheme: "dark", forcedColors: "active" },
    workbench: "hc-black",
    least: 7,
  },
];

function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(holds, within) {
  const deadline = Date.now() + within;
  while (!holds()) {
    assert.ok(Date.now() < deadline, `${holds} did not come true within ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
