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
import tempfile
from pathlib import Path
from types import TracebackType

from understudy.runner import levels, pythons, source, testmap
from understudy.runner.selftest import choose_level
from understudy.runner.session import Session
from understudy.runner.types import FunctionRef, RunnerError, TestSelection


class Runner:
    """Use `Runner.start`. level: the sandbox level that holds here. Close it, or use it as a context manager."""

    def __init__(self, workspace: Path, python: Path, level: levels.Level, timeout_s: float, workers: int) -> None:
        self.workspace, self.python, self.level, self.timeout_s = workspace, python, level, timeout_s
        self._slots = asyncio.Semaphore(max(1, workers))
        self._run_dir = Path(tempfile.mkdtemp(prefix="understudy-run-"))
        self._read = pythons.readable(python)
        self._count = itertools.count(1)
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
            return cls(folder, interpreter.absolute(), held, timeout_s, workers)
        except OSError as error:  # the folder for temporary files is full or may not be written
            raise RunnerError(
                f"The test sandbox has no room on disk ({error}).", "Free some space, or set TMPDIR."
            ) from error

    async def __aenter__(self) -> Runner:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        """Remove what was kept on disk. Close the sessions first."""
        shutil.rmtree(self._run_dir, ignore_errors=True)

    def _layout(self, base: tuple[tuple[Path, Path], ...] = ()) -> levels.Layout:
        return levels.Layout(self._run_dir, self._read, self.workspace, base)

    def describe(self) -> str:
        """The level and the exact command, for the user to read."""
        inner = [str(self.python), str(levels.INSIDE / "zygote.py"), "CONFIG"]
        argv = levels.command(self.level, self._layout(), inner)
        return f"{self.level} ({levels.DESCRIPTION[self.level]}): {shlex.join(argv)}"

    async def find_tests(self, ref: FunctionRef, text: str | None = None) -> TestSelection:
        """Tests that may reach `ref`, most specific first; may be empty. text: the editor's text of the file."""
        own = FunctionRef(ref.file.resolve(), ref.qualname)
        return await asyncio.to_thread(testmap.find_tests, self.workspace, own, text)

    def session(self, ref: FunctionRef, selection: TestSelection, original_text: str) -> Session:
        """A session for one function; `original_text` is the editor's text of the file, saved or not.

        Raises RunnerError here if the text does not parse, on entering if no test reaches the function.
        """
        file = ref.file.resolve()
        if self.workspace not in file.parents or not file.is_file():
            raise RunnerError(f"{ref.file} is not a saved file of the workspace.", "Save the file first.")
        base: tuple[tuple[Path, Path], ...] = ()
        data = original_text.encode(source.encoding(original_text))
        if data != file.read_bytes():
            copy = self._run_dir / "base" / f"{next(self._count)}.py"
            copy.write_bytes(data)
            base = ((copy, file),)
        return Session(
            FunctionRef(file, ref.qualname),
            selection,
            original_text,
            level=self.level,
            layout=self._layout(base),
            python=self.python,
            timeout_s=self.timeout_s,
            slots=self._slots,
        )
