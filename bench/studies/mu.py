"""Whether self-written tests help at all: CURE's mu (2506.03136), measured on codes and tests of known truth. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, slots=True)
class Labelled:
    """One problem. links: per code, per test, whether it passes. codes, tests: which of them are right."""

    links: Sequence[Sequence[bool]]
    codes: Sequence[bool]
    tests: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Mu:
    """value: mu = p_u (1 - p01) - (1 - p_u) p00; ranking by tests passed becomes right with more tests only if it is
    above 0. p_u: share of right tests. p01, p00: share of wrong codes that pass right, and wrong, tests (0 where there
    was nothing to count: then the term has no weight). tests: how many tests; cells: wrong codes x tests."""

    value: float
    p_u: float
    p01: float
    p00: float
    tests: int
    cells: int

    def chance(self, tests: int) -> float:
        """Lower bound for the chance that `tests` tests rank a right code above a wrong one; 0 unless mu > 0."""
        return 1 - exp(-(self.value**2) * tests / 8) if self.value > 0 else 0.0


def mu(problems: Iterable[Labelled]) -> Mu | None:
    """Over all problems together; None without tests or without wrong codes: nothing can be said then.

    Raises ValueError if a matrix does not fit its labels.
    """
    tests = right = 0
    passed, count = {True: 0, False: 0}, {True: 0, False: 0}
    for problem in problems:
        if len(problem.links) != len(problem.codes) or any(len(r) != len(problem.tests) for r in problem.links):
            raise ValueError("the matrix does not fit its labels")
        tests += len(problem.tests)
        right += sum(map(bool, problem.tests))
        for row, code in zip(problem.links, problem.codes, strict=True):
            for cell, test in zip(row, problem.tests, strict=True):
                if not code:
                    passed[bool(test)] += bool(cell)
                    count[bool(test)] += 1
    cells = count[True] + count[False]
    if not cells:
        return None
    p_u = right / tests
    p01, p00 = (passed[kind] / count[kind] if count[kind] else 0.0 for kind in (True, False))
    return Mu(p_u * (1 - p01) - (1 - p_u) * p00, p_u, p01, p00, tests, cells)
