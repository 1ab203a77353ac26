"""Draw executed tasks from all families, deterministically: task number i of a seed is always the same."""

from __future__ import annotations

import contextlib
import itertools
import random
from collections.abc import Iterator, Sequence

import understudy_trainer.tasks.families  # noqa: F401  (registers the families)
from understudy_trainer.tasks.common import FAMILIES, WEIGHTS, Task
from understudy_trainer.tasks.execute import DraftError, execute
from understudy_trainer.tasks.voice import give_voice

EVALUATION_SEED = 1_000_003  # disjoint from training seeds by the hold-out rule, not by chance


def task(seed: int, index: int, only: Sequence[str] = ()) -> Task:
    """Task `index` of the stream `seed`, of all families or of those named. Raises DraftError if its family broke a
    promise, KeyError if there is no such family."""
    rng = random.Random(f"{seed}/{index}")
    names = sorted(only or FAMILIES)
    name = rng.choices(names, [WEIGHTS[n] for n in names])[0]
    return give_voice(name, execute(FAMILIES[name](rng)), rng)


def training(seed: int, start: int = 0, only: Sequence[str] = ()) -> Iterator[Task]:
    """Endless tasks that are not held out, families (all, or those named) by their weights.

    A draft that does not hold what it promises is passed over: an hours-long run does not end by it, the tests do.
    """
    return (drawn for drawn in _tasks(seed, start, only) if not drawn.held_out)


def held_out(seed: int, count: int, *, whole_families: bool | None = None, only: Sequence[str] = ()) -> list[Task]:
    """`count` held-out tasks. whole_families: True = only families never trained on, False = only new
    compositions of trained families, None = both. only: of these families."""
    drawn = (t for t in _tasks(EVALUATION_SEED + seed, 0, only) if t.held_out)
    return list(itertools.islice((t for t in drawn if whole_families in (None, t.in_held_out_family)), count))


def _tasks(seed: int, start: int = 0, only: Sequence[str] = ()) -> Iterator[Task]:
    for index in itertools.count(start):
        with contextlib.suppress(DraftError):
            yield task(seed, index, only)
