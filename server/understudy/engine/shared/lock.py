"""A lock that lasts as long as its process, however that ends; who holds it is the one keeper of its address."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path


class Lock:
    """Made by `take`. The file is empty; only the kernel's lock on it counts."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path, self._descriptor = path, descriptor

    @classmethod
    def take(cls, path: Path) -> Lock | None:
        """The lock, or None while another process has it. Raises OSError if the file cannot be made."""
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(descriptor)
                return None
            except OSError:
                os.close(descriptor)
                raise
            if _is(path, descriptor):  # else it was removed between our opening it and our locking it
                return cls(path, descriptor)
            os.close(descriptor)

    def release(self) -> None:
        """Remove the file and let the next one have it."""
        with contextlib.suppress(OSError):
            if _is(self._path, self._descriptor):
                self._path.unlink(missing_ok=True)
        os.close(self._descriptor)


def _is(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
