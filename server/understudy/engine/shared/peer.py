"""Who is at the other end of a socket, as the kernel says. Its permissions come first; this is the proof."""

from __future__ import annotations

import os
import socket
import struct
from typing import Protocol

from understudy.engine.errors import SharingError

_LINUX = struct.Struct("3i")  # struct ucred: pid, uid, gid
_BSD = struct.Struct("=2I")  # the start of struct xucred: version, uid
_BSD_BYTES = 76  # struct xucred with its 16 groups
_SOL_LOCAL, _LOCAL_PEERCRED = 0, 1  # sys/un.h of macOS and the BSDs


class Socket(Protocol):
    """What a socket and asyncio's view of one have in common."""

    def getsockopt(self, level: int, name: int, size: int, /) -> bytes: ...


def user_of(connection: Socket) -> int:
    """The user id of the process that connected, or that listened. Raises OSError or struct.error if it is not told."""
    if hasattr(socket, "SO_PEERCRED"):
        return int(_LINUX.unpack(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _LINUX.size))[1])
    return int(_BSD.unpack_from(connection.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, _BSD_BYTES))[1])


def check(connection: Socket) -> None:
    """Raises SharingError unless the other end is a process of the same user."""
    try:
        user = user_of(connection)
    except (OSError, struct.error) as error:
        raise SharingError(f"The system does not tell who is at the other end of the socket ({error}).") from error
    if user != os.geteuid():
        raise SharingError(f"The other end of the socket belongs to another user (id {user}).")
