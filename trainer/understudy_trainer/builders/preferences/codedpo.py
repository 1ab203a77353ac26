"""CodeDPO's data (2410.05605): N codes x M tests a task, self-validation, credible tests, correctness and speed pairs.

`one` is the whole of it for one task. Differences to the paper: scores are normalised (unnormalised they diverge),
tests that tell nothing apart are dropped first, trusted tests may join, and the pair-building rule is a setting, so
that the paper's ablation is one flag.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from understudy.generate.weak.rules import Matrix
from understudy.learn.noise import MARGIN, fault
from understudy.learn.pairs import Pair
from understudy.prompts.types import Prompt
from understudy_trainer.builders.preferences import pools, rank, speed
from understudy_trainer.builders.preferences.choices import Rank, TestsBy
from understudy_trainer.builders.preferences.pools import Code
from understudy_trainer.builders.preferences.rank import Chosen
from understudy_trainer.builders.preferences.results import PairRow, TaskResult, evidence, order
from understudy_trainer.evaluate.execution import PASSED, Ran, links, run
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Engine, Pool

LEAST_CREDIBLE = 2  # tests a speed pair must rest on: one alone is too often wrong
NONE_RIGHT, NO_RACE = "no code passes the given tests", "no clear difference in speed"
NONE_GIVEN = "no given tests to trust"


class Settings(msgspec.Struct, frozen=True):
    """codes, tests: drawn per task (the paper's 15 and 15). temperature: of the codes (the paper's is 1.5, of a far
    stronger model). trusted: the task's given tests, or its canonical solution's values, outweigh own ones; the chosen
    code must then pass them all. margin: least difference of scores. speed: look for speed pairs."""

    codes: int = 15
    tests: int = 15
    temperature: float = 1.0
    tests_by: TestsBy = "both"
    trusted: bool = False
    rank: Rank = "self-validation"
    margin: float = MARGIN
    speed: bool = True
    seed: int = 0

    @property
    def vouched(self) -> bool:
        """Whether given tests decide."""
        return self.trusted or self.rank == "given"


class Judged(NamedTuple):
    """A task's codes on its tests. own, given: tests. rows: one a code, own tests first. reference: the canonical
    solution's row, None without one."""

    problem: Problem
    prompt: Prompt
    codes: Sequence[Code]
    own: Sequence[str]
    given: Sequence[str]
    rows: Sequence[Ran]
    reference: Ran | None

    @property
    def links(self) -> Matrix:
        return links(self.rows, len(self.own) + len(self.given))

    @property
    def right(self) -> list[bool]:
        """Per code: it passes all given tests (False for all where none are given)."""
        return [bool(self.given) and set(row.outcomes[len(self.own) :]) == {PASSED} for row in self.rows]


async def one(
    problem: Problem, engine: Engine, pool: Pool, settings: Settings, tests_engine: Engine | None = None
) -> TaskResult[PairRow]:
    """The pairs of one task. tests_engine: who writes the tests, None = the model itself. Raises EngineError,
    RunnerError."""
    began = time.monotonic()
    given = await pools.given_tests(problem, pool)
    if settings.trusted and not given:  # its own tests alone are what was not to be trusted
        return TaskResult(problem.id, dropped=(NONE_GIVEN,), seconds=time.monotonic() - began)
    found = await judged(problem, engine, pool, settings, tests_engine or engine, given)
    scored = _scores(found, settings)
    demanding = bool(found.given) and settings.vouched
    fit = [ran.compiles and (right or not demanding) for ran, right in zip(found.rows, found.right, strict=True)]
    if not found.codes:
        picked: Chosen | str = rank.ONE_CODE
    elif demanding and not any(fit):
        picked = NONE_RIGHT
    else:
        picked = rank.choose(found.codes, scored, fit, settings.margin, found.prompt)
    rows, dropped = [], []
    if isinstance(picked, Chosen):
        rows.append(_row(found, picked, "codedpo", settings.rank))
    else:
        dropped.append(picked)
    if settings.speed:
        raced = await _race(found, scored, fit, settings, pool)
        if raced is None:
            dropped.append(NO_RACE)
        else:
            rows.append(_row(found, raced, "codedpo-speed", settings.rank))
    seconds = time.monotonic() - began
    counts = _counts(found, scored, picked, rows) | {"rows_drawn": settings.codes}
    return TaskResult(problem.id, tuple(rows), tuple(dropped), counts, seconds)


