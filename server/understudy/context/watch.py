"""Files that change outside the editor (a git checkout, a formatter): folder in, debounced sets of paths out.

The callback runs on watchdog's own thread; whoever needs another thread hops there itself.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

DEBOUNCE_S = 0.2  # a checkout touches hundreds of files within this
SKIPPED_FOLDERS = frozenset(
    {".git", ".hg", ".svn", "__pycache__", "node_modules", ".venv", "venv", ".mypy_cache", ".pytest_cache",
     ".ruff_cache", ".tox", ".nox", "dist", "build"}
)  # fmt: skip
WATCHED_SUFFIXES = frozenset({".py", ".pyi", ".toml", ".cfg", ".ini"})
WATCHED_NAMES = frozenset({".gitignore", ".understudyignore"})
MOST_FOLDERS = 5_000  # under one root where each needs a kernel watch of its own; the user's editor needs some as well
_EACH_FOLDER = sys.platform.startswith("linux")  # elsewhere the system watches trees
# Asked of the system, not sorted out here: else every file that anybody opens to read wakes a thread of ours.
_CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileModifiedEvent, FileDeletedEvent, FileMovedEvent]

OnChange = Callable[[frozenset[Path]], None]


class Watch:
    """Watches folders until `stop`: one thread for each that stands in no other, and two besides.

    watched: the folders seen as whole trees. Left out are those that do not exist or cannot be watched, and those too
    large for it, of which only the top (with its ignore file) is seen: nothing may depend on a watch.
    """

    def __init__(self, roots: tuple[Path, ...], on_change: OnChange, debounce_s: float = DEBOUNCE_S) -> None:
        self.watched: tuple[Path, ...] = ()
        self._pending = _Pending(on_change, debounce_s)
        self._observer: BaseObserver | None = None
        self._roots = roots

    def start(self) -> None:
        """Start watching. Never raises for a missing folder or an exhausted inotify limit."""
        watched: list[Path] = []
        for root in sorted(set(self._roots), key=lambda each: len(each.parts)):
            if root.is_dir() and (any(root.is_relative_to(outer) for outer in watched) or self._schedule(root)):
                watched.append(root)
        self.watched = tuple(root for root in self._roots if root in watched)

    def stop(self) -> None:
        """Stop; no callback comes after this returns."""
        self._pending.close()
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(timeout=2.0)

    def _schedule(self, root: Path) -> bool:
        """Watch a folder; is its whole tree watched?"""
        whole = not (_EACH_FOLDER and _more_folders_than(root, MOST_FOLDERS))
        try:
            if self._observer is None:
                observer = Observer()
                observer.daemon = True
                observer.start()
                self._observer = observer
            handler = _Handler(self._roots, self._pending)
            self._observer.schedule(handler, str(root), recursive=whole, event_filter=_CHANGES)
        except OSError:  # inotify limit, no permission, gone meanwhile
            return False
        return whole


def is_interesting(path: Path, roots: tuple[Path, ...]) -> bool:
    """Does a change of `path` matter to us? Python sources, test configuration and ignore files do."""
    if path.suffix not in WATCHED_SUFFIXES and path.name not in WATCHED_NAMES:
        return False
    below = (path.relative_to(root).parts[:-1] for root in roots if path.is_relative_to(root))
    return any(not SKIPPED_FOLDERS.intersection(folders) for folders in below)


def _more_folders_than(root: Path, most: int) -> bool:
    """Counted with the skipped ones: a watch of a tree cannot leave them out."""
    count = 0
    for _, folders, _ in os.walk(root):
        count += len(folders)
        if count > most:
            return True
    return False


class _Handler(FileSystemEventHandler):
    def __init__(self, roots: tuple[Path, ...], pending: _Pending) -> None:
        self._roots = roots
        self._pending = pending

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory:
            return
        for raw in (event.src_path, event.dest_path):
            path = Path(raw if isinstance(raw, str) else raw.decode(errors="surrogateescape"))
            if raw and is_interesting(path, self._roots):
                self._pending.add(path)


class _Pending:
    """Collects paths; `debounce_s` after the first one, hands them over together."""

    def __init__(self, on_change: OnChange, debounce_s: float) -> None:
        self._on_change = on_change
        self._debounce_s = debounce_s
        self._lock = threading.Lock()
        self._paths: set[Path] = set()
        self._timer: threading.Timer | None = None
        self._closed = False

    def add(self, path: Path) -> None:
        with self._lock:
            if self._closed:
                return
            self._paths.add(path)
            if self._timer is None:
                self._timer = threading.Timer(self._debounce_s, self._fire)
                self._timer.daemon = True
                self._timer.start()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._timer:
                self._timer.cancel()

    def _fire(self) -> None:
        with self._lock:
            paths, self._paths, self._timer = frozenset(self._paths), set(), None
            closed = self._closed
        if not closed:
            self._on_change(paths)
