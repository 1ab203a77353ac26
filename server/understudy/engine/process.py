"""One running worker as asyncio sees it: start, send, receive, how it died. Restarts nothing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections import deque
from collections.abc import AsyncGenerator

from understudy import children
from understudy.engine.frames import Splitter, pack
from understudy.engine.launch import WorkerOptions, command, environment
from understudy.engine.protocol import Request, Response, Shutdown

_READ_BYTES = 1 << 16
CLOSE_GRACE_S = 3.0  # a decode step ends within milliseconds of an abort


class WorkerProcess:
    """Made by `start`. responses() may be iterated once."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._noise: deque[str] = deque(maxlen=20)
        self._listener = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, options: WorkerOptions) -> WorkerProcess:
        process = await children.start(  # in a session of its own: Ctrl-C in a terminal is the client's to handle
            *command(options),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment(),
        )
        return cls(process)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def status(self) -> int | None:
        """Its exit status, negative for a signal; None while it runs."""
        return self._process.returncode

    def send(self, request: Request) -> None:
        """Queue a frame. To a dead worker it is dropped: the end of `responses` tells of the death."""
        stdin = self._process.stdin
        if stdin is not None and not stdin.is_closing():
            stdin.write(pack(request))

    async def responses(self) -> AsyncGenerator[Response, None]:
        """What the worker says, until it ends. Raises FrameError if its pipe carries something else."""
        assert self._process.stdout is not None
        splitter: Splitter[Response] = Splitter(Response)
        while data := await self._process.stdout.read(_READ_BYTES):
            for response in splitter.feed(data):
                yield response

    def kill(self) -> None:
        """End it now, even if it is stopped or hangs; `responses` ends too."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process.pid, signal.SIGKILL)  # Process.kill may reap behind asyncio's back

    async def end(self, grace_s: float = CLOSE_GRACE_S) -> str:
        """Ask it to stop, kill it after `grace_s`, and return how it ended, in words."""
        self.send(Shutdown())
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), grace_s)
        except TimeoutError:
            self.kill()
            await self._process.wait()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._listener, 1.0)
        return self._epitaph()

    def _epitaph(self) -> str:
        status = self._process.returncode or 0
        how = signal.strsignal(-status) or f"signal {-status}" if status < 0 else f"exit status {status}"
        return f"{how}: {self._noise[-1]}" if self._noise else how

    async def _listen(self) -> None:
        assert self._process.stderr is not None
        while data := await self._process.stderr.read(_READ_BYTES):
            self._noise += [line for line in data.decode("utf-8", "replace").splitlines() if line.strip()]
