"""Asks the engine for candidates, round by round, until the policy, the time, or the tests say stop."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import cast

from understudy.engine.errors import EngineCrashed, RequestError
from understudy.engine.protocol import Finished, Stop
from understudy.generate.board import Board
from understudy.generate.budget import LADDER, sampling_at, sampling_seconds
from understudy.generate.candidates import prefix_chars, prompt_prefix, scope_columns
from understudy.generate.controller import policy_for
from understudy.generate.desk import Desk
from understudy.generate.policies import FIRST, TURN, Round, best_plan, further, rounds
from understudy.generate.types import Sampler
from understudy.prompts import plan
from understudy.prompts.types import Prompt

MAX_BODY_TOKENS = 256  # MBPP's limit in 2404.00725; longer bodies of a small model are run-away text
MAX_CLASS_TOKENS = 512
MAX_PLAN_TOKENS = 96
MANY_REPEATS = 0.5  # of a round's rows: the next is sampled one rung hotter
MOST_TEXT = 16_000_000  # characters of all candidates: each carries the whole file, and a window keeps some results
IDLE_ROUNDS = 3  # in a row with nothing but repeats: there is nothing more to be had


class Writer:
    """The sampling side of one run. prefix: the source above the body, as the engine was given it last."""

    def __init__(self, board: Board, desk: Desk, engine: Sampler) -> None:
        self.board, self._desk, self._engine = board, desk, engine
        request, site = board.request, board.site
        self._max_tokens, together = (MAX_CLASS_TOKENS, TURN // 2) if site.kind == "class" else (MAX_BODY_TOKENS, TURN)
        budget = prefix_chars(engine.info.context_tokens, min(request.n, together), self._max_tokens)
        self.prefix = prompt_prefix(request.text, site, budget)
        self._policy = policy_for(request.policy, engine.info.sha256, request.budget_s)
        self._seed = secrets.randbelow(2**30)
        self._hotter = 0
        self._crashed = False

    async def work(self) -> None:
        """Sample until there is a reason to stop. Raises EngineError; one crash is made good."""
        idle = 0
        async with contextlib.aclosing(self._rounds()) as steps:
            async for step in steps:
                known, sampled, repeats = len(self.board.candidates), self.board.sampled, self.board.repeats
                if not await self._attempt(step):
                    return
                again = self.board.repeats - repeats
                if step.rows > 1 and again > MANY_REPEATS * step.rows:
                    self._hotter = min(self._hotter + 1, len(LADDER))
                nothing = len(self.board.candidates) == known and (again > 0 or self.board.sampled == sampled)
                idle = idle + 1 if nothing else 0
                if idle == IDLE_ROUNDS:
                    return

    async def _rounds(self) -> AsyncGenerator[Round, None]:
        """The policy's own, then more, as fast as the tests follow."""
        request, previous = self.board.request, self.board.previous
        own = rounds(self._policy, min(request.n, FIRST)) if previous is None else []
        for step in own:
            if step.after_failure or step.guided:
                await self._desk.drained()
            yield step
        sources = {candidate.source for candidate in previous.candidates} if previous else {step.source for step in own}
        for step in further(self._policy, request.n, planned="plan" in sources):
            await self._desk.drained(0 if step.after_failure or step.guided else TURN)
            rows = self._more(step.rows)
            if not rows:
                return
            yield replace(step, rows=rows)

    def _more(self, rows: int) -> int:
        """How many of them are to be sampled. Where no test tells which sample is right, more of them cost time and
        decide nothing, unless the user asks for them."""
        request, known = self.board.request, len(self.board.candidates)
        rows = min(rows, MOST_TEXT // max(1, len(request.text)) - known)
        if self.board.previous is None and request.goal == "pass":
            rows = 0 if self._desk.reason else min(rows, request.n - self.board.sampled)
        return max(0, rows)

    async def _attempt(self, step: Round) -> bool:
        """Whether there was time for this round, and need of it."""
        while True:
            seconds = sampling_seconds(self.board.clock.working, self._desk.test_s)
            if seconds is None or self._desk.won.is_set():
                return False
            try:
                await self._sample(step, seconds)
                return True
            except EngineCrashed:  # the client starts it again; a second crash in one run is no accident
                if self._crashed:
                    raise
                self._crashed = True

    async def _sample(self, step: Round, seconds: float) -> None:
        planned = step.source == "plan" and self._plans_pay()
        guide = best_plan(self.board.candidates) if planned and step.guided else None
        stream = self._engine.stream(
            self._prompt(planned, guide),
            n=step.rows,
            max_tokens=self._max_tokens + (MAX_PLAN_TOKENS if planned and not guide else 0),
            sampling=sampling_at(step.heat + self._hotter if step.heat else 0, self._seed),
            stop=Stop(min_indent=scope_columns(self.board.request.text, self.board.site), repetition=True),
            priority="batch",
            deadline_s=seconds,
            deltas=False,
            embed=self.board.ranker is not None,
        )
        self._seed += step.rows
        try:
            async with contextlib.aclosing(cast(AsyncGenerator[object, None], stream)) as events:
                async for event in events:
                    if isinstance(event, Finished):
                        index = self.board.add(event.candidate, "plan" if planned else "direct", guide or ())
                        if index is not None:
                            self._desk.put(index, likeliest=step.heat == 0)
        except RequestError:  # dense text has more tokens than the estimate: show the model less of the file
            shorter = prompt_prefix(self.board.request.text, self.board.site, len(self.prefix) // 2)
            if len(shorter) >= len(self.prefix):
                raise
            self.prefix = shorter
            await self._sample(step, seconds)

    def _plans_pay(self) -> bool:
        """plan-after-failure: without tests nothing is known to have failed, and what passed needs no plan."""
        if self._policy != "plan-after-failure":
            return True
        return not self._desk.reason and not self.board.passers()

    def _prompt(self, planned: bool, guide: tuple[str, ...] | None) -> Prompt:
        special, indent = self._engine.info.special, self.board.site.indent
        if guide:
            return plan.under(self.prefix, special, guide, indent)
        return plan.plan_first(self.prefix, special, indent) if planned else plan.direct(self.prefix, special)
