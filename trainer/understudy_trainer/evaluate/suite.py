"""`understudy eval`: a suite, a model, judged samples, numbers. Every sample is written as it comes.

Stages: load -> sample and judge each problem -> score for the selection -> samples file, table, JSON.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from understudy_trainer.evaluate import report
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.metrics import Interval, interval
from understudy_trainer.evaluate.sampling import Engine, Plan, Pool, Sample, drawn, samples_of
from understudy_trainer.evaluate.select import Select, scored

OnProblem = Callable[[int, int, list[Sample]], None]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result: numbers by name, and the samples, one list a problem."""

    metrics: dict[str, Interval]
    samples: list[list[Sample]]

    def as_json(self, **facts: Any) -> dict[str, Any]:
        """For a file: the facts of the run, then the metrics."""
        return {**facts, "problems": len(self.samples), "metrics": report.as_json(self.metrics)}


async def evaluate(
    problems: list[Problem],
    how: Plan,
    select: Select,
    engine: Engine,
    pool: Pool,
    *,
    samples_file: Path | None = None,
    on_problem: OnProblem | None = None,
) -> Evaluation:
    """Sample, judge and measure `problems` in order."""

    async def judged() -> AsyncGenerator[tuple[int, list[Sample]], None]:
        for index, problem in enumerate(problems):
            yield index, await judged_samples(problem, how, select, engine, pool)

    return await measured(judged(), len(problems), select, engine.info.parameters, samples_file, on_problem)


async def exact_match(gaps: list[Problem], engine: Engine) -> Interval:
    """Share of gaps that greedy answers fill with the very text; nothing is run. Raises NoFimError."""
    answers = [await drawn(gap, "direct", 1, Plan(1, 0.0), 0, engine) for gap in gaps]
    return interval([float(bool(sample.exact)) for samples in answers for sample in samples])


async def judged_samples(problem: Problem, how: Plan, select: Select, engine: Engine, pool: Pool) -> list[Sample]:
    """One problem's samples with verdicts and what `select` needs: the unit of work that can be spread."""
    return await scored(problem, await samples_of(problem, how, engine, pool), select, engine, pool)


async def measured(
    results: AsyncGenerator[tuple[int, list[Sample]], None],
    count: int,
    select: Select,
    parameters: int,
    samples_file: Path | None = None,
    on_problem: OnProblem | None = None,
) -> Evaluation:
    """Numbers from `count` problems' samples, which come in any order. Each is written as it comes; on_problem(done,
    total, its samples) after it. parameters: of the model, for FLOPs."""
    found: dict[int, list[Sample]] = {}
    if samples_file is not None:
        _begin(samples_file)
    async with contextlib.aclosing(results):
        async for index, samples in results:
            found[index] = samples
            if samples_file is not None:
                _append(samples_file, samples)
            if on_problem is not None:
                on_problem(len(found), count, samples)
    everything = [found[index] for index in sorted(found)]
    return Evaluation(report.measure(everything, select, parameters), everything)


def _begin(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")


def _append(path: Path, samples: list[Sample]) -> None:
    encoder = msgspec.json.Encoder()
    with path.open("ab") as stream:
        stream.writelines(encoder.encode(sample) + b"\n" for sample in samples)
