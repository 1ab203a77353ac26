// What every story stands on: the workspace opened and trusted, a place to type, pictures, files as they are on disk.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const GHOST_MS = 20_000; // a cold model on a busy machine; a warm one answers in a tenth of a second
const SETTLED_MS = 800; // a notification slides in; pictures alone wait for it

export const GENERATE_MS = 120_000;

/** config: see `Editor.tell` in stage.py. */
export function stage(config) {
  const inWorkspace = (file) => path.join(config.workspace, file);

  /** Opens the workspace, answers the question of trust, opens the file and waits for the model. */
  async function start(editor, file, trusted = true) {
    await editor.open(config.url);
    await editor.answerTrust(trusted);
    await editor.openFile(file);
    await editor.waitUntilReady();
  }

  /** Starts a function at the end of the file. */
  async function typeHead(editor) {
    await editor.keys.press("Control+End");
    await editor.type(config.complete.head);
  }

  /** Types half a line until one is completed: a model may have nothing to say on one of them. */
  async function showsGhostText(editor) {
    for (const line of config.complete.lines) {
      await editor.type(line);
      const ghost = await editor.ghostText(GHOST_MS);
      if (ghost) {
        return { typed: line, ghost };
      }
      await editor.clearLine();
    }
    assert.fail("no ghost text for any of the lines");
  }

  /** Generates the function at a place; resolves when the results view shows what came of it. */
  async function generates(editor, line, column) {
    await editor.goTo(line, column);
    await editor.runCommand("Understudy: Generate with Tests");
    await editor.results().locator("#summary").waitFor({ timeout: GENERATE_MS });
  }

  async function screenshot(editor, name) {
    if (config.shots) {
      await editor.page.mouse.move(0, 0);
      await editor.page.waitForTimeout(SETTLED_MS);
      await editor.page.screenshot({ path: path.join(config.shots, `${name}.png`) });
    }
  }

  return {
    config,
    start,
    typeHead,
    showsGhostText,
    generates,
    screenshot,
    isThere: (file) => existsSync(inWorkspace(file)),
    onDisk: (file) => readFileSync(inWorkspace(file), "utf8"),
  };
}

/** Returns what `look` finds, once that is something. */
export async function until(look, what, within = 30_000) {
  const deadline = Date.now() + within;
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    assert.ok(Date.now() < deadline, `not within ${within / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
