"""Which pairs are learnt from and which judge the result.

"function", the default, and "file" go by a hash: a function (or all of a file) is on one side for good, however much
comes in later, so that two runs are judged by the same code. "time" holds out the newest functions: it asks whether
what was learnt until then helps with what came after, and its border moves as the log grows; it is for studies.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Literal, Protocol, TypeVar

HELD_OUT_PERCENT = 20
LEAST_HELD_OUT = 4  # functions with pairs; with fewer the gate has nothing to judge by

By = Literal["function", "file", "time"]

_SCOPE = re.compile(r"^\s*(?:async\s+def|def|class|function|func|fn)\s+\w+", re.MULTILINE)


class Placed(Protocol):
    """scope: file and function (`scope_of`). at: seconds since the epoch."""

    @property
    def scope(self) -> str: ...

    @property
    def at(self) -> float: ...


Item = TypeVar("Item", bound=Placed)


def held_out(key: str) -> bool:
    """Whether what belongs to `key` (a scope, or a file) is kept for judging. It never changes."""
    return int(digest(key.encode("utf-8", "surrogatepass")), 16) % 100 < HELD_OUT_PERCENT


def scope_of(file: str, before_cursor: str) -> str:
    """File and the nearest definition above the cursor: what a text belongs to."""
    last = None
    for last in _SCOPE.finditer(before_cursor):  # noqa: B007
        pass
    return f"{file}::{last[0].strip()}" if last else file


def file_of(scope: str) -> str:
    """The file of a scope."""
    return scope.partition("::")[0]


def split(found: Sequence[Item], by: By = "function") -> tuple[list[Item], list[Item]]:
    """(to learn from, held out), in order. No function is on both sides.

    by "time": the newest fifth of the functions, by the first thing known of them, is held out; of older functions what
    was said after that moment is left out of both, since it would tell of the time that is asked about.
    """
    if by == "time":
        return _by_time(found)
    side = [held_out(file_of(item.scope) if by == "file" else item.scope) for item in found]
    return (
        [item for item, out in zip(found, side, strict=True) if not out],
        [item for item, out in zip(found, side, strict=True) if out],
    )


def _by_time(found: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    first: dict[str, float] = {}
    for item in found:
        first[item.scope] = min(item.at, first.get(item.scope, item.at))
    newest = sorted(first, key=lambda scope: (first[scope], scope))[len(first) * (100 - HELD_OUT_PERCENT) // 100 :]
    if len(first) < 2 or not newest:
        return list(found), []
    out = set(newest)
    border = min(first[scope] for scope in out)
    return (
        [item for item in found if item.scope not in out and item.at < border],
        [item for item in found if item.scope in out],
    )


def digest(data: bytes) -> str:
    """16 hex digits, the same on every machine."""
    return hashlib.blake2b(data, digest_size=8).hexdigest()
