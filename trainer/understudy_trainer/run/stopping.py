"""Being asked to stop: seen between steps, and inside `at_once` in the midst of a pass over the model."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Stopped(BaseException):
    """Raised inside `Stop.at_once` only. Like KeyboardInterrupt no Exception, so that nothing on its way takes it for a
    failure of its own."""


class Stop:
    """One run's wish to end. `ask` may be called by a signal handler, from any moment on."""

    def __init__(self) -> None:
        self.asked = False
        self._at_once = False

    @classmethod
    def on_signals(cls) -> Stop:
        """Asked by Ctrl-C and SIGTERM from now on."""
        stop = cls()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop.ask)
        return stop

    def ask(self, *_: Any) -> None:
        self.asked = True
        self.check()

    def check(self) -> None:
        if self.asked and self._at_once:
            raise Stopped

    @contextmanager
    def at_once(self, wanted: bool = True) -> Iterator[None]:
        """What runs inside may be left anywhere: it changes nothing that is kept. Not `wanted`: it looks at `asked`
        itself, and what is around it is left when it is done."""
        before, self._at_once = self._at_once, wanted
        try:
            self.check()
            yield
        finally:
            self._at_once = before
