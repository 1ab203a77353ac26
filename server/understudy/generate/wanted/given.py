"""Generate what a test wants with that test's own verdict: `generate_with_tests`, given the file and the tests.

    wanted = find_wanted(workspace, test_file, test_text, line=cursor_line)
    outcome = await generate_target(wanted.targets[0], options, engine, runner)
    # outcome.new_text is the file with stubs and the body; show it against target.old_text ("" = a new file)

For the next target of the same file pass `following(next_target, outcome.new_text)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from understudy.generate.loop import generate_with_tests
from understudy.generate.types import OnProgress, Outcome, Probes, Request, Sampler, TestRunner, TestSession
from understudy.generate.wanted.types import Target
from understudy.learn.store import Log
from understudy.runner.types import FunctionRef, RunnerError, TestSelection


async def generate_target(
    target: Target,
    options: Request,
    engine: Sampler,
    runner: TestRunner | None,
    *,
    on_progress: OnProgress | None = None,
    log: Log | None = None,
    no_runner: RunnerError | None = None,
    previous: Outcome | None = None,
) -> Outcome:
    """As `generate_with_tests`, judged by the target's tests. options: budget, policy and the like; its file, text and
    place are not looked at."""
    return await generate_with_tests(
        request_for(target, options),
        engine,
        GivenTests(runner, target.tests) if runner is not None and target.tests else runner,
        on_progress=on_progress,
        log=log,
        no_runner=no_runner,
        previous=previous,
    )


def request_for(target: Target, options: Request) -> Request:
    return replace(options, file=target.file, text=target.text, qualname=target.qualname, line=None)


def following(target: Target, text: str) -> Target:
    """The next target of a file whose stubs were partly filled in; `text` is the file as it now would be."""
    return replace(target, text=text)


class GivenTests:
    """A runner whose tests are named, not found. Everything else is the runner's own."""

    def __init__(self, runner: TestRunner, tests: Sequence[str]) -> None:
        self._runner, self._tests = runner, tuple(tests)

    @property
    def level(self) -> str:
        return self._runner.level

    @property
    def workers(self) -> int:
        return self._runner.workers

    def describe(self) -> str:
        return self._runner.describe()

    async def find_tests(self, ref: FunctionRef, text: str, /) -> TestSelection:
        return TestSelection(ref, self._tests, how="given")

    def session(
        self, ref: FunctionRef, selection: TestSelection, original_text: str, /
    ) -> AbstractAsyncContextManager[TestSession]:
        return self._runner.session(ref, selection, original_text)

    def probes(self, ref: FunctionRef, original_text: str, /) -> AbstractAsyncContextManager[Probes]:
        return self._runner.probes(ref, original_text)
