"""Presentation, positive control, tiers, and everything that can be wrong with a workspace."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest

from tests.runner.conftest import CALC, GOOD_BODY, contents, make, open_session, with_body
from understudy.runner import FunctionRef, Runner, RunnerError, TestSelection, levels

SHAPES = '''"""Shapes."""
from __future__ import annotations
import contextlib
import functools
from dataclasses import dataclass

UNIT = 3


def registered(f):
    @functools.wraps(f)
    def inner(*a, **k):
        return f(*a, **k)
    return inner


@dataclass
class Box:
    side: int

    def area(self) -> int:
        """Side squared."""
        ...

    @property
    def double(self) -> int:
        """Twice the side."""
        raise NotImplementedError

    @staticmethod
    def unit() -> int:
        """The unit."""
        pass

    @classmethod
    def of(cls, side: int) -> Box:
        """A box."""

    def __len__(self) -> int:
        """The side."""
        ...


@registered
def decorated(n: int) -> int:
    """n plus UNIT."""
    ...


@functools.lru_cache
def cached(n): ...


def evens(n):
    """Yield the even numbers below n."""
    ...


async def later(n):
    """n plus one."""
    ...


def doubled(values, *, by=2): ...
'''
SHAPES_TEST = """import asyncio
import inspect
import unittest
import pytest
from pkg import shapes
from pkg.shapes import Box, cached, decorated, doubled, evens, later

def test_area(): assert Box(3).area() == 9
def test_double(): assert Box(3).double == 6
def test_unit(): assert Box.unit() == 3
def test_of(): assert Box.of(2) == Box(2)
def test_len(): assert len(Box(4)) == 4
@pytest.mark.parametrize("n", [1, 2])
def test_decorated(n): assert decorated(n) == n + 3
def test_cached(): assert cached(2) == 4
def test_evens(): assert list(evens(5)) == [0, 2, 4]
def test_later(): assert asyncio.run(later(1)) == 2
class DoubledCase(unittest.TestCase):
    def setUp(self): self.f = doubled
    def test_plain(self): self.assertEqual(self.f([1, 2]), [2, 4])
    def test_by(self): self.assertEqual(self.f([1], by=3), [3])
