"""Whether an adapter may be served: it must be better on held-out preferences and no worse at anything else.

Every figure is a mean over items that were measured twice, adapter off and on, with a paired bootstrap interval.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from understudy.learn.split import LEAST_HELD_OUT
from understudy.models.lineage import Figure
from understudy_trainer.methods.step import Runner
from understudy_trainer.model.packed import Row

CHOSEN_TOLERANCE = 0.01  # nats per token that chosen texts may lose
TOLERANCE = 0.05  # share of items an evaluation may fall; a standard error at the default numbers is about .03
LEAST_MARGIN = 0.02  # nats per token; below, behaviour did not move (docs/training.md, "What the gate asks")
LEAST_CHANGED = 0.05  # share of greedy answers that must differ, else nobody would notice
LEAST_ASKED = 20  # answers; with fewer, one changed answer is already a twentieth
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Interval:
    """Mean paired difference (after - before) with a 95 % bootstrap interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluator measured, one score per item, the same items before and after the adapter.

    changed: per greedy answer, whether the adapter made it another text. note: why fewer items, or none, were measured.
    """

    name: str
    before: tuple[float, ...]
    after: tuple[float, ...]
    changed: tuple[bool, ...] = ()
    note: str = ""


Evaluator = Callable[[Path], Evaluation]
"""Called with the adapter's GGUF: FIM exact match, docstring-to-function pass rate ... (`gate.evaluators`)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """adopt, and why (or why not). accuracy: share of held-out pairs whose chosen text is likelier per token. chosen:
    mean log-probability per token of chosen texts. margin: per-token log-probability difference, chosen - rejected.
    figures: these three and every evaluation, each with its interval and n. changed of asked: greedy answers the
    adapter made another text (0 of 0 = not asked). notes: what could not be measured, and why."""

    adopt: bool
    reason: str
    held_out: int
    accuracy_before: float = 0.0
    accuracy_after: float = 0.0
    chosen_before: float = 0.0
    chosen_after: float = 0.0
    margin: Interval = field(default_factory=lambda: Interval(0.0, 0.0, 0.0))
    figures: dict[str, Figure] = field(default_factory=dict)
    changed: int = 0
    asked: int = 0
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return found


def bootstrap(before: Sequence[float], after: Sequence[float], seed: int = 0) -> Interval:
    """Paired percentile bootstrap over items."""
    differences = [b - a for a, b in zip(before, after, strict=True)]
    n = len(differences)
    if not n:
        return Interval(0.0, 0.0, 0.0)
    rng = random.Random(seed)
    means = sorted(sum(rng.choices(differences, k=n)) / n for _ in range(RESAMPLES))
    return Interval(sum(differences) / n, means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1])


def figure(before: Sequence[float], after: Sequence[float]) -> Figure:
    """One quantity measured on the same items before and after."""
    change, n = bootstrap(before, after), len(before)
    return Figure(sum(before) / max(1, n), sum(after) / max(1, n), change.low, change.high, n)


def judge(
    runner: Runner, held_out: Sequence[Row], adapter: Path | None = None, evaluators: Sequence[Evaluator] = ()
) -> Verdict:
    """held_out: rows of (chosen, rejected). runner: over the PEFT model; before = adapter off.

    What preferences alone refuse costs no evaluation. Raises what an evaluator raises (`GateCancelled`).
    """
    n = len(held_out)
    if n < LEAST_HELD_OUT:
        return Verdict(False, f"only {n} held-out pairs, at least {LEAST_HELD_OUT} are needed to judge", n)
    runner.model.eval()
    before = _per_token(held_out, runner.reference(held_out))
    after = _per_token(held_out, runner.logps(held_out))
    if not all(math.isfinite(value) for side in (before, after) for pair in side for value in pair):
        return Verdict(False, "the adapter's log-probabilities are not numbers: the run diverged", n)
    figures = _preferences(before, after)
    refusal = refused_by_preferences(figures)
    measured = [run(adapter) for run in evaluators] if adapter and not refusal else []
    figures |= {e.name: figure(e.before, e.after) for e in measured if e.before}
    answers = [changed for evaluation in measured for changed in evaluation.changed]
    refusal = (
        refusal
        or next((text for e in measured if e.before and (text := fell(e.name, figures[e.name]))), "")
        or too_little(figures["margin"], sum(answers), len(answers))
    )
    accuracy, chosen = figures["accuracy"], figures["chosen"]
    return Verdict(
        not refusal,
        refusal or f"accuracy {accuracy.before:.3f} to {accuracy.after:.3f} on {n} held-out pairs",
        n,
        accuracy.before,
        accuracy.after,
        chosen.before,
        chosen.after,
        Interval(figures["margin"].change, figures["margin"].low, figures["margin"].high),
        figures,
        sum(answers),
        len(answers),
        tuple(f"{e.name}: {e.note}" for e in measured if e.note),
    )


def refused_by_preferences(figures: dict[str, Figure]) -> str:
    """Why the held-out preferences speak against it, "" if they do not."""
    accuracy, chosen, margin = figures["accuracy"], figures["chosen"], figures["margin"]
    if accuracy.change < 0:
        return f"held-out preference accuracy fell from {accuracy.before:.3f} to {accuracy.after:.3f}"
    if margin.low <= 0:
        return f"the held-out margin did not rise for certain (95 % {margin.low:+.3f} to {margin.high:+.3f})"
    if chosen.change < -CHOSEN_TOLERANCE:
        return f"preferred texts became less likely ({chosen.before:.3f} to {chosen.after:.3f} nats per token)"
    return ""


def fell(name: str, found: Figure) -> str:
    """Whether an evaluation got worse, for certain or by more than may be luck; "" if not."""
    if found.high < 0 or found.change < -TOLERANCE:
        return (
            f"{name} fell from {found.before:.3f} to {found.after:.3f} "
            f"(n = {found.n}, 95 % {found.low:+.3f} to {found.high:+.3f})"
        )
    return ""


def too_little(margin: Figure, changed: int, asked: int) -> str:
    """Whether the adapter's effect is too small to be worth a swap; "" if not."""
    if margin.change < LEAST_MARGIN:
        return f"it changes nothing you would notice (the margin rose by {margin.change:.4f} nats per token)"
    if asked >= LEAST_ASKED and changed < LEAST_CHANGED * asked:
        return f"it changes nothing you would notice ({changed} of {asked} answers)"
    return ""


def _preferences(before: list[tuple[float, float]], after: list[tuple[float, float]]) -> dict[str, Figure]:
    return {
        "accuracy": figure([float(c > r) for c, r in before], [float(c > r) for c, r in after]),
        "margin": figure([c - r for c, r in before], [c - r for c, r in after]),
        "chosen": figure([c for c, _ in before], [c for c, _ in after]),
    }


def _per_token(held_out: Sequence[Row], logps: Sequence[tuple[float, ...]]) -> list[tuple[float, float]]:
    return [
        (values[0] / len(row.responses[0].ids), values[1] / len(row.responses[1].ids))
        for row, values in zip(held_out, logps, strict=True)
    ]
