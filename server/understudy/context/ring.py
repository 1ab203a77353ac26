"""Chunks of code the user has just worked with, oldest first: what goes before the file into the prompt.

In: files, lines and places. Out: a tuple of chunks that only ever grows at its end, so that the engine keeps what it
has computed of it; at capacity the older half goes at once, so that this happens rarely. The idea, a queue that is
moved into the ring while nobody types, and the sizes are llama.vscode's. No input or output here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from understudy.context.functions import split_lines
from understudy.context.text import content
from understudy.prompts.types import Snippet

CAPACITY = 16  # chunks
CHUNK_LINES = 64
CUT_LINES = 8  # how far a chunk's edge may go to reach a boundary
LEAST_LINES = 3  # with code on them; less says nothing
MOST_CHARACTERS = 4_000  # of a chunk: lines may be long
SAME_ABOVE = 0.9  # Jaccard index of two chunks' lines, above which they are one
FAR_LINES = 32  # a cursor that moves further has left the place

_DEFINES = re.compile(r"[ \t]*(?:(?:async[ \t]+)?def|class)\b|[ \t]*@")


@dataclass(frozen=True, slots=True)
class Chunk:
    """text: whole lines, LF. path: the file. name: the file relative to its root, with "/". line: where the user was,
    in the file; centre: the same within `text`."""

    path: Path
    name: str
    text: str
    line: int
    centre: int
    distinct: frozenset[str] = field(repr=False, compare=False)

    def clipped(self, characters: int) -> Snippet:
        """The chunk, or the lines around its centre if it is longer than `characters`."""
        if len(self.text) <= characters:
            return Snippet(self.name, self.text)
        lines = split_lines(self.text)
        start, end = _around(lines, self.centre, characters)
        return Snippet(self.name, "".join(lines[start:end]))


def chunk(path: Path, name: str, lines: Sequence[str], line: int) -> Chunk | None:
    """The chunk around `line` of a file, cut where the code allows it; None if there is next to nothing."""
    line = max(0, min(line, len(lines) - 1))
    start, end = _edges(lines, line)
    kept = [content(text) + "\n" for text in lines[start:end]]
    while kept and not kept[-1].strip():
        kept.pop()
    while kept and not kept[0].strip():
        kept.pop(0)
        start += 1
    distinct = frozenset(stripped for text in kept if (stripped := text.strip()))
    if len(distinct) < LEAST_LINES:
        return None
    centre = max(0, min(line - start, len(kept) - 1))
    start, end = _around(kept, centre, MOST_CHARACTERS)
    text = "".join(kept[start:end])
    return Chunk(path, name, text, line, centre - start, distinct) if text and centre < end else None


def first_definition(lines: Sequence[str]) -> int:
    """The line of a file's first `def` or `class`: where a reader who only opened the file looks. 0 if none."""
    return next((number for number, line in enumerate(lines) if _DEFINES.match(line)), 0)


class Ring:
    """chunks: what may stand in a prompt. version: changes with `chunks`. waiting: chunks on their way in.

    Not safe for several threads at once: the owner locks.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self.chunks: tuple[Chunk, ...] = ()
        self.waiting: tuple[Chunk, ...] = ()
        self.version = 0
        self._capacity = capacity

    @property
    def full(self) -> bool:
        """The next chunk makes the older half go."""
        return len(self.chunks) >= self._capacity

    @property
    def staying(self) -> tuple[Chunk, ...]:
        """What is left when the older half goes."""
        return self.chunks[len(self.chunks) - self._capacity // 2 :] if self.full else self.chunks

    def offer(self, new: Chunk) -> None:
        """Queue a chunk, unless one like it is known. It takes the place of queued ones of the same place: no prompt
        holds them yet."""
        if any(_same(new, known) for known in self.chunks):
            return
        self.waiting = (*(known for known in self.waiting if not _overlap(new, known)), new)[-self._capacity :]

    def advance(self, new: Chunk, renewed: Callable[[Chunk], Chunk | None] = lambda known: known) -> bool:
        """Move a queued chunk to the end of the ring; did the ring change? Not if `new` waits no longer.

        renewed: asked, when the older half goes, what is to become of each of the others (None: it goes as well).
        """
        if new not in self.waiting:
            return False
        self.waiting = tuple(known for known in self.waiting if known != new)
        if self.full:
            self.chunks = tuple(kept for known in self.staying if (kept := renewed(known)) is not None)
        self.chunks = (*self.chunks, new)
        self.version += 1
        return True

    def drop(self, unwanted: Callable[[Chunk], bool]) -> bool:
        """Drop chunks at once; did the ring change?"""
        self.waiting = tuple(known for known in self.waiting if not unwanted(known))
        kept = tuple(known for known in self.chunks if not unwanted(known))
        changed = len(kept) != len(self.chunks)
        self.chunks = kept
        self.version += changed
        return changed


def fitting(sizes: Sequence[int], most: int) -> int:
    """How many of the first are left out so that the others fit into `most`.

    Goes through them as they were added: once too much, so many are left out that half the room is free. So the
    answer for a longer sequence is mostly the one for its beginning, and what stands first in a prompt stays there.
    """
    first = total = 0
    for number, size in enumerate(sizes):
        total += size
        if total > most:
            while total > most // 2 and first <= number:
                total -= sizes[first]
                first += 1
    return first


def _same(one: Chunk, other: Chunk) -> bool:
    return len(one.distinct & other.distinct) > SAME_ABOVE * len(one.distinct | other.distinct)


def _overlap(one: Chunk, other: Chunk) -> bool:
    """Do they have most of the smaller one in common?"""
    least = min(len(one.distinct), len(other.distinct))
    return _same(one, other) or (one.path == other.path and 2 * len(one.distinct & other.distinct) > least)


def _edges(lines: Sequence[str], line: int) -> tuple[int, int]:
    """First and one past the last line of a chunk around `line`."""
    start = max(0, min(line - CHUNK_LINES // 2, len(lines) - CHUNK_LINES))
    end = min(len(lines), start + CHUNK_LINES)
    if start > 0:
        start = min(range(start, min(start + CUT_LINES + 1, line + 1)), key=lambda n: (-_boundary(lines, n), n))
    if end < len(lines):
        end = min(range(max(end - CUT_LINES, line + 1), end + 1), key=lambda n: (-_boundary(lines, n), -n))
    return start, end


def _boundary(lines: Sequence[str], number: int) -> int:
    """How well the code can be cut before a line: 2 before a definition, 1 at an empty line, else 0."""
    above = lines[number - 1] if number else ""
    if _DEFINES.match(lines[number]) and not above.lstrip().startswith("@"):
        return 2
    return int(not above.strip())


def _around(lines: Sequence[str], centre: int, characters: int) -> tuple[int, int]:
    """First and one past the last of the most lines around `centre` that fit, evenly on both sides where there are."""
    if sum(map(len, lines)) <= characters:
        return 0, len(lines)
    start, end, total = centre, centre, 0
    while True:
        below = end < len(lines) and total + len(lines[end]) <= characters
        if below:
            total += len(lines[end])
            end += 1
        above = end > centre and start > 0 and total + len(lines[start - 1]) <= characters
        if above:
            start -= 1
            total += len(lines[start])
        if not (above or below):
            return start, end
