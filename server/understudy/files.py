"""Files that a crash must not damage: written beside and renamed over; unreadable ones read as None."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")
_count = itertools.count(1)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path` to write to; on success it is flushed to disk and renamed over `path`, else
    removed: after a crash at any moment `path` is the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}-{next(_count)}.part")
    try:
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path` with `data`, as `replacing` does."""
    with replacing(path) as part:
        part.write_bytes(data)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable (where the system can)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_json(path: Path, kind: type[T]) -> T | None:
    """A JSON file's value, None if it is missing, truncated or of another shape."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's content (hex); `models.gguf_header.content_sha256` remembers it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
