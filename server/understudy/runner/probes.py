"""Calls of one function under several candidate texts, without any test: a warm fork server, one fork per text.

In: whole file texts, expressions or asserts. Out: what each call did under each text. Opened by `Runner.probes`.
One text's loop, exit, crash or forged record costs its own row only; the workspace is never written. A text that looks
at frames, objects or the test machinery (`gate`) is not run at all.
"""

from __future__ import annotations

import ast
import asyncio
import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from understudy.runner import gate, imported, levels, source
from understudy.runner.supervisor import Outcome, Zygote, ZygoteDied
from understudy.runner.types import FunctionRef, Observation, RunnerError
from understudy.runner.verdict import clean

CELL_S = 0.05  # CPU time of one call
MEMORY_MB = 1024
LONGEST = 2000  # characters of one observation
CONTROL_S = 20.0  # the first import of a workspace may be slow
TIMED_OUT, CRASHED = Observation("timeout"), Observation("crash")
_versions = itertools.count(1)


class ProbeSession:
    """Use as an async context manager. Raises RunnerError on entering if the file's module cannot be imported."""

    def __init__(
        self,
        ref: FunctionRef,
        original_text: str,
        *,
        level: levels.Level,
        layout: levels.Layout,
        python: Path,
        slots: asyncio.Semaphore,
        timeout_s: float = 3.0,
        cell_s: float = CELL_S,
    ) -> None:
        """ref.file need not exist. layout: of the workspace; its `base` is not needed. timeout_s: seconds for all of
        one text, import included. cell_s: seconds of CPU for one call."""
        workspace, file = layout.workspace, ref.file.resolve()
        if workspace is None or workspace not in file.parents or (file.exists() and not file.is_file()):
            raise RunnerError(f"{ref.file} is not a file of the workspace.", "Open the folder that holds it.")
        self.ref, self.original = FunctionRef(file, ref.qualname), original_text
        tree = source.parse(original_text)
        self._tree = tree if not isinstance(tree, str) else ast.Module([], [])
        self._workspace = workspace
        # by the import hook where nothing can be mounted: no namespace, or nothing there to mount over
        self._present = "files" if level in ("L3", "L2") and file.exists() else "served"
        self._level, self._layout, self._python, self._slots = level, layout, python, slots
        self._timeout_s, self._cell_s = timeout_s, cell_s
        self._starting = asyncio.Lock()
        self._zygote: Zygote | None = None
        self._closed = False

    async def __aenter__(self) -> ProbeSession:
        try:
            await self._control()
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        """Kill and reap, for good. Safe to call twice."""
        self._closed = True
        zygote, self._zygote = self._zygote, None
        if zygote is not None:
            await zygote.close()

    async def observe(self, texts: Sequence[str], calls: Sequence[str]) -> list[list[Observation]]:
        """What each call (source of an expression in the module's namespace) did, per text.

        A call's text is its value in canonical form; what it changed in its arguments or its object follows in
        brackets. After a text's first time-out its other calls are time-outs, after a crash crashes.
        """
        return list(await asyncio.gather(*(self._row(text, calls, ()) for text in texts)))

    async def check(self, texts: Sequence[str], asserts: Sequence[str]) -> list[list[bool]]:
        """Whether each assert statement held, per text. What could not be decided did not hold."""
        rows = await asyncio.gather(*(self._row(text, (), asserts) for text in texts))
        return [[cell == Observation("value", "True") for cell in row] for row in rows]

    # ---- one text
    async def _row(self, text: str, calls: Sequence[str], asserts: Sequence[str]) -> list[Observation]:
        count = len(calls) + len(asserts)
        if not count:
            return []
        tree = source.parse(text)
        if isinstance(tree, str):
            return [Observation("error", "SyntaxError")] * count
        if "oracle" in gate.flags(tree, self._tree).values():  # it could forge its row: then nothing of it is known
            return [CRASHED] * count
        try:
            request = self._request(text, calls, asserts, self._timeout_s)
        except RunnerError:  # the text does not fit the encoding it declares
            return [Observation("error", "UnicodeEncodeError")] * count
        async with self._slots:
            return row(await self._send(request), count)

    def _request(self, text: str, calls: Sequence[str], asserts: Sequence[str], timeout_s: float) -> dict[str, Any]:
        return {
            self._present: {str(self.ref.file): text},
            "encoding": source.encoding(text),
            "mtime": 1_000_000_000 + next(_versions),  # unique: an equal mtime and size would run a stale .pyc
            "timeout": timeout_s,
            "memory_mb": MEMORY_MB,
            "cell_s": self._cell_s,
            "calls": list(calls),
            "asserts": list(asserts),
        }

    async def _control(self) -> None:
        """Import the original once: where that fails, no candidate can say anything."""
        if not self._tree.body:  # it does not parse: the hole may be where the body has to come
            await self._server()
            return
        outcome = await self._send(self._request(self.original, (), (), CONTROL_S))
        first = outcome.first("imported")
        if first is not None and first["imported"]:
            return
        name = self.ref.file.name
        if first is not None:
            why = clean(f"{first.get('error')}: {first.get('message')}")
        else:
            why = "it took too long" if outcome.why == "timeout" else "the process ended"
        raise RunnerError(f"{name} cannot be imported ({why}).", f"Try `{self._python} -c 'import {self._module}'`.")

    # ---- the fork server
    async def _send(self, request: dict[str, Any]) -> Outcome:
        try:
            return await (await self._server()).run(request)
        except ZygoteDied:  # once more with a new server
            return await (await self._server()).run(request)

    async def _server(self) -> Zygote:
        async with self._starting:
            if self._zygote is not None and self._zygote.alive:
                return self._zygote
            if self._zygote is not None:
                await self._zygote.close()
            started = await self._start()
            if self._closed:
                await started.close()
                raise RunnerError("The test runner was stopped.", "Try again.")
            self._zygote = started
            return started

    @property
    def _module(self) -> str:
        return imported.module(self.ref.file, self._workspace)

    async def _start(self) -> Zygote:
        file = self.ref.file
        outside, files = await asyncio.to_thread(imported.reach, file, self.original, self._workspace)
        config = levels.child_config(self._level, self._layout) | {
            "module": self._module,
            "path": str(file),
            "roots": [str(root) for root in imported.roots(file, self._workspace)],
            "preload": [*outside, *(["asyncio"] if "async " in self.original else [])],
            "warm": [str(each) for each in files],
        }
        inner = [str(self._python), str(levels.INSIDE / "probe.py"), json.dumps(config)]
        argv = await asyncio.to_thread(levels.command, self._level, self._layout, inner)  # it looks for secrets
        return await Zygote.start(argv, self._layout.environment(self._python))


def row(outcome: Outcome, count: int) -> list[Observation]:
    """The observations one run left; what it did not live to say is a time-out or a crash.

    A second record for a cell, or builtins replaced, was not our code's doing: all of that row is a crash.
    """
    first = outcome.first("imported")
    if first is not None and not first["imported"]:
        return [Observation("error", _printable(str(first.get("error"))))] * count
    done = outcome.first("done")
    cells: dict[int, Observation] = {}
    for record in outcome.records:
        number, kind, text = record.get("cell"), record.get("kind"), record.get("text")
        if not isinstance(number, int):
            continue
        if number in cells or kind not in ("value", "error", "timeout") or not isinstance(text, str):
            return [CRASHED] * count
        cells[number] = Observation(kind, _printable(text))
    if done is not None and done.get("tampered"):
        return [CRASHED] * count
    missing = TIMED_OUT if outcome.why == "timeout" else CRASHED
    return [cells.get(number, missing) for number in range(count)]


def _printable(text: str) -> str:
    """Untrusted text for display: names of types may hold anything."""
    return "".join(char if char.isprintable() else "�" for char in text[:LONGEST])
