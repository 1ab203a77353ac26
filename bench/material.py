"""Real Python text cut to measure: places to type at, and prompts nobody has seen. Pure, but for reading one module."""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass

TYPED = 40  # characters between prefix and suffix of a place

Count = Callable[[str], int]
"""Tokens of a text; never asked about an empty one."""


@dataclass(frozen=True, slots=True)
class Place:
    """prefix ends where a line starts; typed: that line, at least TYPED characters; suffix: from its end on."""

    prefix: str
    typed: str
    suffix: str


def source() -> str:
    """About 25,000 tokens of hand-written Python that every installation has."""
    return inspect.getsource(argparse)


def places(text: str, count: Count, prefix_tokens: int, suffix_tokens: int, wanted: int) -> list[Place]:
    """`wanted` places evenly spread over the text, with at most so many tokens on each side (less than a line below).

    Raises ValueError if the text has too few.
    """
    lines = text.splitlines(keepends=True)
    fit = [
        place
        for number in range(1, len(lines))
        if (place := _place(lines, number)) is not None
        and _long_enough(lines, number, count, prefix_tokens, suffix_tokens)
    ]
    if len(fit) < wanted:
        raise ValueError(f"The text has {len(fit)} places, not {wanted}.")
    chosen = [fit[i * len(fit) // wanted] for i in range(wanted)]
    return [
        Place(_tail(place.prefix, count, prefix_tokens), place.typed, _head(place.suffix, count, suffix_tokens))
        for place in chosen
    ]


def fresh_prompt(ids: Sequence[int], size: int, number: int) -> list[int]:
    """Prompt `number` (0 ...) of `size` ids: windows that begin elsewhere, so that no two share a prefix."""
    start = (number * 97) % (len(ids) - size)
    return list(ids[start : start + size])


def _place(lines: Sequence[str], number: int) -> Place | None:
    line = lines[number]
    if len(line.rstrip("\n")) < TYPED or line.lstrip().startswith("#"):
        return None
    return Place("".join(lines[:number]), line.rstrip("\n"), "\n" + "".join(lines[number + 1 :]))


def _long_enough(lines: Sequence[str], number: int, count: Count, before: int, after: int) -> bool:
    near, far = "".join(lines[max(0, number - before) : number]), "".join(lines[number + 1 : number + 1 + after])
    return bool(near and far) and count(near) >= before and count(far) >= after


def _tail(text: str, count: Count, most: int) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines[_least(len(lines), lambda start: count("".join(lines[start:])) <= most) :])


def _head(text: str, count: Count, most: int) -> str:
    lines = text.splitlines(keepends=True)
    dropped = _least(len(lines), lambda drop: count("".join(lines[: len(lines) - drop])) <= most)
    return "".join(lines[: len(lines) - dropped])


def _least(size: int, fits: Callable[[int], bool]) -> int:
    """The smallest number in 0 ... size that fits, if everything above a fitting one fits too."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle + 1, high)
    return low
