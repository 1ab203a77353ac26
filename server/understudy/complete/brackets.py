"""Which brackets and quotes are open, and what editors do about it. Strings and comments are skipped; a string left
open ends with its line."""

from __future__ import annotations

import re

OPENER_OF = {")": "(", "]": "[", "}": "{"}
_CLOSER_OF = {opener: closer for closer, opener in OPENER_OF.items()}
_TOKEN = re.compile(
    r"\"\"\".*?(?:\"\"\"|\Z)|'''.*?(?:'''|\Z)|(?P<quote>[\"'])(?:\\.|(?!(?P=quote))[^\\\n])*(?P<end>(?P=quote)|\n|\Z)"
    r"|#[^\n]*|(?P<opener>[(\[{])|(?P<closer>[)\]}])",
    re.DOTALL,
)


def open_brackets(text: str) -> list[str]:
    """The brackets that `text` opens and does not close, outermost first; closers of others are left out."""
    stack: list[str] = []
    for token in _TOKEN.finditer(text):
        if token["opener"]:
            stack.append(token["opener"])
        elif token["closer"] and stack and stack[-1] == OPENER_OF[token["closer"]]:
            stack.pop()
    return stack


def closes(stack: list[str], run: str) -> bool:
    """Does `run`, closing brackets only, close brackets of `stack` one after the other?"""
    return len(run) <= len(stack) and all(
        OPENER_OF[closer] == opener for closer, opener in zip(run, reversed(stack), strict=False)
    )


def closers(text: str) -> str:
    """What closes the string and the brackets that `text` leaves open: editors put it behind the cursor unasked."""
    last = None
    for last in _TOKEN.finditer(text):  # noqa: B007
        pass
    quote = last["quote"] if last and last["quote"] and last.end() == len(text) and not last["end"] else ""
    return quote + "".join(_CLOSER_OF[opener] for opener in reversed(open_brackets(text)))


def until_closed(text: str, closing: str) -> str:
    """`text` up to where it says `closing`, which stands behind the cursor already; all of it if it does not."""
    quote = closing[0] if closing[0] in "\"'" else ""
    if quote:
        return re.split(rf"(?<!\\){quote}", text, maxsplit=1)[0]
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += bool(token["opener"]) - bool(token["closer"])
        if depth < 0:
            return text[: token.start()]
    return text
