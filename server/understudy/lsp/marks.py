"""A stretch of text that moves with the edits around it. Pure arithmetic on character offsets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Mark:
    """Characters start..end of a document. Insertions at `start` are inside or after it, those at `end` are not."""

    start: int
    end: int

    def move(self, start: int, end: int, length: int) -> None:
        """Characters start..end of the document became `length` characters."""
        shift = length - (end - start)
        if end <= self.start and start < self.start:
            self.start += shift
            self.end += shift
        elif start < self.start:  # it swallowed our beginning
            self.start = start + length
            self.end = max(self.start, self.end + shift)
        elif start < self.end:
            self.end = max(self.end, end) + shift


def edit_between(old: str, new: str) -> tuple[int, int, str]:
    """The smallest single edit (start, end, text) that turns `old` into `new`."""
    most = min(len(old), len(new))
    head = _common(old, new, most)
    tail = _common(old[::-1], new[::-1], most - head)
    return head, len(old) - tail, new[head : len(new) - tail]


def _common(left: str, right: str, most: int) -> int:
    """Length of the common beginning, at most `most`; by halving, so that equal text is compared in C."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
