"""Suggestions already written, found again while the user types what they say.

Keyed by what the model is (content hashes of model and adapter): text of one adapter is never shown under another.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from understudy.complete.around import KEY_CHARACTERS, LONGEST_TYPED, Around, Typed, closings
from understudy.complete.brackets import until_closed
from understudy.complete.types import Suggestion

CAPACITY = 250  # llama.vscode's

_Key = tuple[tuple[str, str], str, str, str]


class TypeThroughCache:
    """Least recently used. `find` answers with what is left of a suggestion after what was typed since."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._entries: OrderedDict[_Key, Suggestion] = OrderedDict()

    def put(self, served: tuple[str, str], place: Around, suggestion: Suggestion) -> None:
        """Remember `suggestion` for a place."""
        key = _key(served, place, place.before)
        self._entries[key] = suggestion
        self._entries.move_to_end(key)
        while len(self._entries) > self._capacity:
            self._entries.popitem(last=False)

    def find(self, served: tuple[str, str], place: Around) -> Suggestion | None:
        """The suggestion of which the end of `before` is a typed part, less that part; the longest typed part loses."""
        before = place.before
        for typed in range(min(LONGEST_TYPED, len(before)) + 1):
            split = len(before) - typed
            for closing in closings(before[split:], place):
                key = _key(served, place, before[:split], closing)
                known = self._entries.get(key)
                left = rest(known, Typed(before[split:], closing)) if known else None
                if left is not None:
                    self._entries.move_to_end(key)
                    return left
        return None

    def clear(self) -> None:
        """After a change of model or adapter."""
        self._entries.clear()

    def __len__(self) -> int:
        return len(self._entries)


def rest(known: Suggestion, typed: Typed) -> Suggestion | None:
    """What is left of a suggestion behind what was typed, if that is how it begins and something is left."""
    if not known.text.startswith(typed.text):
        return None
    left = known.text[len(typed.text) :]
    if typed.closing:
        left = until_closed(left, typed.closing)
    said = len(known.full) - len(known.text) + len(typed.text)
    return replace(known, text=left, full=known.full[:said] + left) if left.strip() else None


def _key(served: tuple[str, str], place: Around, before: str, closing: str = "") -> _Key:
    after = place.after[len(closing) :]
    return (served, place.uri, before[-KEY_CHARACTERS:], after[:KEY_CHARACTERS])
