"""Runs a builder over its tasks: finished ones are kept as they come, a killed run goes on where it was.

In: problems, and how to open a worker. Out: `<out>` (rows, in the order of the tasks) and `<out>.report.json`, written
when all are done; until then `<out>.partial.jsonl` holds a line per finished task.
"""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from understudy.engine.errors import EngineCrashed, RequestError
from understudy.learn.split import digest
from understudy.runner.program import ProgramPool
from understudy_trainer.builders.journal import Journal
from understudy_trainer.builders.preferences import codedpo, rrtf
from understudy_trainer.builders.preferences.results import PairRow, RankingRow, TaskResult, summary
from understudy_trainer.corpus import records
from understudy_trainer.errors import TrainError
from understudy_trainer.evaluate.engines import EngineAt, opened
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.scale.spread import Mapper, Opening, Work, here

CRASHES = 3  # of the engine, over one task
CRASHED, REFUSED = "the engine crashed over it", "the engine refused it (too long?)"
RowT = TypeVar("RowT", PairRow, RankingRow)
OnTask = Callable[[int, int, TaskResult[Any]], None]
"""(done, of how many, the task's result); once at the start for what an earlier run had done."""


def partial_of(out: Path) -> Path:
    return out.with_name(f"{out.name}.partial.jsonl")


def report_of(out: Path) -> Path:
    return out.with_name(f"{out.name}.report.json")


async def make(
    problems: Sequence[Problem],
    opening: Opening[Problem, TaskResult[RowT]],
    row: type[RowT],
    out: Path,
    facts: Mapping[str, Any],
    *,
    mapper: Mapper = here,
    on_task: OnTask = lambda done, total, result: None,
    more: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Build everything and return the report. facts: what results depend on besides the problem (they are done anew
    under others). more: further entries of the report. Raises TrainError if `out` is there already."""
    if out.is_file():  # noqa: ASYNC240 - before anything else runs
        raise TrainError(f"{out} exists already.", "Give another --out, or move it away.")
    began = time.monotonic()
    journal = Journal(partial_of(out), dict(facts))
    done = {p.id: _read(journal, p, row) for p in problems if _key(p) in journal}
    if done:
        on_task(len(done), len(problems), TaskResult(""))
    waiting = [problem for problem in problems if problem.id not in done]
    async with contextlib.aclosing(mapper(waiting, opening)) as found:
        async for index, result in found:
            problem = waiting[index]
            journal.add(_key(problem), msgspec.to_builtins(result))
            done[problem.id] = result
            on_task(len(done), len(problems), result)
    results = [done[problem.id] for problem in problems]
    report = {**facts, **(more or {}), **summary(results), "seconds": round(time.monotonic() - began, 1)}
    records.write_json(report_of(out), report)
    records.write(out, [msgspec.to_builtins(each) for result in results for each in result.rows])
    journal.remove()
    return report


def _key(problem: Problem) -> str:
    """A task whose text changed is another task."""
    return f"{problem.id} {digest(msgspec.json.encode(asdict(problem)))}"


def _read(journal: Journal, problem: Problem, row: type[RowT]) -> TaskResult[RowT]:
    return msgspec.convert(journal[_key(problem)], TaskResult[row])  # type: ignore[valid-type]


@contextlib.asynccontextmanager
async def pair_worker(
    student: EngineAt, settings: codedpo.Settings, tests_from: EngineAt | None = None, programs: int = 1
) -> AsyncIterator[Work[Problem, TaskResult[PairRow]]]:
    """A worker of the CodeDPO builder: its engine, a sandbox for `programs` at a time, and who else writes tests."""
    async with AsyncExitStack() as stack:
        engine = await stack.enter_async_context(opened(student))
        writer = await stack.enter_async_context(opened(tests_from)) if tests_from else None
        pool = await stack.enter_async_context(ProgramPool(workers=programs))
        yield _again(lambda problem: codedpo.one(problem, engine, pool, settings, writer))


@contextlib.asynccontextmanager
async def ranking_worker(
    student: EngineAt, settings: rrtf.Settings, teachers: Mapping[str, EngineAt], programs: int = 1
) -> AsyncIterator[Work[Problem, TaskResult[RankingRow]]]:
    """A worker of the RRTF builder."""
    async with AsyncExitStack() as stack:
        engine = await stack.enter_async_context(opened(student))
        others = {name: await stack.enter_async_context(opened(what)) for name, what in teachers.items()}
        pool = await stack.enter_async_context(ProgramPool(workers=programs))
        yield _again(lambda problem: rrtf.one(problem, engine, pool, settings, others))


def _again(work: Work[Problem, TaskResult[RowT]]) -> Work[Problem, TaskResult[RowT]]:
    """`work`, again where the engine crashed (it is started anew by itself). Left out is a task that does it each
    time, or that does not fit into the engine's context."""

    @functools.wraps(work)
    async def patient(problem: Problem) -> TaskResult[RowT]:
        for _ in range(CRASHES):
            try:
                return await work(problem)
            except EngineCrashed:
                continue
            except RequestError:
                return TaskResult(problem.id, dropped=(REFUSED,))
        return TaskResult(problem.id, dropped=(CRASHED,))

    return patient
