/** A file to try Understudy on, with tests: copied once into our own storage, and the user's from then on. */
import { constants } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { bodyOf } from "./samplePlaces.ts";

const FILES = ["sample.py", "test_sample.py"];

/**
 * place: "complete" puts the cursor where ghost text appears and asks for it; else into the function to generate, which
 * "run" does at once. begin: resolves when the server runs.
 */
export async function openSample(
  context: vscode.ExtensionContext,
  place: unknown,
  begin: () => Promise<void>,
): Promise<void> {
  const folder = path.join(context.globalStorageUri.fsPath, "sample");
  await mkdir(folder, { recursive: true });
  for (const file of FILES) {
    const original = context.asAbsolutePath(path.join("extension", "sample", file));
    await copyFile(original, path.join(folder, file), constants.COPYFILE_EXCL).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error; // what is there is the user's by now
      }
    });
  }
  const document = await vscode.workspace.openTextDocument(path.join(folder, "sample.py"));
  const completing = place === "complete";
  const at = bodyOf(document.getText(), completing ? "reverse_words" : "count_vowels");
  const cursor = new vscode.Position(at.line, at.character);
  const editor = await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(cursor, cursor),
    preview: false, // else it takes the walkthrough's tab
  });
  editor.revealRange(new vscode.Range(cursor, cursor), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  if (place === "run") {
    await vscode.commands.executeCommand("understudy.generateWithTests");
  }
  if (completing) {
    await begin();
    if (vscode.window.activeTextEditor?.document === document) {
      await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger"); // setting up may have taken minutes
    }
  }
}
