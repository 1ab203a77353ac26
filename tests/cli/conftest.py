"""A workspace with a stub and its tests, a tiny random model, and the command in a process of its own."""

from __future__ import annotations

import contextlib
import importlib.util
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import CALC, ROOT, TESTS, Run, command, environment
from tests.cli.scripted import Scripted
from understudy.cli import rooms


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "ws"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    (folder / "calc.py").write_text(CALC)
    (folder / "test_calc.py").write_text(TESTS)
    return folder


@pytest.fixture
def understudy(tmp_path: Path, workspace: Path) -> Run:
    def run(*words: str, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*words), capture_output=True, text=True, timeout=60, cwd=cwd or workspace,
            stdin=subprocess.DEVNULL, env=environment(tmp_path / "home") | more,
        )  # fmt: skip

    return run


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    spec = importlib.util.spec_from_file_location("engine_tiny", ROOT / "tests" / "engine" / "tiny.py")
    assert spec and spec.loader
    tiny = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tiny)
    return str(tiny.make_model(tmp_path_factory.mktemp("model") / "tiny.gguf"))


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Let `generate` meet these candidates instead of a model's."""
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))

    def use(*texts: str) -> None:
        @contextlib.asynccontextmanager
        async def engine(model: str, **rest: Any) -> AsyncIterator[rooms.Opened]:
            yield rooms.Opened(Scripted(*texts), "")  # type: ignore[arg-type]

        monkeypatch.setattr(rooms, "engine", engine)

    return use
