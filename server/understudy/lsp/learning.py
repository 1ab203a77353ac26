"""The learning log behind one thread of its own: the event loop never waits for a disk.

In: events. Out: nothing; a log that cannot be written is said once and costs nothing else.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from understudy.complete import features
from understudy.complete.features import Features
from understudy.learn.counts import Counts, counts
from understudy.learn.errors import LearnError
from understudy.learn.events import Shown
from understudy.learn.filter import TRAIN_EVERY, Filter, judged, train
from understudy.learn.rejections import Rejections
from understudy.learn.store import Log
from understudy.lsp.notices import Notices
from understudy.settings import LearnSettings

T = TypeVar("T")


class Learning:
    """Opened lazily by the first `start`. Methods return at once; `on` False forgets what it is told."""

    def __init__(self, notices: Notices) -> None:
        self.on = True
        self.retention_days: float | None = None  # until the client has said; a shorter default would delete for good
        self._asked = False
        self._notices = notices
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="learn")
        self._log: Log | None = None
        self._rejections: Rejections | None = None
        self._filter = Filter()
        self._judged = 0  # since the filter was made
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, then: Callable[[Counts], None] = lambda before: None) -> None:
        """Open the log in its thread, and tell on the event loop what it held before this session writes to it."""
        self._loop = asyncio.get_running_loop()
        self._submit(self._open)
        self._submit(lambda: self._count(then))

    @property
    def log(self) -> Log | None:
        """The open log, for rooms that write to it themselves."""
        return self._log if self.on else None

    def hidden(self, prefix: str, text: str) -> bool:
        """Has the user turned this text down often enough at such a place?"""
        return self._rejections is not None and self._rejections.hidden(prefix, text)

    def chance(self, known: Features) -> float | None:
        """The probability that the user accepts a suggestion; None while too little is known of the user."""
        return self._filter.chance(known, features.VERSION) if self.on else None

    def hid(self, reason: str) -> None:
        """A suggestion was kept back."""
        self._write(lambda log: log.hid(reason))

    def ask(self) -> None:
        """The client has settings and is asked for them. Until it has told them, perhaps never, nothing is remembered
        that the user may have forbidden, and nothing deleted."""
        if not self._asked:
            self._asked, self.on = True, False

    def keep(self, days: float) -> None:
        """Drop what is older than `days`, now and when the log is opened."""
        if days != self.retention_days:
            self.retention_days = days
            self._submit(self._retain)

    def shown(self, item: Shown) -> None:
        self._write(lambda log: log.shown(item))

    def accepted(self, item_id: str, prefix: str, text: str) -> None:
        self._write(lambda log: log.accepted(item_id))
        self._learn()
        if self._rejections is not None:
            self._submit(lambda: self._rejections and self._rejections.forgive(prefix, text))

    def dismissed(self, item_id: str, prefix: str, text: str) -> None:
        self._write(lambda log: log.dismissed(item_id))
        if self._rejections is not None and self.on:
            self._submit(lambda: self._rejections and self._rejections.reject(prefix, text))
        self._learn()

    def kept(self, item_id: str, after_s: float, text: str) -> None:
        self._write(lambda log: log.kept(item_id, after_s, text))

    async def read(self, view: Callable[[Log], T]) -> T:
        """A view of the log, computed in its thread. Raises what `view` raises."""

        def run() -> T:
            self._open()
            assert self._log is not None
            return view(self._log)

        return await asyncio.get_running_loop().run_in_executor(self._thread, run)

    def close(self) -> None:
        """Write what waits and close the file."""
        if self.retention_days is None and not self._asked and self._log is not None:  # a client without settings
            self.keep(LearnSettings().retention_days)
        if self._log is not None:
            self._submit(self._log.close)
        self._thread.shutdown(wait=True)

    def tell(self) -> None:
        """Say what is wrong with the log, if something is; also for rooms that wrote to it themselves."""
        problem = self._log.problem if self._log else None
        if problem is not None and self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._notices.error, "log", problem)

    def _open(self) -> None:
        if self._log is None:
            self._log = Log.open()
            self._rejections = Rejections(self._log)
            self._retain()
            self._train()
            self.tell()

    def _count(self, then: Callable[[Counts], None]) -> None:
        if self._log is not None and self._loop is not None:
            with contextlib.suppress(LearnError, RuntimeError):  # unreadable, which was told; or the loop has ended
                self._loop.call_soon_threadsafe(then, counts(self._log))

    def _retain(self) -> None:
        if self._log is not None and self.retention_days is not None:
            self._log.retain(self.retention_days)

    def _learn(self) -> None:
        """One more decision: every so many, the filter is made anew."""
        self._judged += 1
        if self._judged >= TRAIN_EVERY and self.on:
            self._judged = 0
            self._submit(self._train)

    def _train(self) -> None:
        if self._log is not None:
            with contextlib.suppress(LearnError):  # an unreadable log has been told of already
                self._filter = train(judged(self._log))

    def _write(self, action: Callable[[Log], object]) -> None:
        if not self.on:
            return

        def run() -> None:
            if self._log is not None:
                action(self._log)
                self.tell()

        self._submit(run)

    def _submit(self, job: Callable[[], object]) -> None:
        try:
            self._thread.submit(job)
        except RuntimeError:  # the server is shutting down; there is nobody left to learn for
            return
