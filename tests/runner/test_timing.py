"""Seconds inside the function: by how much more work, never by the clock of a busy machine."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
import pytest_asyncio

from tests.runner.conftest import make
from understudy.runner import FunctionRef, Runner, Session, TestSelection, levels, timing
from understudy.runner.inside import stopwatch

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


MANY = "def many(n):\n    ...\n"
MANY_TEST = "import time\nfrom m import many\ndef test_many():\n    time.sleep(0.05)\n    assert sum(many(9)) == 36\n"
SPIN = "def spin(i):\n    for _ in range({loops}): pass\n    return i\n"
BODIES = {
    "yields": "for i in range(n):\n        yield spin(i)",
    "returns a generator": "return (spin(i) for i in range(n))",
    "returns a map": "return map(spin, range(n))",
    "returns a list": "return [spin(i) for i in range(n)]",
    "fails": "return map(spin, range(1))",
}


def lazy(*names: str, loops: int) -> list[str]:
    top = SPIN.format(loops=loops)
    return [top + MANY.replace("...", BODIES[name]) for name in names]


@pytest_asyncio.fixture(params=["own", "3.12"])
async def either(
    request: pytest.FixtureRequest, best: levels.Level, bare: Path, tmp_path: Path
) -> AsyncIterator[Runner]:
    """With sys.monitoring, and without."""
    python = bare if request.param == "own" else _newer()
    async with await Runner.start(tmp_path, level=best, timeout_s=10, python=python) as runner:
        yield runner


@pytest.mark.usefixtures("few_rounds")
async def test_lazy_and_eager_code_with_the_same_work_take_the_same_time(either: Runner) -> None:
    """Else a generator that becomes `return (...)`, and is timed for its construction, were 1000 times faster."""
    texts = lazy("yields", "returns a generator", "returns a map", "returns a list", loops=100_000)
    async with session_of(either, lazy("yields", loops=1)[0], MANY_TEST, "many") as session:
        times = [seconds for seconds in await session.time(texts, budget_s=BUDGET_S) if seconds is not None]
    assert len(times) == 4 and max(times) < 5 * min(times)
    assert min(times) > 0.05  # the test's own sleep is in all of them: nothing is timed inside here


@pytest.mark.usefixtures("few_rounds")
async def test_what_is_not_lazy_is_timed_inside_and_lazy_code_that_fails_changes_nothing(workspace: Runner) -> None:
    text, failing = lazy("returns a list", "fails", loops=1)
    async with session_of(workspace, text, MANY_TEST, "many") as session:
        seconds, none = await session.time([text, failing], budget_s=BUDGET_S)
    assert none is None and seconds is not None and seconds < 0.05


@pytest.mark.usefixtures("few_rounds")
async def test_closures_are_monitored_or_timed_by_the_whole_call(
    request: pytest.FixtureRequest, either: Runner
) -> None:
    text = "class A:\n    def n(self):\n        return 1\nclass B(A):\n    def n(self):\n        ...\n"
    test = "import time\nfrom m import B\ndef test_n():\n    time.sleep(0.05)\n    assert B().n() == 2\n"
    body = "for _ in range({}): pass\n        return super().n() + 1"
    texts = [text.replace("...", body.format(loops)) for loops in (1, 3_000_000)]
    async with session_of(either, text, test, "B.n") as session:
        quick, slow = await session.time(texts, budget_s=BUDGET_S)
    assert quick is not None and slow is not None and slow > 1.2 * quick
    assert (quick < 0.05) == ("3.12" in request.node.name)


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
    rounds: dict[int, list[Mapping[str, float] | None]] = {
        0: [{"a": 3.0, "b": 1.0}, {"a": 1.0, "b": 5.0}],
        1: [{"a": 9.0, "b": 9.0}] * 2,
        2: [None],
    }
    calls: list[int] = []

    async def measure(index: int) -> Mapping[str, float] | None:
        calls.append(index)
        return rounds[index][calls.count(index) - 1] if calls.count(index) <= len(rounds[index]) else rounds[index][-1]

    assert await timing.least(3, measure, 60.0) == (2.0, 18.0, None)
    assert calls.count(2) == 1 and calls.count(0) == calls.count(1) == timing.ROUNDS
    assert sorted(calls[:3]) == [0, 1, 2]  # a round is over before one comes again


@pytest.mark.parametrize("whole", [0, 1, 2, 3, 4])
async def test_only_whole_rounds_count_and_at_least_three(whole: int) -> None:
    """Time is up in the middle of the round after `whole` ones; the times of that round would have been the least."""
    calls: list[int] = []

    async def measure(index: int) -> Mapping[str, float] | None:
        calls.append(index)
        ended = (len(calls) - 1) // 4
        if len(calls) == 4 * whole + 4:
            await asyncio.sleep(60)
        return {"a": 10.0 - ended}

    seconds = 11.0 - whole if whole >= 3 else None
    assert await timing.least(4, measure, 0.05) == (seconds,) * 4 and len(calls) == 4 * whole + 4
    assert await timing.least(0, measure, 0.05) == ()


async def test_one_that_fails_later_has_no_time_and_ends_no_round() -> None:
    calls: list[int] = []

    async def measure(index: int) -> Mapping[str, float] | None:
        calls.append(index)
        return {"a": 1.0} if index or calls.count(0) < 5 else None

    assert await timing.least(2, measure, 60.0) == (None, 1.0)


@pytest.mark.parametrize(("count", "budget_s"), [(1, 0.1), (6, 2.0), (2, 60.0), (0, 0.0)])
def test_repeats_leave_most_of_three_rounds_for_forks_and_tests(count: int, budget_s: float) -> None:
    repeat_s = timing.repeat_seconds(count, budget_s)
    assert 0 <= repeat_s <= timing.REPEAT_S
    assert timing.LEAST_ROUNDS * count * repeat_s <= timing.REPEATED * budget_s + 1e-9


# ---- what runs inside
def plain() -> None:
    pass


async def coroutine() -> None:
    pass


def timed(function: Callable[..., object], *, passes: bool = True, attached: bool = True) -> dict[str, object]:
    """The record of a run whose one test calls `function`."""

    def run(item: object, following: object) -> float | None:
        result = function()
        if isinstance(result, Coroutine):
            result.close()
        return 1.0 if passes else None

    code = function.__code__
    try:
        watch = stopwatch.attach([function]) if attached else None  # type: ignore[list-item]
        return stopwatch.least([SimpleNamespace(nodeid="t")], run, watch, 0.0)
    finally:
        function.__code__ = code


LATER: list[Callable[[], object]] = [
    lambda: iter([1]),
    lambda: map(str, [1]),
    lambda: (x for x in [1]),
    lambda: range(9),
    lambda: {1: 2}.items(),
    lambda: plain,
    lambda: (1, zip([1], [2], strict=True)),
    lambda: [filter(None, [1])],
    lambda: coroutine(),
]
NOW: list[Callable[[], object]] = [
    lambda: None,
    lambda: 1000,
    lambda: "text",
    lambda: [1, (2, 3)],
    lambda: {"a": [1]},
    lambda: (1, None),
    lambda: {1, 2},
    lambda: Path("x"),
]


@pytest.mark.parametrize("function", LATER)
def test_result_that_does_the_work_later_is_not_timed_inside(function: Callable[[], object]) -> None:
    assert timed(function)["how"] == "call"
    assert "how" not in timed(function, passes=False)


@pytest.mark.parametrize("function", NOW)
def test_result_that_is_all_there_is_timed_inside(function: Callable[[], object]) -> None:
    found = timed(function)
    assert found["how"] == "inside" and found["seconds"]["t"] < 1.0  # type: ignore[index]
    assert timed(function, attached=False) == {"how": "call", "seconds": {"t": 1.0}}


def test_functions_that_only_generate_get_no_stopwatch() -> None:
    def generator() -> Iterator[int]:
        yield 1

    async def asynchronous() -> AsyncIterator[int]:
        yield 1

    assert [stopwatch.attach([f]) for f in (generator, coroutine, asynchronous)] == [None] * 3  # type: ignore[list-item]
    assert stopwatch.attach([]) is None
