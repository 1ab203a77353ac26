"""The map on disk: one msgpack file per workspace in the user's cache directory, readable by its owner alone.

It holds names of files, tests and functions, and digests; no text. A file that is damaged, of another version or of
another interpreter counts as absent; maps not used for 30 days are removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from pathlib import Path

import msgspec

from understudy.files import replacing
from understudy.runner.mapping.rows import Entered, FileRows, Outcome, Row

VERSION = 1
MOST_BYTES = 64 << 20
UNUSED_S = 30 * 86400
SUFFIX = ".testmap"


class _Row(msgspec.Struct, frozen=True, array_like=True):
    nodeid: str
    functions: list[int]
    seconds: float
    outcome: Outcome
    flaky: bool
    partial: bool


class _File(msgspec.Struct, frozen=True, array_like=True):
    file: str
    whole: int
    around: int
    modules: dict[str, int]
    at_import: list[int]
    rows: list[_Row]
    error: str


class _Stored(msgspec.Struct, frozen=True):
    version: int
    workspace: str
    python: str
    functions: list[Entered]
    files: list[_File]


def place(folder: Path, workspace: Path) -> Path:
    """The file of a workspace's map."""
    return folder / (hashlib.sha256(os.fsencode(workspace)).hexdigest()[:32] + SUFFIX)


def load(path: Path, workspace: Path, python: Path) -> dict[str, FileRows]:
    """Empty where there is none that fits. Marks the file as used."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return {}
        stored = msgspec.msgpack.decode(path.read_bytes(), type=_Stored)
        os.utime(path)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}
    if (stored.version, stored.workspace, stored.python) != (VERSION, str(workspace), str(python)):
        return {}
    try:
        return {file.file: _unpacked(file, stored.functions) for file in stored.files}
    except IndexError:
        return {}


def save(path: Path, workspace: Path, python: Path, files: dict[str, FileRows]) -> None:
    """Never raises: without a map on disk the next session measures again."""
    table: dict[Entered, int] = {}
    packed = [_packed(file, table) for file in files.values()]
    data = msgspec.msgpack.encode(_Stored(VERSION, str(workspace), str(python), list(table), packed))
    if len(data) > MOST_BYTES:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(OSError), replacing(path) as part:
        descriptor = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(data)


def drop_unused(folder: Path) -> None:
    """Remove maps that nobody used for 30 days; their workspace may be gone."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"*{SUFFIX}"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > UNUSED_S:
                    path.unlink()


def _packed(file: FileRows, table: dict[Entered, int]) -> _File:
    def numbers(functions: tuple[Entered, ...]) -> list[int]:
        return [table.setdefault(each, len(table)) for each in functions]

    rows = [
        _Row(row.nodeid, numbers(row.functions), row.seconds, row.outcome, row.flaky, row.partial)
        for row in file.rows.values()
    ]
    return _File(file.file, file.whole, file.around, file.modules, numbers(file.at_import), rows, file.error)


def _unpacked(file: _File, table: list[Entered]) -> FileRows:
    def functions(numbers: list[int]) -> tuple[Entered, ...]:
        return tuple(table[number] for number in numbers)

    rows = {
        row.nodeid: Row(row.nodeid, functions(row.functions), row.seconds, row.outcome, row.flaky, row.partial)
        for row in file.rows
    }
    return FileRows(file.file, file.whole, file.around, file.modules, functions(file.at_import), rows, file.error)
