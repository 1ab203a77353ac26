// One story of a user per function; `node stories.mjs STORY` runs one and exits 1 when it does not hold.
// Everything it needs comes as JSON in UNDERSTUDY_E2E: see `Editor.tell` in test_editor.py.
import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Editor } from "./editor.mjs";
import { firstRun } from "./firstRun.mjs";
import { generateStories } from "./generate_stories.mjs";
import { learningStories } from "./learning.mjs";
import { mannersStories } from "./manners_stories.mjs";
import { chooseModel } from "./modelStories.mjs";
import { belonging } from "./processes.mjs";

const config = JSON.parse(process.env.UNDERSTUDY_E2E ?? "{}");
const { chromium } = createRequire(`${config.tools}/`)("playwright-core");

const BROWSER =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking " +
  "--disable-component-update --disable-sync";
const GHOST_MS = 20_000; // a cold model on a busy machine; a warm one answers in a tenth of a second
const GENERATE_MS = 120_000;
const WORKER = "understudy.engine.worker";
const KEEPER = "understudy.engine.shared.keeper";

const stories = {
  firstRun: (editor) => firstRun(editor, config, screenshot),

  async ghostText(editor) {
    await start(editor, config.complete.file);
    const before = onDisk(config.complete.file);
    await typeHead(editor);
    const { typed, ghost } = await showsGhostText(editor);
    await screenshot(editor, "ghost-text");
    await editor.keys.press("Tab");
    await editor.save();
    const added = onDisk(config.complete.file).slice(before.length);
    const written = config.complete.head + typed;
    assert.ok(added.startsWith(written + ghost.slice(0, 1)), "Tab put the ghost text behind what was typed");
  },

  async engineKilled(editor) {
    await start(editor, config.complete.file);
    await typeHead(editor);
    await showsGhostText(editor);
    const [engine, ...others] = belonging(config.home, WORKER);
    assert.ok(engine && others.length === 0, "exactly one engine runs");
    await editor.clearLine();
    await editor.type(config.complete.lines[0].slice(0, -2));
    process.kill(engine, "SIGKILL");
    await editor.type(config.complete.lines[0].slice(-2));
    await editor.clearLine();
    await showsGhostText(editor);
    const [next] = belonging(config.home, WORKER);
    assert.ok(next && next !== engine, "another engine answers");
  },

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
    await editor.page.locator("iframe.webview.ready").waitFor({ state: "detached" });
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
    await editor.page.locator("iframe.webview.ready").waitFor({ state: "detached" });
    await editor.focusText();
    await editor.save();
    const written = onDisk(creates);
    assert.match(written, /^def sum_even\(values/m);
    assert.ok(
      written.includes((code.trimEnd().split("\n").at(-1) ?? "").trim()),
      "the file holds the accepted code",
    );
  },

  chooseModel: (editor) =>
    chooseModel(editor, { ...config.hub, file: config.complete.file, start, shot: screenshot }),

  async windows(editor, openWindow) {
    await start(editor, config.complete.file);
    await typeHead(editor);
    await showsGhostText(editor);
    const folder = `${config.workspace}-beside`;
    cpSync(config.workspace, folder, { recursive: true });
    const other = await openWindow();
    await other.open(config.url.replace(config.workspace, folder));
    await other.answerTrust(true);
    await other.openFile(config.complete.file);
    await other.waitUntilReady();
    await typeHead(other);
    await showsGhostText(other);
    const [engine, ...others] = belonging(config.home, WORKER);
    assert.ok(engine && others.length === 0, "two windows, one engine");
    const [keeper, ...keepers] = belonging(config.home, KEEPER);
    assert.ok(keeper && keepers.length === 0, "and one keeper");

    process.kill(keeper, "SIGKILL");
    for (const window of [editor, other]) {
      await window.page.bringToFront();
      await window.focusText();
      await window.clearLine();
      await showsGhostText(window);
    }
    const [next, ...more] = belonging(config.home, WORKER);
    assert.ok(next && next !== engine && more.length === 0, "one other engine answers both");

    await editor.page.close();
    await other.clearLine();
    await showsGhostText(other);
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

  ...learningStories({ config, start, screenshot }),
  ...generateStories({ config, start, generates, onDisk, screenshot }),
};

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

async function generates(editor, line, column) {
  await editor.goTo(line, column);
  await editor.runCommand("Understudy: Generate with Tests");
  await editor.notification("generating with tests").waitFor();
  await editor.results().locator("#summary").waitFor({ timeout: GENERATE_MS });
}

function isThere(file) {
  return existsSync(path.join(config.workspace, file));
}

function onDisk(file) {
  return readFileSync(path.join(config.workspace, file), "utf8");
}

async function screenshot(editor, name) {
  if (config.shots) {
    await editor.page.mouse.move(0, 0);
    await editor.page.screenshot({ path: path.join(config.shots, `${name}.png`) });
  }
}

async function newPage() {
  const opened = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "dark" });
  opened.on("pageerror", (error) => console.error(`page: ${error.message.slice(0, 300)}`));
  return opened;
}

const name = process.argv[2] ?? "";
const tools = { config, start, typeHead, showsGhostText, generates, onDisk, screenshot };
Object.assign(stories, mannersStories(tools));
const story = stories[name];
assert.ok(story, `stories: ${Object.keys(stories).join(", ")}`);
const browser = await chromium.launch({ executablePath: config.chromium, args: BROWSER.split(" ") });
const page = await newPage();
try {
  await story(new Editor(page), async () => new Editor(await newPage()));
  console.log(`${name}: holds`);
} catch (error) {
  const shot = path.join(config.failures, `${name}.png`);
  await page.screenshot({ path: shot }).catch(() => undefined); // a story may close its window
  console.error(`${name}: ${error.stack}\nscreenshot: ${shot}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
