"""Token healing: which tokens may write a text that is given, one token after the other. Pure; knows bytes only.

A prompt that ends inside a word is split into tokens as the model never saw it. So the prompt ends before the word, and
the rows are made to begin with what was typed of it, in tokens of the model's own choice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Mapping

import numpy as np

from understudy.engine.sampling import Tokens

KEPT = 8  # answers remembered: a line healed in several tokens, and the keystroke before it


class Pieces:
    """pieces: the bytes each token writes, by id; tokens that may not be written, or write nothing, are left out."""

    def __init__(self, pieces: Mapping[int, bytes]) -> None:
        order = sorted(pieces, key=pieces.__getitem__)
        self._ids: Tokens = np.array(order, np.int32)
        self._sorted = [pieces[token] for token in order]
        self._kept: OrderedDict[bytes, Tokens] = OrderedDict()

    def allowed(self, left: bytes) -> Tokens:
        """Ids of the tokens that may come next where `left` (not empty) must be written; none if it cannot be.

        Those that begin with all of it. Only if there are none, those that write a part of it after which the rest can
        be written: a short token that is likely by itself (` t`, where ` tot` is typed) must not win over ` total`.
        """
        if left in self._kept:
            self._kept.move_to_end(left)
            return self._kept[left]
        found = self._kept[left] = self._find(left)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found

    def _find(self, left: bytes) -> Tokens:
        start, stop = self._beginning(left)
        if start < stop:
            return self._ids[start:stop]
        ends = [len(left)]  # the places in `left` from which the rest can be written, last one first
        for place in range(len(left) - 1, 0, -1):
            if self._holds(left[place:], whole=False) or any(self._holds(left[place:end]) for end in ends):
                ends.append(place)
        spans = [self._equal(left[:end]) for end in ends[1:]]
        return np.concatenate([self._ids[start:stop] for start, stop in spans] or [self._ids[:0]])

    def _beginning(self, text: bytes) -> tuple[int, int]:
        """The span of pieces that begin with `text`."""
        return (
            bisect_left(self._sorted, text),
            bisect_right(self._sorted, text, key=lambda piece: piece[: len(text)]),
        )

    def _equal(self, text: bytes) -> tuple[int, int]:
        return bisect_left(self._sorted, text), bisect_right(self._sorted, text)

    def _holds(self, text: bytes, *, whole: bool = True) -> bool:
        """Whether a piece is `text`, or begins with it."""
        at = bisect_left(self._sorted, text)
        found = self._sorted[at] if at < len(self._sorted) else b""
        return found == text if whole else found.startswith(text)
