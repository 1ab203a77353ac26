"""From labelled pools to figures: which rule picks a right code, and whether a pool's own tests help at all. Pure.

A code is picked by (trusted tests passed, rule's score, mean log-probability); among equals each is as likely as the
next. The figures are means over problems with 95 % percentile-bootstrap intervals.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.studies.mu import Labelled, Mu, mu
from bench.studies.observed import ERROR
from bench.studies.pools import Case, Kind
from understudy.generate.weak.rules import Groups, Matrix, score
from understudy_trainer.evaluate.metrics import Interval, interval

AGREEMENT = "agreement"
RESAMPLES = 400  # of problems, for mu
MOST = 24  # calls, as `generate.weak.inputs` asks of one guess of the types


@dataclass(frozen=True, slots=True)
class Draw:
    """What a rule may see of one problem's codes (a row each), and what it may not: right."""

    links: Matrix
    groups: Groups
    logprobs: tuple[float, ...]
    trusted: Matrix
    right: tuple[bool, ...]

    @property
    def mixed(self) -> bool:
        """Only pools with right and wrong codes tell rules apart."""
        return any(self.right) and not all(self.right)


def drawn(case: Case, checks: Kind | None, *, repeats: bool = False) -> Draw:
    """The codes of a case, with checks of one kind or none. repeats: a code counts as often as it was sampled."""
    rows = [i for i, code in enumerate(case.codes) for _ in range(code.times if repeats else 1)]
    columns = case.checks_of(checks) if checks else []
    return _draw(case, rows, [[case.codes[i].held[j] for j in columns] for i in rows], telling(case))


def telling(case: Case) -> list[int]:
    """Numbers of the calls that count, at most `MOST`: those on which most codes return a value."""
    worth = [sum(not code.outcomes[i].startswith(ERROR) for code in case.codes) for i in range(len(case.calls))]
    return sorted((i for i, w in enumerate(worth) if w), key=lambda i: (-worth[i], i))[:MOST]


def mixture(case: Case, rng: random.Random, *, codes: int, right: int, tests: int, valid: float) -> Draw | None:
    """`right` right codes of `codes`, the rest wrong ones that share bugs (the k-th bug has weight 1/k), and synthetic
    tests on half of the calls: the reference's value with probability `valid`, else the value of some wrong code if
    there is one, else one that nobody returns. None if the case has no wrong code."""
    good = [i for i, code in enumerate(case.codes) if code.right]
    bugs: dict[tuple[str, ...], int] = {}
    for i in rng.sample(range(len(case.codes)), len(case.codes)):
        if not case.codes[i].right:
            bugs.setdefault(case.codes[i].outcomes, i)
    if not good or not bugs:
        return None
    weights = [1 / (k + 1) for k in range(len(bugs))]
    rows = rng.choices(good, k=right) + rng.choices(list(bugs.values()), weights=weights, k=codes - right)
    places = rng.sample(range(len(case.calls)), len(case.calls))
    asked, probes = places[:tests], places[tests : 2 * tests]
    wanted = [case.expected[j] if rng.random() < valid else _wrong(case, rows, j, rng) for j in asked]
    links = [[case.codes[i].outcomes[j] == want for j, want in zip(asked, wanted, strict=True)] for i in rows]
    return _draw(case, rows, links, probes)


def picked(draw: Draw, rule: str, trusted: int = 0) -> float:
    """The chance that the code a rule puts first is right; "random" ignores the likelihood."""
    if rule == AGREEMENT:
        return first(draw, agreement(draw.groups), trusted)
    scores = score(rule, draw.links, draw.groups, draw.logprobs)
    return first(draw, scores, trusted, likely=rule != "random")


def first(draw: Draw, scores: Sequence[float], trusted: int, *, likely: bool = True) -> float:
    """The chance that the code these scores put first is right; 0 without codes."""
    passed = draw.trusted[:, :trusted].sum(axis=1).tolist()
    keys = [(t, s, p if likely else 0.0) for t, s, p in zip(passed, scores, draw.logprobs, strict=True)]
    best = [right for key, right in zip(keys, draw.right, strict=True) if key == max(keys)]
    return sum(best) / len(best) if best else 0.0


def agreement(groups: Groups) -> list[float]:
    """Tried here only: per call, how many codes return the same value, summed; groups must be tuples of outcomes."""
    rows = [label if isinstance(label, tuple) else () for label in groups]
    votes = [Counter(texts) for texts in zip(*(row for row in rows if row), strict=True)]
    return [float(sum(v[t] for v, t in zip(votes, row, strict=False) if not t.startswith(ERROR))) for row in rows]


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    """Paired over problems."""
    return interval([a - b for a, b in zip(ours, theirs, strict=True)])


def quality(problems: Sequence[Labelled]) -> tuple[Mu, Interval] | None:
    """CURE's mu over all problems together, with its interval over problems; None where there is nothing to count."""
    found = mu(problems)
    if found is None:
        return None
    rng = random.Random(0)
    again = [m.value for _ in range(RESAMPLES) if (m := mu(rng.choices(problems, k=len(problems)))) is not None]
    low, high = np.percentile(again, [2.5, 97.5])
    return found, Interval(found.value, float(low), float(high))


def own_tests(cases: Sequence[Case], checks: Kind) -> list[Labelled]:
    """The checks of one kind, of the problems that have any."""
    found = []
    for case in cases:
        if (columns := case.checks_of(checks)) and case.codes:
            links = [[code.held[j] for j in columns] for code in case.codes]
            found.append(Labelled(links, [code.right for code in case.codes], [case.valid[j] for j in columns]))
    return found


def made_tests(draws: Sequence[Draw]) -> list[Labelled]:
    """The tests of mixtures: right are those that the right codes pass."""
    found = []
    for draw in draws:
        valid = [bool(column.all()) for column in draw.links[list(draw.right)].T]
        found.append(Labelled((draw.links > 0).tolist(), draw.right, valid))
    return found


def _draw(case: Case, rows: Sequence[int], links: Sequence[Sequence[bool]], calls: Sequence[int]) -> Draw:
    codes = [case.codes[i] for i in rows]
    seen = [tuple(code.outcomes[j] for j in calls) for code in codes]
    width = len(codes[0].trusted) if codes else 0
    return Draw(
        links=np.array(links, dtype=np.float64).reshape(len(rows), -1 if rows and links[0] else 0),
        groups=[None if all(text.startswith(ERROR) for text in texts) else texts for texts in seen],
        logprobs=tuple(code.logprob for code in codes),
        trusted=np.array([code.trusted for code in codes], dtype=np.float64).reshape(len(rows), width),
        right=tuple(code.right for code in codes),
    )


def _wrong(case: Case, rows: Sequence[int], call: int, rng: random.Random) -> str:
    """An expected value that is not right: what a wrong code of the pool returns there, if any differs."""
    others = [text for i in rows if (text := case.codes[i].outcomes[call]) != case.expected[call]]
    values = [text for text in others if not text.startswith(ERROR)]
    return rng.choice(values) if values else f"{ERROR}nobody"
