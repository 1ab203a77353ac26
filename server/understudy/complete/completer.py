"""Ghost text, top to bottom: allowed? -> gate -> cache -> stream under way -> wait -> prompt -> engine -> worth it?

In: an `Ask`. Out: a `Reply`. Never raises but for cancellation: what goes wrong is `Reply.error`, for the status.
Only the newest request is answered: there is one user with one cursor.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace

from understudy.complete.ahead import accepted
from understudy.complete.alternatives import alternatives
from understudy.complete.around import Around, Typed, around
from understudy.complete.debounce import Debounce
from understudy.complete.gate import why_not
from understudy.complete.generations import Generations
from understudy.complete.prompting import Prompting
from understudy.complete.request import Work
from understudy.complete.running import Running
from understudy.complete.showing import Showing
from understudy.complete.types import Ask, Judge, Options, Rejected, Related, Reply, Served, Suggestion
from understudy.context.ignore import IgnoreRules
from understudy.engine.errors import EngineError, RequestError
from understudy.errors import UnderstudyError

HARD_FACTOR = 4  # past the first-answer time with nothing to show, wait this many times as long in all
BODY_FACTOR = 12  # a plan and a body at 12 ms a token
REMEMBERED_ANSWERS = 8  # enough that one cold start does not make a model slow

Serve = Callable[[], Awaitable[Served | None]]
"""The engine to use now, None while it is loading. May raise UnderstudyError."""


class _SupersededError(Exception):
    """A newer request came in."""


class Completer:
    """One per server. rules: which files may be read. answers: seconds from asking the model to something worth
    showing, or to its having nothing to say; the newest is the last."""

    def __init__(
        self, serve: Serve, rejected: Rejected, judge: Judge | None = None, related: Related | None = None
    ) -> None:
        self.rules = IgnoreRules(())
        self.answers: deque[float] = deque(maxlen=REMEMBERED_ANSWERS)
        self._serve = serve
        self._prompting = Prompting(related)
        self._generations = Generations()
        self._showing = Showing(rejected, judge)
        self._debounce = Debounce()
        self._measured = ""
        self._turn = 0
        self._pause_s = 0.0

    async def complete(self, ask: Ask, options: Options) -> Reply:
        """What to show at a place, within about `options.first_answer_s`; several if the user asked for it."""
        started = time.monotonic()
        self._turn += 1
        if not ask.invoked:
            self._pause_s = self._debounce.typed()
        try:
            reply = await self._complete(ask, options, self._turn)
        except _SupersededError:
            reply = Reply(reason="superseded")
        except UnderstudyError as error:
            if isinstance(error, RequestError):
                self._prompting.shrink()
            reply = Reply(reason="error", error=error)
        speed = 0.0 if reply.cached else self._generations.tokens_per_s
        return replace(reply, seconds=time.monotonic() - started, tokens_per_s=speed)

    async def prefill(self, ask: Ask, options: Options) -> None:
        """Evaluate the prompt that a completion here would use, while nobody waits. What goes wrong is no news."""
        if options.gentle or self._why_not(ask, options) is not None:
            return
        with contextlib.suppress(UnderstudyError):
            served = await self._serve()
            if served is None:
                return
            work = await self._prompting.prepare(ask, options, served.engine.info)
            running = self._generations.begin_prefill(served, around(ask), work)
            if running is not None:
                await asyncio.wait({running.task})

    def judged(self, taken: bool) -> None:
        """The user accepted a suggestion, or turned one down."""
        self._showing.judged(taken)
        self._debounce.judged(taken)

    def clear(self) -> None:
        """Forget every suggestion (another model or adapter)."""
        self._generations.clear()
        self.answers.clear()

    def forget_document(self, uri: str) -> None:
        self._prompting.forget(uri)

    async def _complete(self, ask: Ask, options: Options, turn: int) -> Reply:
        refused = self._why_not(ask, options, fresh=False)
        if refused is not None:
            return refused
        served = await self._serve()
        self._still(turn)
        if served is None:
            return Reply(reason="loading")

        place, give_up_at = around(ask), time.monotonic() + options.first_answer_s * HARD_FACTOR
        known = self._generations.written(served, place)
        found = known or await self._under_way(served, place, options)
        self._still(turn)
        if found is None:
            refused = self._why_not(ask, options)
            if refused is not None:
                return refused
            found = await self._written(ask, options, served, place, turn)
        reply = self._showing.reply(ask, options, found, pause_s=self._pause_s, cached=known is not None)
        if ask.invoked and options.alternatives > 1:
            reply = await self._with_alternatives(ask, options, served, reply, give_up_at)
            self._still(turn)
        if reply.suggestion is not None:
            self._write_ahead(ask, options, served, reply.suggestion)
        return reply

    def _why_not(self, ask: Ask, options: Options, *, fresh: bool = True) -> Reply | None:
        """What it takes no model to refuse. fresh False: a text that is shown already may go on, into a string too."""
        decision = self.rules.decide(ask.path)
        if not decision.allowed:
            return Reply(reason="ignored", error=UnderstudyError(decision.reason) if decision.broken else None)
        if options.paused and not ask.invoked:
            return Reply(reason="paused")
        reason = why_not(
            language=ask.language,
            size=sum(map(len, ask.lines)),
            before=ask.before,
            after=ask.after,
            above=ask.lines[: ask.line],
            invoked=ask.invoked or not fresh,
            languages=options.languages,
        )
        return Reply(reason=reason) if reason else None

    async def _under_way(self, served: Served, place: Around, options: Options) -> Suggestion | None:
        """What a generation that has begun says here: typing what it writes does not start it anew."""
        joined = self._generations.join(served, place)
        if joined is None:
            return None
        running, typed = joined
        return await self._first(running, typed, options)

    async def _written(self, ask: Ask, options: Options, served: Served, place: Around, turn: int) -> Suggestion | None:
        """What the model writes here, after a wait that depends on how the user types."""
        self._debounce.gave_up(self._generations.stop())
        if not ask.invoked:
            least = options.debounce_s
            await asyncio.sleep(self._debounce.wait_s(ask.before, least_s=least, gentle=options.gentle))
            self._still(turn)
        work = await self._prompting.prepare(ask, options, served.engine.info)
        self._still(turn)
        running = self._generations.begin(served, place, work, _deadline_s(work, options))
        found = await self._first(running, Typed(), options)
        self._still(turn)
        self._debounce.answered(running.seconds)
        return found

    async def _first(self, running: Running, typed: Typed, options: Options) -> Suggestion | None:
        """`Running.first`; the first answer of a generation is measured, once, however many keystrokes wait for it."""
        found = await running.first(typed, options.first_answer_s)
        if running.awaited and running.id != self._measured and (found is not None or running.said_all):
            self._measured = running.id
            self.answers.append(running.seconds)
        return found

    async def _with_alternatives(
        self, ask: Ask, options: Options, served: Served, reply: Reply, give_up_at: float
    ) -> Reply:
        work = self._prompting.again(ask, options, served.engine.info)
        known = [suggestion.text for suggestion in reply.suggestions]
        wanted, left_s = options.alternatives - len(known), give_up_at - time.monotonic()
        try:
            found = await alternatives(served, work, wanted, known, left_s, ask.uri)
        except EngineError:  # what is there already is worth more than the reason for the rest
            return reply
        return self._showing.others(ask, reply, found, pause_s=self._pause_s)

    def _write_ahead(self, ask: Ask, options: Options, served: Served, shown: Suggestion) -> None:
        """Write what would follow if all of `shown` were accepted, at a priority that delays no keystroke."""
        if not options.speculate_next or options.gentle or options.quiet or ask.after.strip():
            return

        def begin(whole: Suggestion) -> None:
            then = accepted(ask, whole.text)
            if self._why_not(then, options) is None:
                work = self._prompting.again(then, options, served.engine.info)
                self._generations.begin_ahead(served, around(then), work, _deadline_s(work, options))

        self._generations.when_whole(shown, begin)

    def _still(self, turn: int) -> None:
        """Raise if somebody asked since."""
        if turn != self._turn:
            raise _SupersededError


def _deadline_s(work: Work, options: Options) -> float:
    """When the engine stops, whatever it has written."""
    return options.first_answer_s * (BODY_FACTOR if work.site else HARD_FACTOR)
