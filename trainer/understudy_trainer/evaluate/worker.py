"""One worker of an evaluation that is spread over processes: its own engine, its own sandbox."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.engines import EngineAt, opened
from understudy_trainer.evaluate.sampling import Plan
from understudy_trainer.evaluate.select import Select
from understudy_trainer.evaluate.suite import Judged, Task, judged_samples


@contextlib.asynccontextmanager
async def judging(
    where: EngineAt, how: Plan, select: Select, timed: bool = False
) -> AsyncIterator[Callable[[Task], Awaitable[Judged]]]:
    """A worker that samples, judges and (`timed`) times one problem at a time."""
    async with opened(where) as engine, ProgramPool() as pool:

        async def work(task: Task) -> Judged:
            return await judged_samples(task, how, select, engine, pool, timed=timed)

        yield work
