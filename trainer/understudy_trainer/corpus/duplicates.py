"""Near duplicates by MinHash: token 5-grams, 125 hashes in 25 bands, and the exact Jaccard index of what meets there.

A pair at .7 meets with probability .99, one at .4 with .23 (and is then told apart exactly). Broder 1997; Leskovec,
Rajaraman, Ullman, Mining of Massive Datasets, 3.3-3.4.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict

import numpy as np
import numpy.typing as npt

GRAM = 5  # tokens
THRESHOLD = 0.7
BANDS, ROWS = 25, 5
_TOKEN = re.compile(r"\w+|[^\w\s]")
_STEP = np.uint64(0x9E3779B97F4A7C15)  # odd, so that the order of tokens counts
Hashes = npt.NDArray[np.uint64]


class Seen:
    """The texts met so far that were no duplicates."""

    def __init__(self, threshold: float = THRESHOLD) -> None:
        rng = np.random.default_rng(0)
        self._factors = rng.integers(0, 1 << 64, BANDS * ROWS, dtype=np.uint64) | np.uint64(1)
        self._offsets = rng.integers(0, 1 << 64, BANDS * ROWS, dtype=np.uint64)
        self._threshold = threshold
        self._sets: list[npt.NDArray[np.uint32]] = []
        self._bands: list[dict[bytes, list[int]]] = [defaultdict(list) for _ in range(BANDS)]

    def add(self, text: str) -> bool:
        """Whether `text` is new; it is kept then. A text of no tokens is never new."""
        grams = shingles(text)
        if not len(grams):
            return False
        keys = self._keys(grams)
        near = {number for band, key in zip(self._bands, keys, strict=True) for number in band.get(key, ())}
        if any(jaccard(grams, self._sets[number]) >= self._threshold for number in near):
            return False
        for band, key in zip(self._bands, keys, strict=True):
            band[key].append(len(self._sets))
        self._sets.append(grams.astype(np.uint32))
        return True

    def _keys(self, grams: Hashes) -> list[bytes]:
        """One key a band: the least hash of the grams under each of its `ROWS` functions (multiply-shift)."""
        least = ((grams[:, None] * self._factors + self._offsets) >> np.uint64(32)).min(axis=0).astype(np.uint32)
        return [row.tobytes() for row in least.reshape(BANDS, ROWS)]


def shingles(text: str) -> Hashes:
    """32-bit hashes of the token 5-grams, sorted, each once: shape (grams,). A shorter text is its only gram."""
    tokens = np.array([zlib.crc32(token.encode()) for token in _TOKEN.findall(text)], dtype=np.uint64)
    size = min(GRAM, len(tokens))
    if not size:
        return tokens
    mixed = np.zeros(len(tokens) - size + 1, dtype=np.uint64)
    for place in range(size):  # wraps around on purpose
        mixed = mixed * _STEP + tokens[place : place + len(mixed)] * _STEP
    return np.unique(mixed >> np.uint64(32))


def jaccard(one: npt.NDArray, other: npt.NDArray) -> float:
    """Of two sets of hashes, each sorted and without repetition."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)
