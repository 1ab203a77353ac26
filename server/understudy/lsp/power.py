"""Whether this machine runs on its battery, and what the user wants then. Never looked at during a keystroke."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import psutil  # type: ignore[import-untyped, unused-ignore]

from understudy.settings import OnBattery

log = logging.getLogger(__name__)
LOOK_S = 30.0  # a plug that was pulled is noticed within this time; a look costs a file or two


def on_battery() -> bool:
    """False also without a battery, and where the system cannot tell."""
    try:
        battery = psutil.sensors_battery()
    except (AttributeError, OSError, RuntimeError, ValueError) as error:  # psutil lacks it on some systems
        log.debug("no battery state: %s", error)
        return False
    return battery is not None and battery.power_plugged is False  # None: it cannot tell


class Power:
    """state: what holds now. on_change: called after a change of it. read: blocking, called in a thread."""

    def __init__(self, read: Callable[[], bool] = on_battery, look_s: float = LOOK_S) -> None:
        self.on_change: Callable[[], None] = lambda: None
        self._read, self._look_s = read, look_s
        self._policy: OnBattery = "normal"
        self._on_battery = False
        self._task: asyncio.Task[None] | None = None

    @property
    def state(self) -> OnBattery:
        """Gentle and pause only while on battery."""
        return self._policy if self._on_battery else "normal"

    def want(self, policy: OnBattery) -> None:
        """What to do on battery from now on. Nothing is looked at while that is nothing."""
        before, self._policy = self.state, policy
        if policy == "normal":
            self.stop()
        elif self._task is None:
            self._task = asyncio.create_task(self._watch())
        if self.state != before:
            self.on_change()

    def stop(self) -> None:
        """Look no more; what was seen last is forgotten."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._on_battery = False

    async def _watch(self) -> None:
        while True:
            found = await asyncio.to_thread(self._read)
            if found != self._on_battery:
                self._on_battery = found
                log.info("on battery" if found else "on mains power")
                self.on_change()
            await asyncio.sleep(self._look_s)
