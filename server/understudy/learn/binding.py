"""Which names a fragment of code binds itself, by its tokens (`likeness.tokens`): renaming those is no other code.

A name is bound where every place it stands at is a binding, or lies behind or inside one. What is read before, or in
its own first assignment, comes from outside (a parameter that is assigned again), and so does what a comprehension, a
`lambda` or an inner function's signature binds and the rest of the text uses too.
"""

from __future__ import annotations

import keyword
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

WORDS = frozenset(keyword.kwlist)
NAME = re.compile(r"\b[^\W\d]\w*")
_OPEN, _CLOSE = ("(", "[", "{"), (")", "]", "}")


def bound(found: Sequence[str]) -> frozenset[str]:
    """The names that a token sequence binds itself."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)  # where each stands for what was bound, [from, to)
    for name, begin, end in _bindings(found):
        if name.isidentifier() and name not in WORDS:
            places[name].append((begin, end))
    outside = {
        name
        for name, at in occurrences(found)
        if name in places and not any(begin <= at < end for begin, end in places[name])
    }
    return frozenset(places.keys() - outside)


def occurrences(found: Sequence[str]) -> Iterator[tuple[str, int]]:
    """(name, index of its token); neither attributes nor names of keyword arguments. Of f-strings every word."""
    depth = 0
    for at, token in enumerate(found):
        depth += (token in _OPEN) - (token in _CLOSE)
        if is_format(token):
            yield from ((match[0], at) for match in NAME.finditer(token))
        elif not (is_attribute(found, at) or (depth > 0 and is_keyword(found, at))):
            yield token, at


def is_attribute(found: Sequence[str], at: int) -> bool:
    return tuple(found[max(0, at - 1) : at]) == (".",)


def is_keyword(found: Sequence[str], at: int) -> bool:
    """Whether a token inside brackets names an argument, `f(token=…)`."""
    return tuple(found[at + 1 : at + 2]) == ("=",) and tuple(found[max(0, at - 1) : at]) in (("(",), (",",))


def is_format(token: str) -> bool:
    """Whether it is an f-string with something in it."""
    return token[:1] in "fFrR" and token[-1:] in ("'", '"') and "{" in token


def _bindings(found: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """(name, from, to): names with the stretches in which they stand for what is bound there; a target is one, too."""
    depth, start, size = 0, 0, len(found)
    for at, token in enumerate(found):
        depth += (token in _OPEN) - (token in _CLOSE)
        if token == ":" and at == start + 1 and depth <= 0 and found[start] not in WORDS:  # name: annotation
            yield found[start], start, at
            yield found[start], _line_end(found, at), size
            start = size  # the rest of the line is the annotation and the value
        elif token.startswith("\n") or (token in (":", ";") and depth <= 0 and start <= at):
            start = at + 1
        elif token == "=" and depth <= 0:
            yield from _each(found, _targets(found, start, at), _line_end(found, at), size)
            start = at + 1
        elif token == ":=":
            yield from _each(found, [at - 1], _close(found, at), size)
        elif token == "for":
            yield from _loop(found, at, depth)
        elif token == "lambda":
            end = next((j for j in range(at, size) if found[j] == ":"), at)
            yield from _each(
                found, _targets(found, at + 1, end), end, min(_close(found, at), _level_end(found, end, (",",)))
            )
        elif token in ("as", "def") and at + 1 < size:
            yield found[at + 1], at + 1, size
            if token == "def":
                yield from _parameters(found, at)


def _parameters(found: Sequence[str], at: int) -> Iterator[tuple[str, int, int]]:
    """Of the function whose `def` stands at `at`: each stands for its argument until the body ends."""
    close = _level_end(found, at + 2, ()) if tuple(found[at + 2 : at + 3]) == ("(",) else at
    own = next((_columns(found[j]) for j in range(at - 1, -1, -1) if found[j].startswith("\n")), 0)
    ends = (j for j in range(close, len(found)) if found[j].startswith("\n") and _columns(found[j]) <= own)
    end, depth = next(ends, len(found)), 0
    for j in range(at + 3, close):
        if depth == 0 and found[j - 1] in ("(", ",", "*", "**"):
            yield found[j], j, end
        depth += (found[j] in _OPEN) - (found[j] in _CLOSE)


def _columns(line_start: str) -> int:
    return len(line_start) - 1


def _loop(found: Sequence[str], at: int, depth: int) -> Iterator[tuple[str, int, int]]:
    """A statement's target stands from its body on; a comprehension's in all of its brackets but what is run over."""
    size = len(found)
    within = next((j for j in range(at, size) if found[j] == "in"), at)
    targets = _targets(found, at + 1, within)
    if depth <= 0:
        yield from _each(found, targets, _level_end(found, within, (":",)), size)
        return
    over = _level_end(found, within, ("for", "if", "async"))
    for target in targets:
        yield found[target], _open(found, at), within
        yield found[target], over, _close(found, at)


def _each(found: Sequence[str], targets: Sequence[int], begin: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Each target where it stands, and from `begin` to `end`."""
    for at in targets:
        yield found[at], at, at + 1
        yield found[at], begin, end


def _targets(found: Sequence[str], begin: int, end: int) -> list[int]:
    """Of the left side of an assignment, where the names that are assigned stand, not what is looked up in them."""
    names: list[int] = []
    inside: list[bool] = []  # of each open bracket, whether it is an index or a call
    for at in range(begin, end):
        token = found[at]
        last = found[at - 1] if at > begin else ""
        following = found[at + 1] if at + 1 < end else ""
        if token in ("(", "["):
            inside.append(last not in ("", ",", "(", "[", "*"))
        elif token in (")", "]") and inside:
            inside.pop()
        elif last != "." and following not in (".", "[", "(") and not any(inside):
            names.append(at)
    return names


def _line_end(found: Sequence[str], at: int) -> int:
    return next((j for j in range(at, len(found)) if found[j].startswith("\n")), len(found))


def _level_end(found: Sequence[str], at: int, ends: tuple[str, ...]) -> int:
    """The first of `ends` outside brackets opened after `at`, or where the bracket around it closes."""
    depth = 0
    for j in range(at + 1, len(found)):
        depth += (found[j] in _OPEN) - (found[j] in _CLOSE)
        if depth < 0 or (depth == 0 and found[j] in ends):
            return j
    return len(found)


def _close(found: Sequence[str], at: int) -> int:
    """Where the bracket around `at` closes, or its line ends."""
    return next(
        (j for j in range(at, _level_end(found, at, ())) if found[j].startswith("\n")), _level_end(found, at, ())
    )


def _open(found: Sequence[str], at: int) -> int:
    depth = 0
    for j in range(at - 1, -1, -1):
        depth += (found[j] in _CLOSE) - (found[j] in _OPEN)
        if depth < 0:
            return j
    return 0
