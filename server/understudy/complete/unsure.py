"""Whether a suggestion is worth the user's attention: unsure -> silent. Pure.

Two judges. From the first day, the model's own mean log-probability of what would be shown; later, a filter that was
trained on this user's own decisions (`learn.filter`, handed in as a `Judge`).
"""

from __future__ import annotations

import math

from understudy.complete.types import Judge, Suggestion

LINE_LEAST = math.log(0.5)
"""Nats per token: at best every second token as the model would have it. Measured with the bundled model at random
cursor places, "right" = the first line is the file's. Held-out tasks of its training families: of 269 lines 55 are
right; this keeps 242, with 53 of the right ones (of the 54 surest lines 29 are right). Inside a word that is being
typed: of 422 lines 55 are right; it keeps 309, with 45. Ordinary Python, which so small a model hardly ever gets right:
of 520 lines 14 are right; it keeps 164, with 5."""
BLOCK_LEAST = -0.3
"""Blocks cost more to read and are written with more certainty. Held-out tasks: of 321 blocks the first line is right
in 17, but there are many right ways to write a body; this keeps 315, with all 17. Ordinary Python: 22 of 29 are kept
and none of the 29 is right, too few to choose by."""
LEAST_CHANCE = 0.25  # Cursor's reward: +0.75 if accepted, -0.25 if not, so worth it from there on
SHOWN_ANYWAY = 20  # one in so many of those that would be hidden, else neither judge ever learns that it was wrong


def why_hidden(suggestion: Suggestion, judge: Judge | None) -> str | None:
    """ "unsure", "unlikely", or None: show it. The same suggestion always gets the same chance to be shown anyway."""
    reason = None
    if suggestion.tokens and suggestion.mean_logprob < least(suggestion):
        reason = "unsure"
    elif judge is not None and suggestion.features is not None:
        chance = judge(suggestion.features)
        if chance is not None and chance < LEAST_CHANCE:
            reason = "unlikely"
    return None if reason and shown_anyway(suggestion.id) else reason


def least(suggestion: Suggestion) -> float:
    """The mean log-probability below which a suggestion of its kind is kept back."""
    return BLOCK_LEAST if suggestion.function or "\n" in suggestion.full else LINE_LEAST


def shown_anyway(name: str) -> bool:
    """One in SHOWN_ANYWAY, by the suggestion's id (random hex digits)."""
    return int(name[:8], 16) % SHOWN_ANYWAY == 0
