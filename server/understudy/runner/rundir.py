"""Folders for what one sandbox keeps on disk while it lives: scratch, .pyc files, copies of unsaved text.

In memory (/dev/shm) where there is room, so that no candidate writes to a real disk. Each holds a file its server keeps
locked, so that what a killed server left is swept by the next; a process id would mean nothing across containers.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

if sys.platform != "win32":
    import fcntl

PREFIX = "understudy-run-"
LOCK = "lock"
ROOM = 1 << 30  # bytes free: a container's 64 MiB would fill with .pyc files
MEMORY = Path("/dev/shm")
YOUNG_S = 60.0  # between being made and being locked
_held: dict[Path, int] = {}


def make() -> Path:
    """A new private folder. Raises OSError when there is nowhere to make one."""
    parent = MEMORY if _roomy(MEMORY) else Path(tempfile.gettempdir())
    sweep(parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    _held[folder] = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    _lock(_held[folder])
    return folder


def sweep(parent: Path) -> None:
    """Remove folders whose server is gone, and let go of the locks of our own removed ones. Never raises."""
    for folder in [f for f in _held if not f.exists()]:
        os.close(_held.pop(folder))
    with contextlib.suppress(OSError):
        for lock in parent.glob(f"{PREFIX}*/{LOCK}"):
            with contextlib.suppress(OSError):
                if time.time() - lock.stat().st_mtime > YOUNG_S and _free(lock):
                    shutil.rmtree(lock.parent, ignore_errors=True)


def _free(lock: Path) -> bool:
    fd = os.open(lock, os.O_RDWR | os.O_CLOEXEC)  # refused where it is another user's
    try:
        return _lock(fd)
    finally:
        os.close(fd)


def _lock(fd: int) -> bool:
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _roomy(folder: Path) -> bool:
    try:
        facts = os.statvfs(folder)
    except (OSError, AttributeError):
        return False
    return os.access(folder, os.W_OK) and facts.f_bavail * facts.f_frsize >= ROOM
