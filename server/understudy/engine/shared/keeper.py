"""The keeper's process: takes the lock, listens, lets guests in, and ends when nobody needs it.

Guests are processes of the same user: the socket lies in a folder of theirs alone, and the kernel is asked as well.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import signal
import socket
import sys
import time
from pathlib import Path

import msgspec

from understudy.engine.errors import FrameError, SharingError
from understudy.engine.launch import WorkerOptions
from understudy.engine.protocol import Cancel, Generate, SetAdapter, SetThreads
from understudy.engine.shared import lease, peer
from understudy.engine.shared.address import Address, others
from understudy.engine.shared.desk import Desk, Guest
from understudy.engine.shared.lock import Lock
from understudy.engine.shared.messages import PROTOCOL, Bye, FromGuest, Hello, Refused, Retire
from understudy.engine.shared.wire import Wire

log = logging.getLogger(__name__)
LISTENING, TAKEN = "listening", "taken"  # what is said to the starter, one word
HELLO_S = 10.0  # a guest says at once who it is
LOCK_WAIT_S = 10.0  # the one before has a worker to end, which has states to save
_LOCK_LOOK_S = 0.05
_BACKLOG = 64
_NUMBER = re.compile(r"\d+")


class KeeperOptions(msgspec.Struct, frozen=True):
    """linger_s: how long the model stays loaded without a guest; a window that is loaded anew finds it warm."""

    worker: WorkerOptions
    folder: str
    key: str
    version: str
    hang_s: float
    linger_s: float

    @property
    def address(self) -> Address:
        return Address(Path(self.folder), self.key)


class Keeper:
    """lock: of the address, which is then ours alone."""

    def __init__(self, options: KeeperOptions, lock: Lock) -> None:
        self._options = options
        self._lock: Lock | None = lock
        self._over = asyncio.Event()
        self._desk = Desk(options.worker, options.hang_s, self._over.set)
        self._server: asyncio.Server | None = None
        self._place: os.stat_result | None = None  # of our socket
        self._wires: set[Wire[FromGuest]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._retired = False

    async def listen(self) -> None:
        """From now on guests may come. Raises OSError."""
        path = self._options.address.socket
        path.unlink(missing_ok=True)  # of a keeper that was killed: the lock is ours
        self._server = await asyncio.start_unix_server(self._meet, sock=_bound(path), backlog=_BACKLOG)
        self._place = path.stat()

    async def serve(self) -> None:
        """Until nobody needs it, or somebody wants it to end."""
        self._desk.start()
        self._count(wanted=True)
        retiring = asyncio.create_task(self._retire_others())
        await self._over.wait()
        retiring.cancel()
        self._stop_listening()
        await self._desk.close()
        # a guest that left for good waits for this: the memory is free now
        await asyncio.gather(*(wire.close() for wire in list(self._wires)))
        if self._lock is not None:
            self._clean_up(self._lock)

    def end(self) -> None:
        self._over.set()

    # --- guests ---------------------------------------------------------------------------------------------------

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        wire: Wire[FromGuest] = Wire(reader, writer, FromGuest)
        self._wires.add(wire)
        try:
            peer.check(writer.get_extra_info("socket"))
            await self._host(wire)
        except SharingError as error:
            await wire.turn_away(Refused(error.message, error.next_step))
        except (FrameError, OSError) as error:
            log.warning("a guest was sent away: %s", error)
        finally:
            if not self._over.is_set():
                self._wires.discard(wire)
                await wire.close()

    async def _host(self, wire: Wire[FromGuest]) -> None:
        messages = wire.messages()
        try:
            async with asyncio.timeout(HELLO_S):
                first = await anext(messages, None)
        except TimeoutError:
            return
        if isinstance(first, Retire):
            if _order(first.version) > _order(self._options.version):
                self._retire()
            return
        if not isinstance(first, Hello):
            return
        if (first.protocol, first.version) != (PROTOCOL, self._options.version):
            raise SharingError("The shared engine is of another version.")
        if self._over.is_set():
            return  # without a word: it starts the next keeper
        guest = Guest(wire.send, first.threads)
        self._desk.join(guest)
        self._count(wanted=True)
        wanted = True
        try:
            async for message in messages:
                if isinstance(message, Bye):
                    wanted = False
                    if message.renew and self._desk.guests > 1:
                        self._desk.renew()
                    break
                if isinstance(message, Generate | Cancel | SetAdapter | SetThreads):
                    self._desk.take(guest, message)
        finally:
            self._desk.leave(guest)
            self._count(wanted)

    def _count(self, wanted: bool) -> None:
        """Guests came or went. wanted: whether the last one may be back soon."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._desk.guests == 0:
            if self._retired or not wanted:
                self.end()
            else:
                self._timer = asyncio.get_running_loop().call_later(self._options.linger_s, self.end)

    # --- others like us -------------------------------------------------------------------------------------------

    def _retire(self) -> None:
        """A newer version is here: let nobody in, and end with the last guest."""
        self._retired = True
        self._stop_listening()
        if self._lock is not None:
            self._clean_up(self._lock)
            self._lock = None
        self._count(wanted=False)

    async def _retire_others(self) -> None:
        """Send those of older versions into retirement, and clear up after those that were killed."""
        for other in others(self._options.address):
            with contextlib.suppress(OSError, SharingError, TimeoutError):
                if (left := Lock.take(other.lock)) is not None:
                    _remove(other)
                    left.release()
                    continue
                async with asyncio.timeout(HELLO_S):
                    reader, writer = await asyncio.open_unix_connection(other.socket)
                    wire: Wire[FromGuest] = Wire(reader, writer, FromGuest)
                    try:
                        peer.check(writer.get_extra_info("socket"))
                        wire.send(Retire(self._options.version))
                    finally:
                        await wire.close()

    def _stop_listening(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
            path = self._options.address.socket
            with contextlib.suppress(OSError):  # whoever cleared the folder away may have let another keeper in
                if self._place is not None and os.path.samestat(path.stat(), self._place):
                    path.unlink()

    def _clean_up(self, lock: Lock) -> None:
        with contextlib.suppress(OSError):
            if self._retired or not self._options.address.log.stat().st_size:
                self._options.address.log.unlink()
        lock.release()


def main(options_json: str) -> int:
    """Run a keeper, unless one runs already. Standard output gets one word for the starter. Returns the exit status."""
    options = msgspec.json.decode(options_json, type=KeeperOptions)
    try:
        lock = _wait_for_lock(options.address)
    except TimeoutError as error:
        print(error, flush=True)
        return 1
    if lock is None:
        print(TAKEN, flush=True)
        return 0
    asyncio.run(_run(options, lock))
    return 0


async def _run(options: KeeperOptions, lock: Lock) -> None:
    keeper = Keeper(options, lock)
    await keeper.listen()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, keeper.end)
    async with lease.held():  # before the starter goes on, which has one of its own as long as it waits
        print(LISTENING, flush=True)
        _detach_standard_streams(options.address.log)
        await keeper.serve()


def _wait_for_lock(address: Address) -> Lock | None:
    """None: another keeper has it, and may be connected to. Raises TimeoutError if it neither ends nor may be."""
    end = time.monotonic() + LOCK_WAIT_S
    while (lock := Lock.take(address.lock)) is None:
        if _answers(address.socket):
            return None
        if time.monotonic() > end:
            raise TimeoutError("another one runs, and cannot be reached")
        time.sleep(_LOCK_LOOK_S)
    return lock


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _bound(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    except OSError:
        listener.close()
        raise
    finally:
        os.umask(before)
    return listener


def _remove(left: Address) -> None:
    for path in (left.socket, left.log):
        path.unlink(missing_ok=True)


def _order(version: str) -> list[int]:
    return [int(number) for number in _NUMBER.findall(version)]


def _detach_standard_streams(path: Path) -> None:
    """The starter reads to the end of what we print, and must not wait for us."""
    sys.stdout.flush()
    null = os.open(os.devnull, os.O_RDWR)
    try:
        printed = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError:  # a full disk
        printed = os.dup(null)
    for source, target in ((null, 0), (printed, 1), (printed, 2)):
        os.dup2(source, target)
    os.close(null)
    os.close(printed)
