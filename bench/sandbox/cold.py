"""The other way to ask: `python -m pytest` started anew for every candidate, in a copy of the package.

The baseline of `bench.sandbox.runner`, and the outside judge of what a package's tests can catch.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from bench.sandbox.packages import Function, home

TIMEOUT_S = 60.0
ENDLESS = -9  # exit status of what was killed after TIMEOUT_S
MEMORY = 2 << 30  # bytes of address space: a mutant may collect an endless iterator, and nothing else confines it here
OPTIONS = ("-q", "-p", "no:cacheprovider")
_written = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Cold:
    """One run. code: pytest's (0 = all passed), ENDLESS after TIMEOUT_S. wall_s, cpu_s: seconds, of pytest and
    its children."""

    code: int
    wall_s: float
    cpu_s: float
    output: str

    @property
    def passed(self) -> bool:
        return self.code == 0


class Copy:
    """A folder copied to a temporary place, where candidates are really written. Use as a context manager.

    python: the interpreter of the tests. environment: added to a clean one."""

    def __init__(self, folder: Path, python: Path) -> None:
        self._base = Path(tempfile.mkdtemp(prefix="understudy-cold-"))
        self.folder = self._base / folder.name
        shutil.copytree(folder, self.folder, ignore=shutil.ignore_patterns("__pycache__"))
        self.python = python

    def __enter__(self) -> Copy:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        shutil.rmtree(self._base, ignore_errors=True)

    def write(self, file: str, text: str) -> None:
        """Put a candidate in place. Its time is its own: an equal one, and an equal size, would run the old .pyc."""
        path = self.folder / file
        path.write_bytes(text.encode())
        moment = 1_000_000_000 + next(_written)
        os.utime(path, (moment, moment))

    def run(self, tests: Sequence[str], *options: str) -> Cold:
        """pytest over files or node ids, in that order."""
        before, started = _children_cpu(), time.perf_counter()
        process = subprocess.Popen(
            [str(self.python), "-m", "pytest", *OPTIONS, *options, *tests],
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self._base), "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            preexec_fn=_limited,
        )
        try:
            output, _ = process.communicate(timeout=TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
        wall = time.perf_counter() - started
        return Cold(process.returncode, wall, _children_cpu() - before, output.decode("utf-8", "replace"))


class Judge:
    """Whether a package's own tests pass with one function's file replaced; answers are kept on disk by content.

    The tests that name the function run first, then the whole test files, to the first failure. Use as a context
    manager: the package is copied once."""

    def __init__(self, function: Function, first: Sequence[str], python: Path) -> None:
        self.function = function
        package = function.package
        self._tests = [*first, *package.tests]
        self._options = ["-x", *(f"--deselect={test}" for test in package.slow)]
        self._python = python
        self._copy: Copy | None = None
        self._file = home() / "judged.json"
        self._known: dict[str, int] = json.loads(self._file.read_text()) if self._file.exists() else {}

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._copy:
            self._copy.__exit__(kind, error, trace)
            self._file.write_text(json.dumps(self._known))

    def passes(self, text: str) -> bool:
        """Of the file's text. Raises TimeoutError where the tests do not end."""
        key = hashlib.sha256(repr((self.function, self._tests, self._options, text)).encode()).hexdigest()
        if key not in self._known:
            self._copy = self._copy or Copy(self.function.package.folder, self._python)
            self._copy.write(self.function.file, text)
            self._known[key] = self._copy.run(self._tests, *self._options).code
        if self._known[key] == ENDLESS:
            raise TimeoutError(f"The tests of {self.function} did not end.")
        return self._known[key] == 0


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
