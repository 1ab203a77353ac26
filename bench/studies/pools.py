"""Labelled pools: codes for one problem, which of them are right, and what each does on calls and checks.

Three kinds: the bundled model's samples on MBPP 511-600 or on held-out families, and a reference's variants.
A pool is a JSONL file of `Case`s, so that an analysis can be repeated without sampling anything again.
"""

from __future__ import annotations

import ast
import asyncio
import json
import os
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from bench.sandbox.slips import in_place, slips
from bench.studies.observed import ERROR, observe
from bench.studies.rewrites import rewrites
from understudy.context.functions import find_function
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Candidate, Sampling, Stop
from understudy.generate.candidates import body_key, scope_columns, take_apart
from understudy.generate.weak import asserts
from understudy.generate.weak.examples import call_of, called
from understudy.generate.weak.inputs import inputs
from understudy.prompts import plan
from understudy.prompts.tests import one_assert
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.formats import Problem, from_record, load
from understudy_trainer.evaluate.sampling import MAX_TOKENS

TUNING = range(511, 601)  # MBPP's own validation split; 11-510 is for reporting and is never read here
CALLS = 24  # of a mixture's tests and probes each, twice
SLIPS = 40  # of one reference, at most
ANSWERED = 8  # calls whose value the model is asked for
Kind = Literal["written", "answered", "example"]
"""A check the model wrote all of, one with a given call whose value the model wrote, one from the docstring."""


class Code(msgspec.Struct, frozen=True):
    """One distinct code. times: how often it was sampled. outcomes: a text per call. held: a bool per own check.
    trusted: a bool per trusted test."""

    source: str
    right: bool
    logprob: float
    times: int
    outcomes: tuple[str, ...]
    held: tuple[bool, ...]
    trusted: tuple[bool, ...]


class Case(msgspec.Struct, frozen=True):
    """One problem's pool. function: its name. sampled: rows drawn, unusable ones included. expected: the reference's
    outcome per call.
    checks: assert statements; kinds: per check who made it; valid: per check, whether the reference passes it."""

    id: str
    function: str
    sampled: int
    codes: tuple[Code, ...]
    calls: tuple[str, ...]
    expected: tuple[str, ...]
    checks: tuple[str, ...]
    kinds: tuple[Kind, ...]
    valid: tuple[bool, ...]

    def checks_of(self, kind: Kind) -> list[int]:
        """Numbers of the checks of one kind."""
        return [number for number, own in enumerate(self.kinds) if own == kind]


@dataclass(frozen=True, slots=True)
class Subject:
    """A problem with its reference solution (a whole module). trusted: asserts a user would have, in order."""

    problem: Problem
    reference: str
    trusted: tuple[str, ...]


def mbpp(limit: int | None = None) -> list[Subject]:
    """MBPP 511-600 from the folder named by UNDERSTUDY_DATA_SETS. Raises FileNotFoundError with what to do."""
    folder = os.environ.get("UNDERSTUDY_DATA_SETS", "")
    path = Path(folder) / "mbpp" / "mbpp.jsonl"
    if not folder or not path.is_file():
        raise FileNotFoundError("Set UNDERSTUDY_DATA_SETS to the folder that holds mbpp/mbpp.jsonl.")
    found = []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["task_id"] in TUNING:
            problem = from_record(record)
            code = str(record["code"]).replace("\r\n", "\n").expandtabs(4)
            found.append(Subject(problem, code, tuple(problem.tests.splitlines())))
    return found[:limit]


def families(kind: str, seed: int, count: int) -> list[Subject]:
    """Held-out tasks. kind: "combos" (new compositions) or "families" (never trained on)."""
    problems = load(f"families:seed={seed},count={count},kind={kind}")
    return [Subject(p, p.source(p.canonical), p.visible) for p in problems]


