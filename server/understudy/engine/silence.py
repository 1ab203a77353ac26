"""When silence means that the other process hangs. Knows no process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_LOOKS = 4  # of one hang_s: a suspended machine or a blocked event loop adds one silent look, not a hang


async def until_silent(hang_s: float, owes: Callable[[], bool], heard: Callable[[], int]) -> None:
    """Return once an answer has been owed for `hang_s` seconds without a sound. heard: counts sounds of any kind."""
    silent, before = 0, heard()
    while silent < _LOOKS:
        await asyncio.sleep(hang_s / _LOOKS)
        silent = silent + 1 if owes() and heard() == before else 0
        before = heard()
