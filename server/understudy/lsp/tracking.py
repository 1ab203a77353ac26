"""What becomes of a suggestion: shown, accepted, kept, dismissed. Editors do not say, so it is inferred (peers.md §3).

In: suggestions handed out, the accept command, the documents as they change. Out: events for the log, counts.
"""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from understudy.complete.types import Suggestion
from understudy.learn.events import KEPT_AFTER_S, SHOWN_AFTER_S, Shown
from understudy.lsp.learning import Learning
from understudy.lsp.marks import Mark
from understudy.lsp.workspace import Document

REJECTED_AFTER_S = 10.0  # Continue's
INSERTED_AFTER_S = 0.2  # the insertion itself may reach us after the command
REST_CHARACTERS = 48  # of what followed the cursor, to see that nothing else was typed
MOST_FOLLOWED = 64  # suggestions followed at once; older ones are forgotten unjudged


@dataclass(slots=True)
class Counts:
    shown: int = 0
    accepted: int = 0
    kept: int = 0


@dataclass(slots=True)
class Followed:
    """One suggestion. mark: where it was offered, later where it was accepted. rest: what followed the cursor (LF)."""

    suggestion: Suggestion
    document: Document
    file: str
    mark: Mark
    rest: str
    line_before: str
    shown: bool = False
    accepted: bool = False
    timers: list[asyncio.TimerHandle] = field(default_factory=list)


class Tracker:
    """One per server, on its event loop."""

    def __init__(self, learning: Learning, on_change: Callable[[], None]) -> None:
        self.counts = Counts()
        self._learning = learning
        self._on_change = on_change
        self._followed: dict[str, Followed] = {}

    def offer(self, suggestion: Suggestion, document: Document, offset: int, file: str) -> None:
        """A suggestion was handed to the editor at `offset`; the same one again (typed through) goes on as it was."""
        known = self._followed.get(suggestion.id)
        if known is not None:
            if len(suggestion.full) > len(known.suggestion.full):
                known.suggestion = suggestion  # the cache has the whole of what was first shown in part
            return
        source = document.source
        followed = Followed(
            suggestion,
            document,
            file,
            Mark(offset, offset),
            source[offset : offset + REST_CHARACTERS].rstrip("\r").replace("\r\n", "\n"),
            source[source.rfind("\n", 0, offset) + 1 : offset],
        )
        document.marks.append(followed.mark)
        self._followed[suggestion.id] = followed
        self._later(followed, SHOWN_AFTER_S, self._see)
        while len(self._followed) > MOST_FOLLOWED:
            self._drop(next(iter(self._followed.values())))

    def accept(self, suggestion_id: str) -> bool:
        """The editor inserted a suggestion; False if it is unknown (too old)."""
        followed = self._followed.get(suggestion_id)
        if followed is None or followed.accepted:
            return False
        followed.accepted = True
        if not followed.shown:
            self._write_shown(followed)
        self.counts.accepted += 1
        self._learning.accepted(suggestion_id, followed.line_before, followed.suggestion.full)
        for timer in followed.timers:
            timer.cancel()
        self._later(followed, INSERTED_AFTER_S, self._begin_keeping)
        self._on_change()
        return True

    def refuse(self, suggestion_id: str) -> None:
        """The user saw a suggestion and chose another."""
        followed = self._followed.get(suggestion_id)
        if followed is not None and not followed.accepted:
            if not followed.shown:  # to us just now; to the user all the time that the results were on screen
                self._write_shown(followed, ago_s=2 * SHOWN_AFTER_S)
            suggestion = followed.suggestion
            self._learning.dismissed(suggestion_id, followed.line_before, suggestion.full)
            self._drop(followed)

    def closed(self, uri: str) -> None:
        """A document was closed: what happens to its text is no longer seen."""
        for followed in [f for f in self._followed.values() if f.document.uri == uri]:
            self._drop(followed)

    def stop(self) -> None:
        for followed in list(self._followed.values()):
            self._drop(followed)

    def _see(self, followed: Followed) -> None:
        if self._typed(followed) is None:
            self._drop(followed)
            return
        self._write_shown(followed)
        self._later(followed, REJECTED_AFTER_S - SHOWN_AFTER_S, self._judge)
        self._on_change()

    def _judge(self, followed: Followed) -> None:
        typed = self._typed(followed)
        if not typed:  # still untouched, or something else was written there
            self._learning.dismissed(followed.suggestion.id, followed.line_before, followed.suggestion.full)
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
            )
        )

    def _typed(self, followed: Followed) -> int | None:
        """How many characters of the suggestion were typed by hand; None if something else was, or text went."""
        source, at = followed.document.source, followed.mark.start
        now = source[at : at + len(followed.suggestion.full) * 2 + REST_CHARACTERS].replace("\r\n", "\n")
        text = followed.suggestion.full
        for typed in range(len(text) + 1):
            if typed and not now.startswith(text[:typed]):
                return None
            if now[typed:].startswith(followed.rest) or (not followed.rest and len(now) == typed):
                return typed
        return None

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
        if after_s == KEPT_AFTER_S[0] and text.strip():
            self.counts.kept += 1
            self._on_change()
        self._learning.kept(followed.suggestion.id, after_s, followed.suggestion.lead + text if text else "")
        if after_s == KEPT_AFTER_S[-1]:
            self._drop(followed)

    def _later(self, followed: Followed, seconds: float, then: Callable[[Followed], None]) -> None:
        followed.timers.append(asyncio.get_running_loop().call_later(seconds, then, followed))

    def _drop(self, followed: Followed) -> None:
        for timer in followed.timers:
            timer.cancel()
        followed.document.marks = [mark for mark in followed.document.marks if mark is not followed.mark]
        self._followed.pop(followed.suggestion.id, None)
