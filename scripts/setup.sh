#!/usr/bin/env bash
# Everything `make demo` and `make test` need, on a fresh machine. Says what it does; quick the second time.
#   scripts/setup.sh python    virtual environment with server, trainer and developer tools
#   scripts/setup.sh system    bubblewrap from the system's packages
#   scripts/setup.sh browser   Chromium from the system's packages
#   scripts/setup.sh node      Node 24 and code-server (real VS Code), npm packages of the extension
#   scripts/setup.sh packages  sources of three published packages, and an environment with pytest alone to run them in
#   scripts/setup.sh trl       TRL, the trainer ours is compared with, in a folder of its own
#   scripts/setup.sh server    llama-server, from the sources inside llama-cpp-python (a backend to test, a baseline)
set -euo pipefail
cd "$(dirname "$0")/.."
cache="${XDG_CACHE_HOME:-$HOME/.cache}/understudy-dev"
venv=.venv
say() { printf '\033[1m[setup]\033[0m %s\n' "$*"; }

find_python() {
  for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
    [ -n "$name" ] && command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' && { echo "$name"; return; }
  done
  say "Python 3.11 or newer was not found; install it or set PYTHON=/path/to/python" >&2
  exit 1
}

llama_wheel() {
  # Compiled once and kept outside the work tree: the package comes as source only.
  local wheel
  wheel=$(ls "$cache"/wheels/llama_cpp_python-0.3.36-*.whl 2>/dev/null | head -1 || true)
  if [ -z "$wheel" ]; then
    say "compiling llama-cpp-python 0.3.36 (about five minutes, once)" >&2
    mkdir -p "$cache/wheels"
    CMAKE_ARGS="-DLLAVA_BUILD=OFF" "$venv/bin/pip" wheel -q --no-deps llama-cpp-python==0.3.36 -w "$cache/wheels" >&2
    wheel=$(ls "$cache"/wheels/llama_cpp_python-0.3.36-*.whl | head -1)
  fi
  echo "$wheel"
}

setup_python() {
  local want have
  want=$(cat pyproject.toml constraints.txt "$0" | sha256sum | cut -d' ' -f1)
  have=$(cat "$venv/.setup" 2>/dev/null || true)
  [ "$want" = "$have" ] && return
  local python
  python=$(find_python)
  say "virtual environment in $venv ($("$python" --version))"
  [ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
  say "torch (CPU build where one is at hand)"
  "$venv/bin/pip" install -q torch==2.13.0
  local wheel
  wheel=$(llama_wheel)
  say "server, trainer and developer tools"
  "$venv/bin/pip" install -q -c constraints.txt "$wheel" -e '.[trainer,ray,dev]'
  echo "$want" >"$venv/.setup"
}

system_package() {
  command -v "$1" >/dev/null && return
  say "system package: $2"
  if [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >/dev/null
  else
    say "please run: sudo apt-get install $2"
    exit 1
  fi
}

setup_system() { system_package bwrap bubblewrap; }

setup_browser() { system_package chromium chromium; }

# Not `npm ci`: some registries omit other platforms' optional packages, which it then misses in the lock file.
setup_node() {
  bash tests/e2e/setup.sh
  local want
  want=$(sha256sum package-lock.json | cut -d' ' -f1)
  [ "$want" = "$(cat node_modules/.setup 2>/dev/null || true)" ] && return
  say "npm packages of the extension"
  PATH="$cache/code-server/node_modules/.bin:$PATH" npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error
  echo "$want" >node_modules/.setup
}

# The sources and flags of the wheel, so that a comparison is one of designs and not of builds.
setup_server() {
  local target="$cache/llama-server" build
  [ -x "$target/llama-server" ] && return
  say "compiling llama-server (about five minutes, once)"
  build=$(mktemp -d)
  "$venv/bin/pip" download -q --no-deps --no-binary llama-cpp-python llama-cpp-python==0.3.36 -d "$build"
  tar -xzf "$build"/llama_cpp_python-*.tar.gz -C "$build" --strip-components=1
  command -v cmake >/dev/null && command -v ninja >/dev/null || "$venv/bin/pip" install -q cmake ninja
  (
    PATH="$PWD/$venv/bin:$PATH"
    cmake -S "$build/vendor/llama.cpp" -B "$build/out" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_BUILD_RPATH_USE_ORIGIN=ON \
      -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF
    cmake --build "$build/out" --target llama-server
  ) >"$build/log" 2>&1 || { tail -20 "$build/log"; exit 1; }
  mkdir -p "$target"
  cp -a "$build"/out/bin/*.so* "$build/out/bin/llama-server" "$target/"
  rm -rf "$build"
}

# Every package's own files as published, tests included; pip checks the hashes. Nothing of them is installed.
setup_packages() {
  local target="$cache/packages" want build
  want=$(sha256sum scripts/packages.txt | cut -d' ' -f1)
  [ "$want" = "$(cat "$target/.setup" 2>/dev/null || true)" ] && [ -x "$target/venv/bin/python" ] && return
  say "sources of $(grep -c == scripts/packages.txt) published packages to test on"
  build=$(mktemp -d)
  "$venv/bin/pip" download -q --no-deps --no-binary boltons,more-itertools,toolz --require-hashes -r scripts/packages.txt -d "$build"
  rm -rf "$target"
  mkdir -p "$target"
  for archive in "$build"/*.tar.gz; do tar -xzf "$archive" -C "$target"; done
  rm -rf "$build"
  "$venv/bin/python" -m venv "$target/venv"
  "$target/venv/bin/pip" install -q -c constraints.txt pytest
  echo "$want" >"$target/.setup"
}

# Only what the environment lacks, so that both sides run on the same torch, transformers and peft.
setup_trl() {
  local target="$cache/trl"
  [ -d "$target/trl-1.16.0.dist-info" ] && [ -d "$target/datasets-5.2.0.dist-info" ] && return
  say "TRL 1.16.0 (a baseline; about 270 MB)"
  rm -rf "$target"
  "$venv/bin/pip" install -q --target "$target" --no-deps trl==1.16.0 datasets==5.2.0 pyarrow==26.0.1 pandas==3.1.1 \
    pytz==2026.6 dill==0.4.1 multiprocess==0.70.19 xxhash==4.1.0 fsspec==2026.9.0
}

for part in "$@"; do "setup_$part"; done
