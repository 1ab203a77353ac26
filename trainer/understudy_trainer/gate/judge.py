"""Whether an adapter may be served: it must be better on held-out preferences and no worse at anything else.

Every figure is a mean over items that were measured twice, adapter off and on, with a paired bootstrap interval. Pairs
of one function resemble each other (one run of the tests gives up to four), so functions are drawn, not pairs.
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
LEAST_ITEMS = 24  # of an evaluation; with fewer a fall by TOLERANCE is luck too often (of 8: every third time)
NARROW = 0.1  # width of an interval from which fewer items are enough, too
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
    adapter made another text (0 of 0 = not asked). notes: what could not be measured, and why. judged: False if nothing
    was measured at all, which is no refusal."""

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
    judged: bool = True

    @property
    def summary(self) -> str:
        """The decision and its reason in one line."""
        return f"{'not judged' if not self.judged else 'adopt' if self.adopt else 'refuse'}: {self.reason}"

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return found


def bootstrap(
    before: Sequence[float], after: Sequence[float], seed: int = 0, scopes: Sequence[str] | None = None
) -> Interval:
    """Paired percentile bootstrap over items, or over what they belong to (cluster bootstrap: whole scopes are drawn
    with replacement, and the mean is over their items)."""
    differences = [b - a for a, b in zip(before, after, strict=True)]
    if not differences:
        return Interval(0.0, 0.0, 0.0)
    groups: dict[object, list[float]] = {}
    for number, difference in enumerate(differences):
        groups.setdefault(number if scopes is None else scopes[number], []).append(difference)
    summed = [(sum(group), len(group)) for group in groups.values()]
    rng = random.Random(seed)

    def resampled() -> float:
        drawn = rng.choices(summed, k=len(summed))
        return sum(total for total, _ in drawn) / sum(count for _, count in drawn)

    means = sorted(resampled() for _ in range(RESAMPLES))
    mean = sum(differences) / len(differences)
    return Interval(mean, means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1])


def figure(before: Sequence[float], after: Sequence[float], scopes: Sequence[str] | None = None) -> Figure:
    """One quantity measured on the same items before and after. scopes: of each item, None = all independent."""
    change, n = bootstrap(before, after, scopes=scopes), len(before)
    return Figure(sum(before) / max(1, n), sum(after) / max(1, n), change.low, change.high, n)


def judge(
    runner: Runner,
    held_out: Sequence[Row],
    adapter: Path | None = None,
    evaluators: Sequence[Evaluator] = (),
    scopes: Sequence[str] | None = None,
) -> Verdict:
    """held_out: rows of (chosen, rejected). scopes: the function of each, None = all of different ones. runner: over
    the PEFT model; before = adapter off.

    What preferences alone refuse costs no evaluation. With pairs of fewer than LEAST_HELD_OUT functions, or none,
    evaluations alone decide. Raises what an evaluator raises (`GateCancelled`).
    """
    n = len(held_out)
    functions = n if scopes is None else len(set(scopes))
    figures: dict[str, Figure] = {}
    if functions >= LEAST_HELD_OUT:
        runner.model.eval()
        before = _per_token(held_out, runner.reference(held_out))
        after = _per_token(held_out, runner.logps(held_out))
        if not all(math.isfinite(value) for side in (before, after) for pair in side for value in pair):
            return Verdict(False, "the adapter's log-probabilities are not numbers: the run diverged", n)
        figures = _preferences(before, after, scopes)
    refusal = refused_by_preferences(figures) if figures else ""
    measured = [run(adapter) for run in evaluators] if adapter and not refusal else []
    figures |= {e.name: figure(e.before, e.after) for e in measured if e.before}
    notes = tuple(f"{e.name}: {note}" for e in measured for note in (e.note, unsure(figures.get(e.name))) if note)
    if not figures:
        nothing = f"{_too_few(n, functions)}, and nothing else was measured{''.join(f' ({text})' for text in notes)}"
        return Verdict(False, nothing, n, notes=notes, judged=False)
    answers = [changed for evaluation in measured for changed in evaluation.changed]
    refusal = (
        refusal
        or next((text for e in measured if e.before and (text := fell(e.name, figures[e.name]))), "")
        or too_little(figures.get("margin"), sum(answers), len(answers))
    )
    accuracy, chosen, margin = (figures.get(name, _NONE) for name in ("accuracy", "chosen", "margin"))
    return Verdict(
        not refusal,
        refusal or _why(figures, n, functions),
        n,
        accuracy.before,
        accuracy.after,
        chosen.before,
        chosen.after,
        Interval(margin.change, margin.low, margin.high),
        figures,
        sum(answers),
        len(answers),
        notes if "accuracy" in figures else (f"preferences: {_too_few(n, functions)}", *notes),
    )


