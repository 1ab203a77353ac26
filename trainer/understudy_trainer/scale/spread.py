"""The same work on many items: here, or over Ray's workers. Results come as they are done, each with its item's index.

A worker is opened once (an engine, a sandbox) and works on one item after the other. Items and results must pickle.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[T], Awaitable[R]]
"""Does one item."""

Opening = Callable[[], AbstractAsyncContextManager[Work[T, R]]]
"""Opens a worker. For Ray it must pickle: a module's function, or `functools.partial` of one."""


class Mapper(Protocol):
    """`here` or `over_ray.over_ray`, with everything but the work settled."""

    def __call__(self, items: Sequence[T], opening: Opening[T, R], /) -> AsyncGenerator[tuple[int, R], None]: ...


async def here(items: Sequence[T], opening: Opening[T, R], *, workers: int = 1) -> AsyncGenerator[tuple[int, R], None]:
    """In this process, `workers` at a time. The first exception ends all; what was yielded before it stands."""
    waiting = deque(enumerate(items))

    async def worker(tell: Callable[[tuple[int, R]], None]) -> None:
        async with opening() as work:
            while waiting:
                index, item = waiting.popleft()
                tell((index, await work(item)))

    async with contextlib.aclosing(gathered([worker] * min(workers, len(items)))) as found:
        async for result in found:
            yield result


async def each(items: Iterable[T], work: Work[T, object], at_once: int) -> None:
    """`work(item)` for every item, for its effects."""

    @contextlib.asynccontextmanager
    async def opening() -> AsyncIterator[Work[T, object]]:
        yield work

    async with contextlib.aclosing(here(list(items), opening, workers=at_once)) as done:
        async for _ in done:
            pass


async def gathered(
    workers: Sequence[Callable[[Callable[[tuple[int, R]], None]], Awaitable[None]]],
) -> AsyncGenerator[tuple[int, R], None]:
    """What the workers tell, in the order they tell it, until all have ended. The first exception among them is raised
    after what was told before it; the others are cancelled."""
    told: asyncio.Queue[tuple[int, R] | Exception | None] = asyncio.Queue()

    async def run(worker: Callable[[Callable[[tuple[int, R]], None]], Awaitable[None]]) -> None:
        try:
            await worker(told.put_nowait)
        except Exception as error:
            told.put_nowait(error)
        else:
            told.put_nowait(None)

    tasks = [asyncio.create_task(run(worker)) for worker in workers]
    try:
        running = len(tasks)
        while running:
            found = await told.get()
            if isinstance(found, Exception):
                raise found
            if found is None:
                running -= 1
            else:
                yield found
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
