"""Which candidate is proposed: trusted tests first, agreement second, likelihood last (the ranker's, if there is one).

Scores on evidence nobody vouches for come with the candidates (`TriedCandidate.weak`, made in `generate.weak`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from understudy.generate.types import TriedCandidate
from understudy.runner.types import Verdict

Key = tuple[int, float, float, int, float]

FASTER = 1.1  # times closer than this are a tie: the least of interleaved rounds orders right above 10 % only


def best_first(tried: Sequence[TriedCandidate]) -> list[TriedCandidate]:
    """The candidates, best first; stable.

    Order: confirmed pass (faster ones first, beyond 10 %), ranked pass, share of trusted tests passed, score on weak
    evidence, size of the cluster with the same verdict on every test, likelihood.
    """
    clusters = Counter(behaviour(c.verdict) for c in tried)
    keys = [_key(c, clusters[behaviour(c.verdict)], x) for c, x in zip(tried, likelihoods(tried), strict=True)]
    ordered = [tried[i] for i in sorted(range(len(tried)), key=keys.__getitem__, reverse=True)]
    confirmed = sum(c.verified for c in ordered)
    return [*fastest_first(ordered[:confirmed]), *ordered[confirmed:]]


def fastest_first(passers: Sequence[TriedCandidate]) -> list[TriedCandidate]:
    """Tiers of running time, the fastest first: a tier holds what is at most 10 % slower than its fastest, in the order
    it came in. The untimed come last."""
    timed = [c for c in passers if c.seconds is not None]
    tiers: list[TriedCandidate] = []
    while timed:
        limit = FASTER * min(c.seconds for c in timed if c.seconds is not None)
        tiers += [c for c in timed if c.seconds is not None and c.seconds <= limit]
        timed = [c for c in timed if c.seconds is not None and c.seconds > limit]
    return [*tiers, *(c for c in passers if c.seconds is None)]


def likelihoods(tried: Sequence[TriedCandidate]) -> list[float]:
    """Per candidate what orders those that nothing else tells apart: the ranker's probabilities if it knows all of them
    (they are no match for log-probabilities), else mean log-probabilities."""
    known = [c.likely for c in tried if c.likely is not None]
    return known if len(known) == len(tried) else [c.mean_logprob for c in tried]


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


def _key(candidate: TriedCandidate, cluster: int, likelihood: float) -> Key:
    return (standing(candidate), share(candidate.verdict), candidate.weak, cluster, likelihood)
