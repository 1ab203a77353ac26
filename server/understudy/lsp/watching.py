"""Files that change behind the editor's back: the watch of `context.watch`, brought to the event loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from understudy.context.watch import Watch
from understudy.lsp.session import Session

log = logging.getLogger(__name__)


class Watching:
    """Watches the session's roots: a changed ignore file counts at once, and its problems are said.

    on_change: told on the event loop what changed, after the ignore rules were.
    """

    def __init__(self, session: Session, on_change: Callable[[frozenset[Path]], None] = lambda paths: None) -> None:
        self._session = session
        self._on_change = on_change
        self._watch: Watch | None = None
        self._changing = asyncio.Lock()  # a start that overtook another would leave its observer behind

    async def start(self) -> None:
        """Begin (again) with the session's roots; off the event loop, for a large tree takes a while to walk."""
        async with self._changing:
            await self._stop()
            await self._start()

    async def stop(self) -> None:
        async with self._changing:
            await self._stop()

    async def _start(self) -> None:
        loop = asyncio.get_running_loop()

        def on_change(paths: frozenset[Path]) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._changed, paths)

        watch = Watch(self._session.roots, on_change)
        try:
            await asyncio.to_thread(watch.start)
        except (OSError, RuntimeError) as error:
            log.warning("files are not watched: %s", error)
            return
        self._watch = watch

    async def _stop(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            await asyncio.to_thread(watch.stop)

    def _changed(self, paths: frozenset[Path]) -> None:
        self._session.rules.invalidate(paths)
        self._on_change(paths)
        decisions = [self._session.rules.decide(root / "any.py") for root in self._session.roots]
        broken = next((decision for decision in decisions if decision.broken), None)
        if broken is not None:
            self._session.notices.once("ignore", broken.reason)
        else:
            self._session.notices.again("ignore")
