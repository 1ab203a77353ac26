"""Which of several candidates is faster: the least time of each over interleaved, shuffled rounds (sandbox.md 2.3).

Pure but for the measuring itself, which is passed in. Differences below ten per cent are ties for the caller.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping

ROUNDS = 12  # the least of twelve moves by less than the tie of ten per cent on a busy machine

Measure = Callable[[int], Awaitable[Mapping[str, float] | None]]


async def least(count: int, measure: Measure, budget_s: float) -> tuple[float | None, ...]:
    """Seconds of each of `count` candidates, summed over the tests; None for one that could not be measured.

    measure: seconds per test of one candidate in a process of its own, None where it cannot be timed.
    budget_s: seconds of wall time for everything; the measurement under way then is cancelled.
    """
    best: list[dict[str, float]] = [{} for _ in range(count)]
    open_ones = list(range(count))
    try:
        async with asyncio.timeout(budget_s):
            for _ in range(ROUNDS):
                random.shuffle(open_ones)  # what the machine does beside it must not meet the same one each time
                for index in list(open_ones):
                    seconds = await measure(index)
                    if seconds is None:
                        open_ones.remove(index)
                        best[index] = {}
                        continue
                    for test, value in seconds.items():
                        best[index][test] = min(value, best[index].get(test, value))
    except TimeoutError:
        pass
    return tuple(sum(tests.values()) if tests else None for tests in best)
