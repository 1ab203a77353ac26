"""The guest's end: stands where a `Supervisor` of one's own would, and looks after the keeper as that looks after its
worker. Knows no requests.

When the keeper dies, what was asked fails and another is started, by whichever guest is first.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import time
from collections.abc import Callable

import msgspec

from understudy.engine.errors import (
    EngineCrashed,
    EngineError,
    EngineUnavailable,
    FrameError,
    SharingError,
)
from understudy.engine.launch import WorkerOptions
from understudy.engine.process import CLOSE_GRACE_S
from understudy.engine.protocol import Ready, Request, SetThreads
from understudy.engine.restart import RestartPolicy
from understudy.engine.shared.messages import AdapterChanged, Bye, FromKeeper, Parting, Refused, State, Welcome
from understudy.engine.shared.reach import Reached, reach
from understudy.engine.shared.wire import Wire
from understudy.engine.silence import until_silent
from understudy.engine.supervisor import CRASH_NEXT_STEP, Owner
from understudy.engine.supervisor import State as Known

log = logging.getLogger(__name__)
_BYE_S = CLOSE_GRACE_S + 2.0  # the worker's own grace, and the keeper's


class Connection:
    """options: of the next start of a keeper; they may be replaced at any time.

    owner: as of `Supervisor`, for the keeper. on_adapter: called when another guest had the adapter swapped, after
    `options` have it. on_alone: sharing does not work here (any more), and why; whoever
    waits in `ready` is let go then, to look for another engine.
    """

    def __init__(
        self,
        options: WorkerOptions,
        owner: Owner,
        *,
        on_adapter: Callable[[], None],
        on_alone: Callable[[SharingError], None],
    ) -> None:
        self.options = options
        self.state: Known = "loading"
        self.error: EngineError | None = None
        self.pid: int | None = None
        self.keeper_pid: int | None = None
        self._owner, self._on_adapter, self._on_alone = owner, on_adapter, on_alone
        self._policy = RestartPolicy()
        self._settled = asyncio.Event()
        self._wire: Wire[FromKeeper] | None = None
        self._task: asyncio.Task[None] | None = None
        self._heard = 0

    def start(self) -> None:
        self._task = asyncio.create_task(self._keep())

    async def ready(self) -> None:
        """Wait until the engine can answer, or sharing has ended; raises EngineError if it never will answer."""
        await self._settled.wait()
        if self.error is not None:
            raise self.error

    def send(self, request: Request) -> None:
        """Queue a frame; without a keeper it is dropped (`lost` tells of the end of each)."""
        if self._wire is not None:
            self._wire.send(request)

    async def close(self, parting: Parting = "leave") -> None:
        """Go. What is in flight and asked later fails with EngineUnavailable."""
        closed = EngineUnavailable("The engine is closed.")
        wire, pid = self._wire, self.keeper_pid
        self._settle("closed", closed)
        if self._task is not None:
            if wire is not None and parting != "linger":
                wire.send(Bye(renew=parting == "renew"))
                done, _ = await asyncio.wait({self._task}, timeout=_BYE_S)
                if not done and parting == "renew":
                    _kill(pid)
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self._owner.lost(closed)

    # --- the keeper -----------------------------------------------------------------------------------------------

    async def _keep(self) -> None:
        try:
            while self.state != "closed":
                asked = self.options
                found = await reach(asked, self._owner.hang_s)
                started = time.monotonic()
                how = await self._listen(found, asked.threads)
                if self.state in ("failed", "closed"):
                    return
                self._interrupted(EngineCrashed(f"The shared engine stopped ({how}).", CRASH_NEXT_STEP))
                delay = self._policy.crashed(time.monotonic() - started)
                if delay is None:
                    raise SharingError("The shared engine keeps stopping.")
                await asyncio.sleep(delay)
        except (SharingError, OSError) as error:
            self._give_up(error if isinstance(error, SharingError) else SharingError(f"{error}."))
        except Exception as bug:  # ours: a child of one's own may not have it
            log.exception("sharing the engine ended")
            self._give_up(SharingError(f"Sharing the engine failed ({bug!r})."))

    def _give_up(self, error: SharingError) -> None:
        if self.state != "closed":
            self._owner.lost(error)  # after a fault of ours something may still be waited for
            self._on_alone(error)
            self._settled.set()

    async def _listen(self, found: Reached, threads: int) -> str:
        """Serve until the keeper ends, and return how it ended. threads: what it was told."""
        self._wire, self.keeper_pid = found.wire, found.welcome.pid
        if self.options.threads != threads:  # changed while the keeper was looked for
            self.send(SetThreads(self.options.threads))
        watch = asyncio.create_task(self._watch(found.welcome.pid))
        how = "its connection ended"
        try:
            self._adapter_is(found.welcome.adapter, found.welcome.scale)
            async for message in found.messages:
                self._heard += 1
                self._take(message)
                if self.state == "failed":
                    break
        except FrameError as error:
            how = error.message
        finally:
            if watch.done():
                how = f"no sign of life for {self._owner.hang_s:g} s"
            watch.cancel()
            self._wire = self.keeper_pid = self.pid = None
            await found.wire.close()
        return how

    async def _watch(self, keeper: int) -> None:
        """Kill a keeper that owes an answer and says nothing: while we wait it says each second that it is there."""
        await until_silent(
            self._owner.hang_s, lambda: self._settled.is_set() and self._owner.waiting(), lambda: self._heard
        )
        _kill(keeper)

    def _take(self, message: FromKeeper) -> None:
        if self.state == "closed" or isinstance(message, Welcome | Refused):
            return
        if isinstance(message, AdapterChanged):
            self._adapter_is(message.path, message.scale)
        elif not isinstance(message, State):
            self._owner.receive(message)
        elif message.state == "ready" and message.model is not None:
            self.pid = message.pid
            self._owner.receive(Ready(message.model))
            self._settle("ready", None)
        elif message.state == "failed":
            kind = EngineUnavailable if message.gave_up else EngineError
            error = kind(message.message, message.next_step)
            self._owner.lost(error)
            self._settle("failed", error)
        else:
            self.pid = None
            self._interrupted(EngineCrashed(message.message, message.next_step))

    def _interrupted(self, error: EngineError) -> None:
        self._settled.clear()
        self._owner.lost(error)
        self._enter("restarting")

    def _adapter_is(self, path: str | None, scale: float) -> None:
        options = self.options
        if (path, scale) != (options.adapter, options.adapter_scale):
            self.options = msgspec.structs.replace(options, adapter=path, adapter_scale=scale)
            self._on_adapter()

    def _settle(self, state: Known, error: EngineError | None) -> None:
        self.error = error
        self._enter(state)
        self._settled.set()

    def _enter(self, state: Known) -> None:
        if state != self.state:
            self.state = state
            if self._owner.on_state is not None:
                asyncio.get_running_loop().call_soon(self._owner.on_state, state)


def _kill(pid: int | None) -> None:
    if pid is not None:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
