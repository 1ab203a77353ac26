"""An engine that answers what a test says, and the sandbox."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest

from understudy.engine.protocol import Candidate, ModelInfo
from understudy.runner.program import ProgramPool
from understudy.runner.types import ConfinementError
from understudy_trainer.evaluate.formats import Problem

INFO = ModelInfo("m", "m", "llama", "00", 1_000_000, 1, 4096, 100, {"plan": 5, "code": 6}, "spm")
HEAD = 'def double(x):\n    """Twice x."""\n'
TESTS = "assert double(3) == 6\nassert double(0) == 0\nassert double(7) == 14"
PROBLEM = Problem(id="double", prompt=HEAD, entry_point="double", tests=TESTS)


class Scripted:
    """Codes from `bodies`, asserts that it writes whole from `written` (what stands behind "assert f("), values of
    given calls from `answers`. rotate: each task begins with another body."""

    info = INFO

    def __init__(self, bodies: Sequence[str], written: Sequence[str] = (), *, rotate: bool = False) -> None:
        self.bodies, self.written, self.rotate = bodies, written, rotate
        self.answers: dict[str, str] = {}
        self.asked: list[str] = []

    async def generate(self, prompt: Any, *, n: int, **rest: Any) -> list[Candidate]:
        text = str(prompt[0])
        if text.endswith(" == "):
            call = text.rpartition("assert ")[2].removesuffix(" == ")
            return [_row(0, self.answers.get(call, "nonsense("))]
        if text.endswith("("):
            return [_row(i, text) for i, text in enumerate(self.written)]
        self.asked.append(text)
        first = zlib.crc32(text.encode()) if self.rotate else 0
        return [_row(i, self.bodies[(first + i) % len(self.bodies)]) for i in range(n)]


def _row(index: int, text: str) -> Candidate:
    return Candidate(index, text, [1] * 4, [-0.1 * (index + 1)] * 4, "stop")


@asynccontextmanager
async def sandbox() -> AsyncIterator[ProgramPool]:
    """A pool, or a skipped test where nothing can be confined."""
    try:
        async with ProgramPool() as pool:
            yield pool
    except ConfinementError as error:
        pytest.skip(str(error))
