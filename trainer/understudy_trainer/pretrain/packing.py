"""Documents into rows of equal length: every row begins with a document, as every request does."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

Array = np.ndarray
POOL = 256  # documents to choose from


def rows(shards: Iterable[list[Array]], length: int) -> Iterator[Array]:
    """Rows of `length` + 1 ids (the last one is a target only), shape (length + 1,), uint16.

    The oldest document begins a row, then best fit: the longest that still fits; where none does, the shortest is cut.
    A document longer than a row is cut as well: what comes first is what a request would show.
    """
    waiting = chain.from_iterable(shards)
    pool: list[tuple[int, int, Array]] = []
    number = 0
    while True:
        row, room = list[Array](), length + 1
        while room > 0:
            while len(pool) < POOL:
                document = next(waiting, None)
                if document is None:
                    return
                insort(pool, (len(document), number, document), key=lambda entry: entry[:2])
                number += 1
            if row:
                at = max(0, bisect_right(pool, room, key=lambda entry: entry[0]) - 1)
            else:
                at = min(range(len(pool)), key=lambda i: pool[i][1])
            _, _, document = pool.pop(at)
            row.append(document[:room])
            room -= len(document)
        yield np.concatenate(row)
