"""One connection as both ends use it: whole messages out and in. One turn of the loop is one write."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from types import UnionType
from typing import Generic, TypeVar

import msgspec

from understudy.engine.frames import Splitter, pack

_READ_BYTES = 1 << 16
_CLOSE_S = 1.0
MAX_BEHIND = 64 << 20  # bytes the other end may leave unread; it stands still, and memory is not for it

Message = TypeVar("Message")


class Wire(Generic[Message]):
    """kind: a tagged union of what comes in. messages() may be iterated once."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, kind: UnionType) -> None:
        self._reader, self._writer, self._kind = reader, writer, kind
        self._pending = bytearray()

    def send(self, message: msgspec.Struct) -> None:
        """Queue a message. To an end that is gone it is dropped: the end of `messages` tells of that."""
        if not self._pending:
            asyncio.get_running_loop().call_soon(self._flush)
        self._pending += pack(message)

    async def messages(self) -> AsyncGenerator[Message, None]:
        """What the other end says, until it hangs up. Raises FrameError if it says something else."""
        splitter: Splitter[Message] = Splitter(self._kind)
        with contextlib.suppress(ConnectionError):
            while data := await self._reader.read(_READ_BYTES):
                for message in splitter.feed(data):
                    yield message

    async def turn_away(self, reason: msgspec.Struct) -> None:
        """Say why, and throw away what the other end says: a reply is lost where something unread is closed."""
        self.send(reason)
        self._flush()
        with contextlib.suppress(OSError):
            self._writer.write_eof()
            async with asyncio.timeout(_CLOSE_S):
                while await self._reader.read(_READ_BYTES):
                    pass

    async def close(self) -> None:
        """Send what is queued, and hang up."""
        self._flush()
        self._writer.close()
        with contextlib.suppress(OSError):  # a timeout among them: the other end stands still and reads nothing
            async with asyncio.timeout(_CLOSE_S):
                await self._writer.wait_closed()
        self._writer.transport.abort()

    def _flush(self) -> None:
        data, self._pending = bytes(self._pending), bytearray()
        if data and not self._writer.is_closing():
            self._writer.write(data)
            if self._writer.transport.get_write_buffer_size() > MAX_BEHIND:
                self._writer.transport.abort()
