"""Whether an adapter may be served: it must be better on held-out preferences and no worse at anything else."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from understudy.learn.pairs import LEAST_HELD_OUT
from understudy_trainer.methods.step import Runner
from understudy_trainer.model.packed import Row

CHOSEN_TOLERANCE = 0.01  # nats per token that chosen texts may lose
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Interval:
    """Mean paired difference (after - before) with a 95 % bootstrap interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluator measured, one score per item, the same items before and after the adapter."""

    name: str
    before: tuple[float, ...]
    after: tuple[float, ...]


Evaluator = Callable[[Path], Evaluation]
"""Called with the adapter's GGUF: FIM exact match, docstring-to-function pass rate ..."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """adopt, and why (or why not). accuracy: share of held-out pairs whose chosen text is likelier per token. chosen:
    mean log-probability per token of chosen texts. margin: per-token log-probability difference, chosen - rejected."""

    adopt: bool
    reason: str
    held_out: int
    accuracy_before: float = 0.0
    accuracy_after: float = 0.0
    chosen_before: float = 0.0
    chosen_after: float = 0.0
    margin: Interval = field(default_factory=lambda: Interval(0.0, 0.0, 0.0))
    evaluations: dict[str, Interval] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def bootstrap(before: Sequence[float], after: Sequence[float], seed: int = 0) -> Interval:
    """Paired percentile bootstrap over items."""
    differences = [b - a for a, b in zip(before, after, strict=True)]
    n = len(differences)
    if not n:
        return Interval(0.0, 0.0, 0.0)
    rng = random.Random(seed)
    means = sorted(sum(rng.choices(differences, k=n)) / n for _ in range(RESAMPLES))
    return Interval(sum(differences) / n, means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1])


def judge(
    runner: Runner, held_out: Sequence[Row], adapter: Path | None = None, evaluators: Sequence[Evaluator] = ()
) -> Verdict:
    """held_out: rows of (chosen, rejected). runner: over the PEFT model; before = adapter off."""
    n = len(held_out)
    if n < LEAST_HELD_OUT:
        return Verdict(False, f"only {n} held-out pairs, at least {LEAST_HELD_OUT} are needed to judge", n)
    runner.model.eval()
    before = _per_token(held_out, runner.reference(held_out))
    after = _per_token(held_out, runner.logps(held_out))
    margin = bootstrap([c - r for c, r in before], [c - r for c, r in after])
    accuracy = [sum(c > r for c, r in side) / n for side in (before, after)]
    chosen = [sum(c for c, _ in side) / n for side in (before, after)]
    evaluations = {e.name: bootstrap(e.before, e.after) for e in (run(adapter) for run in evaluators if adapter)}
    worse = next((name for name, change in evaluations.items() if change.mean < 0), None)
    if accuracy[1] < accuracy[0]:
        reason = f"held-out preference accuracy fell from {accuracy[0]:.3f} to {accuracy[1]:.3f}"
    elif margin.low <= 0:
        reason = f"the held-out margin did not rise for certain (95 % {margin.low:+.3f} to {margin.high:+.3f})"
    elif not chosen[1] - chosen[0] >= -CHOSEN_TOLERANCE:
        reason = f"preferred texts became less likely ({chosen[0]:.3f} to {chosen[1]:.3f} nats per token)"
    elif worse is not None:
        reason = f"{worse} fell by {-evaluations[worse].mean:.3f}"
    else:
        reason = ""
    return Verdict(
        not reason,
        reason or f"accuracy {accuracy[0]:.3f} to {accuracy[1]:.3f} on {n} held-out pairs",
        n,
        accuracy[0],
        accuracy[1],
        chosen[0],
        chosen[1],
        margin,
        evaluations,
    )


def _per_token(held_out: Sequence[Row], logps: Sequence[tuple[float, ...]]) -> list[tuple[float, float]]:
    return [
        (values[0] / len(row.responses[0].ids), values[1] / len(row.responses[1].ids))
        for row, values in zip(held_out, logps, strict=True)
    ]
