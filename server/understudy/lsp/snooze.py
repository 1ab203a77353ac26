"""`understudy.snooze`, `understudy.wake`: no suggestions while typing for a while. On request they still come.

In the server, so that every editor has it. Nothing is written down: a server that starts anew is awake.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta
from pygls.lsp.server import LanguageServer

from understudy.lsp.arguments import first

if TYPE_CHECKING:
    from understudy.lsp.session import Session

WAKE = "understudy.wake"
USUAL_MINUTES = 5.0
MOST_MINUTES = 7 * 24 * 60.0


class _Wanted(msgspec.Struct, frozen=True, rename="camel"):
    """minutes: 0 wakes. until_restart: of the server; `minutes` is then not looked at."""

    minutes: Annotated[float, Meta(ge=0, le=MOST_MINUTES)] = USUAL_MINUTES
    until_restart: bool = False


class Snooze:
    """on: asleep now. until: seconds since the epoch when that ends, 0 = awake or without an end. on_change: called
    when either changes."""

    def __init__(self, on_change: Callable[[], None], clock: Callable[[], float] = time.time) -> None:
        self.until = 0.0
        self._endless = False
        self._on_change = on_change
        self._clock = clock
        self._timer: asyncio.TimerHandle | None = None

    @property
    def on(self) -> bool:
        return self._endless or self._clock() < self.until  # a timer stands still while the machine is suspended

    def begin(self, minutes: float | None) -> None:
        """Sleep from now on; None = until told to wake. Zero or less wakes."""
        self._stop()
        self._endless = minutes is None
        if minutes is not None and minutes > 0:
            self.until = self._clock() + 60.0 * minutes
            self._timer = asyncio.get_running_loop().call_later(60.0 * minutes, self.wake)
        self._on_change()

    def wake(self) -> None:
        self._stop()
        self._on_change()

    def _stop(self) -> None:
        self.until, self._endless = 0.0, False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def register(server: LanguageServer, session: Session) -> None:
    @server.command("understudy.snooze")
    def snooze(arguments: list[object]) -> dict[str, object]:
        wanted = first(arguments, _Wanted)
        session.snooze.begin(None if wanted.until_restart else wanted.minutes)
        return _answer(session.snooze)

    @server.command(WAKE)
    def wake(arguments: list[object]) -> dict[str, object]:
        session.snooze.wake()
        return _answer(session.snooze)


def _answer(snooze: Snooze) -> dict[str, object]:
    return {"snoozed": snooze.on, "until": snooze.until}
