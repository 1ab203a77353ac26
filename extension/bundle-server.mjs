// Builds the server's wheel into dist/server, from where the extension installs it into its own environment.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";

const python = process.env.PYTHON ?? "python3";
rmSync("dist/server", { recursive: true, force: true });
const built = spawnSync(
  python,
  ["-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", "dist/server", "."],
  {
    stdio: "inherit",
  },
);
process.exit(built.status ?? 1);
