"""Numbers of the command line: each refusal names its flag and what would do, before anything is loaded."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable

MOST = 1_000_000  # of what is counted; above it a number was mistyped
MOST_SEED = (1 << 32) - 1  # every generator takes it, and torch's still do after `run.train.batch` multiplied it


def above(bound: float) -> Callable[[str], float]:
    return _checked(lambda value: value > bound, f"above {bound:g}")


def least(bound: float) -> Callable[[str], float]:
    return _checked(lambda value: value >= bound, f"{bound:g} or more")


def share(text: str) -> float:
    return _checked(lambda value: 0 <= value <= 1, "between 0 and 1")(text)


def whole(lowest: int, highest: int = MOST) -> Callable[[str], int]:
    def number(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = lowest - 1
        if not lowest <= value <= highest:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number between {lowest} and {highest}")
        return value

    return number


seed = whole(0, MOST_SEED)


def _checked(fits: Callable[[float], bool], wanted: str) -> Callable[[str], float]:
    def number(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or not fits(value):
            raise argparse.ArgumentTypeError(f"{text!r} is no number {wanted}")
        return value

    return number
