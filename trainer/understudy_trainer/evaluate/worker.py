"""One worker of an evaluation that is spread over processes: its own engine, its own sandbox."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.engines import EngineAt, opened
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Plan, Sample
from understudy_trainer.evaluate.select import Select
from understudy_trainer.evaluate.suite import judged_samples


@contextlib.asynccontextmanager
async def judging(
    where: EngineAt, how: Plan, select: Select
) -> AsyncIterator[Callable[[Problem], Awaitable[list[Sample]]]]:
    """A worker that samples and judges one problem at a time."""
    async with opened(where) as engine, ProgramPool() as pool:

        async def work(problem: Problem) -> list[Sample]:
            return await judged_samples(problem, how, select, engine, pool)

        yield work
