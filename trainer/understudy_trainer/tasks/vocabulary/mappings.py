"""Names and inputs of the mapping families."""

from __future__ import annotations

from understudy_trainer.tasks.common import Rng
from understudy_trainer.tasks.vocabulary.text import word

KEY = ("k", "k", "key", "name")
VALUE = ("v", "v", "value", "x")


def some_mapping(rng: Rng, size: int = 4) -> dict[str, int]:
    """A dict of words to small integers, some values equal."""
    return {word(rng): rng.randint(-3, 15) for _ in range(rng.randint(2, size + 1))}


def mapping_inputs(rng: Rng) -> tuple[tuple[object, ...], ...]:
    """Argument tuples of one dict each, the empty dict among them."""
    same = rng.randint(1, 9)
    return (
        (some_mapping(rng),),
        ({"b": same, "a": same, "c": same + 2},),
        (some_mapping(rng, 5),),
        ({},),
        ({word(rng): 0},),
        (some_mapping(rng),),
    )
