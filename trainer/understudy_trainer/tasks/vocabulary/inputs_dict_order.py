"""Inputs of the families in `dict_order` and its neighbours."""

from __future__ import annotations

from understudy_trainer.tasks.common import Rng
from understudy_trainer.tasks.vocabulary.structures import Rows, tables


def best_rows(rng: Rng) -> Rows:
    """Dicts with ties at both ends, not in alphabetical order."""
    low, high = rng.randint(0, 3), rng.randint(7, 12)
    tied = {"pear": low, "fig": high, "apple": high, "kiwi": low, "milk": 5}
    return ((tied,), *((t,) for t in tables(rng)), ({"tea": high, "oil": low, "ham": 4},))
