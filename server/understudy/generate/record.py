"""One run of the loop as one `tested` event, from which `learn` makes preference pairs."""

from __future__ import annotations

import uuid

from understudy.engine.protocol import ModelInfo
from understudy.generate.types import Outcome, Request, TriedCandidate
from understudy.learn.events import Tested, TestedCandidate
from understudy.prompts import plan

BEST, WORST = 24, 8  # of hundreds of candidates: what the log keeps of one run, enough for pairs and rankings


def tested_event(
    request: Request, prefix: str, model: ModelInfo, outcome: Outcome, previous: Outcome | None = None
) -> Tested:
    """What the tests said of every candidate, under the direct prompt (a body is a body, planned or not).

    previous: the outcome that was gone on from, whose own event stands in the log; here stands what this run adds.
    """
    return Tested(
        id=uuid.uuid4().hex,
        file=str(request.file),
        language="python",
        prompt=plan.direct(prefix, model.special),
        candidates=tuple(_ends(_added(outcome, previous))),
        model_sha=model.sha256,
        adapter=request.adapter,
    )


def _added(outcome: Outcome, previous: Outcome | None) -> list[TestedCandidate]:
    """The candidates with a new verdict or new seconds; with them, where none of these passed (or none failed), one of
    the earlier that did: pairs need both. More of the earlier would let one function fill a batch again and again."""
    found = list(map(_candidate, outcome.candidates))
    earlier = {c.text: c for c in map(_candidate, previous.candidates)} if previous else {}
    new = [c for c in found if _says_more(c, earlier.get(c.text))]
    known = [c for c in found if c not in new and c.status != "not_verified"]
    kinds = {c.status == "passed" for c in new if c.status != "not_verified"}
    if kinds == {False}:
        new += [c for c in known if c.status == "passed"][:1]  # the best
    elif kinds == {True}:
        new += [c for c in known if c.status != "passed"][-1:]  # the worst: it differs most
    return new


def _ends(candidates: list[TestedCandidate]) -> list[TestedCandidate]:
    """All of a few; of many those at both ends, which differ most."""
    return candidates if len(candidates) <= BEST + WORST else [*candidates[:BEST], *candidates[-WORST:]]


def _says_more(now: TestedCandidate, before: TestedCandidate | None) -> bool:
    """A pass that was not confirmed again, and seconds that were not taken again, are nothing new."""
    if before is None:
        return True
    if now.status == "not_verified":
        return False
    timed = now.wall_s not in (0.0, before.wall_s)
    return timed or (now.status, now.passed, now.total) != (before.status, before.passed, before.total)


def _candidate(tried: TriedCandidate) -> TestedCandidate:
    verdict = tried.verdict
    if verdict is None:
        return TestedCandidate(tried.text, "not_verified", 0, 0, 0.0, tried.mean_logprob)
    status = verdict.status
    if status == "passed" and not tried.verified:
        status = "not_verified"  # only a confirmed run may teach "this passed"
    seconds = tried.seconds or 0.0  # 0 = not timed: one run's wall time says nothing about the code's speed
    return TestedCandidate(tried.text, status, verdict.passed, verdict.total, seconds, tried.mean_logprob)
