"""CodeDPO's speed pairs: among codes that pass all credible tests, the fastest against the slowest.

Seconds are those inside the function (`evaluate.speed`). The paper's threshold is not known; ours is SLOWER.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Pool
from understudy_trainer.evaluate.speed import seconds

SLOWER = 1.5  # times; the server's own claims ask for 1.25, training data for more
LEAST_S = 5e-6  # of the slow one, all calls together: below that the clock (about 0.1 µs a call) is measured


class Race(NamedTuple):
    """Numbers of two bodies and how many times slower the second is."""

    fast: int
    slow: int
    ratio: float


async def race(problem: Problem, bodies: Sequence[str], tests: Sequence[str], pool: Pool) -> Race | None:
    """The fastest and the slowest of `bodies`, which pass `tests` (the best one first); None if they are too close, or
    could not be timed. At most MOST_CODES run."""
    times = [(s, i) for i, s in (await seconds(problem, bodies, tests, pool)).items()]
    if len(times) < 2:
        return None
    (least, fast), (most, slow) = min(times), max(times)
    return Race(fast, slow, most / least) if most >= LEAST_S and most >= SLOWER * least > 0 else None
