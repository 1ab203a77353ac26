"""Budget Reallocation's metrics (2404.00725, eqs. 1-6), bootstrap intervals, McNemar's test. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from math import comb
from typing import NamedTuple

import numpy as np

RESAMPLES = 2000


class Interval(NamedTuple):
    """A mean over problems with its 95 % percentile-bootstrap interval."""

    value: float
    low: float
    high: float


def pass_at_k(n: int, c: int, k: int) -> float:
    """Eq. 1 for one problem: 1 - C(n-c, k) / C(n, k), that k of n samples, c right, hold a right one.

    Unbiased. Raises ValueError unless 1 <= k <= n and 0 <= c <= n.
    """
    if not (1 <= k <= n and 0 <= c <= n):
        raise ValueError(f"pass@{k} of {c}/{n} samples is not defined")
    return 1.0 - comb(n - c, k) / comb(n, k)


def rank_score_at_k(passed_best_first: Sequence[bool], k: int) -> float:
    """Eq. 4 for one problem: 1/C(n,k) sum_{i=1}^{n-k+1} C(n-i, k-1) pass_i.

    The chance that the best-ranked of a random k-subset is right. Raises ValueError unless 1 <= k <= n.
    """
    n = len(passed_best_first)
    if not 1 <= k <= n:
        raise ValueError(f"rank-score@{k} of {n} samples is not defined")
    return sum(comb(n - i, k - 1) * bool(passed_best_first[i - 1]) for i in range(1, n - k + 2)) / comb(n, k)


def affordable(budget: float, cost: Callable[[int], float], n: int) -> int:
    """Eqs. 2 and 3: the largest k <= n with cost(k) <= budget, 0 if even one sample costs more. cost must not fall."""
    low, high = 0, n
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cost(middle) <= budget else (low, middle - 1)
    return low


def pass_at_budget(n: int, c: int, budget: float, cost: Callable[[int], float]) -> float:
    """pass_time@t (cost in seconds) or pass_flops@f (cost in FLOPs) for one problem; 0 if no sample is affordable."""
    k = affordable(budget, cost, n)
    return pass_at_k(n, c, k) if k else 0.0


def budgets(first: float, beyond: float) -> list[float]:
    """1, 2 and 5 times powers of ten from `first` (the cost of one sample) to below `beyond` (of one more than there
    are: what more could be had for that is not known). `first` itself where none lies between."""
    if not 0 < first < beyond < math.inf:
        return []
    found = []
    for power in range(math.floor(math.log10(first)), math.ceil(math.log10(beyond)) + 1):
        found += [value for digit in (1, 2, 5) if first <= (value := float(f"{digit}e{power}")) < beyond]
    return found or [first]


def interval(values: Sequence[float], seed: int = 0) -> Interval:
    """Mean and 95 % percentile bootstrap over problems (one value each); NaN if there are none."""
    if not values:
        return Interval(float("nan"), float("nan"), float("nan"))
    data = np.asarray(values, dtype=np.float64)
    rng = np.random.default_rng(seed)
    means = data[rng.integers(0, len(data), (RESAMPLES, len(data)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Interval(float(data.mean()), float(low), float(high))


def geometric(ratios: Sequence[float]) -> Interval:
    """Geometric mean of ratios above zero, with the interval of their logarithms' mean."""
    return Interval(*(math.exp(value) for value in interval([math.log(ratio) for ratio in ratios])))


def mcnemar(wins: int, losses: int) -> float:
    """McNemar's exact test: the two-sided chance of so uneven a split of the problems that only one of two runs solves,
    if each were as likely to win. 1 without any."""
    n, least = wins + losses, min(wins, losses)
    return min(1.0, 2 * sum(comb(n, i) for i in range(least + 1)) / 2**n)


def reported_ks(n: int) -> list[int]:
    """1, 2, 4, ... up to n/2, where the unbiased estimator is still stable (2404.00725), and n itself when small."""
    powers = [k for k in (2**i for i in range(16)) if k <= max(1, n // 2)]
    return powers if n > 16 or n in powers else [*powers, n]
