"""The user's story in a real VS Code (code-server in headless Chromium) with the packed extension and the real server.

    pytest -m e2e tests/e2e                     # needs npm, chromium, a C++ compiler; the first run installs 600 MB
    UNDERSTUDY_SHOTS=1 pytest -m e2e tests/e2e  # also writes the pictures of docs/images

The stories themselves are in `stories.mjs`; here is what they stand on: tools, VSIX, clean profile, workspace, server.
`UNDERSTUDY_E2E_PYTHON`, `UNDERSTUDY_E2E_MODEL` and `UNDERSTUDY_E2E_WORKSPACE` put another server, model or workspace
under the same stories.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
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
import pytest

from tests.e2e import preferences
from tests.engine.remote.stand_in import MODELS, StandIn, in_thread, says, writes
from tests.models.hub_server import Hub, Repository, serving
from understudy.lsp import trainer_process
from understudy.models.bundled import bundled_path

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

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
    tools: Tools
    port: int
    home: Path  # Understudy's data directory
    settings: Path

    def configure(self, **more: object) -> None:
        """Settings of the user's beside `SETTINGS`, by names without "understudy."; before a story is told."""
        found = SETTINGS | {f"understudy.{name}": value for name, value in more.items()}
        self.settings.write_text(json.dumps(found), encoding="utf-8")

    def tell(self, story: str, workspace: Path, timeout_s: float = 400, **more: object) -> None:
        """Run one story of stories.mjs on this workspace; fails with its output. more: what it is told besides."""
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
            [self.tools.node, str(HERE / "stories.mjs"), story],
            env={**self.tools.environment, "UNDERSTUDY_E2E": json.dumps(config)},
            capture_output=True,
            text=True,
            timeout=timeout_s,
        )
        assert told.returncode == 0, f"{told.stdout}{told.stderr}"


@pytest.fixture(scope="module")
def tools() -> Tools:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium or not shutil.which("npm"):
        pytest.skip("needs npm and chromium")
    subprocess.run([str(HERE / "setup.sh")], check=True, timeout=1200)
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    root = os.environ.get("UNDERSTUDY_E2E_CACHE") or f"{cache}/understudy-dev/code-server"
    return Tools(Path(root), chromium)


