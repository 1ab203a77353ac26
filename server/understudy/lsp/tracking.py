"""What becomes of a suggestion: shown, accepted, kept, dismissed. Editors do not say, so it is inferred.

In: suggestions handed out, the accept command, the documents as they change. Out: events for the log, counts.
"""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from understudy.complete import features
from understudy.complete.brackets import closers
from understudy.complete.types import Suggestion
from understudy.learn.counts import Counts
from understudy.learn.events import KEPT_AFTER_S, SHOWN_AFTER_S, Shown
from understudy.lsp.learning import Learning
from understudy.lsp.marks import Mark
from understudy.lsp.workspace import Document

REJECTED_AFTER_S = 10.0  # Continue's
INSERTED_AFTER_S = 0.2  # the insertion itself may reach us after the command
REST_CHARACTERS = 48  # of what followed the cursor, to see that nothing else was typed
MOST_FOLLOWED = 64  # suggestions followed at once; older ones are forgotten unjudged


@dataclass(slots=True)
class Followed:
    """One suggestion. mark: where it was offered, later where it was accepted. rest: what followed the cursor (LF).
    prefix: what stood before it, from the last non-blank line above on.
    others: alternatives offered beside it. Editors show one at a time and do not say which, so only an accepted one
    is known to have been seen."""

    suggestion: Suggestion
    document: Document
    file: str
    mark: Mark
    rest: str
    prefix: str
    shown: bool = False
    accepted: bool = False
    others: list[Followed] = field(default_factory=list)
    timers: list[asyncio.TimerHandle] = field(default_factory=list)


