"""Whether a completion is worth asking for at all. Pure functions of the text around the cursor, microseconds each."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from understudy.context.limits import too_big

LEAST_PROMPT_CHARACTERS = 10  # Copilot's: with less, a model only recites its favourite file
PYTHON = "python"
_MAY_FOLLOW = re.compile(r"^\s*[)>}\]\"'`]*\s*[:{;,]?\s*(?:#.*)?$")  # Copilot's mid-line rule, and a comment
LOOK_BACK_CHARACTERS = 64 * 1024  # a millisecond
_OUTSIDE = re.compile(r"\n(?=(?:def|class|import|from|async) |@)")  # hardly ever a line of a string
_TEXT = re.compile(  # a group has matched if a comment or string is still open at the end
    r'"""(?:[^"\\]|\\.|"(?!""))*(?:"""|(?P<double3>\Z))'
    r"|'''(?:[^'\\]|\\.|'(?!''))*(?:'''|(?P<single3>\Z))"
    r'|"(?:[^"\\\n]|\\.)*(?:"|\n|(?P<double>\Z))'
    r"|'(?:[^'\\\n]|\\.)*(?:'|\n|(?P<single>\Z))"
    r"|#[^\n]*(?:\n|(?P<comment>\Z))",
    re.DOTALL,
)


def why_not(
    *,
    language: str,
    size: int,
    before: str,
    after: str,
    above: Sequence[str],
    invoked: bool,
    languages: Collection[str] = (PYTHON,),
) -> str | None:
    """The first reason against a completion, as a word for the log, or None. above: the lines above the cursor's.
    languages: those the user wants completions in, as editors name them."""
    if (language or PYTHON) not in languages:
        return "language"
    if too_big(size):
        return "too-big"
    if inside_word(before, after):
        return "inside-word"
    if not may_follow(after):
        return "mid-line"
    if invoked:
        return None
    if is_python(language) and in_comment_or_string("".join(above) + before):
        return "comment-or-string"
    if not enough_prompt(before, above):
        return "empty"
    return None


def is_python(language: str) -> bool:
    """Blocks, bodies, comments and other files' code are known of Python alone; elsewhere there is one line at a time.
    An editor that does not say is asked for Python."""
    return language in ("", PYTHON)


def may_follow(after: str) -> bool:
    """Mid-line rule: only closing brackets, quotes and one punctuation mark may stand right of the cursor."""
    return _MAY_FOLLOW.match(after) is not None


def inside_word(before: str, after: str) -> bool:
    """The cursor stands within a name: what follows would have to be guessed to fit it."""
    return bool(before and after) and _is_word(before[-1]) and _is_word(after[0])


def in_comment_or_string(source: str) -> bool:
    """`source`, the file up to the cursor, ends in a comment or an open string, a docstring for one: prose, which small
    models recite. Of a long file only the end is looked at, from a line on that begins a statement."""
    start = len(source) - LOOK_BACK_CHARACTERS
    if start > 0:
        outside = _OUTSIDE.search(source, start)
        start = outside.end() if outside else start
    return any(token.lastgroup for token in _TEXT.finditer(source, max(0, start)))


def enough_prompt(before: str, above: Sequence[str]) -> bool:
    """At least some characters of code stand above the cursor."""
    total = len(before.strip())
    for line in reversed(above):
        if total >= LEAST_PROMPT_CHARACTERS:
            break
        total += len(line.strip())
    return total >= LEAST_PROMPT_CHARACTERS


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
