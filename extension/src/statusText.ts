/** What the status item says for a state of the server: pure, so that it is tried without an editor. */
import type { Status } from "./protocol.ts";

export interface Look {
  icon: string;
  words: string;
}

/** The states of `understudy/status`; a state of a newer server is shown by its own name. */
const LOOKS: Record<string, Look> = {
  off: { icon: "$(sparkle)", words: "not started yet" },
  idle: { icon: "$(sparkle)", words: "asleep, memory given back; it wakes as you type" },
  loading: { icon: "$(loading~spin)", words: "loading the model" },
  restarting: { icon: "$(loading~spin)", words: "restarting the model" },
  ready: { icon: "$(sparkle)", words: "ready" },
  thinking: { icon: "$(sync~spin)", words: "thinking" },
  generating: { icon: "$(sync~spin)", words: "generating with tests" },
  training: { icon: "$(sync~spin)", words: "fine-tuning" },
  paused: { icon: "$(debug-pause)", words: "paused" },
  error: { icon: "$(error)", words: "stopped by a problem" },
};

export function look(status: Pick<Status, "state" | "remote" | "power">): Look {
  if (status.state === "paused" && status.power === "pause") {
    return { icon: "$(debug-pause)", words: "paused: on battery" };
  }
  if (status.remote && status.state === "restarting") {
    return { icon: "$(debug-disconnect)", words: `waiting for ${status.remote}` };
  }
  return LOOKS[status.state] ?? { icon: "$(sparkle)", words: status.state };
}

/** The tooltip, one paragraph a line. */
export function lines(status: Status): string[] {
  const found = [`Understudy: ${look(status).words}`];
  if (status.detail) {
    found.push(status.detail);
  }
  if (status.model) {
    const place = status.remote ? ` at ${status.remote}` : "";
    found.push(`Model ${status.model}${place}${status.adapter ? `, adapter ${status.adapter}` : ""}`);
  }
  if (status.model && status.place === "shared") {
    found.push("One engine for all windows");
  } else if (status.model && status.alone) {
    found.push(`An engine of this window's own: ${status.alone}`);
  }
  if (status.power === "gentle") {
    found.push("Gentle on battery: fewer threads");
  }
  if (status.lastMs > 0) {
    found.push(
      `Last completion ${Math.round(status.lastMs)} ms, ${Math.round(status.tokensPerSecond)} tokens/s`,
    );
  }
  if (status.shown > 0) {
    found.push(
      `Accepted ${status.accepted} of ${status.shown} shown, ${status.kept30s} still there after 30 s`,
    );
  }
  return found;
}
