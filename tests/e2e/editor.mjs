// VS Code as a user sees it: one method per thing a user does or sees. Waits for states, never for time.

import path from "node:path";

const TIMEOUT = 30_000;
const SLIDING_MS = 10_000;

export class Editor {
  /** page: a Playwright page on a running code-server. */
  constructor(page) {
    this.page = page;
    this.keys = page.keyboard;
    page.setDefaultTimeout(TIMEOUT);
  }

  async open(url) {
    await this.page.goto(url);
    await this.page.waitForSelector(".monaco-workbench .statusbar", { timeout: 90_000 });
  }

  /** Answers the question that VS Code asks for a folder it has not seen. */
  async answerTrust(trusted) {
    const name = trusted ? /^Yes, I trust/ : /^No, I don't trust/;
    const dialog = this.page.locator(".monaco-dialog-box");
    await dialog.getByRole("button", { name }).click();
    await dialog.waitFor({ state: "detached" });
  }

  /** Opens a file by its path in the workspace: a bare name also lists files that merely end so. */
  async openFile(file) {
    const name = path.basename(file);
    await this.pick("Control+p", file, name);
    await this.#quickInput.waitFor({ state: "hidden" });
    await this.page.waitForSelector(`.tab.active[data-resource-name="${name}"]`);
    await this.focusText();
  }

  async runCommand(title) {
    await this.runAskingCommand(title);
    await this.#quickInput.waitFor({ state: "hidden" });
  }

  /** Opens a quick input and takes the row whose label starts with `label`. */
  async pick(chord, text, label = text) {
    const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${label}"]`).first();
    for (const timeout of [SLIDING_MS, SLIDING_MS, TIMEOUT]) {
      await this.keys.press(chord);
      try {
        await this.#quickInput.locator(".quick-input-filter input").waitFor({ timeout });
        await this.keys.type(text);
        await row.click({ timeout });
        return;
      } catch (error) {
        if (timeout === TIMEOUT) {
          throw error;
        }
        await this.keys.press("Escape"); // a page that was still sliding in took the keyboard, and the list closed
      }
    }
  }

  get #quickInput() {
    return this.page.locator(".quick-input-widget");
  }

  async goTo(line, column) {
    await this.keys.press("Control+g");
    await this.page.locator(".quick-input-widget .quick-input-filter input").waitFor();
    await this.keys.type(`${line}:${column}`);
    await this.keys.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await this.focusText();
  }

  /** Puts the keyboard into the text of the first editor group. */
  async focusText() {
    await this.runFocusCommand("Control+1");
  }

  async runFocusCommand(chord) {
    await this.keys.press(chord);
    await this.page.waitForSelector(".editor-group-container.active .monaco-editor.focused");
  }

  async type(text) {
    await this.keys.type(text, { delay: 25 });
  }

  /** The ghost text on screen once there is some, or "" when none came in time. */
  async ghostText(timeout) {
    const ghost = this.page.locator("[class*=ghost-text]:not(:empty)");
    try {
      await ghost.first().waitFor({ timeout });
    } catch {
      return "";
    }
    return this.ghostTextNow();
  }

  async clearLine() {
    await this.keys.press("Escape");
    await this.keys.press("End");
    await this.keys.press("Shift+Home");
    await this.keys.press("Shift+Home");
    await this.keys.press("Delete");
  }

  /** Saves, so that the file on disk is what the editor holds. */
  async save() {
    await this.keys.press("Control+s");
    await this.page.waitForSelector(".tab.active:not(.dirty)");
  }

  async undo() {
    await this.focusText();
    await this.keys.press("Control+z");
  }

  /** Waits until the server runs and says that it can work. */
  async waitUntilReady() {
    await this.waitForStatus(/^Understudy: (ready|asleep|thinking|slow)/);
  }

  /** The status item's text, which is its button. */
  statusItem() {
    return this.page.locator('.statusbar-item[id*="understudy.status"] [aria-label]').first();
  }

  /** words: what a screen reader is told. */
  async waitForStatus(words, timeout = 120_000) {
    const item = this.page.locator('.statusbar-item[id*="understudy.status"] [aria-label]');
    await item.and(this.page.getByLabel(words)).first().waitFor({ timeout });
  }

  async clickStatus() {
    await this.statusItem().click();
  }

  /** Runs a command that asks with a quick input of its own: answer it with `choose`. */
  async runAskingCommand(title) {
    await this.pick("F1", title);
  }

  /** Takes a row of the quick input that a command has opened. */
  async choose(label) {
    const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${label}"]`).first();
    await row.click();
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  async openWalkthrough(title) {
    await this.runAskingCommand("Welcome: Open Walkthrough");
    await this.choose(title);
    await this.page.waitForSelector(".getting-started-step");
  }

  async closeWalkthrough() {
    await this.keys.press("Control+w");
    await this.page.waitForSelector(".getting-started-step", { state: "detached" });
  }

  /** The ghost text that is on screen just now. */
  async ghostTextNow() {
    const parts = await this.page.locator("[class*=ghost-text]:not(:empty)").allTextContents();
    return parts.join("").replaceAll("\u00a0", " ");
  }

  /** The ghost text once it is as wanted; what there was last where it never is. It may go for a moment as one types. */
  async ghostTextOnce(wanted, timeout = TIMEOUT) {
    const deadline = Date.now() + timeout;
    for (;;) {
      const now = await this.ghostTextNow();
      if (wanted(now) || Date.now() > deadline) {
        return now;
      }
      await this.page.waitForTimeout(50);
    }
  }

  /** Asks for the same place once more, as a user does who corrects a letter. */
  async retypeLast(typed) {
    await this.keys.press("Backspace");
    await this.type(typed.slice(-1));
  }

  notification(text) {
    return this.page.locator(".notifications-toasts .notification-toast", { hasText: text }).first();
  }

  /** A view of ours. VS Code shows the walkthrough's pages in views of its own. */
  view() {
    return this.page.locator('iframe.webview.ready[src*="extensionId=understudy"]');
  }

  /** The inside of the one view that is open. */
  results() {
    return this.view().contentFrame().frameLocator("#active-frame");
  }
}
