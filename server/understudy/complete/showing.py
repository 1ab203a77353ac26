"""The last question: is what was found worth showing to this user, here and now?"""

from __future__ import annotations

import uuid
from dataclasses import replace

from understudy.complete.around import line_above
from understudy.complete.features import features
from understudy.complete.types import Ask, Judge, Options, Rejected, Reply, Suggestion
from understudy.complete.unsure import why_hidden


class Showing:
    """Its memory: what is on screen (typing through it must not make it flicker) and the user's last decision."""

    def __init__(self, rejected: Rejected, judge: Judge | None) -> None:
        self._rejected = rejected
        self._judge = judge
        self._previous = 0
        self._shown = self._shown_as = ""  # the id it was written under, and the one it is shown under

    def judged(self, taken: bool) -> None:
        """The user accepted a suggestion, or turned one down."""
        self._previous = 1 if taken else -1
        self._shown = ""  # if it comes again, it is judged again

    def reply(self, ask: Ask, options: Options, found: Suggestion | None, *, pause_s: float, cached: bool) -> Reply:
        """`found`, or why it is kept back. pause_s: between the user's last two requests."""
        if found is None:
            return Reply(reason="nothing")
        if self._rejected(line_above(ask) + ask.before, found.text):
            return Reply(reason="rejected", hidden=found.id)
        found = self._described(ask, found, pause_s, cached)
        if options.hide_unsure and not ask.invoked and found.id != self._shown:
            reason = why_hidden(found, self._judge)
            if reason is not None:
                return Reply(reason=reason, hidden=found.id)
        if found.id != self._shown:
            self._shown, self._shown_as = found.id, uuid.uuid4().hex if cached else found.id
        return Reply((replace(found, id=self._shown_as),), cached=cached)

    def others(self, ask: Ask, reply: Reply, found: list[Suggestion], *, pause_s: float) -> Reply:
        """`reply` with alternatives behind it."""
        fresh = [self._described(ask, other, pause_s, False) for other in found]
        prefix = line_above(ask) + ask.before
        fresh = [other for other in fresh if not self._rejected(prefix, other.text)]
        suggestions = (*reply.suggestions, *fresh)
        return replace(reply, suggestions=suggestions, reason="" if suggestions else reply.reason)

    def _described(self, ask: Ask, found: Suggestion, pause_s: float, cached: bool) -> Suggestion:
        known = features(
            mean_logprob=found.mean_logprob,
            lowest_logprob=found.lowest_logprob,
            text=found.text,
            body=bool(found.function),
            before=ask.before,
            after=ask.after,
            pause_s=pause_s,
            previous=self._previous,
            cached=cached,
        )
        return replace(found, features=known)
