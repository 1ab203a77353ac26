#!/usr/bin/env bash
# Installs what the end-to-end tests drive: Node 24, code-server (VS Code in a browser) and playwright-core.
# Everything comes from the npm registry and lands in one cache folder outside the repository; running it again is free.
# Needs: npm >= 10, a C++ compiler, make and python3 (node-pty is built here), Chromium from the system.
set -euo pipefail

NODE_MAJOR=24          # code-server refuses any other
CODE_SERVER=4.139.1    # VS Code 1.139.1
PLAYWRIGHT=1.65.1
ROOT="${UNDERSTUDY_E2E_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/understudy-dev/code-server}"
STAMP="$ROOT/.ready-$CODE_SERVER-$PLAYWRIGHT"

say() { printf 'e2e setup: %s\n' "$*"; }

if [ -f "$STAMP" ]; then
  say "already installed in $ROOT"
  exit 0
fi

mkdir -p "$ROOT"
cd "$ROOT"
[ -f package.json ] || printf '{"name": "understudy-e2e-tools", "private": true}\n' > package.json

# `npm` without the lifecycle scripts: npm 11 asks for each, and code-server's own builds every native module,
# also kerberos, which needs the GSSAPI headers and which we never use.
quiet_npm() { npm "$@" --no-audit --no-fund --loglevel=error; }

if ! [ -x node_modules/.bin/node ] || [[ "$(node_modules/.bin/node --version)" != v$NODE_MAJOR.* ]]; then
  say "installing Node $NODE_MAJOR"
  quiet_npm install "node@$NODE_MAJOR"
  # The package's own script links the binary; npm 11 may have held it back.
  (cd node_modules/node && node installArchSpecificPackage)
fi
export PATH="$ROOT/node_modules/.bin:$PATH"
say "node $(node --version)"

say "installing code-server $CODE_SERVER and playwright-core $PLAYWRIGHT (about 4 minutes, 600 MB)"
quiet_npm install --ignore-scripts "code-server@$CODE_SERVER" "playwright-core@$PLAYWRIGHT"

cd node_modules/code-server/lib/vscode
say "installing VS Code's own packages"
quiet_npm install --omit=dev --ignore-scripts
for module in node-pty @vscode/spdlog @vscode/native-watchdog @vscode/sqlite3 @vscode/fs-copyfile; do
  [ -d "node_modules/$module" ] || continue
  say "building $module"
  quiet_npm rebuild "$module" || say "could not build $module: going on, the tests do not rely on it"
done
ln -sfn code-linux.sh bin/remote-cli/code-server
ln -sfn browser-linux.sh bin/helpers/browser.sh
(cd extensions && quiet_npm install --omit=dev --ignore-scripts)

cd "$ROOT"
node node_modules/code-server/out/node/entry.js --config "$ROOT/config.yaml" --version
touch "$STAMP"
say "ready in $ROOT"
