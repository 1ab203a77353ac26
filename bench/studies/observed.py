"""What pieces of code do on calls and checks, in the sandbox: the rows every ranking rule is fed with.

Many codes share one program, each in a namespace of its own: a study runs tens of thousands. A program that does not
reach its end is run again code by code. Values are compared in a canonical form (sets and dicts without order,
1 == 1.0 == True), errors by type. A call that takes too long ends its code's row: what comes after counts as too long.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from understudy.runner.program import ProgramPool

CALL_S = 0.1  # of CPU time, so that a busy machine changes nothing
PROGRAM_S, TOGETHER_S = 5.0, 30.0  # of wall time: one code, many
TOGETHER = 16
ERROR = "!"  # begins the text of what is no value


@dataclass(frozen=True, slots=True)
class Row:
    """outcomes: a text per call, `!TypeName` for an error, `!` for nothing. held: whether each check ran to its end."""

    outcomes: tuple[str, ...]
    held: tuple[bool, ...]


async def observe(pool: ProgramPool, sources: Sequence[str], calls: Sequence[str], checks: Sequence[str]) -> list[Row]:
    """Run each of `sources`, then every call (an expression) and every check (statements) in its namespace."""
    rows: list[Row] = []
    for start in range(0, len(sources), TOGETHER):
        some = sources[start : start + TOGETHER]
        found = await _run(pool, some, calls, checks, TOGETHER_S)
        if found is None:
            alone = [await _run(pool, [source], calls, checks, PROGRAM_S) for source in some]
            nothing = Row((ERROR,) * len(calls), (False,) * len(checks))
            found = [one[0] if one else nothing for one in alone]
        rows += found
    return rows


async def _run(
    pool: ProgramPool, sources: Sequence[str], calls: Sequence[str], checks: Sequence[str], seconds: float
) -> list[Row] | None:
    """None if the program did not reach its end."""
    mark = secrets.token_hex(8)  # what a code prints itself must not be taken for a result
    given = {"sources": list(sources), "calls": list(calls), "checks": list(checks)}
    text = _PROGRAM.format(mark=mark, seconds=CALL_S, given=given)
    outcomes = [[ERROR] * len(calls) for _ in sources]
    held = [[False] * len(checks) for _ in sources]
    for line in (await pool.run(text, timeout_s=seconds)).stdout.splitlines():
        if line == f"{mark} end":
            return [Row(tuple(o), tuple(h)) for o, h in zip(outcomes, held, strict=True)]
        if line.startswith(mark):
            number, kind, said = json.loads(line[len(mark) :])
            (outcomes if kind == "calls" else held)[number] = said
    return None


_PROGRAM = """
import builtins as _builtins, json as _json, signal as _signal, sys as _sys, zlib as _zlib

def _canonical(value, depth=0):
    if depth > 8:
        return "..."
    if isinstance(value, bool) or (isinstance(value, float) and value.is_integer()):
        return repr(int(value))
    if isinstance(value, (int, float, complex, str, bytes, type(None))):
        return repr(value)
    inner = lambda v: _canonical(v, depth + 1)
    if isinstance(value, (list, tuple)):
        return type(value).__name__[0] + "(" + ",".join(map(inner, value)) + ")"
    if isinstance(value, (set, frozenset)):
        return "s(" + ",".join(sorted(map(inner, value))) + ")"
    if isinstance(value, dict):
        return "d(" + ",".join(sorted(inner(k) + ":" + inner(v) for k, v in value.items())) + ")"
    return "<" + type(value).__name__ + ">"

class _TooLong(BaseException):
    pass

def _stop(*_):
    raise _TooLong

def _timed(work):
    try:
        _signal.setitimer(_signal.ITIMER_PROF, {seconds})
        try:
            return work()
        finally:
            _signal.setitimer(_signal.ITIMER_PROF, 0)
    except _TooLong:
        raise
    except BaseException as error:
        return error

def _call(text, names):
    said = _timed(lambda: _canonical(eval(text, names)))
    if isinstance(said, BaseException):
        return "!" + type(said).__name__
    return said if len(said) <= 120 else said[:100] + "#" + str(_zlib.crc32(said.encode("utf-8", "replace")))

def _check(text, names):
    return not isinstance(_timed(lambda: exec(text, dict(names))), BaseException)

def _row(source, calls, checks):
    names = dict(__name__="__code__", __builtins__=_builtins)
    said, held = ["!"] * len(calls), [False] * len(checks)
    try:
        error = _timed(lambda: exec(compile(source, "code", "exec"), names))
        if isinstance(error, BaseException):
            return ["!" + type(error).__name__] * len(calls), held
        for number, text in enumerate(calls):
            said[number] = _call(text, names)
        for number, text in enumerate(checks):
            held[number] = _check(text, names)
    except _TooLong:
        pass
    return said, held

def _say(line):
    _sys.stdout.write("\\n{mark}" + line + "\\n")
    _sys.stdout.flush()

def _main(sources, calls, checks):
    _signal.signal(_signal.SIGPROF, _stop)
    for number, source in enumerate(sources):
        said, held = _row(source, calls, checks)
        _say(_json.dumps([number, "calls", said]))
        _say(_json.dumps([number, "checks", held]))
    _say(" end")

_main(**{given!r})
"""
