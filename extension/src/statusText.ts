/** What the status item says, and what selecting it does: pure, so that it is tried without an editor. */
import { l10n } from "./l10n.ts";
import type { InFront } from "./languages.ts";
import type { Status } from "./protocol.ts";
import type { Life } from "./server.ts";

/** All that is known. status: undefined until the server has said something. */
export interface Facts {
  life: Life;
  status: Status | undefined;
  inFront: InFront | undefined;
  trusted: boolean;
  /** `understudy.enable`. */
  enabled: boolean;
}

export interface View {
  icon: string;
  /** What goes on, as the end of "Understudy: …". */
  words: string;
  /** What selecting the item does. */
  next: string;
  click: Click;
  /** Something is wrong. */
  warn: boolean;
}

/** A command of VS Code's or ours. */
export interface Click {
  title: string;
  command: string;
  arguments?: unknown[];
}

type Said = Omit<View, "warn"> & { warn?: boolean };

export function look(facts: Facts): View {
  const { life, status } = facts;
  return { warn: false, ...(life === "running" && status ? ofStatus(facts, status) : ofLife(life)) };
}

/** For a screen reader, which sees no icon. */
export function label(view: View): string {
  return l10n.t("Understudy: {0}. {1}", view.words, view.next);
}

/** The tooltip, one paragraph a line; not Markdown. */
export function lines(facts: Facts, view: View): string[] {
  const { status } = facts;
  return [
    l10n.t("Understudy: {0}", view.words),
    ...(status && facts.life === "running" ? known(status, facts) : []),
    view.next,
  ];
}

function ofLife(life: Life): Said {
  if (life === "stopped") {
    return {
      icon: "$(error)",
      words: l10n.t("the server is not running"),
      next: l10n.t("Select to restart it."),
      click: { title: l10n.t("Restart"), command: "understudy.restart" },
      warn: true,
    };
  }
  return log("$(loading~spin)", l10n.t("starting the server"));
}

function ofStatus(facts: Facts, status: Status): Said {
  if (status.state === "error") {
    return {
      icon: "$(error)",
      words: l10n.t("stopped by a problem"),
      next: l10n.t("Select to restart the model."),
      click: { title: l10n.t("Restart"), command: status.action || "understudy.restart" },
      warn: true,
    };
  }
  const paused = whyPaused(facts, status);
  if (paused && !WORKING.includes(status.state)) {
    return paused;
  }
  switch (status.state) {
    case "loading":
      return log("$(loading~spin)", l10n.t("loading the model"));
    case "restarting":
      return status.remote
        ? log("$(debug-disconnect)", l10n.t("waiting for {0}", status.remote))
        : log("$(loading~spin)", l10n.t("restarting the model"));
    case "thinking":
      return commands("$(sync~spin)", l10n.t("thinking"));
    case "generating":
      return commands("$(sync~spin)", l10n.t("generating with tests"));
    case "training":
      return commands("$(sync~spin)", l10n.t("fine-tuning"));
    case "idle":
      return commands("$(sparkle)", l10n.t("asleep, memory given back; it wakes as you type"));
    case "off":
      return commands("$(sparkle)", l10n.t("not started yet"));
    case "slow":
      return slow(status);
    case "ready":
    case "paused": // by a language of another file
      return facts.trusted && !status.restricted ? commands("$(sparkle)", l10n.t("ready")) : restricted();
    default: // of a newer server
      return commands("$(sparkle)", status.state);
  }
}

/** What a user waits for is said even while suggestions are paused. */
const WORKING = ["generating", "training"];

function whyPaused(facts: Facts, status: Status): Said | undefined {
  switch (status.pausedBy) {
    case "off":
      return facts.enabled ? suggestionsOff() : off();
    case "snoozed":
      return {
        icon: "$(bell-slash)",
        words: status.snoozedUntil
          ? l10n.t("snoozed until {0}", clock(status.snoozedUntil))
          : l10n.t("snoozed until restart"),
        next: l10n.t("Select to wake it."),
        click: { title: l10n.t("Wake Up"), command: "understudy.wakeUp" },
      };
  }
  if (facts.inFront && !facts.inFront.on) {
    const { language } = facts.inFront;
    return {
      icon: "$(circle-slash)",
      words: l10n.t("off for {0}", language),
      next: l10n.t("Select to turn it on for {0}.", language),
      click: { title: l10n.t("Turn On"), command: "understudy.toggleLanguage" },
    };
  }
  return status.pausedBy === "battery" ? battery() : undefined;
}

