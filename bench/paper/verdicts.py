"""When a claim counts as reproduced: by 95 % intervals, and by nothing else. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from understudy_trainer.evaluate.metrics import RESAMPLES, Interval

REPRODUCED: Final = "reproduced"
NOT: Final = "not reproduced"
OPEN: Final = "cannot be told"
Verdict = Literal["reproduced", "not reproduced", "cannot be told"]


class Number(NamedTuple):
    """A figure. what: in words. counts: whether the verdict rests on it, or it only stands beside. signed: whether it
    is a difference and not a ratio."""

    what: str
    value: Interval
    counts: bool = True
    signed: bool = True


def above(value: Interval, bar: float = 0.0) -> Verdict:
    """Is it above the bar? Open where the interval holds the bar, or there is no number."""
    return REPRODUCED if value.low > bar else NOT if value.high < bar else OPEN


def below(value: Interval, bar: float = 0.0) -> Verdict:
    """Is it below the bar?"""
    return REPRODUCED if value.high < bar else NOT if value.low > bar else OPEN


def every(verdicts: Iterable[Verdict]) -> Verdict:
    """A claim of many cases falls with one and stands with all; none: open."""
    found = list(verdicts)
    if NOT in found:
        return NOT
    return REPRODUCED if found and set(found) == {REPRODUCED} else OPEN


def some(verdicts: Iterable[Verdict]) -> Verdict:
    """A claim that something exists stands with one case and falls with all; none: open."""
    found = list(verdicts)
    if REPRODUCED in found:
        return REPRODUCED
    return NOT if found and set(found) == {NOT} else OPEN


def most(verdicts: Iterable[Verdict]) -> Verdict:
    """A claim of "almost all" stands or falls with more than half of the cases."""
    found = list(verdicts)
    if 2 * found.count(REPRODUCED) > len(found):
        return REPRODUCED
    return NOT if 2 * found.count(NOT) > len(found) else OPEN


def counted(numbers: Sequence[Number]) -> list[Interval]:
    return [number.value for number in numbers if number.counts]


def price_of_level(
    level: Sequence[float], curve: Sequence[Sequence[float]], prices: Sequence[float], of_level: float
) -> Interval:
    """What the first k costs at which the mean of `curve[k - 1]` reaches the mean of `level`, over `of_level` (what the
    level itself cost), with its interval over problems. curve: per k and problem. Infinite where no k reaches it, and
    where the level is nothing, which needs no samples and says nothing."""
    values: NDArray[np.float64] = np.asarray(curve, np.float64)
    goal: NDArray[np.float64] = np.asarray(level, np.float64)
    rng = np.random.default_rng(0)
    draws = rng.integers(0, len(goal), (RESAMPLES, len(goal)))

    def ratio(chosen: NDArray[np.intp]) -> float:
        wanted = goal[chosen].mean()
        reached = (values[:, chosen].mean(axis=1) >= wanted - 1e-12) & (wanted > 0)
        return prices[int(reached.argmax())] / of_level if reached.any() else float("inf")

    again = sorted(ratio(draw) for draw in draws)
    low, high = again[int(0.025 * RESAMPLES)], again[int(0.975 * RESAMPLES) - 1]
    return Interval(ratio(np.arange(len(goal))), low, high)