class Tracker:
    """One per server, on its event loop. counts: of all sessions, once `remember` has told of the earlier ones.
    on_change: the counts changed. on_judged: the user took one or not."""

    def __init__(
        self, learning: Learning, on_change: Callable[[], None], on_judged: Callable[[bool], None] = lambda taken: None
    ) -> None:
        self.counts = Counts()
        self._learning = learning
        self._on_change = on_change
        self._on_judged = on_judged
        self._followed: dict[str, Followed] = {}
        self._hidden = ""

    def offer(
        self, suggestion: Suggestion, document: Document, offset: int, file: str, others: Sequence[Suggestion] = ()
    ) -> None:
        """A suggestion was handed to the editor at `offset`; the same one again (typed through) goes on as it was.

        others: alternatives handed over with it, which go where the rest of it would go.
        """
        followed = self._followed.get(suggestion.id)
        if followed is None:
            followed = _follow(suggestion, document, offset, file)
            self._followed[suggestion.id] = followed
            self._later(followed, SHOWN_AFTER_S, self._see)
        elif len(suggestion.full) > len(followed.suggestion.full):
            followed.suggestion = suggestion  # the cache has the whole of what was first shown in part
        cursor = offset + len(suggestion.full) - len(suggestion.text)
        followed.others += [_follow(other, document, cursor, file) for other in others]
        while len(self._followed) > MOST_FOLLOWED:
            self._drop(next(iter(self._followed.values())))

    def accept(self, suggestion_id: str) -> bool:
        """The editor inserted a suggestion; False if it is unknown (too old)."""
        followed = self._followed.get(suggestion_id) or self._preferred(suggestion_id)
        if followed is None or followed.accepted:
            return False
        followed.accepted = True
        if not followed.shown:
            self._write_shown(followed)
        self.counts.accepted += 1
        self._learning.accepted(suggestion_id, followed.prefix, followed.suggestion.full)
        for timer in followed.timers:
            timer.cancel()
        self._later(followed, INSERTED_AFTER_S, self._begin_keeping)
        self._on_judged(True)
        self._on_change()
        return True

    def refuse(self, suggestion_id: str) -> None:
        """The user saw a suggestion and chose another."""
        followed = self._followed.get(suggestion_id)
        if followed is not None and not followed.accepted:
            if not followed.shown:  # to us just now; to the user all the time that the results were on screen
                self._write_shown(followed, ago_s=2 * SHOWN_AFTER_S)
            self._dismiss(followed)

    def hid(self, suggestion_id: str, reason: str) -> None:
        """A suggestion was kept back; it counts once, however long the user types through it."""
        if suggestion_id != self._hidden:
            self._hidden = suggestion_id
            self._learning.hid(reason)

    def closed(self, uri: str) -> None:
        """A document was closed: what happens to its text is no longer seen."""
        for followed in [f for f in self._followed.values() if f.document.uri == uri]:
            self._drop(followed)

    def remember(self, before: Counts) -> None:
        """Earlier sessions count too."""
        self.counts.add(before)
        self._on_change()

    def stop(self) -> None:
        for followed in list(self._followed.values()):
            self._drop(followed)

    def _see(self, followed: Followed) -> None:
        if self._typed(followed) is None:
            self._drop(followed)
            return
        self._write_shown(followed, ago_s=SHOWN_AFTER_S)
        self._later(followed, REJECTED_AFTER_S - SHOWN_AFTER_S, self._judge)
        self._on_change()

    def _judge(self, followed: Followed) -> None:
        if not self._typed(followed):  # still untouched, or something else was written there
            self._dismiss(followed)
        else:
            self._drop(followed)

    def _preferred(self, suggestion_id: str) -> Followed | None:
        """The alternative of this id: the user saw the first one, and wanted this one instead."""
        for first in list(self._followed.values()):
            for other in first.others:
                if other.suggestion.id == suggestion_id and not first.accepted:
                    first.others.remove(other)
                    self.refuse(first.suggestion.id)
                    self._followed[suggestion_id] = other
                    return other
        return None

    def _dismiss(self, followed: Followed) -> None:
        self._learning.dismissed(followed.suggestion.id, followed.prefix, followed.suggestion.full)
        self._on_judged(False)
        self._drop(followed)

    def _write_shown(self, followed: Followed, ago_s: float = 0.0) -> None:
        followed.shown = True
        self.counts.shown += 1
        suggestion = followed.suggestion
        self._learning.shown(
            Shown(
                id=suggestion.id,
                file=followed.file,
                language=followed.document.language_id or "python",
                prompt=suggestion.prompt,
                text=suggestion.lead + suggestion.full,
                mean_logprob=suggestion.mean_logprob,
                model_sha=suggestion.model,
                adapter=suggestion.adapter,
                cursor_piece=suggestion.cursor_piece,
                at=time.time() - ago_s,
                features=tuple(suggestion.features or ()),
                features_version=features.VERSION if suggestion.features else 0,
            )
        )

    def _typed(self, followed: Followed) -> int | None:
        """How many characters of the suggestion were typed by hand; None if something else was, or text went."""
        source, at = followed.document.source, followed.mark.start
        text, rest = followed.suggestion.full, followed.rest
        now = source[at : at + len(text) * 2 + REST_CHARACTERS].replace("\r\n", "\n")
        for typed in range(len(text) + 1):
            if not now.startswith(text[:typed]):
                return None
            behind = now[typed:]
            if behind[:1] in (")", "]", "}"):  # closed by the editor, or what stood there
                behind = behind.removeprefix(closers(text[:typed]))
            if behind.startswith(rest) and (rest or not behind):
                return typed
        return len(text)  # and more behind it

    def _begin_keeping(self, followed: Followed) -> None:
        source, at = followed.document.source, followed.mark.start
        text = followed.suggestion.full
        inserted = text if source.startswith(text, at) else text.replace("\n", "\r\n")
        if not source.startswith(inserted, at):
            at = source.find(inserted, max(0, at - 2_000), at + 2_000 + len(inserted))
            if at < 0:
                self._drop(followed)
                return
        followed.mark.start, followed.mark.end = at, at + len(inserted)
        for after in KEPT_AFTER_S:
            self._later(followed, after, functools.partial(self._look, after_s=after))

    def _look(self, followed: Followed, after_s: float) -> None:
        mark = followed.mark
        text = followed.document.source[mark.start : mark.end].replace("\r\n", "\n")
        if after_s == KEPT_AFTER_S[0]:
            self.counts.looked_30s += 1
            self.counts.kept_30s += bool(text.strip())
        else:
            self.counts.looked_5min += 1
            self.counts.kept_5min += bool(text.strip())
        self._on_change()
        self._learning.kept(followed.suggestion.id, after_s, followed.suggestion.lead + text if text else "")
        if after_s == KEPT_AFTER_S[-1]:
            self._drop(followed)

    def _later(self, followed: Followed, seconds: float, then: Callable[[Followed], None]) -> None:
        followed.timers.append(asyncio.get_running_loop().call_later(seconds, then, followed))

    def _drop(self, followed: Followed) -> None:
        for timer in followed.timers:
            timer.cancel()
        gone = [followed.mark, *(other.mark for other in followed.others)]
        followed.document.marks = [mark for mark in followed.document.marks if not any(mark is old for old in gone)]
        self._followed.pop(followed.suggestion.id, None)


def _follow(suggestion: Suggestion, document: Document, offset: int, file: str) -> Followed:
    source, mark = document.source, Mark(offset, offset)
    document.marks.append(mark)
    return Followed(
        suggestion,
        document,
        file,
        mark,
        source[offset : offset + REST_CHARACTERS].rstrip("\r").replace("\r\n", "\n"),
        _prefix(source, offset),
    )


def _prefix(source: str, offset: int) -> str:
    line = source.rfind("\n", 0, offset) + 1
    above = source.rfind("\n", 0, len(source[:line].rstrip())) + 1
    return source[above:offset]
