"""A command that failed or was cancelled has an answer too: the client that waits for it tells its user, once."""

from __future__ import annotations

import asyncio

from understudy.errors import UnderstudyError, os_error


def failure(error: UnderstudyError | OSError) -> dict[str, object]:
    """What went wrong, as every command's answer says it."""
    known = os_error(error) if isinstance(error, OSError) else error
    return {"error": {"message": known.message, "nextStep": known.next_step}}


def uncancel() -> None:
    """The cancel of this task is heeded: what it still awaits, the answer above all, is not cancelled."""
    current = asyncio.current_task()
    if current is not None:
        current.uncancel()
