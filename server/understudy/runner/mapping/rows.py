"""What is remembered of each test: which functions it entered, how long it took, how it ended; and whether that still
holds. Values only; paths are relative to the workspace, with "/"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

import msgspec

from understudy.runner.mapping.code import Code

Outcome = Literal["passed", "failed", "skipped", "xfailed", "xpassed", "timeout", "crash"]
Codes = Callable[[str], Code | None]
Name = tuple[str, str]  # (path, qualified name)


class Entered(msgspec.Struct, frozen=True, array_like=True):
    """A function of the workspace as it was when a test entered it."""

    path: str
    qualname: str
    digest: int

    def belongs_to(self, name: Name) -> bool:
        """Whether it is that function, or a method of that class."""
        path, owner = name
        return self.path == path and (self.qualname == owner or self.qualname.startswith(f"{owner}."))


class Row(msgspec.Struct, frozen=True):
    """functions: all that were entered from set-up to tear-down, shared fixtures included. seconds: of wall time,
    without waiting for a processor. partial: functions may be missing (somebody else took the profiler)."""

    nodeid: str
    functions: tuple[Entered, ...]
    seconds: float
    outcome: Outcome
    flaky: bool = False
    partial: bool = False

    def reaches(self, name: Name) -> bool:
        return any(each.belongs_to(name) for each in self.functions)

    def is_fresh(self, codes: Codes, but: Name | None = None) -> bool:
        """Whether every function entered is what it was. but: one that does not count, because it is being written."""
        return still(self.functions, codes, but)


class FileRows(msgspec.Struct, frozen=True):
    """One test file. whole: digest of the file. around: digest of pytest's settings and the conftest files above it.
    modules: every workspace file it loads → digest of what runs at import. at_import: functions entered while it was
    collected. error: why it could not be collected, or ""."""

    file: str
    whole: int
    around: int
    modules: dict[str, int] = {}
    at_import: tuple[Entered, ...] = ()
    rows: dict[str, Row] = {}
    error: str = ""

    def is_fresh(self, around: int, codes: Codes, but: Name | None = None) -> bool:
        """Whether nothing that runs at import changed, so that a row's own functions decide about the row."""
        if around != self.around or not still(self.at_import, codes, but):
            return False
        return all((code := codes(path)) is not None and code.module == digest for path, digest in self.modules.items())

    def fresh_rows(self, around: int, codes: Codes, but: Name | None = None) -> dict[str, Row]:
        if not self.is_fresh(around, codes, but):
            return {}
        return {nodeid: row for nodeid, row in self.rows.items() if row.is_fresh(codes, but)}


def still(functions: Iterable[Entered], codes: Codes, but: Name | None = None) -> bool:
    for each in functions:
        code = codes(each.path)
        if but is not None and each.belongs_to(but):
            continue
        if code is None or code.digest(each.qualname) != each.digest:
            return False
    return True


def base(nodeid: str) -> str:
    """A node id without its parameters."""
    file, _, name = nodeid.partition("::")
    return f"{file}::{name.partition('[')[0]}"
