"""Our side, made slower on purpose: how to see that the guard bites. The product knows nothing of it.

engine: every wait for an answer of the engine lasts FACTOR times as long. tests: so does opening a session and every
verdict in it (wall time; their CPU seconds stay what they are).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping
from typing import Any
from unittest.mock import patch

from understudy.engine.client import EngineClient
from understudy.engine.protocol import Done
from understudy.runner import Session


def slow(text: str) -> tuple[str, float]:
    """A command line's "engine=1.3". Raises argparse.ArgumentTypeError."""
    name, _, factor = text.partition("=")
    try:
        by = float(factor)
    except ValueError:
        by = 0.0
    if name not in SLOWABLE or not 1.0 <= by <= 100.0:
        raise argparse.ArgumentTypeError(f"{text!r} is not one of {', '.join(SLOWABLE)} with =FACTOR, 1 to 100")
    return name, by


@contextlib.contextmanager
def slowed(factors: Mapping[str, float]) -> Iterator[None]:
    """Until the end of the block."""
    with contextlib.ExitStack() as stack:
        for name, factor in factors.items():
            for owner, method, wrap in SLOWABLE[name]:
                stack.enter_context(patch.object(owner, method, wrap(getattr(owner, method), factor)))
        yield


def _stream(real: Callable[..., AsyncGenerator[Any, None]], factor: float) -> Callable[..., AsyncGenerator[Any, None]]:
    async def stream(*arguments: Any, **options: Any) -> AsyncGenerator[Any, None]:
        async with contextlib.aclosing(real(*arguments, **options)) as events:
            begun = asked = time.perf_counter()
            async for event in events:
                now = time.perf_counter()
                rest = (factor - 1) * (now - asked)
                if isinstance(event, Done):  # the engine went on while this slept: its own clock says how long it took
                    rest = max(rest, factor * event.total_s - (now - begun))
                # not asyncio.sleep: its steps of a millisecond are as long as a keystroke's own delay
                time.sleep(max(0.0, rest))  # noqa: ASYNC251
                yield event
                asked = time.perf_counter()

    return stream


def _call(real: Callable[..., Awaitable[Any]], factor: float) -> Callable[..., Awaitable[Any]]:
    async def call(*arguments: Any, **options: Any) -> Any:
        asked = time.perf_counter()
        answer = await real(*arguments, **options)
        await asyncio.sleep((factor - 1) * (time.perf_counter() - asked))
        return answer

    return call


SLOWABLE: dict[str, tuple[tuple[type, str, Callable[..., Any]], ...]] = {
    "engine": ((EngineClient, "stream", _stream),),
    "tests": ((Session, "__aenter__", _call), (Session, "rank", _call), (Session, "confirm", _call)),
}
