"""The room's front: one `Runner` per workspace; everything that runs, runs in its sandbox.

async with await Runner.start(workspace) as runner:
    selection = await runner.find_tests(ref, text)
    async with runner.session(ref, selection, text) as session:
        verdict = await session.rank(candidate_text)
"""

from __future__ import annotations

import asyncio
import itertools
import shlex
import shutil
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from understudy.runner import levels, pytest_config, pythons, rundir
from understudy.runner.probes import ProbeSession
from understudy.runner.selftest import choose_level
from understudy.runner.servers import Spec
from understudy.runner.session import Session
from understudy.runner.shelf import Shelf
from understudy.runner.supervisor import ended
from understudy.runner.target import Target
from understudy.runner.testmap import TestMap
from understudy.runner.types import FunctionRef, RunnerError, TestSelection


class Runner:
    """Use `Runner.start`. level: the sandbox level that holds here. workers: candidates at the same time.

    tests: the map of the workspace's tests; `resume` has it made and kept in the background.
    It keeps warm what is costly to open: let it live as long as the workspace is open, and close it, or use it as a
    context manager.
    """

    def __init__(self, workspace: Path, python: Path, level: levels.Level, timeout_s: float, workers: int) -> None:
        self.workspace, self.python, self.level, self.timeout_s = workspace, python, level, timeout_s
        self.workers = max(1, workers)
        self._slots = asyncio.Semaphore(self.workers)
        self.tests = TestMap(workspace, python, level)
        self._shelf = Shelf()
        self._keeping: asyncio.Task[None] | None = None
        self._run_dir = rundir.make()
        self._read = (*pythons.readable(python), *pythons.lent_trees())
        self._count = itertools.count(1)
        self._command = ""
        self._closed = False
        self._layout().prepare()

    @classmethod
    async def start(
        cls,
        workspace: Path,
        *,
        python: Path | None = None,
        timeout_s: float = 3.0,
        workers: int = 1,
        level: levels.Level | None = None,
    ) -> Runner:
        """timeout_s: seconds one candidate may take. workers: candidates at the same time. level: None = the highest
        that passes its self-test. Raises ConfinementError where nothing does, RunnerError for a bad workspace."""
        folder = workspace.resolve()  # noqa: ASYNC240 - once per workspace
        if not folder.is_dir():
            raise RunnerError(f"{workspace} is not a folder.", "Open the folder that holds the tests.")
        interpreter = python or pythons.workspace_python(folder)
        if not interpreter.is_file():
            raise RunnerError(f"There is no interpreter at {interpreter}.", "Set understudy.tests.python.")
        held = level or await choose_level()
        try:
            runner = cls(folder, interpreter.absolute(), held, timeout_s, workers)
        except OSError as error:  # the folder for temporary files is full or may not be written
            raise RunnerError(
                f"The test sandbox has no room on disk ({error}).", "Free some space, or set TMPDIR."
            ) from error
        await asyncio.to_thread(runner.describe)  # it looks for secrets, which takes a moment in a large tree
        return runner

    async def __aenter__(self) -> Runner:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        """End every server, the kept ones too, and remove what was kept on disk."""
        self._closed = True
        if self._keeping is not None:
            await ended([self._keeping])
        await self._shelf.close()
        await self.tests.close()
        shutil.rmtree(self._run_dir, ignore_errors=True)

    def _layout(self, base: tuple[tuple[Path, Path], ...] = ()) -> levels.Layout:
        return levels.Layout(self._run_dir, self._read, self.workspace, base)

    def describe(self) -> str:
        """The level and the exact command, for the user to read; with the secrets there were at the first call."""
        self._command = self._command or self._describe()
        return self._command

    def _describe(self) -> str:
        inner = [str(self.python), str(levels.INSIDE / "zygote.py"), "CONFIG"]
        argv = levels.command(self.level, self._layout(), inner)
        searched = "" if self._layout().hidden().complete else " (too large a workspace to look for all secrets)"
        return f"{self.level} ({levels.DESCRIPTION[self.level]}){searched}: {shlex.join(argv)}"

    async def find_tests(self, ref: FunctionRef, text: str | None = None) -> TestSelection:
        """Tests that may reach `ref`, most specific first; may be empty. text: the editor's text of the file."""
        own = FunctionRef(ref.file.resolve(), ref.qualname)
        return await asyncio.to_thread(self.tests.find, own, text)

    # ---- the map of tests, in the background
    def pause(self) -> None:
        """Stop the map's runs at once: the user waits for something else. `find_tests` goes on working."""
        self.tests.pause()

    def resume(self) -> None:
        """Make the map and keep it up to date; the first call begins it."""
        if self._closed:
            return
        self.tests.resume()
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self.tests.keep())

    def changed(self, files: Iterable[Path]) -> None:
        """These were saved, made or removed: the map looks again, and kept sessions that loaded one are let go."""
        files = list(files)
        self.tests.changed(files)
        self._shelf.changed({str(file) for file in files})

    # ---- sessions
    def session(self, ref: FunctionRef, selection: TestSelection, original_text: str) -> Session:
        """A session for one function or class; `original_text` is the editor's text of the file, saved or not, which
        need not exist. Entering it is quick while a kept one serves.

        Raises RunnerError here if the text does not parse, on entering if no test reaches the function.
        """
        own = self._own(ref)
        hooked = self.level not in ("L3", "L2") or not own.file.exists()  # nothing can be mounted over nothing
        target = Target(own, original_text, hooked=hooked)
        return Session(
            target,
            selection,
            shelf=self._shelf,
            spec=lambda: self._spec(target, selection),
            level=self.level,
            timeout_s=self.timeout_s,
            slots=self._slots,
        )

    def probes(self, ref: FunctionRef, original_text: str) -> ProbeSession:
        """Calls of one function under several texts, without tests. Use as an async context manager."""
        return ProbeSession(
            self._own(ref),
            original_text,
            level=self.level,
            layout=self._layout(),
            python=self.python,
            slots=self._slots,
            timeout_s=self.timeout_s,
        )

    def _own(self, ref: FunctionRef) -> FunctionRef:
        file = ref.file.resolve()
        if self.workspace not in file.parents or (file.exists() and not file.is_file()):
            raise RunnerError(f"{ref.file} is not a file of the workspace.", "Open the folder that holds it.")
        return FunctionRef(file, ref.qualname)

    def _spec(self, target: Target, selection: TestSelection) -> Spec:
        """What the servers load: the workspace, with the editor's text in place of the file's."""
        file, data = target.ref.file, target.text.encode(target.encoding)
        base: tuple[tuple[Path, Path], ...] = ()
        if not target.hooked and data != file.read_bytes():
            copy = self._run_dir / "base" / f"{next(self._count)}.py"
            copy.write_bytes(data)
            base = ((copy, file),)
        return Spec(
            level=self.level,
            layout=self._layout(base),
            python=self.python,
            nodeids=selection.nodeids,
            options=pytest_config.read(self.workspace).options,
            served={str(file): target.text} if target.hooked else {},
            encoding=target.encoding,
            roots=() if file.exists() else self._roots(file),
        )

    def _roots(self, file: Path) -> tuple[str, ...]:
        """Where the tests may look for a file that does not exist yet: any folder above it that is no package. They go
        last, outermost first."""
        package = file.parent.parent if file.name == "__init__.py" else file.parent
        above = [folder for folder in (package, *package.parents) if self.workspace in (folder, *folder.parents)]
        return tuple(str(folder) for folder in reversed(above) if not (folder / "__init__.py").exists())
