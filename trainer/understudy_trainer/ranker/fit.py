"""Multinomial logistic regression with an L2 penalty on the hidden states. Convex: no seed. Its result needs no torch.

The likelihoods and the length are all but free: with a strong penalty what is left is a calibrated log-probability, and
the states can only add to it. Penalised alike, they drown what is known already (`bench.studies.ranker`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from understudy.models.rankers import Array, Outcome

ITERATIONS, TOLERANCE = 100, 1e-4
SCALARS = 3  # the features behind the hidden state (`generate.ranker.features`)
FREE = 1e-4  # their penalty
LEAST_SCALE = 1e-6  # a feature that never changes says nothing, and must not be divided by zero


@dataclass(frozen=True, slots=True)
class Data:
    """n judged candidates. rows: (n, F) `generate.ranker.features`. sources: per row, how it was written.
    outcomes: per row. groups: per row what no split may divide (a function, a composition).
    tasks: per row the prompt: candidates of one task compete with each other."""

    rows: Array
    sources: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    groups: tuple[str, ...]
    tasks: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.outcomes)

    @property
    def correct(self) -> Array:
        """(n,) 1.0 = right."""
        return np.array([outcome == "correct" for outcome in self.outcomes], np.float64)

    @property
    def logprob(self) -> Array:
        """(n,) mean log-probability, what candidates are ordered by without a ranker."""
        return np.asarray(self.rows[:, -3])

    def take(self, chosen: Sequence[int] | np.ndarray) -> Data:
        """Some of the rows, in the order given."""
        where = [int(i) for i in chosen]

        def some(values: tuple) -> tuple:
            return tuple(values[i] for i in where)

        return Data(self.rows[where], *map(some, (self.sources, self.outcomes, self.groups, self.tasks)))


@dataclass(frozen=True, slots=True)
class Weights:
    """classes: C. sources: S. means, scales: (S, F). weights: (F, C). bias: (C,)."""

    classes: tuple[Outcome, ...]
    sources: tuple[str, ...]
    means: Array
    scales: Array
    weights: Array
    bias: Array

    def logits(self, data: Data) -> Array:
        """(n, C); a source that was not fitted raises ValueError."""
        which = np.array([self.sources.index(source) for source in data.sources], np.intp)
        return np.asarray((data.rows - self.means[which]) / self.scales[which] @ self.weights + self.bias)


def fit(data: Data, l2: float, classes: Sequence[Outcome], start: Weights | None = None) -> Weights:
    """Least mean cross-entropy + l2 / 2 |weights of states|^2. classes: all that may come out, fitted or not.

    start: where the search begins, fitted to the same data under another penalty. CodeRanker weights its classes; here
    that moved top-1 accuracy by no more than a point either way.
    """
    sources = tuple(sorted(set(data.sources)))
    means, scales = _standard(data, sources)
    which = np.array([sources.index(source) for source in data.sources], np.intp)
    x = torch.from_numpy((data.rows - means[which]) / scales[which]).float()
    y = torch.tensor([classes.index(outcome) for outcome in data.outcomes])
    penalty = torch.full((x.shape[1], 1), l2)
    penalty[-SCALARS:] = FREE
    shrink = (1 + penalty).rsqrt()  # searched for are weights / shrink: equally steep in all directions
    nothing = np.zeros((x.shape[1], len(classes))), np.zeros(len(classes))
    begin = (start.weights / shrink.numpy(), start.bias) if start else nothing
    scaled, bias = (torch.tensor(values, dtype=torch.float32, requires_grad=True) for values in begin)
    solver = torch.optim.LBFGS(
        [scaled, bias],
        max_iter=ITERATIONS,
        tolerance_grad=TOLERANCE,
        tolerance_change=TOLERANCE / 100,
        line_search_fn="strong_wolfe",
    )

    def loss() -> torch.Tensor:
        solver.zero_grad()
        weights = scaled * shrink
        value = cross_entropy(x @ weights + bias, y) + 0.5 * (penalty * weights.square()).sum()
        value.backward()
        return value

    solver.step(loss)
    found = (values.detach().double().numpy() for values in (scaled * shrink, bias))
    return Weights(tuple(classes), sources, means, scales, *found)


def _standard(data: Data, sources: Sequence[str]) -> tuple[Array, Array]:
    """Means and deviations apart by source: a plan before the code moves every state, and that says nothing."""
    means, scales = [], []
    for source in sources:
        own = data.rows[[one == source for one in data.sources]]
        means.append(own.mean(axis=0))
        scales.append(np.maximum(own.std(axis=0), LEAST_SCALE))
    return np.array(means), np.array(scales)
