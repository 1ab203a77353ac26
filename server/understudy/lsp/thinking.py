"""Whether somebody waits for the model. Only waits that are felt count: a status that blinks at every key is noise."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator

FELT_AFTER_S = 0.3


class Thinking:
    """on: an answer has been waited for longer than `after_s`. on_change: called when that begins and ends."""

    def __init__(self, on_change: Callable[[], None], after_s: float = FELT_AFTER_S) -> None:
        self.on = False
        self._on_change = on_change
        self._after_s = after_s
        self._waiting = 0
        self._timer: asyncio.TimerHandle | None = None

    @contextlib.contextmanager
    def during(self) -> Iterator[None]:
        """Somebody waits inside; several may."""
        self._waiting += 1
        if self._waiting == 1:
            self._timer = asyncio.get_running_loop().call_later(self._after_s, self._set, True)
        try:
            yield
        finally:
            self._waiting -= 1
            if not self._waiting:
                if self._timer is not None:
                    self._timer.cancel()
                self._set(False)

    def _set(self, on: bool) -> None:
        if on != self.on:
            self.on = on
            self._on_change()
