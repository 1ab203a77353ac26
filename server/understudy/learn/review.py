"""What training would use, for a person to read before it starts: counts, reasons, and each pair.

A view of the events like `pairs`. Says what is missing in the user's words; starts nothing and deletes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from understudy.learn.errors import LearnError
from understudy.learn.events import Event, cursor_text
from understudy.learn.noise import MOST_OF_A_FUNCTION, Reason, Source
from understudy.learn.pairs import LEAST_HELD_OUT, PAIRS_PER_BATCH, Label, Pair, Ranking, sifted
from understudy.learn.split import file_of

LEAST_PAIRS = 32  # fewer teach a taste for one line (the trainer itself refuses only what it cannot compute)
CONTEXT_LINES = 12  # of the prompt, above the two texts

SOURCES: dict[Source, str] = {
    "accept": "what you accepted, against what you dismissed just before at the same place",
    "kept": "what you made of a suggestion, against the suggestion",
    "test": "code that passed your tests, against code that failed them",
    "speed": "the faster of two that passed, against the slower",
    "imported": "from a file you imported",
}

WHY: dict[Reason, str] = {
    "empty": "one of the two texts is blank",
    "masked": "a secret stood in the better text",
    "too long": "a text is too long to learn from",
    "long prompt": "the code before it is too long to learn from",
    "lengths": "one text is many times as long as the other",
    "margin": "pass rates or times are too close to tell",
    "same code": "the two differ in layout or comments only",
    "renamed": "the two differ in names they bind themselves only",
    "near-identical": "the two are the same but for one token in twenty",
    "duplicate": "said before",
    "contradicted": "a later pair says the opposite",
    "cap": f"there is enough of this function ({MOST_OF_A_FUNCTION}), or of this run of the tests ({PAIRS_PER_BATCH})",
    "deleted": "you deleted it",
}
OTHER_MODEL, OTHER_MODEL_WHY = "other model", "it was written down for another model, in that model's tokens"


class Read(msgspec.Struct, frozen=True, rename="camel"):
    """One pair to read. function: "" outside of any. before: the last lines above the two texts. at: Unix seconds."""

    id: str
    source: Source
    file: str
    function: str
    at: float
    before: str
    chosen: str
    rejected: str
    held_out: bool


class LeftOut(msgspec.Struct, frozen=True):
    """count pairs are not used, and why, in words."""

    reason: str
    count: int
    why: str


class Review(msgspec.Struct, frozen=True, rename="camel"):
    """training, held_out: pairs to learn from and to judge by; functions: of the latter. by_source: of both. dropped:
    what is left out, most first. missing: what it takes to start, empty = ready. pairs: those from `offset` on, newest
    first, of `total`."""

    training: int
    held_out: int
    functions: int
    by_source: dict[str, int]
    dropped: tuple[LeftOut, ...]
    missing: tuple[str, ...]
    total: int
    offset: int
    pairs: tuple[Read, ...]


def review(events: Iterable[Event], model: str = "", *, offset: int = 0, limit: int = 20) -> Review:
    """What the model with this content hash ("" = any) would learn from; pairs `offset` to `offset + limit`."""
    found = sifted(events)
    usable = [pair for pair in found.pairs if speaks_to(model, pair)]
    held_out = [pair for pair in usable if pair.held_out]
    functions = len({pair.scope for pair in held_out})
    newest = usable[::-1]
    first = min(max(0, offset), max(0, len(newest) - 1))
    return Review(
        len(usable) - len(held_out),
        len(held_out),
        functions,
        dict(Counter(pair.source for pair in usable).most_common()),
        _dropped(found.dropped, len(found.pairs) - len(usable)),
        tuple(missing(len(usable) - len(held_out), functions)),
        len(usable),
        first,
        tuple(read(pair) for pair in newest[first : first + max(0, limit)]),
    )


def missing(training: int, functions: int) -> list[str]:
    """What it takes to start, with pairs to learn from and functions with pairs to judge by; [] = nothing."""
    found = []
    if training < LEAST_PAIRS:
        found.append(
            f"{LEAST_PAIRS - training} more preference pairs to learn from ({training} of {LEAST_PAIRS}). "
            "They come from accepting and dismissing suggestions, and from Generate with Tests."
        )
    if functions < LEAST_HELD_OUT:
        found.append(
            f"Pairs of {LEAST_HELD_OUT - functions} more functions to judge the result by ({functions} of "
            f"{LEAST_HELD_OUT}). One function in five is put aside for that, by a hash of its file and name."
        )
    return found


def read(pair: Pair) -> Read:
    """A pair as a person reads it."""
    file = file_of(pair.scope)
    above = cursor_text(pair.prompt, pair.cursor_piece).split("\n")[-CONTEXT_LINES:]
    return Read(
        pair.id,
        pair.source,
        file,
        pair.scope[len(file) :].removeprefix("::"),
        pair.at,
        "\n".join(above),
        pair.chosen,
        pair.rejected,
        pair.held_out,
    )


def find(events: Iterable[Event], pair_ids: Sequence[str]) -> list[Pair]:
    """The pairs with these ids, or whose ids begin so. Raises LearnError for one that names none, or several."""
    known = {pair.id: pair for pair in sifted(events).pairs}
    found = []
    for wanted in pair_ids:
        those = (
            [known[wanted]] if wanted in known else [p for key, p in known.items() if wanted and key.startswith(wanted)]
        )
        if len(those) != 1:
            several = f"{len(those)} pairs begin with {wanted}." if those else f"There is no pair {wanted}."
            raise LearnError(several, "See `understudy learn pairs list`.")
        found += those
    return found


def speaks_to(model: str, item: Pair | Ranking | Label) -> bool:
    """Whether a model can learn from it: its prompt holds no other model's token ids. model: content hash, "" = any."""
    return not model or item.model in ("", model) or all(isinstance(piece, str) for piece in item.prompt)


def _dropped(counts: Counter[Reason], others: int) -> tuple[LeftOut, ...]:
    found = [LeftOut(reason, count, WHY[reason]) for reason, count in counts.most_common()]
    return (*found, LeftOut(OTHER_MODEL, others, OTHER_MODEL_WHY)) if others else tuple(found)
