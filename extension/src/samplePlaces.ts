/** Where the cursor goes in the sample. The user may have changed the file by then. */

/** The end of the line behind a function's docstring, 0-based; the file's start where the function has gone. */
export function bodyOf(text: string, name: string): { line: number; character: number } {
  const lines = text.split(/\r\n|\r|\n/);
  const head = lines.findIndex((line) => line.startsWith(`def ${name}(`));
  if (head < 0) {
    return { line: 0, character: 0 };
  }
  const line = Math.min(head + 2, lines.length - 1);
  return { line, character: lines[line]?.length ?? 0 };
}
