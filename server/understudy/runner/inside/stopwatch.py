"""Seconds spent inside the function under test, without the test around it; runs in a confined child.

A plain function gets a wrapper's code object around its own: while it runs its own code is back in place, so that
recursion goes at its own speed. Functions with free variables cannot be wrapped: from Python 3.12 on their code is
monitored (sys.monitoring, PEP 669), before that they are not timed. What works only when its result is used, a
generator or a function that returns one, cannot be timed inside at all: the work is done in the test.
"""

from __future__ import annotations

import sys
import time
import types
import warnings
from typing import Any, Callable  # noqa: UP035 - the workspace's Python may be 3.9

GENERATING = 0x20 | 0x80 | 0x100 | 0x200  # CO_GENERATOR, COROUTINE, ITERABLE_COROUTINE, ASYNC_GENERATOR
MARK = "understudy: the timed call"
TIMED_S, REPEATS = 0.004, 200  # tests are repeated until this much was spent inside
LAZY = ("__next__", "__anext__", "__await__")
LAZY_TYPES: tuple[type, ...] = (range, type({}.keys()), type({}.values()), type({}.items()))
LOOKED_AT = 8  # members of a tuple or list of results


class Stopwatch:
    """Counts the outermost stays inside the functions it is attached to. lazy: one of them left work for later."""

    def __init__(self) -> None:
        self.spent, self.calls, self.depth, self.began = 0.0, 0, 0, 0.0
        self.lazy = False

    def look(self, result: Any) -> None:
        """What an outermost call returned."""
        members = result[:LOOKED_AT] if type(result) in (tuple, list) else ()
        self.lazy = self.lazy or _lazy(result) or any(map(_lazy, members))

    def take(self) -> tuple[float, int]:
        """(seconds, calls) since the last time."""
        taken = (self.spent, self.calls)
        self.spent, self.calls, self.depth = 0.0, 0, 0
        return taken


def _lazy(value: Any) -> bool:
    """Whether using `value` may be what costs: an iterator, an awaitable, a function."""
    return isinstance(value, LAZY_TYPES) or callable(value) or any(hasattr(type(value), name) for name in LAZY)


def least(
    items: list[Any], run: Callable[[Any, Any], float | None], watch: Stopwatch | None, repeat_s: float
) -> dict[str, Any]:
    """{"seconds": {test: s}, "how": "inside" | "call"}: the least of a few runs in `repeat_s` seconds of wall time;
    {"untimed": why} if a test fails. run(item, following): runs one test, seconds of its call, None unless it passed.
    watch: None = the whole call. "how" is "call", too, where the function leaves work for later: its seconds then say
    nothing."""
    found: dict[str, float] = {}
    calls: dict[str, int] = {}
    spent, began = 0.0, time.monotonic()
    for number in range(REPEATS):
        for item, following in zip(items, [*items[1:], None]):  # noqa: B905 - 3.9
            whole = run(item, following)
            seconds, count = watch.take() if watch else (whole, 1)
            if whole is None or seconds is None or count != calls.setdefault(item.nodeid, count):
                return _record(found, calls, watch) if number else {"untimed": item.nodeid}  # e.g. a cache answers now
            found[item.nodeid] = min(seconds, found.get(item.nodeid, seconds))
            spent += seconds
        if spent > TIMED_S or time.monotonic() - began > repeat_s or (watch and watch.lazy):
            break
    return _record(found, calls, watch)


def _record(found: dict[str, float], calls: dict[str, int], watch: Stopwatch | None) -> dict[str, Any]:
    if not any(calls.values()):
        return {"untimed": "no call was seen"}
    return {"seconds": found, "how": "inside" if watch and not watch.lazy else "call"}


def attach(functions: list[types.FunctionType]) -> Stopwatch | None:
    """A stopwatch on `functions`; None where one of them cannot be timed."""
    watch = Stopwatch()
    closures = [f for f in functions if f.__code__.co_freevars]
    generating = any(f.__code__.co_flags & GENERATING for f in functions)
    if not functions or generating or (closures and sys.version_info < (3, 12)):
        return None
    for function in functions:
        if function not in closures:
            _wrap(function, watch)
    if closures:
        _monitor([f.__code__ for f in closures], watch)
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
            result = inner(*args, **kwargs)
        finally:
            watch.spent += clock() - began
            function.__code__ = shell
            watch.depth = 0
        watch.look(result)
        return result

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

    def leave(code: types.CodeType) -> bool:
        """Whether that was the outermost."""
        now = clock()
        if code not in watched or not watch.depth:
            return False
        watch.depth -= 1
        if not watch.depth:
            watch.spent += now - watch.began
        return not watch.depth

    def returned(code: types.CodeType, _: int, result: Any) -> None:
        if leave(code):
            watch.look(result)

    monitoring.register_callback(tool, events.PY_START, enter)
    monitoring.register_callback(tool, events.PY_RETURN, returned)
    monitoring.register_callback(tool, events.PY_UNWIND, lambda code, *_: leave(code) and None)
    for code in codes:
        monitoring.set_local_events(tool, code, events.PY_START | events.PY_RETURN)
    monitoring.set_events(tool, events.PY_UNWIND)  # exists only for all code
