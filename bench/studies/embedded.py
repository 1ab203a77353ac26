"""Pools of the bundled model's samples with their hidden states and what became of each when it was run.

A pool is one msgpack file, so that an analysis can be repeated without sampling anything again.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from bench.studies.observed import ERROR, Row, observe
from bench.studies.pools import Case, Code, Kind
from understudy.context.functions import find_function
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Sampling, Stop
from understudy.generate.candidates import scope_columns, take_apart
from understudy.generate.sampling import MAX_BODY_TOKENS, MAX_PLAN_TOKENS
from understudy.generate.types import Source
from understudy.generate.weak.examples import call_of
from understudy.generate.weak.inputs import inputs
from understudy.models.bundled import bundled_path
from understudy.models.rankers import Outcome
from understudy.prompts import plan
from understudy.runner.program import ProgramPool
from understudy.syntax import parsed
from understudy_trainer.tasks.common import Task
from understudy_trainer.tasks.sample import held_out, training

T = TypeVar("T", bound=msgspec.Struct)
TEMPERATURE = 0.8
AT_ONCE = 4  # tasks: while one is judged the engine is asked for the next


class Drawn(msgspec.Struct, frozen=True):
    """One sample. outcome: what running it on the task's tests showed. embedding, logprobs: as in `Candidate`; a cut
    off sample is not kept at all, as the editor does not keep it."""

    text: str
    source: Source
    outcome: Outcome
    embedding: bytes
    logprobs: tuple[float, ...]


class Pool(msgspec.Struct, frozen=True):
    """One task's samples. combo: the unit of hold-out, and the group that no split may divide."""

    prompt: str
    combo: str
    drawn: tuple[Drawn, ...]

    def of(self, source: Source) -> list[Drawn]:
        return [one for one in self.drawn if one.source == source]


def tasks(kind: str, seed: int, count: int) -> list[Task]:
    """kind: "trained" (compositions the model saw), "combos" (new compositions), "families" (never trained on)."""
    if kind == "trained":
        return list(itertools.islice(training(seed), count))
    return held_out(seed, count, whole_families=kind == "families")


async def collect(chosen: Sequence[Task], rows: int, seed: int) -> list[Pool]:
    """`rows` direct and `rows` plan-first samples of every task, judged."""
    client = await EngineClient.start(bundled_path(), threads=1, context_tokens=8192)
    turn, few = asyncio.Lock(), asyncio.Semaphore(AT_ONCE)
    try:
        async with ProgramPool(workers=2) as programs:

            async def one(task: Task) -> Pool:
                async with few:
                    return await _pool(task, rows, seed, client, programs, turn)

            return await asyncio.gather(*map(one, chosen))
    finally:
        await client.close()


async def behaviours(chosen: Sequence[Task], pools: Sequence[Pool], seed: int) -> list[Case]:
    """What the codes of each pool do on calls made up from the signature: what `generate.weak` compares them by."""
    few = asyncio.Semaphore(AT_ONCE)
    async with ProgramPool(workers=2) as programs:

        async def one(task: Task, pool: Pool) -> Case:
            async with few:
                return await _behaviour(task, pool, seed, programs)

        return await asyncio.gather(*(one(task, pool) for task, pool in zip(chosen, pools, strict=True)))


def read(path: Path, kind: type[T]) -> list[T]:
    return msgspec.msgpack.decode(path.read_bytes(), type=list[kind])  # type: ignore[valid-type]


def save(path: Path, found: Sequence[msgspec.Struct]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.msgpack.encode(found))


async def _pool(
    task: Task, rows: int, seed: int, client: EngineClient, programs: ProgramPool, turn: asyncio.Lock
) -> Pool:
    drawn: list[Drawn] = []
    sources: tuple[Source, ...] = ("direct", "plan")
    for source in sources:
        async with turn:  # rows that share a batch with others' are not the same rows
            some = await _draw(task, source, rows, seed, client)
        drawn += some
    outcomes = await _judged(task, [one.text for one in drawn], programs)
    kept = [msgspec.structs.replace(one, outcome=outcome) for one, outcome in zip(drawn, outcomes, strict=True)]
    return Pool(task.prompt, f"{task.family}:{task.combo}", tuple(kept))


async def _draw(task: Task, source: Source, rows: int, seed: int, client: EngineClient) -> list[Drawn]:
    special, planned = client.info.special, source == "plan"
    site = find_function(task.prompt, qualname=task.entry_point)
    indent = site.indent if site else "    "
    candidates = await client.generate(
        plan.plan_first(task.prompt, special, indent) if planned else plan.direct(task.prompt, special),
        n=rows,
        max_tokens=MAX_BODY_TOKENS + (MAX_PLAN_TOKENS if planned else 0),
        sampling=Sampling(temperature=TEMPERATURE, seed=seed),
        stop=Stop(min_indent=scope_columns(task.prompt, site) if site else 1, repetition=True),
        embed=True,
    )
    return [
        Drawn(take_apart(c.text, planned, indent)[1], source, "wrong", c.embedding, tuple(c.logprobs))
        for c in candidates
        if c.embedding is not None and c.finish in ("stop", "eog")
    ]


async def _behaviour(task: Task, pool: Pool, seed: int, programs: ProgramPool) -> Case:
    """A case without any check of the model's own; its codes are the distinct texts that parse, by `source`."""
    asked = inputs(f"{task.prompt}    pass\n", task.entry_point, seed=seed)
    own = [call for check in asked.examples if (call := call_of(check))]
    calls = tuple(dict.fromkeys([*(call for guess in asked.guesses for call in guess), *own]))
    drawn = {one.text: one for one in pool.drawn if one.outcome != "syntax"}
    sources = [f"{task.prompt}{text}" for text in drawn]
    rows = await observe(programs, sources, calls, asked.examples)
    codes = [
        Code(source, one.outcome == "correct", 0.0, 1, row.outcomes, row.held, ())
        for source, one, row in zip(sources, drawn.values(), rows, strict=True)
    ]
    kinds: tuple[Kind, ...] = tuple("example" for _ in asked.examples)
    valid = (True,) * len(kinds)
    return Case(pool.combo, task.entry_point, len(codes), tuple(codes), calls, (), asked.examples, kinds, valid)


async def _judged(task: Task, bodies: Sequence[str], programs: ProgramPool) -> list[Outcome]:
    """One outcome a body; a text that several samples share is run once."""
    sources = {body: f"{task.prompt}{body}" for body in bodies}
    whole = [body for body, source in sources.items() if body.strip() and parsed(source) is not None]
    calls = [call for test in task.tests if (call := call_of(test))]
    seen = await observe(programs, [sources[body] for body in whole], calls, task.tests)
    by_body = {body: _outcome(row) for body, row in zip(whole, seen, strict=True)}
    return [by_body.get(body, "syntax") for body in bodies]


def _outcome(row: Row) -> Outcome:
    if all(row.held):
        return "correct"
    return "runtime" if _raises(row.outcomes) else "wrong"


def _raises(outcomes: Iterable[str]) -> bool:
    return any(text.startswith(ERROR) for text in outcomes)
