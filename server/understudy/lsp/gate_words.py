"""The gate's verdict in plain words, with every figure and its interval: for a person who decides about an adapter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from understudy.lsp.trainer_process import Gate, Trained
from understudy.models.lineage import Figure

Unit = Literal["share", "nats"]

_WORDS: dict[str, tuple[str, Unit]] = {
    "accuracy": ("Agrees with choices of yours that it was not trained on", "share"),
    "margin": ("How clearly it prefers what you chose there", "nats"),
    "chosen": ("How likely it finds what you chose there", "nats"),
    "FIM exact match": ("Completes a line exactly as it was", "share"),
    "docstring to function": ("Writes a function that passes its tests", "share"),
}


class Row(msgspec.Struct, frozen=True):
    """One figure. unit: share (0..1) or nats per token; in both more is better. low, high: 95 % interval of the change.
    sure: better, worse, or "" where the interval holds both. n: items measured without and with the adapter."""

    name: str
    words: str
    unit: Unit
    before: float
    after: float
    low: float
    high: float
    n: int
    sure: Literal["better", "worse", ""]


class Words(msgspec.Struct, frozen=True):
    """adopt: may it be used; judged: was anything measured. headline: one sentence. reason: the gate's own."""

    adopt: bool
    judged: bool
    headline: str
    reason: str
    figures: tuple[Row, ...]
    changed: int
    asked: int
    notes: tuple[str, ...]


def words(trained: Trained) -> Words:
    """The verdict of a run."""
    gate = trained.gate
    return Words(
        trained.adopted,
        gate.judged,
        _headline(trained.adopted, gate),
        trained.message,
        rows(gate.figures),
        gate.changed,
        gate.asked,
        gate.notes,
    )


def rows(figures: Mapping[str, Figure]) -> tuple[Row, ...]:
    """The figures, those of preferences first."""
    order = [name for name in _WORDS if name in figures] + [name for name in figures if name not in _WORDS]
    return tuple(_row(name, figures[name]) for name in order)


def _row(name: str, found: Figure) -> Row:
    said, unit = _WORDS.get(name, (name, "share"))
    sure: Literal["better", "worse", ""] = "better" if found.low > 0 else "worse" if found.high < 0 else ""
    return Row(name, said, unit, found.before, found.after, found.low, found.high, found.n, sure)


def _headline(adopted: bool, gate: Gate) -> str:
    if not gate.judged:
        return "Nothing could be measured, so nothing speaks for or against this adapter."
    if adopted and "accuracy" in gate.figures:
        return "It is better at what you prefer, and nothing else that was measured got clearly worse."
    if adopted:
        return "Nothing got clearly worse. Whether it is better at what you prefer could not be measured: few pairs."
    return "It is not good enough to be used. The model stays as it is, and nothing was lost."
