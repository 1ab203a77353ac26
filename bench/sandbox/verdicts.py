"""What a verdict costs, against `python -m pytest` started anew; what a session costs to open; candidates a second."""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from typing import Literal

import psutil  # type: ignore[import-untyped, unused-ignore]

from bench.interleave import Arm, describe, interleave, paired
from bench.report import Metric, compared
from bench.sandbox.cold import Copy
from bench.sandbox.packages import MEASURED, Function, python
from understudy.runner import FunctionRef, Runner, Session
from understudy.runner.levels import Level
from understudy.runner.types import TestSelection, Verdict

RANK_CPU_BAR = 0.2
PARALLEL = (1, 2, 4)
BATCH = 12  # candidates in one measurement of throughput
PATIENT_S = 30.0  # of a candidate: a noisy machine is no verdict

Tier = Literal["rank", "confirm"]


async def verdicts(level: Level, rounds: int, functions: Sequence[Function] = MEASURED) -> list[Metric]:
    """Rank, confirm and cold on the published body of one function of each package."""
    found: list[Metric] = []
    for function in functions:
        async with _session(function, level) as (_, session):
            with Copy(function.package.folder, python()) as copy:
                found += await _verdict(function, session, copy, rounds)
    return found


async def _verdict(function: Function, session: Session, copy: Copy, rounds: int) -> list[Metric]:
    text, tests = function.text, list(session.tests)
    cpu: dict[str, list[float]] = defaultdict(list)
    whole: dict[str, list[float]] = defaultdict(list)
    copy.write(function.file, text)
    copy.run(tests)  # the test files' .pyc

    def sandboxed(tier: Tier) -> Arm:
        async def arm(round_: int) -> float:
            ask = session.rank if tier == "rank" else session.confirm
            before, started = everything(), time.perf_counter()
            verdict = _expected(await ask(text), tier)
            wall = time.perf_counter() - started
            cpu[tier].append(verdict.cpu_s)
            whole[tier].append(everything() - before)
            return wall

        return arm

    async def cold(round_: int) -> float:
        copy.write(function.file, text)
        run = await asyncio.to_thread(copy.run, tests)
        if not run.passed:
            raise RuntimeError(f"{function} fails its own tests:\n{run.output[-2000:]}")
        cpu["cold"].append(run.cpu_s)
        return run.wall_s

    arms: dict[str, Arm] = {"rank": sandboxed("rank"), "confirm": sandboxed("confirm"), "cold": cold}
    await interleave(arms, 1)  # the confirming server starts
    cpu.clear()
    whole.clear()
    wall = await interleave(arms, rounds)
    print(f"{function}: {len(tests)} tests, {rounds} rounds")
    for name, figures in wall.items():
        print(describe(f"{name}, wall", figures))
        print(describe(f"{name}, CPU of the run", cpu[name]))
    for tier, figures in whole.items():
        print(f"  {tier}, CPU of everything (run, fork server, us): {1000 * statistics.fmean(figures):.0f} ms")
    label = f"{function.package.name}"
    return [
        compared(f"{label} CPU ms", cpu, "rank", "cold", RANK_CPU_BAR),
        compared(f"{label} wall ms", wall, "rank", "cold", None),
        compared(f"{label} CPU ms", cpu, "confirm", "cold", None),
        compared(f"{label} wall ms", wall, "confirm", "cold", None),
    ]


async def opening(level: Level, rounds: int) -> list[Metric]:
    """A session opened for the first time (new fork servers, positive control) and again (the runner kept it), and
    what `python -m pytest` takes for its tests."""
    function = MEASURED[0]
    ref, blanked = FunctionRef(function.path, function.qualname), function.blanked
    async with contextlib.AsyncExitStack() as stack:
        keeping = await stack.enter_async_context(
            await Runner.start(function.package.folder, python=python(), level=level)
        )
        copy = stack.enter_context(Copy(function.package.folder, python()))
        selection = await keeping.find_tests(ref, blanked)

        async def enter(runner: Runner) -> float:
            started = time.perf_counter()
            async with runner.session(ref, selection, blanked):
                return time.perf_counter() - started

        async def first(round_: int) -> float:
            async with await Runner.start(function.package.folder, python=python(), level=level) as runner:
                return await enter(runner)

        async def again(round_: int) -> float:
            return await enter(keeping)

        async with keeping.session(ref, selection, blanked) as session:
            tests = list(session.tests)

        async def cold(round_: int) -> float:
            return (await asyncio.to_thread(copy.run, tests)).wall_s

        copy.run(tests)  # the .pyc files
        taken = await interleave({"again": again, "first": first, "cold": cold}, rounds)
    print(f"opening a session for {function}, {rounds} rounds")
    for name, figures in taken.items():
        print(describe(name, figures))
    return [compared("open a session, wall ms", taken, "again", other, None) for other in ("first", "cold")]


async def throughput(level: Level, rounds: int) -> list[Metric]:
    """Ranked candidates a second at 1, 2 and 4 at a time."""
    function = MEASURED[0]
    async with contextlib.AsyncExitStack() as stack:
        sessions = {
            width: (await stack.enter_async_context(_session(function, level, workers=width)))[1] for width in PARALLEL
        }

        def batch(width: int) -> Arm:
            async def arm(round_: int) -> float:
                started = time.perf_counter()
                for verdict in await asyncio.gather(*(sessions[width].rank(function.text) for _ in range(BATCH))):
                    _expected(verdict, "rank")
                return (time.perf_counter() - started) / BATCH

            return arm

        taken = await interleave({f"{width} at a time": batch(width) for width in PARALLEL}, rounds)
    print(f"candidates a second, rank tier, {function}, {rounds} rounds of {BATCH}")
    found = []
    names = list(taken)
    for name in names:
        rates = [1 / seconds for seconds in taken[name]]
        print(describe(name, rates, "/s", 1.0))
        if name != names[0]:
            alone = [1 / seconds for seconds in taken[names[0]]]
            ratio = paired(rates, alone)
            print(f"  {name} / {names[0]}: {ratio}")
            medians = statistics.median(rates), statistics.median(alone)
            found.append(Metric(f"candidates a second, {name} / {names[0]}", *medians, ratio.median))
    return found


@contextlib.asynccontextmanager
async def _session(function: Function, level: Level, *, workers: int = 1) -> AsyncIterator[tuple[Runner, Session]]:
    """An open session on the blanked function."""
    ref, blanked = FunctionRef(function.path, function.qualname), function.blanked
    runner = await Runner.start(
        function.package.folder, python=python(), level=level, timeout_s=PATIENT_S, workers=workers
    )
    async with runner:
        selection: TestSelection = await runner.find_tests(ref, blanked)
        async with runner.session(ref, selection, blanked) as session:
            yield runner, session


def _expected(verdict: Verdict, tier: Tier) -> Verdict:
    if verdict.status != "passed" or verdict.tier != tier:
        raise RuntimeError(f"the published body got {verdict}")
    return verdict


def everything() -> float:
    """CPU seconds so far of this process and every one below it, with those they reaped (steps of 10 ms)."""
    total = time.process_time()
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total
