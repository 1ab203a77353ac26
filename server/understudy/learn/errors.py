"""What can go wrong where a person waits for an answer. Logging itself never raises: see `store.Log.problem`."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path

from understudy.errors import UnderstudyError

SHARED_MEMORY_BYTES = 32 * 1024  # of one -shm file, the least that opening a log takes


class LearnError(UnderstudyError):
    """The event log cannot be read, exported, imported to or purged."""


def is_corrupt(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _no_room(path: Path) -> bool:
    """SQLite's "disk I/O error" where its shared memory file cannot grow: is the disk full?"""
    try:
        return shutil.disk_usage(path.parent).free < SHARED_MEMORY_BYTES
    except OSError:
        return False


def explain(error: Exception, path: Path) -> UnderstudyError:
    """What stopped the log, in the user's words, with what to do."""
    if isinstance(error, UnderstudyError):
        return error
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    full = code == sqlite3.SQLITE_FULL or (isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT))
    if full or (code == sqlite3.SQLITE_IOERR and _no_room(path)):
        return LearnError(f"The disk that holds {path} is full, so nothing is learned.", "Free some space.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM) or isinstance(error, OSError):
        return LearnError(
            f"{path} cannot be written, so nothing is learned.",
            "Make its folder writable, or set UNDERSTUDY_HOME to one that is.",
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LearnError(f"{path} is busy.", "Wait until the other Understudy process has finished.")
    return LearnError(f"{path} cannot be used: {error}.", "Check the disk, or move the file away to begin a new one.")
