"""A memory and process limit over a whole sandbox, where systemd delegated a cgroup (v2) to this user's session.

A bonus: rlimits and the fork server's poller work without it. Found by trying, and silently left out where that fails.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
from pathlib import Path

MOUNT = Path("/sys/fs/cgroup")
LEAST_MEMORY = 2 << 30
PROCESSES = 512
CPU_WEIGHT = 20  # of 100: background
_count = itertools.count(1)
_JOIN = 'echo 0 >"$0" 2>/dev/null; exec "$@"'  # before the first exec: no child is forked outside


class Group:
    """One cgroup with limits. Remove it after its processes ended."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def wrap(self, argv: list[str]) -> list[str]:
        """A command that joins the group and becomes `argv`."""
        return ["/bin/sh", "-c", _JOIN, str(self.folder / "cgroup.procs"), *argv]

    def kill(self) -> None:
        """All its processes at once (kernel 5.14)."""
        with contextlib.suppress(OSError):
            (self.folder / "cgroup.kill").write_text("1")

    def remove(self) -> None:
        with contextlib.suppress(OSError):
            self.folder.rmdir()


def create(mount: Path = MOUNT) -> Group | None:
    """A new group beside ours, or None where there is no such right."""
    parent = _delegated(mount)
    if parent is None:
        return None
    for stale in parent.glob("understudy-*"):  # removable only when empty
        Group(stale).remove()
    folder = parent / f"understudy-{os.getpid()}-{next(_count)}"
    try:
        folder.mkdir()
    except OSError:
        return None
    try:
        (folder / "memory.max").write_text(str(max(LEAST_MEMORY, _memory() // 2)))
        (folder / "pids.max").write_text(str(PROCESSES))
    except OSError:
        Group(folder).remove()
        return None
    with contextlib.suppress(OSError):  # these controllers may be missing
        (folder / "cpu.weight").write_text(str(CPU_WEIGHT))
    return Group(folder)


@functools.cache
def _delegated(mount: Path) -> Path | None:
    """The nearest group above ours that hands memory and pids to its children and lets us make one."""
    if not (mount / "cgroup.controllers").is_file():
        return None  # version 1, or a mixture: the limits live in other trees there
    own = mount / _own().lstrip("/")
    for folder in own.parents:
        if folder != mount and mount not in folder.parents:
            return None
        try:
            given = (folder / "cgroup.subtree_control").read_text("ascii").split()
        except OSError:
            continue
        writable = os.access(folder, os.W_OK) and os.access(folder / "cgroup.procs", os.W_OK)
        if {"memory", "pids"} <= set(given) and writable:
            return folder
    return None


def _own() -> str:
    """Our cgroup's path, "/" where that is unknown."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text("utf-8", "replace").splitlines():
            if line.startswith("0::"):
                return line[3:]
    return "/"


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
