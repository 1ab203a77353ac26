"""Standalone Python programs in the sandbox: evaluation, probes and self-validation, thousands of them.

In: source text. Out: `ProgramResult`. One warm fork server is kept per pool; a program costs a fork, not a start.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from understudy.runner import levels, pythons, rundir
from understudy.runner.supervisor import Outcome, Zygote, ZygoteDied
from understudy.runner.types import ProgramResult
from understudy.runner.verdict import STOPPED

TIMEOUT_S = 3.0
MEMORY_MB = 512


class ProgramPool:
    """A warm fork server for programs. `async with ProgramPool() as pool: await pool.run(source)`.

    level: None = the highest whose self-test passes here. workers: programs at the same time.
    """

    def __init__(self, *, level: levels.Level | None = None, workers: int = 1) -> None:
        self._level = level
        self._slots = asyncio.Semaphore(max(1, workers))
        self._starting = asyncio.Lock()
        self._zygote: Zygote | None = None
        self._run_dir = rundir.make()
        self.layout = levels.Layout(self._run_dir, pythons.readable(Path(sys.executable)))

    async def __aenter__(self) -> ProgramPool:
        await self._server()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        if self._zygote:
            await self._zygote.close()
        shutil.rmtree(self._run_dir, ignore_errors=True)

    async def _server(self) -> Zygote:
        async with self._starting:
            if self._zygote is None or not self._zygote.alive:
                if self._zygote:
                    await self._zygote.close()
                self._zygote = await start(await self._choose(), self.layout)
            return self._zygote

    async def _choose(self) -> levels.Level:
        if self._level is None:
            from understudy.runner.selftest import choose_level  # it runs programs itself

            self._level = await choose_level()
        return self._level

    async def run(self, source: str, *, timeout_s: float = TIMEOUT_S, memory_mb: int = MEMORY_MB) -> ProgramResult:
        """Run one program; raises RunnerError only when the sandbox itself cannot run."""
        request = {"source": source, "timeout": timeout_s, "memory_mb": memory_mb}
        async with self._slots:
            try:
                return result(await (await self._server()).run(request))
            except ZygoteDied:  # once: another run may have brought it down
                return result(await (await self._server()).run(request))


async def start(level: levels.Level, layout: levels.Layout) -> Zygote:
    """A fork server for programs at `level`."""
    layout.prepare()
    python = Path(sys.executable)
    config = json.dumps(levels.child_config(level, layout))
    argv = levels.command(level, layout, [str(python), str(levels.INSIDE / "plain.py"), config])
    return await Zygote.start(argv, layout.environment(python))


def result(outcome: Outcome) -> ProgramResult:
    """What the end of a run says. Only a program that reached its end, and left by itself, passed."""
    stderr = outcome.stderr
    if outcome.why == "timeout":
        status = "timeout"
    elif outcome.why:
        status, stderr = "crash", f"{stderr}\nstopped: {STOPPED.get(outcome.why, outcome.why)}".strip()
    elif outcome.first("refused"):
        status, stderr = "crash", f"not run: {outcome.records[0]['refused']}"
    elif outcome.first("done") and outcome.code == 0:
        status = "passed"
    elif outcome.code >= 128 or outcome.code == 0:
        status = "crash"
    else:
        status = "failed"
    return ProgramResult(status, outcome.stdout, stderr, outcome.wall_s, outcome.cpu_s)  # type: ignore[arg-type]


async def run_program(source: str, *, timeout_s: float = TIMEOUT_S, memory_mb: int = MEMORY_MB) -> ProgramResult:
    """One program in a fork server of its own; for more than a few keep a `ProgramPool`."""
    return (await run_programs([source], timeout_s=timeout_s, memory_mb=memory_mb))[0]


async def run_programs(
    sources: Sequence[str],
    parallel: int | None = None,
    *,
    timeout_s: float = TIMEOUT_S,
    memory_mb: int = MEMORY_MB,
) -> list[ProgramResult]:
    """Results in the order of `sources`. parallel: None = all cores but one, at least one."""
    width = parallel or max(1, (os.cpu_count() or 2) - 1)
    async with ProgramPool(workers=width) as pool:
        runs = (pool.run(source, timeout_s=timeout_s, memory_mb=memory_mb) for source in sources)
        return list(await asyncio.gather(*runs))
