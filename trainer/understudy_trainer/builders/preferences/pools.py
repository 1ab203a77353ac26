"""What a task is judged with: codes a model writes for it, and tests: its own, a model's, or the reference's values."""

from __future__ import annotations

import ast
import asyncio
import random
import zlib
from collections.abc import Iterable, Sequence

import msgspec

from understudy.context.functions import find_function
from understudy.engine.protocol import Candidate, Sampling, Stop
from understudy.generate.candidates import body_key, scope_columns, take_apart
from understudy.generate.weak import asserts
from understudy.generate.weak.inputs import inputs
from understudy.learn.likeness import tokens
from understudy.prompts import plan
from understudy.prompts.tests import one_assert
from understudy.prompts.types import Prompt
from understudy.runner import gate
from understudy.syntax import parsed
from understudy_trainer.builders.preferences.choices import TestsBy
from understudy_trainer.evaluate.execution import run, values
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import MAX_TOKENS, Engine, Pool

UNUSABLE = ("length", "deadline", "cancelled")  # rows that did not end by themselves
ROWS_PER_TEST = 2  # rows drawn for each written test wanted: a small model repeats itself
REFERENCE_TESTS = 12


class Code(msgspec.Struct, frozen=True):
    """One distinct body, as it stands in the file. times: how often it was drawn. logprob: mean, nats per token; None
    if the engine does not say. by: who wrote it."""

    text: str
    times: int = 1
    logprob: float | None = None
    by: str = "student"


def seed_of(seed: int, task: str, what: str = "") -> int:
    """The seed of one task's draws: the same whichever tasks were done before it."""
    return zlib.crc32(f"{seed}/{task}/{what}".encode()) & 0x3FFFFFFF


def prompt_of(problem: Problem, engine: Engine) -> Prompt:
    """What `engine` is asked, and what is learnt from: the direct prompt (a body is a body, planned or not)."""
    return plan.direct(problem.prompt, engine.info.special)


async def codes(
    problem: Problem, engine: Engine, *, n: int, temperature: float, seed: int, by: str = "student"
) -> list[Code]:
    """The distinct bodies among `n` rows, in the order drawn. Those that do not parse are among them, those that do
    nothing or did not end by themselves are not. Raises EngineError."""
    site = find_function(problem.prompt, qualname=problem.entry_point)
    rows = await engine.generate(
        prompt_of(problem, engine),
        n=n,
        max_tokens=MAX_TOKENS,
        sampling=Sampling(temperature=temperature, seed=seed),
        stop=Stop(min_indent=scope_columns(problem.prompt, site) if site else 1, repetition=True),
        priority="batch",
        deadline_s=None,
    )
    return _distinct(rows, site.indent if site else "    ", by)


def _distinct(rows: Iterable[Candidate], indent: str, by: str) -> list[Code]:
    found: dict[str | tuple[str, ...], Code] = {}
    for row in rows:
        body = take_apart(row.text, False, indent)[1]
        key = None if row.finish in UNUSABLE or not body.strip() else _key(body)
        if key is None:
            continue
        known = found.get(key)
        likely = row.mean_logprob if row.tokens else None
        found[key] = msgspec.structs.replace(known, times=known.times + 1) if known else Code(body, 1, likely, by)
    return list(found.values())


def _key(body: str) -> str | tuple[str, ...] | None:
    """Equal for equal code; None for a body that does nothing."""
    key = body_key(body)
    if key is None and parsed(f"async def _():\n{body}") is None:
        return tokens(body)  # it does not parse: a code all the same, of the lowest class
    return key


async def own_tests(problem: Problem, engine: Engine, *, most: int, by: TestsBy, seed: int) -> list[str]:
    """At most `most` asserts that `engine` wrote from signature and docstring; nobody vouches for them."""
    half = most if by == "answered" else most // 2 if by == "both" else 0
    found = await _answered(problem, engine, half, seed) if half else []
    if by != "answered" and len(found) < most:
        found += await _written(problem, engine, most - len(found), seed)
    return list(dict.fromkeys(found))[:most]


async def _written(problem: Problem, engine: Engine, most: int, seed: int) -> list[str]:
    asked = one_assert(problem.prompt, problem.entry_point)
    rows = await engine.generate(
        asked.prompt,
        n=ROWS_PER_TEST * most,
        max_tokens=asserts.MAX_TOKENS,
        sampling=Sampling(temperature=asserts.TEMPERATURE, seed=seed),
        stop=asserts.STOP,
        priority="batch",
        deadline_s=None,
    )
    return _usable((asked.head + row.text for row in rows), problem)[:most]


