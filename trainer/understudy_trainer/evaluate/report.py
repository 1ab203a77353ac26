"""From what each problem came to, to the numbers and the table a person reads. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean

from understudy_trainer.evaluate import metrics
from understudy_trainer.evaluate.metrics import Interval
from understudy_trainer.evaluate.record import Costs, Item
from understudy_trainer.evaluate.sampling import Sample
from understudy_trainer.evaluate.select import Select, best_first

EXACT, SPEEDUP = "exact match", "speed-up over the reference"


def item_of(samples: Sequence[Sample], select: Select, speedup: float | None = None) -> Item:
    """What one problem's samples came to."""
    ranked = best_first(samples, select)
    exact = fmean(bool(s.exact) for s in samples) if samples[0].exact is not None else None
    return Item(samples[0].task_id, "".join("01"[s.passed] for s in ranked), exact, speedup)


def fewest(items: Sequence[Item]) -> int:
    """The number of samples that every problem has."""
    return min(item.n for item in items)


def pass_at(items: Sequence[Item], k: int) -> list[float]:
    """pass@k of each problem; k = 0: nothing was affordable."""
    return [metrics.pass_at_k(item.n, item.right, k) if k else 0.0 for item in items]


def rank_at(items: Sequence[Item], k: int) -> list[float]:
    """rank-score@k of each problem; k = 0: nothing was affordable."""
    return [metrics.rank_score_at_k([x == "1" for x in item.passed], k) if k else 0.0 for item in items]


def selected(items: Sequence[Item]) -> list[float]:
    """Whether each problem's best-ranked sample is right."""
    return [float(item.passed[:1] == "1") for item in items]


def measure(items: Sequence[Item], costs: Costs, select: Select) -> dict[str, Interval]:
    """Metric name -> mean over problems with interval."""
    n = fewest(items)
    ks = metrics.reported_ks(n)
    found = {f"pass@{k}": metrics.interval(pass_at(items, k)) for k in ks}
    if filled := [item.exact for item in items if item.exact is not None]:
        found[EXACT] = metrics.interval(filled)
    found[f"selected pass@1 ({select})"] = metrics.interval(selected(items))
    found |= {f"rank-score@{k} ({select})": metrics.interval(rank_at(items, k)) for k in ks}
    for name, cost in (("time", costs.time), ("flops", costs.flops)):
        for budget in metrics.budgets(cost(1), cost(n + 1)) if cost(1) else ():
            k = metrics.affordable(budget, cost, n)
            found[f"pass_{name}@{amount(name, budget)}"] = metrics.interval(pass_at(items, k))
            if n > 1:
                found[f"rank-score_{name}@{amount(name, budget)} ({select})"] = metrics.interval(rank_at(items, k))
    if ratios := speedups(items):
        found[SPEEDUP] = metrics.geometric(ratios)
    return found


def speedups(items: Sequence[Item]) -> list[float]:
    """Of the problems that were solved and timed."""
    return [item.speedup for item in items if item.speedup is not None]


def amount(kind: str, budget: float) -> str:
    """A budget as it stands in a metric's name."""
    return f"{budget:.3g}s" if kind == "time" else f"{budget:.3g}"


def curve(items: Sequence[Item], at: Callable[[Sequence[Item], int], list[float]]) -> list[Interval]:
    """The mean of `at` for k = 1 .. n, with intervals."""
    return [metrics.interval(at(items, k)) for k in range(1, fewest(items) + 1)]


def table(found: dict[str, Interval]) -> str:
    """One line a metric: per cent (a factor for the speed-up), with the 95 % interval."""
    width = max(map(len, found))
    return "\n".join(f"{name.ljust(width)}  {shown(name, value)}" for name, value in found.items())


def shown(name: str, found: Interval) -> str:
    """One metric for a person."""
    if name == SPEEDUP:
        return f"{found.value:6.2f} x  [{found.low:.2f}, {found.high:.2f}]"
    return f"{100 * found.value:6.2f} %  [{100 * found.low:.2f}, {100 * found.high:.2f}]"
