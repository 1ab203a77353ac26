// Bundles the extension and the scripts of its views into dist/.
import { build } from "esbuild";

const minify = process.argv.includes("--minify");
const common = { bundle: true, minify, sourcemap: minify ? false : "linked", logLevel: "info" };

await Promise.all([
  build({
    ...common,
    entryPoints: ["extension/src/extension.ts"],
    outfile: "dist/extension.js",
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
  }),
  build({
    ...common,
    entryPoints: ["extension/webview/results.ts", "extension/webview/fineTune.ts"],
    outdir: "dist",
    platform: "browser",
    format: "iife",
    target: "es2022",
  }),
]);
