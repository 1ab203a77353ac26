"""Held-out predictions for every row, the penalty, and the temperature. No group is ever on both sides of a split."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from understudy.models.rankers import Array, Outcome
from understudy_trainer.ranker.figures import softmax
from understudy_trainer.ranker.fit import Data, Weights, fit

FOLDS = 5
INNER = 3  # inside another split, where only penalty and temperature are chosen
PENALTIES = (5.0, 0.5, 0.1)  # the first leaves little but the likelihoods
COOLEST, HOTTEST = 0.05, 20.0
_GOLDEN = (5**0.5 - 1) / 2


def splits(data: Data, folds: int = FOLDS, seed: int = 0) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(rows to fit, rows held out), groups in folds of about equal size; fewer folds if there are fewer groups."""
    sizes = Counter(data.groups)
    folds = min(folds, len(sizes))
    rng = random.Random(seed)
    order = sorted(sizes, key=lambda group: (-sizes[group], rng.random()))
    load, fold = [0] * folds, {}
    for group in order:
        fold[group] = load.index(min(load))
        load[fold[group]] += sizes[group]
    which = np.array([fold[group] for group in data.groups])
    for number in range(folds):
        yield np.flatnonzero(which != number), np.flatnonzero(which == number)


def out_of_fold(data: Data, classes: Sequence[Outcome], folds: int = FOLDS) -> dict[float, Array]:
    """By penalty: (n, C) logits of every row by a fit that never saw its group."""
    logits = {l2: np.zeros((len(data), len(classes))) for l2 in PENALTIES}
    for inside, outside in splits(data, folds):
        some, others, weights = data.take(inside), data.take(outside), None
        for l2 in PENALTIES:
            weights = fit(some, l2, classes, start=weights)
            logits[l2][outside] = _apply(weights, others)
    return logits


def chosen(data: Data, classes: Sequence[Outcome], folds: int = FOLDS) -> tuple[float, float]:
    """The penalty under which held-out outcomes are the most likely, and the temperature that goes with it."""
    found = out_of_fold(data, classes, folds)
    l2 = min(PENALTIES, key=lambda l2: log_loss(found[l2], data.outcomes, classes))
    return l2, temperature(found[l2], data.outcomes, classes)


def nested(data: Data, classes: Sequence[Outcome]) -> tuple[Array, Array]:
    """(n, C) logits and (n,) temperatures of every row, where penalty, fit and temperature all come from other groups:
    what the whole procedure is worth on functions it has not seen."""
    logits, temperatures = np.zeros((len(data), len(classes))), np.ones(len(data))
    for inside, outside in splits(data):
        rest = data.take(inside)
        l2, temperatures[outside] = chosen(rest, classes, INNER)
        logits[outside] = _apply(fit(rest, l2, classes), data.take(outside))
    return logits, temperatures


def temperature(logits: Array, outcomes: Sequence[Outcome], classes: Sequence[Outcome]) -> float:
    """The temperature at which the outcomes are the most likely (Guo et al., 1706.04599), by golden section in log."""
    low, high = np.log(COOLEST), np.log(HOTTEST)
    while high - low > 1e-3:
        a, b = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        if log_loss(logits, outcomes, classes, np.exp(a)) < log_loss(logits, outcomes, classes, np.exp(b)):
            high = b
        else:
            low = a
    return float(np.exp((low + high) / 2))


def log_loss(logits: Array, outcomes: Sequence[Outcome], classes: Sequence[Outcome], heat: float = 1.0) -> float:
    """Mean negative log-probability (nats) of the outcomes."""
    places = np.array([list(classes).index(outcome) for outcome in outcomes], np.intp)
    chosen = softmax(logits, heat)[np.arange(len(places)), places]
    return float(-np.log(np.maximum(chosen, 1e-300)).mean())


def _apply(weights: Weights, data: Data) -> Array:
    """Logits; a row whose source no other group has gets none, and counts as a draw."""
    known = np.array([source in weights.sources for source in data.sources])
    logits = np.zeros((len(data), len(weights.classes)))
    if known.any():
        logits[known] = weights.logits(data.take(np.flatnonzero(known)))
    return logits
