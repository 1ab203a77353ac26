"""`understudy eval`: a suite, a model, judged samples, numbers. Every sample is written as it comes.

Stages: load -> sample and judge each problem -> score for the selection -> samples file, table, JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from understudy_trainer.evaluate import report
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.metrics import Interval
from understudy_trainer.evaluate.sampling import Engine, Plan, Pool, Sample, samples_of
from understudy_trainer.evaluate.select import Select, scored


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
    on_problem: Callable[[int, int, list[Sample]], None] | None = None,
) -> Evaluation:
    """Sample, judge and measure `problems` in order. on_problem(done, total, its samples) after each."""
    everything: list[list[Sample]] = []
    if samples_file is not None:
        _begin(samples_file)
    for number, problem in enumerate(problems, 1):
        samples = await samples_of(problem, how, engine, pool)
        samples = await scored(problem, samples, select, engine, pool)
        everything.append(samples)
        if samples_file is not None:
            _append(samples_file, samples)
        if on_problem is not None:
            on_problem(number, len(problems), samples)
    return Evaluation(report.measure(everything, select, engine.info.parameters), everything)


def _begin(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")


def _append(path: Path, samples: list[Sample]) -> None:
    encoder = msgspec.json.Encoder()
    with path.open("ab") as stream:
        stream.writelines(encoder.encode(sample) + b"\n" for sample in samples)
