"""Saved states on disk, so that the first keystroke after a start finds the prompts of the last session evaluated.

One file for each document: header, token ids, cells. Its name is a hash; nothing in it can be read as a path. A file is
used only if it was written for the same model, adapter and llama.cpp, and is whole; any other is as good as absent.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from understudy.engine.llama import VERSION
from understudy.engine.sampling import Tokens
from understudy.engine.states import State
from understudy.files import file_sha256, replacing
from understudy.models.gguf_header import content_sha256

MAX_FILES = 8
MAX_BYTES = 512 << 20
MAX_AGE_S = 7 * 86_400.0

_MAGIC = b"USTDYKV1"
_HEADER = struct.Struct("<8s32s32sIQ")  # magic, key, checksum of what follows, tokens, bytes of cells
_SUFFIX = ".kv"


def state_key(model: Path, adapter: Path | None, scale: float, gpu_layers: int) -> bytes:
    """What a state depends on, as 32 bytes. Raises OSError if a file cannot be read."""
    adapted = f"{file_sha256(adapter)} {scale}" if adapter else ""
    parts = (content_sha256(model), adapted, str(gpu_layers), VERSION, sys.byteorder)
    return hashlib.sha256("\n".join(parts).encode()).digest()


class _Entry(NamedTuple):
    tokens: Tokens
    data_bytes: int


class Shelf:
    """folder: only for this. key: computed when first needed, as it reads the model's file.

    Never raises: what cannot be read is not there, what cannot be written is not kept.
    """

    def __init__(
        self, folder: Path, key: Callable[[], bytes], *, max_files: int = MAX_FILES, max_bytes: int = MAX_BYTES
    ) -> None:
        self._folder, self._make_key = folder, key
        self._max_files, self._max_bytes = max_files, max_bytes
        self._key: bytes | None = None
        self._entries: dict[str, _Entry] | None = None  # by file name; None = not looked at yet

    def tokens(self, document: str) -> Tokens | None:
        """The token ids of a document's state."""
        entry = self._open().get(self._name(document))
        return entry.tokens if entry else None

    def load(self, document: str) -> State | None:
        """A document's state; its file is removed if it is not what its header says."""
        name = self._name(document)
        entry = self._open().get(name)
        if entry is None:
            return None
        path = self._folder / name
        with contextlib.suppress(OSError, ValueError, struct.error):
            body = np.fromfile(path, np.uint8, offset=_HEADER.size)
            with path.open("rb") as file:
                _, _, checksum, count, size = _HEADER.unpack(file.read(_HEADER.size))
            if len(body) == 4 * count + size and hashlib.blake2b(body.data, digest_size=32).digest() == checksum:
                os.utime(path)
                return State(body[: 4 * count].view(np.int32).copy(), body[4 * count :])
        self._remove(name)
        return None

    def save(self, document: str, state: State) -> None:
        """Write a document's state and remove the oldest beyond what may be kept."""
        entries, name = self._open(), self._name(document)
        if self._key is None or _HEADER.size + state.tokens.nbytes + state.data.nbytes > self._max_bytes:
            return
        tokens = np.ascontiguousarray(state.tokens, np.int32)
        checksum = hashlib.blake2b(tokens.data, digest_size=32)
        checksum.update(state.data.data)
        header = _HEADER.pack(_MAGIC, self._key, checksum.digest(), len(tokens), state.data.nbytes)
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with replacing(self._folder / name) as part:
                descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "wb") as file:
                    for piece in (header, tokens.data, state.data.data):
                        file.write(piece)
            entries[name] = _Entry(tokens, state.data.nbytes)
        self._prune()

    def _open(self) -> dict[str, _Entry]:
        if self._entries is None:
            self._entries = {}
            with contextlib.suppress(OSError):
                self._key = self._make_key()
                self._prune()
                for path in self._folder.glob(f"*{_SUFFIX}"):
                    with contextlib.suppress(OSError):
                        self._look_at(path)
        return self._entries

    def _look_at(self, path: Path) -> None:
        """Note a state of ours; remove a file that is none of anybody's."""
        assert self._entries is not None
        with path.open("rb") as file:
            header = file.read(_HEADER.size)
            size = os.fstat(file.fileno()).st_size
            if len(header) == _HEADER.size:
                magic, key, _, count, data_bytes = _HEADER.unpack(header)
                if magic == _MAGIC and size == _HEADER.size + 4 * count + data_bytes:
                    if key == self._key:
                        tokens = np.frombuffer(file.read(4 * count), np.int32)
                        self._entries[path.name] = _Entry(tokens, data_bytes)
                    return
        self._remove(path.name)

    def _prune(self) -> None:
        """Remove what is old or beyond the bounds, the longest unused first, and parts of a killed writer."""
        with contextlib.suppress(OSError):
            for part in self._folder.glob(f".*{_SUFFIX}.*.part"):
                if time.time() - part.stat().st_mtime > 60:  # another server may be writing right now
                    part.unlink(missing_ok=True)
            found = [(path.stat(), path.name) for path in self._folder.glob(f"*{_SUFFIX}")]
            kept, size = 0, 0
            for status, name in sorted(found, key=lambda item: -item[0].st_mtime):
                kept, size = kept + 1, size + status.st_size
                old = time.time() - status.st_mtime > MAX_AGE_S
                if old or kept > self._max_files or size > self._max_bytes:
                    self._remove(name)

    def _remove(self, name: str) -> None:
        if self._entries is not None:
            self._entries.pop(name, None)
        with contextlib.suppress(OSError):
            (self._folder / name).unlink(missing_ok=True)

    def _name(self, document: str) -> str:
        self._open()
        return hashlib.sha256((self._key or b"") + document.encode("utf-8", "replace")).hexdigest()[:32] + _SUFFIX
