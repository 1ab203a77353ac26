"""Order of testing, repeats, guided plans, faster code, tests that do not decide: the loop's later decisions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.generate.scripted import RIGHT, STUB, WRONG, Endless, ScriptedRunner, ScriptedSampler, bodies, right_is_right
from understudy.generate.budget import LADDER
from understudy.generate.loop import generate_with_tests
from understudy.generate.types import Request
from understudy.learn.store import Log
from understudy.prompts import plan
from understudy.runner.types import Excluded

Make = Callable[..., Request]
OTHERS = ["    return a * b\n", "    return a\n", "    return b\n", "    return 0\n"]


# ---- order and overlap
async def test_of_those_that_wait_greedy_goes_first_then_the_likeliest(request_for: Make) -> None:
    sampler = ScriptedSampler([WRONG, *OTHERS], logprobs=[-5.0, -4.0, -1.0, -3.0, -2.0])
    runner = ScriptedRunner(lambda text: 0, open_s=0.2)
    await generate_with_tests(request_for(n=5, policy="direct"), sampler, runner)
    assert bodies(runner) == [WRONG, OTHERS[1], OTHERS[3], OTHERS[2], OTHERS[0]]


@pytest.mark.parametrize("workers", [1, 3])
async def test_as_many_candidates_are_tested_at_a_time_as_the_runner_has_workers(
    request_for: Make, workers: int
) -> None:
    most = now = 0

    class Counting(ScriptedRunner):
        def judging(self, change: int) -> None:
            nonlocal most, now
            now += change
            most = max(most, now)

    runner = Counting(lambda text: 0, workers=workers, test_s=0.02)
    await generate_with_tests(request_for(n=5, policy="direct"), ScriptedSampler([WRONG, *OTHERS]), runner)
    assert most == workers and len(runner.ranked) == 5


async def test_a_win_ends_what_other_workers_test(request_for: Make) -> None:
    slow = ScriptedRunner(right_is_right, workers=2)
    slow.slow_for = WRONG
    outcome = await asyncio.wait_for(
        generate_with_tests(request_for(n=2, policy="direct", budget_s=60), ScriptedSampler([WRONG, RIGHT]), slow), 20
    )
    assert outcome.verified and len(slow.ranked) == 2 and slow.ended == 1


# ---- diversity
async def test_mostly_repeats_make_the_next_round_hotter(request_for: Make) -> None:
    same = ScriptedSampler([WRONG])
    await generate_with_tests(request_for(n=9, policy="direct"), same, None)
    assert [a["sampling"].temperature for a in same.asked] == [LADDER[0], LADDER[1], LADDER[3]]
    fresh = Endless()
    await generate_with_tests(request_for(n=9, policy="direct"), fresh, None)
    assert [a["sampling"].temperature for a in fresh.asked] == [LADDER[0], LADDER[1], LADDER[2]]


async def test_going_on_ends_when_there_is_nothing_new_to_be_had(request_for: Make) -> None:
    runner = ScriptedRunner(right_is_right)
    first = await generate_with_tests(request_for(n=1), ScriptedSampler([WRONG]), runner)
    sampler = ScriptedSampler([WRONG])
    more = await asyncio.wait_for(
        generate_with_tests(request_for(budget_s=60, policy="direct"), sampler, runner, previous=first), 20
    )
    assert len(sampler.asked) == 3 and len(more.candidates) == 1


# ---- plans
async def test_code_is_written_under_the_plan_whose_code_did_best(request_for: Make) -> None:
    planned = [f"    # 1. {word}\n<|code|>    return {word}\n" for word in ("zero", "one", "two", "three")]
    sampler = ScriptedSampler([*planned, "    return two + 1\n", RIGHT])
    runner = ScriptedRunner(lambda text: 5 if RIGHT in text else 3 if "two" in text else 1)
    outcome = await generate_with_tests(request_for(n=8, policy="plan-first"), sampler, runner)
    special = sampler.info.special
    prefix = sampler.asked[0]["prompt"][0]
    assert sampler.asked[-1]["prompt"] == plan.under(prefix, special, ("two",), "    ")
    assert outcome.verified and outcome.candidates[0].plan == ("two",) and outcome.candidates[0].text == RIGHT


async def test_without_a_better_plan_new_plans_are_asked_for(request_for: Make) -> None:
    planned = [f"    # 1. {word}\n<|code|>    return {word}\n" for word in ("p", "q", "r", "s", "t", "u", "v", "w")]
    sampler = ScriptedSampler(planned)
    await generate_with_tests(request_for(n=8, policy="plan-first"), sampler, ScriptedRunner(lambda text: 2))
    assert [asked["prompt"][-1] for asked in sampler.asked] == [5, 5, 5]


# ---- faster code
FAST, SLOW = "    return a + b\n", "    return sum([a, b])\n"
OWN = STUB.replace("    ...\n", "    total = 0\n    for x in (a, b):\n        total += x\n    return total\n")


def passing(text: str) -> int:
    return 5 if FAST in text or SLOW in text or "total += x" in text else 2


def seconds(text: str) -> float:
    return 0.010 if FAST in text else 0.018 if SLOW in text else 0.030


async def test_the_budget_goes_on_for_faster_code_and_the_fastest_is_proposed(
    request_for: Make, tmp_path: Path
) -> None:
    runner = ScriptedRunner(passing, seconds=seconds)
    with Log.open(tmp_path / "log.sqlite") as log:
        outcome = await generate_with_tests(
            request_for(goal="faster", budget_s=1.5), Endless(SLOW, WRONG, FAST, row_s=0.01), runner, log=log
        )
        (event,) = log.events()
    assert outcome.verified and outcome.candidates[0].text == FAST and len(runner.timed) == 2
    assert outcome.speedup == pytest.approx(1.8) and outcome.faster_than == "the first that passed"
    assert outcome.summary.startswith("passed 5/5 tests · 1.8x faster than the first that passed · best of ")
    assert {c.text: c.wall_s for c in event.candidates if c.status == "passed"} == {FAST: 0.010, SLOW: 0.018}


async def test_the_users_own_passing_code_is_what_must_be_beaten(request_for: Make) -> None:
    runner = ScriptedRunner(passing, seconds=seconds)
    request = request_for(goal="faster", budget_s=1.0, text=OWN)
    outcome = await generate_with_tests(request, Endless(SLOW, FAST, row_s=0.01), runner)
    assert outcome.speedup == pytest.approx(3.0) and "3.0x faster than your code" in outcome.summary

    runner = ScriptedRunner(passing, seconds=lambda text: 0.0101 if FAST in text else 0.0100)
    outcome = await generate_with_tests(request, Endless(SLOW, FAST, row_s=0.01), runner)
    assert outcome.new_text is None and not outcome.verified and outcome.speedup is None
    assert outcome.summary.startswith("nothing faster than your code: 2 of ") and outcome.next_step


async def test_less_than_a_tenth_is_a_tie_and_is_not_said(request_for: Make) -> None:
    runner = ScriptedRunner(passing, seconds=lambda text: 0.0100 if FAST in text else 0.0109)
    outcome = await generate_with_tests(request_for(goal="faster", budget_s=1.0), Endless(SLOW, FAST), runner)
    assert outcome.verified and outcome.speedup is None and "faster" not in outcome.summary


async def test_untimed_passers_are_still_passers(request_for: Make) -> None:
    runner = ScriptedRunner(passing)
    outcome = await generate_with_tests(request_for(goal="faster", budget_s=1.0), Endless(SLOW, FAST), runner)
    assert outcome.verified and outcome.speedup is None


# ---- tests that do not decide
async def test_flaky_tests_are_left_out_and_said(request_for: Make) -> None:
    left = (Excluded("t.py::a", "flaky"), Excluded("t.py::b", "flaky"), Excluded("t.py::c", "does not reach add"))
    runner = ScriptedRunner(right_is_right, excluded=left)
    outcome = await generate_with_tests(request_for(n=1), ScriptedSampler([RIGHT]), runner)
    assert outcome.summary.startswith("passed 5/5 tests · 2 flaky tests left out · best of 1 · ")
    assert outcome.excluded == left and outcome.sandbox == "scripted: no sandbox"


async def test_only_flaky_tests_verify_nothing(request_for: Make) -> None:
    runner = ScriptedRunner(right_is_right, kept=(), excluded=(Excluded("t.py::a", "flaky"),))
    outcome = await generate_with_tests(request_for(n=1), ScriptedSampler([RIGHT]), runner)
    assert not outcome.verified and outcome.excluded and outcome.next_step
    assert outcome.summary.startswith("not verified: no tests that can decide reach add (1 flaky test left out) · ")


async def test_what_a_flaky_test_refuted_is_tested_again_without_it(request_for: Make) -> None:
    class Learning(ScriptedRunner):
        """The first test is found out to be flaky while the second candidate runs."""

        def judging(self, change: int) -> None:
            if change < 0 and len(self.ranked) == 2:
                self.gone = (Excluded("test_a.py::t0", "flaky"),)

        def judge_of(self, text: str) -> tuple[str, ...]:
            return (
                ("test_a.py::t0",) if RIGHT in text and not self.gone else () if RIGHT in text else ("test_a.py::t1",)
            )

    runner = Learning(right_is_right)
    outcome = await generate_with_tests(request_for(n=2, policy="direct"), ScriptedSampler([RIGHT, WRONG]), runner)
    assert outcome.verified and outcome.candidates[0].text == RIGHT and len(outcome.tests) == 4
    assert bodies(runner) == [RIGHT, WRONG, RIGHT] and "1 flaky test left out" in outcome.summary


async def test_when_the_last_test_is_flaky_nothing_is_verified_nor_refuted(request_for: Make) -> None:
    class Last(ScriptedRunner):
        def judging(self, change: int) -> None:
            self.gone = tuple(Excluded(f"test_a.py::t{i}", "flaky") for i in range(5))

    runner = Last(lambda text: 3)
    outcome = await generate_with_tests(request_for(n=2, policy="direct"), ScriptedSampler([RIGHT, WRONG]), runner)
    assert outcome.tests == () and [c.verdict for c in outcome.candidates] == [None, None]
    assert outcome.chosen == 0 and "(5 flaky tests left out)" in outcome.summary


async def test_after_the_sandbox_died_a_refuted_candidate_is_not_proposed(request_for: Make) -> None:
    runner = ScriptedRunner(right_is_right)
    first = await generate_with_tests(request_for(n=2, policy="direct"), ScriptedSampler([WRONG, OTHERS[0]]), runner)
    half = replace(first, candidates=(first.candidates[0], replace(first.candidates[1], rank=None)))
    more = await generate_with_tests(request_for(budget_s=0.5), ScriptedSampler([WRONG]), None, previous=half)
    assert more.chosen is not None and more.candidates[more.chosen].rank is None
