"""When the first confirmed candidate is there: tested while the rest is written, against "generate all, then test".

The other way gets the same rows in the same rounds from the same engine, drops the same repeats, and is told which
tests to run; it asks `python -m pytest -x` for one candidate after the other until one passes.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import random
import statistics
import sys
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bench.interleave import describe, order, paired
from bench.report import Metric
from bench.sandbox.cold import Copy
from bench.sandbox.overrun import engine, textkit
from bench.sandbox.packages import MEASURED, Function, python
from bench.sandbox.scripted import ScriptedEngine
from bench.sandbox.slips import in_place, slips
from understudy.context.functions import FunctionSite
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Finished, Stop
from understudy.generate.budget import sampling_at
from understudy.generate.candidates import body_key, in_file, prefix_chars, prompt_prefix, scope_columns, take_apart
from understudy.generate.loop import generate_with_tests, locate
from understudy.generate.policies import rounds as rounds_of
from understudy.generate.types import Request, Sampler
from understudy.prompts import plan
from understudy.runner import FunctionRef, Runner
from understudy.runner.levels import Level

BAR = 0.3
POOL = 8
BUDGET_S = 30.0  # for a pass at any price: what is compared is when it comes
BODY_TOKENS = 256
SEED = 0
UNFINISHED = ("sum_even", "second_largest", "count_longer_than", "reverse_each_word", "merge_counts")
FILES = {"sum_even": "numbers.py", "second_largest": "numbers.py", "merge_counts": "records.py"}
ARMS = ("kept", "first", "cold")
"""Ours with a session the runner has kept, ours with its first one, and the other way."""


@dataclass(frozen=True, slots=True)
class Case:
    """One function to be written. file: relative. make: an engine for round n."""

    name: str
    folder: Path
    file: str
    text: str
    qualname: str
    python: Path
    make: Callable[[int], Sampler]

    @property
    def request(self) -> Request:
        return Request(
            self.folder / self.file, self.text, qualname=self.qualname, budget_s=BUDGET_S, n=POOL, policy="direct"
        )


async def first_pass(
    level: Level, rounds: int, functions: Sequence[Function] = MEASURED, unfinished: Sequence[str] = UNFINISHED
) -> list[Metric]:
    """The scripted pools, then the bundled model on those of `unfinished` (of examples/textkit) that it can solve."""
    async with engine() as client, textkit() as folder:
        row_s = await _pace(client, folder)
        print(f"scripted pools of {POOL}: a row each {1000 * row_s:.0f} ms, the bundled model's pace; seed {SEED}")
        scripted = [await _pool(function, level, row_s) for function in functions]
        found = await _compare("scripted pools", scripted, level, rounds)
        if not unfinished:
            return found
        by_model = [case for name in unfinished if (case := await _solved(name, client, folder, level))]
        print(f"bundled model: solves {', '.join(case.qualname for case in by_model) or 'nothing'} of examples/textkit")
        return found + await _compare("bundled model", by_model, level, rounds)


async def _compare(label: str, cases: list[Case], level: Level, rounds: int) -> list[Metric]:
    taken: dict[str, list[float]] = {name: [] for name in ARMS}
    lost = 0
    for case in cases:
        for row in await _rounds(case, level, rounds):
            if len(row) == len(ARMS):
                for name, seconds in row.items():
                    taken[name].append(seconds)
            else:
                lost += 1
    print(f"{label}: first confirmed candidate, {len(cases)} functions x {rounds} rounds, {lost} of them without one")
    found: list[Metric] = []
    if not taken["cold"]:
        return found
    for name in ARMS:
        print(describe(name, taken[name]))
    for name in ARMS[:2]:
        ratio = paired(taken[name], taken["cold"])
        print(f"  {name} / cold: {ratio}")
        medians = statistics.median(taken[name]), statistics.median(taken["cold"])
        title = f"{label}, first confirmed, {name} session, s / generate all, then cold"
        found.append(Metric(title, *medians, ratio.median, BAR, ratio))
    return found


async def _rounds(case: Case, level: Level, rounds: int) -> list[dict[str, float]]:
    """Seconds by arm in each round; an arm that found nothing is missing."""
    ref = FunctionRef(case.folder / case.file, case.qualname)
    async with contextlib.AsyncExitStack() as stack:
        start = functools.partial(Runner.start, case.folder, python=case.python, level=level)
        keeping = await stack.enter_async_context(await start())
        copy = stack.enter_context(Copy(case.folder, case.python))
        async with keeping.session(ref, await keeping.find_tests(ref, case.text), case.text) as session:
            tests = list(session.tests)
        copy.run(tests)  # the .pyc files

        async def kept(round_: int) -> float | None:
            return await _ours(case, round_, keeping)

        async def first(round_: int) -> float | None:
            async with await start() as runner:
                return await _ours(case, round_, runner)

        async def cold(round_: int) -> float | None:
            return await _generate_then_test(case, round_, copy, tests)

        arms = {"kept": kept, "first": first, "cold": cold}
        rows = []
        for round_ in range(rounds):
            taken = {name: await arms[name](round_) for name in order(ARMS, round_)}
            rows.append({name: seconds for name, seconds in taken.items() if seconds is not None})
        return rows


async def _ours(case: Case, round_: int, runner: Runner) -> float | None:
    started = time.perf_counter()
    outcome = await generate_with_tests(case.request, case.make(round_), runner)
    return time.perf_counter() - started if outcome.verified else None


async def _generate_then_test(case: Case, round_: int, copy: Copy, tests: list[str]) -> float | None:
    started = time.perf_counter()
    for text in await generate_all(case.request, case.make(round_)):
        copy.write(case.file, text)
        if (await asyncio.to_thread(copy.run, tests, "-x")).passed:
            return time.perf_counter() - started
    return None


async def generate_all(request: Request, sampler: Sampler) -> list[str]:
    """All rows of the loop's own rounds as file texts, repeats and what does not parse left out."""
    site = locate(request)
    prefix = prompt_prefix(request.text, site, prefix_chars(sampler.info.context_tokens, POOL, BODY_TOKENS))
    seed = random.randrange(2**31 - request.n)
    bodies: dict[str, str] = {}
    for step in rounds_of("direct", request.n):
        stream = sampler.stream(
            plan.direct(prefix, sampler.info.special),
            n=step.rows,
            max_tokens=BODY_TOKENS,
            sampling=sampling_at(step.heat, seed),
            stop=Stop(min_indent=scope_columns(request.text, site), repetition=True),
            priority="batch",
            deadline_s=None,
            deltas=False,
        )
        seed += step.rows
        async with contextlib.aclosing(cast(AsyncGenerator[object, None], stream)) as events:
            async for event in events:
                if isinstance(event, Finished) and event.candidate.finish != "length":
                    _, body = take_apart(event.candidate.text, False, site.indent)
                    key = body_key(body)
                    if key is not None:
                        bodies.setdefault(key, _filled(request.text, site, body))
    return list(bodies.values())


