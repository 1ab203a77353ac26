"""What a file imports, read line by line: the file need not parse, for somebody is typing in it.

In: lines. Out: `Import`s. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_STATEMENT_LINES = 200
MOST_IMPORTS = 200

MOST_LINE_CHARACTERS = 2_000
_START = re.compile(r"[ \t\f]*(?:[a-z][\w \t(),.]*:[ \t]*)?(?=(?:from|import)[ \t.(])")  # also `try: import a`
_NAMES_ONLY = re.compile(r"^[\w\s,.*()\\;]*$")
_IMPORT = re.compile(r"import (?P<names>.+)")
_FROM = re.compile(r"from(?P<dots>[. ]*)(?P<module>\w[\w.]*)? ?\bimport\b(?P<names>.*)")
_STRINGS = re.compile(r"\"\"\"|\'\'\'|#.*|\"(?:\\.|[^\"\\\n])*\"|\'(?:\\.|[^\'\\\n])*\'")


@dataclass(frozen=True, slots=True)
class Name:
    """One imported name and what the file calls it."""

    name: str
    bound: str


@dataclass(frozen=True, slots=True)
class Import:
    """`import module as bound` (names is empty), or `from <level dots>module import names` (bound is "").

    Without `as`, bound is the whole dotted module: that is how its attributes are reached.
    """

    module: str
    level: int = 0
    names: tuple[Name, ...] = ()
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """first, last: the lines an import statement stands on."""

    first: int
    last: int
    imports: tuple[Import, ...]


def statements(lines: Sequence[str]) -> list[Statement]:
    """The import statements of a file, those in functions and `try` too; broken ones are left out."""
    found: list[Statement] = []
    number, quote, total = 0, "", 0
    while number < len(lines) and total < MOST_IMPORTS:
        line = lines[number]
        match = None if quote or len(line) > MOST_LINE_CHARACTERS else _START.match(line)
        if match is None:
            if '"""' in line or "'''" in line:
                quote = _open_quote(line, quote)
            number += 1
            continue
        last, text = _joined(lines, number, match.end())
        imports = tuple(one for part in text.split(";") for one in _parsed(" ".join(part.split())))
        if imports:
            found.append(Statement(number, last, imports))
            total += len(imports)
        number = last + 1
    return found


def _joined(lines: Sequence[str], number: int, column: int) -> tuple[int, str]:
    """The last line of the statement that begins at a place, and its text without comments, brackets and backslashes.

    A bracket that is never closed ends where a line holds more than names.
    """
    text, depth = "", 0
    for last in range(number, min(len(lines), number + MOST_STATEMENT_LINES)):
        code = lines[last][column if last == number else 0 :][:MOST_LINE_CHARACTERS].split("#")[0].rstrip()
        if last > number and (not _NAMES_ONLY.match(code) or _START.match(code)):
            return last - 1, text
        depth += code.count("(") - code.count(")")
        goes_on = code.endswith("\\")
        text += code.replace("(", " ").replace(")", " ").rstrip("\\") + " "
        if depth <= 0 and not goes_on:
            return last, text
    return last, text


def _parsed(statement: str) -> Iterator[Import]:
    if match := _IMPORT.match(statement):
        for name in _names(match["names"]):
            yield Import(name.name, bound=name.bound)
    elif match := _FROM.match(statement):
        level = match["dots"].count(".")
        names = tuple(_names(match["names"]))
        if names and (level or match["module"]):
            yield Import((match["module"] or "").strip("."), level, names)


def _names(text: str) -> Iterator[Name]:
    for part in text.split(","):
        words = part.split()
        if not words or not all(word == "*" or word.replace(".", "").isidentifier() for word in words):
            continue
        if len(words) == 1:
            yield Name(words[0], words[0])
        elif len(words) == 3 and words[1] == "as":
            yield Name(words[0], words[2])


def _open_quote(line: str, quote: str) -> str:
    """The triple quote that is open after `line`, "" if none. quote: the one open before it."""
    position = 0
    while True:
        if quote:
            end = line.find(quote, position)
            if end < 0:
                return quote
            position, quote = end + 3, ""
        match = _STRINGS.search(line, position)
        if match is None:
            return ""
        position = match.end()
        quote = match[0] if match[0] in ('"""', "'''") else ""
