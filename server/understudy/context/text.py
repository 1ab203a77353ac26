"""A text as the language server protocol sees it: lines end at `\\r\\n | \\n | \\r` only, columns count UTF-16.

Pure functions over lists of lines (with their ends); the one place positions become indices.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from understudy.context.functions import split_lines

Encoding = Literal["utf-8", "utf-16", "utf-32"]
"""What a column counts; UTF-16 unless client and server agree on another."""


def document_lines(text: str) -> list[str]:
    """The lines of `text` with their ends, at least one, the last without an end (LSP counts it even if empty)."""
    lines = split_lines(text)
    if not lines or lines[-1].endswith(("\n", "\r")):
        lines.append("")
    return lines


def content(line: str) -> str:
    """`line` without its end."""
    if line.endswith("\r\n"):
        return line[:-2]
    return line[:-1] if line.endswith(("\n", "\r")) else line


def units_to_index(line: str, units: int, encoding: Encoding = "utf-16") -> int:
    """The index into `line` of a column in units; past the end is the end, inside a character is before it."""
    body = content(line)
    if encoding == "utf-32" or body.isascii():
        return max(0, min(units, len(body)))
    seen = 0
    for index, character in enumerate(body):
        seen += _units(character, encoding)
        if seen > units:
            return index
    return len(body)


def index_to_units(line: str, index: int, encoding: Encoding = "utf-16") -> int:
    """The column in units of an index into `line`."""
    head = line[:index]
    if encoding == "utf-32" or head.isascii():
        return len(head)
    return sum(_units(character, encoding) for character in head)


def replace(lines: Sequence[str], start: tuple[int, int], end: tuple[int, int], text: str) -> list[str]:
    """`lines` after the range between two (line, index) places became `text`; places past the end are the end.

    Only the touched lines and one neighbour on each side are split again: a `\\r` before the range and a `\\n`
    after it can become one line end, nothing further away can change.
    """
    first, first_index = _clamped(lines, start)
    last, last_index = _clamped(lines, end)
    if (last, last_index) < (first, first_index):
        (first, first_index), (last, last_index) = (last, last_index), (first, first_index)
    low, high = max(0, first - 1), min(len(lines), last + 2)
    before = "".join(lines[low:first]) + lines[first][:first_index]
    after = lines[last][last_index:] + "".join(lines[last + 1 : high])
    middle = document_lines(before + text + after) if high == len(lines) else split_lines(before + text + after)
    return [*lines[:low], *middle, *lines[high:]]


def _clamped(lines: Sequence[str], place: tuple[int, int]) -> tuple[int, int]:
    line, index = place
    if line >= len(lines):
        return len(lines) - 1, len(lines[-1])
    return max(0, line), max(0, min(index, len(lines[max(0, line)])))


def _units(character: str, encoding: Encoding) -> int:
    code = ord(character)
    if encoding == "utf-16":
        return 2 if code > 0xFFFF else 1
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
