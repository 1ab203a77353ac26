"""Family of grid classics: spirals, magic squares, products, islands, cheapest paths."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_grid_classics_1 import SHAPES_1
from understudy_trainer.tasks.vocabulary.cards_grid_classics_2 import SHAPES_2
from understudy_trainer.tasks.vocabulary.structures import Rows, bits, grid, grids, squares
from understudy_trainer.tasks.vocabulary.written_cards import deal

SHAPES = (
    *SHAPES_1,
    *SHAPES_2,
)


def multiplied(rng: Rng) -> Rows:
    """Two matrices that can be multiplied."""
    shapes = ((2, 2, 2), (1, 3, 2), (2, 3, 1), (3, 2, 3), (1, 1, 1))
    return tuple((grid(rng, n, m, -3, 5), grid(rng, m, k, -3, 5)) for n, m, k in shapes)


def costs(rng: Rng) -> Rows:
    """Grids of small positive numbers."""
    return tuple((grid(rng, n, m, 1, 9),) for n, m in ((2, 3), (3, 3), (3, 2), (1, 4), (1, 1), (4, 3)))


@family("grid-classics", weight=4.2)
def grid_classics(rng: Rng) -> Draft:
    """Spirals, products, diagonals, paths, islands."""
    makers = {
        "grids": grids,
        "squares": squares,
        "bits": bits,
        "product": multiplied,
        "costs": costs,
    }
    return deal(rng, pick(rng, SHAPES), makers)
