"""How long something will still take, said as a person would."""

from __future__ import annotations

import time


class Remaining:
    """An estimate from the pace so far. free: items that come first and cost nothing."""

    def __init__(self, total: int, free: int = 0) -> None:
        self._total, self._free = total, min(free, total)
        self._started = time.monotonic()

    def after(self, done: int) -> str:
        """ " · about 2 min left" once there is a pace, else ""."""
        worked = done - self._free
        if worked <= 0:
            self._started = time.monotonic()
            return ""
        seconds = (time.monotonic() - self._started) / worked * (self._total - done)
        return f" · about {duration(seconds)} left" if done < self._total else ""


def duration(seconds: float) -> str:
    """Seconds below two minutes, minutes below two hours, else hours and minutes."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
