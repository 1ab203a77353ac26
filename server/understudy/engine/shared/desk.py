"""Between the guests and the one worker: whose request is whose, how many threads, which adapter. Knows no sockets.

The worker sees one client. Its scheduler puts interactive requests before batch ones, whoever asked; what a guest that
went away had asked for is cancelled. One whose requests stop the worker again and again is sent away before the worker
is given up for all.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from understudy.engine.errors import EngineError, EngineUnavailable
from understudy.engine.launch import WorkerOptions, startable
from understudy.engine.protocol import (
    Alive,
    Cancel,
    Done,
    Failed,
    Generate,
    Ready,
    Response,
    SetAdapter,
    SetThreads,
)
from understudy.engine.restart import RestartPolicy
from understudy.engine.shared.messages import AdapterChanged, State, Welcome
from understudy.engine.supervisor import Owner, Supervisor
from understudy.engine.supervisor import State as SupervisorState

BLAMED_AFTER = 3  # crashes; after five quick ones the supervisor gives up
ALIVE_S = 1.0  # as often as a busy worker says it: a guest cannot hear that one while it serves others

BLAMED = f"The engine stopped {BLAMED_AFTER} times in a row while it worked for this window."
BLAMED_NEXT_STEP = "Restart the engine; if one file brings it about, tell us. Other windows go on."


@dataclass(eq=False)
class Guest:
    """tell: queues a frame for it. threads: what it would decode with. ours: our id of each request of its. crashes: in
    which the worker was busy for it, since it last got a whole answer. out: it was sent away."""

    tell: Callable[[msgspec.Struct], None]
    threads: int
    ours: dict[int, int] = field(default_factory=dict)
    crashes: int = 0
    out: bool = False


@dataclass(eq=False)
class _Asked:
    """A request that is not answered yet. guest None: it went away. theirs: the id the guest gave it. cancelled: by the
    guest, who will be told that it is over."""

    guest: Guest | None
    theirs: int
    request: Generate | SetAdapter
    cancelled: bool = False


class Desk:
    """options: of the worker, with what is attached and used now. on_failed: the worker will not come back."""

    def __init__(self, options: WorkerOptions, hang_s: float, on_failed: Callable[[], None]) -> None:
        self._guests: list[Guest] = []
        self._asked: dict[int, _Asked] = {}
        self._held: list[Generate | SetAdapter] = []  # came while there was no worker to send them to
        self._up: State | None = None  # what guests are told while the worker can answer
        self._ids = 0
        self._beating = self._closing = self._renewing = False
        self._on_failed = on_failed
        self._attached = _identity(options.adapter, options.adapter_scale)
        owner = Owner(self._receive, self._lost, lambda: bool(self._asked), self._state_changed, hang_s)
        self._supervisor = Supervisor(options, owner)

    @property
    def guests(self) -> int:
        return len(self._guests)

    def start(self) -> None:
        """Begin to load the model; guests may come before that is done."""
        self._supervisor.start()

    async def close(self) -> None:
        """End the worker. Guests are told by the end of their connections: another keeper may serve them."""
        self._closing = True
        await self._supervisor.close()

    def renew(self) -> None:
        """Give those who are here a new worker."""
        self._renewing = self._supervisor.pid is not None
        self._supervisor.renew()

    # --- guests ---------------------------------------------------------------------------------------------------

    def join(self, guest: Guest) -> None:
        self._guests.append(guest)
        options = self._supervisor.options
        guest.tell(Welcome(os.getpid(), options.adapter, options.adapter_scale))
        if self._up is not None:
            guest.tell(self._up)
        self._use_threads()

    def leave(self, guest: Guest) -> None:
        """It went away, however: its requests end within a step, an adapter it wanted is still attached."""
        self._guests.remove(guest)
        for theirs, ours in list(guest.ours.items()):
            if isinstance(self._asked[ours].request, Generate):
                self._cancel(guest, theirs)
        for asked in self._asked.values():
            asked.guest = None if asked.guest is guest else asked.guest
        self._use_threads()

    def take(self, guest: Guest, message: Generate | Cancel | SetAdapter | SetThreads) -> None:
        """One frame of a guest."""
        if guest.out:
            return
        if isinstance(message, Cancel):
            self._cancel(guest, message.id)
        elif isinstance(message, SetThreads):
            guest.threads = message.threads
            self._use_threads()
        elif isinstance(message, SetAdapter) and self._is_attached(message):
            guest.tell(Done(message.id))  # a swap would clear every cell for nothing
        else:
            self._ask(guest, message)

    def _ask(self, guest: Guest, message: Generate | SetAdapter) -> None:
        self._ids += 1
        request = msgspec.structs.replace(message, id=self._ids)
        self._asked[request.id] = _Asked(guest, message.id, request)
        guest.ours[message.id] = request.id
        if self._up is not None:
            self._supervisor.send(request)
        else:
            self._held.append(request)
        self._beat()

    def _cancel(self, guest: Guest, theirs: int) -> None:
        ours = guest.ours.get(theirs)
        if ours is None:
            return
        if self._up is None:
            self._held = [request for request in self._held if request.id != ours]
            self._forget(ours)
        elif isinstance(self._asked[ours].request, Generate):
            self._asked[ours].cancelled = True
            self._supervisor.send(Cancel(ours))  # it says Done, which ends it here
        else:  # a swap goes on: who takes it for failed is told of it like the others
            self._asked[ours].guest = None
            del guest.ours[theirs]

    def _forget(self, ours: int) -> _Asked | None:
        asked = self._asked.pop(ours, None)
        if asked is not None and asked.guest is not None:
            asked.guest.ours.pop(asked.theirs, None)
        return asked

    def _use_threads(self) -> None:
        """The least that is wanted: who wants few has tests running or a battery to spare, and so has the machine."""
        options = self._supervisor.options
        threads = min((guest.threads for guest in self._guests), default=options.threads)
        if threads != options.threads:
            self._supervisor.options = msgspec.structs.replace(options, threads=threads)
            self._supervisor.send(SetThreads(threads))

    # --- the worker -----------------------------------------------------------------------------------------------

    def _receive(self, response: Response) -> None:
        if isinstance(response, Ready):
            self._up = State("ready", self._supervisor.pid, response.model)
            self._tell_all(self._up)
            held, self._held = self._held, []
            for request in held:
                self._supervisor.send(request)
        elif not isinstance(response, Alive):
            self._answer(response)

    def _answer(self, response: Response) -> None:
        assert not isinstance(response, Ready | Alive)
        ended = isinstance(response, Done | Failed)
        asked = self._forget(response.id) if ended else self._asked.get(response.id)
        if asked is None:
            return
        if isinstance(asked.request, SetAdapter) and isinstance(response, Done):
            self._swapped(asked.request, asked.guest)
        if asked.guest is not None:
            if isinstance(response, Done) and not asked.cancelled:
                asked.guest.crashes = 0
            asked.guest.tell(msgspec.structs.replace(response, id=asked.theirs))

    def _swapped(self, change: SetAdapter, by: Guest | None) -> None:
        self._attached = _identity(change.path, change.scale)
        options = self._supervisor.options
        self._supervisor.options = msgspec.structs.replace(options, adapter=change.path, adapter_scale=change.scale)
        for guest in self._guests:
            if guest is not by:
                guest.tell(AdapterChanged(change.path, change.scale))

    def _is_attached(self, change: SetAdapter) -> bool:
        under_way = any(isinstance(asked.request, SetAdapter) for asked in self._asked.values())
        return not under_way and _identity(change.path, change.scale) == self._attached

    def _lost(self, error: EngineError) -> None:
        self._up, self._held = None, []
        if not self._closing:
            self._blame()
        options = startable(self._supervisor.options)
        if options is not self._supervisor.options:
            self._supervisor.options, self._attached = options, _identity(None, options.adapter_scale)
            self._tell_all(AdapterChanged(None, options.adapter_scale))
        for ours in list(self._asked):
            self._forget(ours)
        if not self._closing:
            self._tell_all(State("restarting", message=error.message, next_step=error.next_step))

    def _state_changed(self, state: SupervisorState) -> None:
        if state == "failed":
            error = self._supervisor.error or EngineUnavailable("The engine keeps stopping.")
            gave_up = isinstance(error, EngineUnavailable)
            self._tell_all(State("failed", message=error.message, next_step=error.next_step, gave_up=gave_up))
            self._on_failed()

    def _blame(self) -> None:
        """Send away whom the worker was busy for in every crash of late, unless that is everybody: the others go on."""
        renewing, self._renewing = self._renewing, False
        if renewing:
            return
        waiting = [asked for asked in self._asked.values() if isinstance(asked.request, Generate)]
        for guest in {asked.guest for asked in waiting if asked.guest is not None}:
            guest.crashes += 1
        here = [guest for guest in self._guests if not guest.out]
        blamed = [guest for guest in here if guest.crashes >= BLAMED_AFTER]
        if len(blamed) == len(here):
            return
        for guest in blamed:
            guest.tell(State("failed", message=BLAMED, next_step=BLAMED_NEXT_STEP, gave_up=True))
            guest.out = True
            self._supervisor.policy = RestartPolicy()  # what the others ask is no sign of anything broken

    def _tell_all(self, message: msgspec.Struct) -> None:
        for guest in self._guests:
            if not guest.out:
                guest.tell(message)

    def _beat(self) -> None:
        """While guests wait, tell them once in ALIVE_S that we are here; the worker's own silence is watched by us."""
        if not self._beating:
            self._beating = True
            asyncio.get_running_loop().call_later(ALIVE_S, self._beaten)

    def _beaten(self) -> None:
        self._beating = False
        for guest in self._guests:
            if guest.ours:
                guest.tell(Alive())
        if self._asked and not self._closing:
            self._beat()


def _identity(path: str | None, scale: float) -> tuple[object, ...]:
    """Of an adapter as it is on disk now: one that was written anew is another."""
    if path is None:
        return (None,)
    try:
        status = Path(path).stat()
    except OSError:
        return (path, scale)
    return (path, scale, status.st_size, status.st_mtime_ns)
