"""The loop's decisions, with known candidates."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.generate.scripted import (
    RIGHT,
    STUB,
    WRONG,
    Endless,
    ScriptedRunner,
    ScriptedSampler,
    numbers,
    right_is_right,
)
from understudy.engine.errors import EngineCrashed, RequestError
from understudy.generate.loop import generate_with_tests
from understudy.generate.policies import FIRST, TURN
from understudy.generate.types import GenerateError, Progress, Request
from understudy.learn.events import Tested
from understudy.learn.store import Log
from understudy.runner.types import ConfinementError, Observation, RunnerError

Make = Callable[..., Request]
OTHERS = ["    return a * b\n", "    return a\n", "    return b\n", "    return 0\n"]


async def test_stops_at_the_first_confirmed_candidate(request_for: Make) -> None:
    sampler = ScriptedSampler([WRONG, RIGHT, *OTHERS], row_s=0.02)
    runner = ScriptedRunner(right_is_right)
    outcome = await generate_with_tests(request_for(n=40, policy="direct"), sampler, runner)
    assert outcome.verified and outcome.chosen == 0 and outcome.candidates[0].text == RIGHT
    assert outcome.summary.startswith("passed 5/5 tests · best of ")
    assert outcome.new_text == STUB.replace("    ...\n", RIGHT)
    assert sampler.given < 10 and sampler.closed_early == 1
    assert runner.opened == runner.closed == 1 and outcome.tested_by == "scripted"


async def test_sampling_goes_on_while_a_candidate_is_tested(request_for: Make) -> None:
    sampler = ScriptedSampler([WRONG, *OTHERS], row_s=0.01)
    given: list[tuple[int, int]] = []

    class Watching(ScriptedRunner):
        def judging(self, change: int) -> None:
            given.append((change, sampler.given))

    runner = Watching(lambda text: 0, test_s=0.1)
    outcome = await generate_with_tests(request_for(n=5, policy="direct"), sampler, runner)
    assert given[0][0] == 1 and given[0][1] < given[1][1]  # rows came while the first one was tested
    assert len(runner.ranked) == 5 and outcome.summary.startswith("no candidate passed (best 0/5) · 5 tried · ")
    assert outcome.chosen is None and outcome.new_text is None and not outcome.verified


async def test_goes_on_until_something_passes(request_for: Make) -> None:
    wrong = list(itertools.islice(numbers(), 100))
    sampler = ScriptedSampler([*wrong, RIGHT])
    runner = ScriptedRunner(right_is_right)
    outcome = await generate_with_tests(request_for(policy="direct"), sampler, runner)
    assert outcome.verified and outcome.candidates[0].text == RIGHT and outcome.sampled > 100
    assert all(asked["n"] <= TURN for asked in sampler.asked[1:])


async def test_no_more_than_the_cap_are_sampled(request_for: Make) -> None:
    outcome = await generate_with_tests(
        request_for(n=FIRST + TURN + 3, policy="direct"), Endless(), ScriptedRunner(lambda text: 0)
    )
    assert outcome.sampled == len(outcome.candidates) == FIRST + TURN + 3


async def test_a_large_file_is_not_kept_hundreds_of_times(request_for: Make) -> None:
    text = STUB + f'\nLONG = "{"x" * 500_000}"\n'
    outcome = await generate_with_tests(
        request_for(text=text, policy="direct", budget_s=60), Endless(), ScriptedRunner(lambda text: 0)
    )
    assert FIRST < outcome.sampled <= 64


async def test_sampling_does_not_run_away_from_slow_tests(request_for: Make) -> None:
    runner = ScriptedRunner(lambda text: 0, test_s=0.05)
    outcome = await generate_with_tests(request_for(budget_s=1.5, policy="direct"), Endless(), runner)
    untested = sum(candidate.verdict is None for candidate in outcome.candidates)
    assert len(runner.ranked) > FIRST and untested <= 2 * TURN


@pytest.mark.parametrize("tests", [(), None])
async def test_where_no_test_decides_few_are_enough(request_for: Make, tests: tuple[str, ...] | None) -> None:
    runner = None if tests is None else ScriptedRunner(right_is_right, tests=tests)
    sampler = Endless()
    outcome = await generate_with_tests(request_for(policy="direct"), sampler, runner)
    assert outcome.sampled == FIRST and not outcome.verified


async def test_a_candidate_the_confirming_run_refutes_is_not_proposed(request_for: Make) -> None:
    runner = ScriptedRunner(right_is_right, confirm=lambda text: False)
    outcome = await generate_with_tests(request_for(n=2, policy="direct"), ScriptedSampler([RIGHT, WRONG]), runner)
    assert not outcome.verified and outcome.chosen is None and "passed 5/5" not in outcome.summary
    assert outcome.summary.startswith("no candidate passed (best 4/5)")


async def test_engine_threads_are_lowered_while_tests_run_and_given_back(request_for: Make) -> None:
    sampler = ScriptedSampler([WRONG])
    await generate_with_tests(request_for(n=1), sampler, ScriptedRunner(right_is_right))
    assert sampler.threads[0] == 1 and sampler.threads[-1] == 0


@pytest.mark.parametrize("test_s", [0.0, 0.3, 600.0])
async def test_budget_is_kept_even_when_tests_hang(request_for: Make, test_s: float) -> None:
    sampler = ScriptedSampler([RIGHT, WRONG, *OTHERS], row_s=0.05)
    runner = ScriptedRunner(lambda text: 2, test_s=test_s)
    run = generate_with_tests(request_for(n=100_000, budget_s=0.8), sampler, runner)
    outcome = await asyncio.wait_for(run, 60)
    assert outcome.sampled > 1 and runner.opened == runner.closed == 1 and not outcome.verified


async def test_out_of_time_before_confirming_is_not_called_passed(request_for: Make) -> None:
    runner = ScriptedRunner(right_is_right, test_s=0.35)
    outcome = await generate_with_tests(request_for(n=1, budget_s=0.6), ScriptedSampler([RIGHT]), runner)
    assert not outcome.verified and outcome.summary.startswith("not verified: out of time before the confirming run")
    assert outcome.new_text is not None


async def test_no_budget_is_an_error_with_a_next_step(request_for: Make) -> None:
    with pytest.raises(GenerateError) as caught:
        await generate_with_tests(request_for(budget_s=0), ScriptedSampler([RIGHT]), None)
    assert "--budget" in caught.value.next_step


async def test_unknown_function_is_an_error(request_for: Make) -> None:
    with pytest.raises(GenerateError, match="no function nope"):
        await generate_with_tests(request_for(qualname="nope"), ScriptedSampler([RIGHT]), None)


@pytest.mark.parametrize(
    ("runner", "reason"),
    [
        (ScriptedRunner(right_is_right, tests=()), "no tests reach add"),
        (ScriptedRunner(right_is_right, fail=RunnerError("pytest is not installed.")), "pytest is not installed"),
        (ScriptedRunner(right_is_right, fail=KeyError("x")), "the test runner failed (KeyError: 'x')"),
        (ScriptedRunner(right_is_right, fail=ConfinementError("No sandbox holds here.")), "no sandbox holds here"),
        (None, "it was switched off"),
    ],
)
async def test_without_a_test_run_the_likeliest_is_proposed_and_the_reason_said(
    request_for: Make, runner: ScriptedRunner | None, reason: str
) -> None:
    sampler = ScriptedSampler([WRONG, RIGHT], logprobs=[-2.0, -0.5])
    outcome = await generate_with_tests(
        request_for(n=2), sampler, runner, no_runner=RunnerError("It was switched off.") if runner is None else None
    )
    assert outcome.candidates[0].text == RIGHT and outcome.chosen == 0 and not outcome.verified
    assert outcome.summary.startswith(f"not verified: {reason} · best of 2 by likelihood · ")


async def test_plans_are_sampled_only_after_the_direct_ones_failed(request_for: Make) -> None:
    planned = "    # 1. add them\n<|code|>    return a + b\n"
    sampler = ScriptedSampler([WRONG, *OTHERS[:3], planned])
    outcome = await generate_with_tests(request_for(n=8), sampler, ScriptedRunner(right_is_right))
    kinds = [asked["prompt"][-1] for asked in sampler.asked]
    assert kinds[:3] == [6, 6, 6] and kinds[3] == 5  # code tokens, then a plan token
    assert outcome.candidates[0].plan == ("add them",) and outcome.candidates[0].source == "plan"

    sampler = ScriptedSampler([RIGHT])
    await generate_with_tests(request_for(n=8), sampler, ScriptedRunner(right_is_right, test_s=0.02))
    assert all(asked["prompt"][-1] == 6 for asked in sampler.asked)


async def test_plan_first_asks_for_plans_from_the_start(request_for: Make) -> None:
    sampler = ScriptedSampler(["    # 1. add\n<|code|>    return a + b\n"])
    outcome = await generate_with_tests(request_for(n=3, policy="plan-first"), sampler, None)
    assert [asked["prompt"][-1] for asked in sampler.asked] == [5] * len(sampler.asked)
    assert outcome.candidates[0].text == RIGHT and len(outcome.candidates) == 1 and outcome.sampled == 3


async def test_first_row_is_greedy_and_later_ones_are_not(request_for: Make) -> None:
    sampler = ScriptedSampler([WRONG, *OTHERS])
    await generate_with_tests(request_for(n=5, policy="direct"), sampler, None)
    assert [(a["n"], a["sampling"].temperature) for a in sampler.asked] == [(1, 0.0), (2, 0.6), (2, 0.8)]
    assert len({a["sampling"].seed for a in sampler.asked}) == 3


async def test_broken_truncated_and_repeated_rows_are_no_candidates(request_for: Make) -> None:
    sampler = ScriptedSampler(["    return (a\n", "    return a+b\n", RIGHT, "    pass\n"])
    outcome = await generate_with_tests(request_for(n=4, policy="direct"), sampler, None)
    assert len(outcome.candidates) == 1 and outcome.sampled == 4
    cut = ScriptedSampler([RIGHT], finish="length")
    outcome = await generate_with_tests(request_for(n=2), cut, None)
    assert outcome.candidates == () and outcome.summary.startswith("no usable candidate for add")


async def test_cancelling_closes_engine_request_and_session(request_for: Make) -> None:
    sampler, runner = ScriptedSampler([WRONG], row_s=0.05), ScriptedRunner(lambda t: 1, test_s=5)
    before = asyncio.all_tasks()
    task = asyncio.create_task(generate_with_tests(request_for(n=100), sampler, runner))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert sampler.closed_early == 1 and runner.opened == runner.closed == 1 and sampler.threads[-1] == 0
    assert asyncio.all_tasks() == before


class _Crashing(ScriptedSampler):
    crashes = 1

    async def stream(self, prompt: object, *, n: int, **rest: object):  # type: ignore[no-untyped-def,override]
        if self.crashes:
            self.crashes -= 1
            raise EngineCrashed("The engine stopped.", "Try again.")
        async for event in super().stream(prompt, n=n, **rest):
            yield event


class _Small(ScriptedSampler):
    async def stream(self, prompt, *, n, **rest):  # type: ignore[no-untyped-def,override]
        if len(prompt[0]) > 500:
            raise RequestError("The prompt does not fit.", "Ask for less.")
        async for event in super().stream(prompt, n=n, **rest):
            yield event


async def test_a_prompt_that_does_not_fit_is_made_shorter(request_for: Make) -> None:
    text = "".join(f"x{i} = '€€€€€€'\n" for i in range(100)) + STUB
    outcome = await generate_with_tests(request_for(text=text), _Small([RIGHT]), ScriptedRunner(right_is_right))
    assert outcome.verified
    long = STUB.replace("a plus b", "a plus b " * 100)
    with pytest.raises(RequestError):
        await generate_with_tests(request_for(text=long), _Small([RIGHT]), None)


async def test_one_engine_crash_is_made_good_two_without_a_candidate_are_an_error(request_for: Make) -> None:
    outcome = await generate_with_tests(request_for(n=1), _Crashing([RIGHT]), ScriptedRunner(right_is_right))
    assert outcome.verified
    always = _Crashing([RIGHT])
    always.crashes = 99
    with pytest.raises(EngineCrashed):
        await generate_with_tests(request_for(n=4), always, ScriptedRunner(right_is_right))


async def test_every_tried_candidate_goes_to_the_log_as_one_event(request_for: Make, tmp_path: Path) -> None:
    with Log.open(tmp_path / "log.sqlite") as log:
        await generate_with_tests(
            request_for(n=2, policy="direct"), ScriptedSampler([WRONG, RIGHT]), ScriptedRunner(right_is_right), log=log
        )
        (event,) = log.events()
    assert [(c.text, c.status, c.passed) for c in event.candidates] == [(RIGHT, "passed", 5), (WRONG, "failed", 3)]
    assert event.prompt[-1] == 6 and event.prompt[0].endswith('"""Return a plus b."""\n')


async def test_going_on_logs_what_is_new_and_one_earlier_for_contrast(request_for: Make, tmp_path: Path) -> None:
    def judge(text: str) -> int:
        return 5 if "a + b" in text or "b + a" in text else 1

    request = request_for(n=4, policy="direct", budget_s=1.0)
    with Log.open(tmp_path / "log.sqlite") as log:
        first = await generate_with_tests(
            request, ScriptedSampler([WRONG, OTHERS[0], RIGHT]), ScriptedRunner(judge), log=log
        )
        failing = await generate_with_tests(
            request, ScriptedSampler([OTHERS[1], OTHERS[2]]), ScriptedRunner(judge), log=log, previous=first
        )
        passing = await generate_with_tests(
            request, ScriptedSampler(["    return b + a\n"]), ScriptedRunner(judge), log=log, previous=failing
        )
        await generate_with_tests(request, ScriptedSampler([WRONG]), ScriptedRunner(judge), log=log, previous=passing)
        logged = [{c.text: c.status for c in event.candidates} for event in log.events() if isinstance(event, Tested)]
    assert len(passing.candidates) == 6
    assert logged[0] == {WRONG: "failed", OTHERS[0]: "failed", RIGHT: "passed"}
    assert logged[1] == {OTHERS[1]: "failed", OTHERS[2]: "failed", RIGHT: "passed"}
    assert list(logged[2].values()) == ["passed", "failed"] and "    return b + a\n" in logged[2]
    assert len(logged) == 3  # the last run added nothing


@pytest.mark.parametrize(("total", "n", "said"), [(1, 3, True), (2, 3, True), (2, 2, False), (3, 4, False)])
async def test_a_pass_of_few_tests_by_one_of_many_is_said_to_be_little(
    request_for: Make, total: int, n: int, said: bool
) -> None:
    sampler = ScriptedSampler([*OTHERS[: n - 1], RIGHT])
    runner = ScriptedRunner(lambda text: total if RIGHT in text else 0, total=total)
    outcome = await generate_with_tests(request_for(n=n, policy="direct"), sampler, runner)
    reach = "1 test reaches" if total == 1 else f"{total} tests reach"
    caution = f"Only {reach} add, and {n} candidates were tested: read it before you keep it."
    assert outcome.verified and len(outcome.candidates) == n
    assert outcome.next_step == (caution if said else "")


async def test_where_no_test_decides_the_candidates_are_compared(request_for: Make) -> None:
    def does(text: str, call: str) -> Observation:
        return Observation("value", "0" if WRONG in text else "1")

    sampler = ScriptedSampler([WRONG, *OTHERS[:2]], logprobs=[-0.1, -2.0, -3.0])
    runner = ScriptedRunner(right_is_right, tests=(), does=does)
    outcome = await generate_with_tests(request_for(n=3, policy="direct"), sampler, runner)
    assert outcome.evidence is not None and outcome.evidence.groups == (2, 1) and not outcome.verified
    assert outcome.candidates[0].text == OTHERS[0] and outcome.chosen == 0
    inputs = f"{outcome.evidence.calls} inputs"
    assert outcome.summary.startswith(
        f"not verified: no tests reach add · 2 of 3 candidates agree on {inputs} · best by agreement · "
    )


async def test_progress_tells_the_best_so_far(request_for: Make) -> None:
    seen: list[Progress] = []
    await generate_with_tests(
        request_for(n=2, policy="direct"), ScriptedSampler([WRONG, RIGHT]), ScriptedRunner(right_is_right),
        on_progress=seen.append,
    )  # fmt: skip
    assert seen[-1].stage == "done" and seen[-1].best is not None and seen[-1].best.status == "passed"


async def test_the_file_on_disk_is_never_written(request_for: Make, tmp_path: Path) -> None:
    (tmp_path / "calc.py").write_text(STUB)
    await generate_with_tests(request_for(), ScriptedSampler([RIGHT]), ScriptedRunner(right_is_right))
    assert (tmp_path / "calc.py").read_text() == STUB
