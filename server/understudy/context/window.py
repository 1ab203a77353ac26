"""What the model sees around the cursor: a prefix whose left edge hardly ever moves, and a short suffix.

In: lines and a place. Out: a `Window`. A left edge that moved with every line would make the engine evaluate the
whole prompt again at every line; ours moves in blocks and stays where it was as long as it can (hysteresis).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from understudy.context.text import content

BLOCK_LINES = 32  # the left edge stands on a multiple of this
KEEP_FRACTION = 0.5  # after a move, the prefix fills at most this much of its budget, so the next move is far away
BYTES_PER_TOKEN = 2.0  # low on purpose (dense code reaches 2.2 with small vocabularies): a prompt must never overflow
PREFIX_SHARE, SUFFIX_SHARE = 0.6, 0.2  # of the context; the rest is for what is generated
MOST_PREFIX_BYTES, MOST_SUFFIX_BYTES = 8_000, 2_000  # more costs latency and small models do not use it


@dataclass(frozen=True, slots=True)
class Budget:
    """Bytes of UTF-8, a model-free stand-in for tokens."""

    prefix: int
    suffix: int


@dataclass(frozen=True, slots=True)
class Window:
    """prefix + suffix is the text around the cursor; start_line: the line where the prefix begins."""

    prefix: str
    suffix: str
    start_line: int


def budget(context_tokens: int, max_tokens: int) -> Budget:
    """How much text fits beside `max_tokens` of answer."""
    room = max(64, context_tokens - max_tokens) * BYTES_PER_TOKEN
    return Budget(min(MOST_PREFIX_BYTES, int(room * PREFIX_SHARE)), min(MOST_SUFFIX_BYTES, int(room * SUFFIX_SHARE)))


def window(lines: Sequence[str], line: int, index: int, limits: Budget, previous_start: int | None = None) -> Window:
    """The window at (line, index into that line). previous_start: the `start_line` of the last window in this file."""
    start = start_line(lines, line, limits.prefix, previous_start)
    prefix = "".join(lines[start:line]) + lines[line][:index]
    if _size(prefix) > limits.prefix:  # one line longer than the whole budget
        prefix = _tail(prefix, limits.prefix)
    return Window(prefix, _suffix(lines, line, index, limits.suffix), start)


def start_line(lines: Sequence[str], line: int, most: int, previous: int | None) -> int:
    """Where the prefix starts: `previous` while it still fits and is not needlessly near, else a block boundary."""
    if previous is not None and previous <= line and _fits(lines, previous, line, most):
        too_near = previous > 0 and _fits(lines, max(0, previous - 2 * BLOCK_LINES), line, int(most * KEEP_FRACTION))
        if not too_near:
            return previous
    if _fits(lines, 0, line, most):
        return 0
    start = (line // BLOCK_LINES) * BLOCK_LINES
    while start >= BLOCK_LINES and _fits(lines, start - BLOCK_LINES, line, int(most * KEEP_FRACTION)):
        start -= BLOCK_LINES
    while start < line and not _fits(lines, start, line, most):
        start += 1
    return start


def _fits(lines: Sequence[str], start: int, end: int, most: int) -> bool:
    total = 0
    for number in range(end, start - 1, -1):
        total += _size(lines[number])
        if total > most:
            return False
    return True


def _suffix(lines: Sequence[str], line: int, index: int, most: int) -> str:
    """Whole lines, counted from the cursor: typing (also of new lines) leaves every one of them as it was."""
    parts = [lines[line][index:]]
    total = _size(parts[0])
    if total > most:
        return content(parts[0]).encode(errors="replace")[:most].decode(errors="ignore")
    for following in lines[line + 1 :]:
        total += _size(following)
        if total > most:
            break
        parts.append(following)
    return "".join(parts)


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode(errors="replace"))


def _tail(text: str, most: int) -> str:
    return text.encode(errors="replace")[-most:].decode(errors="ignore")
