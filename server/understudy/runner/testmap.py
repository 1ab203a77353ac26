"""Which tests reach a function: the room's front for `mapping/`, one `TestMap` per workspace.

    tests = TestMap(workspace, python, level)
    selection = await asyncio.to_thread(tests.find, ref, text)    # at once, with what is known
    background = asyncio.create_task(tests.keep())                # only in a trusted workspace: it runs the tests
    tests.changed(paths); tests.pause(); tests.resume(); await tests.close()

Without `update` or `keep` nothing is ever run: `find` then answers from the texts and from what is on disk.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from understudy import paths
from understudy.runner import levels
from understudy.runner.mapping import files, store
from understudy.runner.mapping.code import Sources
from understudy.runner.mapping.dynamic import FileRun, Mapper
from understudy.runner.mapping.files import test_files
from understudy.runner.mapping.rows import FileRows, Row
from understudy.runner.mapping.select import Known, select
from understudy.runner.mapping.static import find_tests
from understudy.runner.mapping.unfit import without_unfit
from understudy.runner.supervisor import Outcome
from understudy.runner.types import FunctionRef, RunnerError, TestSelection

__all__ = ["Progress", "TestMap", "find_tests", "test_files"]

log = logging.getLogger(__name__)
SETTLE_S = 2.0  # after a save: a formatter or a checkout often follows
SAVE_S = 10.0  # how often an unfinished map is written to disk
SLOW_S = 0.75  # a quarter of the time one candidate has (Runner's timeout_s)


class Progress(msgspec.Struct, frozen=True):
    """Of one `update`: test files done and to do in all, tests run so far."""

    done: int
    total: int
    tests: int


OnProgress = Callable[[Progress], None]


class TestMap:
    """`find` may be called from any thread; all else belongs on the event loop. level: None = never run anything."""

    __test__ = False  # for pytest

    def __init__(
        self, workspace: Path, python: Path, level: levels.Level | None, *, folder: Path | None = None
    ) -> None:
        """folder: where maps are kept (None: `paths.test_maps_dir`)."""
        self.workspace, self.python, self.level = workspace.resolve(), python, level
        self.problem = ""  # why the last update ended early, for the user
        self._folder = folder or paths.test_maps_dir()
        self._store = store.place(self._folder, self.workspace)
        self._sources = Sources(self.workspace)
        self._files: dict[str, FileRows] | None = None
        self._mapper: Mapper | None = None
        self._updating = asyncio.Lock()
        self._going, self._woken = asyncio.Event(), asyncio.Event()
        self._going.set()
        self._running: asyncio.Task[Outcome] | None = None
        # changed files no row knows: they may cure a test file that was not collected. At first, what was installed
        self._new: set[str] = {""}
        self._dirty = False
        self._saved_at = 0.0

    # ---- asking
    def find(self, ref: FunctionRef, text: str | None = None, *, slower_than: float = SLOW_S) -> TestSelection:
        """Tests that may reach `ref`, the most specific first, then the fastest; may be empty. Never raises for what is
        in the workspace. text: the editor's text of the file. slower_than: seconds; slower tests are left out."""
        own = FunctionRef(ref.file.resolve(), ref.qualname)
        guess = find_tests(self.workspace, own, text)
        rows = dict(self._loaded())
        if rows and self.workspace in own.file.parents:
            guess = select(Known(self.workspace, guess, text, self._sources, rows), guess, slower_than)
        return without_unfit(self.workspace, guess)

    def _loaded(self) -> dict[str, FileRows]:
        if self._files is None:
            self._files = store.load(self._store, self.workspace, self.python)
        return self._files

    # ---- keeping it up to date
    def changed(self, paths: Iterable[Path]) -> None:
        """Files were saved, made or removed: `keep` looks again. What they touch is found by digests, so this is cheap
        and may name too many."""
        known = {path for file in (self._files or {}).values() for path in file.modules}
        for path in paths:
            if path.suffix == ".py" and path.is_relative_to(self.workspace):
                self._new |= {path.relative_to(self.workspace).as_posix()} - known
        self._woken.set()

    def pause(self) -> None:
        """Stop what runs, now; at most one slice of one file is lost. `find` goes on working."""
        self._going.clear()
        if self._running is not None:
            self._running.cancel()
        if self._mapper is not None:
            self._mapper.kill()

    def resume(self) -> None:
        self._going.set()

    async def keep(self, on_progress: OnProgress | None = None) -> None:
        """Update now and after every change, until cancelled. Never raises: see `problem`."""
        await asyncio.to_thread(store.drop_unused, self._folder)
        while True:
            self._woken.clear()
            try:
                await self.update(on_progress)
                self.problem = ""
            except (RunnerError, OSError) as error:
                self.problem = str(error)
                log.info("the test map is not kept: %s", error)
            await self._woken.wait()
            await asyncio.sleep(SETTLE_S)

    async def update(self, on_progress: OnProgress | None = None) -> None:
        """Run the tests whose rows do not hold any more, file by file, at low priority. Cancel at any time: what is
        done is kept. Raises RunnerError where tests cannot be run at all."""
        if self.level is None:
            return
        async with self._updating:
            rows = await asyncio.to_thread(self._loaded)
            self._mapper = self._mapper or Mapper(self.workspace, self.python, self.level)
            try:
                async with self._mapper.started():
                    await self._update(rows, on_progress or (lambda progress: None))
            finally:
                if self._dirty:
                    self._save(rows)

    async def _update(self, rows: dict[str, FileRows], on_progress: OnProgress) -> None:
        assert self._mapper is not None
        found = await asyncio.to_thread(self._test_files)
        for gone in set(rows) - set(found):
            del rows[gone]
            self._dirty = True
        new, self._new = self._new, set()
        todo = await asyncio.to_thread(lambda: [f for f in found if self._is_due(rows.get(f), f, cured=bool(new))])
        ran = 0
        for done, file in enumerate(todo):
            on_progress(Progress(done, len(todo), ran))
            around, kept = await asyncio.to_thread(self._kept, file, rows.get(file))
            run = FileRun(file, around, self._sources, self._run, kept)
            async for result in run.slices():
                rows[file] = result
                self._dirty = True
                on_progress(Progress(done, len(todo), ran + len(run.ran)))
                if time.monotonic() - self._saved_at > SAVE_S:
                    await asyncio.to_thread(self._save, rows)
            ran += len(run.ran)
        on_progress(Progress(len(todo), len(todo), ran))

    def _test_files(self) -> list[str]:
        return [file.relative_to(self.workspace).as_posix() for file in test_files(self.workspace)]

    def _is_due(self, rows: FileRows | None, file: str, *, cured: bool) -> bool:
        if rows is None or (rows.error and cured):
            return True
        code = self._sources.code(file)
        if code is None or code.whole != rows.whole:
            return code is not None
        around = files.around(self.workspace, file)
        if not rows.is_fresh(around, self._sources.code):
            return True
        return any(not row.is_fresh(self._sources.code) for row in rows.rows.values())

    def _kept(self, file: str, rows: FileRows | None) -> tuple[int, dict[str, Row]]:
        around = files.around(self.workspace, file)
        return around, rows.fresh_rows(around, self._sources.code) if rows else {}

    def _save(self, rows: dict[str, FileRows]) -> None:
        store.save(self._store, self.workspace, self.python, dict(rows))
        self._saved_at, self._dirty = time.monotonic(), False

    async def _run(self, request: dict[str, object]) -> Outcome:
        """One slice; begun anew if it was paused."""
        assert self._mapper is not None
        while True:
            if not self._going.is_set():
                await self._mapper.stop()
                await self._going.wait()
            self._running = asyncio.create_task(self._mapper.run(request))
            try:
                return await self._running
            except asyncio.CancelledError:
                task = asyncio.current_task()
                if task is not None and task.cancelling():  # else it was paused, and perhaps resumed since
                    self._mapper.kill()
                    raise
            finally:
                self._running = None

    async def close(self) -> None:
        """Remove what was kept in temporary folders. Cancel `keep` first."""
        if self._mapper is not None:
            await self._mapper.close()
            self._mapper = None
