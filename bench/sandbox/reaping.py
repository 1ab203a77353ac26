"""How long runaway candidates live after nobody wants them: cancelled, and with the process above them killed.

The victim, which keeps N endless candidates running until it is killed: python -m bench.sandbox.reaping N LEVEL
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Collection
from pathlib import Path
from typing import cast

import psutil  # type: ignore[import-untyped, unused-ignore]

from bench.report import Metric
from bench.sandbox.packages import MEASURED, python
from bench.sandbox.slips import in_place
from understudy.runner import FunctionRef, Runner, Session
from understudy.runner.levels import Level

CANDIDATES = 4
CANCEL_BAR_MS = 100.0
BUSY_S = 0.05  # CPU a process has used before it counts as looping
WAIT_S = 30.0
ENDLESS = "    while True: pass\n"


async def reaping(level: Level, rounds: int) -> list[Metric]:
    """From the cancellation, or the kill, until the last process is gone."""
    cancelled = await _cancelled(level, rounds)
    killed = [await _killed(level) for _ in range(max(2, rounds // 3))]
    found = []
    for name, figures, bar in (
        (f"cancel {CANDIDATES} endless candidates", cancelled, 1.0),
        (f"SIGKILL above {CANDIDATES} endless candidates", killed, None),
    ):
        ordered = sorted(1000 * seconds for seconds in figures)
        print(
            f"{name}, until all are gone: median {percentile(ordered, 50):.0f} ms, p95 {percentile(ordered, 95):.0f}, "
            f"max {ordered[-1]:.0f}, n={len(ordered)}"
        )
        p95 = percentile(ordered, 95)
        found.append(Metric(f"{name}, p95 ms", p95, CANCEL_BAR_MS, p95 / CANCEL_BAR_MS, bar))
    return found


def percentile(ordered: list[float], percent: int) -> float:
    """The smallest of sorted figures that `percent` of them do not exceed."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


async def _cancelled(level: Level, rounds: int) -> list[float]:
    taken = []
    async with _session(level) as (session, text):
        await session.rank(text)
        quiet = set(_below(os.getpid()))
        for _ in range(rounds):
            runs = [asyncio.create_task(session.rank(text)) for _ in range(CANDIDATES)]
            started = await asyncio.to_thread(_looping, lambda: set(_below(os.getpid())) - quiet)
            watch = asyncio.create_task(asyncio.to_thread(_gone, started, reaped=True))
            await asyncio.sleep(0.02)  # its thread polls
            began = time.perf_counter()
            for run in runs:
                run.cancel()
            await asyncio.gather(*runs, return_exceptions=True)
            taken.append(await watch - began)
    return taken


async def _killed(level: Level) -> float:
    command = [sys.executable, "-m", "bench.sandbox.reaping", str(CANDIDATES), level]
    victim = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: ASYNC220 (to be killed, not awaited)
    try:
        assert victim.stdout
        await asyncio.to_thread(victim.stdout.readline)
        await asyncio.to_thread(_looping, lambda: _below(victim.pid))
        everyone = _below(victim.pid)
        watch = asyncio.create_task(asyncio.to_thread(_gone, everyone, reaped=False))
        await asyncio.sleep(0.02)
        began = time.perf_counter()
        victim.send_signal(signal.SIGKILL)
        return await watch - began
    finally:
        victim.kill()
        victim.wait()


async def _victim(candidates: int, level: Level) -> None:
    async with _session(level, workers=candidates) as (session, text):
        print("running", flush=True)
        await asyncio.gather(*(session.rank(text) for _ in range(candidates)))


@contextlib.asynccontextmanager
async def _session(level: Level, *, workers: int = CANDIDATES) -> AsyncIterator[tuple[Session, str]]:
    """A session, and the text of an endless candidate."""
    function = MEASURED[0]
    ref, blanked = FunctionRef(function.path, function.qualname), function.blanked
    folder = function.package.folder
    runner = await Runner.start(folder, python=python(), level=level, workers=workers, timeout_s=WAIT_S)
    async with runner, runner.session(ref, await runner.find_tests(ref, blanked), blanked) as session:
        yield session, in_place(blanked, function.qualname, ENDLESS)


def _below(pid: int) -> set[int]:
    """Every process below this one."""
    with contextlib.suppress(psutil.Error):
        return {child.pid for child in psutil.Process(pid).children(recursive=True)}
    return set()


def _looping(processes: Callable[[], Collection[int]]) -> Collection[int]:
    """Wait until `CANDIDATES` of the processes have used CPU; all of them. Raises TimeoutError."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        found = processes()
        if sum(_cpu(pid) >= BUSY_S for pid in found) >= CANDIDATES:
            return found
        time.sleep(0.02)
    raise TimeoutError("the candidates did not start to loop")


def _cpu(pid: int) -> float:
    with contextlib.suppress(psutil.Error):
        return float(psutil.Process(pid).cpu_times().user)
    return 0.0


def _gone(pids: Collection[int], *, reaped: bool) -> float:
    """When the last of them ended (reaped: and left the process table), by the performance counter."""
    waiting = select.poll()
    descriptors = set()
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            descriptors.add(os.pidfd_open(pid))
    for descriptor in descriptors:
        waiting.register(descriptor, select.POLLIN)
    end = time.monotonic() + WAIT_S
    while descriptors and time.monotonic() < end:
        for descriptor, _ in waiting.poll(1000):
            waiting.unregister(descriptor)
            descriptors.remove(descriptor)
            os.close(descriptor)
    if descriptors:
        raise TimeoutError(f"{len(descriptors)} of {len(pids)} processes did not end")
    while reaped and any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.0005)
    return time.perf_counter()


if __name__ == "__main__":
    asyncio.run(_victim(int(sys.argv[1]), cast(Level, sys.argv[2])))
