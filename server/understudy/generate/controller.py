"""The budget controller: which model and which policy for a latency budget, from measured curves.

A curve tells how often what Generate with Tests offers within t seconds is right, on held-out problems (selected pass@1
at t: pass_time@t of 2404.00725, eq. 3, with the tests a workspace has instead of a perfect choice). How many samples is
not chosen beforehand: `sampling` draws until a test has decided or the time is over. Curves are those of two cores;
`bench.studies.budget --write` makes the file.
"""

from __future__ import annotations

import functools
import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from understudy.settings import DEFAULT_POLICY, Policy, PolicyChoice

CURVES = Path(__file__).with_name("curves.json")
MARGIN = 0.05  # curves nearer than this are not told apart by the sixty problems they were measured on


class Curve(msgspec.Struct, frozen=True):
    """model: sha256 of the GGUF file. right: share of problems, for each of `seconds` (ascending)."""

    model: str
    name: str
    policy: Policy
    seconds: tuple[float, ...]
    right: tuple[float, ...]

    def at(self, seconds: float) -> float:
        """Between measured budgets by the logarithm of time; beyond them as at the nearest."""
        after = bisect_right(self.seconds, seconds)
        if after == 0:
            return self.right[0]
        if after == len(self.seconds):
            return self.right[-1]
        early, late = self.seconds[after - 1], self.seconds[after]
        share = math.log(seconds / early) / math.log(late / early)
        return self.right[after - 1] + share * (self.right[after] - self.right[after - 1])


def choose(budget_s: float, measured: Sequence[Curve]) -> Curve | None:
    """The curve to go by: the first of those that are as good as the best at this budget; None if there are none."""
    best = max((curve.at(budget_s) for curve in measured), default=0.0)
    return next((curve for curve in measured if curve.at(budget_s) >= best - MARGIN), None)


def curves(models: Iterable[str]) -> list[Curve]:
    """The measured ones of these models (sha256), in the order of the file."""
    wanted = set(models)
    return [curve for curve in _all() if curve.model in wanted]


def policy_for(asked: PolicyChoice, model: str, budget_s: float) -> Policy:
    """What was asked for; "auto": what is best for the model (sha256), the default where that was not measured."""
    if asked != "auto":
        return asked
    chosen = choose(budget_s, curves([model]))
    return chosen.policy if chosen else DEFAULT_POLICY


@functools.cache
def _all() -> tuple[Curve, ...]:
    return tuple(msgspec.json.decode(CURVES.read_bytes(), type=list[Curve]))
