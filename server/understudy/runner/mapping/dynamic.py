"""Runs one test file in the sandbox, slice by slice, and turns what `inside/reach.py` says into rows.

In: a test file and the rows that still hold. Out: its `FileRows`. The workspace is not written; what is cut off by a
cancellation is at most one slice.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from understudy.runner import levels, pytest_config, pythons, rundir
from understudy.runner.mapping.code import Sources
from understudy.runner.mapping.rows import Entered, FileRows, Outcome, Row
from understudy.runner.supervisor import Outcome as Run
from understudy.runner.supervisor import Zygote, ZygoteDied
from understudy.runner.types import RunnerError
from understudy.runner.verdict import clean

SLICE_S = 5.0  # so much is lost when the user begins to type
TEST_S = 10.0  # CPU seconds of one test, tracing included
FILE_S = 60.0  # wall seconds of a slice beyond SLICE_S: collection and tests that sleep, on a busy machine
MEMORY_MB = 1024
NICE = 19  # the lowest priority
MOST_SLICES = 1000
SLOW_S = 0.2  # measured again without tracing
Runs = Callable[[dict[str, Any]], Awaitable[Run]]


class _Test(msgspec.Struct):
    test: str
    outcome: Outcome
    seconds: float
    partial: bool
    codes: list[tuple[str, int, str]]
    entered: list[int]


class _End(msgspec.Struct):
    items: list[str]
    errors: list[str]
    files: list[str]
    codes: list[tuple[str, int, str]]
    entered: list[int]


class Mapper:
    """A fork server for mapping; start it with `started`. Its .pyc files are its own: unlike those of the candidates'
    servers, tests may write them."""

    def __init__(self, workspace: Path, python: Path, level: levels.Level) -> None:
        self.workspace, self.python, self.level = workspace, python, level
        self._zygote: Zygote | None = None
        self._run_dir: Path | None = None

    async def run(self, request: dict[str, Any]) -> Run:
        """One request; a server that died is started again once. Raises RunnerError."""
        try:
            return await (await self._server()).run(request)
        except ZygoteDied:
            return await (await self._server()).run(request)

    async def _server(self) -> Zygote:
        if self._zygote is not None and self._zygote.alive:
            return self._zygote
        await self.stop()
        self._run_dir = self._run_dir or rundir.make()
        layout = levels.Layout(self._run_dir, (*pythons.readable(self.python), *pythons.lent_trees()), self.workspace)
        layout.prepare()
        config = levels.child_config(self.level, layout)
        config["devices"].append(config["pycache"])
        config |= {
            "nice": NICE,
            "options": list(pytest_config.read(self.workspace).options),
            "lent": pythons.lent_pytest(),
        }
        inner = [str(self.python), str(levels.INSIDE / "reach.py"), json.dumps(config)]
        argv = await asyncio.to_thread(levels.command, self.level, layout, inner)  # it looks for secrets
        zygote = await Zygote.start(argv, layout.environment(self.python))
        if zygote.ready["ev"] == "failed":
            await zygote.close()
            if zygote.ready["why"] == "no-pytest":
                raise RunnerError(f"{self.python} has no pytest.", f"Install it: {self.python} -m pip install pytest")
            words = clean(zygote.log.decode("utf-8", "replace")) or "no reason given"
            raise RunnerError(f"pytest does not start: {words}", "Check pytest's settings in the workspace.")
        self._zygote = zygote
        return zygote

    def kill(self) -> None:
        """End what runs now."""
        if self._zygote is not None:
            self._zygote.kill()

    async def stop(self) -> None:
        """End the server; the next request starts another."""
        zygote, self._zygote = self._zygote, None
        if zygote is not None:
            await zygote.close()

    async def close(self) -> None:
        await self.stop()
        if self._run_dir is not None:
            shutil.rmtree(self._run_dir, ignore_errors=True)
            self._run_dir = None

    @contextlib.asynccontextmanager
    async def started(self) -> AsyncIterator[Mapper]:
        try:
            yield self
        finally:
            await self.stop()


class FileRun:
    """The mapping of one file. rows: what is known so far, the rows that still held included."""

    def __init__(self, file: str, around: int, sources: Sources, runs: Runs, kept: dict[str, Row]) -> None:
        self.file, self.around, self._sources, self._runs = file, around, sources, runs
        self.rows = dict(kept)
        self.ran: set[str] = set()
        self._end: _End | None = None
        self._at_import: tuple[Entered, ...] = ()

    async def slices(self) -> AsyncIterator[FileRows]:
        """The file's rows after each slice; the last one is complete. Raises RunnerError."""
        for _ in range(MOST_SLICES):
            known = len(self.rows)
            run = await self._slice(record=True)
            if run is None:
                continue
            missing = self._end is None or set(self._end.items) - set(self.rows)
            if missing and len(self.rows) > known:
                yield await asyncio.to_thread(self._result, complete=False)
                continue
            break
        await self._again()
        yield await asyncio.to_thread(self._result, complete=True)

    async def _slice(self, *, record: bool, only: Sequence[str] | None = None) -> list[_Test] | None:
        """One fork. None if a file was saved meanwhile: what was measured belongs to no version of it."""
        began = time.time_ns()
        request = {"file": self.file, "skip": [] if only else list(self.rows), "only": only, "record": record}
        limits = {"slice": SLICE_S, "test": TEST_S, "timeout": SLICE_S + FILE_S, "memory_mb": MEMORY_MB}
        run = await self._runs(request | limits)
        tests = [test for each in run.records if (test := _converted(each, "test", _Test))]
        # not on the event loop: a long file takes a while to parse
        if record and not await asyncio.to_thread(self._take, run, tests, began):
            return None
        return tests

    def _take(self, run: Run, tests: list[_Test], began: int) -> bool:
        """Turn one slice into rows; False if files changed meanwhile."""
        end = next((end for each in run.records if (end := _converted(each, "items", _End))), None)
        codes: list[Entered | None] = []
        rows = {}
        for test in tests:
            codes += map(self._entered, test.codes)
            entered = _named(codes, test.entered)
            rows[test.test] = Row(test.test, entered, test.seconds, test.outcome, partial=test.partial)
        if end is not None:
            codes += map(self._entered, end.codes)
        if any(self._changed_since(path, began) for path in {each.path for each in codes if each}):
            return False
        started = [str(each["start"]) for each in run.records if "start" in each]
        if end is None and started and started[-1] not in rows:  # it took the process along
            outcome: Outcome = "timeout" if run.why == "timeout" else "crash"
            rows[started[-1]] = Row(started[-1], (), run.wall_s, outcome, partial=True)
        if end is not None:
            self._end, self._at_import = end, _named(codes, end.entered)
        self.rows |= rows
        self.ran |= set(rows)
        return True

    async def _again(self) -> None:
        """Once more, untraced, whatever may not end the same way twice or seemed slow."""
        doubtful = await asyncio.to_thread(self._doubtful)
        while doubtful:
            tests = {test.test: test for test in await self._slice(record=False, only=doubtful) or ()}
            for nodeid, test in tests.items():
                if (row := self.rows.get(nodeid)) is not None:
                    flaky = test.outcome != row.outcome
                    seconds = min(row.seconds, test.seconds)
                    self.rows[nodeid] = msgspec.structs.replace(row, flaky=flaky, seconds=seconds)
            left = [nodeid for nodeid in doubtful if nodeid not in tests]
            if len(left) == len(doubtful):
                return
            doubtful = left

    def _doubtful(self) -> list[str]:
        return [row.nodeid for row in self.rows.values() if row.nodeid in self.ran and self._is_doubtful(row)]

    def _is_doubtful(self, row: Row) -> bool:
        if row.outcome in ("timeout", "crash"):
            return False
        if row.outcome == "failed" or row.seconds > SLOW_S:
            return True
        return any(
            (code := self._sources.code(each.path)) is not None and each.qualname in code.changeable
            for each in row.functions
        )

    def _entered(self, code: tuple[str, int, str]) -> Entered | None:
        path, line, name = code
        known = self._sources.code(path)
        if known is None:
            return None
        qualname = known.function_at(line)
        if qualname is None and not known.spans:  # a syntax newer than ours: the child's own words
            qualname = name.partition(".<")[0].removeprefix("<module>")
            qualname = "" if qualname.startswith("<") else qualname
        return Entered(path, qualname, known.digest(qualname)) if qualname else None

    def _changed_since(self, path: str, moment_ns: int) -> bool:
        stamp = self._sources.stamp(path)
        return stamp is None or moment_ns < stamp[0] < time.time_ns()  # a time stamp may lie in the future

    def _result(self, *, complete: bool) -> FileRows:
        end = self._end
        code = self._sources.code(self.file)
        rows = dict(self.rows)
        if complete and end is not None:  # tests that are gone
            rows = {nodeid: rows[nodeid] for nodeid in end.items if nodeid in rows}
        files = {self.file, *(end.files if end else ())}
        codes = {path: known for path in files if (known := self._sources.code(path)) is not None}
        modules = {path: known.module for path, known in codes.items()}
        anything = tuple(Entered(path, "", known.whole) for path, known in sorted(codes.items()))
        for nodeid, row in rows.items():
            if row.outcome in ("timeout", "crash") and not row.functions:  # any change may cure it
                rows[nodeid] = msgspec.structs.replace(row, functions=anything)
        error = clean(end.errors[0]) if end and end.errors else ""
        if end is None and complete:
            error = "the tests ended before they were counted"
        whole = code.whole if code is not None and complete else 0
        return FileRows(self.file, whole, self.around, modules, self._at_import, rows, error)


def _named(codes: list[Entered | None], numbers: Iterable[int]) -> tuple[Entered, ...]:
    found = {each for number in numbers if 0 <= number < len(codes) and (each := codes[number]) is not None}
    return tuple(sorted(found, key=lambda each: (each.path, each.qualname)))


def _converted(record: dict[str, Any], key: str, kind: type[Any]) -> Any:
    if key not in record:
        return None
    try:
        return msgspec.convert(record, kind)
    except msgspec.ValidationError:
        return None
