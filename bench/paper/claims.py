"""The claims of Budget Reallocation (2404.00725), each as a statement, its place, how it is checked here, and a check.

Every claim is put to every suite: the paper makes the first ones for HumanEval and MBPP (its largest model is right at
once in 47 and 57 of 100) and "minimum" and "middle" for APPS (23, 6 and 2 of 100), so the largest model's pass@1
stands beside each suite. A claim that some smaller model wins is looked for among all of them, as the paper looks for
it: with two, chance has two tries. Verdicts are computed from records, never typed. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bench.paper import checks
from bench.paper.checks import Check
from bench.paper.runs import TESTS, Runs
from bench.paper.verdicts import OPEN, Number, Verdict, counted


@dataclass(frozen=True, slots=True)
class Claim:
    """source: where the paper says it ("ours": a question of our own in its terms). how: the check in words."""

    id: str
    statement: str
    source: str
    how: str
    check: Check


class Finding(NamedTuple):
    """One claim on one suite."""

    claim: Claim
    suite: str
    verdict: Verdict
    numbers: list[Number]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        "time",
        "At equal wall time a smaller model, sampled more often, solves more, at every budget",
        "eq. 3 on Tables 1 to 3 (HumanEval, MBPP)",
        "pass_time@t at what 1, 2, 4, … samples of the largest take: some smaller model is above at each",
        checks.smaller_wins("time"),
    ),
    Claim(
        "flops",
        "At equal FLOPs a smaller model, sampled more often, solves more, at every budget",
        "eq. 2 on Tables 1 to 3 (HumanEval, MBPP)",
        "the same with pass_flops@f",
        checks.smaller_wins("flops"),
    ),
    Claim(
        "gap",
        "The gain of smaller models is 5 to 15 points",
        "results on HumanEval and MBPP, Tables 1 to 3",
        "mean over the budgets, some smaller model less the largest: surely above 5 points",
        checks.by_five_points,
    ),
    Claim(
        "quarter",
        "A smaller model reaches the same score in a quarter of the time (60 % of HumanEval)",
        "results on HumanEval; two samples of its largest model solve 61 % (Table 2)",
        "time of some smaller model to the score of two samples of the largest, over their time: surely below 1/4",
        checks.in_a_quarter,
    ),
    Claim(
        "greedy",
        "Greedy decoding of the large model does not beat the small model's samples at its price",
        "results with all tests, Tables 1 to 3",
        "pass@k of some smaller model at the price of the largest one's greedy answer, in time and FLOPs, is above it",
        checks.beats_greedy,
    ),
    Claim(
        "minimum",
        "Where problems are hard the smallest model falls behind at larger budgets: there is a minimum size",
        "Table 4 (APPS)",
        "the smallest at the largest common budget, in time or FLOPs, is below the largest",
        checks.minimum,
    ),
    Claim(
        "middle",
        "On hard problems a middle size is best at almost all budgets",
        "Table 4 (APPS: 13B)",
        "the middle model is above both others at more than half of the budgets",
        checks.middle,
    ),
    Claim(
        "ranker size",
        "Without tests, likelihood picks better from the small model's samples the larger the model that judges",
        "eqs. 4 and 7",
        "rank-score@n/2 of the smallest's samples under the largest is above that under itself",
        checks.larger_ranks_better,
    ),
    Claim(
        "ranker budget",
        "Without tests, a choice by likelihood improves with the number of samples",
        "eqs. 4 to 7",
        "rank-score@n/2 under the largest is above one sample, for every smaller model",
        checks.ranked_better_with_more,
    ),
    Claim(
        "own ranking",
        "The likeliest of the small model's samples, by its own judgement, beats its own greedy answer",
        "eqs. 4 and 7 (7B by 7B)",
        "rank-score@n/2 by own likelihood is above greedy, for every smaller model",
        checks.own_ranking_beats_own_greedy,
    ),
    Claim(
        "greedy without tests",
        "Without tests the large model's greedy answer beats ranked samples of the small one at equal budget",
        "eqs. 5 to 7",
        "rank-score@k under the largest, k for the price of its greedy answer (reading not charged), is below it, "
        "for every smaller model, in time and FLOPs",
        checks.greedy_beats_ranked,
    ),
    Claim(
        "verifier",
        "A trained verifier that runs nothing adds nothing to likelihood (LEVER without execution)",
        "results of ranking without tests",
        "rank-score@n/2 by the trained candidate ranker, less likelihood's: surely below 2 points",
        checks.verifier_adds_nothing,
    ),
    Claim(
        "visible tests",
        "With only the tests a workspace has, and their running counted, a smaller model shows more at equal time",
        "ours: eq. 6",
        "rank-score_time@t by the visible tests, at what 1, 2, 4, … samples of the largest and their tests take",
        checks.smaller_wins("time", TESTS),
    ),
)


def findings(runs: Runs) -> list[Finding]:
    """Every claim, in order. A check without a single number is open."""
    found = []
    for claim in CLAIMS:
        verdict, numbers = claim.check(runs)
        found.append(Finding(claim, runs.suite, verdict if counted(numbers) else OPEN, numbers))
    return found
