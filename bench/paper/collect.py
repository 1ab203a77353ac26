"""Samples of each model on each suite, judged; kept where `understudy eval` keeps its own, under the same names.

What differs from `eval`: of samples that are the same text one is run and the others share its verdict, and the
problem's visible tests are run on all of them in one program. 64 samples of a small model hold many repeats.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from understudy.engine.client import EngineClient
from understudy.engine.launch import decode_threads
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.cache import Cache
from understudy_trainer.evaluate.engines import CONTEXT_TOKENS, EngineAt, opened
from understudy_trainer.evaluate.flops import Forward, forward_or_why
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Engine, Plan, Pool, Sample, drawn, forget, judged_again
from understudy_trainer.evaluate.select import links

AT_ONCE = 4  # problems: while one is judged the engine is asked for the next
WORKERS = 2
SAY_EVERY = 25


@dataclass(frozen=True, slots=True)
class Model:
    """One of the sizes. special: its token ids by name. forward: None = its FLOPs cannot be counted. threads: of its
    engine."""

    name: str
    path: Path
    sha256: str
    parameters: int
    special: dict[str, int]
    forward: Forward | None
    threads: int


@asynccontextmanager
async def loaded(path: Path, threads: int) -> AsyncIterator[tuple[Model, EngineClient]]:
    """A model and its engine. Raises ModelError, EngineError."""
    threads = decode_threads(threads)
    where = EngineAt(str(path), context_tokens=CONTEXT_TOKENS, threads=threads)
    async with opened(where) as engine:
        assert isinstance(engine, EngineClient)  # no url
        forward, why = await asyncio.to_thread(forward_or_why, path)
        if why:
            print(f"{path.name}: no figures in FLOPs: {why}")
        info = engine.info
        yield Model(path.stem, path, info.sha256, info.parameters, info.special, forward, threads), engine


async def samples_on(
    problems: Sequence[Problem], how: Plan, model: Model, engine: EngineClient, folder: Path | None = None
) -> list[list[Sample]]:
    """`how.n` judged samples of every problem, in order. folder: of the cache, None = the user's."""
    cache = Cache(model.sha256, "", model.threads, how, folder=folder)
    turn, few, done = asyncio.Lock(), asyncio.Semaphore(AT_ONCE), itertools.count(1)
    async with ProgramPool(workers=WORKERS) as pool:

        async def one(problem: Problem) -> list[Sample]:
            async with few:
                found = await collected(problem, how, cache, engine, pool, turn)
            if (number := next(done)) % SAY_EVERY == 0:
                print(f"  {number} of {len(problems)} problems", flush=True)
            return found

        return list(await asyncio.gather(*map(one, problems)))


async def collected(
    problem: Problem, how: Plan, cache: Cache, engine: Engine, pool: Pool, turn: asyncio.Lock
) -> list[Sample]:
    """One problem's samples, from the cache as far as they are there. turn: the engine is asked for one problem at a
    time, since rows that share a batch with others' are not the same rows."""
    samples = cache.get(problem)
    if samples is None:
        async with turn:
            await forget(engine)
            samples = await drawn(problem, "direct", how.n, how, 0, engine)
    if all(sample.status and (sample.visible >= 0 or not problem.visible) for sample in samples):
        return samples
    distinct = list({sample.completion: sample for sample in reversed(samples)}.values())
    if not all(sample.status for sample in distinct):
        distinct = await judged_again(problem, distinct, pool, visible=False)
    known = {sample.completion: sample for sample in distinct}
    shares = dict.fromkeys(known, -1.0)
    if problem.visible:
        matrix = await links(problem, distinct, problem.visible, pool)
        shares = {sample.completion: float(row.mean()) for sample, row in zip(distinct, matrix, strict=True)}
    samples = [
        msgspec.structs.replace(
            sample,
            passed=known[sample.completion].passed,
            status=known[sample.completion].status,
            visible=shares[sample.completion],
        )
        for sample in samples
    ]
    cache.put(problem, samples)
    return samples
