"""Run a draft's solutions on its inputs and keep what is proved: expected values, agreeing solutions, near misses.

Families are our own code, so they run in this process; nothing a model wrote ever comes here.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import signal
import textwrap
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from understudy_trainer.tasks.common import Draft

CALL_S = 0.25  # seconds of processor time one call may take; only what never ends needs more
MAX_REPR = 300  # longer expected values make unreadable tests


class DraftError(ValueError):
    """A family produced a draft that does not hold what it promises; the message says which."""


@dataclass(frozen=True, slots=True)
class Executed:
    """A draft with its proved cases: `cases` are (arguments, expected value) with literal reprs."""

    draft: Draft
    cases: tuple[tuple[tuple[object, ...], object], ...]
    solutions: tuple[str, ...]
    wrong: tuple[str, ...]


def execute(draft: Draft) -> Executed:
    """Execute every body of `draft` on every input.

    Raises DraftError if a solution fails, two solutions disagree, a value is no literal, or fewer than three
    cases remain, RuntimeError outside the main thread: only there can a call that never ends be stopped.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("task families are executed in the main thread")
    bodies = [indent(b, draft.level) for b in draft.solutions]
    canonical = _function(draft, bodies[0])
    cases = []
    for args in draft.inputs:
        try:
            with _limited():
                expected = canonical(*copy.deepcopy(args))
        except Exception as error:
            raise DraftError(f"{draft.name}{args!r}: solution raised {error!r}") from error
        if len(repr(expected)) > MAX_REPR or len(repr(args)) > MAX_REPR:
            continue
        if not _is_literal(expected) or not _is_literal(args):
            raise DraftError(f"{draft.name}{args!r} -> {expected!r}: not a literal")
        cases.append((args, expected))
    if len(cases) < 3:
        raise DraftError(f"{draft.name}: only {len(cases)} usable cases")
    for body in bodies[1:]:
        if not _agrees(draft, body, cases):
            raise DraftError(f"{draft.name}: solutions disagree:\n{body}")
    _raise_alike(draft, bodies)
    near = (indent(b, draft.level) for b in draft.wrong)
    wrong = tuple(b for b in near if not _agrees(draft, b, cases, same_type=False))
    return Executed(draft, tuple(cases), tuple(bodies), wrong)


def indent(body: str, level: str = "") -> str:
    """`body` dedented, indented by `level` and four spaces, ending in one newline."""
    return textwrap.indent(textwrap.dedent(body).strip("\n"), f"{level}    ") + "\n"


def _function(draft: Draft, body: str) -> Callable[..., object]:
    signature = ", ".join(p.name for p in draft.params)
    head = f"{draft.level}def {draft.name}({signature}):"
    source = "\n".join((*draft.imports, draft.above, head, body))
    if draft.call:
        count = draft.call.count("{")
        names = [f"argument{i}" for i in range(count)]
        source += f"\ndef driver({', '.join(names)}):\n    return {draft.call.format(*names)}\n"
    space: dict[str, object] = {}
    try:
        exec(compile(source, f"<{draft.name}>", "exec"), space)
    except SyntaxError as error:
        raise DraftError(f"{draft.name}: {error}\n{source}") from error
    return cast(Callable[..., object], space["driver" if draft.call else draft.name])


def _raise_alike(draft: Draft, bodies: list[str]) -> None:
    for args in draft.errors:
        raised = set()
        for body in bodies:
            try:
                with _limited():
                    _function(draft, body)(*copy.deepcopy(args))
            except Exception as error:
                raised.add(type(error))
            else:
                raise DraftError(f"{draft.name}{args!r}: no error raised by\n{body}")
        if len(raised) > 1:
            raise DraftError(f"{draft.name}{args!r}: solutions raise different errors: {raised}")


def _agrees(draft: Draft, body: str, cases: list[tuple[tuple[object, ...], object]], *, same_type: bool = True) -> bool:
    """Whether `body` gives what is expected; `same_type` also tells 2 from 2.0, which no assert of a task does."""
    function = _function(draft, body)
    for args, expected in cases:
        try:
            with _limited():
                got = function(*copy.deepcopy(args))
        except Exception:
            return False
        if got != expected or (same_type and type(got) is not type(expected)):
            return False
    return True


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    """Raise TimeoutError inside the block after `CALL_S` (main thread only, as the trainer is)."""

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, CALL_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)


def _is_literal(value: object) -> bool:
    try:
        return bool(ast.literal_eval(repr(value)) == value)
    except (ValueError, SyntaxError):
        return repr(value) == "set()"