function off(): Said {
  return {
    icon: "$(circle-slash)",
    words: l10n.t("off"),
    next: l10n.t("Select to turn it on."),
    click: { title: l10n.t("Turn On"), command: "understudy.toggle" },
  };
}

function suggestionsOff(): Said {
  return {
    icon: "$(circle-slash)",
    words: l10n.t("suggestions are off"),
    next: l10n.t("Select to see the setting."),
    click: setting("understudy.completion.enable"),
  };
}

function battery(): Said {
  return {
    icon: "$(debug-pause)",
    words: l10n.t("paused on battery"),
    next: l10n.t("On request suggestions still come. Plug the machine in, or select to change the setting."),
    click: setting("understudy.onBattery"),
  };
}

function slow(status: Status): Said {
  return {
    icon: "$(watch)",
    words: l10n.t("slow, {0} ms to an answer", Math.round(status.answerMs)),
    next: l10n.t(
      "A smaller model, more threads or a longer time limit helps. Gentle on battery uses one thread. Select to see the settings.",
    ),
    click: setting(
      "understudy.model",
      "understudy.engine.threads",
      "understudy.completion.firstAnswerMs",
      "understudy.onBattery",
    ),
  };
}

function restricted(): Said {
  return {
    icon: "$(shield)",
    words: l10n.t("ready, but no tests are run in Restricted Mode"),
    next: l10n.t("Select to manage this workspace's trust."),
    click: { title: l10n.t("Manage Workspace Trust"), command: "workbench.trust.manage" },
  };
}

function log(icon: string, words: string): Said {
  const click = { title: l10n.t("Show Logs"), command: "understudy.showLogs" };
  return { icon, words, next: l10n.t("Select to see the log."), click };
}

function commands(icon: string, words: string): Said {
  const click = {
    title: l10n.t("Show Commands"),
    command: "workbench.action.quickOpen",
    arguments: [">Understudy: "],
  };
  return { icon, words, next: l10n.t("Select for commands."), click };
}

function setting(...names: string[]): Click {
  return {
    title: l10n.t("Open Settings"),
    command: "workbench.action.openSettings",
    arguments: [`@id:${names.join(",")}`],
  };
}

function known(status: Status, { inFront }: Facts): string[] {
  const found: string[] = [];
  if (status.detail) {
    found.push(status.detail);
  }
  if (status.model) {
    const model = status.remote ? l10n.t("{0} at {1}", status.model, status.remote) : status.model;
    found.push(
      status.adapter
        ? l10n.t("Model {0}, adapter {1}", model, status.adapter)
        : l10n.t("Model {0}, no adapter", model),
    );
  }
  const made = status.modelLanguages;
  if (inFront?.on && made.length && !made.includes(inFront.language)) {
    found.push(l10n.t("This model knows {0} alone: it will have little to say here.", made.join(", ")));
  }
  if (status.model && status.place === "shared") {
    found.push(l10n.t("One engine for all windows"));
  } else if (status.model && status.alone) {
    found.push(l10n.t("An engine of this window's own: {0}", status.alone));
  }
  if (status.power === "gentle") {
    found.push(l10n.t("Gentle on battery: fewer threads"));
  }
  if (status.lastMs > 0) {
    found.push(
      l10n.t(
        "Last suggestion {0} ms, {1} tokens/s",
        Math.round(status.lastMs),
        Math.round(status.tokensPerSecond),
      ),
    );
  }
  return [...found, ...counted(status)];
}

function counted(status: Status): string[] {
  if (status.shown === 0) {
    return [];
  }
  const found = [l10n.t("Accepted {0} of {1} shown", status.accepted, status.shown)];
  if (status.lookedAt30s > 0) {
    found.push(l10n.t("Still there after 30 s: {0} of {1}", status.kept30s, status.lookedAt30s));
  }
  if (status.lookedAt5min > 0) {
    found.push(l10n.t("Still there after 5 min: {0} of {1}", status.kept5min, status.lookedAt5min));
  }
  return found;
}

function clock(secondsSinceEpoch: number): string {
  return new Date(secondsSinceEpoch * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
