/** What the set-up says to the user. */
import * as os from "node:os";
import { l10n } from "../l10n.ts";
import { Problem } from "../logger.ts";
import type { SetUpFailure } from "./failures.ts";
import type { Detail, Phase, Shown } from "./phases.ts";
import { dotted, OLDEST_MINOR, type Search } from "./python.ts";
import { compileSeconds, FETCHED_PYTHON } from "./recipe.ts";

/** A problem with the environment: offered with it are another try and another interpreter. */
export class SetUpProblem extends Problem {}

/** The user said no, or cancelled: nothing to complain about. */
export class NotNow extends Error {}

export function notSetUp(): string {
  return l10n.t('not set up yet; run "Understudy: Set Up"');
}

/** One line: what is done now, how far it is, what is left. */
export function progressText(shown: Shown): string {
  const parts = [title(shown.phase), detailText(shown.detail), leftText(shown.leftS)];
  return parts.filter(Boolean).join(" · ");
}

function title(phase: Phase): string {
  switch (phase) {
    case "python":
      return l10n.t("fetching Python {0}", FETCHED_PYTHON);
    case "environment":
      return l10n.t("making the environment");
    case "engine":
      return l10n.t("looking for a ready-made llama.cpp");
    case "compile":
      return l10n.t("compiling llama.cpp for this machine");
    case "torch":
      return l10n.t("getting PyTorch");
    case "packages":
      return l10n.t("installing packages");
    case "trial":
      return l10n.t("trying the model");
  }
}

function detailText(detail: Detail | undefined): string {
  switch (detail?.what) {
    case "downloading":
      return l10n.t("{0}, {1}", detail.name, detail.size);
    case "building":
      return l10n.t("building {0}", detail.name);
    case "compiling":
      return l10n.t("{0} of {1}", detail.done, detail.total);
    default:
      return "";
  }
}

function leftText(leftS: number | undefined): string {
  if (leftS === undefined) {
    return "";
  }
  return leftS > 90
    ? l10n.t("about {0} minutes at most", Math.round(leftS / 60))
    : l10n.t("about a minute at most");
}

/** What is asked before anything is downloaded. fetchesPython: there is none, and uv can get one. */
export function consentText(fetchesPython: boolean): string {
  const minutes = Math.round(compileSeconds() / 60);
  const what = fetchesPython
    ? l10n.t(
        "Understudy needs a Python environment of its own. No Python 3.{0} or newer was found, so uv downloads Python {1} (about 30 MB) and then packages from PyPI (about 50 MB), once, outside your project.",
        OLDEST_MINOR,
        FETCHED_PYTHON,
      )
    : l10n.t(
        "Understudy needs a Python environment of its own. It is made once, outside your project, from packages on PyPI (about 50 MB).",
      );
  const time = l10n.t(
    "It takes about a minute; where llama.cpp has to be compiled, about {0} and 80 MB more on this machine.",
    minutes === 1 ? l10n.t("one minute") : l10n.t("{0} minutes", minutes),
  );
  return `${what} ${time}`;
}

export function trainingConsentText(nvidia: boolean): string {
  const size = nvidia
    ? l10n.t("With the CUDA libraries for your GPU that is a download of about 3 GB, and 8 GB on disk.")
    : l10n.t("That is a download of about 400 MB, and 2 GB on disk.");
  return `${l10n.t("Fine-tuning needs PyTorch and some more packages in Understudy's own environment.")} ${size}`;
}

export function bigTorchText(): string {
  return l10n.t(
    "PyTorch's build for processors alone cannot be had. The one at hand brings CUDA along: a download of about 3 GB, and 8 GB on disk.",
  );
}

/** Nothing to build on. */
export function noPython(search: Search): SetUpProblem {
  const incomplete = search.incomplete[0];
  if (incomplete) {
    return new SetUpProblem(
      l10n.t("Python {0} ({1}) cannot make environments.", dotted(incomplete.version), incomplete.path),
      l10n.t(
        "Install its venv package (Debian and Ubuntu: sudo apt install python3.{0}-venv), or uv.",
        incomplete.version[1],
      ),
    );
  }
  const old = search.tooOld.map((python) => `${dotted(python.version)} (${python.path})`).join(", ");
  const found = old ? l10n.t("Found, and too old: {0}.", old) : "";
  return new SetUpProblem(
    `${l10n.t("No Python 3.{0} or newer was found.", OLDEST_MINOR)} ${found}`.trim(),
    l10n.t("Install Python 3.13 from python.org or your system's packages, or uv; or pick an interpreter."),
  );
}

export function noSpace(free: number, needed: number, folder: string): SetUpProblem {
  return new SetUpProblem(
    l10n.t("There is not enough room: {0} GB are needed, {1} GB are free.", inGb(needed), inGb(free)),
    l10n.t("Free some space on the disk of {0}, then try again.", folder),
  );
}

function inGb(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}

export function problemOf(failure: SetUpFailure): SetUpProblem {
  const said = failure.message;
  switch (failure.kind) {
    case "offline":
      return new SetUpProblem(
        sentence(l10n.t("The package index cannot be reached"), said),
        l10n.t("Check the connection or the proxy, then try again; what is downloaded already is kept."),
      );
    case "noCompiler":
      return new SetUpProblem(
        l10n.t("There is no ready-made llama.cpp for this machine, and no C++ compiler to build it."),
        compilerAdvice(),
      );
    case "compile":
      return new SetUpProblem(sentence(l10n.t("llama.cpp could not be compiled"), said), compilerAdvice());
    case "noSpace":
      return new SetUpProblem(
        sentence(l10n.t("The disk is full"), said),
        l10n.t("Free some space (the environment takes about 200 MB, compiling 1 GB more), then try again."),
      );
    case "noVenv":
      return new SetUpProblem(
        sentence(l10n.t("The environment could not be made"), said),
        l10n.t(
          "On Debian and Ubuntu install python3-venv; elsewhere see the log, or pick another interpreter.",
        ),
      );
    case "torchTooBig":
      return new SetUpProblem(
        l10n.t("PyTorch's small build cannot be had, and the big one was not wanted."),
        l10n.t(
          "Check that download.pytorch.org can be reached and no mirror answers for it, then try again.",
        ),
      );
    case "trial":
      return new SetUpProblem(
        sentence(l10n.t("The environment was made, but the model does not run in it"), said),
        l10n.t("See the log; another Python may work: pick an interpreter."),
      );
    case "other":
      return new SetUpProblem(
        sentence(l10n.t("Setting up failed while {0}", title(failure.phase)), said),
        l10n.t("See the log, then try again; what is downloaded already is kept."),
      );
  }
}

/** said: by the program that failed, or "". */
function sentence(what: string, said: string): string {
  return said ? l10n.t("{0}: {1}", what, said) : l10n.t("{0}.", what);
}

function compilerAdvice(): string {
  switch (os.platform()) {
    case "win32":
      return l10n.t(
        'Install the "Desktop development with C++" part of Visual Studio Build Tools, then try again.',
      );
    case "darwin":
      return l10n.t("Run xcode-select --install in a terminal, then try again.");
    default:
      return l10n.t(
        "Install a C++ compiler (Debian and Ubuntu: sudo apt install build-essential; Fedora: sudo dnf install gcc-c++), then try again.",
      );
  }
}
