"""Whether two texts are the same code, nearly. By tokens, since completions are fragments no parser takes.

Layout and comments never count. Names count unless they are bound in the text itself: a loop variable, a target of an
assignment, a `lambda`'s parameter, what `as` names. Renaming one of those is no other code.
"""

from __future__ import annotations

import keyword
import re
from functools import lru_cache

_TOKEN = re.compile(
    r"(?P<comment>#[^\n]*)|(?P<joined>\\\n)|(?P<line>\n[ \t]*)|(?P<space>[ \t\f\r]+)"
    r"|(?P<string>(?i:[bru]|f|br|rb|fr|rf)?(?:\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'))"
    r"|(?P<word>\w+)"
    r"|(?P<sign>->|:=|\*\*=|//=|>>=|<<=|\*\*|//|>>|<<|[-+*/%&|^@=!<>]=|\S)",
    re.DOTALL,
)
_NAME = re.compile(r"\b[^\W\d]\w*")
_WORDS = frozenset(keyword.kwlist)
TAB = 4  # columns, where a tab indents


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """Words, signs, strings, and line starts as newline and indentation ("\\n    "); nothing else.

    Inside brackets line breaks are layout. A text that begins with two blanks or more begins with an indented line.
    """
    found: list[str] = []
    depth = 0
    lead = len(text) - len(text.lstrip(" \t"))
    if lead > 1:
        found.append(_indent("\n" + text[:lead]))
    for match in _TOKEN.finditer(text.strip(" \t")):
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


def same_code(one: str, other: str) -> bool:
    """Whether they differ in layout and comments at most."""
    return tokens(one) == tokens(other)


def renamed(one: str, other: str) -> bool:
    """Whether they differ, beside that, in names at most which are bound in the text itself."""
    return _anonymous(one) == _anonymous(other)


def similarity(one: str, other: str) -> float:
    """1 - token edit distance (Levenshtein) / tokens of the longer one."""
    a, b = tokens(one), tokens(other)
    longest = max(len(a), len(b))
    return 1.0 - _distance(a, b, longest) / longest if longest else 1.0


def at_least_similar(one: str, other: str, share: float) -> bool:
    """`similarity(one, other) >= share`, without working out how far apart unlike texts are."""
    a, b = tokens(one), tokens(other)
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
def _anonymous(text: str) -> tuple[str, ...]:
    """The tokens with names bound in the text numbered in the order they come."""
    found = tokens(text)
    names = bound(found)
    numbers: dict[str, str] = {}
    result: list[str] = []
    depth = 0
    for i, token in enumerate(found):
        depth += (token in ("(", "[", "{")) - (token in (")", "]", "}"))
        keyword_argument = depth > 0 and found[i + 1 : i + 2] == ("=",) and found[i - 1 : i] in (("(",), (",",))
        if token in names and found[i - 1 : i] != (".",) and not keyword_argument:
            token = numbers.setdefault(token, f"\0{len(numbers)}")
        elif token[:1] in "fFrR" and token[-1:] in "'\"" and "{" in token:  # names inside an f-string
            token = _NAME.sub(lambda m: numbers.setdefault(m[0], f"\0{len(numbers)}") if m[0] in names else m[0], token)
        result.append(token)
    return tuple(result)


def bound(found: tuple[str, ...]) -> frozenset[str]:
    """The names that a token sequence binds itself."""
    names: set[str] = set()
    depth, start = 0, 0
    for i, token in enumerate(found):
        depth += (token in ("(", "[", "{")) - (token in (")", "]", "}"))
        if token == ":" and i == start + 1 and depth <= 0 and found[start] not in _WORDS:
            names.add(found[start])
            start = len(found)  # the rest of the line is the annotation and the value
        elif token.startswith("\n") or (token in (":", ";") and depth <= 0 and start <= i):
            start = i + 1
        elif token == "=" and depth <= 0:
            names.update(_targets(found[start:i]))
            start = i + 1
        elif token == ":=":
            names.update(found[i - 1 : i])
        elif token in ("for", "lambda"):
            end = next((j for j in range(i, len(found)) if found[j] in ("in", ":")), i)
            names.update(_targets(found[i + 1 : end]))
        elif token in ("as", "def") and i + 1 < len(found):
            names.add(found[i + 1])
    return frozenset(name for name in names if name.isidentifier() and name not in _WORDS)


def _targets(found: tuple[str, ...]) -> list[str]:
    """Of the left side of an assignment, the names that are assigned, not what is looked up in them."""
    names: list[str] = []
    inside: list[bool] = []  # of each open bracket, whether it is an index or a call
    for last, token, following in zip(("", *found), found, (*found[1:], ""), strict=False):
        if token in ("(", "["):
            inside.append(last not in ("", ",", "(", "[", "*"))
        elif token in (")", "]") and inside:
            inside.pop()
        elif last != "." and following not in (".", "[", "(") and not any(inside):
            names.append(token)
    return names


def _indent(line: str) -> str:
    return "\n" + line[1:].expandtabs(TAB)
