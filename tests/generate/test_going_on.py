"""Order of testing, more seconds, repeats, guided plans, and faster code: the loop's later decisions."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.generate.scripted import RIGHT, STUB, WRONG, ScriptedRunner, ScriptedSampler, right_is_right
from understudy.generate.budget import LADDER
from understudy.generate.loop import generate_with_tests
from understudy.generate.types import Outcome, Request
from understudy.generate.weak.question import answer
from understudy.learn.store import Log
from understudy.prompts import plan
from understudy.runner.types import Excluded, Observation, RunnerError

Make = Callable[..., Request]
OTHERS = ["    return a * b\n", "    return a\n", "    return b\n", "    return 0\n"]


def numbers(start: int = 0) -> Iterator[str]:
    return (f"    return {i}\n" for i in itertools.count(start))


class Endless(ScriptedSampler):
    """`texts` first, then a new wrong body each time, as long as it is asked."""

    def __init__(self, *texts: str, row_s: float = 0.0) -> None:
        super().__init__([*texts, *itertools.islice(numbers(), 5000)], row_s=row_s)


def bodies(runner: ScriptedRunner) -> list[str]:
    head = STUB[: STUB.index("    ...\n")]
    return [text.removeprefix(head).split("\n\n\ndef other")[0].strip("\n") + "\n" for text in runner.ranked]


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


# ---- more seconds
async def test_more_seconds_keep_verdicts_and_do_not_test_again(request_for: Make) -> None:
    runner = ScriptedRunner(right_is_right)
    first = await generate_with_tests(request_for(n=3, policy="direct"), ScriptedSampler([WRONG, *OTHERS]), runner)
    assert not first.verified and len(runner.ranked) == 3
    sampler = Endless(WRONG, *OTHERS, RIGHT)
    more = await generate_with_tests(request_for(n=3, policy="direct"), sampler, runner, previous=first)
    assert more.verified and len(set(runner.ranked)) == len(runner.ranked)
    assert {c.text for c in first.candidates} < {c.text for c in more.candidates}
    assert first.sampled < more.sampled <= first.sampled + sampler.given
    assert more.elapsed_s > first.elapsed_s and f"best of {len(more.candidates)}" in more.summary
    assert all(asked["sampling"].temperature >= LADDER[3] for asked in sampler.asked)


async def test_more_seconds_go_on_after_a_pass_until_another_one(request_for: Make) -> None:
    runner = ScriptedRunner(lambda text: 5 if "a + b" in text or "b + a" in text else 0)
    first = await generate_with_tests(request_for(n=1), ScriptedSampler([RIGHT]), runner)
    more = await generate_with_tests(request_for(), Endless(RIGHT, "    return b + a\n"), runner, previous=first)
    assert sum(c.verified for c in more.candidates) == 2
    assert [RIGHT in text for text in runner.confirmed] == [True, True, False]  # the first one again, then another


async def test_verdicts_of_other_tests_or_another_file_are_asked_for_again(request_for: Make) -> None:
    first = await generate_with_tests(
        request_for(n=1), ScriptedSampler([WRONG]), ScriptedRunner(lambda text: 4, total=4)
    )
    assert first.verified
    runner = ScriptedRunner(right_is_right)  # five tests now
    more = await generate_with_tests(request_for(n=1, budget_s=0.5), Endless(), runner, previous=first)
    assert not more.verified and bodies(runner).count(WRONG) == 1
    assert [c.verdict.status for c in more.candidates if c.text == WRONG and c.verdict] == ["failed"]

    runner = ScriptedRunner(lambda text: 4, total=4)
    edited = request_for(n=1, text=STUB.replace("return 1", "return 2"), budget_s=0.5)
    await generate_with_tests(edited, Endless(), runner, previous=first)
    assert edited.text.replace("    ...\n", WRONG) in runner.ranked


async def test_candidates_that_waited_when_time_ran_out_are_tested_first(request_for: Make) -> None:
    first = await generate_with_tests(
        request_for(n=2, policy="direct", budget_s=0.4),
        ScriptedSampler([WRONG, RIGHT]),
        ScriptedRunner(right_is_right, test_s=60.0),
    )
    assert [c.verdict for c in first.candidates] == [None, None]
    sampler = ScriptedSampler([WRONG], row_s=60.0)
    more = await generate_with_tests(request_for(), sampler, ScriptedRunner(right_is_right), previous=first)
    assert more.verified and sampler.given == 0


async def test_plans_come_first_when_only_direct_ones_were_tried(request_for: Make) -> None:
    runner = ScriptedRunner(right_is_right)
    first = await generate_with_tests(request_for(n=1), ScriptedSampler([WRONG]), runner)
    sampler = Endless("    # 1. add\n<|code|>    return a + b\n")
    more = await generate_with_tests(request_for(), sampler, runner, previous=first)
    assert sampler.asked[0]["prompt"][-1] == 5 and more.candidates[0].plan == ("add",)


def passed_in(outcome: Outcome) -> set[str]:
    return {c.text for c in outcome.candidates if c.verified}


@pytest.mark.parametrize("file", ["test_a.py", "conftest.py", "maths.py"])
async def test_what_was_said_before_the_tests_or_what_they_load_changed_is_asked_again(
    request_for: Make, tmp_path: Path, file: str
) -> None:
    (tmp_path / "maths.py").write_text("ONE = 1\n")
    (tmp_path / "conftest.py").write_text("import os\n")
    (tmp_path / "test_a.py").write_text("from calc import add\nimport maths\n")
    judged = ScriptedRunner(right_is_right)
    first = await generate_with_tests(request_for(n=2, policy="direct"), ScriptedSampler([WRONG, RIGHT]), judged)
    assert first.verified and first.proof

    same = ScriptedRunner(lambda text: 5 if WRONG in text else 0)
    more = await generate_with_tests(request_for(budget_s=0.3), ScriptedSampler([WRONG]), same, previous=first)
    assert more.proof == first.proof and same.ranked == [] and passed_in(more) == {RIGHT}

    with (tmp_path / file).open("a") as changed:
        changed.write("TWO = 2\n")
    other = ScriptedRunner(lambda text: 5 if WRONG in text else 0)
    more = await generate_with_tests(request_for(), ScriptedSampler([WRONG]), other, previous=first)
    assert more.proof != first.proof and passed_in(more) == {WRONG} and sorted(bodies(other)) == [RIGHT, WRONG]
    assert [c.verdict.status for c in more.candidates if c.text == RIGHT and c.verdict] == ["failed"]


async def test_a_pass_is_proved_anew_and_refuted_if_it_fails_now(request_for: Make) -> None:
    first = await generate_with_tests(request_for(n=1), ScriptedSampler([RIGHT]), ScriptedRunner(right_is_right))
    runner = ScriptedRunner(right_is_right, confirm=lambda text: False)
    more = await generate_with_tests(request_for(), ScriptedSampler([RIGHT]), runner, previous=first)
    assert first.verified and not more.verified and more.new_text is None and len(runner.confirmed) == 1


@pytest.mark.parametrize("excluded", [(), (Excluded("t.py::x", "flaky"),)])
@pytest.mark.parametrize("opening", [{"fail_open": RunnerError("The sandbox is gone.")}, {"open_s": 60.0}])
async def test_a_session_that_does_not_open_proves_nothing_and_asks_nothing(
    request_for: Make, opening: dict[str, Any], excluded: tuple[Excluded, ...]
) -> None:
    request = request_for(n=2, policy="direct")
    sampler = ScriptedSampler([WRONG, RIGHT], logprobs=[-0.1, -2.0])
    first = await generate_with_tests(request, sampler, ScriptedRunner(right_is_right, excluded=excluded))
    runner = ScriptedRunner(right_is_right, does=lambda text, call: Observation("value", text), **opening)
    more = await generate_with_tests(
        replace(request, budget_s=0.5), ScriptedSampler([WRONG, OTHERS[0]]), runner, previous=first
    )
    assert first.verified and not more.verified and passed_in(more) == set() and more.evidence is None
    assert "passed earlier, not confirmed now" in more.summary and "passed 5/5" not in more.summary
    assert more.candidates[0].text == RIGHT and more.chosen == 0
    assert (more.tests, more.tested_by, more.excluded, more.proof) == (
        first.tests, first.tested_by, first.excluded, first.proof,
    )  # fmt: skip
    again = await generate_with_tests(request, ScriptedSampler([WRONG]), ScriptedRunner(right_is_right), previous=more)
    assert again.verified


async def test_when_no_test_reaches_it_any_more_the_earlier_tests_are_not_named(request_for: Make) -> None:
    first = await generate_with_tests(request_for(n=1), ScriptedSampler([RIGHT]), ScriptedRunner(right_is_right))
    runner = ScriptedRunner(right_is_right, tests=())
    more = await generate_with_tests(request_for(budget_s=0.3), ScriptedSampler([RIGHT]), runner, previous=first)
    assert (more.tests, more.tested_by, more.verified) == ((), "", False) and more.candidates[0].verdict is None


async def test_no_candidate_waits_twice(request_for: Make) -> None:
    first = await generate_with_tests(
        request_for(n=2, policy="direct"), ScriptedSampler([WRONG, RIGHT]), ScriptedRunner(lambda text: 5, total=5)
    )
    waiting = replace(first, candidates=(*first.candidates[:1], replace(first.candidates[1], confirm=None)))
    runner = ScriptedRunner(lambda text: 3, total=6, workers=2, test_s=0.05)  # other tests: all of it is forgotten
    sampler = ScriptedSampler([WRONG])
    more = await generate_with_tests(request_for(policy="direct"), sampler, runner, previous=waiting)
    assert sorted(bodies(runner)) == sorted(c.text for c in first.candidates) and runner.confirmed == []
    assert passed_in(more) == set()


# ---- evidence
def sums(text: str, call: str) -> Observation:
    """What the bodies below do: they differ where `b` is negative, and nowhere else."""
    if "abs" in text and "-" in call.split(",")[-1]:
        return Observation("error", "ValueError")
    return Observation("value", f"sum of {call}")


ABS = ["    return a + abs(b)\n", "    return abs(b) + a\n"]
PLAIN = ["    return a + b\n", "    return b + a\n"]


async def test_an_answer_stays_said_and_is_not_asked_again(request_for: Make) -> None:
    runner = ScriptedRunner(right_is_right, tests=(), does=sums)
    request = request_for(n=2, policy="direct", text=STUB.replace("(a, b)", "(a: int, b: int)"))
    sampler = ScriptedSampler([ABS[0], PLAIN[0]], logprobs=[-0.1, -2.0])
    first = await generate_with_tests(request, sampler, runner)
    assert first.evidence is not None and first.evidence.question is not None and first.chosen == 0
    asked = first.evidence.question
    wanted = next(i for i, a in enumerate(asked.answers) if first.candidates[a.candidates[0]].text == PLAIN[0])
    said = answer(first, wanted)
    assert said.candidates[0].text == PLAIN[0]

    more = await generate_with_tests(replace(request, budget_s=1.0), ScriptedSampler([ABS[1]]), runner, previous=said)
    assert {c.text for c in more.candidates} == {PLAIN[0], *ABS} and more.candidates[0].text == PLAIN[0]
    assert more.evidence is not None and more.evidence.question is None
    assert more.evidence.said == ((asked.call, asked.answers[wanted].text),)
    assert f"you said `{asked.call}` should {asked.answers[wanted].text}" in more.summary

    lost = await generate_with_tests(replace(request, budget_s=0.3), ScriptedSampler([ABS[1]]), None, previous=more)
    assert lost.candidates[0].text == PLAIN[0] and lost.evidence is not None and lost.evidence.said


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
