"""The latency budget: one clock, when to stop sampling, and how hot each round samples."""

from __future__ import annotations

import time
from dataclasses import dataclass

from understudy.engine.protocol import Sampling
from understudy.generate.types import GenerateError

LADDER = (0.0, 0.6, 0.8, 0.9, 1.0, 1.2)  # greedy first: the likeliest body; then 2404.00725's range for small n
MIN_SAMPLING_S = 0.05  # less than this buys no token on a CPU
MAX_RESERVE = 0.5  # tests may ask for at most this share of what is left
CLOSING_S = 0.1  # what ending a session, ranking and the log take, kept off the budget's end
TIMING_SHARE = 0.25  # of the budget, kept for timing the passers when the goal is faster code
COMPARING_SHARE = 0.3  # of the budget, kept for weak evidence where no test can decide
MAX_SHARE_S = 3.0  # more seconds than this make neither any surer


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

    @property
    def working(self) -> float:
        """Seconds left for work, never below 0: what comes after it is kept off."""
        return max(0.0, self.left - CLOSING_S)

    def kept(self, share: float) -> float:
        """Seconds kept for a last stage that may have this share of the budget."""
        return min(MAX_SHARE_S, share * self.budget_s)


def sampling_seconds(left_s: float, test_s: float) -> float | None:
    """How long the next round may sample so that its last row can still be ranked and confirmed.

    test_s: seconds of one ranking run, 0 if unknown or without tests. None = too late to begin a round.
    """
    seconds = left_s - min(2 * test_s, MAX_RESERVE * left_s)
    return seconds if seconds >= MIN_SAMPLING_S else None


def sampling_at(step: int, seed: int) -> Sampling:
    """The sampling of round `step`: up the ladder, the last rung for every later round."""
    return Sampling(temperature=LADDER[min(step, len(LADDER) - 1)], seed=seed)