async def sampled(
    subject: Subject, n: int, temperature: float, seed: int, engine: EngineClient, pool: ProgramPool, turn: asyncio.Lock
) -> Case:
    """The bundled model's `n` samples for one problem, judged, and run on calls made up from the signature.

    turn: the engine is asked for one problem at a time: rows that share a batch with others' are not the same rows.
    """
    problem = subject.problem
    site = find_function(problem.prompt, qualname=problem.entry_point)
    async with turn:
        rows = await engine.generate(
            plan.direct(problem.prompt, engine.info.special),
            n=n,
            max_tokens=MAX_TOKENS,
            sampling=Sampling(temperature=temperature, seed=seed),
            stop=Stop(min_indent=scope_columns(problem.prompt, site) if site else 1, repetition=True),
            priority="batch",
        )
        calls, kinds = await evidence(problem, seed, engine)
    kept = usable(rows, site.indent if site else "    ")
    checks, tests = tuple(kinds), problem.tests.splitlines()
    texts = [f"{problem.setup}\n{text}" for text in (subject.reference, *(problem.source(body) for body, _, _ in kept))]
    reference, *rows_of = await observe(pool, texts, calls, [*checks, *subject.trusted, *tests])
    own, given = len(checks), len(checks) + len(subject.trusted)
    codes = [
        Code(text, all(row.held[given:]), logprob, times, row.outcomes, row.held[:own], row.held[own:given])
        for text, row, (_, logprob, times) in zip(texts[1:], rows_of, kept, strict=True)
    ]
    made_by, expected = tuple(kinds.values()), reference.outcomes
    return Case(
        problem.id, problem.entry_point, n, tuple(codes), calls, expected, checks, made_by, reference.held[:own]
    )


async def evidence(problem: Problem, seed: int, engine: EngineClient) -> tuple[tuple[str, ...], dict[str, Kind]]:
    """Calls to try, as `generate.weak` finds them, and checks by who made them."""
    asked = inputs(f"{problem.prompt}    pass\n", problem.entry_point, seed=seed)
    kinds: dict[str, Kind] = {}
    for check in await write_tests(problem, seed, engine):
        kinds[check] = "written"
    for check in asked.examples:
        kinds[check] = "example"
    own = [call for check in kinds if (call := call_of(check))]
    calls = dict.fromkeys([*(call for guess in asked.guesses for call in guess), *own])
    for check in await answered(problem, [call for call in calls if call not in own][:ANSWERED], engine):
        kinds.setdefault(check, "answered")
    return tuple(calls), kinds


async def write_tests(problem: Problem, seed: int, engine: EngineClient) -> list[str]:
    """As `generate` has them written, with a fixed seed."""
    asked = one_assert(problem.prompt, problem.entry_point)
    rows = await engine.generate(
        asked.prompt,
        n=asserts.ROWS,
        max_tokens=asserts.MAX_TOKENS,
        sampling=Sampling(temperature=asserts.TEMPERATURE, seed=seed),
        stop=asserts.STOP,
        priority="batch",
    )
    return asserts.usable((asked.head + row.text for row in rows), problem.entry_point)


async def answered(problem: Problem, calls: Sequence[str], engine: EngineClient) -> list[str]:
    """Asserts whose input is given and whose expected value the model writes, greedily: easier than writing both."""
    found = []
    for call in calls:
        head = f"assert {call} == "
        prompt = f"{problem.prompt}    pass\n\n\ndef test_{problem.entry_point}():\n    {head}"
        rows = await engine.generate([prompt], n=1, max_tokens=asserts.MAX_TOKENS, stop=asserts.STOP, priority="batch")
        found += [head + row.text for row in rows]
    return asserts.usable(found, problem.entry_point)


def usable(rows: Iterable[Candidate], indent: str) -> list[tuple[str, float, int]]:
    """Distinct bodies, as `generate.board` admits them: body, mean log-probability, how often."""
    bodies: dict[str, tuple[str, float]] = {}
    times: Counter[str] = Counter()
    for row in rows:
        body = take_apart(row.text, False, indent)[1]
        key = body_key(body)
        if key is None or row.finish in ("length", "deadline", "cancelled"):
            continue
        bodies.setdefault(key, (body, row.mean_logprob))
        times[key] += 1
    return [(*bodies[key], times[key]) for key in bodies]


