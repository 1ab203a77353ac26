"""A workspace with a stub and its tests, a tiny random model, and the command in a process of its own."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CALC = 'def clamp(x, low, high):\n    """Return x limited to the interval from low to high."""\n    ...\n'
TESTS = (
    "from calc import clamp\n\n\ndef test_inside():\n    assert clamp(3, 1, 5) == 3\n\n\n"
    "def test_above():\n    assert clamp(9, 1, 5) == 5\n"
)
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"UNDERSTUDY_HOME": str(home), "PYTHONPATH": f"{ROOT / 'server'}{os.pathsep}{ROOT / 'trainer'}"}


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "understudy.cli.main", *words]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "ws"
    folder.mkdir()
    (folder / "pyproject.toml").write_text('[tool.pytest.ini_options]\naddopts = "-q"\n')
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