async def judged(
    problem: Problem,
    engine: Engine,
    pool: Pool,
    settings: Settings,
    tests_engine: Engine,
    given: Sequence[str] | None = None,
) -> Judged:
    """Codes and tests drawn, every pair executed. given: `pools.given_tests`, None = not asked for yet."""
    seed = pools.seed_of(settings.seed, problem.id)
    codes = await pools.codes(problem, engine, n=settings.codes, temperature=settings.temperature, seed=seed)
    given = await pools.given_tests(problem, pool) if given is None else given
    own: list[str] = []
    if settings.tests and codes:
        most, by = settings.tests, settings.tests_by
        if by == "executed":
            own = await pools.executed_tests(problem, codes, pool, most=most, seed=seed)
        else:
            own = await pools.own_tests(problem, tests_engine, most=most, by=by, seed=seed)
        own = [test for test in own if not settings.trusted or test not in given]
    texts = [code.text for code in codes] + ([problem.canonical] if problem.canonical else [])
    rows = await run(problem, texts, [*own, *given], pool)
    reference = rows.pop() if problem.canonical else None
    return Judged(problem, pools.prompt_of(problem, engine), codes, own, given, rows, reference)


def _scores(found: Judged, settings: Settings) -> list[float]:
    matrix, own = found.links, len(found.own)
    seed = pools.seed_of(settings.seed, found.problem.id, "rank")
    return rank.scores(settings.rank, matrix[:, :own], matrix[:, own:], trusted=settings.trusted, seed=seed)


async def _race(
    found: Judged, scored: Sequence[float], fit: Sequence[bool], settings: Settings, pool: Pool
) -> Chosen | None:
    """The fastest and slowest of the codes that pass all credible tests: of the model's own those that tell codes apart
    and that the best code passes, and, where they are trusted, the given ones."""
    best_first = sorted((i for i in range(len(found.codes)) if fit[i]), key=lambda i: scored[i], reverse=True)
    if not best_first:
        return None
    own, matrix = len(found.own), found.links
    credible = rank.credible(matrix[:, :own], best_first[0])
    if settings.vouched:
        credible += range(own, matrix.shape[1])
    if len(credible) < LEAST_CREDIBLE:
        return None
    same = [i for i in best_first if found.rows[i].passed(credible) == len(credible)]
    if len(same) < 2:
        return None
    tests = [*found.own, *found.given]
    shared = [tests[t] for t in range(matrix.shape[1]) if all(matrix[i, t] for i in same)]
    raced = await speed.race(found.problem, [found.codes[i].text for i in same], shared, pool)
    if raced is None:
        return None
    fast, slow = same[raced.fast], same[raced.slow]
    pair = Pair(found.prompt, found.codes[fast].text, found.codes[slow].text, "speed", "")
    return None if fault(pair) else Chosen(fast, slow, math.log2(raced.ratio))


def _row(found: Judged, picked: Chosen, source: str, ranked: str) -> PairRow:
    better, worse = found.codes[picked.better], found.codes[picked.worse]
    task, margin = found.problem.id, round(picked.margin, 4)
    return PairRow(
        found.problem.prompt, found.prompt, better.text, worse.text, source, margin, scope=task, task=task, rank=ranked
    )


def _counts(found: Judged, scored: Sequence[float], picked: Chosen | str, rows: Sequence[PairRow]) -> dict[str, int]:
    """What the report adds up; where tests are given, also how often the pair is what it says."""
    counts = {"codes": len(found.codes), "own_tests": len(found.own)}
    counts |= {row.source: 1 for row in rows}
    if not found.given:
        return counts
    counts |= {"codes_right": sum(found.right), "given_tests": len(found.given), **order(scored, found.right)}
    if isinstance(picked, Chosen):
        counts |= {"judged_pairs": 1, "chosen_right": int(found.right[picked.better])}
        counts["rejected_wrong"] = int(not found.right[picked.worse])
    if found.reference is not None:
        own = len(found.own)
        tests = [letter == PASSED for letter in found.reference.outcomes[:own]]
        counts |= evidence([row.outcomes[:own] for row in found.rows], found.right, tests)
    return counts
