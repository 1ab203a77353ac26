"""Whether a completion is worth asking for at all. Pure functions of the text around the cursor, microseconds each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from understudy.context.limits import too_big

LEAST_PROMPT_CHARACTERS = 10  # Copilot's: with less, a model only recites its favourite file
LANGUAGES = frozenset({"python", ""})
_MAY_FOLLOW = re.compile(r"^\s*[)>}\]\"'`]*\s*[:{;,]?\s*(?:#.*)?$")  # Copilot's mid-line rule, and a comment
_STRING_START = re.compile(r"(?P<quote>\"\"\"|'''|\"|')")


def why_not(*, language: str, size: int, before: str, after: str, above: Sequence[str], invoked: bool) -> str | None:
    """The first reason against a completion, as a word for the log, or None. above: the nearest lines above."""
    if language not in LANGUAGES:
        return "language"
    if too_big(size):
        return "too-big"
    if inside_word(before, after):
        return "inside-word"
    if not may_follow(after):
        return "mid-line"
    if invoked:
        return None
    if in_comment_or_string(before):
        return "comment-or-string"
    if not enough_prompt(before, above):
        return "empty"
    return None


def may_follow(after: str) -> bool:
    """Mid-line rule: only closing brackets, quotes and one punctuation mark may stand right of the cursor."""
    return _MAY_FOLLOW.match(after) is not None


def inside_word(before: str, after: str) -> bool:
    """The cursor stands within a name: what follows would have to be guessed to fit it."""
    return bool(before and after) and _is_word(before[-1]) and _is_word(after[0])


def in_comment_or_string(before: str) -> bool:
    """The line up to the cursor ends in a comment or an open one-line string.

    Judged by this line alone: text inside a docstring counts as code, which errs on the side of answering.
    """
    position = 0
    while position < len(before):
        if before[position] == "#":
            return True
        match = _STRING_START.match(before, position)
        if not match:
            position += 1
            continue
        end = _string_end(before, match.end(), match["quote"])
        if end is None:
            return len(match["quote"]) == 1
        position = end
    return False


def enough_prompt(before: str, above: Sequence[str]) -> bool:
    """At least some characters of code stand above the cursor."""
    total = len(before.strip())
    for line in reversed(above):
        if total >= LEAST_PROMPT_CHARACTERS:
            break
        total += len(line.strip())
    return total >= LEAST_PROMPT_CHARACTERS


def _string_end(text: str, position: int, quote: str) -> int | None:
    while position < len(text):
        if text[position] == "\\":
            position += 2
        elif text.startswith(quote, position):
            return position + len(quote)
        else:
            position += 1
    return None


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
