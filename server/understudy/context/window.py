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
LEAST_FRACTION = 0.25  # and never less than this, or the model would see next to nothing
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
    prefix = _tail("".join(lines[start:line]) + lines[line][:index], limits.prefix)
    return Window(prefix, _suffix(lines, line, index, limits.suffix), start)


def start_line(lines: Sequence[str], line: int, most: int, previous: int | None) -> int:
    """Where the prefix starts: `previous` while it still fits and is not needlessly near, else a new edge."""
    if previous is not None and previous <= line and _earliest(lines, line, most) <= previous:
        near = _earliest(lines, line, int(most * KEEP_FRACTION))
        if previous == 0 or near > previous - 2 * BLOCK_LINES:
            return previous
    return _new_start(lines, line, most)


def _new_start(lines: Sequence[str], line: int, most: int) -> int:
    """An edge that leaves about `KEEP_FRACTION` of the budget in use: on a block of lines if enough is left then."""
    if _earliest(lines, line, most) == 0:
        return 0
    earliest = _earliest(lines, line, int(most * KEEP_FRACTION))
    latest = _earliest(lines, line, int(most * LEAST_FRACTION))
    block = BLOCK_LINES
    while block > 1:
        start = -(-earliest // block) * block
        if start <= latest:
            return start
        block //= 2
    return earliest


def _earliest(lines: Sequence[str], line: int, most: int) -> int:
    """The first line from which everything through `line` takes at most `most` bytes; `line` if that alone is more."""
    total = _size(lines[line])
    while line > 0 and (total := total + _size(lines[line - 1])) <= most:
        line -= 1
    return line


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
    """`text`, or its end if it is larger than `most`: a line longer than the budget is cut in blocks as well."""
    size = _size(text)
    if size <= most:
        return text
    block = max(1, int(most * KEEP_FRACTION))
    return text.encode(errors="replace")[-(-(size - most) // block) * block :].decode(errors="ignore")
