"""One fork server process seen from asyncio: start it, send requests, gather what comes back, kill it.

Cancelling `run` cancels the request inside (the child is killed); closing kills the whole tree. Nothing that arrives
is trusted beyond its shape.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from understudy import children
from understudy.runner import cgroup
from understudy.runner.types import RunnerError

LINE_LIMIT = 16 << 20  # asyncio's default of 64 KiB is less than a list of node ids
AGAIN_S = 0.1
LOG_KEPT = 16 << 10


class ZygoteDied(RunnerError):
    """The fork server ended; its runs have no result. A new one can be started."""


class Outcome(msgspec.Struct):
    """All that one forked run left. wall_s, cpu_s: seconds. code: exit status or 128 + signal. why: what it was
    killed for, or ""."""

    records: list[dict[str, Any]] = []
    why: str = ""
    code: int = 0
    wall_s: float = 0.0
    cpu_s: float = 0.0
    stdout: str = ""
    stderr: str = ""

    def first(self, key: str) -> dict[str, Any] | None:
        return next((record for record in self.records if key in record), None)


async def ended(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel `tasks` until they are done: on its way down a cancel may be lost in what others await for us."""
    waiting = {task for task in tasks if not task.done()}
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=AGAIN_S)


class Zygote:
    """A running fork server. `ready` is its first event: {"ev": "ready" | "failed", …}."""

    def __init__(self, process: asyncio.subprocess.Process, group: cgroup.Group | None = None) -> None:
        self.process, self.group = process, group
        self.ready: dict[str, Any] = {}
        self.log = b""
        self._count = 0
        self._running: dict[str, tuple[Outcome, asyncio.Future[Outcome]]] = {}
        self._first: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._tasks = [asyncio.create_task(self._read()), asyncio.create_task(self._read_log())]

    @classmethod
    async def start(
        cls, argv: list[str], env: dict[str, str], *, timeout_s: float = 60.0, pass_fds: Sequence[int] = ()
    ) -> Zygote:
        """Raises RunnerError when it does not come up within `timeout_s` seconds."""
        group = cgroup.create()
        try:
            process = await children.start(
                *(group.wrap(argv) if group else argv),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env=env,
                cwd="/",
                limit=LINE_LIMIT,
                pass_fds=pass_fds,
            )
        except OSError as error:
            if group:
                group.remove()
            raise RunnerError(f"The test sandbox did not start ({error}).", "Run `understudy doctor`.") from error
        zygote = cls(process, group)
        try:
            async with asyncio.timeout(timeout_s):  # not wait_for, which loses a cancel that comes as it ends (3.11)
                zygote.ready = await zygote.came_up()
        except (TimeoutError, ZygoteDied) as error:
            await zygote.close()
            reason = zygote.log.decode("utf-8", "replace").strip().splitlines()
            why = reason[-1][:300] if reason else "no answer"
            raise RunnerError(f"The test sandbox did not start ({why}).", "Run `understudy doctor`.") from error
        except BaseException:
            await zygote.close()
            raise
        return zygote

    async def came_up(self) -> dict[str, Any]:
        """The first event. Raises ZygoteDied."""
        return await asyncio.shield(self._first)

    @property
    def alive(self) -> bool:
        return self.process.returncode is None and not self._tasks[0].done()

    async def run(self, request: dict[str, Any]) -> Outcome:
        """One request (needs "timeout" in seconds and "memory_mb"). Raises ZygoteDied."""
        if not self.alive:
            raise ZygoteDied("The test sandbox ended.", "Try again.")
        self._count += 1
        identity = str(self._count)
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._running[identity] = (Outcome(), future)
        self._send({"op": "run", "id": identity, **request})
        limit = 3 * float(request["timeout"]) + 10.0  # the fork server's own deadline is the one that counts
        try:
            async with asyncio.timeout(limit):
                return await future
        except TimeoutError as error:
            self.kill()
            raise ZygoteDied("The test sandbox stopped answering.", "Try again.") from error
        except asyncio.CancelledError:
            self._send({"op": "cancel", "id": identity})
            raise
        finally:
            self._running.pop(identity, None)

    def _send(self, message: dict[str, Any]) -> None:
        if self.process.stdin and not self.process.stdin.is_closing():
            self.process.stdin.write((json.dumps(message) + "\n").encode())

    async def _read(self) -> None:
        assert self.process.stdout
        try:
            while line := await self.process.stdout.readline():
                with contextlib.suppress(ValueError, KeyError, TypeError):
                    self._take(json.loads(line))
        except ValueError:  # a line beyond the limit
            self.kill()
        finally:
            died = ZygoteDied("The test sandbox ended.", "Try again.")
            waiting: list[asyncio.Future[Any]] = [self._first, *(future for _, future in self._running.values())]
            for future in waiting:
                if not future.done():
                    future.set_exception(died)
                    future.exception()  # retrieved: nobody may be waiting

    def _take(self, event: dict[str, Any]) -> None:
        if event["ev"] in ("ready", "failed"):
            if not self._first.done():
                self._first.set_result(event)
            return
        outcome, future = self._running.get(event.pop("id"), (None, None))
        if outcome is None or future is None:
            return
        if event.pop("ev") == "record":
            outcome.records.append(event)
        elif not future.done():
            outcome.why, outcome.code = event["why"], event["code"]
            outcome.wall_s, outcome.cpu_s = event["wall"], event["cpu"]
            outcome.stdout, outcome.stderr = event["stdout"], event["stderr"]
            future.set_result(outcome)

    async def _read_log(self) -> None:
        assert self.process.stderr
        while chunk := await self.process.stderr.read(65536):
            self.log = (self.log + chunk)[-LOG_KEPT:]

    def kill(self) -> None:
        """SIGKILL now; every layer inside dies with its parent.

        Not `Process.kill`: that may reap the child behind asyncio's back.
        """
        if self.process.returncode is None:  # reaped, its number may be somebody else's by now
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, 9)
        if self.group:
            self.group.kill()

    async def close(self) -> None:
        """Kill and reap. Safe to call twice."""
        self.kill()
        await self.process.wait()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.process.stdin:
            self.process.stdin.close()
        if self.group:
            self.group.remove()