"""
GOOD = {
    "Box.area": ('"""Side squared."""\n        ...', '"""Side squared."""\n        return self.side ** 2', "rank"),
    "Box.double": ("raise NotImplementedError", "return 2 * self.side", "rank"),
    "Box.unit": ("pass", "return UNIT", "rank"),
    "Box.of": ('"""A box."""', '"""A box."""\n        return cls(side)', "rank"),
    "Box.__len__": ('"""The side."""\n        ...', '"""The side."""\n        return self.side', "rank"),
    "decorated": ('"""n plus UNIT."""\n    ...', '"""n plus UNIT."""\n    return n + UNIT', "rank"),
    "cached": ("def cached(n): ...", "def cached(n): return n * 2", "rank"),
    "evens": ("below n.\"\"\"\n    ...", "below n.\"\"\"\n    yield from range(0, n, 2)", "confirm"),
    "later": ('"""n plus one."""\n    ...', '"""n plus one."""\n    return n + 1', "rank"),
    "doubled": ("*, by=2): ...", "*, by=2): return [by * v for v in values]", "rank"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
async def test_every_kind_of_function_is_presented(best: levels.Level, tmp_path: Path, name: str) -> None:
    ws = make(
        tmp_path,
        {
            "src/pkg/__init__.py": "",
            "src/pkg/shapes.py": SHAPES,
            "tests/test_shapes.py": SHAPES_TEST,
            "pyproject.toml": "[tool.pytest.ini_options]\ntestpaths = ['tests']\naddopts = '--cov -n 4 -x'\n",
        },
    )
    before, after, tier = GOOD[name]
    assert before in SHAPES
    good = SHAPES.replace(before, after, 1)
    async with (
        await Runner.start(ws, level=best, timeout_s=10) as runner,
        await open_session(runner, "src/pkg/shapes.py", name) as s,
    ):
        ranked = await s.rank(good)
        assert (ranked.status, ranked.tier) == ("passed", tier), ranked
        assert (await s.rank(SHAPES)).status == "failed"
        if name in ("Box.area", "doubled"):
            assert (await s.confirm(good)).status == "passed"


async def test_control_keeps_only_tests_that_reach_the_function(runner: Runner) -> None:
    ref = FunctionRef(runner.workspace / "calc.py", "average")
    names = ("test_unrelated", "test_average_of_three", "test_average_of_one", "test_average_of_nothing_fails")
    every = TestSelection(ref, tuple(f"tests/test_calc.py::{name}" for name in names), "given")
    before = contents(runner.workspace)
    async with runner.session(ref, every, CALC) as session:
        assert sorted(t.split("::")[1] for t in session.tests) == [
            "test_average_of_nothing_fails", "test_average_of_one", "test_average_of_three"]  # fmt: skip
        wrong = await session.rank(with_body("return 2"))
        assert (wrong.status, wrong.passed, wrong.total) == ("failed", 1, 3)
        assert len(wrong.failures) == 2 and "assert" in wrong.failures[0].message + wrong.failures[1].message
        right = [await session.rank(with_body(GOOD_BODY)), await session.confirm(with_body(GOOD_BODY))]
        assert [(v.status, v.passed, v.tier) for v in right] == [("passed", 3, "rank"), ("passed", 3, "confirm")]
    assert contents(runner.workspace) == before


async def test_unsaved_text_is_what_runs(runner: Runner) -> None:
    file = runner.workspace / "calc.py"
    unsaved = CALC.replace("SCALE = 2", "SCALE = 2\nHALF = 0.5\n")
    ref = FunctionRef(file, "average")
    async with runner.session(ref, await runner.find_tests(ref, unsaved), unsaved) as session:
        good = unsaved.replace("    ...", "    return HALF * 2 * sum(values) / len(values)")
        assert (await session.rank(good)).status == "passed"
        assert (await session.confirm(good)).status == "passed"
    assert file.read_text() == CALC


async def test_change_outside_the_function_needs_a_fresh_import(runner: Runner) -> None:
    async with await open_session(runner) as session:
        helper = "\ndef mean(v):\n    return sum(v) / len(v)\n"
        verdict = await session.rank(with_body("return mean(values)", top=helper))
        assert (verdict.status, verdict.tier) == ("passed", "confirm")


async def test_use_at_import_needs_a_fresh_import(best: levels.Level, tmp_path: Path) -> None:
    text = "def answer():\n    return 0\n\nVALUE = answer()\n"
    ws = make(tmp_path, {"m.py": text, "test_m.py": "import m\ndef test_answer(): assert m.VALUE == 42 and m.answer\n"})
    async with (
        await Runner.start(ws, level=best, timeout_s=10) as runner,
        await open_session(runner, "m.py", "answer") as session,
    ):
        verdict = await session.rank(text.replace("return 0", "return 42"))
        assert (verdict.status, verdict.tier) == ("passed", "confirm"), verdict


async def test_broken_candidates_are_errors_not_crashes(runner: Runner) -> None:
    async with await open_session(runner) as session:
        for text in (with_body("return ("), "", CALC.replace("average", "mean"), with_body("return '\ud800'")):
            assert (await session.rank(text)).status == "error"
        assert (await session.confirm(with_body(GOOD_BODY, top="1 / 0"))).status == "error"


async def test_latin_1_file(best: levels.Level, tmp_path: Path) -> None:
    text = "# -*- coding: latin-1 -*-\nNAME = 'é'\ndef name(): ...\n"
    ws = make(tmp_path, {"test_n.py": "from n import name\ndef test_name(): assert name() == '\\xe9'\n"})
    (ws / "n.py").write_bytes(text.encode("latin-1"))
    ref = FunctionRef(ws / "n.py", "name")
    async with (
        await Runner.start(ws, level=best, timeout_s=10) as runner,
        runner.session(ref, await runner.find_tests(ref, text), text) as session,
    ):
        good = text.replace("...", "return NAME")
        assert (await session.rank(good)).status == "passed"
        assert (await session.confirm(good)).status == "passed"
        assert (await session.rank(text.replace("...", "return '€'"))).status == "error"


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"tests/test_calc.py": "import nowhere\nfrom calc import average\ndef test_average(): average\n"}, "nowhere"),
        ({"conftest.py": "raise RuntimeError('broken conftest')\n"}, "broken conftest"),
        ({"calc.py": CALC.replace("SCALE = 2", "SCALE = 1 / 0")}, "ZeroDivisionError"),
        ({"tests/test_calc.py": "def test_average(): average = 1\n"}, "reaches"),
        ({"tests/test_calc.py": ""}, "No test names"),
    ],
)  # fmt: skip
async def test_broken_workspace_says_why_and_what_next(runner: Runner, files: dict[str, str], says: str) -> None:
    make(runner.workspace, files)
    with pytest.raises(RunnerError) as caught:
        async with await open_session(runner):
            pass
    assert says in caught.value.message
    assert caught.value.next_step


async def test_python_without_pytest_names_the_command(best: levels.Level, tmp_path: Path) -> None:
    import venv

    venv.create(tmp_path / ".venv", with_pip=False)
    make(tmp_path, {"calc.py": CALC, "test_calc.py": "from calc import average\ndef test_average(): average([1])\n"})
    async with await Runner.start(tmp_path, level=best) as runner:
        with pytest.raises(RunnerError, match="-m pip install pytest"):
            async with await open_session(runner):
                pass


async def test_cancel_is_quick_and_the_next_run_is_right(runner: Runner) -> None:
    async with await open_session(runner) as session:
        running = asyncio.create_task(session.rank(with_body("while True: pass")))
        await asyncio.sleep(0.2)
        began = time.monotonic()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert time.monotonic() - began < 0.1
        assert (await session.rank(with_body(GOOD_BODY))).status == "passed"


async def test_killed_server_is_started_again(runner: Runner) -> None:
    async with await open_session(runner) as session:
        os.killpg(session._zygotes["rank"].process.pid, signal.SIGKILL)
        await asyncio.sleep(0.1)
        assert (await session.rank(with_body(GOOD_BODY))).status == "passed"


async def test_overlapping_runs_keep_apart(runner: Runner) -> None:
    runner._slots = asyncio.Semaphore(3)
    async with await open_session(runner) as session:
        bodies = [GOOD_BODY if i % 2 else "return 2" for i in range(8)]
        verdicts = await asyncio.gather(*(session.rank(with_body(body)) for body in bodies))
        assert [v.status for v in verdicts] == ["failed", "passed"] * 4


async def test_describe_names_level_and_command(runner: Runner) -> None:
    text = runner.describe()
    assert text.startswith(runner.level) and str(runner.workspace) in text
