"""The two fork servers of one session: one process that has the tests collected (rank), and a fork of it from before
anything of the workspace was loaded (confirm), so that pytest and its plugins are loaded once for both.

In: a `Spec`. Out: `Outcome`s of requests. A server that died is started again at its next request.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import socket
from pathlib import Path
from typing import Any, Literal, cast

import msgspec

from understudy.runner import levels, pythons
from understudy.runner.supervisor import LINE_LIMIT, Outcome, Zygote, ZygoteDied
from understudy.runner.types import RunnerError
from understudy.runner.verdict import reason

Tier = Literal["rank", "confirm"]
START_S = 60.0
_configs = itertools.count(1)


class Spec(msgspec.Struct, frozen=True):
    """What the servers of one session load. nodeids: the selection. options: for pytest. served: {path: text} of
    files that cannot be covered on disk. roots: further folders for sys.path."""

    level: levels.Level
    layout: levels.Layout
    python: Path
    nodeids: tuple[str, ...]
    options: tuple[str, ...] = ()
    served: dict[str, str] = {}
    encoding: str = "utf-8"
    roots: tuple[str, ...] = ()

    def config(self, mode: Tier, **more: Any) -> dict[str, Any]:
        return {
            **levels.child_config(self.level, self.layout),
            "mode": mode,
            "files": list(dict.fromkeys(nodeid.split("::")[0] for nodeid in self.nodeids)),
            "select": list(self.nodeids),
            "options": list(self.options),
            "served": self.served,
            "encoding": self.encoding,
            "roots": list(self.roots),
            "lent": pythons.lent_pytest(),
            **more,
        }


class Servers:
    """ready: the first event of the rank server ({"items", "errors", "modules", "loaded", "sites"})."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.ready: dict[str, Any] = {}
        self.zygotes: dict[Tier, Zygote] = {}
        self._locks: dict[Tier, asyncio.Lock] = {"rank": asyncio.Lock(), "confirm": asyncio.Lock()}
        self._twin: socket.socket | None = None
        self._closed = False

    async def open(self) -> None:
        """Start both; returns when the tests are collected. Raises RunnerError."""
        await self._server("rank")

    async def send(self, tier: Tier, request: dict[str, Any]) -> Outcome:
        try:
            return await (await self._server(tier)).run(request)
        except ZygoteDied:  # once more with a new server
            return await (await self._server(tier)).run(request)

    async def close(self) -> None:
        """Kill and reap everything, for good. Safe to call twice."""
        self._closed = True
        zygotes, self.zygotes = list(self.zygotes.values()), {}
        await asyncio.gather(*(zygote.close() for zygote in zygotes))
        if self._twin is not None:
            self._twin.close()

    async def _server(self, tier: Tier) -> Zygote:
        async with self._locks[tier]:
            await self._unless_closed()
            zygote = self.zygotes.get(tier)
            if zygote is not None and zygote.alive:
                return zygote
            first = not self.ready
            if zygote is not None:
                self.zygotes.pop(tier, None)
                await zygote.close()
            if tier == "rank":
                zygote = await (self._start_pair() if first else self._start(self.spec.config("rank")))
                self.ready = zygote.ready
            else:
                zygote = await self._confirm_server()
            self.zygotes[tier] = zygote
        await self._unless_closed()  # meanwhile
        return zygote

    async def _unless_closed(self) -> None:
        if self._closed:
            await self.close()
            raise RunnerError("The test runner was stopped.", "Try again.")

    async def _start_pair(self) -> Zygote:
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                zygote = await self._start(self.spec.config("rank", twin=theirs.fileno()), theirs.fileno())
            except BaseException:
                ours.close()
                raise
        self._twin = ours
        return zygote

    async def _confirm_server(self) -> Zygote:
        first = await self._server("rank") if not self.ready else self.zygotes.get("rank")
        line, self._twin = self._twin, None
        if line is not None and first is not None:
            with contextlib.suppress(ZygoteDied, TimeoutError, OSError):
                return await _attach(line, first)
        config = self.spec.config("confirm", preload=self.ready.get("modules", []))
        zygote = await self._start(config)
        if zygote.ready.get("workspace_loaded"):  # a plugin of pytest lives in the workspace: fork before it
            await zygote.close()
            zygote = await self._start(config | {"early": True})
        return zygote

    async def _start(self, config: dict[str, Any], *fds: int) -> Zygote:
        spec = self.spec
        # a file: one argument may hold 128 KiB, and a list of modules is longer
        file = spec.layout.run_dir / "pycache" / f"config-{next(_configs)}.json"
        try:
            file.write_text(json.dumps(config), "utf-8")
            inner = [str(spec.python), str(levels.INSIDE / "zygote.py"), str(file)]
            argv = await asyncio.to_thread(levels.command, spec.level, spec.layout, inner)  # it looks for secrets
            zygote = await Zygote.start(argv, spec.layout.environment(spec.python), pass_fds=fds)
        except OSError as error:
            raise RunnerError(f"The test sandbox did not start ({error}).", "Free some space on disk.") from error
        finally:
            file.unlink(missing_ok=True)
        if zygote.ready["ev"] != "failed":
            return zygote
        await zygote.close()
        if zygote.ready["why"] == "no-pytest":
            raise RunnerError(f"{spec.python} has no pytest.", f"Install it: {spec.python} -m pip install pytest")
        raise self.collection_error(str(zygote.ready.get("detail") or zygote.log.decode("utf-8", "replace")))

    def collection_error(self, text: str) -> RunnerError:
        return RunnerError(
            f"pytest could not collect the tests: {reason(text)}",
            f"Run `{self.spec.python} -m pytest` in the workspace to see the whole message.",
        )


class _Fork:
    """The twin as `Zygote` wants its process: it lives and dies with `first`."""

    def __init__(self, first: Zygote, stdout: asyncio.StreamReader, stdin: asyncio.StreamWriter) -> None:
        self._process, self.pid = first.process, first.process.pid
        self.stdout, self.stdin, self.stderr = stdout, stdin, asyncio.StreamReader()
        self.stderr.feed_eof()

    @property
    def returncode(self) -> int | None:
        return self._process.returncode

    async def wait(self) -> int:
        return await self._process.wait()


async def _attach(line: socket.socket, first: Zygote) -> Zygote:
    """The twin at the other end of `line`. Raises ZygoteDied where there is none."""
    reader, writer = await asyncio.open_connection(sock=line, limit=LINE_LIMIT)
    twin = Zygote(cast(asyncio.subprocess.Process, _Fork(first, reader, writer)))
    try:
        async with asyncio.timeout(START_S):
            twin.ready = await twin.came_up()
    except BaseException:
        writer.close()
        raise
    return twin
