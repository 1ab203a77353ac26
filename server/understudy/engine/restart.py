"""When to start a dead child again. A pure decision on times given in seconds."""

from __future__ import annotations

FIRST_DELAY_S = 0.1  # a single abort is answered before the next keystroke
MAX_DELAY_S = 5.0
HEALTHY_S = 60.0  # a child that lived this long owes nothing to earlier crashes
MAX_QUICK_CRASHES = 5  # then something is broken that restarting does not mend


class RestartPolicy:
    """Counts quick crashes in a row."""

    def __init__(self) -> None:
        self._quick = 0

    def crashed(self, lived_s: float) -> float | None:
        """Seconds to wait before the next start, None = give up. lived_s: how long the child had been running."""
        if lived_s >= HEALTHY_S:
            self._quick = 0
        self._quick += 1
        if self._quick >= MAX_QUICK_CRASHES:
            return None
        return min(FIRST_DELAY_S * 2.0 ** (self._quick - 1), MAX_DELAY_S)
