"""The start of a GGUF file, read without llama.cpp: enough to say early and plainly what is wrong with it.

Format: ggml-org/ggml docs/gguf.md. Little endian, version 2 or 3.
"""

from __future__ import annotations

import contextlib
import math
import os
import struct
from pathlib import Path
from typing import BinaryIO

import msgspec

from understudy.files import file_sha256, read_json, write_atomically
from understudy.models.errors import ModelError
from understudy.paths import data_dir

_MAX_COUNT = 1 << 20  # tensors or keys; real files have hundreds
_MAX_STRING = 1 << 24  # the longest value is a chat template
_MAX_ARRAY = 1 << 24  # the longest array is the vocabulary
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_U64 = struct.Struct("<Q")
NO_WRITERS = frozenset({"clip", "t5encoder"})  # and every *bert*: they see pictures, or turn text into vectors
_AGAIN = "Download it again with `understudy models pull`, or pick another model."

Scalar = str | int | float | bool


class GgufHeader(msgspec.Struct, frozen=True):
    """metadata: scalar values by key (arrays are skipped). kind: "model" or "adapter". data_start: byte offset."""

    version: int
    architecture: str
    kind: str
    tensors: int
    metadata: dict[str, Scalar]
    data_start: int
    size_bytes: int


def read_header(path: Path) -> GgufHeader:
    """Read and check a GGUF file's header and that the file is long enough for its tensors. Raises ModelError."""
    if not path.is_file():
        raise ModelError(f"There is no model file at {path}.", "Pick a model with `understudy models list`.")
    try:
        with path.open("rb") as file:
            return _Reader(file, path).header()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}.", "Check the file's permissions.") from error
    except (EOFError, struct.error, RecursionError) as error:
        raise ModelError(f"{path.name} is truncated or damaged: its header ends early.", _AGAIN) from error


def read_model(path: Path) -> GgufHeader:
    """The header of a file that has to hold a model that writes text. Raises ModelError."""
    header = read_header(path)
    if header.kind == "adapter":
        raise ModelError(
            f"{path.name} is an adapter, not a model.",
            "Pick the model it was made for; `understudy adapters list` shows the adapters.",
        )
    architecture = header.architecture
    if "bert" in architecture or architecture in NO_WRITERS:
        raise ModelError(
            f"{path.name} holds a {architecture} model, which cannot write text.",
            "Pick a code model: `understudy models list`.",
        )
    return header


def content_sha256(path: Path) -> str:
    """SHA-256 of a file (hex), remembered by path, size and modification time in the data directory."""
    status = path.stat()
    key = f"{path.resolve()}|{status.st_size}|{status.st_mtime_ns}"
    cache_file = data_dir() / "hashes.json"
    cache = read_json(cache_file, dict[str, str]) or {}
    if key not in cache:
        cache[key] = file_sha256(path)
        newest = dict(list(cache.items())[-64:])  # one file has many keys over time; nobody cleans up otherwise
        with contextlib.suppress(OSError):  # a full disk costs the next start a second, not this one its model
            write_atomically(cache_file, msgspec.json.encode(newest))
    return cache[key]


class _Reader:
    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file, self._path = file, path
        self._size = os.fstat(file.fileno()).st_size

    def header(self) -> GgufHeader:
        if self._size == 0:
            raise ModelError(f"{self._path.name} is empty.", _AGAIN)
        if self._file.read(4) != b"GGUF":
            raise ModelError(f"{self._path.name} is not a GGUF file.", "Pick a file that ends in .gguf.")
        version = self._number("I")
        if version not in (2, 3):
            raise ModelError(f"{self._path.name} has GGUF version {version}; 2 and 3 can be read.", _AGAIN)
        tensors, keys = self._count(), self._count()
        metadata: dict[str, Scalar] = {}
        for _ in range(keys):
            key = self._string()
            value = self._value(self._number("I"))
            if value is not None:
                metadata[key] = value
        needed = max((self._tensor() for _ in range(tensors)), default=0)
        alignment = metadata.get("general.alignment", 32)
        if not isinstance(alignment, int) or alignment <= 0:
            raise ModelError(f"{self._path.name} is damaged: its alignment is {alignment}.", _AGAIN)
        data_start = -(-self._file.tell() // alignment) * alignment
        if data_start + needed > self._size:
            missing = data_start + needed - self._size
            raise ModelError(f"{self._path.name} is incomplete: at least {missing} bytes are missing.", _AGAIN)
        return GgufHeader(
            version=version,
            architecture=str(metadata.get("general.architecture", "")),
            kind=str(metadata.get("general.type", "model")),
            tensors=tensors,
            metadata=metadata,
            data_start=data_start,
            size_bytes=self._size,
        )

    def _tensor(self) -> int:
        """Bytes of tensor data needed at the least: the start of this tensor and a lower bound on its size."""
        self._string()
        dimensions = self._number("I")
        if dimensions > 4:
            raise self._damaged()
        elements = math.prod(self._number("Q") for _ in range(dimensions))
        kind = self._number("I")
        bits = {0: 32, 1: 16, 30: 16}.get(kind, 1)  # F32, F16, BF16; every quantized type has more than one bit
        return self._number("Q") + elements * bits // 8

    def _value(self, kind: int) -> Scalar | None:
        if kind == _STRING:
            return self._string()
        if kind in _SCALARS:
            value: Scalar = struct.unpack("<" + _SCALARS[kind], self._exactly(struct.calcsize(_SCALARS[kind])))[0]
            return value
        if kind != _ARRAY:
            raise self._damaged()
        self._skip_array()
        return None

    def _skip_array(self) -> None:
        kind, count = self._number("I"), self._number("Q")
        if count > _MAX_ARRAY:
            raise self._damaged()
        if kind in _SCALARS:
            self._exactly(struct.calcsize(_SCALARS[kind]) * count)
        elif kind == _STRING:
            for _ in range(count):  # 150 000 tokens and as many merges: nothing is decoded here
                self._exactly(self._size_of_string())
        elif kind == _ARRAY:
            for _ in range(count):
                self._skip_array()
        else:
            raise self._damaged()

    def _size_of_string(self) -> int:
        size: int = _U64.unpack(self._exactly(8))[0]
        if size > _MAX_STRING:
            raise self._damaged()
        return size

    def _string(self) -> str:
        return self._exactly(self._size_of_string()).decode("utf-8", "replace")

    def _count(self) -> int:
        count = self._number("Q")
        if count > _MAX_COUNT:
            raise self._damaged()
        return count

    def _number(self, code: str) -> int:
        return int(struct.unpack("<" + code, self._exactly(struct.calcsize("<" + code)))[0])

    def _exactly(self, size: int) -> bytes:
        data = self._file.read(size)
        if len(data) != size:
            raise EOFError
        return data

    def _damaged(self) -> ModelError:
        return ModelError(f"{self._path.name} is damaged: its header makes no sense.", _AGAIN)
