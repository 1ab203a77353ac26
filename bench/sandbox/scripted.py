"""An engine that says what it is told to, at a model's pace: for what the loop does with known candidates."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import Literal

from understudy.engine.protocol import Candidate, Done, Finished, ModelInfo, Sampling, Stop
from understudy.prompts.types import Prompt

INFO = ModelInfo("scripted.gguf", "scripted", "llama", "0" * 64, 1, 1, 4096, 8192, {"plan": 5, "code": 6}, "spm")


class ScriptedEngine:
    """Gives `texts` in order over all requests, then ends its requests early. row_s: seconds each row takes."""

    info = INFO

    def __init__(self, texts: Sequence[str], row_s: float = 0.0) -> None:
        self._texts = list(texts)
        self._row_s = row_s

    async def stream(
        self,
        prompt: Prompt,
        *,
        n: int = 1,
        max_tokens: int = 64,
        sampling: Sampling = Sampling(),  # noqa: B008 (frozen)
        stop: Stop = Stop(),  # noqa: B008 (frozen)
        priority: Literal["interactive", "batch"] = "interactive",
        deadline_s: float | None = None,
        document: str = "",
        heal: str = "",
        deltas: bool = True,
        embed: bool = False,
    ) -> AsyncGenerator[Finished | Done, None]:
        for index in range(min(n, len(self._texts))):
            await asyncio.sleep(self._row_s)
            yield Finished(1, Candidate(index, self._texts.pop(0), [1], [-1.0], "stop"))
        yield Done(1)

    def set_threads(self, threads: int) -> None:
        """Nothing here computes."""
