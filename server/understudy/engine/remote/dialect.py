"""What a server's kind decides: how a request is worded, and what its events mean."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from understudy.engine.protocol import Finish, ModelInfo, Sampling
from understudy.engine.remote.prompt import Gap

UNKNOWN_TOKEN = -1
LEAST_LOGPROB = -100.0  # servers write impossible tokens as -inf or -9999


@dataclass(frozen=True, slots=True)
class Ask:
    """One HTTP request's worth. rows: how many. sampling.seed: of the first. time_s: what is left, None = no end."""

    parts: Gap | str
    rows: int
    max_tokens: int
    sampling: Sampling
    time_s: float | None = None


class Piece(NamedTuple):
    """Text a row gained. tokens, logprobs: of equal length, at least one; UNKNOWN_TOKEN and 0.0 where not told."""

    row: int
    text: str
    tokens: tuple[int, ...]
    logprobs: tuple[float, ...]


class End(NamedTuple):
    """A row is over. evaluated, reused: prompt tokens, 0 where not told."""

    row: int
    finish: Finish
    evaluated: int = 0
    reused: int = 0


class Dialect(Protocol):
    """kind: for the user. warms: a request for no tokens evaluates the prompt for the next one.
    most_rows: what one request may ask for; lowered when the server gives fewer."""

    kind: str
    warms: bool
    info: ModelInfo
    most_rows: int

    async def request(self, ask: Ask) -> tuple[str, dict[str, object]]:
        """Path and body. Raises EngineError."""
        ...

    def read(self, event: object) -> Iterator[Piece | End]:
        """What an event says; nothing for one of an unknown shape."""
        ...

    def declined(self, ask: Ask, words: str) -> bool:
        """Learn from a request the server did not take; True = word it again."""
        ...


def logprob(value: object) -> float:
    """A log-probability as told, 0.0 for unknown: an unknown one must neither hide a text nor rank it down."""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        return 0.0
    return min(0.0, max(LEAST_LOGPROB, float(value)))


def number(value: object) -> int:
    """A count as told, 0 if it is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
