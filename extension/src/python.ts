/** Which Python can carry the server. */
import { run } from "./process.ts";

export const OLDEST: readonly [number, number] = [3, 11];

const CANDIDATES: readonly (readonly string[])[] = [
  ["python3.13"],
  ["python3.12"],
  ["python3.11"],
  ["python3"],
  ["python"],
  ...(process.platform === "win32" ? [["py", "-3"]] : []),
];

/** Arguments before any of ours: isolated (-I) so that neither the workspace's folder nor PYTHONPATH is imported. */
export const ISOLATED: readonly string[] = ["-X", "utf8", "-I"];

/** Absolute path of the first Python that is new enough, or undefined. `cwd` must not be the workspace. */
export async function findPython(cwd: string): Promise<string | undefined> {
  const probe = `import sys; print(sys.executable if sys.version_info >= (${OLDEST.join(", ")}) else "")`;
  for (const candidate of CANDIDATES) {
    const result = await run([...candidate, ...ISOLATED, "-c", probe], { cwd });
    const executable = result.stdout.trim();
    if (result.code === 0 && executable) {
      return executable;
    }
  }
  return undefined;
}

export async function findUv(cwd: string): Promise<string | undefined> {
  const result = await run(["uv", "--version"], { cwd });
  return result.code === 0 ? "uv" : undefined;
}

/** Whether this Python can start the server; on failure the reason, one line. */
export async function hasServer(python: string, cwd: string): Promise<{ ok: boolean; reason: string }> {
  const result = await run([python, ...ISOLATED, "-c", "import understudy"], { cwd });
  return { ok: result.code === 0, reason: result.stderr.trim().split("\n").at(-1) ?? "" };
}
