"""One generation under way: a task that drains the engine's stream, and a way to wait for something worth showing."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from typing import cast

from understudy.complete.request import Shaped, Work, shape
from understudy.engine.protocol import Delta, Done, Engine, Finished, Sampling


class Running:
    """Starts at once. `text` grows while the engine writes; cancelling ends the engine's work within a decode step."""

    def __init__(self, engine: Engine, work: Work, deadline_s: float) -> None:
        self.text = ""
        self.finished = False
        self.mean_logprob = 0.0
        self.tokens_per_s = 0.0
        self._engine, self.work, self._deadline_s = engine, work, deadline_s
        self._grew = asyncio.Event()
        self.task = asyncio.create_task(self._drain())

    async def first(self, soft_s: float) -> Shaped:
        """The whole text if it is there within `soft_s`; else, from then on, the first text worth showing.

        Raises what the engine raised. If the caller is cancelled, so is the generation.
        """
        try:
            await asyncio.wait({self.task}, timeout=soft_s)
            while not self.task.done():
                shaped = shape(self.text, self.work, complete=False)
                if shaped.text:
                    return shaped
                self._grew.clear()
                grew = asyncio.create_task(self._grew.wait())
                try:
                    await asyncio.wait({self.task, grew}, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    grew.cancel()
            self.task.result()
        except asyncio.CancelledError:
            self.cancel()
            raise
        return shape(self.text, self.work, complete=self.finished)

    def cancel(self) -> None:
        self.task.cancel()

    def when_finished(self, then: Callable[[Shaped], None]) -> None:
        """Call `then` with the whole text once the engine has written it; never if it fails or is cancelled."""

        def done(task: asyncio.Task[None]) -> None:
            if not task.cancelled() and task.exception() is None and self.finished:
                then(shape(self.text, self.work, complete=True))

        self.task.add_done_callback(done)

    async def _drain(self) -> None:
        stream = self._engine.stream(
            self.work.prompt,
            n=1,
            max_tokens=self.work.max_tokens,
            sampling=Sampling(),
            stop=self.work.stop,
            priority="interactive",
            deadline_s=self._deadline_s,
        )
        tokens = 0
        # closing the generator, not only leaving it, is what tells the engine to stop
        async with contextlib.aclosing(cast(AsyncGenerator[Delta | Finished | Done], stream)) as events:
            async for event in events:
                if isinstance(event, Delta):
                    self.text += event.text
                    self._grew.set()
                elif isinstance(event, Finished):
                    self.text = event.candidate.text
                    self.finished = event.candidate.finish in ("eog", "stop")
                    self.mean_logprob = event.candidate.mean_logprob
                    tokens = len(event.candidate.tokens)
                elif event.total_s > event.first_token_s and tokens > 1:
                    self.tokens_per_s = (tokens - 1) / (event.total_s - event.first_token_s)
