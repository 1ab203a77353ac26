"""Suggestions already written, found again while the user types what they say.

Keyed by what the model is (content hashes of model and adapter): text of one adapter is never shown under another.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from understudy.complete.types import Suggestion

CAPACITY = 250  # llama.vscode's
KEY_CHARACTERS = 256  # of the text before the cursor; more only costs hashing
LONGEST_TYPED = 128  # llama.vim's: how far the user may have typed into a suggestion

_Key = tuple[tuple[str, str], str, str, str]


class TypeThroughCache:
    """Least recently used. `find` answers with what is left of a suggestion after what was typed since."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._entries: OrderedDict[_Key, Suggestion] = OrderedDict()

    def put(self, served: tuple[str, str], uri: str, before: str, after: str, suggestion: Suggestion) -> None:
        """Remember `suggestion` for the place between `before` and `after` (text, at least KEY_CHARACTERS if there)."""
        key = _key(served, uri, before, after)
        self._entries[key] = suggestion
        self._entries.move_to_end(key)
        while len(self._entries) > self._capacity:
            self._entries.popitem(last=False)

    def find(self, served: tuple[str, str], uri: str, before: str, after: str) -> Suggestion | None:
        """The suggestion of which the end of `before` is a typed part, less that part; the longest typed part loses."""
        for typed in range(min(LONGEST_TYPED, len(before)) + 1):
            split = len(before) - typed
            key = _key(served, uri, before[:split], after)
            known = self._entries.get(key)
            if known is None or not known.text.startswith(before[split:]):
                continue
            left = known.text[typed:]
            if not left.strip():
                continue
            self._entries.move_to_end(key)
            return replace(known, text=left)
        return None

    def clear(self) -> None:
        """After a change of model or adapter."""
        self._entries.clear()

    def __len__(self) -> int:
        return len(self._entries)


def _key(served: tuple[str, str], uri: str, before: str, after: str) -> _Key:
    return (served, uri, before[-KEY_CHARACTERS:], after[:KEY_CHARACTERS])
