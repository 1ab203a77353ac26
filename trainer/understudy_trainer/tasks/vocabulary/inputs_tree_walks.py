"""Inputs of the families in `tree_walks` and its neighbours."""

from __future__ import annotations

from understudy_trainer.tasks.common import Rng
from understudy_trainer.tasks.vocabulary.structures import Rows

Binary = tuple[object, int, object]


def binary(rng: Rng, depth: int = 2) -> Binary | None:
    """A random binary tree of (left, value, right) tuples."""
    if depth < 0 or rng.random() < 0.2:
        return None
    return binary(rng, depth - 1), rng.randint(0, 20), binary(rng, depth - 1)


def binaries(rng: Rng) -> Rows:
    """One binary tree each, the empty one among them."""
    fixed = ((None, 4, None), ((None, 1, None), 2, (None, 3, None)), (None, 5, ((None, 6, None), 7, None)), None)
    return (*((t,) for t in fixed), *((binary(rng),) for _ in range(4)))
