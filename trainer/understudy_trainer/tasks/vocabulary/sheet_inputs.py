"""Random arguments that a sheet asks for by name: "ints(0, 9), int(1, 4)"."""

from __future__ import annotations

import ast
import datetime
import re
from collections.abc import Callable

from understudy_trainer.tasks.authoring import integers, letters, sentence, words
from understudy_trainer.tasks.common import Rng, pick
from understudy_trainer.tasks.vocabulary.text import VOCABULARY

_MAKER = re.compile(r"(\w+)(\([^()]*\))?(?:, |$)")


def made(rng: Rng, line: str) -> tuple[object, ...]:
    """One tuple of arguments. Raises KeyError for an unknown maker."""
    return tuple(
        MAKERS[name](rng, *(ast.literal_eval(f"({given[1:-1]},)") if given else ()))
        for name, given in _MAKER.findall(line)
    )


def _day(rng: Rng, low: int = 2015, high: int = 2030) -> str:
    first = datetime.date(low, 1, 1)
    return (first + datetime.timedelta(days=rng.randint(0, 366 * (high - low)))).isoformat()


def _time(rng: Rng) -> str:
    return f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}"


def _counts(rng: Rng, low: int = 1, high: int = 20, size: int = 4) -> dict[str, int]:
    return {w: rng.randint(low, high) for w in words(rng, rng.randint(2, size))}


def _grid(rng: Rng, low: int = 0, high: int = 9, rows: int = 3) -> list[list[int]]:
    return [integers(rng, rows, low, high) for _ in range(rng.randint(2, rows))]


def _pairs(rng: Rng, low: int = 0, high: int = 12) -> list[tuple[int, int]]:
    found = [sorted(integers(rng, 2, low, high)) for _ in range(rng.randint(2, 5))]
    return [(a, b + 1) for a, b in found]


MAKERS: dict[str, Callable[..., object]] = {
    "int": lambda rng, low=0, high=20: rng.randint(low, high),
    "ints": lambda rng, low=-9, high=30, size=6: integers(rng, rng.randint(3, size), low, high),
    "ordered": lambda rng, low=-9, high=30, size=6: sorted(integers(rng, rng.randint(3, size), low, high)),
    "exactly": lambda rng, size, low=1, high=9: integers(rng, size, low, high),
    "float": lambda rng, low=0, high=50, digits=1: round(rng.uniform(low, high), digits),
    "floats": lambda rng, low=0, high=50, digits=1: [round(rng.uniform(low, high), digits) for _ in range(4)],
    "word": lambda rng: pick(rng, VOCABULARY),
    "words": lambda rng, size=5: words(rng, rng.randint(2, size)),
    "sentence": lambda rng, size=5: sentence(rng, size),
    "letters": lambda rng, alphabet="abcde", size=6: letters(rng, rng.randint(2, size), alphabet),
    "bool": lambda rng: rng.random() < 0.5,
    "bools": lambda rng, size=6: [rng.random() < 0.5 for _ in range(rng.randint(2, size))],
    "one": lambda rng, *options: pick(rng, options),
    "many": lambda rng, *options: [pick(rng, options) for _ in range(rng.randint(2, 6))],
    "pairs": _pairs,
    "point": lambda rng, low=-5, high=9: (rng.randint(low, high), rng.randint(low, high)),
    "points": lambda rng, low=-5, high=9: [(rng.randint(low, high), rng.randint(low, high)) for _ in range(4)],
    "grid": _grid,
    "counts": _counts,
    "tagged": lambda rng, low=1, high=20: [(w, rng.randint(low, high)) for w in words(rng, rng.randint(2, 4))],
    "date": _day,
    "dates": lambda rng, size=4: [_day(rng, 2022, 2025) for _ in range(rng.randint(2, size))],
    "time": _time,
    "times": lambda rng, size=4: [_time(rng) for _ in range(rng.randint(2, size))],
}