async def _answered(problem: Problem, engine: Engine, most: int, seed: int) -> list[str]:
    """Calls made up from the signature, the most ordinary first; their values greedily."""
    guesses = inputs(f"{problem.prompt}    pass\n", problem.entry_point, seed=seed).guesses
    texts: list[str] = []
    for call in list(dict.fromkeys(call for guess in guesses for call in guess))[:most]:
        head = f"assert {call} == "
        rows = await engine.generate(
            [f"{problem.prompt}    pass\n\n\ndef test_{problem.entry_point}():\n    {head}"],
            n=1,
            max_tokens=asserts.MAX_TOKENS,
            sampling=Sampling(),
            stop=asserts.STOP,
            priority="batch",
            deadline_s=None,
        )
        texts += [head + row.text for row in rows]
    return _usable(texts, problem)


async def executed_tests(problem: Problem, drawn: Sequence[Code], pool: Pool, *, most: int, seed: int) -> list[str]:
    """At most `most` asserts on calls made up from the signature, by the guess at its types that the codes answer most;
    each value is that of one code, drawn with the weight of its `times`."""
    best: dict[str, list[tuple[str, int]]] = {}
    for guess in inputs(f"{problem.prompt}    pass\n", problem.entry_point, seed=seed).guesses:
        calls = guess[:most]
        rows = await asyncio.gather(*(values(problem, code.text, calls, pool) for code in drawn))
        said: dict[str, list[tuple[str, int]]] = {call: [] for call in calls}
        for code, row in zip(drawn, rows, strict=True):
            for call, value in zip(calls, row, strict=True):
                if value is not None:
                    said[call].append((value, code.times))
        best = max(best, said, key=lambda found: sum(map(len, found.values())))
    rng = random.Random(seed)
    answered = {call: tuple(zip(*found, strict=True)) for call, found in best.items() if found}
    return [f"assert {call} == {rng.choices(given, times)[0]}" for call, (given, times) in answered.items()]


def _usable(texts: Iterable[str], problem: Problem) -> list[str]:
    found = (asserts.usable_assert(text, problem.entry_point) for text in texts)
    return list(dict.fromkeys(text for text in found if text is not None))


async def given_tests(problem: Problem, pool: Pool) -> tuple[str, ...]:
    """Tests somebody vouches for: the problem's own and its docstring's examples; without own ones also what its
    canonical solution returns. () where there are none, or where these say too little (`_tell_nothing`)."""
    found = [test for text in (problem.tests, *problem.visible) for test in _split(text)]
    if not problem.tests:
        found += await _reference_tests(problem, pool)
        if await _tell_nothing(problem, found, pool):
            return ()
    return tuple(dict.fromkeys(found))


def _split(tests: str) -> Sequence[str]:
    """Assert statements one by one; anything else is one test."""
    tree = parsed(tests)
    if tree is None or not tree.body:
        return ()
    if all(isinstance(statement, ast.Assert) for statement in tree.body):
        return [ast.unparse(statement) for statement in tree.body]
    return (tests,)


async def _reference_tests(problem: Problem, pool: Pool) -> tuple[str, ...]:
    """`assert call == value` for calls made up from the signature, by the guess at its types that it answers most."""
    tree = parsed(problem.source(problem.canonical)) if problem.canonical else None
    if tree is None or gate.chance(tree):
        return ()
    best: list[str] = []
    for calls in inputs(problem.source(problem.canonical), problem.entry_point).guesses:
        given = await values(problem, problem.canonical, calls, pool)
        found = [f"assert {call} == {value}" for call, value in zip(calls, given, strict=True) if value is not None]
        best = max(best, found, key=len)
    return tuple(best[:REFERENCE_TESTS])


async def _tell_nothing(problem: Problem, tests: Sequence[str], pool: Pool) -> bool:
    """The control: whether a body passes them that only gives back a parameter, None, or the first test's value."""
    site = find_function(problem.prompt, qualname=problem.entry_point)
    tree = parsed(f"{problem.prompt}    pass\n")
    if not tests or site is None or tree is None:
        return False
    function = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == problem.entry_point][-1:]
    names = [arg.arg for node in function for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    idle = [f"{site.indent}return {text}\n" for text in ("None", tests[0].partition(" == ")[2] or "None", *names)]
    return any(ran.passed() == len(tests) for ran in await run(problem, idle, tests, pool))
