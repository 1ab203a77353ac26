"""How the command talks: results on stdout, progress on stderr, errors as "error: …" and "next: …"."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Sequence
from typing import Any

from understudy.errors import UnderstudyError

OK, FAILED, ERROR, INTERRUPTED = 0, 1, 2, 130


def print_error(error: UnderstudyError) -> None:
    """Show a typed error and what to do about it on stderr."""
    print(f"error: {error.message}", file=sys.stderr)
    if error.next_step:
        print(f"next: {error.next_step}", file=sys.stderr)


def print_warning(error: UnderstudyError) -> None:
    """Show what went wrong beside the job that was done, on stderr."""
    print(f"warning: {error.message}", file=sys.stderr)
    if error.next_step:
        print(f"next: {error.next_step}", file=sys.stderr)


def print_json(value: Any) -> None:
    """One JSON document on stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def note(text: str) -> None:
    """One line for a person, on stderr, so that stdout can be piped."""
    print(text, file=sys.stderr, flush=True)


def refused(action: str, yes: bool) -> int | None:
    """None if the user wants `action` ("Delete everything"), else the exit status. Asks a person, unless `yes`."""
    if yes:
        return None
    if not sys.stdin.isatty():
        note(f"error: {action}? Nobody is there to answer.\nnext: repeat it with --yes")
        return ERROR
    with contextlib.suppress(EOFError):
        if input(f"{action}? [y/N] ").strip().lower() == "y":
            return None
    note("nothing was deleted")
    return OK


def table(rows: Sequence[tuple[str, ...]], header: tuple[str, ...]) -> str:
    """Left-aligned columns with a header line."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    return "\n".join(
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in [header, *rows]
    )


class StatusLine:
    """A line that is rewritten in place on a terminal, and silent elsewhere."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()

    def show(self, text: str) -> None:
        if self._live:
            print(f"\r\x1b[2K{text}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._live:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
