"""A CodeDPO build with a scripted engine and the real sandbox, for a test that kills it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.builders.scripted import Scripted
from understudy.runner.program import ProgramPool
from understudy_trainer.builders.preferences.codedpo import Settings, one
from understudy_trainer.builders.preferences.making import make
from understudy_trainer.builders.preferences.results import PairRow, TaskResult
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.scale.spread import Work

TASKS = 6
BODIES = ["    return x * 2\n", "    return x\n", "    return 6\n", "    return x *\n", "    return x + x\n"]
WRITTEN = ["3) == 6", "1) == 2", "0) == 0", "2) == 4"]


def problems() -> list[Problem]:
    return [Problem(str(i), f'def double_{i}(x):\n    """Twice x."""\n', f"double_{i}", "") for i in range(TASKS)]


@asynccontextmanager
async def worker() -> AsyncIterator[Work[Problem, TaskResult[PairRow]]]:
    settings = Settings(codes=4, tests=4, tests_by="written", speed=False, margin=0.1)
    async with ProgramPool() as pool:
        yield lambda problem: one(problem, Scripted(BODIES, WRITTEN, rotate=True), pool, settings)


async def build(out: Path) -> None:
    await make(problems(), worker, PairRow, out, {"builder": "killable"})


def main(out: str) -> None:
    asyncio.run(build(Path(out)))
