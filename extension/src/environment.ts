/**
 * The Python that runs the server: the user's `understudy.interpreter` as it is, or an environment of our own,
 * made once per bundled server and never inside the workspace.
 *
 * An environment is built beside its final place and renamed when complete, so a killed editor or a second window
 * never leaves a half-made one in use.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { type Logger, Problem } from "./logger.ts";
import { run } from "./process.ts";
import { findPython, findUv, hasServer, OLDEST } from "./python.ts";
import * as settings from "./settings.ts";

const BUNDLE = "dist/server";
const PREFIX = "server-";
const ABANDONED_MS = 24 * 60 * 60 * 1000; // a half-made environment this old has no builder any more

/** Absolute path of a Python that has the server. Asks before it downloads anything. */
export async function resolvePython(context: vscode.ExtensionContext, logger: Logger): Promise<string> {
  const home = context.globalStorageUri.fsPath;
  await mkdir(home, { recursive: true });
  const named = settings.interpreter();
  if (named) {
    return checkNamed(named, home);
  }
  const wheel = await bundledWheel(context);
  const place = path.join(home, PREFIX + (await fingerprint(wheel)));
  const python = pythonIn(place);
  if (!(await exists(python))) {
    await askToSetUp();
    await withProgress((report, token) => build(wheel, place, home, logger, report, token));
    await removeOthers(home, place, logger);
  }
  return python;
}

async function checkNamed(python: string, home: string): Promise<string> {
  const found = await hasServer(python, home);
  if (!found.ok) {
    throw new Problem(
      `The Python in understudy.interpreter cannot start the server: ${python} (${found.reason}).`,
      `Run "${python}" -m pip install understudy, or clear the setting.`,
    );
  }
  return python;
}

async function bundledWheel(context: vscode.ExtensionContext): Promise<string> {
  const folder = context.asAbsolutePath(BUNDLE);
  const files = await readdir(folder).catch(() => []);
  const wheel = files.find((file) => file.endsWith(".whl"));
  if (!wheel) {
    throw new Problem(
      "This build of the extension carries no server.",
      "Set understudy.interpreter to a Python that has the understudy package.",
    );
  }
  return path.join(folder, wheel);
}

async function askToSetUp(): Promise<void> {
  const setUp = "Set Up";
  const picked = await vscode.window.showInformationMessage(
    "Understudy needs a Python environment of its own. It is made once, outside your project, from packages on PyPI.",
    setUp,
    "Not Now",
  );
  if (picked !== setUp) {
    throw new Problem(
      "Understudy is not set up yet.",
      'Run "Understudy: Restart" to set it up, or set understudy.interpreter to a Python that has the package.',
    );
  }
}

type Report = (message: string) => void;

function withProgress(
  task: (report: Report, token: vscode.CancellationToken) => Promise<void>,
): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: "Understudy: setting up",
    cancellable: true,
  };
  return Promise.resolve(
    vscode.window.withProgress(options, (progress, token) =>
      task((message) => progress.report({ message: message.slice(0, 80) }), token),
    ),
  );
}

async function build(
  wheel: string,
  place: string,
  home: string,
  logger: Logger,
  report: Report,
  token: vscode.CancellationToken,
): Promise<void> {
  const draft = `${place}.partial-${process.pid}`;
  const step = async (title: string, command: readonly string[], nextStep: string) => {
    report(title);
    logger.info(command.join(" "));
    const onLine = (line: string) => {
      logger.debug(line);
      report(line);
    };
    const result = await run(command, { cwd: home, token, onLine });
    if (result.cancelled) {
      throw new Problem("Setting up was cancelled.", 'Run "Understudy: Restart" to try again.');
    }
    if (result.code !== 0) {
      logger.error(result.stderr.trim());
      throw new Problem(`${title} failed: ${result.stderr.trim().split("\n").at(-1) ?? ""}`, nextStep);
    }
  };

  await rm(draft, { recursive: true, force: true });
  try {
    const uv = await findUv(home);
    const base = await findPython(home);
    if (uv) {
      const version = base ?? OLDEST.join(".");
      await step("Making the environment", [uv, "venv", "--python", version, draft], "See the log.");
      await step(
        "Installing the server",
        [uv, "pip", "install", "--python", pythonIn(draft), wheel],
        AFTER_PIP,
      );
    } else if (base) {
      await step("Making the environment", [base, "-I", "-m", "venv", draft], AFTER_VENV);
      const install = ["-I", "-m", "pip", "install", "--disable-pip-version-check", wheel];
      await step("Installing the server", [pythonIn(draft), ...install], AFTER_PIP);
    } else {
      throw new Problem(
        `No Python ${OLDEST.join(".")} or newer was found.`,
        "Install one from python.org, or set understudy.interpreter to its path.",
      );
    }
    await rename(draft, place).catch(async (error: unknown) => {
      if (!(await exists(pythonIn(place)))) {
        throw error; // another window having finished first is fine, anything else is not
      }
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const AFTER_VENV = "On Debian and Ubuntu, install python3-venv; elsewhere see the log.";
const AFTER_PIP =
  "Check that this machine reaches PyPI and has a C++ compiler (llama.cpp may be built here), then run Restart.";

/** Environments of earlier versions, and half-made ones nobody works on any more. */
async function removeOthers(home: string, keep: string, logger: Logger): Promise<void> {
  for (const name of await readdir(home)) {
    const folder = path.join(home, name);
    const draft = name.includes(".partial-");
    if (!name.startsWith(PREFIX) || folder === keep) {
      continue;
    }
    if (draft && Date.now() - (await stat(folder)).mtimeMs < ABANDONED_MS) {
      continue;
    }
    logger.info(`removing ${folder}`);
    await rm(folder, { recursive: true, force: true }).catch((error: unknown) => logger.warn(String(error)));
  }
}

async function fingerprint(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex")
    .slice(0, 12);
}

function pythonIn(environment: string): string {
  return process.platform === "win32"
    ? path.join(environment, "Scripts", "python.exe")
    : path.join(environment, "bin", "python");
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
