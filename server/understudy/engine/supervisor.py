"""Keeps one worker running: starts it, watches it, starts it again after a crash or a hang. Knows no requests."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Literal, NamedTuple

from understudy.engine.errors import EngineCrashed, EngineError, EngineUnavailable, FrameError
from understudy.engine.launch import WorkerOptions
from understudy.engine.process import WorkerProcess
from understudy.engine.protocol import Failed, Ready, Request, Response
from understudy.engine.restart import RestartPolicy
from understudy.engine.silence import until_silent
from understudy.engine.wrong_build import wrong_build

State = Literal["loading", "ready", "restarting", "failed", "closed"]

HANG_S = 60.0  # a busy worker says each second that it is alive; the slowest single step takes a few seconds
_DEAD_GRACE_S = 0.5  # its pipe is closed already
CRASH_NEXT_STEP = "It restarts by itself; try again. If this repeats, run `understudy doctor`."


class Owner(NamedTuple):
    """Whose requests go to an engine. receive: takes each answer. lost: is told why, when what was asked before will
    never be answered. waiting: whether an answer is due. on_state: told of each new state. hang_s: seconds of silence
    after which what owes an answer is killed."""

    receive: Callable[[Response], None]
    lost: Callable[[EngineError], None]
    waiting: Callable[[], bool]
    on_state: Callable[[State], None] | None
    hang_s: float


class Supervisor:
    """options: of the next start; they may be replaced at any time."""

    def __init__(self, options: WorkerOptions, owner: Owner) -> None:
        self.options = options
        self.state: State = "loading"
        self.policy = RestartPolicy()
        self._owner = owner
        self._settled = asyncio.Event()  # set while `state` is one a request need not wait for
        self.error: EngineError | None = None
        self._worker: WorkerProcess | None = None
        self._task: asyncio.Task[None] | None = None
        self._heard = 0  # answers of any kind so far

    def start(self) -> None:
        self._task = asyncio.create_task(self._supervise())

    @property
    def pid(self) -> int | None:
        """Process id of the child, None while there is none."""
        return self._worker.pid if self._worker else None

    async def ready(self) -> None:
        """Wait until the child can answer; raises EngineError if it never will."""
        await self._settled.wait()
        if self.error is not None:
            raise self.error

    def send(self, request: Request) -> None:
        """Queue a frame; without a child it is dropped (`lost` tells of the end of each)."""
        if self._worker is not None:
            self._worker.send(request)

    def renew(self) -> None:
        """Start the child anew, because somebody wants it so: what it owes fails as in a crash."""
        self.policy = RestartPolicy()
        if self._worker is not None:
            self._worker.kill()

    async def close(self) -> None:
        """End the child for good: what is in flight and asked later fails with EngineUnavailable."""
        closed = EngineUnavailable("The engine is closed.")
        self._settle("closed", closed)
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        if self._worker is not None:
            worker, self._worker = self._worker, None
            await worker.end()
        self._owner.lost(closed)

    async def _supervise(self) -> None:
        while True:
            started = time.monotonic()
            try:
                how = await self._run_once()
            except OSError as error:
                how = str(error)
            if self.state == "closed":  # the cancel was lost in what was awaited, as it may be while a process ends
                return
            if self.error is not None:  # it said itself why it cannot work: starting again would say the same
                self._owner.lost(self.error)
                self._settle("failed", self.error)
                return
            self._owner.lost(EngineCrashed(f"The engine stopped ({how}).", CRASH_NEXT_STEP))
            delay = self.policy.crashed(time.monotonic() - started)
            if delay is None:
                next_step = "Run `understudy doctor`, or pick another model."
                self._settle("failed", EngineUnavailable(f"The engine keeps stopping ({how}).", next_step))
                return
            self._enter("restarting")
            await asyncio.sleep(delay)

    async def _run_once(self) -> str:
        """Start the child, serve until it ends, and return how it ended."""
        worker = self._worker = await WorkerProcess.start(self.options)
        watch = asyncio.create_task(self._watch(worker))
        try:
            with contextlib.suppress(FrameError):
                async for response in worker.responses():
                    self._take(response)
        finally:
            watch.cancel()
        self._settled.clear()
        self._worker = None
        how = await worker.end(_DEAD_GRACE_S)
        self.error = self.error or wrong_build(worker.status)
        return f"no sign of life for {self._owner.hang_s:g} s" if watch.done() and not watch.cancelled() else how

    async def _watch(self, worker: WorkerProcess) -> None:
        """Kill a worker that owes an answer and says nothing; ends only then."""
        await until_silent(
            self._owner.hang_s, lambda: self._settled.is_set() and self._owner.waiting(), lambda: self._heard
        )
        worker.kill()

    def _take(self, response: Response) -> None:
        self._heard += 1
        if isinstance(response, Failed) and response.id == 0:
            self.error = EngineError(response.message, response.next_step)
            return
        self._owner.receive(response)
        if isinstance(response, Ready):
            self._settle("ready", None)

    def _settle(self, state: State, error: EngineError | None) -> None:
        self.error = error
        self._enter(state)
        self._settled.set()

    def _enter(self, state: State) -> None:
        if state != self.state:
            self.state = state
            if self._owner.on_state is not None:  # through the loop, so that an error in it cannot stop the supervisor
                asyncio.get_running_loop().call_soon(self._owner.on_state, state)
