"""What this run's ratios mean beside the stored ones. Pure; a ratio is ours / baseline, and smaller is better.

A fall is called only where all of this run's interval lies beyond the limit, which is the worst end of the stored
interval and a tolerance on top. An interval that reaches over the limit is "unsure": neither a fall nor none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bench.interleave import Ratio
from bench.report import Metric

Word = Literal["ok", "better", "unsure", "FALL", "new", "skipped", "missing"]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far beyond the stored interval is still no fall, as a share of its end. here: on the kind of machine and
    with the model the ratio was stored for. elsewhere: on or with another."""

    here: float
    elsewhere: float


# Here: what one machine does on different days is mostly in the stored interval (several runs' hull); what is left,
# and what nobody would feel (a first token after 4.4 ms for 4 ms), is a tenth. Elsewhere: our ratios differed by up to
# 1.3 between two machines (RESULTS.md, 5 and 6); what a lost cache or a lost batch costs is 3 to 10.
TIMED = Tolerance(0.10, 0.50)
COUNTED = Tolerance(0.05, 0.05)  # bytes: the same everywhere; a feature's code is less than this


@dataclass(frozen=True, slots=True)
class Row:
    """A stored ratio. low, high: the hull of its runs' intervals. n: pairs in all of them. machine: kind of machine;
    model: hash of the model it depends on, or "". date: of the commit it was taken from (ISO)."""

    name: str
    part: str
    ratio: float
    low: float
    high: float
    n: int
    machine: str
    model: str
    date: str


@dataclass(frozen=True, slots=True)
class Here:
    """Where this run takes place."""

    machine: str
    model: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One metric's verdict. limit: a ratio beyond it is a fall; None without a stored one. note: for the reader."""

    name: str
    part: str
    word: Word
    found: Metric | None = None
    stored: Row | None = None
    limit: float | None = None
    note: str = ""

    @property
    def spread(self) -> Ratio | None:
        """This run's ratio with its interval."""
        return interval(self.found) if self.found else None

    @property
    def bites_at(self) -> float | None:
        """How many times slower ours would have to be for this run, with this noise, to have called it a fall."""
        if self.spread is None or self.limit is None or self.spread.low <= 0:
            return None
        return max(1.0, self.limit / self.spread.low)


def interval(metric: Metric) -> Ratio:
    """Of its pairs; a figure that was counted, not sampled, is its own interval."""
    return metric.pairs or Ratio(metric.ratio, metric.ratio, metric.ratio, 1)


def word(found: Ratio, stored: Row, tolerance: float) -> Word:
    """One ratio beside a stored one."""
    if found.low > stored.high * (1 + tolerance):
        return "FALL"
    if found.high > stored.high * (1 + tolerance):
        return "unsure"
    return "better" if found.high * (1 + tolerance) < stored.low else "ok"


def judge(
    rows: Sequence[Row],
    found: Mapping[str, Sequence[Metric]],
    absent: Mapping[str, str],
    here: Here,
    tolerances: Mapping[str, Tolerance],
) -> list[Judged]:
    """A verdict on every metric that was found or is stored, part by part.

    found: metrics by part. absent: why a part, or some of its metrics, could not be measured, by part: what is stored
    of it is then "skipped"; else what is stored and was not found is "missing". tolerances: by part, those that were
    asked for; of others nothing is said.
    """
    verdicts: list[Judged] = []
    for part, tolerance in tolerances.items():
        metrics = {metric.name: metric for metric in found.get(part, ())}
        stored = [row for row in rows if row.part == part]
        verdicts += [_judged(metric, part, stored, here, tolerance) for metric in metrics.values()]
        for name in dict.fromkeys(row.name for row in stored if row.name not in metrics):
            row = _nearest(name, stored, here)
            if part in absent:
                verdicts.append(Judged(name, part, "skipped", stored=row, note=absent[part]))
            else:
                verdicts.append(Judged(name, part, "missing", stored=row, note="stored, but not measured any more"))
    return verdicts


def exit_code(judged: Collection[Judged], broken: Collection[str]) -> int:
    """1: something fell. 2: the guard does not guard (a part broke, a stored metric is gone, nothing was compared)."""
    words = {one.word for one in judged}
    if "FALL" in words:
        return 1
    compared = bool(words & {"ok", "better", "unsure"})
    return 2 if broken or "missing" in words or not compared else 0


def kinder(first: Sequence[Metric], second: Sequence[Metric]) -> list[Metric]:
    """Of a metric that was measured twice, the measurement that speaks less for a fall: noise only makes one worse."""
    again = {metric.name: metric for metric in second}
    return [min(one, again.get(one.name, one), key=lambda metric: interval(metric).low) for one in first]


def _judged(metric: Metric, part: str, stored: Sequence[Row], here: Here, tolerance: Tolerance) -> Judged:
    row = _nearest(metric.name, stored, here)
    if row is None:
        return Judged(metric.name, part, "new", metric, note="not stored yet (--write)")
    allowed = tolerance.here if _same(row, here) else tolerance.elsewhere
    note = ""
    if row.machine != here.machine:
        note = f"stored on {row.machine}: {allowed:.0%} allowed"
    elif not _same(row, here):
        note = f"stored for another model: {allowed:.0%} allowed"
    limit = row.high * (1 + allowed)
    return Judged(metric.name, part, word(interval(metric), row, allowed), metric, row, limit, note)


def _same(row: Row, here: Here) -> bool:
    return row.machine == here.machine and row.model in ("", here.model)


def _nearest(name: str, rows: Sequence[Row], here: Here) -> Row | None:
    """This machine's and this model's row, else this machine's, else the newest."""
    named = [row for row in rows if row.name == name]
    return max(named, key=lambda row: (_same(row, here), row.machine == here.machine, row.date), default=None)
