"""Files that change outside the editor (a git checkout, a formatter): folder in, debounced sets of paths out.

The callback runs on watchdog's own thread; whoever needs another thread hops there itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

DEBOUNCE_S = 0.2  # a checkout touches hundreds of files within this
SKIPPED_FOLDERS = frozenset(
    {".git", ".hg", ".svn", "__pycache__", "node_modules", ".venv", "venv", ".mypy_cache", ".pytest_cache",
     ".ruff_cache", ".tox", ".nox", "dist", "build"}
)  # fmt: skip
WATCHED_SUFFIXES = frozenset({".py", ".pyi", ".toml", ".cfg", ".ini"})
WATCHED_NAMES = frozenset({".gitignore", ".understudyignore"})
_CHANGES = frozenset({"created", "modified", "deleted", "moved"})  # not opened / closed_no_write: reading is no change

OnChange = Callable[[frozenset[Path]], None]


class Watch:
    """Watches folders until `stop`. Folders that do not exist, or cannot be watched, are left out (see `watched`)."""

    def __init__(self, roots: tuple[Path, ...], on_change: OnChange, debounce_s: float = DEBOUNCE_S) -> None:
        self.watched: tuple[Path, ...] = ()
        self._pending = _Pending(on_change, debounce_s)
        self._observer = Observer()
        self._observer.daemon = True
        self._roots = roots

    def start(self) -> None:
        """Start watching. Never raises for a missing folder or an exhausted inotify limit."""
        handler = _Handler(self._roots, self._pending)
        watched = []
        self._observer.start()
        for root in self._roots:
            if not root.is_dir():
                continue
            try:
                self._observer.schedule(handler, str(root), recursive=True)
            except OSError:  # inotify limit, no permission, gone meanwhile
                continue
            watched.append(root)
        self.watched = tuple(watched)

    def stop(self) -> None:
        """Stop; no callback comes after this returns."""
        self._pending.close()
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join(timeout=2.0)


def is_interesting(path: Path, roots: tuple[Path, ...]) -> bool:
    """Does a change of `path` matter to us? Python sources, test configuration and ignore files do."""
    root = next((r for r in roots if path.is_relative_to(r)), None)
    if root is None or SKIPPED_FOLDERS.intersection(path.relative_to(root).parts[:-1]):
        return False
    return path.suffix in WATCHED_SUFFIXES or path.name in WATCHED_NAMES


class _Handler(FileSystemEventHandler):
    def __init__(self, roots: tuple[Path, ...], pending: _Pending) -> None:
        self._roots = roots
        self._pending = pending

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type not in _CHANGES:
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
