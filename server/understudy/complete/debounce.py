"""How long to wait before asking the model, adapted to how this user types and how fast this model answers.

A request sent between two keystrokes is wasted if its answer comes after the second one. With t the usual time
between keystrokes and a the usual time to an answer, that happens hardly ever while a is far below t, and nearly
always while it is far above. So

    delay = t · r² / (1 + r²) · context · mood,    r = a / t

near 0 for a fast model (waiting would only add latency: our engine drops a stale request within one decode step),
t/2 where both are equal, and t for a slow one, whose answer is worth its CPU time only if the user has paused.
Peers wait a multiple of t less a (Tabby) or move a fixed delay by the outcomes (Copilot).
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

MOST_S = 0.5  # who has not typed for half a second has paused
REMEMBERED = 10  # intervals and answers the means are taken over
USUAL_INTERVAL_S = 0.2  # of a person who programs, until there are intervals of this one
PAUSE_S = 1.0  # a longer interval is a pause, not typing
TRIGGERS = ".(:=[,"  # after these the user looks for what may follow
TRIGGER_FACTOR, WORD_FACTOR, GENTLE_FACTOR = 0.5, 1.5, 2.0
AFTER_DISMISSAL, AFTER_ACCEPT = 1.5, 0.8  # Copilot's
MOST_OF_INTERVAL = 0.7  # what a mood may make of a wait
MOOD_FADES_S = 600.0  # Copilot's ten minutes, as a time constant
MOST_MOOD = math.log(4.0)  # six dismissals in a row do not mean more than four


def delay(interval_s: float, answer_s: float, before: str) -> float:
    """Seconds to wait at a place, before mood and limits. before: the cursor's line up to the cursor."""
    ratio = answer_s / interval_s
    return interval_s * ratio**2 / (1 + ratio**2) * context_factor(before)


def context_factor(before: str) -> float:
    """Less to wait where a suggestion is welcome, more inside a word that the user is about to finish."""
    if not before.strip() or before.rstrip(" ").endswith(tuple(TRIGGERS)):
        return TRIGGER_FACTOR
    return WORD_FACTOR if before[-1].isalnum() or before[-1] == "_" else 1.0


class Debounce:
    """What was measured of user and model. clock: seconds, monotonic."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._intervals: deque[float] = deque(maxlen=REMEMBERED)
        self._answers: deque[float] = deque(maxlen=REMEMBERED)
        self._last: float | None = None
        self._mood, self._mood_at = 0.0, clock()  # log of a factor

    def typed(self) -> float:
        """A keystroke asked for text. Returns the seconds since the one before it (0 = it is the first)."""
        now = self._clock()
        since = now - self._last if self._last is not None else 0.0
        if 0 < since < PAUSE_S:
            self._intervals.append(since)
        self._last = now
        return since

    def answered(self, seconds: float) -> None:
        """The model wrote something worth showing `seconds` after it was asked."""
        self._answers.append(seconds)

    def gave_up(self, seconds: float) -> None:
        """The user typed on `seconds` after the model was asked and before it answered: it takes at least as long."""
        if seconds > self.answer_s:
            self._answers.append(seconds)

    def judged(self, accepted: bool) -> None:
        """The user took a suggestion or turned one down."""
        mood = self._mood_now() + math.log(AFTER_ACCEPT if accepted else AFTER_DISMISSAL)
        self._mood, self._mood_at = max(-MOST_MOOD, min(MOST_MOOD, mood)), self._clock()

    def wait_s(self, before: str, *, least_s: float, gentle: bool) -> float:
        """Seconds to wait now. least_s: the user's floor. gentle: on battery."""
        calm = delay(self.interval_s, self.answer_s, before)
        # However often a user says no, a mood alone never waits for the next keystroke: that would be silence.
        wait = min(calm * math.exp(self._mood_now()), max(calm, MOST_OF_INTERVAL * self.interval_s))
        if gentle:
            wait *= GENTLE_FACTOR
        return max(least_s, min(wait, MOST_S))

    @property
    def interval_s(self) -> float:
        return sum(self._intervals) / len(self._intervals) if self._intervals else USUAL_INTERVAL_S

    @property
    def answer_s(self) -> float:
        return sum(self._answers) / len(self._answers) if self._answers else 0.0

    def _mood_now(self) -> float:
        return self._mood * math.exp(-(self._clock() - self._mood_at) / MOOD_FADES_S)
