"""Generate with tests, top to bottom: sample -> test as each finishes -> stop when one is proved -> rank.

Generation and testing overlap; the runner session opens while the first row is decoded. Nothing is written to
the workspace: an `Outcome` holds the proposed text.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncGenerator
from typing import cast

from understudy.context.functions import FunctionSite, find_function
from understudy.context.limits import TooBigError, too_big
from understudy.engine.errors import EngineCrashed, RequestError
from understudy.engine.protocol import Finished, Stop
from understudy.generate.board import Board
from understudy.generate.budget import Clock, sampling_at, sampling_seconds
from understudy.generate.candidates import prefix_chars, prompt_prefix, scope_columns
from understudy.generate.desk import Desk
from understudy.generate.policies import Round, rounds
from understudy.generate.rank import best_first
from understudy.generate.record import tested_event
from understudy.generate.summary import summarize
from understudy.generate.types import GenerateError, OnProgress, Outcome, Request, Sampler, TestRunner
from understudy.learn.store import Log
from understudy.prompts import plan
from understudy.prompts.types import Prompt
from understudy.runner.types import RunnerError

MAX_BODY_TOKENS = 256  # MBPP's limit in 2404.00725; longer bodies of a small model are run-away text
MAX_PLAN_TOKENS = 96
CLOSING_S = 0.1  # what ending a session and ranking take, kept off the budget's end


async def generate_with_tests(
    request: Request,
    engine: Sampler,
    runner: TestRunner | None,
    *,
    on_progress: OnProgress | None = None,
    log: Log | None = None,
    no_runner: RunnerError | None = None,
) -> Outcome:
    """Propose a body for one function, proved by the workspace's own tests where that is possible.

    runner None, or a runner that cannot run: an unverified outcome whose summary says why
    (`no_runner` for None). Raises GenerateError or TooBigError if the request cannot be started, EngineError if the
    engine fails before it gave any candidate. log: None where the ignore rules forbid keeping the text.
    Cancelling it ends the engine request and the test session.
    """
    clock = Clock.start(request.budget_s)
    site = locate(request)
    board = Board(request, site, clock, on_progress)
    desk = Desk(board, runner, engine)
    if runner is None and no_runner is not None:
        desk.give_up(no_runner)
    prefix = prompt_prefix(
        request.text, site, prefix_chars(engine.info.context_tokens, min(request.n, 8), MAX_BODY_TOKENS)
    )

    testing = asyncio.create_task(desk.work())
    sampling = asyncio.create_task(_sample(board, desk, engine, prefix, clock))
    won = asyncio.create_task(desk.won.wait())
    try:
        await asyncio.wait([sampling, won], timeout=clock.left - CLOSING_S, return_when=asyncio.FIRST_COMPLETED)
        if sampling.done() and board.candidates and not won.done():
            desk.finish()
            await asyncio.wait([testing], timeout=max(0.0, clock.left - CLOSING_S))
    finally:
        await _end(won, sampling, testing)
        engine.set_threads(0)
    _raise_without_candidates(board, sampling)

    outcome = _outcome(board, desk, clock)
    board.tell("done")
    if log is not None and outcome.candidates:
        await asyncio.to_thread(log.tested, tested_event(request, prefix, engine.info, outcome))
    return outcome


def locate(request: Request) -> FunctionSite:
    """The function a request means. Raises GenerateError if there is none, TooBigError where none is looked for."""
    if too_big(len(request.text)):
        raise TooBigError(request.file.name)
    site = find_function(request.text, qualname=request.qualname, line=request.line)
    if site is not None:
        return site
    if request.qualname is None:
        raise GenerateError("There is no function at the cursor.", "Put the cursor inside a function and try again.")
    raise GenerateError(
        f"{request.file.name} has no function {request.qualname} with its body on lines of its own.",
        "Name it as Class.method or function, and put the body below the signature.",
    )


async def _sample(board: Board, desk: Desk, engine: Sampler, prefix: str, clock: Clock) -> None:
    seed, crashed = secrets.randbelow(2**31 - board.request.n), False
    for step in rounds(board.request.policy, board.request.n):
        if step.after_failure:
            await desk.drained()
        if desk.won.is_set():
            return
        seconds = sampling_seconds(clock.left, desk.test_s)
        if seconds is None:
            return
        try:
            await _sample_round(board, desk, engine, prefix, step, seed, seconds)
        except EngineCrashed:  # the client starts it again; a second crash in one run is no accident
            if crashed:
                raise
            crashed = True
            await _sample_round(board, desk, engine, prefix, step, seed, seconds)
        seed += step.rows


async def _sample_round(
    board: Board, desk: Desk, engine: Sampler, prefix: str, step: Round, seed: int, seconds: float
) -> None:
    site, special = board.site, engine.info.special
    # without tests nothing is known to have failed: the plan is not worth its tokens
    failed = board.request.policy != "plan-after-failure" or not desk.reason
    planned = step.source == "plan" and failed
    prompt: Prompt = plan.plan_first(prefix, special, site.indent) if planned else plan.direct(prefix, special)
    stream = engine.stream(
        prompt,
        n=step.rows,
        max_tokens=MAX_BODY_TOKENS + (MAX_PLAN_TOKENS if planned else 0),
        sampling=sampling_at(step.heat, seed),
        stop=Stop(min_indent=scope_columns(board.request.text, site), repetition=True),
        priority="batch",
        deadline_s=seconds,
        deltas=False,
    )
    try:
        async with contextlib.aclosing(cast(AsyncGenerator[object, None], stream)) as events:
            async for event in events:
                if isinstance(event, Finished):
                    index = board.add(event.candidate, "plan" if planned else "direct")
                    if index is not None:
                        desk.put(index)
    except RequestError:  # dense text has more tokens than the estimate: show the model less of the file
        shorter = prompt_prefix(board.request.text, site, len(prefix) // 2)
        if len(shorter) >= len(prefix):
            raise
        await _sample_round(board, desk, engine, shorter, step, seed, seconds)


async def _end(*tasks: asyncio.Task[object]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _raise_without_candidates(board: Board, sampling: asyncio.Task[None]) -> None:
    if not board.candidates and not sampling.cancelled() and (error := sampling.exception()) is not None:
        raise error


def _outcome(board: Board, desk: Desk, clock: Clock) -> Outcome:
    ranked = best_first(board.candidates)
    verified = bool(ranked) and ranked[0].verified
    refuted = bool(ranked) and ranked[0].verdict is not None and ranked[0].verdict.status not in ("passed",)
    chosen = None if not ranked or (refuted and not desk.reason) else 0
    elapsed = clock.elapsed
    name = board.site.qualname
    return Outcome(
        site=board.site,
        tests=desk.tests,
        candidates=tuple(ranked),
        chosen=chosen,
        verified=verified,
        summary=summarize(ranked, name=name, tests=desk.tests, reason=desk.reason, elapsed_s=elapsed),
        elapsed_s=elapsed,
        new_text=ranked[chosen].file_text if chosen is not None else None,
        tested_by=desk.level,
        reason=desk.reason,
        next_step=desk.next_step,
        sampled=board.sampled,
    )
