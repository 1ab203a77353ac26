"""How likely a candidate is right, from the state its model was in while it wrote it (CodeRanker, 2206.03865).

CodeRanker reads the code with a second model; here the served model's own hidden states come with the candidate
(`Candidate.embedding`), and one matrix does the rest. It orders what is tested first, and candidates that no test
decides on. It proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from understudy.engine.protocol import Candidate
from understudy.generate.types import Source
from understudy.models import rankers
from understudy.models.rankers import Array, Fitted


def features(embedding: bytes, logprobs: Sequence[float]) -> Array:
    """(width + 3,): mean hidden state, mean and least log-probability, log of the length.

    logprobs: of all tokens; the last, which ends the candidate and is no part of its text, does not count.
    Raises ValueError if `embedding` is no array of f32.
    """
    written = np.asarray(logprobs[:-1] if len(logprobs) > 1 else logprobs, np.float64)
    rest = (written.mean(), written.min(), np.log(len(written))) if len(written) else (0.0, 0.0, 0.0)
    return np.concatenate([np.frombuffer(embedding, "<f4").astype(np.float64), rest])


class Ranker:
    """A fitted ranker, applied."""

    def __init__(self, fitted: Fitted) -> None:
        self._fitted = fitted
        self._correct = fitted.classes.index("correct")

    @classmethod
    def of(cls, model_sha: str, adapter_sha: str) -> Ranker | None:
        """The ranker in use for what is served; None where there is none that proved itself."""
        fitted = rankers.find(model_sha, adapter_sha) if model_sha else None  # a remote model has no hash
        return cls(fitted) if fitted is not None and fitted.used else None

    def likelihood(self, candidate: Candidate, source: Source) -> float | None:
        """The calibrated probability that the candidate is right; None where the ranker does not apply: no hidden
        states, of another width, or a way of writing it was not trained on."""
        if candidate.embedding is None or source not in self._fitted.sources:
            return None
        if len(candidate.embedding) != 4 * (len(self._fitted.weights) - 3):
            return None
        row = features(candidate.embedding, candidate.logprobs)
        found = float(probabilities(self._fitted, row[None], [source])[0, self._correct])
        return found if np.isfinite(found) else None


def probabilities(fitted: Fitted, rows: Array, sources: Sequence[str]) -> Array:
    """(n, C) from features (n, F): softmax((standardised @ weights + bias) / temperature)."""
    which = np.array([fitted.sources.index(source) for source in sources], np.intp)
    standard = (rows - fitted.means[which]) / fitted.scales[which]
    logits = (standard @ fitted.weights + fitted.bias) / fitted.temperature
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
