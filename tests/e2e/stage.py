"""What the stories stand on: tools, a packed extension, a running code-server with a clean profile.

The stories themselves are in `stories/`; `Editor.tell` runs one of them.
`UNDERSTUDY_E2E_PYTHON`, `UNDERSTUDY_E2E_MODEL` and `UNDERSTUDY_E2E_WORKSPACE` put another server, model or workspace
under the same stories.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
WORKSPACE = Path(os.environ.get("UNDERSTUDY_E2E_WORKSPACE", REPOSITORY / "examples" / "textkit"))
FAILURES = Path(tempfile.gettempdir()) / "understudy-e2e-failures"  # outlives pytest's own folders
PYTHON = os.environ.get("UNDERSTUDY_E2E_PYTHON", sys.executable)

# In WORKSPACE: what is typed at the end of a file, with half lines of which a model must complete one, …
COMPLETE = {
    "file": "textkit/words.py",
    "head": '\n\ndef is_palindrome(text: str) -> bool:\n    """Check whether text reads the same backwards."""\n',
    "lines": ["    return text == ", "    return te", "    if not te"],
}
# … and a function with as many tests as are said to reach it.
GENERATE_IN, FUNCTION, ITS_TESTS = "textkit/numbers.py", "sum_even", 5

# A test of a module that nobody has written yet.
WANTS: dict[str, Any] = {
    "file": "tests/test_totals.py",
    "creates": "textkit/totals.py",
    "line": 6,
    "text": "from textkit.totals import sum_even\n\n\ndef test_sum_of_even_numbers():\n    values = [1, 2, 3, 4]\n"
    "    assert sum_even(values) == 6\n",
}

# What the hub on this machine has: a model under another name, and a page that pretends to be one.
HUB = {"model": "somebody/tiny-code/tiny-code.gguf", "notModel": "somebody/tiny-code/page.gguf"}

SETTINGS = {
    "understudy.interpreter": PYTHON,
    "understudy.model": os.environ.get("UNDERSTUDY_E2E_MODEL", ""),
    "security.workspace.trust.enabled": True,
    "security.workspace.trust.startupPrompt": "always",
    "chat.disableAIFeatures": True,
    "window.autoDetectColorScheme": True,
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "editor.inlineSuggest.enabled": True,
    "editor.quickSuggestions": {"other": "off", "comments": "off", "strings": "off"},
    "editor.autoIndent": "none",
    "editor.autoClosingBrackets": "never",
    "editor.autoClosingQuotes": "never",
    "editor.minimap.enabled": False,
    "files.autoSave": "off",
    "telemetry.telemetryLevel": "off",
    "extensions.ignoreRecommendations": True,
}


@dataclass(frozen=True)
class Tools:
    """node, code_server: the cached Node 24 and code-server's entry; root: the folder that has playwright-core."""

    root: Path
    chromium: str

    @property
    def node(self) -> str:
        return str(self.root / "node_modules" / ".bin" / "node")

    @property
    def code_server(self) -> list[str]:
        return [self.node, str(self.root / "node_modules" / "code-server" / "out" / "node" / "entry.js")]

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "PATH": f"{Path(self.node).parent}{os.pathsep}{os.environ['PATH']}"}


@dataclass(frozen=True)
class Editor:
    """home: Understudy's data directory. user: VS Code's."""

    tools: Tools
    port: int
    home: Path
    user: Path

    def configure(self, **more: object) -> None:
        """Settings of the user's beside `SETTINGS`, by names without "understudy."; before a story is told."""
        _write_settings(self.user, SETTINGS | {f"understudy.{name}": value for name, value in more.items()})

    def tell(self, story: str, workspace: Path, timeout_s: float = 400, **more: object) -> None:
        """Run one story on this workspace; fails with its output. more: what it is told besides."""
        FAILURES.mkdir(exist_ok=True)
        shots = REPOSITORY / "docs" / "images" if os.environ.get("UNDERSTUDY_SHOTS") == "1" else None
        if shots:
            shots.mkdir(parents=True, exist_ok=True)
        config = {
            "tools": str(self.tools.root),
            "chromium": self.tools.chromium,
            "url": f"http://127.0.0.1:{self.port}/?folder={workspace}",
            "home": str(self.home),
            "workspace": str(workspace),
            "shots": str(shots) if shots else None,
            "failures": str(FAILURES),
            "complete": COMPLETE,
            "wants": WANTS,
            "hub": HUB,
            "generate": {
                "file": GENERATE_IN,
                "tests": ITS_TESTS,
                "line": _line_of(workspace, GENERATE_IN, FUNCTION),
                "column": 5,
            },
            **more,
        }
        told = subprocess.run(
            [self.tools.node, str(HERE / "tell.mjs"), story],
            env={**self.tools.environment, "UNDERSTUDY_E2E": json.dumps(config)},
            capture_output=True,
            text=True,
            timeout=timeout_s,
        )
        assert told.returncode == 0, f"{told.stdout}{told.stderr}"
        print(told.stdout, end="")  # what a story measured: pytest -rP


def packed(tools: Tools, folder: Path) -> Path:
    vsix = folder / "understudy.vsix"
    command = ["node_modules/.bin/vsce", "package", "--no-dependencies", "--skip-license", "--out", str(vsix)]
    subprocess.run(command, cwd=REPOSITORY, env=tools.environment, check=True, timeout=300)
    return vsix


@contextlib.contextmanager
def running(
    tools: Tools, vsix: Path, home: Path, settings: dict[str, Any], more: dict[str, str] | None = None
) -> Iterator[Editor]:
    profile = [
        "--user-data-dir",
        f"{home}/user",
        "--extensions-dir",
        f"{home}/extensions",
        "--config",
        f"{home}/c.yaml",
    ]
    _write_settings(home / "user", settings)
    environment = {**tools.environment, **(more or {}), "UNDERSTUDY_HOME": str(home / "understudy")}
    install = [*tools.code_server, *profile, "--install-extension", str(vsix)]
    subprocess.run(install, env=environment, check=True, timeout=120)

    port = _free_port()
    flags = ["--auth", "none", "--disable-telemetry", "--disable-update-check", "--bind-addr", f"127.0.0.1:{port}"]
    with (home / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [*tools.code_server, *profile, *flags], env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait_until_it_answers(port, process)
            yield Editor(tools, port, home / "understudy", home / "user")
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)
            _end_keepers(home / "understudy")


def _write_settings(user: Path, settings: dict[str, Any]) -> None:
    """For a window in a browser the server is another machine, whose settings are in a file of their own."""
    ours = {name: value for name, value in settings.items() if name.startswith("understudy.")}
    for folder, values in (("User", settings), ("Machine", ours)):
        (user / folder).mkdir(parents=True, exist_ok=True)
        (user / folder / "settings.json").write_text(json.dumps(values), encoding="utf-8")


def _end_keepers(home: Path) -> None:
    """They would stay for half a minute, for a window that is loaded anew."""
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            ours = process.environ().get("UNDERSTUDY_HOME") == str(home)
            if ours and "understudy.engine.shared.keeper" in " ".join(process.cmdline()):
                process.terminate()


def _line_of(workspace: Path, file: str, function: str) -> int:
    """1-based line of the `def`."""
    lines = (workspace / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.lstrip().startswith(f"def {function}("))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(port: int, process: subprocess.Popen[bytes], within_s: float = 60) -> None:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
            return
        time.sleep(0.2)
    raise AssertionError(f"code-server did not start (exit status {process.poll()})")
