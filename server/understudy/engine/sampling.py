"""Choosing the next token from logits, in numpy: top-k, then top-p, then temperature (llama.cpp's order).

Ours instead of llama.cpp's sampler chain: as fast at 152k tokens (one partition dominates both), greedy is 18 times
faster, rows that enter late can sample from stored logits, and nothing native has to be freed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from understudy.engine.protocol import Sampling

Tokens = NDArray[np.int32]
Logits = NDArray[np.float32]

COLUMN = 32  # tokens of a column in `largest`: 12 times faster at 152k tokens than partitioning them


def log_normalizer(logits: Logits) -> NDArray[np.float64]:
    """log sum exp of each row. logits: (rows, vocabulary). NaN or +inf in a row gives a non-finite result."""
    found = np.empty(len(logits))
    scratch = np.empty(logits.shape[1], np.float32)  # row by row in one buffer, which stays in the processor's cache
    with np.errstate(invalid="ignore"):
        for number, row in enumerate(logits):
            peak = row.max()
            np.exp(np.subtract(row, peak, out=scratch), out=scratch)
            found[number] = np.log(scratch.sum(), dtype=np.float64) + peak
    return found


def largest(logits: Logits, count: int) -> NDArray[np.intp]:
    """Ids of the `count` largest logits (all of them if there are no more), in no order.

    In a large vocabulary only columns (every `width`-th token) whose maximum is among the `count` largest maxima can
    hold one: one pass finds those, and the processor vectorizes it.
    """
    if count >= len(logits):
        return np.arange(len(logits))
    width = len(logits) // COLUMN
    if count * 4 > width:
        return np.argpartition(logits, -count)[-count:]
    body = width * COLUMN
    peaks = logits[:body].reshape(COLUMN, width).max(axis=0)
    least = peaks[np.argpartition(peaks, -count)[-count:]].min()
    columns = np.flatnonzero(peaks >= least)
    ids = np.concatenate([(columns + width * np.arange(COLUMN)[:, None]).ravel(), np.arange(body, len(logits))])
    found: NDArray[np.intp] = ids[np.argpartition(logits[ids], -count)[-count:]]
    return found


class Sampler:
    """One row's choices: the same settings, seed and logits always give the same tokens."""

    def __init__(self, sampling: Sampling, row: int) -> None:
        self._sampling = sampling
        self._random = np.random.default_rng((sampling.seed + row) % (1 << 63))

    def pick(self, logits: Logits) -> int:
        """A token id. logits: (vocabulary,), finite."""
        if self._sampling.temperature <= 0:
            return int(logits.argmax())
        ids, scores = self._top(logits)
        scaled = (scores - scores[0]) / self._sampling.temperature
        weights = np.exp(scaled)
        ladder = np.cumsum(weights)
        rung = int(np.searchsorted(ladder, self._random.random() * ladder[-1], side="right"))
        return int(ids[min(rung, len(ids) - 1)])

    def pick_among(self, logits: Logits, allowed: Tokens) -> tuple[int, float]:
        """One of the `allowed` token ids (at least one), and its log-probability among them. logits: as for `pick`."""
        scores = logits[allowed]
        place = self.pick(scores)
        return int(allowed[place]), float(scores[place]) - float(log_normalizer(scores[None])[0])

    def _top(self, logits: Logits) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Ids and logits left after top-k and top-p, best first (at least one)."""
        keep = self._sampling.top_k if 0 < self._sampling.top_k < len(logits) else len(logits)
        ids = largest(logits, keep)
        scores = logits[ids].astype(np.float64)
        order = np.argsort(-scores, kind="stable")
        ids, scores = ids[order], scores[order]
        if self._sampling.top_p < 1:
            weights = np.exp(scores - scores[0])
            before = np.cumsum(weights) - weights  # mass ranked above each token
            count = max(1, int((before < self._sampling.top_p * weights.sum()).sum()))
            ids, scores = ids[:count], scores[:count]
        return ids, scores
