"""The test desk: opens a runner session while the engine already samples, then tests candidates as they come.

In: candidate indices of a `Board`. Out: verdicts on that board, `won` once one is confirmed, `reason` and `next_step`
if nothing can be verified. One task owns the session from open to close, so cancelling that task leaves nothing behind.
"""

from __future__ import annotations

import asyncio
import logging

from understudy.generate.board import Board
from understudy.generate.summary import as_reason, no_tests
from understudy.generate.types import Sampler, TestRunner, TestSession
from understudy.runner.types import FunctionRef, RunnerError, Verdict

log = logging.getLogger(__name__)
TESTING_THREADS = 1  # engine.md §5: two spinning threads beside a busy test worker cost 80x per token


class Desk:
    """Tests what stands on the board, in order of arrival."""

    def __init__(self, board: Board, runner: TestRunner | None, engine: Sampler) -> None:
        self._board = board
        self._runner = runner
        self._engine = engine
        self._queue: asyncio.Queue[int | None] = asyncio.Queue()
        self._idle = asyncio.Event()
        self._idle.set()
        self.won = asyncio.Event()
        self.tests: tuple[str, ...] = ()
        self.level = ""
        self.reason = "" if runner else "the tests were not run"
        self.next_step = ""
        self.test_s = 0.0

    def put(self, index: int) -> None:
        """Hand in a candidate; returns at once."""
        if not self.reason:
            self._idle.clear()
            self._queue.put_nowait(index)

    def finish(self) -> None:
        """Nothing more comes: `work` ends after the candidates that wait."""
        self._queue.put_nowait(None)

    def give_up(self, error: RunnerError) -> None:
        """Nothing can be verified, and this is why."""
        self.reason, self.next_step = as_reason(error.message), error.next_step

    async def drained(self) -> None:
        """Return when every candidate handed in has its verdict, or nothing can be verified."""
        await self._idle.wait()

    async def work(self) -> None:
        """Open a session, test until `finish` or `won`, close. Runner errors become `reason`."""
        if self._runner is None:
            return
        try:
            request, site = self._board.request, self._board.site
            ref = FunctionRef(request.file, site.qualname)
            selection = await self._runner.find_tests(ref, request.text)
            if not selection.nodeids:
                self._without_tests()
                return
            async with self._runner.session(ref, selection, request.text) as session:
                self.tests = tuple(session.tests)
                if not self.tests:
                    self._without_tests()
                    return
                self.level = str(self._runner.level)
                await self._test_all(session)
        except RunnerError as error:
            self.give_up(error)
        except Exception as bug:  # ours, not the user's: the candidates are still worth having, unverified
            log.exception("the test desk failed")
            self.reason = f"the test runner failed ({type(bug).__name__}: {bug})"
            self.next_step = "Run `understudy doctor`."
        finally:
            self._idle.set()

    def _without_tests(self) -> None:
        name = self._board.site.qualname
        self.reason, self.next_step = no_tests(name), f"Write a test that calls {name}."

    async def _test_all(self, session: TestSession) -> None:
        while not self.won.is_set():
            if self._queue.empty():
                self._idle.set()
            index = await self._queue.get()
            if index is None:
                return
            self._engine.set_threads(TESTING_THREADS)
            await self._test(session, index)
            if self._queue.empty():
                self._engine.set_threads(0)

    async def _test(self, session: TestSession, index: int) -> None:
        text = self._board.candidates[index].file_text
        ranked = await session.rank(text)
        self.test_s = max(self.test_s, ranked.wall_s)
        if ranked.tier == "confirm":  # the runner could not swap this one's code and ran it fresh at once
            confirmed: Verdict = ranked
        else:
            self._board.judge(index, rank=ranked)
            if ranked.status != "passed":
                return
            confirmed = await session.confirm(text)
        self._board.judge(index, confirm=confirmed)
        if confirmed.status == "passed":
            self.won.set()
