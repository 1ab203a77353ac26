/** The edit that puts one candidate into the file. Pure. */
import { type GenerateResult, isRecord } from "./protocol.ts";

/**
 * The server places the chosen candidate; another one takes its place in the same edit, text for text.
 * Undefined when the server's edit does not contain the chosen text as it stands.
 */
export function editOf(result: GenerateResult, index: number): unknown {
  const candidate = result.candidates[index];
  const chosen = result.candidates.find((other) => other.chosen);
  if (!candidate) {
    return undefined;
  }
  if (candidate.edit) {
    return candidate.edit;
  }
  if (candidate === chosen) {
    return result.edit ?? undefined;
  }
  return chosen ? swap(result.edit, chosen.text.trimEnd(), candidate.text.trimEnd()) : undefined;
}

function swap(edit: unknown, from: string, to: string): unknown {
  let swapped = 0;
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map(walk);
    }
    if (!isRecord(value)) {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        if (key === "newText" && typeof inner === "string" && from && inner.includes(from)) {
          swapped += 1;
          return [key, inner.replace(from, () => to)];
        }
        return [key, walk(inner)];
      }),
    );
  };
  const result = walk(edit);
  return swapped === 1 ? result : undefined;
}