def _filled(text: str, site: FunctionSite, body: str) -> str:
    return in_file(text, site, body, ())


async def _pool(function: Function, level: Level, row_s: float) -> Case:
    """The published body among wrong ones, elsewhere in each round."""
    blanked, folder = function.blanked, function.package.folder
    wrong: list[str] = []
    async with await Runner.start(folder, python=python(), level=level) as runner:
        ref = FunctionRef(function.path, function.qualname)
        async with runner.session(ref, await runner.find_tests(ref, blanked), blanked) as session:
            for body in slips(function.text, function.qualname, 4 * POOL):
                if len(wrong) < POOL - 1:
                    verdict = await session.rank(in_place(blanked, function.qualname, body))
                    wrong += [body] if verdict.status == "failed" else []

    def make(round_: int) -> Sampler:
        pool = list(wrong)
        pool.insert(random.Random(f"{SEED} {function} {round_}").randrange(len(pool) + 1), function.body)
        return ScriptedEngine(pool, row_s)

    return Case(str(function), folder, function.file, blanked, function.qualname, python(), make)


async def _solved(name: str, client: EngineClient, folder: Path, level: Level) -> Case | None:
    """A function of examples/textkit, if the model finds a body for it."""
    file = f"textkit/{FILES.get(name, 'words.py')}"
    case = Case(name, folder, file, (folder / file).read_text(), name, Path(sys.executable), lambda round_: client)
    async with await Runner.start(folder, python=case.python, level=level) as runner:
        return case if await _ours(case, 0, runner) is not None else None


async def _pace(client: EngineClient, folder: Path) -> float:
    """Seconds a row of the model takes in the loop's rounds, the prompt's evaluation included."""
    file = folder / "textkit/words.py"
    request = Request(file, file.read_text(), qualname="count_longer_than", n=POOL, policy="direct")
    await generate_all(request, client)  # pages, and the prompt's cells
    started = time.perf_counter()
    await generate_all(request, client)
    return (time.perf_counter() - started) / POOL
