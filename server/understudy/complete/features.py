"""What is known of a suggestion when it is about to be shown, as numbers a filter can learn from. Pure.

Nothing here can be read back as text: these numbers go to the log, next to the outcome.
"""

from __future__ import annotations

import math
from typing import NamedTuple

VERSION = 1  # of the fields below and their meaning; rows of another version are not learned from
MOST_PAUSE_S = 60.0


class Features(NamedTuple):
    """Logarithms are ln(1 + x). previous: 1 = the last judged suggestion of this session was accepted, -1 = it was
    dismissed, 0 = none yet. pause: seconds between the last two requests."""

    mean_logprob: float
    lowest_logprob: float
    log_characters: float
    lines: float
    block: float
    body: float
    log_typed_on_line: float
    line_start: float
    after_word: float
    after_dot: float
    after_opener: float
    text_follows: float
    log_pause: float
    previous: float
    cached: float


def features(
    *,
    mean_logprob: float,
    lowest_logprob: float,
    text: str,
    body: bool,
    before: str,
    after: str,
    pause_s: float,
    previous: int,
    cached: bool,
) -> Features:
    """text: what would be shown. before, after: the cursor's line around it."""
    lines = text.count("\n") + 1
    last = before[-1:]
    return Features(
        mean_logprob=mean_logprob,
        lowest_logprob=lowest_logprob,
        log_characters=math.log1p(len(text)),
        lines=float(lines),
        block=float(lines > 1),
        body=float(body),
        log_typed_on_line=math.log1p(len(before.strip())),
        line_start=float(not before.strip()),
        after_word=float(last.isalnum() or last == "_"),
        after_dot=float(last == "."),
        after_opener=float(last in ("(", "[", "{")),
        text_follows=float(bool(after.strip())),
        log_pause=math.log1p(min(max(pause_s, 0.0), MOST_PAUSE_S)),
        previous=float(previous),
        cached=float(cached),
    )
