"""Ghost text, top to bottom: ignored? -> gate -> cache -> prompt -> engine -> post-process -> suggestion.

In: an `Ask`. Out: a `Reply`. Never raises but for cancellation: what goes wrong is `Reply.error`, for the status.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace

from understudy.complete.cache import KEY_CHARACTERS, TypeThroughCache
from understudy.complete.gate import why_not
from understudy.complete.request import Shaped, logged_prompt, prepare
from understudy.complete.running import Running
from understudy.complete.types import Ask, Options, Rejected, Reply, Served, Suggestion
from understudy.context.ignore import IgnoreRules
from understudy.engine.errors import RequestError
from understudy.errors import UnderstudyError

HARD_FACTOR = 4  # past the first-answer time with nothing to show, wait this many times as long in all
BODY_FACTOR = 12  # a plan and a body at 12 ms a token
LEAST_SHARE = 0.2  # of the context, however often a prompt did not fit

Serve = Callable[[], Awaitable[Served | None]]
"""The engine to use now, None while it is loading. May raise UnderstudyError."""


class Completer:
    """One per server. Its memory: the cache, where each file's window starts, and the generation under way."""

    def __init__(self, serve: Serve, rejected: Rejected) -> None:
        self.rules = IgnoreRules(())
        self._serve = serve
        self._rejected = rejected
        self._cache = TypeThroughCache()
        self._starts: dict[str, int] = {}
        self._share = 1.0
        self._running: Running | None = None

    async def complete(self, ask: Ask, options: Options) -> Reply:
        """The best suggestion for a place within about `options.first_answer_s`."""
        started = time.monotonic()
        try:
            reply = await self._complete(ask, options)
        except UnderstudyError as error:
            if isinstance(error, RequestError):  # it did not fit: dense text; ask for less from now on
                self._share = max(LEAST_SHARE, self._share * 0.6)
            reply = Reply(None, "error", error)
        return replace(reply, seconds=time.monotonic() - started)

    def clear(self) -> None:
        """Forget every suggestion (another model or adapter)."""
        self._cache.clear()
        self._stop_running()

    def forget_document(self, uri: str) -> None:
        self._starts.pop(uri, None)

    async def _complete(self, ask: Ask, options: Options) -> Reply:
        decision = self.rules.decide(ask.path)
        if not decision.allowed:
            return Reply(None, "ignored", UnderstudyError(decision.reason) if decision.broken else None)
        reason = why_not(
            language=ask.language,
            size=sum(map(len, ask.lines)),
            before=ask.before,
            after=ask.after,
            above=ask.lines[max(0, ask.line - 8) : ask.line],
            invoked=ask.invoked,
        )
        if reason:
            return Reply(None, reason)
        served = await self._serve()
        if served is None:
            return Reply(None, "loading")

        before, after = _around(ask)
        known = self._cache.find(served.key, ask.uri, before, after)
        if known is not None:
            return Reply(None, "rejected") if self._rejected(before, known.text) else Reply(known, cached=True)
        self._stop_running()
        if not ask.invoked and options.debounce_s:
            await asyncio.sleep(options.debounce_s)
            self._stop_running()  # of somebody who came in while we slept: one generation at a time
        return await self._generate(ask, options, served, before, after)

    async def _generate(self, ask: Ask, options: Options, served: Served, before: str, after: str) -> Reply:
        info = served.engine.info
        work = prepare(ask, options, info, self._share, self._starts.get(ask.uri))
        self._starts[ask.uri] = work.window.start_line
        soft = options.first_answer_s
        running = Running(served.engine, work, soft * (BODY_FACTOR if work.site else HARD_FACTOR))
        self._running = running
        shaped = await running.first(soft)
        identity = uuid.uuid4().hex

        def suggestion(shown: Shaped) -> Suggestion:
            return Suggestion(
                id=identity,
                text=shown.text,
                full=shown.text,
                prompt=logged_prompt(work, info),
                cursor_piece=work.cursor_piece,
                lead=shown.lead,
                model=info.sha256,
                adapter=served.adapter,
                mean_logprob=running.mean_logprob,
                plan=shown.plan,
                function=work.site.qualname if work.site else "",
            )

        def remember(shown: Shaped) -> None:
            if shown.text:
                self._cache.put(served.key, ask.uri, before, after, suggestion(shown))

        if running.task.done():
            remember(shaped)
        else:
            running.when_finished(remember)  # the engine writes on for the cache, until another place is asked for
        if not shaped.text:
            return Reply(None, "nothing", tokens_per_s=running.tokens_per_s)
        if self._rejected(before, shaped.text):
            return Reply(None, "rejected", tokens_per_s=running.tokens_per_s)
        return Reply(suggestion(shaped), tokens_per_s=running.tokens_per_s)

    def _stop_running(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._running = None


def _around(ask: Ask) -> tuple[str, str]:
    """The text near the cursor, as the cache compares it."""
    before, number = ask.before, ask.line
    while number > 0 and len(before) < 2 * KEY_CHARACTERS:
        number -= 1
        before = ask.lines[number] + before
    after, number = ask.lines[ask.line][ask.index :], ask.line + 1
    while number < len(ask.lines) and len(after) < KEY_CHARACTERS:
        after += ask.lines[number]
        number += 1
    return before.replace("\r\n", "\n"), after.replace("\r\n", "\n")
