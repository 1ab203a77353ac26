"""When nobody has asked for something for a while. Knows nothing of what is then put to sleep."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator


class Idle:
    """Calls `on_idle` once `seconds` (0 = never) have passed without `touch`, not while somebody holds on."""

    def __init__(self, on_idle: Callable[[], None]) -> None:
        self.seconds = 0.0
        self._on_idle = on_idle
        self._holders = 0
        self._timer: asyncio.TimerHandle | None = None

    def touch(self) -> None:
        """Begin to count anew."""
        self.stop()
        if self.seconds > 0 and not self._holders:
            self._timer = asyncio.get_running_loop().call_later(self.seconds, self._on_idle)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is idle inside, however long it takes."""
        self._holders += 1
        self.stop()
        try:
            yield
        finally:
            self._holders -= 1
            self.touch()
