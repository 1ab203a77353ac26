/** The home folder's path often names the user: what is to be shown to others says `~`. */

/** home: absolute. Also where its backslashes are doubled, as in JSON. */
export function withoutHome(text: string, home: string): string {
  if (home.length < 2) {
    return text; // "/" is nobody's
  }
  const spellings = [home, home.replaceAll("\\", "\\\\")].map((path) =>
    path.replaceAll(/[^\w]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`),
  );
  return text.replaceAll(new RegExp(`(?:${spellings.join("|")})(?![\\w.-])`, "gu"), "~");
}
