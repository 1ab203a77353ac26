"""Sampling against the clock: what is shown at t is what was tested by t, and a pass ends the race."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.evaluate.test_suite import CHEAT, LUCKY, PROBLEM, RIGHT, WRONG, Scripted
from understudy.engine.protocol import Candidate
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.budgeted import ROWS, Raced, measure, race
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Plan

HOW = Plan(n=1, temperature=0.8)


class Slow(Scripted):
    """A round of `texts` takes a while."""

    async def generate(self, prompt: Any, *, n: int, **rest: Any) -> list[Candidate]:
        await asyncio.sleep(0.3)
        return await super().generate(prompt, n=n, **rest)


async def test_a_right_candidate_ends_the_race(pool: ProgramPool) -> None:
    raced = await race(PROBLEM, HOW, (1.0, 60.0), Scripted([WRONG, CHEAT, RIGHT]), pool)
    assert raced.rows == ROWS
    assert raced.found_s is not None and raced.found_s < 30
    assert raced.shown[1] is True


async def test_passing_the_visible_tests_is_not_being_right(pool: ProgramPool) -> None:
    raced = await race(PROBLEM, HOW, (60.0,), Scripted([WRONG, LUCKY]), pool)
    assert raced.found_s is not None
    assert raced.shown == (False,)


async def test_nothing_is_shown_before_something_was_tested(pool: ProgramPool) -> None:
    raced = await race(PROBLEM, HOW, (0.1, 30.0), Slow([RIGHT]), pool)
    assert raced.shown == (False, True)


async def test_without_a_pass_it_goes_on_to_the_last_time_and_shows_the_best(pool: ProgramPool) -> None:
    two = Problem("p", PROBLEM.prompt, "double", PROBLEM.tests, ("assert double(3) == 6", "assert double(1) == 2"))
    raced = await race(two, HOW, (1.0,), Slow([LUCKY, WRONG]), pool)
    assert raced.found_s is None
    assert raced.rows >= 2 * ROWS
    assert raced.shown == (False,)


async def test_without_visible_tests_likelihood_decides(pool: ProgramPool) -> None:
    blind = Problem("p", PROBLEM.prompt, "double", PROBLEM.tests)
    raced = await race(blind, HOW, (1.0,), Slow([RIGHT, WRONG]), pool)
    assert raced.found_s is None
    assert raced.shown == (True,)  # the first row is the likeliest


def test_shares_are_over_problems() -> None:
    raced = [
        Raced("a", 16, 0.5, (True, True)),
        Raced("b", 16, 3.0, (False, True)),
        Raced("c", 32, None, (False, False)),
    ]
    found = measure(raced, (1.0, 5.0))
    assert found["selected pass@1 within 1 s"].value == pytest.approx(1 / 3)
    assert found["selected pass@1 within 5 s"].value == pytest.approx(2 / 3)
    assert found["visible tests passed within 1 s"].value == pytest.approx(1 / 3)
