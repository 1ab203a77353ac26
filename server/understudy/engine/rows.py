"""What the scheduler moves around: rows (one continuation), jobs (one request), lanes (one priority)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from understudy.engine.protocol import Candidate, Finish, Generate
from understudy.engine.sampling import Logits, Sampler, Tokens
from understudy.engine.stops import Transcript
from understudy.prompts.special import FIM_MIDDLE, FIM_PREFIX
from understudy.prompts.types import Prompt

if TYPE_CHECKING:
    from understudy.engine.vocabulary import Vocabulary


@dataclass(eq=False)
class Row:
    """sequence: the llama.cpp sequence while the row is live, None while it waits (its tokens are replayed later).

    left: bytes of the request's `heal` that it must still write. told: how many of its tokens the last Delta counted.
    copy: which evaluation of the prompt its cells are of. states: sum of the hidden states behind its tokens, where the
    request wants it; it outlives a parking, as what is replayed then was summed before."""

    index: int
    sampler: Sampler
    transcript: Transcript
    left: bytes = b""
    tokens: list[int] = field(default_factory=list)
    logprobs: list[float] = field(default_factory=list)
    sequence: int | None = None
    told: int = 0
    copy: int = 0
    states: NDArray[np.float32] | None = None
    pooled: int = 0

    def choose(self, logits: Logits, normalizer: float, vocabulary: Vocabulary) -> int:
        """Its next token, which it has from now on. normalizer: the logits' log-sum-exp."""
        if self.left:
            token, logprob = self.sampler.pick_among(logits, vocabulary.allowed(self.left))
        else:
            token = self.sampler.pick(logits)
            logprob = float(logits[token]) - normalizer
        self.tokens.append(token)
        self.logprobs.append(logprob)
        return token

    def pool(self, state: NDArray[np.float32]) -> None:
        """Add the hidden state behind its last token, (width,)."""
        self.states = state.copy() if self.states is None else self.states + state
        self.pooled += 1

    def write(self, piece: bytes) -> str:
        """Add one token's bytes; return the text that became safe to show. What was left to write is not part of it."""
        new, self.left = piece[len(self.left) :], self.left[len(piece) :]
        return self.transcript.push(new)

    def candidate(self, finish: Finish) -> Candidate:
        mean = None if self.states is None else (self.states / self.pooled).astype("<f4").tobytes()
        return Candidate(self.index, self.transcript.text, self.tokens, self.logprobs, finish, mean)


@dataclass(eq=False)
class Job:
    """prompt: token ids. row_tokens: most tokens a row may get. received, deadline: clock seconds.

    logits: of the prompt's last token, (vocabulary,), kept so that rows may enter at any time; None before.
    copy: how often the prompt was evaluated; rows that entered after an earlier time hold other cells.
    """

    request: Generate
    prompt: Tokens
    row_tokens: int
    received: float
    deadline: float | None
    pending: deque[Row]
    live: list[Row] = field(default_factory=list)
    logits: Logits | None = None
    normalizer: float = 0.0
    copy: int = 0
    reused: int | None = None
    evaluated: int = 0
    first_token: float | None = None


@dataclass(eq=False)
class Lane:
    """Jobs of one priority in order of arrival, and the sequences they own.

    cached: what `sequence` holds (a prompt or a part of one). owner: the job whose whole prompt that is.
    free: row sequences nobody uses. exact: how many of its first cells are as a fresh evaluation computes them; the
    others saw an older prefix (`shift`). drift: tokens inserted and removed since. document: whose prompt it is.
    """

    sequence: int
    free: list[int]
    jobs: list[Job] = field(default_factory=list)
    cached: Tokens = field(default_factory=lambda: np.zeros(0, np.int32))
    owner: Job | None = None
    exact: int = 0
    drift: int = 0
    document: str = ""

    def hold(self, tokens: Tokens, exact: int) -> None:
        """`sequence` holds these tokens now, the first `exact` of them as a fresh evaluation would."""
        self.cached, self.exact, self.owner = tokens, exact, None
        if self.is_exact:
            self.drift = 0

    @property
    def is_exact(self) -> bool:
        return self.exact == len(self.cached)

    @property
    def live(self) -> list[Row]:
        return [row for job in self.jobs for row in job.live]


def make_job(request: Generate, prompt: Tokens, room: int, received: float, special: dict[str, int]) -> Job:
    """A job with all its rows waiting. room: positions left behind the prompt in one sequence."""
    at_line_start = starts_line(request.prompt, special, request.heal)
    heal = request.heal.encode("utf-8", "replace")
    rows = (
        Row(index, Sampler(request.sampling, index), Transcript(request.stop, at_line_start), heal)
        for index in range(request.n)
    )
    return Job(
        request=request,
        prompt=prompt,
        row_tokens=min(request.max_tokens, room),
        received=received,
        deadline=None if request.deadline_s is None else received + request.deadline_s,
        pending=deque(rows),
    )


def starts_line(prompt: Prompt, special: dict[str, int], heal: str = "") -> bool:
    """Whether what is returned starts a line: the text before the cursor is empty or ends with a newline.

    That text is `heal` behind the last piece of text, or in a fill-in-the-middle prompt behind the one after the prefix
    token.
    """
    at = _cursor_piece(prompt, special)
    text = (str(prompt[at]) if at is not None else "") + heal
    return not text or text.endswith("\n")


def without_heal(request: Generate, special: dict[str, int]) -> Generate:
    """The request as it is asked of a model that cannot write its `heal`: with that in the prompt."""
    at = _cursor_piece(request.prompt, special)
    prompt = list(request.prompt)
    if at is None:
        prompt.append(request.heal)
    else:
        prompt[at] = f"{prompt[at]}{request.heal}"
    return msgspec.structs.replace(request, prompt=prompt, heal="")


def _cursor_piece(prompt: Prompt, special: dict[str, int]) -> int | None:
    """Index of the text that ends at the cursor, None if there is none."""
    places = range(len(prompt))
    if FIM_MIDDLE in special and special[FIM_MIDDLE] in prompt and special[FIM_PREFIX] in prompt:
        behind = list(prompt).index(special[FIM_PREFIX]) + 1
        places = range(behind, min(behind + 1, len(prompt)))
    return next((at for at in reversed(places) if isinstance(prompt[at], str)), None)


def common_prefix(left: Tokens, right: Tokens) -> int:
    """How many tokens two prompts share from the start."""
    size = min(len(left), len(right))
    different = np.flatnonzero(left[:size] != right[:size])
    return int(different[0]) if len(different) else size
