"""Would this user accept it? A logistic regression over numbers known before a suggestion is shown.

In: the log's judged suggestions (accepted or dismissed; what was ignored says nothing). Out: weights, kept in memory
only and made anew from the log each time. JetBrains ("Less is more", 2025) and Amazon Q ship such filters trained on
everybody; this one learns from one user, on the user's machine.

It stays off with too few decisions, with decisions all alike, and when it cannot tell them apart: then the share of
accepted ones would be all it knows, and below one in four it would hide everything.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np
from numpy.typing import NDArray

from understudy.learn.packing import UNREADABLE
from understudy.learn.store import Log

LEAST_JUDGED = 200
LEAST_OF_A_KIND = 10  # with fewer accepted (or dismissed) ones there is nothing to tell apart
LEAST_AUC = 0.6  # by cross-validation; 0.5 is chance, and its standard error at 200 decisions is about 0.04
TRAIN_EVERY = 50  # judged suggestions
MOST_JUDGED = 5_000  # the latest; tastes and models change
L2 = 1.0  # of the standardised weights: one user's log is small
FOLDS = 5
_STEPS, _CLOSE = 50, 1e-8

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Decisions in the order they were made. rows: (n, features). accepted: (n,), 0 or 1. version: of the features."""

    rows: Numbers
    accepted: Numbers
    version: int = 0


@dataclass(frozen=True, slots=True)
class Filter:
    """on: may it decide? judged: how many decisions it was made from. auc: by cross-validation, 0 if too few."""

    on: bool = False
    judged: int = 0
    auc: float = 0.0
    version: int = 0
    _mean: Numbers = field(default_factory=lambda: np.zeros(0), repr=False)
    _scale: Numbers = field(default_factory=lambda: np.zeros(0), repr=False)
    _weights: Numbers = field(default_factory=lambda: np.zeros(0), repr=False)

    def chance(self, features: Sequence[float], version: int) -> float | None:
        """The probability that the user accepts, None if the filter is off or made for other features."""
        if not self.on or version != self.version or len(features) != len(self._mean):
            return None
        row = (np.asarray(features, np.float64) - self._mean) / self._scale
        return float(_chances(row[None, :], self._weights)[0])


def judged(log: Log) -> Judged:
    """The latest judged suggestions of the log that carry features of the newest version. Raises LearnError."""
    fates = dict(
        log.query(
            "SELECT item, MIN(kind) FROM events WHERE kind IN ('accepted', 'dismissed') GROUP BY item"
        )  # "accepted" < "dismissed": what was accepted after all counts as accepted
    )
    found: list[tuple[int, tuple[float, ...], bool]] = []
    for item, body in log.query(
        "SELECT item, body FROM events WHERE kind = 'shown' ORDER BY seq DESC LIMIT ?", (2 * MOST_JUDGED,)
    ):
        if item not in fates:
            continue
        with contextlib.suppress(*UNREADABLE):
            shown = _DECODER.decode(zlib.decompress(body))
            if shown.features and np.isfinite(shown.features).all():
                found.append((shown.features_version, shown.features, fates[item] == "accepted"))
    if not found:
        return Judged(np.zeros((0, 0)), np.zeros(0))
    version, width = max((version, len(row)) for version, row, _ in found)
    rows = [(row, taken) for v, row, taken in found if (v, len(row)) == (version, width)][:MOST_JUDGED][::-1]
    return Judged(
        np.array([row for row, _ in rows], np.float64), np.array([taken for _, taken in rows], np.float64), version
    )


def train(known: Judged) -> Filter:
    """The filter these decisions make. Deterministic."""
    n, taken = len(known.accepted), int(known.accepted.sum())
    if n < LEAST_JUDGED or min(taken, n - taken) < LEAST_OF_A_KIND:
        return Filter(judged=n)
    area = cross_validated_auc(known.rows, known.accepted)
    mean, scale, weights = _fit(known.rows, known.accepted)
    return Filter(area >= LEAST_AUC, n, area, known.version, mean, scale, weights)


def cross_validated_auc(rows: Numbers, accepted: Numbers, folds: int = FOLDS) -> float:
    """Area under the ROC curve of predictions made without the fold they are for.

    Folds are stretches of time: neighbours in a session resemble each other, and would leak across random folds.
    """
    predicted = np.empty(len(rows))
    for part in np.array_split(np.arange(len(rows)), folds):
        rest = np.ones(len(rows), bool)
        rest[part] = False
        mean, scale, weights = _fit(rows[rest], accepted[rest])
        predicted[part] = _chances((rows[part] - mean) / scale, weights)
    return auc(predicted, accepted)


def auc(predicted: Numbers, accepted: Numbers) -> float:
    """The probability that an accepted one is rated above a dismissed one (Mann-Whitney; ties count half)."""
    positive, negative = int(accepted.sum()), int(len(accepted) - accepted.sum())
    if not positive or not negative:
        return 0.0
    _, group, counts = np.unique(predicted, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[group]
    return float((ranks[accepted == 1].sum() - positive * (positive + 1) / 2) / (positive * negative))


def _fit(rows: Numbers, accepted: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Mean, scale and weights (bias first) by Newton's method on the L2-penalised likelihood, which is convex."""
    mean, scale = rows.mean(0), rows.std(0)
    scale = np.where(scale > 1e-9, scale, 1.0)  # a feature that never varies gets no say
    design = np.hstack([np.ones((len(rows), 1)), (rows - mean) / scale])
    penalty = np.full(design.shape[1], L2)
    penalty[0] = 1e-6  # the bias is free; a trace of it keeps the system regular
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chances = _chances(design[:, 1:], weights)
        gradient = design.T @ (accepted - chances) - penalty * weights
        curvature = (design * (chances * (1 - chances))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step
        if float(np.abs(step).max()) < _CLOSE:
            break
    return mean, scale, weights


def _chances(standardised: Numbers, weights: Numbers) -> Numbers:
    logits = np.clip(weights[0] + standardised @ weights[1:], -30.0, 30.0)
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), np.float64)


class _Described(msgspec.Struct):
    """Of a `Shown`, what is needed here."""

    features: tuple[float, ...] = ()
    features_version: int = 0


_DECODER = msgspec.json.Decoder(_Described)
