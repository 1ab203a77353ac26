// `node tell.mjs STORY` tells one story of stories/, a user's each, and exits with 1 when it does not hold.
// Everything it needs comes as JSON in UNDERSTUDY_E2E: see `Editor.tell` in stage.py.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { Editor } from "./editor.mjs";
import { stage } from "./stage.mjs";
import { completionStories } from "./stories/completion.mjs";
import { firstRunStories } from "./stories/firstRun.mjs";
import { generateStories } from "./stories/generate.mjs";
import { learningStories } from "./stories/learning.mjs";
import { mannersStories } from "./stories/manners.mjs";
import { modelStories } from "./stories/models.mjs";

const config = JSON.parse(process.env.UNDERSTUDY_E2E ?? "{}");
const { chromium } = createRequire(`${config.tools}/`)("playwright-core");

const BROWSER =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking " +
  "--disable-component-update --disable-sync";

const on = stage(config);
const stories = Object.assign(
  {},
  ...[firstRunStories, completionStories, generateStories, learningStories, mannersStories, modelStories].map(
    (make) => make(on),
  ),
);
const name = process.argv[2] ?? "";
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

async function newPage() {
  const opened = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "dark" });
  opened.on("pageerror", (error) => console.error(`page: ${error.message.slice(0, 300)}`));
  return opened;
}
