"""Which pairs teach nothing, and why: the counts of `understudy learn stats`.

What the user did on purpose counts for more than what happened: an edit of one name in a text that was kept ("kept") is
a wish, the same difference between two suggestions ("accept") is chance. Two candidates ("test", "speed") were told
apart by running them, so that no rule about their texts knows better. What was imported was chosen by the user: only
what cannot be learnt from is left out of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, Protocol, TypeVar

from understudy.learn.likeness import at_least_similar, renamed, same_code
from understudy.prompts.types import Prompt

MAX_CHARS = 6_000  # of a response
MAX_PROMPT_CHARS = 16_000  # about 5,000 tokens: twice what training takes, so that most of it would be cut off
MAX_LENGTH_RATIO, LENGTH_SLACK = 8.0, 80  # the longer text against the shorter, with characters to spare
NEAR = 0.95  # token edit similarity: one token of twenty
MARGIN = 0.4  # AceCoder, 2502.01718: a smaller difference in pass rate is noise of the tests
SPEEDUP = 1.25
MOST_OF_A_FUNCTION = 24  # pairs, the newest; one function must not drown the others

Source = Literal["accept", "kept", "test", "speed", "imported"]
"""accept: kept against dismissed. kept: the user's edit against what was accepted. test: passed against failed. speed:
both passed, one faster. imported: from a file."""

Reason = Literal[
    "empty", "masked", "too long", "long prompt", "lengths", "margin", "same code", "renamed", "near-identical",
    "duplicate", "contradicted", "cap", "deleted",
]  # fmt: skip
"""empty: one text is blank. masked: a secret stood in the chosen text. lengths: one is many times the other. margin:
the pass rates or the times are too close. same code: but for layout and comments. renamed: but for names bound in the
texts. contradicted: a later pair says the opposite. cap: enough of this function, or of this run of the tests.
deleted: by the user (`withdrawn`)."""

Drops = Counter[Reason]


class Compared(Protocol):
    """A pair, as far as its texts go."""

    @property
    def prompt(self) -> Prompt: ...

    @property
    def chosen(self) -> str: ...

    @property
    def rejected(self) -> str: ...

    @property
    def source(self) -> Source: ...

    @property
    def language(self) -> str: ...


class Sourced(Protocol):
    """What is made for a function (`scope`), oldest first."""

    @property
    def scope(self) -> str: ...

    @property
    def source(self) -> Source: ...


Item = TypeVar("Item", bound=Sourced)


def fault(pair: Compared) -> Reason | None:
    """Why the pair teaches nothing; None if it does."""
    chosen, rejected, source, language = pair.chosen, pair.rejected, pair.source, pair.language
    if not chosen.strip() or not rejected.strip():
        return "empty"
    if "<masked:" in chosen:
        return "masked"
    if same_code(chosen, rejected, language):
        return "same code"
    if source == "imported":
        return None
    shorter, longer = sorted((len(chosen), len(rejected)))
    if longer > MAX_CHARS:
        return "too long"
    if prompt_chars(pair.prompt) > MAX_PROMPT_CHARS:
        return "long prompt"
    if longer > MAX_LENGTH_RATIO * shorter + LENGTH_SLACK:
        return "lengths"
    if source == "accept" and renamed(chosen, rejected, language):
        return "renamed"
    if source == "accept" and at_least_similar(chosen, rejected, NEAR, language):
        return "near-identical"
    return None


def prompt_chars(prompt: Prompt) -> int:
    """Characters of its text pieces."""
    return sum(len(piece) for piece in prompt if isinstance(piece, str))


def capped(found: Sequence[Item], most: int = MOST_OF_A_FUNCTION) -> list[Item]:
    """The newest `most` of every function, in order. What was imported is not counted."""
    room: Counter[str] = Counter()
    kept: list[Item] = []
    for item in reversed(found):
        if item.source != "imported":
            room[item.scope] += 1
        if room[item.scope] <= most or item.source == "imported":
            kept.append(item)
    return kept[::-1]
