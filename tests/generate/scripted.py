"""A scripted sampler (the loop's decisions need known candidates) and a scripted runner (clock and order only)."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from understudy.engine.protocol import Candidate, Done, Finish, Finished, ModelInfo
from understudy.runner.types import Excluded, FunctionRef, Observation, RunnerError, TestFailure, TestSelection, Verdict

INFO = ModelInfo("m.gguf", "m", "llama", "ab" * 32, 30_000_000, 1, 4096, 8192, {"plan": 5, "code": 6}, "spm")
STUB = '"""Arithmetic."""\n\n\ndef add(a, b):\n    """Return a plus b."""\n    ...\n\n\ndef other():\n    return 1\n'
RIGHT, WRONG = "    return a + b\n", "    return a - b\n"


@dataclass
class ScriptedSampler:
    """Gives `texts` in order, over all requests; each row takes `row_s` seconds. Records what it was asked."""

    texts: Sequence[str]
    row_s: float = 0.0
    finish: Finish = "stop"
    logprobs: Sequence[float] = ()
    asked: list[dict[str, Any]] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)
    closed_early: int = 0
    info: ModelInfo = INFO
    given: int = 0

    async def stream(self, prompt: Any, *, n: int, **rest: Any) -> AsyncIterator[Any]:
        self.asked.append({"prompt": prompt, "n": n, **rest})
        done = False
        try:
            for index in range(n):
                await asyncio.sleep(self.row_s)
                text = self.texts[self.given % len(self.texts)]
                score = self.logprobs[self.given] if self.given < len(self.logprobs) else -1.0
                self.given += 1
                yield Finished(1, Candidate(index, text, [1], [score], self.finish))
            done = True
            yield Done(1)
        finally:
            self.closed_early += not done

    def set_threads(self, threads: int) -> None:
        self.threads.append(threads)


@dataclass
class ScriptedRunner:
    """A runner whose verdicts come from a function of the file's text; each run takes `test_s` seconds."""

    judge: Callable[[str], int]
    total: int = 5
    test_s: float = 0.0
    open_s: float = 0.0
    confirm: Callable[[str], bool] = lambda text: True
    tests: tuple[str, ...] | None = None
    fail: Exception | None = None
    fail_open: Exception | None = None
    does: Callable[[str, str], Observation] | None = None
    level: str = "scripted"
    workers: int = 1
    excluded: tuple[Excluded, ...] = ()
    close_s: float = 0.0
    seconds: Callable[[str], float | None] = lambda text: None
    kept: tuple[str, ...] | None = None
    slow_for: str = ""
    gone: tuple[Excluded, ...] = ()
    timed: list[str] = field(default_factory=list)
    ended: int = 0
    opened: int = 0
    closed: int = 0
    ranked: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)

    async def find_tests(self, ref: FunctionRef, text: str) -> TestSelection:
        if self.fail:
            raise self.fail
        names = self.tests if self.tests is not None else tuple(f"test_a.py::t{i}" for i in range(self.total))
        return TestSelection(ref, names)

    @contextlib.asynccontextmanager
    async def session(self, ref: FunctionRef, selection: TestSelection, text: str) -> AsyncIterator[Any]:
        self.opened += 1
        try:
            await asyncio.sleep(self.open_s)
            if self.fail_open:
                raise self.fail_open
            yield _Session(self, selection.nodeids if self.kept is None else self.kept)
        finally:
            self.closed += 1
            await asyncio.sleep(self.close_s)
            self.ended += 1

    def judging(self, change: int) -> None:
        """One more ranking run (+1), or one less (-1)."""

    def judge_of(self, text: str) -> tuple[str, ...] | None:
        """Node ids that fail; None = as many as `judge` says."""
        return None

    def describe(self) -> str:
        return "scripted: no sandbox"

    @contextlib.asynccontextmanager
    async def probes(self, ref: FunctionRef, text: str) -> AsyncIterator[Any]:
        if self.does is None:
            raise RunnerError("No probes here.")
        yield _Probes(self.does)


@dataclass
class _Probes:
    """Probes whose cells come from a function of the file's text and the call."""

    does: Callable[[str, str], Observation]

    async def observe(self, texts: Sequence[str], calls: Sequence[str]) -> list[list[Observation]]:
        return [[self.does(text, call) for call in calls] for text in texts]

    async def check(self, texts: Sequence[str], asserts: Sequence[str]) -> list[list[bool]]:
        parts = [check.removeprefix("assert ").split(" == ") for check in asserts]
        return [[self.does(text, call) == Observation("value", value) for call, value in parts] for text in texts]


@dataclass
class _Session:
    runner: ScriptedRunner
    opened: tuple[str, ...]

    @property
    def tests(self) -> tuple[str, ...]:
        return tuple(test for test in self.opened if test not in {gone.nodeid for gone in self.runner.gone})

    @property
    def excluded(self) -> tuple[Excluded, ...]:
        return (*self.runner.excluded, *self.runner.gone)

    async def time(self, texts: Sequence[str], *, budget_s: float) -> tuple[float | None, ...]:
        self.runner.timed.extend(texts)
        return tuple(map(self.runner.seconds, texts))

    async def rank(self, text: str) -> Verdict:
        self.runner.ranked.append(text)
        self.runner.judging(1)
        slow = self.runner.slow_for
        await asyncio.sleep(60.0 if slow and slow in text else self.runner.test_s)
        self.runner.judging(-1)
        failed = self.runner.judge_of(text)
        total = len(self.opened) if failed is None else len(self.tests)
        passed = self.runner.judge(text) if failed is None else total - len(failed)
        failures = tuple(TestFailure(test, "no") for test in (failed or self.tests[passed:]))
        return Verdict(
            "passed" if passed == total else "failed", passed, total, "rank", self.runner.test_s, failures=failures
        )

    async def confirm(self, text: str) -> Verdict:
        self.runner.confirmed.append(text)
        await asyncio.sleep(self.runner.test_s)
        good = self.runner.confirm(text)
        return Verdict(
            "passed" if good else "failed", self.runner.total - (not good), self.runner.total, "confirm", 0.0
        )


def right_is_right(text: str) -> int:
    return 5 if RIGHT in text else 3


def numbers(start: int = 0) -> Iterator[str]:
    return (f"    return {i}\n" for i in itertools.count(start))


class Endless(ScriptedSampler):
    """`texts` first, then a new wrong body each time, as long as it is asked."""

    def __init__(self, *texts: str, row_s: float = 0.0) -> None:
        super().__init__([*texts, *itertools.islice(numbers(), 5000)], row_s=row_s)


def bodies(runner: ScriptedRunner) -> list[str]:
    head = STUB[: STUB.index("    ...\n")]
    return [text.removeprefix(head).split("\n\n\ndef other")[0].strip("\n") + "\n" for text in runner.ranked]
