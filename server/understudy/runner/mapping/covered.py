"""How many tests reach each function of a file, as far as that is known already: for what stands beside code while it
is typed.

    covered = Covered(workspace, python)
    covered.refresh()                # on a thread: reads the test files that are new or changed, and the map on disk
    covered.changed(paths)           # from anywhere: the next refresh looks at these
    covered.counts(file, qualnames)  # at once: nothing is read and nothing is run
    covered.close()                  # a refresh under way ends soon

By name in the texts, as `static` but without its detours over callers and classes; where the map knows a test, by what
the test entered. The number is what a user may expect; proof is of a run.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from understudy import paths
from understudy.runner import pytest_config
from understudy.runner.mapping import files, static, store
from understudy.runner.mapping.code import Sources, Stamp
from understudy.runner.mapping.rows import Name, base
from understudy.syntax import parsed

MOST_PAUSE_S = 0.05  # between two files
MOST_LISTING_S = 10.0  # in a tree so large the first test files have to do
NOT_COUNTED = ("skipped", "xfailed", "xpassed")  # they say nothing about a body


class _Tests(msgspec.Struct, frozen=True):
    """One test file. using: name → node ids of the tests that use it, themselves or through a helper or set-up."""

    stamp: Stamp | None
    imports: static.Imports
    using: dict[str, tuple[str, ...]]


class _Map(msgspec.Struct, frozen=True):
    """What the map says. reaching: function → tests. known: tests (without parameters) that are told by `reaching`."""

    stamp: Stamp | None = None
    reaching: dict[Name, frozenset[str]] = {}
    known: frozenset[str] = frozenset()


class Covered:
    """One workspace. `refresh` belongs on one thread at a time; the rest may be called from any."""

    def __init__(self, workspace: Path, python: Path, *, deep: bool = True, folder: Path | None = None) -> None:
        """python: that of the workspace's tests. deep: with all folders below; for one that the user has not opened as
        a workspace, and which may be the home directory, rather not. folder: where maps are kept (None:
        `paths.test_maps_dir`)."""
        self.workspace, self._python = workspace.resolve(), python.absolute()
        self._store = store.place(folder or paths.test_maps_dir(), self.workspace)
        self._config = pytest_config.PytestConfig()
        self._roots = [self.workspace]
        self._deep, self._closed = deep, False
        self._sources = Sources(self.workspace)
        self._files: dict[Path, _Tests] | None = None
        self._map = _Map()
        self._lock = threading.Lock()
        self._all = True
        self._changed: set[Path] = set()

    # ---- asking
    @property
    def ready(self) -> bool:
        """Whether a refresh has ended: before, nothing is known."""
        return self._files is not None

    @property
    def stale(self) -> bool:
        """Whether a refresh would find something. Costs one look at the map's file."""
        return self._all or bool(self._changed) or self._map_stamp() != self._map.stamp

    def is_test(self, file: Path) -> bool:
        """Whether it is a test file, by pytest's patterns."""
        return files.is_test(file.resolve(), self._roots, self._config.python_files)

    def counts(self, file: Path, qualnames: Iterable[str]) -> dict[str, int]:
        """Per function of `file`, how many tests reach it; functions without tests are left out."""
        file = file.resolve()
        tests = self._files or {}
        module = static.dotted(self.workspace, file)
        near = [each.using for path, each in tests.items() if path == file or each.imports.hold(module)]
        inside = file.is_relative_to(self.workspace)
        path = file.relative_to(self.workspace).as_posix() if inside else ""
        found = {name: self._count((path, name), near) for name in qualnames}
        return {name: count for name, count in found.items() if count}

    def _count(self, name: Name, near: Iterable[Mapping[str, tuple[str, ...]]]) -> int:
        *owner, last = name[1].split(".")
        word = owner[-1] if owner and last.startswith("__") else last
        reaching = self._map.reaching.get(name, frozenset())
        told = self._map.known | {base(nodeid) for nodeid in reaching}
        guessed = {nodeid for using in near for nodeid in using.get(word, ()) if base(nodeid) not in told}
        return len(reaching) + len(guessed)

    # ---- keeping it up to date
    def changed(self, paths: Iterable[Path]) -> None:
        """These were saved, made or removed."""
        with self._lock:
            self._changed.update(paths)

    def close(self) -> None:
        """End a refresh that is under way: what it has not read stays unknown."""
        self._closed = True

    def refresh(self) -> bool:
        """Look again at what changed, at everything the first time. Returns whether a count may differ now."""
        with self._lock:
            everything, changed = self._all or self._files is None, self._changed
            self._all, self._changed = False, set()
        try:
            everything = everything or any(path.name in pytest_config.SECTIONS for path in changed)
            return self._refresh(everything, changed)
        except BaseException:
            self._all = True
            raise

    def _refresh(self, everything: bool, changed: set[Path]) -> bool:
        old = self._files or {}
        if everything:
            self._config = pytest_config.read(self.workspace)
            self._roots = self._config.roots(self.workspace)
            named = self._list()
            found: dict[Path, _Tests | None] = {path: self._read(path, old.get(path)) for path in named}
        else:
            found = dict(old)
            for path in {path.resolve() for path in changed}:
                if files.is_test(path, self._roots, self._config.python_files):
                    found[path] = self._read(path, old.get(path))
        tests: dict[Path, _Tests] = {path: each for path, each in found.items() if each is not None}
        differs = self._files is None or any(tests.get(path) is not old.get(path) for path in tests.keys() | old.keys())
        self._files = tests
        return self._look_at_map(differs) or differs

    def _list(self) -> list[Path]:
        if not self._deep:
            inside = sorted(itertools.islice(self.workspace.iterdir(), files.MAX_FILES))
            return [path for path in inside if files.is_test(path, [self.workspace], self._config.python_files)]
        latest = time.monotonic() + MOST_LISTING_S
        return list(files.test_files(self.workspace, lambda: not self._closed and time.monotonic() < latest))

    def _read(self, path: Path, old: _Tests | None) -> _Tests | None:
        stamp = self._stamp(path)
        if stamp is None:
            return None
        if self._closed or (old is not None and old.stamp == stamp):
            return old
        with _politely():
            return self._tests_of(path, stamp) or old  # while it does not parse, what it said before is the best guess

    def _tests_of(self, path: Path, stamp: Stamp) -> _Tests | None:
        source = files.text_of(path)
        tree = parsed(source) if source is not None else None
        if tree is None:
            return None
        helpers = static.helpers_of(tree)
        using: dict[str, list[str]] = {}
        for nodeid, node, around in static.tests_in(tree, path.relative_to(self.workspace).as_posix()):
            names = static.names_in(node) | around
            for helper in names & helpers.keys():
                names = names | helpers[helper]
            for name in names:
                using.setdefault(name, []).append(nodeid)
        return _Tests(stamp, static.imports_of(tree), {name: tuple(ids) for name, ids in using.items()})

    def _look_at_map(self, tests_differ: bool) -> bool:
        """Whether the map's rows say something else now."""
        if self._map_stamp() == self._map.stamp and not tests_differ:
            return False
        reaching: dict[Name, set[str]] = {}
        known: set[str] = set()
        for file in store.load(self._store, self.workspace, self._python).values():
            if self._closed:
                break
            with _politely():
                code = self._sources.code(file.file)
            if code is None or code.whole != file.whole:
                continue  # its tests are others now
            for row in file.rows.values():
                if row.flaky or row.outcome in NOT_COUNTED:
                    known.add(base(row.nodeid))
                    continue
                if not row.partial:
                    known.add(base(row.nodeid))
                for entered in row.functions:
                    reaching.setdefault((entered.path, entered.qualname), set()).add(row.nodeid)
        before = self._map
        frozen = {name: frozenset(tests) for name, tests in reaching.items()}
        self._map = _Map(self._map_stamp(), frozen, frozenset(known))  # loading it has marked it as used
        return (before.reaching, before.known) != (self._map.reaching, self._map.known)

    def _map_stamp(self) -> Stamp | None:
        return self._stamp(self._store)

    def _stamp(self, path: Path) -> Stamp | None:
        try:
            status = path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size


@contextlib.contextmanager
def _politely() -> Iterator[None]:
    """Then rest as long as it took: somebody types meanwhile, and is served by the same process."""
    begun = time.monotonic()
    yield
    time.sleep(min(MOST_PAUSE_S, time.monotonic() - begun))
