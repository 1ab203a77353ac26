"""Code of other files for the prompt: the ring first, then declarations, so that the prompt's start stays as it is.

In: what happens in the editor (visited, saved, left ...), and for each completion the file and its lines. Out:
`Snippet`s. The event loop asks and tells; reading and parsing happen on one thread of ours, and what is late is left
out now and there the next time. What a file got once it gets again, until the ring grows, an import changes or the
file is saved: the engine keeps what it has computed of a prompt only up to the first change.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
import tokenize
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from understudy.context.declarations import Declarations, Found, fit
from understudy.context.functions import split_lines
from understudy.context.ignore import IgnoreRules
from understudy.context.limits import MOST_DOCUMENT_BYTES
from understudy.context.modules import SOURCES, name_of
from understudy.context.ring import FAR_LINES, Chunk, Ring, chunk, first_definition, fitting
from understudy.prompts.types import Snippet

RACE_S = 0.1  # Continue's and Amazon Q's budget for context
RECHECK_S = 2.0  # between two looks at the imports of a file in which somebody types
RING_SHARE = 2 / 3  # of the characters; declarations get what the ring leaves
HEADING_CHARACTERS = 24  # what a snippet costs besides its path and text
MOST_FILES = 64  # whose declarations are remembered

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the user is. line: None while the file was only opened."""

    path: Path
    lines: Sequence[str]
    line: int | None


@dataclass(frozen=True, slots=True)
class _Known:
    """Declarations for one file. due: when to look again."""

    found: Found
    due: float


