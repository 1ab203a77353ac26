"""Where in the world a suggestion belongs: the text near a cursor, and what was typed from one cursor to another."""

from __future__ import annotations

from typing import NamedTuple

from understudy.complete.brackets import closers
from understudy.complete.types import Ask

KEY_CHARACTERS = 256  # of the text before the cursor; more only costs hashing
LONGEST_TYPED = 128  # llama.vim's: how far the user may have typed into a suggestion


class Around(NamedTuple):
    """before, after: text (LF) next to the cursor, more of it than is compared. Compare with `typed_since`, not
    with ==: both have no fixed end."""

    uri: str
    before: str
    after: str


def around(ask: Ask) -> Around:
    """The text near the cursor of a request."""
    before, number = ask.before, ask.line
    while number > 0 and len(before) < KEY_CHARACTERS + 2 * LONGEST_TYPED:
        number -= 1
        before = ask.lines[number] + before
    after, number = ask.lines[ask.line][ask.index :], ask.line + 1
    while number < len(ask.lines) and len(after) < 2 * KEY_CHARACTERS:
        after += ask.lines[number]
        number += 1
    return Around(ask.uri, before.replace("\r\n", "\n"), after.replace("\r\n", "\n"))


def line_above(ask: Ask) -> str:
    """The last line above the cursor's that is not blank, with its end; "" if there is none."""
    return next((ask.lines[n] for n in range(ask.line - 1, -1, -1) if ask.lines[n].strip()), "")


class Typed(NamedTuple):
    """text: what the user typed. closing: what the editor put behind the cursor for it."""

    text: str = ""
    closing: str = ""


def typed_since(earlier: Around, later: Around) -> Typed | None:
    """What was typed at `earlier`'s cursor to get to `later`'s ("" = the same place); None if anything else changed."""
    if earlier.uri != later.uri:
        return None
    tail = earlier.before[-KEY_CHARACTERS:]
    at_start = len(tail) < KEY_CHARACTERS  # of the file: then nothing may stand before it
    for typed in range(min(LONGEST_TYPED, len(later.before)) + 1):
        end = len(later.before) - typed
        if later.before.endswith(tail, 0, end) and (end == len(tail) or not at_start):
            text = later.before[end:]
            return next((Typed(text, c) for c in closings(text, later) if _after(later, c) == _after(earlier)), None)
    return None


def closings(text: str, place: Around) -> tuple[str, ...]:
    """What the editor may have put behind the cursor for a typed `text`: nothing, or what closes it if that is there.

    A bracket typed into a suggestion then changes what follows the cursor, but not the user's mind.
    """
    if place.after[:1] not in tuple(")]}\"'"):
        return ("",)
    closing = closers(text)
    return ("", closing) if closing and place.after.startswith(closing) else ("",)


def _after(place: Around, closing: str = "") -> str:
    return place.after[len(closing) :][:KEY_CHARACTERS]
