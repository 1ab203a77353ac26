// Builds the server's wheel into dist/server, from where the extension installs it into its own environment. The wheel
// is stored uncompressed: the VSIX compresses it as one stream, which is smaller.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";

const python = process.env.PYTHON ?? "python3";
const folder = "dist/server";

function run(...args) {
  const { status } = spawnSync(python, args, { stdio: "inherit" });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

rmSync(folder, { recursive: true, force: true });
run("-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ".");
run("scripts/store_wheel.py", ...readdirSync(folder).map((name) => `${folder}/${name}`));
