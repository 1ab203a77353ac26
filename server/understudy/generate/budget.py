"""The latency budget: one clock, when to stop sampling, and how hot each round samples."""

from __future__ import annotations

import time
from dataclasses import dataclass

from understudy.engine.protocol import Sampling
from understudy.generate.types import GenerateError

LADDER = (0.0, 0.6, 0.8, 0.9)  # greedy first: the likeliest body; then 2404.00725's range for small n
MIN_SAMPLING_S = 0.05  # less than this buys no token on a CPU
MAX_RESERVE = 0.5  # tests may ask for at most this share of what is left


@dataclass(slots=True)
class Clock:
    """Wall time against a budget, in seconds."""

    budget_s: float
    started: float

    @classmethod
    def start(cls, budget_s: float) -> Clock:
        """Start now. Raises GenerateError if there is no budget at all."""
        if not budget_s > 0:
            raise GenerateError(
                f"A budget of {budget_s:g} s leaves no time to generate anything.",
                "Give it some seconds: --budget 10, or understudy.generate.budgetSeconds in the editor.",
            )
        return cls(budget_s, time.monotonic())

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.started

    @property
    def left(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self.budget_s - self.elapsed)


def sampling_seconds(left_s: float, test_s: float) -> float | None:
    """How long the next round may sample so that its last row can still be ranked and confirmed.

    test_s: seconds of one ranking run, 0 if unknown or without tests. None = too late to begin a round.
    """
    seconds = left_s - min(2 * test_s, MAX_RESERVE * left_s)
    return seconds if seconds >= MIN_SAMPLING_S else None


def sampling_at(step: int, seed: int) -> Sampling:
    """The sampling of round `step`: up the ladder, the last rung for every later round."""
    return Sampling(temperature=LADDER[min(step, len(LADDER) - 1)], seed=seed)
