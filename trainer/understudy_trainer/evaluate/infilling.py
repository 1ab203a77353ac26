"""Gaps in code, to be filled between what stands before and behind them.

HumanEval-Infilling (2207.14255, §4) leaves out whole lines; a user at the cursor mostly leaves out the end of one.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

LEAST_MIDDLE = 4  # characters; a bracket alone says little
MOST_LINES = 6


class Cut(NamedTuple):
    """prefix + middle + suffix is the text; the middle is what has to come."""

    prefix: str
    middle: str
    suffix: str


def cut(text: str, focus: int, kind: str, rng: random.Random) -> Cut:
    """One gap at or after `focus` in a text that ends with a newline. Raises KeyError unless `kind` is in KINDS."""
    start, end = rng.choice(KINDS[kind](text, focus) or [(focus, text.index("\n", focus))])
    return Cut(text[:start], text[start:end], text[end:])


def _ends(text: str, focus: int) -> list[tuple[int, int]]:
    """The rest of a line behind a blank or an opening bracket, where every tokenizer has a border."""
    return [
        (at, end)
        for start, end in _lines(text, focus)
        for at in range(end - len(text[start:end].lstrip()) + 1, end - LEAST_MIDDLE + 1)
        if text[at] == " " or text[at - 1] in "([{"
    ]


def _blocks(text: str, focus: int) -> list[tuple[int, int]]:
    """Two to six lines, of a body that has as many."""
    found = _lines(text, focus)
    pairs = ((first, last) for first in range(len(found)) for last in range(first + 1, first + MOST_LINES))
    return [(found[a][0], found[b][1]) for a, b in pairs if b < len(found)] or found


def _lines(text: str, focus: int) -> list[tuple[int, int]]:
    """Start, indentation included, and end of every line that holds something."""
    found, begin = [], focus
    for line in text[focus:].splitlines(keepends=True):
        if line.strip():
            found.append((begin, begin + len(line.rstrip("\n"))))
        begin += len(line)
    return found


KINDS: dict[str, Callable[[str, int], list[tuple[int, int]]]] = {"end": _ends, "line": _lines, "lines": _blocks}
