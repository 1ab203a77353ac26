"""Judged candidates with a known truth: the first coordinate of the state says who is right, or nothing does."""

from __future__ import annotations

import numpy as np

from understudy.models.rankers import Outcome
from understudy_trainer.ranker.fit import Data

WIDTH = 6


def made(
    tasks: int, *, signal: float, likely: float = 0.0, each: int = 6, seed: int = 0, source: str = "direct"
) -> Data:
    """`signal` and `likely`: by how many deviations right ones differ in the state and in mean log-probability."""
    rng = np.random.default_rng(seed)
    n = tasks * each
    right = rng.random(n) < 0.5
    states = rng.standard_normal((n, WIDTH))
    states[:, 0] += signal * right
    scalars = rng.standard_normal((n, 3))
    scalars[:, 0] += likely * right
    wrong: list[Outcome] = ["wrong", "runtime"]
    outcomes: list[Outcome] = ["correct" if good else wrong[int(rng.integers(2))] for good in right]
    where = [number // each for number in range(n)]
    return Data(
        np.concatenate([states, scalars], axis=1),
        (source,) * n,
        tuple(outcomes),
        tuple(f"group {number // 2}" for number in where),  # two tasks a group
        tuple(f"task {number}" for number in where),
    )
