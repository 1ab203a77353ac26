"""Direct, plan-first, plan-after-failure: three lists of rounds for one loop, and how each goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from understudy.generate.rank import share
from understudy.generate.types import Source, TriedCandidate
from understudy.settings import Policy

FIRST = 16  # samples of a policy's own rounds, and all there are where no test can tell which of them is right
TURN = 8  # rows of one request after those: after each, heat and plan are chosen anew
HOT = 3  # rung of the ladder for rounds beyond a policy's own


@dataclass(frozen=True, slots=True)
class Round:
    """One engine request of `rows` candidates. heat: rung of the temperature ladder.
    after_failure: begins only when every earlier candidate was tested and none passed.
    guided: code under the best plan so far (`best_plan`); a plan of its own for each row while none is best."""

    source: Source
    rows: int
    heat: int
    after_failure: bool = False
    guided: bool = False


def rounds(policy: Policy, n: int) -> list[Round]:
    """The rounds that spend `n` samples: one greedy row for a fast first answer, then two hotter batches.

    plan-first is CodePLAN's inference (2403.13271): plans, then code under the plan whose code did best.
    plan-after-failure (PaT, 2605.07248) samples directly with the first half and plans with the rest.
    """
    if policy == "direct":
        return _climb("direct", n)
    if policy == "plan-first":
        return _planned(n)
    direct = (n + 1) // 2
    return _climb("direct", direct) + _after_failure(_planned(n - direct))


def further(policy: Policy, n: int, *, planned: bool) -> Iterator[Round]:
    """Rounds without an end, for more seconds after `rounds`. planned: a plan was tried already."""
    turn = min(n, TURN)
    if policy == "plan-after-failure" and not planned:
        yield from _after_failure(_planned(turn))
    while True:
        if policy != "plan-first":
            yield Round("direct", turn, HOT)
        if policy != "direct":
            fresh = (turn + 1) // 2
            yield Round("plan", fresh, HOT, after_failure=policy == "plan-after-failure")
            if turn > fresh:
                yield Round("plan", turn - fresh, HOT, guided=True)


def best_plan(tried: Sequence[TriedCandidate]) -> tuple[str, ...] | None:
    """The plan whose codes pass the largest mean share of the tests; of equals the likeliest.

    None while the plans do not differ in that (or there is only one): then no plan is known to be the better guide.
    """
    under: dict[tuple[str, ...], list[TriedCandidate]] = {}
    for candidate in tried:
        if candidate.plan and candidate.verdict is not None and candidate.verdict.status != "not_verified":
            under.setdefault(candidate.plan, []).append(candidate)
    shares = {steps: fmean(share(c.verdict) for c in codes) for steps, codes in under.items()}
    if len(set(shares.values())) < 2:
        return None
    return max(under, key=lambda steps: (shares[steps], fmean(c.mean_logprob for c in under[steps])))


def _climb(source: Source, n: int) -> list[Round]:
    warm = (n - 1) // 2
    parts = [(1 if n else 0, 0), (warm, 1), (n - 1 - warm if n else 0, 2)]
    return [Round(source, rows, heat) for rows, heat in parts if rows > 0]


def _planned(n: int) -> list[Round]:
    steps = _climb("plan", n)
    return [*steps[:-1], replace(steps[-1], guided=True)] if len(steps) > 1 else steps


def _after_failure(steps: list[Round]) -> list[Round]:
    return [replace(step, after_failure=i == 0) for i, step in enumerate(steps)]
