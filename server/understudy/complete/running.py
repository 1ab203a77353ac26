"""One generation under way: a task that drains the engine's stream, and ways to wait for something worth showing.

It belongs to a place, and may serve later requests there as long as what is typed agrees with what is written.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from collections.abc import AsyncGenerator, Callable, Iterator
from typing import Literal, cast

from understudy.complete.around import Around, Typed, typed_since
from understudy.complete.cache import rest
from understudy.complete.confidence import Confidence, Trace
from understudy.complete.request import Shaped, Work, shape, suggestion
from understudy.complete.types import Served, Suggestion
from understudy.engine.protocol import Delta, Done, Finished, Sampling

LINGER_S = 0.3  # editors cancel a request at a keystroke and ask again after it; the stream waits that long for them
OVERDUE_S = 0.5  # past its deadline an engine that did not stop by itself is stopped


class Running:
    """Starts at once. `text` grows while the engine writes; cancelling ends the engine's work within a decode step."""

    def __init__(
        self,
        served: Served,
        place: Around,
        work: Work,
        deadline_s: float,
        priority: Literal["interactive", "batch"] = "interactive",
    ) -> None:
        self.id = uuid.uuid4().hex
        self.text = ""
        self.finished = False
        self.answered = False  # somebody who waited got something
        self.tokens_per_s = 0.0
        self.served, self.place, self.work = served, place, work
        self._deadline_s, self._priority = deadline_s, priority
        self._trace = Trace()
        self._grew = asyncio.Event()
        self._waiting = 0
        self._started, self._ended_at = time.monotonic(), 0.0
        self.task = asyncio.create_task(self._drain())
        self.task.add_done_callback(self._ended)

    def typed(self, served: Served, place: Around) -> Typed | None:
        """What the user typed of it to get to `place`; None if it says something else, or not to these."""
        if self.task.done() or self.served.key != served.key or self.work.max_tokens == 0:
            return None
        typed = typed_since(self.place, place)
        return typed if typed is not None and self._agrees(typed.text) else None

    async def first(self, typed: Typed, soft_s: float) -> Suggestion | None:
        """What follows `typed`: all of it if it is written within `soft_s`, else the first part worth showing.

        None if it turns out to say something else or no more, or if it was cancelled. Raises what the engine raised.
        If the caller is cancelled, and nobody else comes to wait, the generation ends.
        """
        soft_at = time.monotonic() + soft_s
        with self._waiter():
            while not self.task.done():
                if typed.text and not self._agrees(typed.text):
                    self.cancel()
                    return None
                left = soft_at - time.monotonic()
                if left <= 0 and (found := self._left(self.shaped(), typed)) is not None:
                    self.answered = True
                    return found
                self._grew.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._grew.wait(), left if left > 0 else None)
        if self.task.cancelled():
            return None
        self.task.result()
        return self._left(self.shaped(), typed)

    def shaped(self) -> Shaped:
        """What is worth showing of what is written by now."""
        return shape(self.text, self.work, complete=self.finished)

    def whole(self) -> Suggestion | None:
        """The suggestion of a generation that has ended, from its beginning."""
        return self._left(self.shaped(), Typed())

    def cancel(self) -> None:
        self.task.cancel()

    def when_written(self, then: Callable[[], None]) -> None:
        """Call `then` once the engine has written all; never if it fails or is cancelled."""

        def done(task: asyncio.Task[None]) -> None:
            if not task.cancelled() and task.exception() is None:
                then()

        self.task.add_done_callback(done)

    @property
    def seconds(self) -> float:
        """How long it has been, or was, under way."""
        return (self._ended_at or time.monotonic()) - self._started

    @property
    def awaited(self) -> bool:
        """Somebody has waited for it from its beginning on: it was not written ahead."""
        return self._priority == "interactive"

    @property
    def said_all(self) -> bool:
        """It ended by itself, or at its deadline."""
        return self.task.done() and not self.task.cancelled()

    @property
    def in_vain_s(self) -> float:
        """Seconds it worked without an answer to anybody; 0 if there was one, or if it had nothing to say."""
        return 0.0 if self.answered or self.said_all else self.seconds

    def _agrees(self, typed: str) -> bool:
        """Does one of the two texts begin with the other?"""
        written = self.shaped().text
        return written.startswith(typed) or typed.startswith(written)

    def _left(self, shaped: Shaped, typed: Typed) -> Suggestion | None:
        return rest(suggestion(self.id, self.work, shaped, self.served, self._confidence(shaped.text)), typed)

    def _confidence(self, shown: str) -> Confidence:
        at = self.text.find(shown)
        return self._trace.of(at + len(shown) if at >= 0 else len(self.text))

    @contextlib.contextmanager
    def _waiter(self) -> Iterator[None]:
        self._waiting += 1
        try:
            yield
        except asyncio.CancelledError:
            asyncio.get_running_loop().call_later(LINGER_S, self._abandon)
            raise
        finally:
            self._waiting -= 1

    def _abandon(self) -> None:
        if not self._waiting:
            self.cancel()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._ended_at = time.monotonic()
        self._grew.set()
        if not task.cancelled():
            task.exception()  # seen: whoever waits gets it from the task, and if nobody does it is no news

    async def _drain(self) -> None:
        stream = self.served.engine.stream(
            self.work.asked,
            n=1,
            max_tokens=self.work.max_tokens,
            sampling=Sampling(),
            stop=self.work.stop,
            priority=self._priority,
            deadline_s=self._deadline_s,
            document=self.place.uri,
            heal=self.work.heal,
        )
        tokens = 0
        # closing the generator, not only leaving it, is what tells the engine to stop
        with contextlib.suppress(TimeoutError):
            async with (
                asyncio.timeout(self._deadline_s + OVERDUE_S),
                contextlib.aclosing(cast(AsyncGenerator[Delta | Finished | Done], stream)) as events,
            ):
                async for event in events:
                    if isinstance(event, Delta):
                        self._grow(event)
                    elif isinstance(event, Finished):
                        self.text = event.candidate.text
                        self.finished = event.candidate.finish in ("eog", "stop")
                        self._trace.end(len(self.text), event.candidate.logprobs)
                        tokens = len(event.candidate.tokens)
                    elif event.total_s > event.first_token_s and tokens > 1:
                        self.tokens_per_s = (tokens - 1) / (event.total_s - event.first_token_s)

    def _grow(self, delta: Delta) -> None:
        self.text += delta.text
        self._trace.add(len(self.text), delta.logprob, delta.tokens)
        self._grew.set()
