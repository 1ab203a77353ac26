"""Rules that order candidates by evidence nobody vouches for. Pure functions of three things, one row a candidate:

links (codes x tests, 1.0 = passes), groups (a label per code, equal = same behaviour on every probe input, None =
nothing but errors) and mean log-probabilities. Higher scores are better; equal scores are a tie, which the
caller breaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from math import isnan, lgamma, sqrt

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Groups = Sequence[Hashable | None]
Rule = Callable[[Matrix, Groups, Sequence[float]], list[float]]

DAMPING, ITERATIONS = 0.85, 10  # CodeDPO (2410.05605); the ranking does not depend on d, only the speed does
B4_ALPHA, B4_BETA = 1e3, 1e5  # 2409.08692's priors for real data
DIGITS = 9  # below this a difference is the order of a sum, and would break ties between equals
B4_FLAT = 10.0  # its weak prior: good where right codes are many, poor where they are few (papers.md §6)


def score(
    rule: str, links: Matrix, groups: Groups | None = None, logprobs: Sequence[float] | None = None
) -> list[float]:
    """One finite or -inf score per row of `links`, by the rule of that name, on informative tests only.

    Tests that all or no codes pass are left out for every rule. That leaves the order of MaxPass as it is; all_pass,
    CodeT and B4 count such tests as published, so that what is computed here are variants of them.

    Raises KeyError for an unknown rule, ValueError if the three do not have one entry per code.
    """
    codes = links.shape[0]
    labels: Groups = groups if groups is not None else [None] * codes
    likely = list(logprobs) if logprobs is not None else [0.0] * codes
    if links.ndim != 2 or len(labels) != codes or len(likely) != codes:
        raise ValueError(f"{links.shape} links, {len(labels)} groups and {len(likely)} log-probabilities do not match")
    found = RULES[rule](informative(links), labels, [float("-inf") if isnan(x) else float(x) for x in likely])
    return [round(float(value), DIGITS) for value in found]


def informative(links: Matrix) -> Matrix:
    """`links` without the columns that everyone or nobody passes."""
    sums = links.sum(axis=0)
    return links[:, (sums > 0) & (sums < links.shape[0])]


def self_validation(links: Matrix, damping: float = DAMPING, iterations: int = ITERATIONS) -> tuple[Matrix, Matrix]:
    """CodeDPO's mutual scores of codes and tests, each with maximum 1 (2410.05605, eqs. 1 and 2).

    Score_t(c_i) = (1-d) Score_{t-1}(c_i) + d sum_j Score_{t-1}(t_j) Link(t_j, c_i), tests alike, both from the
    previous step. Divided by the maximum each step: unnormalised, the sums diverge and only the order converges.
    """
    codes, tests = np.ones(links.shape[0]), np.ones(links.shape[1])
    for _ in range(iterations):
        new_codes = (1 - damping) * codes + damping * (links @ tests)
        new_tests = (1 - damping) * tests + damping * (links.T @ codes)
        codes, tests = _unit(new_codes), _unit(new_tests)
    return codes, tests


def max_pass(links: Matrix) -> Matrix:
    """MaxPass: how many tests each code passes."""
    return np.asarray(links.sum(axis=1), dtype=np.float64)


def all_pass(links: Matrix) -> Matrix:
    """1 for a code that passes every test, else 0. By `score` a test that nobody passes does not count."""
    return np.asarray(links.all(axis=1), dtype=np.float64)


def codet(links: Matrix) -> list[float]:
    """CodeT (2207.10397): sqrt(codes that pass exactly these tests) x how many tests these are.

    `score` gives it informative tests only: those that all codes pass, which add to every product, are missing.
    """
    rows = _rows(links)
    alike = Counter(rows)
    return [sqrt(alike[row]) * sum(row) for row in rows]


def b4(links: Matrix, alpha: float = B4_ALPHA, beta: float = B4_BETA) -> list[float]:
    """B4's posterior score (2409.08692) of "the codes with this row, and the tests they pass, are the right ones".

    Four Beta integrals: share of right tests (prior alpha), of right codes (alpha), of right tests that wrong codes
    pass (flat), of wrong tests that wrong codes pass (beta: rarely). x: the codes with this row; y: its tests. `score`
    gives it informative tests only, so that its shares are of these.
    """
    rows = _rows(links)
    scores = {row: _b4_of(links, np.array(row), np.array([r == row for r in rows]), alpha, beta) for row in set(rows)}
    return [scores[row] for row in rows]


def cluster_sizes(groups: Groups) -> list[int]:
    """How many codes behave alike (MBR-EXEC, 2204.11454); 0 for codes that only raise."""
    sizes = Counter(label for label in groups if label is not None)
    return [0 if label is None else sizes[label] for label in groups]


def cluster_then_self_validation(links: Matrix, groups: Groups) -> list[float]:
    """The larger group first; self-validation, which is at most 1, only between groups of one size."""
    return [size + 0.5 * own for size, own in zip(cluster_sizes(groups), _codes(links), strict=True)]


def _codes(links: Matrix) -> list[float]:
    """Self-validation scores of the codes; all 0 without tests, where the iteration would call all of them best."""
    return [float(x) for x in self_validation(links)[0]] if links.shape[1] else [0.0] * links.shape[0]


def _b4_of(links: Matrix, row: Matrix, inside: npt.NDArray[np.bool_], alpha: float, beta: float) -> float:
    passed, others = row > 0, links[~inside]
    right, wrong = others[:, passed], others[:, ~passed]
    return (
        _ln_beta(row.sum() + alpha, len(row) - row.sum() + 1)
        + _ln_beta(inside.sum() + alpha, (~inside).sum() + 1)
        + _ln_beta(right.sum() + 1, right.size - right.sum() + 1)
        + _ln_beta(wrong.sum() + 1, wrong.size - wrong.sum() + beta)
    )


def _ln_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _rows(links: Matrix) -> list[tuple[float, ...]]:
    return [tuple(row) for row in links.tolist()]


def _unit(values: Matrix) -> Matrix:
    top = values.max(initial=0.0)
    return values / top if top > 0 else values


RULES: dict[str, Rule] = {
    "random": lambda links, groups, logprobs: [0.0] * len(logprobs),
    "logprob": lambda links, groups, logprobs: list(logprobs),
    "cluster": lambda links, groups, logprobs: [float(size) for size in cluster_sizes(groups)],
    "max_pass": lambda links, groups, logprobs: max_pass(links).tolist(),
    "all_pass": lambda links, groups, logprobs: all_pass(links).tolist(),
    "self_validation": lambda links, groups, logprobs: _codes(links),
    "b4": lambda links, groups, logprobs: b4(links),
    "b4_flat": lambda links, groups, logprobs: b4(links, B4_FLAT, B4_FLAT),
    "codet": lambda links, groups, logprobs: codet(links),
    "cluster_then_self_validation": lambda links, groups, logprobs: cluster_then_self_validation(links, groups),
}
"""By name; "random" ties all, so that the caller's tie-break decides."""

DEFAULT_RULE = "cluster"
"""Without self-written tests: on 200 held-out compositions (bench/RESULTS.md, 9) it picks a right code for 48.0 %,
likelihood alone for 44.0 %, chance for 33.2 %. Of the bundled model's own asserts 0.8 % are right and CURE's mu is
-0.002 [-0.006, 0.000]: they do not help.
"""
