"""`understudy eval`: a suite, a model, judged samples, numbers. Every sample is written and kept as it comes.

Stages: load -> what was kept, else sample -> judge -> score for the selection -> time -> samples file, table, JSON.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec

from understudy.files import write_atomically
from understudy_trainer.evaluate import report
from understudy_trainer.evaluate.cache import Cache
from understudy_trainer.evaluate.flops import Forward
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.metrics import Interval, interval
from understudy_trainer.evaluate.record import Costs, Item, costs_of
from understudy_trainer.evaluate.sampling import Engine, Plan, Pool, Sample, drawn, forget, judged_again, samples_of
from understudy_trainer.evaluate.select import Select, best_first, scored
from understudy_trainer.evaluate.speed import speedup


class Judged(NamedTuple):
    """One problem's samples with verdicts. speedup: of the first right one, best first (None: not asked, not known)."""

    samples: list[Sample]
    speedup: float | None = None


class Task(NamedTuple):
    """One problem to work on. kept: samples of an earlier run, None if there are none."""

    problem: Problem
    kept: list[Sample] | None = None


OnProblem = Callable[[int, int, list[Sample]], None]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result: numbers by name, what each problem came to, and the samples, one list a problem."""

    metrics: dict[str, Interval]
    items: list[Item]
    costs: Costs
    samples: list[list[Sample]]


async def evaluate(
    problems: list[Problem],
    how: Plan,
    select: Select,
    engine: Engine,
    pool: Pool,
    *,
    forward: Forward | None = None,
    cache: Cache | None = None,
    timed: bool = False,
    samples_file: Path | None = None,
    on_problem: OnProblem | None = None,
) -> Evaluation:
    """Sample, judge and measure `problems` in order. forward: for figures in FLOPs. timed: the speed-up as well."""
    results = one_by_one(tasks(problems, cache), how, select, engine, pool, timed=timed)
    return await measured(results, problems, select, forward, cache, samples_file, on_problem)


async def exact_match(gaps: list[Problem], engine: Engine) -> Interval:
    """Share of gaps that greedy answers fill with the very text; nothing is run. Raises NoFimError."""
    exact = []
    for gap in gaps:
        await forget(engine)
        exact += [float(bool(sample.exact)) for sample in await drawn(gap, "direct", 1, Plan(1, 0.0), 0, engine)]
    return interval(exact)


def tasks(problems: list[Problem], cache: Cache | None) -> list[tuple[int, Task]]:
    """The work on `problems` with their numbers: those of which samples were kept come first."""
    found = [(index, Task(problem, cache.get(problem) if cache else None)) for index, problem in enumerate(problems)]
    return sorted(found, key=lambda numbered: numbered[1].kept is None)


async def one_by_one(
    work: list[tuple[int, Task]], how: Plan, select: Select, engine: Engine, pool: Pool, *, timed: bool = False
) -> AsyncGenerator[tuple[int, Judged], None]:
    """Numbered tasks, done here in their order."""
    for index, task in work:
        yield index, await judged_samples(task, how, select, engine, pool, timed=timed)


async def judged_samples(
    task: Task, how: Plan, select: Select, engine: Engine, pool: Pool, *, timed: bool = False
) -> Judged:
    """One problem's samples with verdicts and what `select` needs: the unit of work that can be spread."""
    problem, samples = task
    if samples is None:
        samples = await samples_of(problem, how, engine, pool)
    elif not all(sample.status for sample in samples):
        samples = await judged_again(problem, samples, pool, visible=how.policy == "plan-after-failure")
    samples = await scored(problem, samples, select, engine, pool)
    right = next((s.completion for s in best_first(samples, select) if s.passed), None) if timed else None
    faster = await speedup(problem, right, pool) if right is not None else None
    return Judged(samples, faster)


async def measured(
    results: AsyncGenerator[tuple[int, Judged], None],
    problems: list[Problem],
    select: Select,
    forward: Forward | None = None,
    cache: Cache | None = None,
    samples_file: Path | None = None,
    on_problem: OnProblem | None = None,
) -> Evaluation:
    """Numbers from the samples of `problems`, which come in any order. Each problem's are kept and written as it
    comes, then on_problem(done, total, its samples) is called."""
    found: dict[int, Judged] = {}
    if samples_file is not None:
        _begin(samples_file)
    async with contextlib.aclosing(results):
        async for index, judged in results:
            found[index] = judged
            if cache is not None:
                cache.put(problems[index], judged.samples)
            if samples_file is not None:
                _append(samples_file, judged.samples)
            if on_problem is not None:
                on_problem(len(found), len(problems), judged.samples)
    everything = [found[index] for index in sorted(found)]
    if samples_file is not None and list(found) != sorted(found):
        write_atomically(samples_file, b"".join(_lines(judged.samples) for judged in everything))
    items = [report.item_of(judged.samples, select, judged.speedup) for judged in everything]
    samples = [judged.samples for judged in everything]
    costs = costs_of(samples, forward)
    return Evaluation(report.measure(items, costs, select), items, costs, samples)


def _begin(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")


def _append(path: Path, samples: list[Sample]) -> None:
    with path.open("ab") as stream:
        stream.write(_lines(samples))


def _lines(samples: list[Sample]) -> bytes:
    return b"".join(msgspec.json.encode(sample) + b"\n" for sample in samples)
