"""Which of a task's codes is better: CodeDPO's self-validation, and the rules it was compared with. Pure functions.

Scores lie in 0..1. Tests that all or no codes pass are left out first: a trivial test ("assert True", or one that
ignores the result) has the highest score of all tests under self-validation, and would be credible. What no rule can
see is a mistake that most codes and most tests share: there the popular wrong behaviour is chosen, unless tests that
somebody vouches for are given.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from understudy.generate.weak.rules import Matrix, score
from understudy.learn.noise import fault
from understudy.learn.pairs import Pair
from understudy.prompts.types import Prompt
from understudy_trainer.builders.preferences.choices import Rank
from understudy_trainer.builders.preferences.pools import Code

RULES = {"self-validation": "self_validation", "count": "max_pass", "all-tests": "all_pass"}
TIE = 0.01
TOO_CLOSE, NO_EVIDENCE, ONE_CODE, UNFIT = "scores too close", "no test tells codes apart", "one code", "no usable pair"


class Chosen(NamedTuple):
    """Numbers of two codes and the difference of their scores."""

    better: int
    worse: int
    margin: float


def scores(rank: Rank, own: Matrix, given: Matrix, *, trusted: bool, seed: int) -> list[float]:
    """One score a code, all 0 where nothing tells them apart. own, given: Link of the model's and the given tests.

    trusted: the score is the share of the given tests; own tests break its ties, and decide alone where all are equal.
    """
    codes = own.shape[0]
    share = given.mean(axis=1) if given.shape[1] else np.zeros(codes)
    if rank == "given":
        return [float(x) for x in share]
    if rank == "random":
        order = random.Random(seed).sample(range(codes), codes)
        return [place / max(1, codes - 1) for place in order]
    rule = np.array(score(RULES[rank], own))
    rule = rule / rule.max() if rule.size and rule.max() > 0 else rule
    if not trusted or share.max(initial=0.0) == share.min(initial=1.0):
        return [float(x) for x in rule]
    return [float(x) for x in (share + TIE * rule) / (1 + TIE)]


def choose(
    codes: Sequence[Code], scored: Sequence[float], compiles: Sequence[bool], margin: float, prompt: Prompt
) -> Chosen | str:
    """The highest against the lowest score, or why there is no such pair.

    Among equals: better is what was drawn most often, then likeliest; worse is what is closest to it in length. Where
    a pair cannot teach (`learn.noise`) the next lowest is taken.
    """
    if len(codes) < 2:
        return ONE_CODE
    best = max((s for s, fine in zip(scored, compiles, strict=True) if fine), default=0.0)
    if best == min(scored):
        return NO_EVIDENCE
    if best - min(scored) < margin:
        return TOO_CLOSE
    tops = [i for i, s in enumerate(scored) if s == best and compiles[i]]
    for top in sorted(tops, key=lambda i: (codes[i].times, codes[i].logprob or float("-inf")), reverse=True):
        below = [i for i, s in enumerate(scored) if best - s >= margin]
        for low in sorted(below, key=lambda i: (scored[i], abs(len(codes[i].text) - len(codes[top].text)))):
            if fault(Pair(prompt, codes[top].text, codes[low].text, "test", "")) is None:
                return Chosen(top, low, best - scored[low])
    return UNFIT


def credible(links: Matrix, best: int) -> list[int]:
    """Numbers of the informative tests that the best code passes."""
    sums = links.sum(axis=0)
    return [i for i in range(links.shape[1]) if links[best, i] and 0 < sums[i] < links.shape[0]]
