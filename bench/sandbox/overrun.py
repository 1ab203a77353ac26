"""By how much "Generate with Tests" exceeds its budget when candidates loop and dawdle."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import tempfile
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from pathlib import Path
from typing import Any, cast

from bench.report import Metric
from bench.sandbox.reaping import percentile
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Candidate, Delta, Done, Finished, ModelInfo
from understudy.generate.loop import generate_with_tests
from understudy.generate.types import Request, Sampler
from understudy.models.bundled import bundled_path
from understudy.runner import Runner
from understudy.runner.levels import Level

TEXTKIT = Path(__file__).parents[2] / "examples" / "textkit"
FILE, FUNCTION = "textkit/words.py", "count_longer_than"
BUDGETS_S = (1.0, 2.0, 5.0)
ROWS = 64  # more than any of the budgets can use up
OVERRUN_BAR_MS = 150.0

Spoil = Callable[[int], str]
"""The number of a row -> what it says instead of what the model wrote."""


def loops(number: int) -> str:
    return f"    while True: seen = {number}\n"


def dawdles(number: int) -> str:
    return f"    __import__('time').sleep(0.3)\n    return -{number + 1}\n"


def wrong(number: int) -> str:
    return f"    return -{number + 1}\n"


def mixed(number: int) -> str:
    return (loops, dawdles, wrong)[number % 3](number)


CASES: dict[str, Spoil] = {"loops": loops, "dawdles": dawdles, "mixed": mixed}


class Spoiled:
    """The real engine at its real pace, whose rows say something else: the model alone would be too good or too bad."""

    def __init__(self, engine: EngineClient, spoil: Spoil) -> None:
        self._engine, self._spoil = engine, spoil
        self._rows = itertools.count()

    @property
    def info(self) -> ModelInfo:
        return self._engine.info

    def set_threads(self, threads: int) -> None:
        self._engine.set_threads(threads)

    async def stream(self, prompt: Any, **options: Any) -> AsyncGenerator[Delta | Finished | Done, None]:
        async with contextlib.aclosing(self._engine.stream(prompt, **options)) as events:
            async for event in events:
                if isinstance(event, Finished) and event.candidate.finish in ("stop", "eog", "length"):
                    row = event.candidate
                    text = self._spoil(next(self._rows))
                    yield Finished(event.id, Candidate(row.index, text, row.tokens, row.logprobs, "stop"))
                else:
                    yield event


async def overrun(level: Level, rounds: int, budgets: tuple[float, ...] = BUDGETS_S) -> list[Metric]:
    """Wall time of the whole loop, its session's end included, beyond the budget. A new runner each round, so that
    every round's first run opens its session within the budget."""
    over: list[float] = []
    async with textkit() as folder, engine() as client:
        text = (folder / FILE).read_text()
        for _ in range(rounds):
            async with await Runner.start(folder, level=level) as runner:
                for name, budget in itertools.product(CASES, budgets):
                    request = Request(folder / FILE, text, qualname=FUNCTION, budget_s=budget, n=ROWS, policy="direct")
                    sampler = cast(Sampler, Spoiled(client, CASES[name]))
                    started = time.perf_counter()
                    outcome = await generate_with_tests(request, sampler, runner)
                    beyond = time.perf_counter() - started - budget
                    over.append(max(0.0, 1000 * beyond))
                    print(f"  {name:8} budget {budget:g} s: {1000 * beyond:+6.0f} ms, {outcome.summary}")
    ordered = sorted(over)
    middle, p95 = percentile(ordered, 50), percentile(ordered, 95)
    print(f"beyond the budget: median {middle:.0f} ms, p95 {p95:.0f}, max {ordered[-1]:.0f}, n={len(ordered)}")
    return [Metric("beyond the budget, p95 ms", p95, OVERRUN_BAR_MS, p95 / OVERRUN_BAR_MS, 1.0)]


@contextlib.asynccontextmanager
async def engine() -> AsyncIterator[EngineClient]:
    """The bundled model."""
    client = await EngineClient.start(bundled_path(), context_tokens=4096)
    try:
        yield client
    finally:
        await client.close()


@contextlib.asynccontextmanager
async def textkit() -> AsyncIterator[Path]:
    """A copy of examples/textkit: its tests leave nothing in the repository."""
    base = Path(tempfile.mkdtemp(prefix="understudy-textkit-"))
    try:
        folder = base / "textkit"
        shutil.copytree(TEXTKIT, folder, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
        yield folder
    finally:
        shutil.rmtree(base, ignore_errors=True)
