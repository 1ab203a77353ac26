"""What the user has turned down, remembered across sessions, so that it is not offered again and again.

Only hashes are stored. The key is the cursor's line with the suggestion joined to it, so that typing a few characters
of the same rejected line does not bring it back, and the line above: turning `return None` down in one function says
nothing about another.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from understudy.learn.errors import LearnError
from understudy.learn.store import Log

REJECTIONS_BEFORE_HIDDEN = 2  # once may be an accident
FORGET_AFTER_S = 14 * 86_400.0
MAX_KEYS = 20_000


class Rejections:
    """The memory over one log; reading is a dictionary look-up. With an unreadable log it lasts this session only."""

    def __init__(self, log: Log, clock: Callable[[], float] = time.time) -> None:
        self._log = log
        self._clock = clock
        self._counts: dict[bytes, tuple[int, float]] = {}
        try:
            rows = log.query(
                "SELECT key, count, at FROM rejections WHERE at > ? ORDER BY at DESC LIMIT ?",
                (clock() - FORGET_AFTER_S, MAX_KEYS),
            )
        except LearnError:
            rows = []
        for key, count, at in reversed(rows):
            self._counts[key] = (count, at)

    def reject(self, prefix: str, text: str) -> bool:
        """Count one dismissal of `text` after `prefix`, the text before the cursor from the last non-blank line above
        on; False if it could not be stored."""
        key = _key(prefix, text)
        count = self._live(key) + 1
        now = self._clock()
        self._counts.pop(key, None)
        self._counts[key] = (count, now)
        while len(self._counts) > MAX_KEYS:
            del self._counts[next(iter(self._counts))]
        return self._log.execute(
            "INSERT INTO rejections (key, count, at) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET count = excluded.count, at = excluded.at",
            (key, count, now),
        )

    def forgive(self, prefix: str, text: str) -> bool:
        """Forget `text` after `prefix`, because the user accepted it after all."""
        key = _key(prefix, text)
        if self._counts.pop(key, None) is None:
            return True
        return self._log.execute("DELETE FROM rejections WHERE key = ?", (key,))

    def hidden(self, prefix: str, text: str) -> bool:
        """Whether `text` was turned down often enough here not to be offered again."""
        return self._live(_key(prefix, text)) >= REJECTIONS_BEFORE_HIDDEN

    def _live(self, key: bytes) -> int:
        count, at = self._counts.get(key, (0, 0.0))
        return count if self._clock() - at < FORGET_AFTER_S else 0


def _key(prefix: str, text: str) -> bytes:
    above, _, line = prefix.rpartition("\n")
    place = "".join(above.rstrip().rpartition("\n")[2].split())
    said = "".join((line + text).split())
    return hashlib.blake2b(f"{place}\n{said}".encode("utf-8", "surrogatepass"), digest_size=12).digest()
