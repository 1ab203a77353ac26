"""What a ranker is judged by. Pure functions of probabilities (or any scores), outcomes and tasks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from understudy.models.rankers import Array

BINS = 10


def softmax(logits: Array, temperature: float = 1.0) -> Array:
    """(n, C) -> (n, C)."""
    powers = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def expected_calibration_error(probability: Array, correct: Array, bins: int = BINS) -> float:
    """Mean |share correct - mean probability| over bins of equal size, weighted by their size; 0 without rows."""
    if not len(probability):
        return 0.0
    parts = np.array_split(np.argsort(probability, kind="stable"), min(bins, len(probability)))
    gaps = [abs(correct[part].mean() - probability[part].mean()) * len(part) for part in parts]
    return float(sum(gaps) / len(probability))


def brier(probability: Array, correct: Array) -> float:
    """Mean squared error of the probability of being right."""
    return float(np.square(probability - correct).mean())


def auc(score: Array, correct: Array) -> float:
    """The chance that a right candidate scores above a wrong one, ties half; NaN without both kinds."""
    right, wrong = score[correct > 0.5], score[correct <= 0.5]
    if not len(right) or not len(wrong):
        return float("nan")
    order = np.sort(wrong)
    below, upto = np.searchsorted(order, right, "left"), np.searchsorted(order, right, "right")
    return float((below + 0.5 * (upto - below)).sum() / (len(right) * len(wrong)))


def by_task(tasks: Sequence[str]) -> list[np.ndarray]:
    """Row numbers of each task, tasks in order of their first row."""
    found: dict[str, list[int]] = {}
    for number, task in enumerate(tasks):
        found.setdefault(task, []).append(number)
    return [np.array(rows) for rows in found.values()]


def mixed(correct: Array, tasks: Sequence[str]) -> list[np.ndarray]:
    """The tasks on which orders can differ: some candidates are right and some are not."""
    return [rows for rows in by_task(tasks) if 0 < correct[rows].sum() < len(rows)]


def top_one(score: Array, correct: Array, tasks: Sequence[np.ndarray]) -> list[float]:
    """Per task the chance that the candidate with the highest score is right; equals are drawn from."""
    return [float(correct[rows][score[rows] == score[rows].max()].mean()) for rows in tasks]


def tests_until_right(score: Array, correct: Array, tasks: Sequence[np.ndarray]) -> list[float]:
    """Per task, how many candidates are tested until a right one is, the likeliest first; equals in their order, and
    all of them where none is right."""
    counts = []
    for rows in tasks:
        hits = np.flatnonzero(correct[rows][np.argsort(-score[rows], kind="stable")])
        counts.append(float(hits[0] + 1 if len(hits) else len(rows)))
    return counts
