"""Draw executed tasks from all families, deterministically: task number i of a seed is always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator

import understudy_trainer.tasks.families  # noqa: F401  (registers the families)
from understudy_trainer.tasks.common import FAMILIES, WEIGHTS, Task
from understudy_trainer.tasks.execute import execute
from understudy_trainer.tasks.voice import give_voice

EVALUATION_SEED = 1_000_003  # disjoint from training seeds by the hold-out rule, not by chance


def task(seed: int, index: int) -> Task:
    """Task `index` of the stream `seed`. Raises DraftError if its family broke a promise."""
    rng = random.Random(f"{seed}/{index}")
    names = sorted(FAMILIES)
    name = rng.choices(names, [WEIGHTS[n] for n in names])[0]
    return give_voice(name, execute(FAMILIES[name](rng)), rng)


def training(seed: int, start: int = 0) -> Iterator[Task]:
    """Endless tasks that are not held out, families by their weights."""
    index = start
    while True:
        drawn = task(seed, index)
        if not drawn.held_out:
            yield drawn
        index += 1


def held_out(seed: int, count: int, *, whole_families: bool | None = None) -> list[Task]:
    """`count` held-out tasks. whole_families: True = only families never trained on, False = only new
    compositions of trained families, None = both."""
    found: list[Task] = []
    index = 0
    while len(found) < count:
        drawn = task(EVALUATION_SEED + seed, index)
        index += 1
        if drawn.held_out and whole_families in (None, drawn.in_held_out_family):
            found.append(drawn)
    return found
