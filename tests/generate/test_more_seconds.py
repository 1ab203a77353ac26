"""More seconds for an outcome: what is kept of it, what is asked again, and what may be said of it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.generate.scripted import RIGHT, STUB, WRONG, Endless, ScriptedRunner, ScriptedSampler, bodies, right_is_right
from understudy.generate.budget import LADDER
from understudy.generate.loop import generate_with_tests
from understudy.generate.types import Outcome, Request
from understudy.generate.weak.question import answer
from understudy.runner.types import Excluded, Observation, RunnerError

Make = Callable[..., Request]
OTHERS = ["    return a * b\n", "    return a\n", "    return b\n", "    return 0\n"]


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


# ---- faster code
async def test_times_of_an_earlier_race_still_order_but_claim_nothing(request_for: Make) -> None:
    def judge(text: str) -> int:
        return 5 if "a + b" in text or "b + a" in text else 0

    timed = ScriptedRunner(judge, seconds=lambda text: 0.01 if "b + a" in text else 0.03)
    sampler = ScriptedSampler(PLAIN, logprobs=[-0.1, -2.0])
    first = await generate_with_tests(request_for(goal="faster", budget_s=1.0, policy="direct"), sampler, timed)
    assert first.speedup == pytest.approx(3.0)
    more = await generate_with_tests(
        request_for(budget_s=1.0, policy="direct"), ScriptedSampler(PLAIN), ScriptedRunner(judge), previous=first
    )
    assert more.verified and more.speedup is None and "faster" not in more.summary
    assert more.candidates[0].text == PLAIN[1]  # the order stays

    again = ScriptedRunner(judge, seconds=lambda text: 0.01 if "b + a" in text else 0.02)
    request = request_for(goal="faster", budget_s=1.0, policy="direct")
    more = await generate_with_tests(request, ScriptedSampler(PLAIN), again, previous=more)
    assert {c.text: c.seconds for c in more.candidates} == {PLAIN[0]: 0.02, PLAIN[1]: 0.01}
    assert more.speedup is None and more.verified  # the best was confirmed first
