"""Which of several candidates is faster: the least time of each over interleaved, shuffled rounds (sandbox.md 2.3).

Pure but for the measuring itself, which is passed in. Differences below ten per cent are ties for the caller.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Mapping

ROUNDS = 12  # the least of twelve moves by less than the tie of ten per cent on a busy machine
LEAST_ROUNDS = 3  # fewer are no measurement: with three, ten per cent came out in the right order 25 times of 25
REPEATED = 0.25  # of the seconds, for repeating the tests in the first three rounds; forks and tests need the rest
REPEAT_S = 0.25  # more in one process adds nothing

Measure = Callable[[int], Awaitable[Mapping[str, float] | None]]


def repeat_seconds(count: int, budget_s: float) -> float:
    """Wall time for which one measurement may repeat its tests, so that `LEAST_ROUNDS` of `count` fit."""
    return min(REPEAT_S, max(0.0, REPEATED * budget_s / (LEAST_ROUNDS * max(1, count))))


async def least(count: int, measure: Measure, budget_s: float) -> tuple[float | None, ...]:
    """Seconds of each of `count` candidates, summed over the tests; None for one that could not be measured.

    Only whole rounds count, in which every candidate that can be measured was; None for all if fewer than
    `LEAST_ROUNDS` ended, for then one of them may have met a busier machine than another.
    measure: seconds per test of one candidate in a process of its own, None where it cannot be timed.
    budget_s: seconds of wall time for everything; the measurement under way then is cancelled.
    """
    best: dict[int, dict[str, float]] = {index: {} for index in range(count)}
    ended = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(budget_s):
            while best and ended < ROUNDS:
                found: dict[int, Mapping[str, float]] = {}
                # shuffled: what the machine does beside it must not meet the same one each time
                for index in random.sample(list(best), len(best)):
                    if (seconds := await measure(index)) is not None:
                        found[index] = seconds
                best = {index: _least(best[index], seconds) for index, seconds in found.items()}
                ended += 1
    if ended < LEAST_ROUNDS:
        return (None,) * count
    return tuple(sum(best[index].values()) if best.get(index) else None for index in range(count))


def _least(before: Mapping[str, float], now: Mapping[str, float]) -> dict[str, float]:
    return {test: min(seconds, before.get(test, seconds)) for test, seconds in now.items()}
