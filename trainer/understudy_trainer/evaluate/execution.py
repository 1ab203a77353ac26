"""What codes do on tests and calls, in the sandbox: one program a code, a letter a test.

In: a problem, bodies, tests. Out: `Ran` (the rows of CodeDPO's Link, and what PanGu-Coder2's four classes need) and
values. Each test has a limit of its own, so that a loop in one costs that one. All run in one process, one after the
other: a code that keeps state between calls meets it. A code that looks at frames or test machinery is not run.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from understudy.generate.weak.rules import Matrix
from understudy.runner import gate
from understudy.syntax import parsed
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Pool

TEST_S = 0.25  # CPU time of one test, so that a busy machine changes nothing
PROGRAM_S = 5.0  # wall time of one code on all its tests
PASSED, FAILED, ERROR, LONG, UNKNOWN = "p", "f", "e", "t", "-"


class Ran(msgspec.Struct, frozen=True):
    """What one code did. compiles: Python accepts the file. outcomes: a letter per test: p passed, f its assertion
    failed, e another error (also while the file was loaded), t too long, - the program ended before it."""

    compiles: bool
    outcomes: str

    def passed(self, tests: Sequence[int] | None = None) -> int:
        """How many of the tests with these numbers (None: of all)."""
        return self.outcomes.count(PASSED) if tests is None else sum(self.outcomes[i] == PASSED for i in tests)


async def run(problem: Problem, bodies: Sequence[str], tests: Sequence[str], pool: Pool) -> list[Ran]:
    """One `Ran` per body, tests in their order. Raises RunnerError only if the sandbox itself cannot run."""
    return list(await asyncio.gather(*(_one(problem, body, tests, pool) for body in bodies)))


def links(rows: Sequence[Ran], tests: int) -> Matrix:
    """CodeDPO's Link (codes x tests), 1.0 = passes."""
    return np.array([[letter == PASSED for letter in row.outcomes] for row in rows], dtype=np.float64).reshape(
        len(rows), tests
    )


async def values(problem: Problem, body: str, calls: Sequence[str], pool: Pool, longest: int = 300) -> list[str | None]:
    """What each call (an expression) gives under a body, as a literal of at most `longest` characters; None for an
    error, for what is no literal, and for calls behind one that took too long."""
    found: list[str | None] = [None] * len(calls)
    for number, text in await _told(problem, body, calls, pool, "values", longest):
        if isinstance(number, int) and number < len(found):
            found[number] = text
    return found


async def _one(problem: Problem, body: str, tests: Sequence[str], pool: Pool) -> Ran:
    tree = parsed(problem.source(body))
    if tree is None:
        return Ran(False, ERROR * len(tests))
    stub = parsed(f"{problem.prompt}    pass\n")
    if stub is not None and "oracle" in gate.flags(tree, stub).values():
        return Ran(True, ERROR * len(tests))
    letters, compiles = [UNKNOWN] * len(tests), True
    for number, letter in await _told(problem, body, tests, pool, "tests", 0):
        if number == "load":  # the file could not be loaded: c = not even compiled
            compiles, letters = letter != "c", [ERROR] * len(tests)
        elif isinstance(number, int) and number < len(letters):
            letters[number] = letter
    return Ran(compiles, "".join(letters))


async def _told(
    problem: Problem, body: str, items: Sequence[str], pool: Pool, kind: str, longest: int
) -> list[tuple[int | str, str]]:
    mark = secrets.token_hex(8)  # what a code prints itself must not be taken for a result
    source = f"{problem.setup}\n{problem.source(body)}\n"
    given = {"source": source, "items": list(items), "seconds": TEST_S, "mark": mark, "kind": kind, "longest": longest}
    result = await pool.run(f"{_PROGRAM}\n_main(**{given!r})\n", timeout_s=PROGRAM_S)
    return list(said(result.stdout, mark))


def said(output: str, mark: str) -> Iterator[Any]:
    """The JSON values on the lines that begin with `mark`; a line cut at the cap of the output is left out."""
    for line in output.splitlines():
        if line.startswith(mark):
            with contextlib.suppress(ValueError):
                yield json.loads(line[len(mark) :])


_PROGRAM = '''
import ast as _ast, json as _json, signal as _signal, sys as _sys


class _TooLong(BaseException):
    pass


class _Nowhere:
    """Takes what a code prints."""

    def write(self, text):
        return len(text)

    def flush(self):
        pass


def _stop(*_):
    raise _TooLong


def _limited(work, seconds):
    _signal.setitimer(_signal.ITIMER_PROF, seconds)
    try:
        return work()
    finally:
        _signal.setitimer(_signal.ITIMER_PROF, 0)


def _main(source, items, seconds, mark, kind, longest):
    out = _sys.stdout
    _sys.stdout = _sys.stderr = _Nowhere()
    _signal.signal(_signal.SIGPROF, _stop)

    def tell(number, text):
        out.write("\\n" + mark + _json.dumps([number, text]) + "\\n")
        out.flush()

    names = {"__name__": "__code__"}
    try:
        code = compile(source, "code.py", "exec")
    except (SyntaxError, ValueError):
        return tell("load", "c")
    try:
        _limited(lambda: exec(code, names), seconds)
    except BaseException:
        return tell("load", "e")
    do = _value if kind == "values" else _test
    for number, item in enumerate(items):
        try:
            said = _limited(lambda: do(item, dict(names), longest), seconds)
        except _TooLong:
            said = None if kind == "values" else "t"
        except AssertionError:
            said = None if kind == "values" else "f"
        except BaseException:
            said = None if kind == "values" else "e"
        if said is not None:
            tell(number, said)


def _test(text, names, _):
    exec(compile(text, "test.py", "exec"), names)
    return "p"


def _value(text, names, longest):
    value = eval(compile(text, "call.py", "eval"), names)
    said = repr(value)
    return said if len(said) <= longest and _ast.literal_eval(said) == value else None
'''
