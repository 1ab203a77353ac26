// Stories of ghost text: taken, taken in part, typed through, turned down, and going on whatever dies behind it.
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { belonging } from "../processes.mjs";
import { until } from "../stage.mjs";

const SERVER = "understudy.cli.main";
const WORKER = "understudy.engine.worker";
const KEEPER = "understudy.engine.shared.keeper";
const BACK_MS = 60_000; // a new server and its model on a busy machine
const JUDGED_MS = 20_000; // ten seconds untouched are a dismissal
const SILENT_MS = 5_000; // a suggestion that is to come is there by then: the model is warm

export function completionStories({ config, start, typeHead, showsGhostText, onDisk, screenshot }) {
  const { file, head, lines } = config.complete;
  const running = (text) => belonging(config.home, text);

  /** The one that runs instead of `old`, by which time that one has gone. */
  const successor = (text, old) =>
    until(() => running(text).length === 1 && running(text).find((pid) => pid !== old), text, BACK_MS);

  /** How often the log says that a suggestion was turned down. */
  const rejections = () => {
    const log = new DatabaseSync(path.join(config.home, "learn.sqlite"), { readOnly: true });
    try {
      return Number(log.prepare("SELECT MAX(count) AS most FROM rejections").get()?.most ?? 0);
    } finally {
      log.close();
    }
  };

  return {
    async ghostText(editor) {
      await start(editor, file);
      const before = onDisk(file);
      await typeHead(editor);
      const { typed, ghost } = await showsGhostText(editor);
      await screenshot(editor, "ghost-text");
      await editor.keys.press("Tab");
      await editor.save();
      const added = onDisk(file).slice(before.length);
      const written = head + typed;
      assert.ok(
        added.startsWith(written + ghost.slice(0, 1)),
        "Tab put the ghost text behind what was typed",
      );
    },

    async wordAccept(editor) {
      await start(editor, file);
      const before = onDisk(file);
      await typeHead(editor);
      const { typed, ghost } = await showsGhostText(editor);
      await editor.keys.press("Control+ArrowRight");
      const oneWord = /^\s*\w+\s*$/.test(ghost);
      const rest = await editor.ghostTextOnce(
        (now) => now !== ghost && ghost.endsWith(now) && (now !== "" || oneWord),
      );
      assert.ok(rest !== ghost && ghost.endsWith(rest), `the rest of ${ghost} stays on screen, not ${rest}`);
      await editor.keys.press("Escape");
      await editor.save();
      const added = onDisk(file).slice(before.length);
      const word = ghost.slice(0, ghost.length - rest.length);
      assert.equal(added.trimEnd(), (head + typed + word).trimEnd(), "one word was taken");
      assert.ok(word.trim(), "a word is not nothing");
    },

    async typeThrough(editor) {
      await start(editor, file);
      await typeHead(editor);
      const { ghost } = await showsGhostText(editor);
      const by = Math.min(3, ghost.length - 1);
      for (let typed = 1; typed <= by; typed += 1) {
        await editor.type(ghost[typed - 1]);
        const wanted = ghost.slice(typed);
        const rest = await editor.ghostTextOnce((now) => now.startsWith(wanted));
        assert.ok(
          rest.startsWith(wanted),
          `after ${typed} characters ${wanted} is still offered, not ${rest}`,
        );
      }
    },

    async dismissed(editor) {
      await start(editor, file);
      await typeHead(editor);
      const { typed, ghost } = await showsGhostText(editor);
      for (const times of [1, 2]) {
        await editor.keys.press("Escape");
        await until(() => rejections() >= times, `turned down ${times} times`, JUDGED_MS);
        await editor.retypeLast(typed);
        if (times === 1) {
          const again = await editor.ghostTextOnce((now) => now === ghost);
          assert.equal(again, ghost, "once may have been an accident");
        }
      }
      assert.notEqual(
        await editor.ghostText(SILENT_MS),
        ghost,
        "what was turned down twice does not come again",
      );
    },

    async engineKilled(editor) {
      await start(editor, file);
      await typeHead(editor);
      await showsGhostText(editor);
      const [engine, ...others] = running(WORKER);
      assert.ok(engine && others.length === 0, "exactly one engine runs");
      await editor.clearLine();
      await editor.type(lines[0].slice(0, -2));
      process.kill(engine, "SIGKILL");
      await editor.type(lines[0].slice(-2));
      await editor.clearLine();
      await showsGhostText(editor);
      await successor(WORKER, engine);
    },

    async serverKilled(editor) {
      await start(editor, file);
      await typeHead(editor);
      await showsGhostText(editor);
      const [server, ...others] = running(SERVER);
      const [engine] = running(WORKER);
      assert.ok(server && engine && others.length === 0, "exactly one server runs");
      process.kill(server, "SIGKILL");
      await successor(SERVER, server);
      await editor.waitForStatus(/^Understudy: (ready|asleep|thinking|slow)/);
      assert.deepEqual(running(WORKER), [engine], "the engine is the keeper's, and outlives a server");
      await editor.focusText();
      await editor.clearLine();
      await showsGhostText(editor);
      assert.equal(await editor.notification("not running").count(), 0, "nothing asks the user to mend it");
    },

    async windows(editor, openWindow) {
      await start(editor, file);
      await typeHead(editor);
      await showsGhostText(editor);
      const folder = `${config.workspace}-beside`;
      cpSync(config.workspace, folder, { recursive: true });
      const other = await openWindow();
      await other.open(config.url.replace(config.workspace, folder));
      await other.answerTrust(true);
      await other.openFile(file);
      await other.waitUntilReady();
      await typeHead(other);
      await showsGhostText(other);
      const [engine, ...others] = running(WORKER);
      assert.ok(engine && others.length === 0, "two windows, one engine");
      const [keeper, ...keepers] = running(KEEPER);
      assert.ok(keeper && keepers.length === 0, "and one keeper");

      process.kill(keeper, "SIGKILL");
      for (const window of [editor, other]) {
        await window.page.bringToFront();
        await window.focusText();
        await window.clearLine();
        await showsGhostText(window);
      }
      await successor(WORKER, engine); // one other engine answers both

      await editor.page.close();
      await other.clearLine();
      await showsGhostText(other);
    },
  };
}
