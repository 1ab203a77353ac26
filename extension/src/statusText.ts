/** What the status item says, and what selecting it does: pure, so that it is tried without an editor. */
import type { Translate } from "./l10n.ts";
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

export function look(facts: Facts, t: Translate): View {
  const { life, status } = facts;
  return { warn: false, ...(life === "running" && status ? ofStatus(facts, status, t) : ofLife(life, t)) };
}

/** For a screen reader, which sees no icon. */
export function label(view: View): string {
  return `Understudy: ${view.words}. ${view.next}`;
}

/** The tooltip, one paragraph a line; not Markdown. */
export function lines(facts: Facts, view: View, t: Translate): string[] {
  const { status } = facts;
  return [
    `Understudy: ${view.words}`,
    ...(status && facts.life === "running" ? known(status, facts, t) : []),
    view.next,
  ];
}

function ofLife(life: Life, t: Translate): Said {
  if (life === "stopped") {
    return {
      icon: "$(error)",
      words: t("the server is not running"),
      next: t("Select to restart it."),
      click: { title: t("Restart"), command: "understudy.restart" },
      warn: true,
    };
  }
  return log("$(loading~spin)", t("starting the server"), t);
}

function ofStatus(facts: Facts, status: Status, t: Translate): Said {
  if (status.state === "error") {
    return {
      icon: "$(error)",
      words: t("stopped by a problem"),
      next: t("Select to restart the model."),
      click: { title: t("Restart"), command: status.action || "understudy.restart" },
      warn: true,
    };
  }
  const paused = whyPaused(facts, status, t);
  if (paused && !WORKING.includes(status.state)) {
    return paused;
  }
  switch (status.state) {
    case "loading":
      return log("$(loading~spin)", t("loading the model"), t);
    case "restarting":
      return status.remote
        ? log("$(debug-disconnect)", t("waiting for {0}", status.remote), t)
        : log("$(loading~spin)", t("restarting the model"), t);
    case "thinking":
      return commands("$(sync~spin)", t("thinking"), t);
    case "generating":
      return commands("$(sync~spin)", t("generating with tests"), t);
    case "training":
      return commands("$(sync~spin)", t("fine-tuning"), t);
    case "idle":
      return commands("$(sparkle)", t("asleep, memory given back; it wakes as you type"), t);
    case "off":
      return commands("$(sparkle)", t("not started yet"), t);
    case "slow":
      return slow(status, t);
    case "ready":
    case "paused": // by a language of another file
      return facts.trusted && !status.restricted ? commands("$(sparkle)", t("ready"), t) : restricted(t);
    default: // of a newer server
      return commands("$(sparkle)", status.state, t);
  }
}

/** What a user waits for is said even while suggestions are paused. */
const WORKING = ["generating", "training"];

function whyPaused(facts: Facts, status: Status, t: Translate): Said | undefined {
  switch (status.pausedBy) {
    case "off":
      return facts.enabled ? suggestionsOff(t) : off(t);
    case "snoozed":
      return {
        icon: "$(bell-slash)",
        words: status.snoozedUntil
          ? t("snoozed until {0}", clock(status.snoozedUntil))
          : t("snoozed until restart"),
        next: t("Select to wake it."),
        click: { title: t("Wake Up"), command: "understudy.wake" },
      };
  }
  if (facts.inFront && !facts.inFront.on) {
    const { language } = facts.inFront;
    return {
      icon: "$(circle-slash)",
      words: t("off for {0}", language),
      next: t("Select to turn it on for {0}.", language),
      click: { title: t("Turn On"), command: "understudy.toggleLanguage" },
    };
  }
  return status.pausedBy === "battery" ? battery(t) : undefined;
}

function off(t: Translate): Said {
  return {
    icon: "$(circle-slash)",
    words: t("off"),
    next: t("Select to turn it on."),
    click: { title: t("Turn On"), command: "understudy.toggle" },
  };
}

function suggestionsOff(t: Translate): Said {
  return {
    icon: "$(circle-slash)",
    words: t("suggestions are off"),
    next: t("Select to see the setting."),
    click: setting(t, "understudy.completion.enable"),
  };
}

function battery(t: Translate): Said {
  return {
    icon: "$(debug-pause)",
    words: t("paused on battery"),
    next: t("On request suggestions still come. Plug the machine in, or select to change the setting."),
    click: setting(t, "understudy.onBattery"),
  };
}

function slow(status: Status, t: Translate): Said {
  return {
    icon: "$(watch)",
    words: t("slow, {0} ms to an answer", Math.round(status.answerMs)),
    next: t(
      "A smaller model, more threads or a longer time limit helps. Gentle on battery uses one thread. Select to see the settings.",
    ),
    click: setting(
      t,
      "understudy.model",
      "understudy.engine.threads",
      "understudy.completion.firstAnswerMs",
      "understudy.onBattery",
    ),
  };
}

function restricted(t: Translate): Said {
  return {
    icon: "$(shield)",
    words: t("ready, but no tests are run in Restricted Mode"),
    next: t("Select to manage this workspace's trust."),
    click: { title: t("Manage Workspace Trust"), command: "workbench.trust.manage" },
  };
}

function log(icon: string, words: string, t: Translate): Said {
  const click = { title: t("Show Logs"), command: "understudy.showLogs" };
  return { icon, words, next: t("Select to see the log."), click };
}

function commands(icon: string, words: string, t: Translate): Said {
  const click = {
    title: t("Show Commands"),
    command: "workbench.action.quickOpen",
    arguments: [">Understudy: "],
  };
  return { icon, words, next: t("Select for commands."), click };
}

function setting(t: Translate, ...names: string[]): Click {
  return {
    title: t("Open Settings"),
    command: "workbench.action.openSettings",
    arguments: [`@id:${names.join(",")}`],
  };
}

function known(status: Status, { inFront }: Facts, t: Translate): string[] {
  const found: string[] = [];
  if (status.detail) {
    found.push(status.detail);
  }
  if (status.model) {
    const model = status.remote ? t("{0} at {1}", status.model, status.remote) : status.model;
    found.push(
      status.adapter ? t("Model {0}, adapter {1}", model, status.adapter) : t("Model {0}, no adapter", model),
    );
  }
  const made = status.modelLanguages;
  if (inFront?.on && made.length && !made.includes(inFront.language)) {
    found.push(t("This model knows {0} alone: it will have little to say here.", made.join(", ")));
  }
  if (status.model && status.place === "shared") {
    found.push(t("One engine for all windows"));
  } else if (status.model && status.alone) {
    found.push(t("An engine of this window's own: {0}", status.alone));
  }
  if (status.power === "gentle") {
    found.push(t("Gentle on battery: fewer threads"));
  }
  if (status.lastMs > 0) {
    found.push(
      t(
        "Last suggestion {0} ms, {1} tokens/s",
        Math.round(status.lastMs),
        Math.round(status.tokensPerSecond),
      ),
    );
  }
  return [...found, ...counted(status, t)];
}

function counted(status: Status, t: Translate): string[] {
  if (status.shown === 0) {
    return [];
  }
  const found = [t("Accepted {0} of {1} shown", status.accepted, status.shown)];
  if (status.lookedAt30s > 0) {
    found.push(t("Still there after 30 s: {0} of {1}", status.kept30s, status.lookedAt30s));
  }
  if (status.lookedAt5min > 0) {
    found.push(t("Still there after 5 min: {0} of {1}", status.kept5min, status.lookedAt5min));
  }
  return found;
}

function clock(secondsSinceEpoch: number): string {
  return new Date(secondsSinceEpoch * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
