"""What the engine has written for us, what it is writing, and what it writes ahead of the user.

At most two generations are under way: the one somebody waits for (or has seen the first part of), and one ahead of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from understudy.complete.around import Around, Typed, typed_since
from understudy.complete.cache import TypeThroughCache
from understudy.complete.request import Work
from understudy.complete.running import Running
from understudy.complete.types import Served, Suggestion

PREFILL_S = 10.0


class Generations:
    """tokens_per_s: of the last finished one."""

    def __init__(self) -> None:
        self.tokens_per_s = 0.0
        self._cache = TypeThroughCache()
        self._current: Running | None = None
        self._ahead: Running | None = None

    def written(self, served: Served, place: Around) -> Suggestion | None:
        """What is in the cache for a place."""
        return self._cache.find(served.key, place)

    def join(self, served: Served, place: Around) -> tuple[Running, Typed] | None:
        """The generation that says what was typed to get to `place`, and what that is."""
        if self._current is not None and (typed := self._current.typed(served, place)) is not None:
            return self._current, typed
        if self._ahead is not None and (typed := self._ahead.typed(served, place)) is not None:
            _cancel(self._current)
            self._current, self._ahead = self._ahead, None
            return self._current, typed
        return None

    def begin(self, served: Served, place: Around, work: Work, deadline_s: float) -> Running:
        """Write for somebody who waits."""
        self.stop()
        self._current = Running(served, place, work, deadline_s)
        self._keep(self._current)
        return self._current

    def begin_ahead(self, served: Served, place: Around, work: Work, deadline_s: float) -> None:
        """Write for a place where the user may be soon, unless it is known what follows there."""
        if self.written(served, place) is not None:
            return
        ahead = self._ahead
        if ahead is not None and ahead.work.max_tokens and typed_since(ahead.place, place) == Typed():
            return  # begun, or found to say nothing
        _cancel(self._ahead)
        self._ahead = Running(served, place, work, deadline_s, "batch")
        self._keep(self._ahead)

    def begin_prefill(self, served: Served, place: Around, work: Work) -> Running | None:
        """Evaluate a prompt and write nothing; None if somebody waits for something better."""
        if self.busy:
            return None
        self._ahead = Running(served, place, replace(work, max_tokens=0), PREFILL_S, "batch")
        return self._ahead

    def when_whole(self, shown: Suggestion, then: Callable[[Suggestion], None]) -> None:
        """Call `then` with all that `shown` will say, as soon as it is written; at once if it is."""
        running = self._current
        if running is None or running.id != shown.id or running.task.done():
            then(shown)
            return

        def written() -> None:
            whole = running.whole()
            if whole is not None and running is self._current:
                then(replace(whole, text=whole.full[len(shown.full) - len(shown.text) :]))

        running.when_written(written)

    @property
    def busy(self) -> bool:
        """Is anything being written?"""
        return any(running is not None and not running.task.done() for running in (self._current, self._ahead))

    def stop(self) -> float:
        """End what is under way. Returns the seconds that somebody waited in vain for, 0 if nobody did."""
        in_vain_s = self._current.in_vain_s if self._current else 0.0
        _cancel(self._current)
        _cancel(self._ahead)
        self._current = self._ahead = None
        return in_vain_s

    def clear(self) -> None:
        """Forget everything."""
        self._cache.clear()
        self.stop()

    def _keep(self, running: Running) -> None:
        def written() -> None:
            self.tokens_per_s = running.tokens_per_s or self.tokens_per_s
            whole = running.whole()
            if whole is not None:
                self._cache.put(running.served.key, running.place, whole)

        running.when_written(written)


def _cancel(running: Running | None) -> None:
    if running is not None:
        running.cancel()
