"""Work for the tests of `scale`: a module of its own, so that workers can import it."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from understudy.errors import UnderstudyError


@contextlib.asynccontextmanager
async def doubling(trace: Path) -> AsyncIterator[Callable[[int], Awaitable[tuple[int, int]]]]:
    """Doubles a number and says which process did it. The process dies at 3 the first time, at 13 always; 99 raises."""
    opened = trace / f"open-{os.getpid()}"
    opened.touch()

    async def work(item: int) -> tuple[int, int]:
        once = trace / f"met-{item}"
        if item == 13 or (item == 3 and not once.exists()):
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if item == 99:
            raise UnderstudyError("99 cannot be doubled", "leave it out")
        return 2 * item, os.getpid()

    try:
        yield work
    finally:
        opened.rename(trace / f"closed-{os.getpid()}")
