"""One run of the loop as one `tested` event, from which `learn` makes preference pairs."""

from __future__ import annotations

import uuid

from understudy.engine.protocol import ModelInfo
from understudy.generate.types import Outcome, Request, TriedCandidate
from understudy.learn.events import Tested, TestedCandidate
from understudy.prompts import plan


def tested_event(request: Request, prefix: str, model: ModelInfo, outcome: Outcome) -> Tested:
    """What the tests said of every candidate, under the direct prompt (a body is a body, planned or not)."""
    return Tested(
        id=uuid.uuid4().hex,
        file=str(request.file),
        language="python",
        prompt=plan.direct(prefix, model.special),
        candidates=tuple(map(_candidate, outcome.candidates)),
        model_sha=model.sha256,
        adapter=request.adapter,
    )


def _candidate(tried: TriedCandidate) -> TestedCandidate:
    verdict = tried.verdict
    if verdict is None:
        return TestedCandidate(tried.text, "not_verified", 0, 0, 0.0, tried.mean_logprob)
    status = verdict.status
    if status == "passed" and not tried.verified:
        status = "not_verified"  # only a confirmed run may teach "this passed"
    seconds = tried.seconds or 0.0  # 0 = not timed: one run's wall time says nothing about the code's speed
    return TestedCandidate(tried.text, status, verdict.passed, verdict.total, seconds, tried.mean_logprob)