_NONE = Figure(0.0, 0.0, 0.0, 0.0, 0)


def _why(figures: dict[str, Figure], pairs: int, functions: int) -> str:
    """What speaks for the adapter, and what was not asked."""
    if (accuracy := figures.get("accuracy")) is not None:
        return f"accuracy {accuracy.before:.3f} to {accuracy.after:.3f} on {pairs} held-out pairs"
    said = ", ".join(f"{name} {f.before:.3f} to {f.after:.3f} (n = {f.n})" for name, f in figures.items())
    return f"nothing fell: {said}; preferences were not judged ({_too_few(pairs, functions)})"


def _too_few(pairs: int, functions: int) -> str:
    held_out = f"{pairs} held-out pairs of {functions} functions" if pairs else "no held-out pairs"
    return f"{held_out}, at least {LEAST_HELD_OUT} functions are needed"


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
    """Whether an evaluation got worse, for certain or by more than may be luck; "" if not. With few items only the
    interval can say so (`unsure`)."""
    if found.high < 0 or (found.change < -TOLERANCE and not _loose(found)):
        return (
            f"{name} fell from {found.before:.3f} to {found.after:.3f} "
            f"(n = {found.n}, 95 % {found.low:+.3f} to {found.high:+.3f})"
        )
    return ""


def unsure(found: Figure | None) -> str:
    """What to say of an evaluation that fell, and that too few items were measured for to refuse; "" if nothing."""
    if found is None or found.high < 0 or found.change >= -TOLERANCE or not _loose(found):
        return ""
    return (
        f"fell from {found.before:.3f} to {found.after:.3f}, which {found.n} items cannot tell from luck "
        f"(95 % {found.low:+.3f} to {found.high:+.3f})"
    )


def _loose(found: Figure) -> bool:
    """Whether a fall by TOLERANCE says nothing: few items and a wide interval."""
    return found.n < LEAST_ITEMS and found.high - found.low > NARROW


def too_little(margin: Figure | None, changed: int, asked: int) -> str:
    """Whether the adapter's effect is too small to be worth a swap; "" if not. margin: None = not measured."""
    if margin is not None and margin.change < LEAST_MARGIN:
        return f"it changes nothing you would notice (the margin rose by {margin.change:.4f} nats per token)"
    if asked >= LEAST_ASKED and changed < LEAST_CHANGED * asked:
        return f"it changes nothing you would notice ({changed} of {asked} answers)"
    return ""


def _preferences(
    before: list[tuple[float, float]], after: list[tuple[float, float]], scopes: Sequence[str] | None
) -> dict[str, Figure]:
    return {
        "accuracy": figure([float(c > r) for c, r in before], [float(c > r) for c, r in after], scopes),
        "margin": figure([c - r for c, r in before], [c - r for c, r in after], scopes),
        "chosen": figure([c for c, _ in before], [c for c, _ in after], scopes),
    }


def _per_token(held_out: Sequence[Row], logps: Sequence[tuple[float, ...]]) -> list[tuple[float, float]]:
    return [
        (values[0] / len(row.responses[0].ids), values[1] / len(row.responses[1].ids))
        for row, values in zip(held_out, logps, strict=True)
    ]
