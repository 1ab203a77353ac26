"""Names and inputs of the matrix families."""

from __future__ import annotations

from understudy_trainer.tasks.common import Rng
from understudy_trainer.tasks.vocabulary.numbers import int_list

GRIDS = (
    "matrix", "grid", "rows", "table", "m", "mat", "board", "cells", "sheet", "field", "data", "plane",
)  # fmt: skip

GRID = "list[list[int]]"


def grids(rng: Rng, *, square: bool = False) -> list[list[list[int]]]:
    """Five or six matrices of different shapes."""
    shapes = [(2, 2), (3, 3), (1, 1), (2, 2), (3, 3)] if square else [(2, 3), (3, 2), (1, 1), (2, 2), (1, 4), (3, 3)]
    return [[int_list(rng, cols, -9, 20) for _ in range(rows)] for rows, cols in shapes]
