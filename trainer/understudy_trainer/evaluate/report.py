"""From judged samples to the numbers and the table a person reads. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from understudy_trainer.evaluate import metrics
from understudy_trainer.evaluate.metrics import Interval
from understudy_trainer.evaluate.sampling import Sample
from understudy_trainer.evaluate.select import Select, best_first

SECONDS = (0.5, 1.0, 3.0, 10.0, 30.0)
PROMPT_TOKENS = 128  # 2404.00725's input length for FLOPs


def measure(by_problem: Sequence[Sequence[Sample]], select: Select, parameters: int) -> dict[str, Interval]:
    """Metric name -> mean over problems with interval. Every problem must have the same number of samples."""
    n = min(map(len, by_problem))
    ranked = [best_first(samples, select)[:n] for samples in by_problem]
    right = [sum(s.passed for s in samples[:n]) for samples in by_problem]
    second = fmean(s.seconds for samples in by_problem for s in samples)
    tokens = fmean(s.tokens for samples in by_problem for s in samples)
    found: dict[str, Interval] = {}
    for k in metrics.reported_ks(n):
        found[f"pass@{k}"] = metrics.interval([metrics.pass_at_k(n, c, k) for c in right])
    if filled := [[bool(s.exact) for s in samples] for samples in by_problem if samples[0].exact is not None]:
        found["exact match"] = metrics.interval([fmean(samples) for samples in filled])
    found[f"selected pass@1 ({select})"] = metrics.interval([float(samples[0].passed) for samples in ranked])
    for k in metrics.reported_ks(n):
        scores = [metrics.rank_score_at_k([s.passed for s in samples], k) for samples in ranked]
        found[f"rank-score@{k} ({select})"] = metrics.interval(scores)
    for t in SECONDS:
        values = [metrics.pass_at_budget(n, c, t, lambda k: k * second) for c in right]
        found[f"pass_time@{t:g}s"] = metrics.interval(values)

    def cost(k: int) -> float:
        return metrics.flops(parameters, PROMPT_TOKENS, tokens, k)

    for k in metrics.reported_ks(n):
        values = [metrics.pass_at_budget(n, c, cost(k), cost) for c in right]
        found[f"pass_flops@{cost(k):.2e}"] = metrics.interval(values)
    return found


def as_json(found: dict[str, Interval]) -> dict[str, Any]:
    """Plain values for a JSON file."""
    return {name: {"value": v.value, "low": v.low, "high": v.high} for name, v in found.items()}


def table(found: dict[str, Interval]) -> str:
    """One line per metric: per cent, with the 95 % interval."""
    width = max(map(len, found))
    return "\n".join(
        f"{name.ljust(width)}  {100 * v.value:6.2f} %  [{100 * v.low:.2f}, {100 * v.high:.2f}]"
        for name, v in found.items()
    )
