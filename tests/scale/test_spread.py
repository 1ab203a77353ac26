"""The same results here and over Ray, also when workers are killed."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import pytest

from tests.scale.jobs import doubling
from understudy.errors import UnderstudyError
from understudy_trainer.scale.over_ray import ScaleError, over_ray
from understudy_trainer.scale.spread import here


def folder(path: Path) -> list[Path]:
    return list(path.iterdir())


async def test_here_does_every_item_once_and_closes_its_workers(tmp_path: Path) -> None:
    found = [result async for result in here([5, 6, 7], functools.partial(doubling, tmp_path), workers=2)]
    assert sorted((index, value) for index, (value, _) in found) == [(0, 10), (1, 12), (2, 14)]
    assert [path.name.split("-")[0] for path in folder(tmp_path)] == ["closed"]


async def test_here_gives_what_was_done_before_it_raises(tmp_path: Path) -> None:
    found = []
    with pytest.raises(UnderstudyError, match="99 cannot be doubled"):
        async for index, _ in here([5, 6, 99, 7], functools.partial(doubling, tmp_path)):
            found.append(index)
    assert found == [0, 1]


async def test_nothing_to_do_ends_at_once(tmp_path: Path) -> None:
    assert [result async for result in here([], functools.partial(doubling, tmp_path))] == []


async def test_two_ray_workers_lose_nothing_when_one_is_killed(tmp_path: Path) -> None:
    """Item 3 takes a worker with it once: it is done again. Item 13 always does: it is named, all others are done."""
    items = [1, 2, 3, 4, 13, 5, 6, 7]
    found: dict[int, tuple[int, int]] = {}
    with pytest.raises(ScaleError, match=r"1 of 8 items took 3 workers with them \(first: number 4\)"):
        async for index, result in over_ray(items, functools.partial(doubling, tmp_path), workers=2):
            assert index not in found
            found[index] = result
    assert {index: value for index, (value, _) in found.items()} == {0: 2, 1: 4, 2: 6, 3: 8, 5: 10, 6: 12, 7: 14}
    processes = {process for _, process in found.values()}
    assert len(processes) > 1 and os.getpid() not in processes
    assert any(path.name.startswith("closed") for path in folder(tmp_path))


async def test_an_error_of_the_work_arrives_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(UnderstudyError, match="99 cannot be doubled") as caught:
        async for _ in over_ray([99], functools.partial(doubling, tmp_path), workers=1):
            pass
    assert caught.value.next_step == "leave it out"


async def test_a_cluster_that_is_not_there_is_a_typed_error(tmp_path: Path) -> None:
    with pytest.raises(ScaleError, match="Nothing listens"):
        async for _ in over_ray([1], functools.partial(doubling, tmp_path), address="127.0.0.1:1"):
            pass
