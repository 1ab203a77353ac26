"""Seconds inside the function: by how much more work, never by the clock of a busy machine."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
import pytest_asyncio

from tests.runner.conftest import make
from understudy.runner import FunctionRef, Runner, Session, TestSelection, levels, timing

BUDGET_S = 20.0


@pytest_asyncio.fixture
async def workspace(best: levels.Level, bare: Path, tmp_path: Path) -> AsyncIterator[Runner]:
    async with await Runner.start(tmp_path, level=best, timeout_s=10, python=bare) as runner:
        yield runner


def session_of(runner: Runner, text: str, test: str, name: str) -> Session:
    make(runner.workspace, {"m.py": text, "test_m.py": test})
    ref = FunctionRef(runner.workspace / "m.py", name)
    names = [line[4:].split("(")[0] for line in test.splitlines() if line.startswith("def test_")]
    return runner.session(ref, TestSelection(ref, tuple(f"test_m.py::{each}" for each in names), "given"), text)


COUNT = "def count(n):\n    ...\n"
COUNT_TEST = (
    "import time\nfrom m import count\ndef test_count():\n    time.sleep(0.05)\n    assert count(1000) == 1000\n"
)


def counting(loops: int) -> str:
    return COUNT.replace("...", f"for _ in range({loops}): pass\n    return n")


@pytest.fixture
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "ROUNDS", 3)


@pytest.mark.usefixtures("few_rounds")
async def test_only_the_inside_counts(workspace: Runner) -> None:
    async with session_of(workspace, COUNT, COUNT_TEST, "count") as session:
        texts = [counting(100), counting(100_000), counting(10).replace("return n", "return 0"), "def count(: "]
        quick, slow, wrong, broken = await session.time(texts, budget_s=BUDGET_S)
        assert quick is not None and slow is not None
        assert slow > 20 * quick and quick < 0.05  # the test's own sleep is not in it
        assert wrong is None and broken is None


@pytest.mark.usefixtures("few_rounds")
async def test_recursion_runs_at_its_own_speed_and_a_cache_counts_once(workspace: Runner) -> None:
    text = "from functools import lru_cache\n@lru_cache(None)\ndef fib(n):\n    ...\n"
    test = "from m import fib\ndef test_fib(): assert fib(60) == 1548008755920\n"
    async with session_of(workspace, text, test, "fib") as session:
        deep = text.replace("...", "return n if n < 2 else fib(n - 1) + fib(n - 2)")
        [seconds] = await session.time([deep], budget_s=BUDGET_S)
        assert seconds is not None and seconds > 0


@pytest.mark.usefixtures("few_rounds")
async def test_change_outside_the_function_and_a_class_are_timed_too(workspace: Runner) -> None:
    text = "class C:\n    def count(self, n):\n        ...\n"
    test = "from m import C\ndef test_count(): assert C().count(9) == 9\n"

    def body(loops: int) -> str:
        spin = f"for _ in range({loops}): pass\n        return n"
        return text.replace("    def", "    def other(self): return self\n    def").replace("...", spin)

    for name in ("C.count", "C"):
        async with session_of(workspace, text, test, name) as session:
            quick, slow = await session.time([body(10), body(100_000)], budget_s=BUDGET_S)
            assert quick is not None and slow is not None and slow > 20 * quick


@pytest.mark.usefixtures("few_rounds")
@pytest.mark.parametrize("version", ["own", "3.12"])
async def test_generators_by_monitoring_or_by_the_whole_call(
    best: levels.Level, bare: Path, tmp_path: Path, version: str
) -> None:
    python = bare if version == "own" else _newer()
    text = "def many(n):\n    ...\n"
    test = "from m import many\ndef test_many(): assert sum(many(9)) == 36\n"

    def body(loops: int) -> str:
        return text.replace("...", f"for i in range(n):\n        for _ in range({loops}): pass\n        yield i")

    async with (
        await Runner.start(tmp_path, level=best, timeout_s=10, python=python) as runner,
        session_of(runner, text, test, "many") as session,
    ):
        quick, slow = await session.time([body(1), body(50_000)], budget_s=BUDGET_S)
        assert quick is not None and slow is not None and slow > 10 * quick


def _newer() -> Path:
    """A Python that has sys.monitoring; where there is none the test cannot be had."""
    names = [shutil.which(f"python3.{minor}") for minor in (14, 13, 12)]
    for path in [*names, *map(str, Path.home().glob(".pyenv/versions/3.1[2-9]*/bin/python3"))]:
        if path is None:
            continue
        asked = subprocess.run([path, "-I", "-c", "import sys; print(sys.executable)"], capture_output=True, text=True)
        if asked.returncode == 0:
            return Path(asked.stdout.strip())
    pytest.skip("no Python 3.12 or newer")


async def test_budget_ends_it_and_leaves_nothing(workspace: Runner) -> None:
    async with session_of(workspace, COUNT, COUNT_TEST, "count") as session:
        began = time.monotonic()
        assert await session.time([counting(10**9)], budget_s=0.3) == (None,)
        assert time.monotonic() - began < 1.0
        assert (await session.rank(counting(1))).status == "passed"


# ---- the pure part
async def test_least_takes_the_minimum_of_each_test_over_rounds() -> None:
    rounds = {0: [{"a": 3.0, "b": 1.0}, {"a": 1.0, "b": 5.0}], 1: [{"a": 9.0, "b": 9.0}] * 2, 2: [None]}
    calls: list[int] = []

    async def measure(index: int) -> Mapping[str, float] | None:
        calls.append(index)
        return rounds[index][calls.count(index) - 1] if calls.count(index) <= len(rounds[index]) else rounds[index][-1]

    assert await timing.least(3, measure, 60.0) == (2.0, 18.0, None)
    assert calls.count(2) == 1 and calls.count(0) == calls.count(1) == timing.ROUNDS
    assert sorted(calls[:3]) == [0, 1, 2]  # a round is over before one comes again


async def test_least_keeps_what_was_seen_when_time_is_up() -> None:
    async def measure(index: int) -> Mapping[str, float] | None:
        if index:
            await asyncio.sleep(60)
        return {"a": 1.0}

    assert set(await timing.least(2, measure, 0.05)) <= {1.0, None}
    assert await timing.least(0, measure, 0.05) == ()
