"""Arms that take turns, and what their paired ratios say. Knows nothing of what is measured."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

SETTLE_S = 0.05  # between arms: libgomp's threads of the last one stop spinning
RESAMPLES = 2000

Arm = Callable[[int], Awaitable[float]]
"""One measurement in a round (0 ...): the figure that is compared, seconds unless the program says otherwise."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """median, and the 95 % bootstrap interval of it, over n pairs."""

    median: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{self.median:.3f} [{self.low:.3f}, {self.high:.3f}] n={self.n}"


def order(names: Sequence[str], round_: int) -> list[str]:
    """Who goes when: each round starts with another arm, and every other cycle of rounds goes backwards."""
    shift, cycle = round_ % len(names), round_ // len(names)
    turned = [*names[shift:], *names[:shift]]
    return turned if cycle % 2 == 0 else turned[::-1]


async def interleave(arms: dict[str, Arm], rounds: int) -> dict[str, list[float]]:
    """Every arm once a round, in `order`; the figures by arm, in the order of the rounds."""
    taken: dict[str, list[float]] = {name: [] for name in arms}
    for round_ in range(rounds):
        for name in order(list(arms), round_):
            time.sleep(SETTLE_S)  # noqa: ASYNC251 (nothing else may run between two measurements)
            taken[name].append(await arms[name](round_))
    return taken


def paired(ours: Sequence[float], baseline: Sequence[float]) -> Ratio:
    """The median of ours[i] / baseline[i] with its bootstrap interval (percentiles, fixed seed).

    Raises ValueError if there is nothing to compare.
    """
    ratios = [a / b for a, b in zip(ours, baseline, strict=True)]
    if not ratios:
        raise ValueError("There are no pairs to compare.")
    draw = random.Random(0)
    medians = sorted(statistics.median(draw.choices(ratios, k=len(ratios))) for _ in range(RESAMPLES))
    low, high = medians[int(0.025 * RESAMPLES)], medians[int(0.975 * RESAMPLES) - 1]
    return Ratio(statistics.median(ratios), low, high, len(ratios))


def describe(name: str, figures: Sequence[float], unit: str = "ms", scale: float = 1000.0) -> str:
    """A line for people: median and spread of one arm."""
    scaled = sorted(figure * scale for figure in figures)
    middle = statistics.median(scaled)
    return f"  {name:34} median {middle:9.2f} {unit}   min {scaled[0]:9.2f}   max {scaled[-1]:9.2f}   n={len(scaled)}"
