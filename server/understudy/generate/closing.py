"""Ends what a run has started without waiting longer than it may; what is slow to end goes on in the background."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

log = logging.getLogger(__name__)
_ending: set[asyncio.Future[Any]] = set()


async def end(tasks: Iterable[asyncio.Future[Any]], within_s: float) -> None:
    """Cancel `tasks` and wait for them, at most `within_s` seconds."""
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    await leave(tasks, within_s)


async def leave(tasks: Iterable[asyncio.Future[Any]], within_s: float) -> None:
    """Wait for `tasks`, at most `within_s` seconds; those that are not done then end by themselves (`settled`).

    A caller that is cancelled meanwhile leaves them too.
    """
    waiting = [task for task in tasks if not task.done()]
    for task in waiting:
        _ending.add(task)
        task.add_done_callback(_ended)
    if waiting:
        await asyncio.wait(waiting, timeout=within_s)


async def settled(within_s: float) -> None:
    """Wait for all that was left behind on this event loop: before the room they work in is taken away."""
    loop = asyncio.get_running_loop()
    await leave([task for task in _ending if task.get_loop() is loop], within_s)


def _ended(task: asyncio.Future[Any]) -> None:
    _ending.discard(task)
    if not task.cancelled() and (error := task.exception()) is not None:
        log.debug("ended in the background with %r", error)
