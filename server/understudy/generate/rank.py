"""Which candidate is proposed: trusted tests first, agreement second, likelihood last (papers.md §6).

The weak-test scores at the end are for tests nobody vouches for (written by the model itself).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from understudy.generate.types import TriedCandidate
from understudy.runner.types import Verdict

Matrix = npt.NDArray[np.float64]
Key = tuple[int, float, float, int, float]

DAMPING, ITERATIONS = 0.85, 10  # CodeDPO (2410.05605); the ranking does not depend on d, only the speed does


def best_first(tried: Sequence[TriedCandidate], weak: Sequence[float] | None = None) -> list[TriedCandidate]:
    """The candidates, best first; stable.

    Order: confirmed pass, ranked pass, share of trusted tests passed, score on self-written tests (`weak`,
    one per candidate), size of the cluster with the same verdict on every test, mean log-probability.
    """
    scores = weak or [0.0] * len(tried)
    clusters = Counter(behaviour(c.verdict) for c in tried)
    keyed = [(_key(c, w, clusters[behaviour(c.verdict)]), c) for c, w in zip(tried, scores, strict=True)]
    return [c for _, c in sorted(keyed, key=lambda pair: pair[0], reverse=True)]


def behaviour(verdict: Verdict | None) -> tuple[object, ...]:
    """What the tests saw of a candidate, as a hashable value: equal means indistinguishable by the tests."""
    if verdict is None:
        return ()
    return (verdict.status, verdict.passed, frozenset(f.nodeid for f in verdict.failures))


def share(verdict: Verdict | None) -> float:
    """Passed share of the tests, 0 for anything but passed or failed."""
    if verdict is None or verdict.status not in ("passed", "failed") or not verdict.total:
        return 0.0
    return verdict.passed / verdict.total


def standing(candidate: TriedCandidate) -> int:
    """3 confirmed, 2 passed the ranking run and is not confirmed yet, 0 anything else.

    A candidate that the ranking run passed and the confirming run refuted stands at 0.
    """
    if candidate.verified:
        return 3
    return 2 if candidate.verdict is not None and candidate.verdict.status == "passed" else 0


def informative(links: Matrix) -> Matrix:
    """`links` (codes x tests, 1 = passes) without the columns that everyone or nobody passes."""
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


def weak_scores(links: Matrix) -> list[float]:
    """One score per code: self-validation over the informative tests; all 0 if there are none."""
    useful = informative(links)
    if useful.shape[1] == 0:
        return [0.0] * links.shape[0]
    return [float(x) for x in self_validation(useful)[0]]


def _unit(values: Matrix) -> Matrix:
    top = values.max(initial=0.0)
    return values / top if top > 0 else values


def _key(candidate: TriedCandidate, weak: float, cluster: int) -> Key:
    return (standing(candidate), share(candidate.verdict), weak, cluster, candidate.mean_logprob)
