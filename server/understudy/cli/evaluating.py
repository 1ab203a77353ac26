"""The runs of `understudy eval`: samples judged and measured, or a race against the clock."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import functools
import time
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import msgspec

from understudy.cli import rooms
from understudy.cli.output import OK, StatusLine, note
from understudy.cli.progress import Remaining, duration
from understudy.engine.launch import decode_threads
from understudy.engine.protocol import ModelInfo
from understudy.models.bundled import resolve
from understudy.models.gguf_header import content_sha256
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate import budgeted, plots, record
from understudy_trainer.evaluate.cache import Cache, default_folder, suite_of
from understudy_trainer.evaluate.engines import KEY_VARIABLE, EngineAt, opened
from understudy_trainer.evaluate.flops import forward_or_why
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.record import Item, Record
from understudy_trainer.evaluate.report import table
from understudy_trainer.evaluate.sampling import Plan, Sample
from understudy_trainer.evaluate.suite import Evaluation, Judged, Task, measured, one_by_one, tasks
from understudy_trainer.evaluate.worker import judging
from understudy_trainer.scale.over_ray import over_ray
from understudy_trainer.scale.spread import Opening


def sampled(problems: list[Problem], how: Plan, args: argparse.Namespace) -> int:
    """`eval SUITE`: the table, the samples file, and --json and --plot as asked."""
    name = f"eval-{time.strftime('%Y%m%d-%H%M%S')}.json"
    target = args.json or default_folder() / name  # unasked for, nothing is put where the user works
    samples = args.samples or target.with_suffix(".samples.jsonl")
    samples.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    result, facts = rooms.run_async(lambda: _evaluate(problems, how, args, samples))
    made = msgspec.structs.replace(
        facts,
        items=result.items,
        costs=result.costs,
        seconds=round(time.monotonic() - started, 1),
        samples=str(samples),
        metrics=record.plain(result.metrics),
    )
    print(table(result.metrics))
    if args.speed:
        solved = sum(item.right > 0 for item in result.items)
        timed = sum(item.speedup is not None for item in result.items)
        note(f"speed-up: {timed} of {solved} solved problems could be timed against a solution of the suite")
    _keep(made, args)
    note(f"{len(problems)} problems, {duration(made.seconds)}; every sample is in {samples}")
    return OK


def raced(problems: list[Problem], how: Plan, args: argparse.Namespace) -> int:
    """`eval SUITE --seconds T,T`: sampling and testing on a clock."""
    try:
        seconds = sorted({float(t) for t in args.seconds.split(",")})
    except ValueError:
        seconds = []
    if not seconds or min(seconds) <= 0 or args.ray or args.policy != "direct" or args.speed or args.plot:
        raise rooms.UsageError(
            "--seconds takes times above zero, and goes with the direct policy on one machine.",
            "Try --seconds 2,5,10, without --policy, --ray, --speed and --plot.",
        )
    how = replace(how, temperature=args.temperature if args.temperature is not None else 0.8)
    started = time.monotonic()
    races, facts = rooms.run_async(lambda: _race(problems, how, seconds, args))
    found = budgeted.measure(races, seconds)
    print(table(found))
    items = [Item(race.problem, shown="".join("01"[right] for right in race.shown)) for race in races]
    spent = round(time.monotonic() - started, 1)
    plain = record.plain(found)
    _keep(
        msgspec.structs.replace(
            facts, items=items, times=tuple(seconds), seconds=spent, metrics=plain, n=0, select="tests"
        ),
        args,
    )
    note(f"{len(problems)} problems, {sum(race.rows for race in races)} samples drawn")
    return OK


def _keep(made: Record, args: argparse.Namespace) -> None:
    if args.json:
        record.write(args.json, made)
    if args.plot:
        plots.draw([made], args.plot)
        note(f"plot: {args.plot}")


async def _race(
    problems: list[Problem], how: Plan, seconds: list[float], args: argparse.Namespace
) -> tuple[list[budgeted.Raced], Record]:
    status, left, races = StatusLine(), Remaining(len(problems)), list[budgeted.Raced]()
    where = await _where(args)
    async with opened(where) as engine, ProgramPool() as pool, contextlib.AsyncExitStack() as stack:
        stack.callback(status.clear)
        for problem in problems:
            races.append(await budgeted.race(problem, how, seconds, engine, pool))
            right = sum(race.shown[-1] for race in races)
            status.show(f"{len(races)} of {len(problems)} problems · {right} right{left.after(len(races))}")
        return races, await _facts(problems, how, args, where, engine.info)


async def _evaluate(
    problems: list[Problem], how: Plan, args: argparse.Namespace, samples: Path
) -> tuple[Evaluation, Record]:
    where = await _where(args)
    async with opened(where) as engine, contextlib.AsyncExitStack() as stack:
        facts = await _facts(problems, how, args, where, engine.info)
        cache = Cache(facts.model_sha256, facts.adapter, where.threads, how, fresh=args.fresh, again=args.judge_again)
        work = await asyncio.to_thread(tasks, problems, cache)
        forward, why = await asyncio.to_thread(forward_or_why, Path(where.model)) if not where.url else (None, "")
        if why:
            note(f"no figures in FLOPs: {why}")
        progress = stack.enter_context(_Progress(len(problems), sum(task.kept is not None for _, task in work)))
        if args.ray:
            await engine.close()  # it only told what model this is; every worker opens its own
            results = _spread(work, functools.partial(judging, where, how, args.select, args.speed), args)
        else:
            pool = await stack.enter_async_context(ProgramPool())
            results = one_by_one(work, how, args.select, engine, pool, timed=args.speed)
        return await measured(results, problems, args.select, forward, cache, samples, progress.show), facts


async def _spread(
    work: list[tuple[int, Task]], opening: Opening[Task, Judged], args: argparse.Namespace
) -> AsyncGenerator[tuple[int, Judged], None]:
    spread = over_ray([task for _, task in work], opening, workers=args.ray, address=args.ray_address)
    async with contextlib.aclosing(spread) as found:
        async for place, judged in found:
            yield work[place][0], judged


class _Progress:
    """The line on the terminal, and what is said if the run ends before its time."""

    def __init__(self, total: int, kept: int) -> None:
        self._status, self._left = StatusLine(), Remaining(total, kept)
        self._total, self._done, self._solved = total, 0, 0
        if kept:
            note(f"{kept} of {total} problems were sampled before (--fresh samples them anew)")

    def show(self, done: int, total: int, drawn: list[Sample]) -> None:
        self._done, self._solved = done, self._solved + any(sample.passed for sample in drawn)
        self._status.show(f"{done} of {total} problems · {self._solved} solved by some sample{self._left.after(done)}")

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *error: object) -> None:
        self._status.clear()
        if self._done < self._total:
            note(f"{self._done} of {self._total} problems are done and kept; the same command goes on from there")


async def _facts(
    problems: list[Problem], how: Plan, args: argparse.Namespace, where: EngineAt, info: ModelInfo
) -> Record:
    """What was measured and how; the results are still to come."""
    return Record(
        suite=args.suite,
        suite_sha256=suite_of(problems),
        model=info.name,
        model_sha256=info.sha256,
        adapter=await asyncio.to_thread(content_sha256, where.adapter) if where.adapter else "",
        n=how.n,
        temperature=how.temperature,
        policy=how.policy,
        select=args.select,
        seed=how.seed,
        problems=len(problems),
        items=[],
        threads=where.threads,
    )


async def _where(args: argparse.Namespace) -> EngineAt:
    if args.remote:
        if args.adapter != "none":
            raise rooms.UsageError("An adapter works with the local model only.", "Leave out --adapter or --remote.")
        return EngineAt(args.model, url=args.remote, key_variable=KEY_VARIABLE)
    path = await asyncio.to_thread(resolve, args.model)
    file, _ = await asyncio.to_thread(rooms.find_adapter, args.adapter, path)
    return EngineAt(str(path), adapter=file, threads=decode_threads(args.threads))
