"""An editor with one file and one cursor: every key asks the assistant, and a suggestion stays while it is typed.

The clock is the real one and nothing is skipped: assistants have timers of their own (debounce, time box, work when
idle), and what they spend between keys is part of what is measured.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bench.typist import LEAST_SAVED, REACTION_S, Passage, acceptable, keystroke, pause_s


@dataclass(frozen=True, slots=True)
class Document:
    """The text around the cursor."""

    name: str
    before: str
    after: str


class Token:
    """Says that nobody waits for an answer any more, as editors do at the next key."""

    def __init__(self) -> None:
        self.cancelled = False
        self._then: list[Callable[[], object]] = []

    def then(self, call: Callable[[], object]) -> None:
        self._then.append(call)

    def cancel(self) -> None:
        self.cancelled = True
        for call in self._then:
            call()


class Assistant(Protocol):
    """complete: text to show at the cursor, "" = nothing. judged: what was shown for so long was taken or typed over.
    settle: return when nothing of it runs any more."""

    async def complete(self, document: Document, token: Token) -> str: ...

    def judged(self, taken: bool, visible_s: float) -> None: ...

    async def settle(self) -> None: ...


@dataclass
class Tally:
    """total, completed: characters (keys) of the passage and of what was accepted. shown, matched: items, and those
    whose first line was right when it appeared. latencies: seconds from key to item. items: what was shown, and the
    file's text there. seconds: of typing."""

    total: int = 0
    completed: int = 0
    keys: int = 0
    shown: int = 0
    matched: int = 0
    accepted: int = 0
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    items: list[tuple[str, str]] = field(default_factory=list)


class Typing:
    """One passage being typed. ghost: what is shown and not typed yet, since when. position: in the passage."""

    def __init__(self, passage: Passage, assistant: Assistant, seed: int) -> None:
        self.passage, self.assistant, self.seed = passage, assistant, seed
        self.tally = Tally(total=passage.total)
        self.position = 0
        self.ghost, self.since = "", 0.0
        self.token, self.asked = Token(), 0.0
        self.pending: asyncio.Task[str] | None = None
        self.dropped: set[asyncio.Task[str]] = set()
        self.next_key = time.monotonic()

    @property
    def ahead(self) -> str:
        return self.passage.text[self.position :]

    @property
    def document(self) -> Document:
        return Document(self.passage.name, self.passage.before + self.passage.text[: self.position], self.passage.after)

    def schedule(self) -> None:
        if self.ahead:
            self.next_key = time.monotonic() + pause_s(self.passage, self.position, self.seed)

    def ask(self) -> None:
        self.asked, self.token = time.monotonic(), Token()
        self.pending = asyncio.create_task(self.assistant.complete(self.document, self.token))

    def drop_question(self) -> None:
        if self.pending is not None:
            self.token.cancel()
            self.dropped.add(self.pending)
            self.pending = None

    def press(self) -> None:
        """The next key, and what it does to the suggestion."""
        inserted = keystroke(self.passage, self.position)
        self.drop_question()
        if self.ghost.startswith(inserted) and self.ghost[len(inserted) :].strip():
            self.ghost = self.ghost[len(inserted) :]
        elif self.ghost:
            if not self.ghost.startswith(inserted):
                self.assistant.judged(False, time.monotonic() - self.since)
            self.ghost = ""
        self.position += len(inserted)
        self.tally.keys += 1
        self.ask()
        self.schedule()

    def accept(self, taken: str) -> None:
        """Tab."""
        self.drop_question()
        start, self.position, self.ghost = self.position, self.position + len(taken), ""
        self.tally.completed += self.passage.keys(start, self.position)
        self.tally.accepted += 1
        self.tally.keys += 1
        self.assistant.judged(True, time.monotonic() - self.since)
        self.ask()
        self.schedule()

    def receive(self, text: str) -> None:
        """An answer to the newest question. A suggestion that the typed text agrees with stays, as in VS Code."""
        if not text.strip() or self.ghost:
            return
        self.ghost, self.since = text, time.monotonic()
        self.tally.shown += 1
        self.tally.matched += bool(acceptable(text, self.ahead))
        self.tally.latencies.append(self.since - self.asked)
        self.tally.items.append((text, self.ahead[: len(text)]))

    async def run(self) -> Tally:
        started = time.monotonic()
        self.schedule()
        while self.position < len(self.passage.text):
            taken = acceptable(self.ghost, self.ahead)
            worth = self.passage.keys(self.position, self.position + len(taken)) >= LEAST_SAVED
            decide = self.since + REACTION_S if worth else float("inf")
            wait_s = max(0.0, min(self.next_key, decide) - time.monotonic())
            if self.pending is None:
                await asyncio.sleep(wait_s)
            elif (await asyncio.wait({self.pending}, timeout=wait_s))[0]:
                answered, self.pending = self.pending, None
                self.receive(answered.result())
                continue
            if time.monotonic() >= decide:
                self.accept(taken)
            elif time.monotonic() >= self.next_key:
                self.press()
        self.tally.seconds = time.monotonic() - started
        self.drop_question()
        await asyncio.gather(*self.dropped, return_exceptions=True)
        await self.assistant.settle()
        return self.tally


async def type_passage(passage: Passage, assistant: Assistant, seed: int) -> Tally:
    """Type it all, with this assistant's help, in real time."""
    return await Typing(passage, assistant, seed).run()