@pytest.fixture(scope="module")
def vsix(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packed extension, without the bundled server: the tests name an interpreter."""
    if not (REPOSITORY / "node_modules" / ".bin" / "vsce").exists():
        subprocess.run(
            ["npm", "ci", "--ignore-scripts"], cwd=REPOSITORY, env=tools.environment, check=True, timeout=300
        )
    return _packed(tools, tmp_path_factory.mktemp("vsix"))


def _packed(tools: Tools, folder: Path) -> Path:
    packed = folder / "understudy.vsix"
    command = ["node_modules/.bin/vsce", "package", "--no-dependencies", "--skip-license", "--out", str(packed)]
    subprocess.run(command, cwd=REPOSITORY, env=tools.environment, check=True, timeout=300)
    return packed


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    files = {"tiny-code.gguf": bundled_path().read_bytes(), "page.gguf": b"<html>please log in</html>"}
    with serving(Hub({"somebody/tiny-code": Repository(files)}, slow_s=2.0)) as running:
        yield running


@pytest.fixture
def editor(tools: Tools, vsix: Path, hub: Hub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """code-server with a profile of its own that has this extension and nothing else.

    One for each story: VS Code keeps a closed window's extension host, and with it our server, for hours.
    """
    home, more = tmp_path_factory.mktemp("code-server"), {"HF_ENDPOINT": hub.url}
    with _running(tools, vsix, home, SETTINGS, more) as running:
        yield running


@pytest.fixture
def newcomer(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """The extension as it ships, with the server inside, and nothing set up. llama.cpp comes from the developer's
    folder of built wheels (scripts/setup.sh), all else from PyPI."""
    env = tools.environment
    subprocess.run(
        ["npm", "run", "bundle-server"], cwd=REPOSITORY, env={**env, "PYTHON": PYTHON}, check=True, timeout=300
    )
    packed = _packed(tools, tmp_path_factory.mktemp("whole-vsix"))
    settings = {name: value for name, value in SETTINGS.items() if name != "understudy.interpreter"}
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "understudy-dev" / "wheels"
    links = {
        name: separator.join(filter(None, [os.environ.get(name, ""), str(cache)]))
        for name, separator in (("PIP_FIND_LINKS", " "), ("UV_FIND_LINKS", ","))
    }
    with _running(tools, packed, tmp_path_factory.mktemp("newcomer"), settings, links) as running:
        yield running


@contextlib.contextmanager
def _running(
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
    file = home / "user" / "User" / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(settings), encoding="utf-8")
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
            yield Editor(tools, port, home / "understudy", file)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)
            _end_keepers(home / "understudy")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A fresh copy, so that no story sees another's edits or trust."""
    if not WORKSPACE.is_dir():
        pytest.skip(f"no workspace at {WORKSPACE}")
    copy = tmp_path / WORKSPACE.name
    shutil.copytree(WORKSPACE, copy, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
    return copy


def test_ghost_text_appears_and_tab_accepts_it(editor: Editor, workspace: Path) -> None:
    editor.tell("ghostText", workspace)


@pytest.mark.skipif(sys.platform != "linux", reason="finds the engine in /proc")
def test_completions_go_on_after_the_engine_is_killed(editor: Editor, workspace: Path) -> None:
    editor.tell("engineKilled", workspace)


@pytest.mark.skipif(sys.platform != "linux", reason="finds the engine in /proc")
def test_two_windows_share_an_engine_and_outlive_it(editor: Editor, workspace: Path) -> None:
    editor.tell("windows", workspace)


def test_generated_function_passes_its_tests_and_one_undo_reverts_it(editor: Editor, workspace: Path) -> None:
    editor.tell("generate", workspace)


def test_what_a_test_wants_becomes_a_new_file_when_it_is_accepted(editor: Editor, workspace: Path) -> None:
    (workspace / WANTS["file"]).write_text(WANTS["text"], encoding="utf-8")
    editor.tell("wanted", workspace)


def test_a_model_is_downloaded_when_asked_for_and_used(editor: Editor, workspace: Path) -> None:
    editor.tell("chooseModel", workspace)


@pytest.mark.skipif(sys.platform != "linux", reason="finds the server in /proc")
def test_completions_go_on_after_the_server_is_killed(editor: Editor, workspace: Path) -> None:
    editor.tell("serverKilled", workspace)


@pytest.mark.parametrize("story", ["wordAccept", "typeThrough", "dismissed", "snoozed", "languages", "themes"])
def test_manners(story: str, editor: Editor, workspace: Path) -> None:
    editor.tell(story, workspace)


def test_no_tests_run_before_the_workspace_is_trusted(editor: Editor, workspace: Path) -> None:
    editor.tell("restrictedMode", workspace)


def test_a_newcomer_is_led_from_nothing_to_a_passing_function(newcomer: Editor, workspace: Path) -> None:
    newcomer.tell("firstRun", workspace, timeout_s=600)


@pytest.mark.skipif(bool(trainer_process.absent()), reason="needs the trainer's packages")
def test_training_shows_what_it_uses_and_is_taken_back_in_one_step(editor: Editor, workspace: Path) -> None:
    pairs = preferences.fill(editor.home)
    editor.tell("fineTuneAndBack", workspace, timeout_s=900, learning={"pairs": pairs})


def test_a_lens_generates_the_function_below_it(editor: Editor, workspace: Path) -> None:
    editor.tell("lens", workspace)


def test_when_no_candidate_passes_the_user_compares_and_goes_on(editor: Editor, workspace: Path) -> None:
    _contradict(workspace)
    editor.tell("nonePass", workspace)


def test_a_stopped_run_shows_what_it_had(editor: Editor, workspace: Path) -> None:
    _contradict(workspace)
    editor.configure(**{"generate.budgetSeconds": 120, "generate.candidates": 64})
    editor.tell("cancelled", workspace)


def test_without_tests_nothing_is_called_passed(editor: Editor, workspace: Path) -> None:
    editor.tell("noTests", workspace, untested=_untested(workspace))


def test_one_question_decides_a_tie(editor: Editor, workspace: Path) -> None:
    undecided = writes("    return values[0]\n", "    return values[-1]\n")
    with in_thread(StandIn({"/v1/models": says(MODELS), "/v1/completions": undecided})) as server:
        editor.configure(**{"remote.url": server.url})
        editor.tell("tie", workspace, untested=_untested(workspace))


def _contradict(workspace: Path) -> None:
    """No code passes all tests of the function any more."""
    with (workspace / "tests" / "test_numbers.py").open("a", encoding="utf-8") as file:
        file.write(
            f"\n\ndef test_two_things_at_once():\n    assert {FUNCTION}([2]) == 2\n    assert {FUNCTION}([2]) == 3\n"
        )


def _untested(workspace: Path) -> dict[str, object]:
    """A function that no test names."""
    name = f"{WORKSPACE.name}/ends.py"
    text = 'def one_end(values: list[int]) -> int:\n    """Return the number at one end of values."""\n    ...\n'
    (workspace / name).write_text(text, encoding="utf-8")
    return {"file": name, "line": 1}


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
