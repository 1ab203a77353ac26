"""What a task promises, checked in a plain namespace: all of it is our own code."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from understudy_trainer.tasks.common import Draft, Param, Task


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TimeoutError inside the block after so many seconds of processor time."""

    def stop(*_: object) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)


def failures(task: Task, body: str, seconds: float = 5.0) -> list[str]:
    """The asserts of `task` that do not hold when its function has `body`."""
    space: dict[str, object] = {}
    exec(compile(task.prompt + body, f"<{task.family}>", "exec"), space)
    failed = []
    for test in task.tests:
        try:
            with limited(seconds):
                exec(test, space)
        except Exception:
            failed.append(test)
            if seconds < 1:
                break  # a near miss may loop for ever on each; one failure is enough
    return failed


def check(task: Task) -> None:
    """All that `Task` promises."""
    assert task.prompt.endswith("\n")
    assert 1 <= len(task.plan) <= 5
    assert all(step.strip() and "\n" not in step for step in task.plan)
    assert len(task.tests) >= 3
    for body in task.solutions:
        compile(task.prompt + body, "<task>", "exec")
        assert body.startswith(task.indent) and body.endswith("\n")
        assert failures(task, body) == []
    for body in task.wrong:
        assert body not in task.solutions
        assert failures(task, body, 0.3), f"{task.family} {task.combo}: passes all tests\n{task.prompt}{body}"


def draft(**changes: object) -> Draft:
    """A draft that holds all it promises, with `changes`."""
    values: dict[str, object] = {
        "name": "twice",
        "params": (Param("x", "int"),),
        "returns": "int",
        "summary": "Return twice x",
        "plan": ("double x",),
        "solutions": ("return x * 2", "return x + x"),
        "inputs": ((1,), (2,), (-3,)),
        "combo": "twice",
    }
    return Draft(**{**values, **changes})  # type: ignore[arg-type]
