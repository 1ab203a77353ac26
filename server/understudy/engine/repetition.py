"""A row that loops: something is written a third time in a row. Pure functions of the text so far.

A unit is 8 to 400 characters with two different letters or digits, so that rulers, indentation and rows of zeros are
none; a line of its own loops whatever its length. The first two copies stay, what begins the third is cut.
"""

from __future__ import annotations

from collections.abc import Iterator

MIN_UNIT, MAX_UNIT = 8, 400
_COPIES = 3


def cut_at_repetition(text: str, since: int = 0) -> int | None:
    """Start of the first third copy that ends behind `since`."""
    cuts = [end - period for end in range(since + 1, len(text) + 1) for period in _periods(text, end, _COPIES)]
    if "\n" in text[since:]:
        cuts += [start for start in _third_lines(text) if text.find("\n", start) >= 0]
    return min(cuts, default=None)


def safe_of_repetition(text: str) -> int:
    """How much of a text without a loop no continuation can cut."""
    safe = len(text)
    for period in _periods(text, len(text), _COPIES - 1):
        start = len(text) - 2 * period
        while start > 0 and text[start - 1] == text[start - 1 + period]:
            start -= 1
        safe = min(safe, start + 2 * period)
    start = text.rfind("\n") + 1
    if start in _third_lines(text):
        safe = min(safe, start)
    return safe


def _periods(text: str, end: int, copies: int) -> Iterator[int]:
    """Lengths of the units that text[:end] ends with `copies` of."""
    mark = text[end - MIN_UNIT : end]
    lowest = max(0, end - MIN_UNIT - MAX_UNIT)
    at = text.rfind(mark, lowest, end - MIN_UNIT) if end >= copies * MIN_UNIT else -1
    while at >= 0:
        period = end - MIN_UNIT - at
        first = end - copies * period
        if first < 0:
            return
        if text[first : end - period] == text[first + period : end] and _says_something(text[end - period : end], 2):
            yield period
        at = text.rfind(mark, lowest, at + MIN_UNIT - 1)


def _third_lines(text: str) -> list[int]:
    """Starts of lines that are, as far as they are written, like both lines before them (blank ones do not count)."""
    found, start = [], 0
    older, old = "", ""
    while start < len(text):
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start : end + 1]
        if line.strip() or end < 0:
            if older == old and (line == old if end >= 0 else old.startswith(line)) and _says_something(old, 1):
                found.append(start)
            older, old = old, line
        start = len(text) if end < 0 else end + 1
    return found


def _says_something(unit: str, different: int) -> bool:
    return len({character for character in unit if character.isalnum()}) >= different
