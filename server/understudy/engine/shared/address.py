"""Where the keeper of an engine is found: a folder of the user's, and a name made of all that engines may differ in."""

from __future__ import annotations

import hashlib
import os
import platform
import socket
import stat
import sys
from pathlib import Path
from typing import NamedTuple

import msgspec

import understudy
from understudy.engine.errors import SharingError
from understudy.engine.launch import WorkerOptions
from understudy.engine.shared.messages import PROTOCOL
from understudy.paths import data_dir, source_roots

MAX_SOCKET_PATH = 103  # bytes: macOS' sun_path without its final zero; Linux has four more
_NAME = "engine-"
_KEY_LETTERS = 16
_ANY_WINDOW = ("threads", "adapter", "adapter_scale")  # options that guests of one engine may differ in
_LIBRARIES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LLAMA_CPP_LIB_PATH", "CUDA_VISIBLE_DEVICES")


class Address(NamedTuple):
    """folder: of the user alone. key: names one engine."""

    folder: Path
    key: str

    @property
    def socket(self) -> Path:
        return self._file("sock")

    @property
    def lock(self) -> Path:
        """Held by the keeper as long as it lives."""
        return self._file("lock")

    @property
    def log(self) -> Path:
        """What the keeper printed."""
        return self._file("log")

    def _file(self, suffix: str) -> Path:
        return self.folder / f"{_NAME}{self.key}.{suffix}"


def find(options: WorkerOptions) -> Address:
    """Where the engine with these options is, or will be; its folder is made.

    Raises SharingError as `folder` does, and OSError if the model's file cannot be read.
    """
    return Address(folder(), _key(options))


def folder() -> Path:
    """Where the sockets lie, made if need be: in the data directory, or where its path is too long for a socket, in a
    folder named after it.

    Raises SharingError where the system has no such sockets, or the folder is not the user's.
    """
    if not hasattr(socket, "AF_UNIX") or os.name == "nt":
        raise SharingError("This system has no sockets that only their user may open.")
    home = data_dir().absolute()  # a keeper has no working directory
    found = home / "run"
    if len(os.fsencode(Address(found, "0" * _KEY_LETTERS).socket)) > MAX_SOCKET_PATH:
        name = hashlib.sha256(os.fsencode(home)).hexdigest()[:_KEY_LETTERS]
        found = Path("/tmp") / f"understudy-{os.geteuid()}-{name}"  # not TMPDIR: windows may differ in that
    try:
        found.mkdir(mode=0o700, exist_ok=True)
        status = found.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
            raise SharingError(f"{found} is not this user's folder.", "Remove it, and restart the engine.")
        if status.st_mode & 0o077:
            found.chmod(0o700)
    except OSError as error:
        raise SharingError(f"{found} cannot be used: {error.strerror or error}.") from error
    return found


def others(address: Address) -> list[Address]:
    """Engines beside this one, running or left behind."""
    keys = {path.stem.removeprefix(_NAME) for path in address.folder.glob(f"{_NAME}*")}
    return [Address(address.folder, key) for key in sorted(keys - {address.key})]


def _key(options: WorkerOptions) -> str:
    """By the model's path and time, not by its hash: reading gigabytes must not stand before the first connection, and
    a worker that is started again needs a file that is still there."""
    status = Path(options.model).stat()
    engine = {name: value for name, value in msgspec.structs.asdict(options).items() if name not in _ANY_WINDOW}
    parts = {
        "engine": engine | {"model": str(Path(options.model).resolve())},
        "model": [status.st_size, status.st_mtime_ns],
        "program": [understudy.__version__, PROTOCOL, sys.executable, _sources()],
        "machine": [platform.node(), _namespace()],  # a home folder may be shared by several
        "libraries": [os.environ.get(name) for name in _LIBRARIES],
    }
    encoded = msgspec.json.encode(parts, order="deterministic")
    return hashlib.sha256(encoded).hexdigest()[:_KEY_LETTERS]


def _namespace() -> str:
    """Of process ids, where there are several: a hanging keeper is killed by its own."""
    try:
        return str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return ""


def _sources() -> list[int]:
    """When the engine's sources last changed, if they are worked on: a version then says little."""
    roots = source_roots()
    engine = Path(__file__).parents[1]
    return [max(path.stat().st_mtime_ns for path in engine.rglob("*.py"))] if roots else []
