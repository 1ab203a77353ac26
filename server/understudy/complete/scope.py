"""One line or a whole block, and where the block ends. Pure functions of the lines around the cursor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from understudy.context.functions import FunctionSite, find_function, indent_columns

LOOK_UP_LINES = 120  # a signature and a docstring longer than this are no stub to fill
_DEF = re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]")
_QUOTES = ('"""', "'''", '"', "'")


@dataclass(frozen=True, slots=True)
class Scope:
    """multi: a block may be written. columns: lines indented by fewer columns end it (0 = no rule)."""

    multi: bool
    columns: int = 0


SINGLE = Scope(False)


def scope(before: str, after: str, above: Sequence[str], below: Sequence[str]) -> Scope:
    """A block where one is empty: the line above (or this one) opens it and nothing below is inside it yet."""
    if after.strip():
        return SINGLE
    if before.strip():
        opener, columns = before, indent_columns(before) + 1
    else:
        opener = next((line for line in reversed(above) if line.strip()), "")
        columns = indent_columns(opener) + 1
        if before and len(before.expandtabs(8)) < columns:
            return SINGLE
    if not opener.split("#")[0].rstrip().endswith(":"):
        return SINGLE
    following = next((line for line in below if line.strip()), "")
    if following and indent_columns(following) >= columns:
        return SINGLE
    return Scope(True, columns)


def empty_body(lines: Sequence[str], line: int, before: str, after: str) -> FunctionSite | None:
    """The function whose body is empty below a docstring and holds the cursor (its lines count from `lines[0]`)."""
    if before.strip() or after.strip():
        return None
    first = next((n for n in range(line - 1, max(-1, line - LOOK_UP_LINES), -1) if _DEF.match(lines[n])), None)
    if first is None:
        return None
    end = line + 1
    while end < len(lines) and not lines[end].strip():
        end += 1
    if end < len(lines) and indent_columns(lines[end]) > indent_columns(lines[first]):
        return None  # code of this body stands below the cursor
    found = find_function("".join(lines[first:end]), line=0)
    if found is None or not found.is_stub or line - first < found.body_line:
        return None
    body = lines[first + found.body_line : end]
    head = [text.strip() for text in lines[first + 1 : first + found.body_line]]
    if any(text.strip() for text in body) or not any(text.endswith(_QUOTES) for text in head):
        return None
    return FunctionSite(
        found.qualname, first, first + found.body_line, first + max(found.end_line, found.body_line), found.indent, True
    )
