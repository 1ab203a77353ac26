"""An evaluation over two Ray workers, one of them killed in the middle: the same samples as in one process."""

from __future__ import annotations

import functools

import psutil  # type: ignore[import-untyped, unused-ignore]
import pytest

from understudy.models.bundled import bundled_path
from understudy.runner.types import ConfinementError
from understudy_trainer.evaluate.engines import EngineAt
from understudy_trainer.evaluate.formats import load
from understudy_trainer.evaluate.sampling import Plan
from understudy_trainer.evaluate.suite import Judged, Task
from understudy_trainer.evaluate.worker import judging
from understudy_trainer.scale.over_ray import over_ray
from understudy_trainer.scale.spread import here

TASKS = [Task(problem) for problem in load("families:seed=3,count=6,kind=combos")]
HOW = Plan(n=2, temperature=0.8, seed=1)


def what_counts(judged: Judged) -> list[tuple[str, bool, str]]:
    return [(sample.completion, sample.passed, sample.status) for sample in judged.samples]


def kill_one_worker() -> int:
    """SIGKILL for one of Ray's actors; how many there were."""
    actors = [p for p in psutil.Process().children(recursive=True) if p.name().startswith("ray::_Worker")]
    actors[0].kill()
    return len(actors)


async def test_a_killed_worker_changes_nothing() -> None:
    opening = functools.partial(judging, EngineAt(str(bundled_path())), HOW, "none")
    try:
        alone = {index: what_counts(judged) async for index, judged in here(TASKS, opening)}
    except ConfinementError as error:
        pytest.skip(str(error))
    spread: dict[int, list[tuple[str, bool, str]]] = {}
    async for index, judged in over_ray(TASKS, opening, workers=2):
        if not spread:
            assert kill_one_worker() == 2
        spread[index] = what_counts(judged)
    assert spread == alone and len(spread) == len(TASKS)
