"""What the positive control puts in the target's place: a call that only raises, and says that it was reached.

`install` gives the names that `runner.source` writes into the poisoned text; runs in a confined child.
"""

from __future__ import annotations

import functools
import sys
from typing import Any, Callable  # noqa: UP035 - the workspace's Python may be 3.9


class Poison(BaseException):
    """What the positive control raises: no honest `except Exception` or pytest.raises(ValueError) swallows it."""


def install() -> None:
    """From now on the poisoned text finds what it calls, in `sys`: it may import nothing else."""
    sys._understudy_reach = _reach  # type: ignore[attr-defined]
    sys._understudy_reach_class = _reach_class  # type: ignore[attr-defined]
    sys._understudy_reach_call = _reach_call  # type: ignore[attr-defined]


def clear() -> None:
    sys._understudy_reached = False  # type: ignore[attr-defined]


def reached() -> bool:
    """Whether the poison was raised since `clear`."""
    return bool(getattr(sys, "_understudy_reached", False))


def _reach() -> Poison:
    sys._understudy_reached = True  # type: ignore[attr-defined]
    return Poison("understudy: the function was reached")


def _reach_class(cls: Any) -> Any:
    return poisoned_class(cls, _reach)


def _reach_call(function: Any) -> Any:
    @functools.wraps(function)
    def stop(*_: Any, **__: Any) -> Any:
        raise _reach()

    return stop


def poisoned_class(cls: Any, reach: Callable[[], BaseException]) -> Any:
    """In place of class `cls`: whatever is asked of it but its private names (creating, its members, iterating,
    isinstance) raises `reach()`. A base of it where it can be one: `except cls` and subclasses must stay possible."""

    def stop(*_: Any, **__: Any) -> Any:
        raise reach()

    def get(self: Any, name: str) -> Any:
        return type.__getattribute__(self, name) if name.startswith("_") else stop()

    asked = ("__call__", "__getitem__", "__iter__", "__contains__", "__len__", "__instancecheck__")
    meta = type("Meta", (type(cls),), dict.fromkeys(asked, stop) | {"__getattribute__": get})
    kept = {"__module__": cls.__module__, "__qualname__": cls.__qualname__, "__doc__": cls.__doc__}
    try:
        return meta(cls.__name__, (cls,), dict(kept))
    except Exception:  # an enum with members, a final class
        return type("Meta", (type,), dict.fromkeys(asked, stop) | {"__getattribute__": get})(cls.__name__, (), kept)
