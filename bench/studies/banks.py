"""Samples of one problem, apart by how they were drawn and judged once: policies are tried on them again and again.

A bank is named by source and temperature ("direct/0.8", "plan/0.6") or by the plan its code was written under
("guided/2": the plan with number 2, at GUIDED). A policy is then any choice of rows from these banks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from bench.studies.observed import observe
from bench.studies.pools import Subject
from understudy.context.functions import find_function
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Sampling, Stop
from understudy.generate.candidates import body_key, scope_columns, take_apart
from understudy.generate.sampling import MAX_BODY_TOKENS, MAX_PLAN_TOKENS
from understudy.prompts import plan
from understudy.prompts.types import Prompt
from understudy.runner.program import ProgramPool

DIRECT = {0.0: 1, 0.2: 4, 0.6: 24, 0.8: 32, 1.0: 24}  # rows by temperature: what 32 samples of any ladder take, or more
PLANNED = {0.0: 1, 0.6: 16, 0.8: 16}
GUIDED, GUIDED_ROWS = 0.8, 8


class Row(msgspec.Struct, frozen=True):
    """One sample. body: the number of its distinct body, -1 = cut off, broken or idle. plan: the number of its plan,
    -1 = none. visible: share of the visible tests passed. tokens: steps it took."""

    body: int
    right: bool
    visible: float
    tokens: int
    logprob: float
    plan: int = -1


class Banks(msgspec.Struct, frozen=True):
    """One problem. prompt_chars: length of its prompt. rows: by bank."""

    id: str
    prompt_chars: int
    rows: dict[str, list[Row]]


class Sampler:
    """Fills the banks of one problem."""

    def __init__(
        self, subject: Subject, seed: int, engine: EngineClient, pool: ProgramPool, turn: asyncio.Lock
    ) -> None:
        """turn: shared by the samplers of one engine, which is asked for one batch at a time."""
        self._subject, self._seed, self._engine, self._pool, self._turn = subject, seed, engine, pool, turn
        self._site = find_function(subject.problem.prompt, qualname=subject.problem.entry_point)
        self._bodies: dict[str, tuple[int, bool, float]] = {}
        self._plans: dict[tuple[str, ...], int] = {}

    async def fill(self) -> Banks:
        problem, special, indent = self._subject.problem, self._engine.info.special, self._indent
        rows: dict[str, list[Row]] = {}
        for heat, count in DIRECT.items():
            rows[f"direct/{heat}"] = await self._draw(plan.direct(problem.prompt, special), heat, count, False)
        for heat, count in PLANNED.items():
            prompt = plan.plan_first(problem.prompt, special, indent)
            rows[f"plan/{heat}"] = await self._draw(prompt, heat, count, True)
        for steps, number in self._guides([*rows["plan/0.0"], *rows["plan/0.6"]]):
            prompt = plan.under(problem.prompt, special, steps, indent)
            drawn = await self._draw(prompt, GUIDED, GUIDED_ROWS, False)
            rows[f"guided/{number}"] = [msgspec.structs.replace(row, plan=number) for row in drawn]
        return Banks(problem.id, len(problem.prompt), rows)

    @property
    def _indent(self) -> str:
        return self._site.indent if self._site else "    "

    def _guides(self, rows: Sequence[Row]) -> list[tuple[tuple[str, ...], int]]:
        """The plans that some choice of these rows could make the best: better than the worst."""
        least = min((row.visible for row in rows if row.plan >= 0 and row.body >= 0), default=0.0)
        able = {row.plan for row in rows if row.plan >= 0 and row.body >= 0 and row.visible > least}
        return [(steps, number) for steps, number in self._plans.items() if number in able]

    async def _draw(self, prompt: Prompt, heat: float, count: int, planned: bool) -> list[Row]:
        site = self._site
        async with self._turn:
            drawn = await self._engine.generate(
                prompt,
                n=count,
                max_tokens=MAX_BODY_TOKENS + (MAX_PLAN_TOKENS if planned else 0),
                sampling=Sampling(temperature=heat, seed=self._seed),
                stop=Stop(min_indent=scope_columns(self._subject.problem.prompt, site) if site else 1, repetition=True),
                priority="batch",
            )
        found = [take_apart(candidate.text, planned, self._indent) for candidate in drawn]
        keys = [
            None if candidate.finish in ("length", "deadline", "cancelled") else body_key(body)
            for candidate, (_, body) in zip(drawn, found, strict=True)
        ]
        await self._judge({key: body for key, (_, body) in zip(keys, found, strict=True) if key is not None})
        rows = []
        for candidate, key, (steps, _) in zip(drawn, keys, found, strict=True):
            number = self._plans.setdefault(steps, len(self._plans)) if steps else -1
            which = (-1, False, 0.0) if key is None else self._bodies[key]
            likely = candidate.mean_logprob if candidate.tokens else 0.0
            rows.append(Row(*which, len(candidate.tokens), likely, number))
        return rows

    async def _judge(self, bodies: Mapping[str, str]) -> None:
        """Write down of each body that is new whether it is right, and its share of the visible tests."""
        problem, tests = self._subject.problem, self._subject.problem.tests.splitlines()
        new = {key: body for key, body in bodies.items() if key not in self._bodies}
        sources = [f"{problem.setup}\n{problem.source(body)}" for body in new.values()]
        for key, row in zip(new, await observe(self._pool, sources, [], [*tests, *problem.visible]), strict=True):
            visible = row.held[len(tests) :]
            share = sum(visible) / len(visible) if visible else 0.0
            self._bodies[key] = (len(self._bodies), all(row.held[: len(tests)]), share)


def append(path: Path, banks: Banks) -> None:
    with path.open("ab") as stream:
        stream.write(msgspec.json.encode(banks) + b"\n")


def read(path: Path) -> list[Banks]:
    """In the order of their ids: they are written as they come."""
    found = [msgspec.json.decode(line, type=Banks) for line in path.read_bytes().splitlines()]
    return sorted(found, key=lambda banks: banks.id)
