"""A real workspace, real pytest, real sandbox: nothing here is mocked."""

from __future__ import annotations

import asyncio
import venv
from collections.abc import AsyncIterator
from pathlib import Path
from typing import get_args

import pytest
import pytest_asyncio

from understudy.runner import FunctionRef, Runner, Session, levels, selftest

CALC = '''"""Numbers."""

from __future__ import annotations

import json

SCALE = 2


def average(values):
    """Return the mean of values."""
    ...
'''
GOOD_BODY = "return sum(values) / len(values)"
TESTS = """import json

import pytest

from calc import average


def test_average_of_three():
    assert average([1, 2, 3]) == 2


def test_average_of_one():
    assert average([5]) == 5


def test_average_of_nothing_fails():
    with pytest.raises(ZeroDivisionError):
        average([])


def test_unrelated():
    assert json.loads("1") == 1
"""


def with_body(body: str, *, top: str = "") -> str:
    """calc.py with this body (and lines at module level)."""
    lines = "\n    ".join(body.strip("\n").split("\n"))
    text = CALC.replace("    ...", "    " + lines)
    return text.replace("SCALE = 2\n", f"SCALE = 2\n{top}\n") if top else text


def make(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="session")
def reports() -> dict[str, selftest.Report]:
    """Each level's self-test on this machine."""

    async def run() -> dict[str, selftest.Report]:
        return {level: await selftest.self_test(level) for level in get_args(levels.Level)}

    return asyncio.run(run())


@pytest.fixture(scope="session")
def best(reports: dict[str, selftest.Report]) -> levels.Level:
    for report in reports.values():
        if report.ok:
            return report.level
    pytest.skip(f"no sandbox level holds on this kernel: {reports}")


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with nothing installed: ours is lent its pytest, and no plugin slows the start."""
    folder = tmp_path_factory.mktemp("bare")
    venv.EnvBuilder(with_pip=False, symlinks=True).create(folder)
    return folder / "bin" / "python"


@pytest_asyncio.fixture
async def runner(best: levels.Level, bare: Path, tmp_path: Path) -> AsyncIterator[Runner]:
    make(tmp_path, {"calc.py": CALC, "tests/test_calc.py": TESTS})
    async with await Runner.start(tmp_path, level=best, timeout_s=10, python=bare) as started:
        yield started


async def open_session(runner: Runner, name: str = "calc.py", qualname: str = "average") -> Session:
    """An unentered session for a function of the workspace, on the file's own text."""
    file = runner.workspace / name
    text = file.read_bytes().decode("utf-8")
    ref = FunctionRef(file, qualname)
    return runner.session(ref, await runner.find_tests(ref, text), text)
