"""From an engine's options to a connection with its keeper, which is started if there is none."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from collections.abc import AsyncGenerator
from typing import NamedTuple

import msgspec

import understudy
from understudy import children
from understudy.engine.errors import FrameError, SharingError
from understudy.engine.launch import WorkerOptions, environment
from understudy.engine.shared import peer
from understudy.engine.shared.address import Address, find
from understudy.engine.shared.messages import PROTOCOL, FromKeeper, Hello, Refused, Welcome
from understudy.engine.shared.wire import Wire
from understudy.paths import source_roots

LINGER_S = 30.0  # a window that is loaded anew is back within seconds
START_S = 30.0  # an interpreter on a machine that is busy, and the keeper before it has states to save
WELCOME_S = 20.0  # answered at once, also while the model is loading
_ATTEMPTS = 3  # a keeper may end in the moment in which it is found

# The first process ends at once, so that the keeper belongs to no window: what ends one with all its children must not
# end it. Before anything is imported, as some libraries do not survive a fork.
_BOOT = (
    "import os, sys; os.fork() and os._exit(0); os.setsid(); sys.path[:0] = sys.argv[2:]; "
    "from understudy.engine.shared.keeper import main; exit(main(sys.argv[1]))"
)


class Reached(NamedTuple):
    """messages: what follows the welcome."""

    wire: Wire[FromKeeper]
    messages: AsyncGenerator[FromKeeper, None]
    welcome: Welcome


async def reach(options: WorkerOptions, hang_s: float) -> Reached:
    """A guest's seat at the keeper of this engine; the model may still be loading.

    hang_s: of a keeper that is started here. Raises SharingError, and OSError if the model's file cannot be read.
    """
    address = await asyncio.to_thread(find, options)
    for attempt in range(_ATTEMPTS):
        found = await _knock(address, options.threads)
        if found is not None:
            return found
        if attempt + 1 < _ATTEMPTS:
            await _start(address, options, hang_s)
    raise SharingError("The engine's keeper ends as soon as it is started.", f"See {address.log}.")


async def _knock(address: Address, threads: int) -> Reached | None:
    """None: nobody is there."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.setblocking(False)
    try:
        async with asyncio.timeout(WELCOME_S):
            await asyncio.get_running_loop().sock_connect(connection, str(address.socket))
        peer.check(connection)
    except (FileNotFoundError, ConnectionRefusedError):
        connection.close()
        return None
    except BaseException as error:
        connection.close()
        if isinstance(error, OSError):  # TimeoutError among them
            raise SharingError(f"{address.socket} cannot be used: {error.strerror or error!r}.") from error
        raise
    wire: Wire[FromKeeper] = Wire(*await asyncio.open_unix_connection(sock=connection), FromKeeper)
    try:
        return await _introduce(wire, threads)
    except BaseException as error:
        with contextlib.suppress(OSError):
            await wire.close()
        if isinstance(error, ConnectionError):  # it ended before it said a word
            return None
        raise


async def _introduce(wire: Wire[FromKeeper], threads: int) -> Reached:
    wire.send(Hello(PROTOCOL, understudy.__version__, threads))
    messages = wire.messages()
    try:
        async with asyncio.timeout(WELCOME_S):
            answer = await anext(messages, None)
    except TimeoutError:
        raise SharingError("The shared engine does not answer.") from None
    except FrameError as error:
        raise SharingError(error.message) from error
    if isinstance(answer, Refused):
        raise SharingError(answer.message, answer.next_step)
    if answer is None:
        raise ConnectionResetError
    if not isinstance(answer, Welcome):
        raise SharingError("The shared engine answers in another way than expected.")
    return Reached(wire, messages, answer)


async def _start(address: Address, options: WorkerOptions, hang_s: float) -> None:
    """Returns once a keeper listens, this one or another's."""
    from understudy.engine.shared.keeper import LISTENING, TAKEN, KeeperOptions  # needs fcntl, which is not everywhere

    wanted = KeeperOptions(options, str(address.folder), address.key, understudy.__version__, hang_s, LINGER_S)
    process = await children.start(
        *(sys.executable, "-I", "-c", _BOOT, msgspec.json.encode(wanted).decode(), *source_roots()),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd="/",
        env=environment(),
    )
    try:
        async with asyncio.timeout(START_S):
            printed, _ = await process.communicate()
    except TimeoutError:
        raise SharingError(f"The engine's keeper did not start within {START_S:g} s.") from None
    lines = [line.strip() for line in printed.decode("utf-8", "replace").splitlines() if line.strip()]
    if LISTENING not in lines and TAKEN not in lines:
        raise SharingError(f"The engine's keeper did not start ({lines[-1] if lines else 'no word'}).")
