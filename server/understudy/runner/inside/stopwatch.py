"""Seconds spent inside the function under test, without the test around it; runs in a confined child.

A plain function gets a wrapper's code object around its own: while it runs its own code is back in place, so that
recursion goes at its own speed. Generators, coroutines and functions with free variables cannot be wrapped: from
Python 3.12 on their code is monitored (sys.monitoring, PEP 669), before that they are not timed.
"""

from __future__ import annotations

import sys
import time
import types
import warnings
from typing import Any

UNWRAPPABLE = 0x20 | 0x80 | 0x100 | 0x200  # CO_GENERATOR, COROUTINE, ITERABLE_COROUTINE, ASYNC_GENERATOR
MARK = "understudy: the timed call"


class Stopwatch:
    """Counts the outermost stays inside the functions it is attached to."""

    def __init__(self) -> None:
        self.spent, self.calls, self.depth, self.began = 0.0, 0, 0, 0.0

    def take(self) -> tuple[float, int]:
        """(seconds, calls) since the last time."""
        taken = (self.spent, self.calls)
        self.spent, self.calls, self.depth = 0.0, 0, 0
        return taken


def attach(functions: list[types.FunctionType]) -> Stopwatch | None:
    """A stopwatch on `functions`; None where one of them cannot be timed."""
    watch = Stopwatch()
    plain = [f for f in functions if not (f.__code__.co_flags & UNWRAPPABLE or f.__code__.co_freevars)]
    rest = [f.__code__ for f in functions if f not in plain]
    if not functions or (rest and sys.version_info < (3, 12)):
        return None
    for function in plain:
        _wrap(function, watch)
    if rest:
        _monitor(rest, watch)
    return watch


def _wrap(function: types.FunctionType, watch: Stopwatch) -> None:
    code, clock = function.__code__, time.perf_counter
    inner = types.FunctionType(code, function.__globals__, function.__name__, function.__defaults__)
    inner.__kwdefaults__ = function.__kwdefaults__

    def timed(*args: Any, **kwargs: Any) -> Any:
        if watch.depth:
            return inner(*args, **kwargs)
        watch.depth = 1
        watch.calls += 1
        function.__code__ = code
        began = clock()
        try:
            return inner(*args, **kwargs)
        finally:
            watch.spent += clock() - began
            function.__code__ = shell
            watch.depth = 0

    shell = _shell(code, timed)
    function.__code__ = shell


def _shell(code: types.CodeType, timed: Any) -> types.CodeType:
    """Code that only calls `timed`, which stands among its constants: no name of the module is looked up."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # 'str' object is not callable
        outer = compile(f"def f(*args, **kwargs):\n return {MARK!r}(*args, **kwargs)", code.co_filename, "exec")
    shell = next(c for c in outer.co_consts if isinstance(c, types.CodeType))
    consts = tuple(timed if c == MARK else c for c in shell.co_consts)
    return shell.replace(co_consts=consts, co_name=code.co_name, co_firstlineno=code.co_firstlineno)


def _monitor(codes: list[types.CodeType], watch: Stopwatch) -> None:
    monitoring: Any = sys.monitoring  # type: ignore[attr-defined]
    events, clock, watched = monitoring.events, time.perf_counter, set(codes)
    tool = next(number for number in (4, 3, 5, 2, 1, 0) if monitoring.get_tool(number) is None)
    monitoring.use_tool_id(tool, "understudy")

    def enter(code: types.CodeType, *_: Any) -> None:
        if code in watched:
            watch.depth += 1
            if watch.depth == 1:
                watch.calls += 1
                watch.began = clock()

    def leave(code: types.CodeType, *_: Any) -> None:
        now = clock()
        if code in watched and watch.depth:
            watch.depth -= 1
            if not watch.depth:
                watch.spent += now - watch.began

    for event in (events.PY_START, events.PY_RESUME, events.PY_THROW):
        monitoring.register_callback(tool, event, enter)
    for event in (events.PY_RETURN, events.PY_YIELD, events.PY_UNWIND):
        monitoring.register_callback(tool, event, leave)
    for code in codes:
        local = events.PY_START | events.PY_RESUME | events.PY_RETURN | events.PY_YIELD
        monitoring.set_local_events(tool, code, local)
    monitoring.set_events(tool, events.PY_THROW | events.PY_UNWIND)  # these two exist only for all code
