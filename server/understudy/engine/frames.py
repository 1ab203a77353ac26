"""Frames on the pipe: u32 little-endian byte count, then one msgpack value. Knows bytes, not what they mean.

`Splitter` does no I/O and serves both sides: the worker feeds it from a blocking pipe, the client from asyncio.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from types import UnionType
from typing import Generic, TypeVar

import msgspec

from understudy.engine.errors import FrameError

MAX_BYTES = 64 << 20  # a prompt is kilobytes; a length above this is noise on the pipe, not a frame
_HEADER = struct.Struct("<I")
_NEXT_STEP = "The engine restarts by itself; if this repeats, run `understudy doctor`."
_encoder = msgspec.msgpack.Encoder()

Message = TypeVar("Message")


def pack(message: msgspec.Struct) -> bytes:
    """The frame of one message."""
    body = _encoder.encode(message)
    if len(body) > MAX_BYTES:
        raise FrameError(f"A message of {len(body)} bytes is larger than a frame may be.", "Shorten the prompt.")
    return _HEADER.pack(len(body)) + body


class Splitter(Generic[Message]):
    """Bytes in any pieces -> whole messages of `kind` (a tagged union of structs).

    Raises FrameError at the first frame that is too large or does not decode; it must not be fed again after that.
    """

    def __init__(self, kind: type[Message] | UnionType) -> None:
        self._decoder: msgspec.msgpack.Decoder[Message] = msgspec.msgpack.Decoder(kind)
        self._pending = bytearray()

    def feed(self, data: bytes) -> Iterator[Message]:
        """The messages that `data` completes, in order."""
        self._pending += data
        while len(self._pending) >= _HEADER.size:
            (size,) = _HEADER.unpack_from(self._pending)
            if size > MAX_BYTES:
                raise FrameError(f"A frame announced {size} bytes.", _NEXT_STEP)
            end = _HEADER.size + size
            if len(self._pending) < end:
                return
            body = bytes(self._pending[_HEADER.size : end])
            del self._pending[:end]
            try:
                message = self._decoder.decode(body)
            except (msgspec.MsgspecError, ValueError) as error:
                raise FrameError(f"A frame could not be read: {error}.", _NEXT_STEP) from error
            yield message
