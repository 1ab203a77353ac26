"""Generate what a test wants with that test's own verdict: the request of a target, and a runner given the tests.

    wanted = find_wanted(workspace, test_file, test_text, line=cursor_line)
    target = wanted.targets[0]
    runner = GivenTests(runner, target.tests) if target.tests else runner
    outcome = await generate_with_tests(request_for(target, options), engine, runner)

`outcome.new_text` is the file with stubs and the body, to be shown against `target.old_text` ("" = a new file).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from understudy.generate.types import Probes, Request, TestRunner, TestSession
from understudy.generate.wanted.types import Target
from understudy.runner.types import FunctionRef, TestSelection


def request_for(target: Target, options: Request) -> Request:
    """options: budget, policy and the like; its file, text and place are not looked at."""
    return replace(options, file=target.file, text=target.text, qualname=target.qualname, line=None)


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