async def mutated(subject: Subject, seed: int, pool: ProgramPool) -> Case | None:
    """The reference's rewrites and slips as a pool, on valid calls near its tests' arguments.

    A code is right if it does what the reference does on every call and trusted test; None if nothing valid is known,
    or the reference has no body on lines of its own.
    """
    if find_function(subject.reference, qualname=subject.problem.entry_point) is None:
        return None
    problem, rng = subject.problem, random.Random(f"{seed}/{subject.problem.id}")
    sites = called(subject.trusted, problem.entry_point)
    tried = varied(sites, problem.entry_point, rng, 3 * CALLS)
    setup = f"{problem.setup}\n"
    (reference,) = await observe(pool, [setup + subject.reference], tried, subject.trusted)
    valid = [i for i, text in enumerate(reference.outcomes) if not text.startswith((ERROR, "<"))][: 2 * CALLS]
    if len(valid) < CALLS or not all(reference.held):
        return None
    calls = tuple(tried[i] for i in valid)
    expected = tuple(reference.outcomes[i] for i in valid)

    wrong = slips(subject.reference, problem.entry_point, SLIPS)
    texts = [*rewrites(subject.reference), *(in_place(subject.reference, problem.entry_point, text) for text in wrong)]
    rows = await observe(pool, [setup + text for text in texts], calls, subject.trusted)
    codes = [
        Code(text, row.outcomes == expected and all(row.held), 0.0, 1, row.outcomes, (), row.held)
        for text, row in zip(texts, rows, strict=True)
    ]
    return Case(problem.id, problem.entry_point, len(codes), tuple(codes), calls, expected, (), (), ())


def varied(sites: Sequence[str], name: str, rng: random.Random, limit: int) -> list[str]:
    """At most `limit` calls near those at `sites` (argument lists of literals; such with keywords are left out): one to
    three small changes to the arguments, types kept."""
    examples = [found for site in sites if (found := _arguments(site)) is not None]
    calls: dict[str, None] = {}
    for _ in range(limit * 20 if examples else 0):
        arguments = list(rng.choice(examples))
        for _ in range(rng.randint(1, 3)):
            if arguments:
                place = rng.randrange(len(arguments))
                arguments[place] = _nudged(arguments[place], rng)
        calls[f"{name}({', '.join(map(repr, arguments))})"] = None
        if len(calls) >= limit:
            break
    return list(calls)


def _arguments(site: str) -> tuple[Any, ...] | None:
    try:
        found = ast.literal_eval(f"({site},)" if site else "()")
    except (SyntaxError, ValueError):
        return None
    return tuple(found)


def _nudged(value: Any, rng: random.Random) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return rng.choice((value + 1, value - 1, 0, 1, -value, value * 2, value + 10))
    if isinstance(value, float):
        return rng.choice((value + 1, -value, value / 2, 0.0))
    if isinstance(value, str):
        place = rng.randint(0, len(value))
        return rng.choice((value[:place], value[place:], value + value[:1], value[::-1], value.upper(), value + " x"))
    if isinstance(value, list | tuple):
        return type(value)(_nudged_items(list(value), rng))
    if isinstance(value, dict) and value:
        key = rng.choice(list(value))
        return (
            value | {key: _nudged(value[key], rng)}
            if rng.random() < 0.6
            else {k: v for k, v in value.items() if k != key}
        )
    if isinstance(value, set) and value:
        return set(_nudged_items(sorted(value, key=repr), rng))
    return value


def _nudged_items(items: list[Any], rng: random.Random) -> list[Any]:
    if not items:
        return items
    place, turn = rng.randrange(len(items)), rng.random()
    if turn < 0.6:
        return [*items[:place], _nudged(items[place], rng), *items[place + 1 :]]
    if turn < 0.75:
        return [*items[:place], *items[place + 1 :]]
    return [*items, items[place]] if turn < 0.9 else items[::-1]


def save(path: Path, cases: Iterable[Case]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(msgspec.json.encode(case) + b"\n" for case in cases))


def read(path: Path) -> list[Case]:
    return [msgspec.json.decode(line, type=Case) for line in path.read_bytes().splitlines()]
