"""Which code objects of the workspace run between two moments, cheaply: sys.monitoring where Python has it (3.12), else
the C profiler of cProfile. Both are off outside `begin` … `end`.
"""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH117, PTH206

from __future__ import annotations

import contextlib
import os
import sys
import threading
import types
from typing import Any

if sys.version_info < (3, 12):
    import _lsprof

Key = tuple[str, int, str]  # (path in the workspace, first line, name): equal code objects may stand in two files
TOOL = 4  # 0 to 2 and 5 are spoken for (PEP 669)
FOREIGN = ("site-packages", "dist-packages", "node_modules", ".venv", "venv", ".tox", ".nox")
CALM_TICKS = 2  # profiler: nothing new for this long means that what runs is a loop


class Workspace:
    """Which files are the workspace's own."""

    def __init__(self, root: str) -> None:
        self.root = os.path.realpath(root)
        self._known: dict[str, str | None] = {}

    def relative(self, file: str) -> str | None:
        """The path inside the workspace, None for a file of somebody else's."""
        if file not in self._known:
            path = os.path.realpath(file) if os.path.isabs(file) else ""
            inside = path.startswith(self.root + os.sep)
            path = os.path.relpath(path, self.root) if inside else ""
            self._known[file] = path if path and not set(FOREIGN).intersection(path.split(os.sep)) else None
        return self._known[file]

    def key(self, code: types.CodeType) -> Key | None:
        """Of a code object of the workspace's own."""
        path = self.relative(code.co_filename)
        return (path, code.co_firstlineno, getattr(code, "co_qualname", "")) if path else None


class Monitoring:
    """Each code object reports once between `take`s and is then disabled: next to no cost."""

    partial = False

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.seen: set[Key] = set()
        self.monitoring: Any = vars(sys)["monitoring"]
        self.monitoring.use_tool_id(TOOL, "understudy")  # ValueError: taken
        events = self.monitoring.events
        self.events = events.PY_START | events.PY_RESUME
        for event in (events.PY_START, events.PY_RESUME):
            self.monitoring.register_callback(TOOL, event, self.entered)

    def entered(self, code: types.CodeType, offset: int) -> Any:
        if key := self.workspace.key(code):
            self.seen.add(key)
        return self.monitoring.DISABLE

    def begin(self) -> None:
        self.seen = set()
        self.partial = False
        self.monitoring.restart_events()
        self.monitoring.set_events(TOOL, self.events)

    def take(self) -> set[Key]:
        """What was entered since `begin` or the last `take`."""
        seen, self.seen = self.seen, set()
        self.monitoring.restart_events()
        return seen

    def tick(self) -> None:
        pass

    def end(self) -> set[Key]:
        self.monitoring.set_events(TOOL, 0)
        return self.seen


class Profiling:
    """The profiler slows a hot loop down several times; `tick`, called at equal intervals of CPU time, ends it for this
    test once nothing new shows up, and `partial` then says that functions may be missing."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.partial = False
        self.profiler: Any = None
        self.threads: list[Any] = []
        self.seen: set[Key] = set()
        self.known, self.calm = 0, 0

    def begin(self) -> None:
        self.partial = False
        self.seen, self.threads = set(), []
        threading.setprofile(self.in_thread)
        self.go_on()

    def go_on(self) -> None:
        self.known, self.calm = 0, 0
        self.profiler = _lsprof.Profiler(builtins=False, subcalls=False)
        self.profiler.enable()

    def in_thread(self, frame: Any, event: str, arg: Any) -> None:
        profiler: Any = _lsprof.Profiler(builtins=False, subcalls=False)
        self.threads.append(profiler)
        profiler.enable()  # takes this function's place
        if event == "call" and (key := self.workspace.key(frame.f_code)):
            self.seen.add(key)

    def stop(self) -> None:
        """Leave the profiler, and note whether it was still ours."""
        if self.profiler is None:
            return
        self.partial = self.partial or sys.getprofile() is not self.profiler
        self.profiler.disable()
        self.gather(self.profiler)
        self.profiler = None

    def gather(self, profiler: Any) -> None:
        for entry in profiler.getstats():
            if isinstance(entry.code, types.CodeType) and (key := self.workspace.key(entry.code)):
                self.seen.add(key)

    def take(self) -> set[Key]:
        """See `Monitoring.take`."""
        running = self.profiler is not None
        self.stop()
        for profiler in list(self.threads):
            self.gather(profiler)
        seen, self.seen = self.seen, set()
        if running:
            self.go_on()
        return seen

    def tick(self) -> None:
        """From a signal handler of the main thread."""
        if self.profiler is None:
            return
        known = len(self.profiler.getstats())
        self.calm = self.calm + 1 if known == self.known else 0
        self.known = known
        if self.calm >= CALM_TICKS:
            self.stop()
            self.partial = True

    def end(self) -> set[Key]:
        threading.setprofile(None)
        self.stop()
        return self.take()


def tracer(workspace: Workspace) -> Any:
    if sys.version_info >= (3, 12):
        with contextlib.suppress(ValueError):
            return Monitoring(workspace)
        return None
    return Profiling(workspace)
