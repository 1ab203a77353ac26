"""The tools once, the packed extension once, an editor and a workspace for each story."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.stage import HERE, PYTHON, REPOSITORY, SETTINGS, WORKSPACE, Editor, Tools, packed, running
from tests.models.hub_server import Hub, Repository, serving
from understudy.models.bundled import bundled_path


@pytest.fixture(scope="session")
def tools() -> Tools:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium or not shutil.which("npm"):
        pytest.skip("needs npm and chromium")
    subprocess.run([str(HERE / "setup.sh")], check=True, timeout=1200)
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    root = os.environ.get("UNDERSTUDY_E2E_CACHE") or f"{cache}/understudy-dev/code-server"
    return Tools(Path(root), chromium)


@pytest.fixture(scope="session")
def vsix(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packed extension. A server that is inside is not used: the tests name an interpreter."""
    if not (REPOSITORY / "node_modules" / ".bin" / "vsce").exists():
        subprocess.run(
            ["npm", "ci", "--ignore-scripts"], cwd=REPOSITORY, env=tools.environment, check=True, timeout=300
        )
    return packed(tools, tmp_path_factory.mktemp("vsix"))


@pytest.fixture(scope="session")
def hub() -> Iterator[Hub]:
    files = {"tiny-code.gguf": bundled_path().read_bytes(), "page.gguf": b"<html>please log in</html>"}
    with serving(Hub({"somebody/tiny-code": Repository(files)}, slow_s=2.0)) as found:
        yield found


@pytest.fixture
def editor(tools: Tools, vsix: Path, hub: Hub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """code-server with a profile of its own that has this extension and nothing else.

    One for each story: VS Code keeps a closed window's extension host, and with it our server, for hours.
    """
    home, more = tmp_path_factory.mktemp("code-server"), {"HF_ENDPOINT": hub.url}
    with running(tools, vsix, home, SETTINGS, more) as found:
        yield found


@pytest.fixture
def newcomer(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """The extension as it ships, with the server inside, and nothing set up. llama.cpp comes from the developer's
    folder of built wheels (scripts/setup.sh), all else from PyPI."""
    env = tools.environment
    subprocess.run(
        ["npm", "run", "bundle-server"], cwd=REPOSITORY, env={**env, "PYTHON": PYTHON}, check=True, timeout=300
    )
    whole = packed(tools, tmp_path_factory.mktemp("whole-vsix"))
    settings = {name: value for name, value in SETTINGS.items() if name != "understudy.interpreter"}
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "understudy-dev" / "wheels"
    links = {
        name: separator.join(filter(None, [os.environ.get(name, ""), str(cache)]))
        for name, separator in (("PIP_FIND_LINKS", " "), ("UV_FIND_LINKS", ","))
    }
    with running(tools, whole, tmp_path_factory.mktemp("newcomer"), settings, links) as found:
        yield found


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A fresh copy, so that no story sees another's edits or trust."""
    if not WORKSPACE.is_dir():
        pytest.skip(f"no workspace at {WORKSPACE}")
    copy = tmp_path / WORKSPACE.name
    shutil.copytree(WORKSPACE, copy, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
    return copy
