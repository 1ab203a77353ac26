"""Generate with tests, top to bottom: sample -> test as each finishes -> stop when one is proved -> rank.

Generation and testing overlap; the runner session opens while the first row is decoded. Nothing is written to
the workspace: an `Outcome` holds the proposed text. The budget is hard: what is slow to end is killed and left behind.
"""

from __future__ import annotations

import asyncio

from understudy.context.functions import FunctionSite, find_class, find_function
from understudy.context.limits import TooBigError, too_big
from understudy.generate import closing
from understudy.generate.board import Board
from understudy.generate.budget import CLOSING_S, COMPARING_SHARE, TIMING_SHARE, Clock
from understudy.generate.desk import Desk
from understudy.generate.outcome import outcome_of
from understudy.generate.ranker import Ranker
from understudy.generate.record import tested_event
from understudy.generate.sampling import Writer
from understudy.generate.types import Evidence, GenerateError, OnProgress, Outcome, Request, Sampler, TestRunner
from understudy.generate.weigh import compare
from understudy.learn.store import Log
from understudy.runner.types import RunnerError

ENDING_S = CLOSING_S / 2  # how long what was stopped is waited for; it is dead before, and swept up after
STOPPED_S = 0.5  # after a stop: how long its log is waited for, which is written in any case


async def generate_with_tests(
    request: Request,
    engine: Sampler,
    runner: TestRunner | None,
    *,
    on_progress: OnProgress | None = None,
    log: Log | None = None,
    no_runner: RunnerError | None = None,
    previous: Outcome | None = None,
    stop: asyncio.Event | None = None,
) -> Outcome:
    """Propose a body for one function, proved by the workspace's own tests where that is possible.

    runner None, or a runner that cannot run: an unverified outcome whose summary says why
    (`no_runner` for None). previous: an outcome to go on from: its candidates are not sampled again. Those that passed
    are confirmed again, and do not end the search; those that failed keep their verdicts while the tests and what these
    load are the same. Raises GenerateError or TooBigError if the request cannot be started, EngineError if the
    engine fails before it gave any candidate. log: None where the ignore rules forbid keeping the text.
    stop: once set, the run ends as at the end of its budget, and what there is by then is the outcome (`cancelled`).
    Cancelling it ends the engine request and the test session, and throws away what was found. What had to be left
    behind at the end of the budget ends by itself: wait for `closing.settled` before the runner, the log or the event
    loop is closed.
    """
    clock = Clock.start(request.budget_s)
    site = locate(request)
    ranker = Ranker.of(engine.info.sha256, request.adapter)
    board = Board(request, site, clock, on_progress, previous, ranker)
    desk = Desk(board, runner, engine)
    if runner is None and no_runner is not None:
        desk.give_up(no_runner)
    writer = Writer(board, desk, engine)

    testing = asyncio.create_task(desk.work())
    sampling = asyncio.create_task(writer.work())
    flow = asyncio.create_task(_flow(writer, desk, engine, runner, sampling, testing))
    stopped = asyncio.create_task((stop or asyncio.Event()).wait())
    try:
        await asyncio.wait([flow, stopped], timeout=clock.working, return_when=asyncio.FIRST_COMPLETED)
        cancelled = stopped.done() and not flow.done()
    finally:
        stopped.cancel()
        try:
            await closing.end([flow, sampling, testing], min(ENDING_S, clock.left))
        finally:
            engine.set_threads(0)
    _raise_without_candidates(board, sampling)

    evidence = flow.result() if flow.done() and not flow.cancelled() else None
    outcome = outcome_of(board, desk, runner, evidence, cancelled=cancelled)
    board.tell("done")
    event = tested_event(request, writer.prefix, engine.info, outcome, previous)
    if log is not None and event.candidates:
        within_s = min(STOPPED_S, clock.left) if cancelled else clock.left
        await closing.leave([asyncio.ensure_future(asyncio.to_thread(log.tested, event))], within_s)
    return outcome


def locate(request: Request) -> FunctionSite:
    """The function, or else the class, that a request means.

    Raises GenerateError if there is none, TooBigError where none is looked for.
    """
    if too_big(len(request.text)):
        raise TooBigError(request.file.name)
    text, name, line = request.text, request.qualname, request.line
    site = find_function(text, qualname=name, line=line) or find_class(text, qualname=name, line=line)
    if site is not None:
        return site
    if request.qualname is None:
        raise GenerateError("There is no function at the cursor.", "Put the cursor inside a function and try again.")
    raise GenerateError(
        f"{request.file.name} has no function {request.qualname} with its body on lines of its own.",
        "Name it as Class.method or function, and put the body below the signature.",
    )


async def _flow(
    writer: Writer,
    desk: Desk,
    engine: Sampler,
    runner: TestRunner | None,
    sampling: asyncio.Task[None],
    testing: asyncio.Task[None],
) -> Evidence | None:
    """Wait for the two sides in turn, each as long as it may take; then, where no test decides, compare."""
    board = writer.board
    clock = board.clock
    won = asyncio.create_task(desk.won.wait())
    try:
        timing_s = clock.kept(TIMING_SHARE) if board.request.goal == "faster" else 0.0
        await _first(clock.working - timing_s, sampling, testing, won)
        if timing_s and not board.passers():  # nothing to time yet
            await _first(clock.working - timing_s / 2, sampling, testing, won)
        if won.done():
            return None
        if not sampling.done():  # no test decides, or it is time for the passers to be timed
            comparing_s = clock.kept(COMPARING_SHARE) if runner is not None else 0.0
            await _first(clock.working - comparing_s if testing.done() else 0.0, sampling)
            sampling.cancel()
        if not board.candidates:
            return None
        desk.finish()
        await asyncio.wait([testing, won], return_when=asyncio.FIRST_COMPLETED)
    finally:
        won.cancel()
    if not desk.reason or runner is None or desk.tests:
        return None
    if any(candidate.verdict is not None for candidate in board.candidates):
        return None  # of an earlier run: tests decide, only not now
    return await compare(board, engine, runner, writer.prefix)


async def _first(timeout_s: float, *tasks: asyncio.Task[object]) -> None:
    await asyncio.wait(tasks, timeout=max(0.0, timeout_s), return_when=asyncio.FIRST_COMPLETED)


def _raise_without_candidates(board: Board, sampling: asyncio.Task[None]) -> None:
    if board.candidates or not sampling.done() or sampling.cancelled():
        return
    if (error := sampling.exception()) is not None:
        raise error
