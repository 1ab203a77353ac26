"""A scheduler on a real model whose steps and clock the test moves."""

from __future__ import annotations

from typing import Any

import numpy as np

from understudy.engine.llama import Llama, Outcome
from understudy.engine.protocol import Candidate, Delta, Done, Failed, Finished, Generate, Response, Sampling
from understudy.engine.scheduler import Scheduler

PROMPT = "def area(width, height):\n    return width * height\n\n\ndef perimeter(width, height):\n"
HOT = Sampling(temperature=1.0, seed=3)


def batch(request_id: int, text: str = PROMPT, **options: object) -> Generate:
    return Generate(request_id, [text], priority="batch", **options)  # type: ignore[arg-type]


def typed(request_id: int, text: str = PROMPT, **options: object) -> Generate:
    return Generate(request_id, [text], **options)  # type: ignore[arg-type]


def alone_logprobs(engine: Llama, prompt: list[int], tokens: list[int]) -> list[float]:
    """Log-probabilities of `tokens` after `prompt`, one at a time in one sequence."""
    engine.clear()
    found = []
    *chunks, feed = [prompt[start : start + 256] for start in range(0, len(prompt), 256)]
    for chunk in chunks:
        _decode(engine, chunk)
    for token in tokens:
        _decode(engine, feed)
        logits = engine.logits()[0].astype(np.float64)
        found.append(float(logits[token] - np.log(np.exp(logits - logits.max()).sum()) - logits.max()))
        feed = [token]
    return found


def _decode(engine: Llama, tokens: list[int]) -> None:
    wanted = np.zeros(len(tokens), np.bool_)
    wanted[-1] = True
    outcome = engine.decode(np.array(tokens, np.int32), np.zeros(len(tokens), np.int32), wanted)
    assert outcome is Outcome.OK


class Driver:
    def __init__(self, engine: Llama, **options: Any) -> None:
        self.engine = engine
        self.now = 0.0
        self.answers: list[Response] = []
        self.scheduler = Scheduler(engine, self.answers.append, lambda: self.now, **options)

    def submit(self, request: Generate) -> None:
        self.scheduler.submit(request, self.now)

    def step(self, count: int = 1) -> None:
        for _ in range(count):
            self.scheduler.step()

    def run(self, request: Generate | None = None, limit: int = 2000) -> list[Candidate]:
        """Run to the end; the candidates of `request`."""
        if request is not None:
            self.submit(request)
        for _ in range(limit):
            if not self.scheduler.step():
                break
        else:
            raise AssertionError("the scheduler never came to rest")
        return self.candidates(request.id) if request is not None else []

    def candidates(self, request_id: int) -> list[Candidate]:
        found = [
            answer.candidate for answer in self.answers if isinstance(answer, Finished) and answer.id == request_id
        ]
        return sorted(found, key=lambda candidate: candidate.index)

    def done(self, request_id: int) -> Done:
        (answer,) = [answer for answer in self.answers if isinstance(answer, Done) and answer.id == request_id]
        return answer

    def failed(self, request_id: int) -> Failed:
        (answer,) = [answer for answer in self.answers if isinstance(answer, Failed) and answer.id == request_id]
        return answer

    def shown(self, request_id: int, index: int) -> str:
        deltas = [answer for answer in self.answers if isinstance(answer, Delta) and answer.id == request_id]
        return "".join(delta.text for delta in deltas if delta.index == index)

    def cells(self) -> int:
        """Tokens held by all sequences, shared cells counted once per sequence."""
        return sum(self.engine.kv.ends[sequence] for sequence in range(self.engine.sequences))
