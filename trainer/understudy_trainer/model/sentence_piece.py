"""llama.cpp's tokenizer of kind "llama": merge the neighbours whose union scores best, spell the rest in bytes.

Not SentencePiece itself: no normalizer, and ties go to the left. Proved against llama.cpp on random vocabularies.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

SPACE = "\u2581"


class SentencePiece:
    """tokens, scores: by id. space_prefix: whether a text begins with a space that it does not have."""

    def __init__(self, tokens: Sequence[str], scores: Sequence[float], *, space_prefix: bool) -> None:
        self._ids = {text: index for index, text in enumerate(tokens)}
        self._scores = scores
        self._prefix = SPACE if space_prefix else ""

    def encode(self, text: str, *, first: bool) -> list[int]:
        """Token ids of a text without user-defined tokens. first: it begins the input or follows such a token."""
        pieces = list((self._prefix if first else "") + text.replace(" ", SPACE))
        return [token for piece in self._merged(pieces) if piece for token in self._spelled(piece)]

    def _merged(self, pieces: list[str]) -> list[str]:
        """Best score first, then leftmost; a merged piece stands at its first character, "" at the others."""
        after = list(range(1, len(pieces) + 1))
        before = list(range(-1, len(pieces) - 1))
        queue: list[tuple[float, int, int, str]] = []

        def propose(left: int, right: int) -> None:
            if left >= 0 and right < len(pieces):
                union = pieces[left] + pieces[right]
                index = self._ids.get(union)
                if index is not None:
                    heapq.heappush(queue, (-self._scores[index], left, right, union))

        for left in range(len(pieces) - 1):
            propose(left, left + 1)
        while queue:
            _, left, right, union = heapq.heappop(queue)
            if not pieces[left] or not pieces[right] or pieces[left] + pieces[right] != union:
                continue  # one of the two has grown or gone since
            pieces[left], pieces[right] = union, ""
            after[left] = after[right]
            if after[left] < len(pieces):
                before[after[left]] = left
            propose(before[left], left)
            propose(left, after[left])
        return pieces

    def _spelled(self, piece: str) -> list[int]:
        index = self._ids.get(piece)
        return [index] if index is not None else [self._ids[f"<0x{byte:02X}>"] for byte in piece.encode()]
