"""The test desk: opens a runner session while the engine already samples, then tests candidates as they come.

In: candidate indices of a `Board`. Out: verdicts on that board, `won` once one is confirmed, `reason` and `next_step`
if nothing can be verified. One task owns the session from open to close, so cancelling that task leaves nothing behind.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from understudy.generate import faster
from understudy.generate.board import Board
from understudy.generate.budget import TIMING_SHARE
from understudy.generate.cores import engine_threads
from understudy.generate.proof import fingerprint
from understudy.generate.rank import likelihoods
from understudy.generate.summary import as_reason, no_tests
from understudy.generate.types import Outcome, Sampler, TestRunner, TestSession
from understudy.runner.types import Excluded, FunctionRef, RunnerError, Verdict

log = logging.getLogger(__name__)
READING_S = 1.0  # for the files the verdicts rest on; what takes longer is not known, and is tested again next time
_CANDIDATE, _END = 0, 1  # in the queue; the end waits behind every candidate


class Desk:
    """Tests what stands on the board, `runner.workers` candidates at a time: of those that wait the likeliest first.

    opened: whether this run knows which tests decide: a session was open, or no test reaches the function.
    tests: what decides. excluded: tests that reach the function and do not. test_s: seconds of the slowest ranking run.
    first: index of the candidate confirmed first. own_s: seconds of the user's own body, where it was timed.
    raced: whether the seconds on the board are of this run. proof: digest of the files the verdicts rest on.
    """

    def __init__(self, board: Board, runner: TestRunner | None, engine: Sampler) -> None:
        self._board = board
        self._runner = runner
        self._engine = engine
        self._queue: asyncio.PriorityQueue[int] = asyncio.PriorityQueue()  # _CANDIDATE for each that waits
        self._waiting: dict[int, bool] = {}  # index -> whether it goes before the others
        self._open = 0  # handed in and not judged
        self._busy = 0  # being tested
        self._threads = 0
        self._judged = asyncio.Event()  # another verdict, or there will be no more
        self._over = False
        self.won = asyncio.Event()
        self.opened = False
        self.proof = ""
        self.tests: tuple[str, ...] = ()
        self.excluded: tuple[Excluded, ...] = ()
        self.level = ""
        self.reason = "" if runner else "the tests were not run"
        self.next_step = ""
        self.test_s = 0.0
        self.first: int | None = None
        self.own_s: float | None = None
        self.raced = False
        for index, candidate in enumerate(board.candidates):  # of an earlier outcome
            if candidate.verdict is None or candidate.verdict.status == "passed":
                self.put(index, likeliest=board.hinted[:1] == [index])

    def put(self, index: int, *, likeliest: bool = False) -> None:
        """Hand in a candidate, unless it waits already; returns at once. likeliest: goes before all others (the greedy
        row, and the best of an earlier run)."""
        if not self.reason and index not in self._waiting:
            self._waiting[index] = likeliest
            self._open += 1
            self._queue.put_nowait(_CANDIDATE)

    def finish(self) -> None:
        """Nothing more comes: `work` ends after the candidates that wait."""
        for _ in range(self._workers):
            self._queue.put_nowait(_END)

    def give_up(self, error: RunnerError) -> None:
        """Nothing can be verified, and this is why."""
        self.reason, self.next_step = as_reason(error.message), error.next_step

    async def drained(self, to: int = 0) -> None:
        """Return when at most `to` of the candidates handed in have no verdict, or nothing can be verified."""
        while self._open > to and not self._over:
            self._judged.clear()
            await self._judged.wait()

    async def work(self) -> None:
        """Open a session, test until `finish`, time the passers if asked to, close. Runner errors become `reason`."""
        if self._runner is None:
            return
        reading: asyncio.Task[str] | None = None
        try:
            request, site = self._board.request, self._board.site
            ref = FunctionRef(request.file, site.qualname)
            selection = await self._runner.find_tests(ref, request.text)
            self.excluded = selection.excluded
            if not selection.nodeids:
                self._without_tests()
                return
            # begun before anything is loaded: what is saved meanwhile counts as changed the next time
            reading = asyncio.create_task(asyncio.to_thread(fingerprint, request.file, request.text, selection.nodeids))
            async with self._runner.session(ref, selection, request.text) as session:
                await asyncio.wait({reading}, timeout=READING_S)
                self.proof = "" if not reading.done() or reading.exception() else reading.result()
                self._begin(session)
                if self.tests:
                    await self._test_all(session)
                    await self._time(session)
        except RunnerError as error:
            self.give_up(error)
        except Exception as bug:  # ours, not the user's: the candidates are still worth having, unverified
            log.exception("the test desk failed")
            self.reason = f"the test runner failed ({type(bug).__name__}: {bug})"
            self.next_step = "Run `understudy doctor`."
        finally:
            self._over = True
            self._judged.set()
            if reading is not None:
                reading.cancel()

    @property
    def _workers(self) -> int:
        return max(1, self._runner.workers) if self._runner else 1

    def _begin(self, session: TestSession) -> None:
        self.opened = True
        self.tests = tuple(session.tests)
        self._leave_out(session.excluded)
        if not self.tests:
            self._without_tests()
            return
        self.level = str(self._runner.level) if self._runner else ""
        previous = self._board.previous
        if previous is not None and not self._same(previous):
            for index in self._board.forget():  # something else decides now: what was said earlier counts no more
                self.put(index)

    def _same(self, previous: Outcome) -> bool:
        """Whether its verdicts rest on what this session tests with."""
        return set(previous.tests) == set(self.tests) and bool(self.proof) and previous.proof == self.proof

    def _leave_out(self, tests: Sequence[Excluded]) -> None:
        self.excluded = tuple({test.nodeid: test for test in (*self.excluded, *tests)}.values())

    def _without_tests(self) -> None:
        self.opened = True
        self._board.forget()
        self.first = None
        name = self._board.site.qualname
        self.reason = no_tests(name, self.excluded)
        self.next_step = f"Write a test that calls {name}."

    def _reconsider(self, session: TestSession) -> None:
        """Tests turn out to be flaky while candidates run: what only these refuted is tested again without them."""
        gone = set(self.tests) - set(session.tests)
        if not gone:
            return
        self.tests = tuple(session.tests)
        self._leave_out(session.excluded)
        if not self.tests:
            self._without_tests()
            self.finish()
            return
        for index in self._board.forget(gone):
            self.put(index)

    # ---- testing
    async def _test_all(self, session: TestSession) -> None:
        crew = [asyncio.create_task(self._tester(session)) for _ in range(self._workers)]
        try:
            done, _ = await asyncio.wait(crew, timeout=self._testing_s(), return_when=asyncio.FIRST_EXCEPTION)
            for tester in done:
                tester.result()
        finally:
            for tester in crew:
                tester.cancel()

    def _testing_s(self) -> float | None:
        """Seconds for testing; None = until it is ended from outside."""
        clock, goal = self._board.clock, self._board.request.goal
        return None if goal == "pass" else max(0.0, clock.working - clock.kept(TIMING_SHARE) / 2)

    async def _tester(self, session: TestSession) -> None:
        while True:
            if await self._queue.get() == _END or self.reason:
                return
            index = self._next()
            del self._waiting[index]
            self._crowd(1)
            won = await self._test(session, index)
            self._crowd(-1)
            self._open -= 1
            self._reconsider(session)
            if won and not self.reason:
                self.first = index if self.first is None else self.first
                if self._board.request.goal == "pass" and index not in self._board.hinted:
                    self.won.set()
                    return
            self._judged.set()

    def _next(self) -> int:
        """The likeliest of those that wait: by the ranker if it knows them all, else by log-probability."""
        first = [index for index, likeliest in self._waiting.items() if likeliest] or list(self._waiting)
        likely = likelihoods([self._board.candidates[index] for index in first])
        return min(zip(first, likely, strict=True), key=lambda one: (-one[1], one[0]))[0]

    async def _test(self, session: TestSession, index: int) -> bool:
        """Rank what is not ranked, and confirm at once what passes; whether it passed that, too."""
        candidate = self._board.candidates[index]
        if candidate.rank is None:
            ranked = await session.rank(candidate.file_text)
            self.test_s = max(self.test_s, ranked.wall_s)
            if ranked.tier == "confirm":  # the runner could not swap this one's code and ran it fresh at once
                self._board.judge(index, confirm=ranked)
                return ranked.status == "passed"
            self._board.judge(index, rank=ranked)
        else:
            ranked = candidate.rank
        if ranked.status != "passed":
            return False
        confirmed: Verdict = await session.confirm(candidate.file_text)
        self._board.judge(index, confirm=confirmed)
        return confirmed.status == "passed"

    def _crowd(self, change: int) -> None:
        """Give the tests cores: the engine's threads and busy test workers must not be more than there are."""
        self._busy += change
        if self._busy == 0 and not self._queue.empty():
            return  # the next one begins at once
        threads = engine_threads(self._busy)
        if threads != self._threads:
            self._threads = threads
            self._engine.set_threads(threads)

    async def _time(self, session: TestSession) -> None:
        if self._board.request.goal == "faster":
            self.own_s = await faster.race(self._board, session, self.first)
            self.raced = True
