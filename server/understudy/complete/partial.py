"""Best so far: which part of a text that is still being written may be shown.

Peers show whatever stands there when time is up (llama.vim 250 ms, Continue 150 ms), half a name included, and Tab then
inserts it. Ours stands on its own: of a block its whole lines, of a line the part up to the last place where it
could end.
"""

from __future__ import annotations

import keyword
import re

_TOKEN = re.compile(
    r"(?P<string>\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')|(?P<open>[\"'])"
    r"|(?P<word>\w+)|(?P<comment>#.*)|(?P<opener>[(\[{])|(?P<closer>[)\]}])|(?P<colon>:)|\s+|."
)
_HANGING = frozenset(keyword.kwlist) - {"None", "True", "False", "pass", "break", "continue", "return"}
_COMPOUND = frozenset("if elif else for while with def class try except finally async match case".split())
_UNFINISHED = {"if": True, "lambda": True, "else": False}  # after these words an expression wants more, or no more


def whole_lines(text: str) -> str:
    """Up to the last line end, if anything stands before it."""
    return text[: text.rindex("\n") + 1] if "\n" in text.strip(" \t") else ""


def standing(text: str, before: str) -> str:
    """The longest part of a line's `text` that stands on its own after `before`, the line up to the cursor.

    It ends outside strings and comments, closes the brackets it opens, finishes a conditional expression that it
    begins, and does not end in an operator, in a keyword that wants more, or in a name that may still grow. The head
    of a compound statement ends at its colon.
    """
    whole, start = before + text, len(before)
    compound = next(iter(whole.replace(":", " ").split()), "") in _COMPOUND
    depth = base = end = 0
    unfinished = False
    for token in _TOKEN.finditer(whole):
        kind, stop = token.lastgroup, token.end()
        depth += (kind == "opener") - (kind == "closer")
        if depth <= base and not compound:
            unfinished = _UNFINISHED.get(token[0], unfinished)
        if stop <= start:
            base = depth
        elif kind == "open":
            break  # a string that is not closed yet
        elif depth <= base and (kind == "colon" if compound else not unfinished and _may_end(token, whole[stop:])):
            end = stop
    return whole[start:end] if end else ""


def _may_end(token: re.Match[str], rest: str) -> bool:
    if token.lastgroup == "string":
        return token[0] not in ('""', "''") or rest != ""  # two quotes may become three
    if token.lastgroup == "word":
        return rest != "" and rest[0] not in ".([\"'" and token[0] not in _HANGING
    return token.lastgroup == "closer"
