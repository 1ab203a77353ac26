"""Two runs on the same problems: who wins where, and which differences are more than chance. Pure functions.

Paired by problem: intervals are percentile bootstraps of the mean difference, and where each problem is solved or not
(one sample, the selected one, a race) McNemar's exact test stands beside them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from understudy_trainer.evaluate import metrics, report
from understudy_trainer.evaluate.metrics import Interval
from understudy_trainer.evaluate.record import Item, Record, RecordError


@dataclass(frozen=True, slots=True)
class Difference:
    """One metric of both runs. change: second less first (of a speed-up: second over first). p: of McNemar's exact
    test, None where a problem's value is not only 0 or 1. factor: whether values are factors and not shares."""

    metric: str
    first: float
    second: float
    change: Interval
    p: float | None
    factor: bool = False

    @property
    def verdict(self) -> str:
        """ "better", "worse" (the second, by its interval) or "" where the interval holds no difference."""
        neutral = 1.0 if self.factor else 0.0
        return "better" if self.change.low > neutral else "worse" if self.change.high < neutral else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """won, lost, tied: task ids by the share of right samples, seen from the second run."""

    won: tuple[str, ...]
    lost: tuple[str, ...]
    tied: tuple[str, ...]
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        rows = [{**asdict(row), "change": row.change._asdict(), "verdict": row.verdict} for row in self.differences]
        return {"won": self.won, "lost": self.lost, "tied": self.tied, "differences": rows, "notes": self.notes}


def compare(first: Record, second: Record) -> Comparison:
    """Raises RecordError unless both measured the same problems in the same way."""
    _same_suite(first, second)
    one, two = first.items, second.items
    rows = _of_races(first, second) if first.times else _of_samples(first, second)
    found = [_difference(name, a, b) for name, a, b in rows]
    timed = [(a.speedup, b.speedup) for a, b in zip(one, two, strict=True) if a.speedup and b.speedup]
    if timed:
        ours, theirs = ([pair[i] for pair in timed] for i in (0, 1))
        ratio = metrics.geometric([b / a for a, b in timed])
        means = metrics.geometric(ours).value, metrics.geometric(theirs).value
        found.append(Difference(f"{report.SPEEDUP} ({len(timed)} solved by both)", *means, ratio, None, True))
    groups: dict[int, list[str]] = {1: [], -1: [], 0: []}
    for a, b in zip(one, two, strict=True):
        groups[_sign(_score(b) - _score(a))].append(a.task_id)
    return Comparison(tuple(groups[1]), tuple(groups[-1]), tuple(groups[0]), tuple(found), _notes(first, second))


def _same_suite(first: Record, second: Record) -> None:
    if first.suite_sha256 != second.suite_sha256:
        raise RecordError(
            f"The runs are on different problems: {first.problems} of {first.suite}, {second.problems} of "
            f"{second.suite}{' (other content)' if first.suite == second.suite else ''}.",
            "Compare runs of the same suite with the same --limit; `understudy eval` again takes kept samples.",
        )
    if [a.task_id for a in first.items] != [b.task_id for b in second.items]:
        raise RecordError("The runs name their problems differently.", "Run `understudy eval` again for both.")
    if bool(first.times) != bool(second.times):
        raise RecordError("One run is a race against the clock, the other is not.", "Give both --seconds, or neither.")
    if first.times and not set(first.times) & set(second.times):
        raise RecordError("The races have no time in common.", f"Race again with --seconds {first.times[-1]:g}.")


Rows = list[tuple[str, list[float], list[float]]]


def _of_races(first: Record, second: Record) -> Rows:
    common = [t for t in first.times if t in second.times]
    return [(f"selected pass@1 within {t:g} s", _shown(first, t), _shown(second, t)) for t in common]


def _shown(run: Record, t: float) -> list[float]:
    place = run.times.index(t)
    return [float(item.shown[place] == "1") for item in run.items]


def _of_samples(first: Record, second: Record) -> Rows:
    one, two = first.items, second.items
    n, m = report.fewest(one), report.fewest(two)
    ks = metrics.reported_ks(min(n, m))
    rows: Rows = [(f"pass@{k}", report.pass_at(one, k), report.pass_at(two, k)) for k in ks]
    exact = [(a.exact, b.exact) for a, b in zip(one, two, strict=True) if a.exact is not None and b.exact is not None]
    if exact:
        rows.append((report.EXACT, [a for a, _ in exact], [b for _, b in exact]))
    rows.append(("selected pass@1", report.selected(one), report.selected(two)))
    rows += [(f"rank-score@{k}", report.rank_at(one, k), report.rank_at(two, k)) for k in ks if k > 1]
    for name in ("time", "flops"):
        cost, dear = (getattr(run.costs, name) for run in (first, second))
        if not (cost(1) and dear(1)):
            continue
        for budget in metrics.budgets(min(cost(1), dear(1)), min(cost(n + 1), dear(m + 1))):
            k, j = metrics.affordable(budget, cost, n), metrics.affordable(budget, dear, m)
            label = f"pass_{name}@{report.amount(name, budget)}"
            rows.append((label, report.pass_at(one, k), report.pass_at(two, j)))
    return rows


def _difference(name: str, first: Sequence[float], second: Sequence[float]) -> Difference:
    change = [b - a for a, b in zip(first, second, strict=True)]
    binary = {*first, *second} <= {0.0, 1.0}
    p = metrics.mcnemar(sum(d > 0 for d in change), sum(d < 0 for d in change)) if binary else None
    means = metrics.interval(first).value, metrics.interval(second).value
    return Difference(name, *means, metrics.interval(change), p)


def _score(item: Item) -> float:
    return item.right / item.n if item.n else item.shown.count("1")


def _sign(value: float) -> int:
    return 0 if math.isclose(value, 0.0, abs_tol=1e-12) else int(math.copysign(1, value))


def _notes(first: Record, second: Record) -> tuple[str, ...]:
    """What is not alike, and a reader should know."""
    notes = []
    reads: list[tuple[str, Callable[[Record], object]]] = [
        ("samples a problem", lambda run: run.n),
        ("temperature", lambda run: run.temperature),
        ("policy", lambda run: run.policy),
        ("selection", lambda run: run.select),
        ("threads", lambda run: run.threads),
    ]
    for word, read in reads:
        a, b = read(first), read(second)
        if a != b:
            notes.append(f"{word}: {a} against {b}")
    return tuple(notes)
