"""How sure the model was of what is shown, also while it still writes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple


class Confidence(NamedTuple):
    """mean, lowest: log-probability per token, nats. tokens: how many it was taken over; 0 = unknown."""

    mean: float = 0.0
    lowest: float = 0.0
    tokens: int = 0


class Trace:
    """What a row's deltas said as its text grew."""

    def __init__(self) -> None:
        self._marks: list[tuple[int, float, int]] = []  # characters, sum of log-probabilities and tokens so far

    def add(self, characters: int, logprob: float, tokens: int) -> None:
        """The row has `characters` of text after `tokens` tokens whose log-probabilities sum to `logprob`."""
        if tokens and math.isfinite(logprob):
            self._marks.append((characters, logprob, tokens))

    def end(self, characters: int, logprobs: Sequence[float]) -> None:
        """The row is finished; its tokens say what deltas did not (an engine may report only whole rows)."""
        if not self._marks:
            self.add(characters, sum(logprobs), len(logprobs))

    def of(self, characters: int) -> Confidence:
        """Of the tokens that wrote the first `characters` characters."""
        mean = lowest = 0.0
        seen = 0
        before_logprob, before_tokens = 0.0, 0
        for written, logprob, tokens in self._marks:
            if tokens > before_tokens:
                lowest = min(lowest, (logprob - before_logprob) / (tokens - before_tokens))
            mean, seen = logprob / tokens, tokens
            before_logprob, before_tokens = logprob, tokens
            if written >= characters:
                break
        return Confidence(mean, lowest, seen)


def of_tokens(logprobs: Sequence[float]) -> Confidence:
    """Of a whole row."""
    known = [value for value in logprobs if math.isfinite(value)]
    return Confidence(sum(known) / len(known), min(known), len(known)) if known else Confidence()