class Related:
    """One per server. secret: does a text hold something that must not go into a prompt?"""

    def __init__(
        self,
        rules: IgnoreRules,
        secret: Callable[[str], bool] = lambda text: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rules = rules
        self._secret = secret
        self._clock = clock
        self._lock = threading.Lock()  # around the ring: `idle` may run on another thread
        self._ring = Ring()
        self._here: _Place | None = None
        self._declarations = Declarations(rules, secret)
        self._known: dict[Path, _Known] = {}
        self._renew: set[Path] = set()  # files that get a new answer, even to the same imports
        self._closed = False
        self._pending: dict[Path, asyncio.Future[Found]] = {}
        self._worker = ThreadPoolExecutor(1, "understudy-context")

    @property
    def version(self) -> int:
        """Changes with the ring."""
        return self._ring.version

    @property
    def waiting(self) -> bool:
        """Is there something for `idle` to do?"""
        return bool(self._ring.waiting)

    async def snippets(
        self, path: Path | None, lines: Sequence[str], line: int, *, characters: int, timeout_s: float = RACE_S
    ) -> tuple[Snippet, ...]:
        """What goes into a prompt for `path` besides itself, in at most `characters` (headings counted).

        Waits up to timeout_s, and only for a file's first declarations. Give the same `characters` each time: they
        decide what is left out.
        """
        if path is None or characters <= 0 or not self._rules.decide(path).allowed:
            return ()
        found = await self._declared(path, lines, line, timeout_s)
        first = self._from_ring(path, int(characters * RING_SHARE))
        rest = characters - sum(len(each.path) + len(each.text) + HEADING_CHARACTERS for each in first)
        return first + fit(found.declared, rest, HEADING_CHARACTERS)

    def visited(self, path: Path | None, lines: Sequence[str], line: int) -> None:
        """The cursor is at `line` of a file: a place left for another file or a far one goes into the queue."""
        here = self._here
        if path is None:
            return
        if here is not None and here.path == path:
            if here.line is not None and abs(here.line - line) > FAR_LINES:
                self._offer(path, lines, here.line)
        else:
            self._leave()
        self._here = _Place(path, lines, line)

    def opened(self, path: Path | None, lines: Sequence[str]) -> None:
        """A file was opened; where in it the user looks is not known."""
        if path is not None and (self._here is None or self._here.path != path):
            self._leave()
            self._here = _Place(path, lines, None)

    def saved(self, path: Path | None, lines: Sequence[str]) -> None:
        """A file was saved. The place where the user works in it goes into the queue."""
        if path is None:
            return
        if path in self._known:
            self._renew.add(path)
        if self._here is not None and self._here.path == path and self._here.line is not None:
            self._offer(path, lines, self._here.line)

    def left(self, path: Path | None, lines: Sequence[str], line: int) -> None:
        """The user left a file at `line`."""
        if path is not None:
            self._offer(path, lines, line)
            if self._here is not None and self._here.path == path:
                self._here = None

    def closed(self, path: Path | None) -> None:
        """A file was closed: left where the user last was, if that was in it."""
        if self._here is not None and self._here.path == path:
            self._leave()
        if path is not None:
            self._known.pop(path, None)
            self._renew.discard(path)

    def forget(self, path: Path) -> None:
        """A file or folder is gone, or must not be read any more."""
        with self._lock:
            self._ring.drop(lambda known: known.path == path or path in known.path.parents)
        self._known.pop(path, None)
        if self._here is not None and self._here.path == path:
            self._here = None

    def changed(self, paths: Collection[Path]) -> None:
        """These files changed on disk; the ignore rules know already (`IgnoreRules.invalidate`)."""
        held = {known.path for known in (*self._ring.chunks, *self._ring.waiting)}
        for path in held.intersection(paths):
            if not path.exists():
                self.forget(path)
        self._drop_forbidden()

    def use_rules(self, rules: IgnoreRules) -> None:
        """Other roots: paths are relative to these now, and what is not below them goes."""
        self._rules = rules
        self._declarations = Declarations(rules, self._secret)
        self._known.clear()
        with self._lock:
            self._ring.drop(lambda known: self._name(known.path) != known.name)
        self._drop_forbidden()

    def idle(self) -> bool:
        """Move one queued chunk into the ring; did the ring change? Reads files at times: not for the event loop."""
        with self._lock:
            waiting, staying = self._ring.waiting, self._ring.staying if self._ring.full else ()
        if not waiting:
            return False
        new = waiting[0]
        if not self._rules.decide(new.path).allowed or self._secret(new.text):
            with self._lock:
                self._ring.drop(lambda known: known == new)
            return False
        renewed = {known: self._renewed(known) for known in staying}
        with self._lock:
            return self._ring.advance(new, lambda known: renewed.get(known, known))

    def close(self) -> None:
        """Stop the thread; what it is at is dropped."""
        self._closed = True
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _leave(self) -> None:
        here, self._here = self._here, None
        if here is not None:
            self._offer(here.path, here.lines, first_definition(here.lines) if here.line is None else here.line)

    def _offer(self, path: Path, lines: Sequence[str], line: int) -> None:
        name = self._name(path)
        if name is None or path.suffix not in SOURCES or not self._rules.decide(path).allowed:
            return
        new = chunk(path, name, lines, line)
        if new is not None:
            with self._lock:
                self._ring.offer(new)

    def _name(self, path: Path) -> str | None:
        return name_of(path, self._rules.roots) if self._rules.roots else path.name

    def _from_ring(self, path: Path, characters: int) -> tuple[Snippet, ...]:
        self._drop_forbidden()
        chunks = [known for known in self._ring.chunks if known.path != path]
        snippets = [known.clipped(max(0, characters // 2 - len(known.name) - HEADING_CHARACTERS)) for known in chunks]
        snippets = [each for each in snippets if each.text]
        sizes = [len(each.path) + len(each.text) + HEADING_CHARACTERS for each in snippets]
        return tuple(snippets[fitting(sizes, characters) :])

    def _drop_forbidden(self) -> None:
        if not all(self._rules.decide(known.path).allowed for known in self._ring.chunks):
            with self._lock:
                self._ring.drop(lambda known: not self._rules.decide(known.path).allowed)

    def _renewed(self, known: Chunk) -> Chunk | None:
        """A chunk as its file has it now; None if that is gone, forbidden, or nothing to read."""
        if not self._rules.decide(known.path).allowed:
            return None
        try:
            if known.path.stat().st_size > MOST_DOCUMENT_BYTES:
                return None
            with tokenize.open(known.path) as file:
                text = file.read()
        except (OSError, ValueError, SyntaxError):  # gone; not what its coding line says; no such coding
            return None
        if known.text in text:
            return known
        new = chunk(known.path, known.name, split_lines(text), known.line)
        return None if new is None or self._secret(new.text) else new

    async def _declared(self, path: Path, lines: Sequence[str], line: int, timeout_s: float) -> Found:
        known = self._known.get(path)
        due = known is None or path in self._renew or self._clock() >= known.due
        if due and not self._closed:
            pending = self._pending.get(path) or self._look(path, lines, line, known.found if known else None)
            if known is None:
                await asyncio.wait({pending}, timeout=timeout_s)
                known = self._known.get(path)
        return known.found if known else Found()

    def _look(self, path: Path, lines: Sequence[str], line: int, previous: Found | None) -> asyncio.Future[Found]:
        """Have declarations found on our thread; they are noted whenever they come."""
        declarations, renew = self._declarations, path in self._renew
        self._renew.discard(path)

        def work() -> Found:
            found = declarations.of(path, lines, line, previous)
            return found if renew or previous is None or found.key != previous.key else previous

        def note(done: asyncio.Future[Found]) -> None:
            self._pending.pop(path, None)
            if done.cancelled() or declarations is not self._declarations:
                return
            if (error := done.exception()) is not None:
                log.error("declarations for %s: %r", path, error)
            found = previous or Found() if error else done.result()
            while len(self._known) >= MOST_FILES and path not in self._known:
                self._known.pop(next(iter(self._known)))
            self._known[path] = _Known(found, self._clock() + RECHECK_S)

        pending = asyncio.get_running_loop().run_in_executor(self._worker, work)
        self._pending[path] = pending
        pending.add_done_callback(note)
        return pending
