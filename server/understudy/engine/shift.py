"""Reuse of a suffix that a keystroke pushed along: what to keep, and the moves that do it.

In a prefix-suffix-middle prompt typing inserts tokens in front of a long suffix whose cells are computed. They can be
moved to their new positions (keys are rotated, 0.1 ms) instead of computed again (0.5 s for 256 tokens of a 0.5 B
model). That is approximate, as they saw the older prefix: the lane remembers from where, and how much has changed.
"""

from __future__ import annotations

from typing import NamedTuple

from understudy.engine.rows import common_prefix
from understudy.engine.sampling import Tokens

MIN_MOVED = 32  # a shorter tail is computed within milliseconds
MAX_INSERTED = 127  # with the prompt's last token one step: more text than one pause's typing
MAX_DRIFT = (
    384  # tokens inserted and removed before the whole tail is computed again; a window's left edge moves by 256
)


class Shift(NamedTuple):
    """cached = keep + removed + moved + anything, prompt = keep + inserted + moved + its last token; all are counts."""

    keep: int
    removed: int
    inserted: int
    moved: int

    @property
    def drift(self) -> int:
        return self.removed + self.inserted


def plan(cached: Tokens, prompt: Tokens) -> Shift | None:
    """What can be reused of `cached` by moving its tail; None if that is not worth it."""
    keep = min(common_prefix(cached, prompt), len(prompt) - 1)
    limit = min(len(cached), len(prompt)) - keep
    # The last token is decoded anew for its logits.
    moved = min(common_prefix(cached[::-1], prompt[::-1]), limit) - 1
    inserted = len(prompt) - 1 - moved - keep
    removed = len(cached) - 1 - moved - keep
    if moved < MIN_MOVED or inserted > MAX_INSERTED or removed == inserted == 0:
        return None
    return Shift(keep, removed, inserted, moved)
