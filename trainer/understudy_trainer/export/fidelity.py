"""How far a quantized model's next-token distribution is from its source's: cheap, and far more sensitive than tests.

A pass rate over hundreds of samples moves by points of noise; a divergence over thousands of tokens does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from understudy_trainer.evaluate.metrics import Interval, interval
from understudy_trainer.export.llama_process import llama_logits
from understudy_trainer.export.tensors import Array

TEXT_TOKENS = 512  # of one text
LOGITS = 1 << 26  # logits held of one file: 256 MiB


@dataclass(frozen=True, slots=True)
class Fidelity:
    """divergence: KL(source || other) in nats per token, over texts. same_choice: share of positions where both would
    choose the same token, over texts. tokens: compared."""

    divergence: Interval
    same_choice: Interval
    tokens: int


def cut_to_fit(texts: Sequence[Sequence[int]], vocabulary: int) -> list[Sequence[int]]:
    """Beginnings of token texts, as many as LOGITS allows."""
    left = LOGITS // vocabulary
    kept: list[Sequence[int]] = []
    for text in texts:
        part = text[: min(TEXT_TOKENS, left)]
        if len(part) > 1:
            kept.append(part)
            left -= len(part)
    return kept


def fidelity(source: Sequence[Array], other: Path, texts: Sequence[Sequence[int]], threads: int) -> Fidelity:
    """source: the source's logits (tokens, vocabulary) of every text."""
    divergences, same = [], []
    for ours, theirs in zip(source, llama_logits(other, texts, threads=threads), strict=True):
        p, q = _log_softmax(ours), _log_softmax(theirs)
        divergences.append(float((np.exp(p) * (p - q)).sum(1).mean()))
        same.append(float((ours.argmax(1) == theirs.argmax(1)).mean()))
    return Fidelity(interval(divergences), interval(same), sum(map(len, texts)))


def _log_softmax(logits: Array) -> Array:
    values = logits.astype(np.float64)
    values -= values.max(1, keepdims=True)
    normal: Array = values - np.log(np.exp(values).sum(1, keepdims=True))
    return normal
