"""A run that the user stops ends at once and keeps what it had: candidates, verdicts, the event."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from tests.generate.scripted import RIGHT, WRONG, Endless, ScriptedRunner, ScriptedSampler, right_is_right
from understudy.generate import closing
from understudy.generate.loop import generate_with_tests
from understudy.generate.types import Outcome, Progress, Request
from understudy.learn.events import Tested
from understudy.learn.store import Log

Make = Callable[..., Request]
LIMIT_S = 60.0


async def stopped(
    request: Request, sampler: ScriptedSampler, runner: ScriptedRunner, when: Callable[[Progress], bool], log: Log
) -> Outcome:
    stop = asyncio.Event()

    def watch(now: Progress) -> None:
        if when(now):
            stop.set()

    run = generate_with_tests(request, sampler, runner, on_progress=watch, log=log, stop=stop)
    return await asyncio.wait_for(run, LIMIT_S)


async def test_what_was_tried_is_there_and_in_the_log(request_for: Make, tmp_path: Path) -> None:
    with Log.open(tmp_path / "log.sqlite") as log:
        request = request_for(n=100_000, budget_s=600.0, policy="direct")
        runner = ScriptedRunner(right_is_right)
        outcome = await stopped(request, Endless(row_s=0.01), runner, lambda now: now.best is not None, log)
        assert outcome.cancelled and not outcome.verified and outcome.candidates
        assert outcome.summary.startswith("no candidate passed (best 3/5)") and "stopped after" in outcome.summary
        await closing.settled(LIMIT_S)
        (event,) = log.events()
        assert isinstance(event, Tested) and len(event.candidates) == len(outcome.candidates)
    assert runner.opened == runner.ended == 1


async def test_a_pass_that_was_confirmed_before_the_stop_is_the_proposal(request_for: Make, tmp_path: Path) -> None:
    with Log.open(tmp_path / "log.sqlite") as log:
        request = request_for(n=100_000, budget_s=600.0, policy="direct", goal="faster")
        runner = ScriptedRunner(right_is_right)
        outcome = await stopped(request, Endless(RIGHT, row_s=0.01), runner, lambda now: now.confirmed > 0, log)
        assert outcome.cancelled and outcome.verified and outcome.chosen == 0
        assert outcome.candidates[0].text == RIGHT and outcome.summary.startswith("passed 5/5 tests")


async def test_a_pass_of_the_quick_run_alone_is_not_called_passed(request_for: Make, tmp_path: Path) -> None:
    class Hanging(ScriptedRunner):
        def judging(self, change: int) -> None:
            if change < 0:  # the ranking run is over; the confirming one never is
                self.test_s = 600.0

    with Log.open(tmp_path / "log.sqlite") as log:
        request = request_for(n=2, budget_s=600.0, policy="direct")
        sampler, runner = ScriptedSampler([RIGHT, WRONG]), Hanging(right_is_right)
        outcome = await stopped(request, sampler, runner, lambda now: now.passed > 0, log)
    assert outcome.cancelled and not outcome.verified
    assert outcome.summary.startswith("not verified: stopped before the confirming run")
    assert outcome.candidates[0].text == RIGHT and not outcome.candidates[0].verified


async def test_a_run_that_is_over_is_not_called_stopped(request_for: Make, tmp_path: Path) -> None:
    with Log.open(tmp_path / "log.sqlite") as log:
        request = request_for(n=1)
        outcome = await stopped(request, ScriptedSampler([RIGHT]), ScriptedRunner(right_is_right), lambda _: False, log)
    assert outcome.verified and not outcome.cancelled


async def test_stopped_before_anything_was_written_there_is_nothing(request_for: Make) -> None:
    stop = asyncio.Event()
    stop.set()
    sampler = ScriptedSampler([RIGHT], row_s=600.0)
    run = generate_with_tests(request_for(budget_s=600.0), sampler, ScriptedRunner(right_is_right), stop=stop)
    outcome = await asyncio.wait_for(run, LIMIT_S)
    assert outcome.cancelled and outcome.candidates == () and outcome.chosen is None
