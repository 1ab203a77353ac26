"""Which of several bodies of a function is faster, and how much: seconds inside the function, in the sandbox, in turns.

Each call's least over interleaved rounds (`runner.timing`), arguments made outside the clock, the file loaded anew for
each repeat (so that a cache answers nobody). Calls with small arguments say little about a code, so lists and strings
are also stretched; a code that then gives another value than the first one is not compared.
"""

from __future__ import annotations

import ast
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from understudy.generate.weak.examples import called
from understudy.runner import timing
from understudy.syntax import expression, parsed
from understudy_trainer.evaluate.execution import run, said, values
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Pool

LEAST_ROUNDS = 5
BUDGET_S = 20.0  # of one race
MOST_CODES = 6
STRETCH, STRETCHED = 40, 2000  # times, and members at most
VALUE_CHARS = 20_000
REPEAT_S = 0.02  # of one code in one round
PROGRAM_S = 5.0
MOST_INPUTS = 8  # of a suite that lists its inputs
TESTED_AS = "candidate"  # what HumanEval's tests call the function


async def speedup(problem: Problem, body: str, pool: Pool) -> float | None:
    """How many times faster than the reference a right body is, over the calls of the tests; None if there is no
    reference, or the two could not be compared. The very same code counts as 1."""
    reference, source = problem.solution, problem.source(body)
    if not reference:
        return None
    if _alike(reference, source):
        return 1.0
    whole = replace(problem, prompt="", suffix="")  # what follows are files, not bodies
    found = await seconds(whole, [reference, source], calls(problem), pool)
    return found[0] / found[1] if len(found) == 2 and min(found.values()) > 0 else None


def calls(problem: Problem) -> list[str]:
    """Calls with literal arguments that the tests make, as statements."""
    name = problem.entry_point
    given = [text for known in (name, TESTED_AS) for text in called([problem.tests, *problem.visible], known)]
    return [f"{name}({text})" for text in dict.fromkeys([*given, *_listed(problem.tests)])]


def _listed(tests: str) -> list[str]:
    """Argument lists of tests that go through `inputs = [...]`: the first ones, and the longest that are not huge."""
    tree = parsed(tests) if "inputs" in tests else None
    for node in ast.walk(tree) if tree else ():
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == "inputs"
            and isinstance(node.value, ast.List)
        ):
            texts = [ast.unparse(one)[1:-1] for one in node.value.elts if isinstance(one, ast.List)]
            texts = [text for text in texts if len(text) <= VALUE_CHARS]
            longest = sorted(texts, key=len, reverse=True)[: MOST_INPUTS // 2]
            return list(dict.fromkeys(texts[: MOST_INPUTS // 2] + longest))
    return []


def _alike(one: str, other: str) -> bool:
    first, second = parsed(one), parsed(other)
    return first is not None and second is not None and ast.dump(first) == ast.dump(second)


async def seconds(problem: Problem, bodies: Sequence[str], tests: Sequence[str], pool: Pool) -> dict[int, float]:
    """Number of a body -> seconds inside the function, over the calls of `tests` as they are and stretched.

    Missing: bodies that could not be timed, or whose value for a stretched call is not the first one's; all of them if
    fewer than two are left to compare.
    """
    made = _calls(tests, problem.entry_point)
    longer = [text for call in made if (text := stretched(call)) is not None]
    found = await values(problem, bodies[0], longer, pool, VALUE_CHARS)
    checks = [f"assert {call} == {value}" for call, value in zip(longer, found, strict=True) if value is not None]
    made += [call for call, value in zip(longer, found, strict=True) if value is not None]
    rows = await run(problem, bodies, checks, pool) if checks else []
    runners = [i for i in range(len(bodies)) if not checks or rows[i].passed() == len(checks)][:MOST_CODES]
    if len(runners) < 2 or not made:
        return {}
    taken = await _timed(problem, [bodies[i] for i in runners], made, pool)
    return {i: s for s, i in zip(taken, runners, strict=True) if s is not None}


def stretched(call: str) -> str | None:
    """`call` with its lists, tuples and strings repeated; None if it has none, or an argument is no literal."""
    node = expression(call)
    if not isinstance(node, ast.Call) or node.keywords:
        return None
    try:
        arguments = [ast.literal_eval(argument) for argument in node.args]
    except (ValueError, TypeError):
        return None
    longer = [_longer(argument) for argument in arguments]
    return f"{ast.unparse(node.func)}({', '.join(map(repr, longer))})" if longer != arguments else None


def _longer(value: object) -> object:
    if isinstance(value, list | str | tuple) and value:
        return value * max(1, min(STRETCH, STRETCHED // len(value)))
    return value


def _calls(tests: Sequence[str], name: str) -> list[str]:
    """Calls of the function with literal arguments in `tests`."""
    return list(dict.fromkeys(f"{name}({given})" for test in tests for given in called([test], name)))


async def _timed(problem: Problem, bodies: Sequence[str], calls: Sequence[str], pool: Pool) -> Sequence[float | None]:
    rounds: Counter[int] = Counter()

    async def measure(index: int) -> Mapping[str, float] | None:
        rounds[index] += 1
        return await _measured(problem, bodies[index], calls, pool)

    found = await timing.least(len(bodies), measure, BUDGET_S)
    return [s if rounds[index] >= LEAST_ROUNDS else None for index, s in enumerate(found)]


async def _measured(problem: Problem, body: str, calls: Sequence[str], pool: Pool) -> dict[str, float] | None:
    """Seconds per call, the least of a few repeats in one process; None if one of them raises or takes too long."""
    mark = secrets.token_hex(8)
    packed = {call: _packed(call) for call in calls}
    given = {"source": f"{problem.setup}\n{problem.source(body)}\n", "name": problem.entry_point, "calls": packed}
    text = f"{_PROGRAM}\n_main(**{given!r}, seconds={REPEAT_S}, mark={mark!r})\n"
    result = await pool.run(text, timeout_s=PROGRAM_S)
    return next((dict(found) for found in said(result.stdout, mark)), None) if result.status == "passed" else None


def _packed(call: str) -> str:
    """An expression for the arguments of a call: a tuple and a mapping."""
    node = expression(call)
    assert isinstance(node, ast.Call)
    node.func = ast.Name("_pack")
    return ast.unparse(node)


_PROGRAM = """
import io as _io, json as _json, sys as _sys, time as _time


def _main(source, name, calls, seconds, mark):
    out, clock = _sys.stdout, _time.perf_counter
    _sys.stdout = _io.StringIO()
    code = compile(source, "code.py", "exec")
    makers = {call: compile(text, "call.py", "eval") for call, text in calls.items()}
    best, began = {}, clock()
    while not best or clock() - began < seconds:
        names = {"__name__": "__code__", "_pack": lambda *given, **named: (given, named)}
        exec(code, names)
        function = names[name]
        for call, maker in makers.items():
            given, named = eval(maker, names)
            start = clock()
            value = function(*given, **named)
            if hasattr(value, "__next__"):
                list(value)
            spent = clock() - start
            best[call] = min(spent, best.get(call, spent))
    out.write("\\n" + mark + _json.dumps(best) + "\\n")
"""
