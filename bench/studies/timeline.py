"""When a request would have known what: a policy's rounds over banked rows, on a clock made of measured costs. Pure.

Modelled as `generate` does it: rows of a round decode together and become candidates as they end, repeats are dropped,
one worker tests in order of arrival while sampling goes on, a pass is confirmed and ends everything, a round after
failure or under the best plan waits for the verdicts. Not modelled: decoding slowed by the tests beside it, and the
rung added when a round repeats itself.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

import numpy as np

from bench.studies.banks import Banks, Row
from understudy.generate.budget import LADDER
from understudy.generate.policies import Round

Rows = Callable[[str, int], list[Row]]


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds. step: by rows that decode together. prompt: per character. open: until a session can test its first
    candidate. rank, confirm: one verdict each."""

    step: Mapping[int, float]
    prompt: float
    open: float
    rank: float
    confirm: float

    def decode(self, rows: int) -> float:
        """One step of so many rows, between the measured counts along a line."""
        known = sorted(self.step)
        return float(np.interp(rows, known, [self.step[k] for k in known]))


@dataclass(slots=True)
class Trace:
    """What was known when. verdicts: (seconds, visible share, log-probability, right) per tested candidate, in order;
    written: the same before any test, share 0. won: (seconds, right) of the confirmed one."""

    written: list[tuple[float, float, float, bool]] = field(default_factory=list)
    verdicts: list[tuple[float, float, float, bool]] = field(default_factory=list)
    won: tuple[float, bool] | None = None

    def right_at(self, seconds: float) -> bool:
        """Whether what is proposed at that time is right: the confirmed one, else the best so far."""
        if self.won is not None and self.won[0] <= seconds:
            return self.won[1]
        known = [v for v in self.verdicts if v[0] <= seconds] or [v for v in self.written if v[0] <= seconds]
        return max(known, key=lambda v: (v[1], v[2]))[3] if known else False


def run(
    steps: Sequence[Round], banks: Banks, costs: Costs, rng: random.Random, ladder: Sequence[float] = LADDER
) -> Trace:
    """One request on rows drawn at random from the banks. ladder: temperature by `Round.heat`."""
    desk, clock, take = _Desk(costs), costs.prompt * banks.prompt_chars, _taker(banks, rng)
    for step in steps:
        if step.after_failure or step.guided:
            clock = max(clock, desk.free if desk.busy else clock)
        if desk.trace.won is not None and desk.trace.won[0] <= clock:
            break
        guide = desk.best_plan() if step.guided else None
        rows = take(f"{step.source}/{ladder[step.heat]}" if guide is None else f"guided/{guide}", step.rows)
        ends = _ends([row.tokens for row in rows], costs)
        for end, row in sorted(zip(ends, rows, strict=True), key=lambda pair: pair[0]):
            desk.put(clock + end, row)
        clock += max(ends, default=0.0)
    return desk.trace


class _Desk:
    """One test worker."""

    def __init__(self, costs: Costs) -> None:
        self._costs = costs
        self._seen: set[int] = set()
        self._tried: list[Row] = []
        self.free, self.busy = costs.open, False
        self.trace = Trace()

    def put(self, ready: float, row: Row) -> None:
        """A row that ended; after a confirmed pass nothing is tested any more."""
        if row.body < 0 or row.body in self._seen:
            return
        self._seen.add(row.body)
        self.trace.written.append((ready, 0.0, row.logprob, row.right))
        if self.trace.won is not None:
            return
        self.busy = True
        self.free = max(ready, self.free) + self._costs.rank
        self._tried.append(row)
        self.trace.verdicts.append((self.free, row.visible, row.logprob, row.right))
        if row.visible == 1.0:
            self.free += self._costs.confirm
            self.trace.won = (self.free, row.right)

    def best_plan(self) -> int | None:
        """As `policies.best_plan`: largest mean share, then likelihood; None where the plans do not differ."""
        under: dict[int, list[Row]] = {}
        for row in self._tried:
            if row.plan >= 0:
                under.setdefault(row.plan, []).append(row)
        shares = {number: fmean(r.visible for r in rows) for number, rows in under.items()}
        if len(set(shares.values())) < 2:
            return None
        return max(under, key=lambda number: (shares[number], fmean(r.logprob for r in under[number])))


def _ends(tokens: Sequence[int], costs: Costs) -> list[float]:
    """When each row of a round has its last token: the fewer rows are left, the cheaper a step."""
    ends, passed, seconds = [0.0] * len(tokens), 0, 0.0
    order = sorted(range(len(tokens)), key=lambda i: tokens[i])
    for place, i in enumerate(order):
        seconds += (tokens[i] - passed) * costs.decode(len(order) - place)
        passed, ends[i] = tokens[i], seconds
    return ends


def _taker(banks: Banks, rng: random.Random) -> Rows:
    """Rows of a bank without replacement; a bank that is used up begins anew."""
    left: dict[str, list[Row]] = {}

    def take(bank: str, count: int) -> list[Row]:
        taken: list[Row] = []
        while len(taken) < count:
            if not left.get(bank):
                left[bank] = rng.sample(banks.rows[bank], len(banks.rows[bank]))
            taken.append(left[bank].pop())
        return taken

    return take
