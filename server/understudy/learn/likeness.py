"""Whether two texts are the same code, nearly. By tokens, since completions are fragments no parser takes.

Layout never counts, nor do comments that begin with `#`, in languages that have those. Names count unless they are
bound in the text itself (`binding`): a loop variable, a target of an assignment, a `lambda`'s parameter, what `as`
names. Renaming one of those is no other code.
"""

from __future__ import annotations

import re
from functools import lru_cache

from understudy.learn.binding import NAME, bound, is_attribute, is_format, is_keyword

HASH_COMMENTS = frozenset(
    "cmake coffeescript crystal dockerfile dockercompose elixir graphql julia makefile nim perl perl6 powershell "
    "properties python r ruby shellscript starlark tcl terraform toml yaml".split()
)
"""Language identifiers of editors. In others `#` is a colour, a private field, a directive."""

_REST = (
    r"(?P<joined>\\\n)|(?P<line>\n[ \t]*)|(?P<space>[ \t\f\r]+)"
    r"|(?P<string>(?i:[bru]|f|br|rb|fr|rf)?(?:\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'))"
    r"|(?P<word>\w+)"
    r"|(?P<sign>->|:=|\*\*=|//=|>>=|<<=|\*\*|//|>>|<<|[-+*/%&|^@=!<>]=|\S)"
)
TAB = 4  # columns, where a tab indents


def tokens(text: str, language: str = "python") -> tuple[str, ...]:
    """Words, signs, strings, and line starts as newline and indentation ("\\n    "); nothing else.

    language: an editor's identifier; "" = unknown: `#` begins a comment only before a blank or the end of the line.
    Inside brackets line breaks are layout. A text that begins with two blanks or more begins with an indented line.
    """
    return _tokens(text, _COMMENT if language in HASH_COMMENTS else _NONE if language else _LIKELY)


_COMMENT, _LIKELY, _NONE = (
    re.compile(begins + _REST, re.DOTALL)
    for begins in (r"(?P<comment>#[^\n]*)|", r"(?P<comment>\#(?:[ \t][^\n]*|(?=\n|\Z)))|", r"(?P<comment>(?!))|")
)


@lru_cache(maxsize=8192)
def _tokens(text: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    found: list[str] = []
    depth = 0
    lead = len(text) - len(text.lstrip(" \t"))
    if lead > 1:
        found.append(_indent("\n" + text[:lead]))
    for match in pattern.finditer(text.strip(" \t")):
        kind, token = match.lastgroup, match[0]
        if kind == "line" and depth <= 0:
            if found and found[-1].startswith("\n"):
                found.pop()  # the line before was blank, or a comment
            found.append(_indent(token))
        elif kind in ("string", "word", "sign"):
            depth += (token in "([{") - (token in ")]}") if kind == "sign" else 0
            found.append(token)
    while found and found[-1].startswith("\n"):
        found.pop()
    return tuple(found)


def same_code(one: str, other: str, language: str = "python") -> bool:
    """Whether they differ in layout and comments at most."""
    return tokens(one, language) == tokens(other, language)


def renamed(one: str, other: str, language: str = "python") -> bool:
    """Whether they differ, beside that, in names at most which are bound in the text itself."""
    return _anonymous(tokens(one, language)) == _anonymous(tokens(other, language))


def similarity(one: str, other: str) -> float:
    """1 - token edit distance (Levenshtein) / tokens of the longer one."""
    a, b = tokens(one), tokens(other)
    longest = max(len(a), len(b))
    return 1.0 - _distance(a, b, longest) / longest if longest else 1.0


def at_least_similar(one: str, other: str, share: float, language: str = "python") -> bool:
    """`similarity(one, other) >= share`, without working out how far apart unlike texts are."""
    a, b = tokens(one, language), tokens(other, language)
    longest = max(len(a), len(b))
    most = int((1.0 - share) * longest + 1e-9)
    return _distance(a, b, most) <= most


def _distance(a: tuple[str, ...], b: tuple[str, ...], most: int) -> int:
    """The edit distance if it is at most `most`, else more than that (Ukkonen's band)."""
    begin = 0
    while begin < min(len(a), len(b)) and a[begin] == b[begin]:
        begin += 1
    a, b = a[begin:], b[begin:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if abs(len(a) - len(b)) > most:
        return most + 1
    far = most + 1
    above = [j if j <= most else far for j in range(len(b) + 1)]
    for i, token in enumerate(a, 1):
        row = [i if i <= most else far] + [far] * len(b)
        for j in range(max(1, i - most), min(len(b), i + most) + 1):
            row[j] = min(above[j - 1] + (token != b[j - 1]), above[j] + 1, row[j - 1] + 1, far)
        if min(row) >= far:
            return far
        above = row
    return above[-1]


@lru_cache(maxsize=8192)
def _anonymous(found: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens with names bound in the text numbered in the order they come."""
    names = bound(found)
    numbers: dict[str, str] = {}
    result: list[str] = []
    depth = 0
    for i, token in enumerate(found):
        depth += (token in ("(", "[", "{")) - (token in (")", "]", "}"))
        if token in names and not is_attribute(found, i) and not (depth > 0 and is_keyword(found, i)):
            token = numbers.setdefault(token, f"\0{len(numbers)}")
        elif is_format(token):  # names inside an f-string
            token = NAME.sub(lambda m: numbers.setdefault(m[0], f"\0{len(numbers)}") if m[0] in names else m[0], token)
        result.append(token)
    return tuple(result)


def _indent(line: str) -> str:
    return "\n" + line[1:].expandtabs(TAB)
