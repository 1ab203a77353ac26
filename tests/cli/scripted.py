"""Candidates that are known, in place of a model's: what `generate` makes of them is the subject."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from understudy.cli import rooms
from understudy.engine.protocol import Candidate, Done, Finished, ModelInfo
from understudy.runner.types import ConfinementError

INFO = ModelInfo("m", "m", "llama", "ab" * 32, 1, 1, 4096, 100, {"plan": 5, "code": 6}, "spm")
RIGHT = "    return max(low, min(high, x))\n"


class Scripted:
    info = INFO

    def __init__(self, *texts: str) -> None:
        self.texts, self.given = texts, 0

    async def stream(self, prompt: Any, *, n: int, **rest: Any) -> AsyncIterator[Any]:
        for index in range(n):
            self.given += 1
            text = self.texts[self.given % len(self.texts)]
            yield Finished(1, Candidate(index, text, [1], [-1.0], "stop"))
        yield Done(1)

    def set_threads(self, threads: int) -> None: ...


def sandbox_or_skip() -> None:
    from understudy.runner.selftest import choose_level

    try:
        rooms.run_async(choose_level)
    except ConfinementError as error:
        pytest.skip(str(error))
