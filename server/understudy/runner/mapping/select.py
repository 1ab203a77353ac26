"""Joins the two answers: rows of the map where they hold, the static match where nothing better is known.

In: the map and a function. Out: a `TestSelection`, and why tests were left out of it. Pure but for reading files.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from understudy.runner.mapping import code, files, static
from understudy.runner.mapping.rows import Codes, FileRows, Name, Row, base
from understudy.runner.types import Excluded, TestSelection

AT_IMPORT_TESTS = 20  # of a file whose import runs the function: each of its tests fails when it raises
FAILING = ("failed", "crash")


class Known:
    """What the map says of one function. text: the editor's text of its file, which replaces what is on disk."""

    def __init__(
        self,
        workspace: Path,
        guess: TestSelection,
        text: str | None,
        sources: code.Sources,
        rows: Mapping[str, FileRows],
    ) -> None:
        ref = guess.ref
        path = ref.file.relative_to(workspace).as_posix()
        self.name: Name = (path, ref.qualname)
        self.reaching: dict[str, Row] = {}
        self.fresh: dict[str, Row] = {}
        self.at_import: set[str] = set()
        self.by_base: dict[str, list[Row]] = {}
        codes = _codes(sources, path, text)
        guessed = {base(nodeid) for nodeid in guess.nodeids}
        for file in rows.values():
            at_import = any(each.belongs_to(self.name) for each in file.at_import)
            wanted = [row for row in file.rows.values() if self._add(row, guessed) or at_import]
            if at_import:
                self.at_import.update(file.rows)
            if wanted and file.is_fresh(files.around(workspace, file.file), codes, self.name):
                self.fresh |= {row.nodeid: row for row in wanted if row.is_fresh(codes, self.name)}

    def _add(self, row: Row, guessed: set[str]) -> bool:
        """Whether the row matters here."""
        if row.reaches(self.name):
            self.reaching[row.nodeid] = row
        if (stem := base(row.nodeid)) in guessed:
            self.by_base.setdefault(stem, []).append(row)
        return row.nodeid in self.reaching or stem in guessed

    def rules_out(self, nodeid: str) -> bool:
        """Whether a statically matched test is known not to reach the function, or is better known by its rows."""
        rows = self.by_base.get(base(nodeid), [])
        if any(row.nodeid in self.reaching for row in rows):
            return True
        sure = all(row.nodeid in self.fresh and not row.partial and row.nodeid not in self.at_import for row in rows)
        return bool(rows) and sure


def select(known: Known, guess: TestSelection, slower_than: float) -> TestSelection:
    """slower_than: seconds; slower tests are left out while others remain."""
    excluded: dict[str, str] = {}
    for nodeid in guess.nodeids:
        for row in known.by_base.get(base(nodeid), []):
            if row.nodeid in known.fresh and (why := _says_nothing(row, known)):
                excluded[row.nodeid] = why
    for row in known.reaching.values():
        if row.nodeid in known.fresh and (why := _says_nothing(row, known)):
            excluded[row.nodeid] = why
    kept = [row for row in known.reaching.values() if row.nodeid not in excluded]
    unknown = [nodeid for nodeid in guess.nodeids if not known.rules_out(nodeid) and nodeid not in excluded]
    slow = {row.nodeid: row for row in kept if row.seconds > slower_than or row.outcome == "timeout"}
    if len(slow) < len(kept) + len(unknown):
        kept = [row for row in kept if row.nodeid not in slow]
        excluded |= {nodeid: f"slow ({row.seconds:.1f} s)" for nodeid, row in slow.items()}
    kept.sort(key=lambda row: (row.nodeid not in known.fresh, _width(row), row.seconds))
    nodeids = [row.nodeid for row in kept] + unknown
    if not nodeids and known.at_import:
        candidates = [row for row in known.fresh.values() if row.nodeid in known.at_import and row.outcome == "passed"]
        nodeids = [row.nodeid for row in sorted(candidates, key=lambda row: row.seconds)[:AT_IMPORT_TESTS]]
    how: Literal["dynamic", "static"] = "dynamic" if kept or excluded or not unknown else "static"
    left_out = tuple(Excluded(nodeid, why) for nodeid, why in sorted(excluded.items()))
    return TestSelection(guess.ref, tuple(nodeids[: static.MAX_TESTS]), how, left_out)


def _says_nothing(row: Row, known: Known) -> str:
    """Why the outcome of a test does not depend on the function, or on the function alone; "" if it may."""
    if row.flaky:
        return "flaky"
    if row.outcome == "skipped":
        return "skipped"
    if row.outcome in ("xfailed", "xpassed"):
        return "expected to fail"
    if row.outcome in FAILING and not row.partial and row.nodeid not in known.reaching | dict.fromkeys(known.at_import):
        return "fails without reaching the function"
    return ""


def _width(row: Row) -> int:
    """How many functions beside the test's own file a test enters: the fewer, the more it says about each."""
    return sum(each.path != row.nodeid.partition("::")[0] for each in row.functions)


def _codes(sources: code.Sources, path: str, text: str | None) -> Codes:
    """The files as they are now, each looked at once; one of them as in the editor."""
    now: dict[str, code.Code | None] = {}
    if text is not None:
        edited = code.read(text)
        if edited.spans:  # while it does not parse, the last saved text says more
            now[path] = edited

    def codes(wanted: str) -> code.Code | None:
        if wanted not in now:
            now[wanted] = sources.code(wanted)
        return now[wanted]

    return codes
