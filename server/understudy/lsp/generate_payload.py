"""What `understudy.generate` answers, and the edits it proposes. Names are part of the contract with extensions."""

from __future__ import annotations

import math

import msgspec

from understudy.context.functions import find_function
from understudy.errors import UnderstudyError
from understudy.generate.candidates import in_file
from understudy.generate.types import Outcome, TriedCandidate
from understudy.lsp.marks import edit_between
from understudy.lsp.results import Result
from understudy.lsp.workspace import Document


class Failure(msgspec.Struct, frozen=True, rename="camel"):
    message: str
    next_step: str


class VerdictPayload(msgspec.Struct, frozen=True, rename="camel"):
    status: str
    passed: int
    total: int
    detail: str


class CandidatePayload(msgspec.Struct, frozen=True, rename="camel"):
    """edit: a WorkspaceEdit that puts this candidate in place (null if the function is gone meanwhile).
    seconds: time inside the function over its tests (null = not timed)."""

    text: str
    plan: tuple[str, ...]
    verdict: VerdictPayload
    mean_logprob: float | None
    chosen: bool
    edit: dict[str, object] | None
    seconds: float | None


class ExcludedPayload(msgspec.Struct, frozen=True, rename="camel"):
    test: str
    why: str


class AnswerPayload(msgspec.Struct, frozen=True, rename="camel"):
    text: str
    candidates: tuple[int, ...]


class QuestionPayload(msgspec.Struct, frozen=True, rename="camel"):
    """To be answered with `understudy.answerQuestion`, by the index of an answer."""

    call: str
    answers: tuple[AnswerPayload, ...]


class FunctionPayload(msgspec.Struct, frozen=True, rename="camel"):
    qualname: str
    range: dict[str, object]


class Payload(msgspec.Struct, frozen=True, rename="camel", omit_defaults=False):
    """uri, version: of the document the edits fit (no version: it is not open). candidates: best first. edit: the
    proposal's, not applied by the server. next_step: if nothing was verified, or little. sandbox: level and command the
    tests ran in ("" = none ran). excluded: tests that did not count, and why. question: what only the user can decide.
    speedup: of the proposal, where speed was compared."""

    result_id: str
    uri: str
    version: int | None
    summary: str
    verified: bool
    function: FunctionPayload | None
    tests: tuple[str, ...]
    candidates: tuple[CandidatePayload, ...]
    edit: dict[str, object] | None
    elapsed_seconds: float
    next_step: str = ""
    sandbox: str = ""
    excluded: tuple[ExcludedPayload, ...] = ()
    question: QuestionPayload | None = None
    speedup: float | None = None
    error: Failure | msgspec.UnsetType = msgspec.UNSET


def cannot(error: UnderstudyError) -> Payload:
    """The answer when nothing could be generated."""
    failure = Failure(error.message, error.next_step)
    return Payload("", "", None, str(error), False, None, (), (), None, 0.0, error=failure)


def payload(result_id: str, result: Result, document: Document) -> Payload:
    """A result as it is sent; edits fit the document as it is now."""
    outcome = result.outcome
    site = outcome.site
    edits = [_edit(result, candidate, document) for candidate in outcome.candidates]
    return Payload(
        result_id=result_id,
        uri=result.place.uri,
        version=document.version,
        summary=outcome.summary,
        verified=outcome.verified,
        function=FunctionPayload(site.qualname, _range(document, (site.def_line, 0), (site.end_line, 0))),
        tests=outcome.tests,
        candidates=tuple(
            _candidate(candidate, edit, index == outcome.chosen)
            for index, (candidate, edit) in enumerate(zip(outcome.candidates, edits, strict=True))
        ),
        edit=edits[outcome.chosen] if outcome.chosen is not None else None,
        elapsed_seconds=round(outcome.elapsed_s, 3),
        next_step=outcome.next_step,
        sandbox=outcome.sandbox if outcome.tested_by else "",
        excluded=tuple(ExcludedPayload(test.nodeid, test.why) for test in outcome.excluded),
        question=_question(outcome),
        speedup=outcome.speedup,
    )


def _question(outcome: Outcome) -> QuestionPayload | None:
    asked = outcome.evidence.question if outcome.evidence else None
    if asked is None:
        return None
    answers = tuple(AnswerPayload(answer.text, answer.candidates) for answer in asked.answers)
    return QuestionPayload(asked.call, answers)


def _candidate(tried: TriedCandidate, edit: dict[str, object] | None, chosen: bool) -> CandidatePayload:
    verdict = tried.verdict
    if verdict is None:
        shown = VerdictPayload("not_tested", 0, 0, "")
    else:
        # a pass that no fresh process has confirmed is not yet a pass
        status = "not_verified" if verdict.status == "passed" and not tried.verified else verdict.status
        detail = verdict.detail or "; ".join(f"{f.nodeid}: {f.message}" for f in verdict.failures[:3])
        shown = VerdictPayload(status, verdict.passed, verdict.total, detail)
    likelihood = tried.mean_logprob if math.isfinite(tried.mean_logprob) else None
    return CandidatePayload(tried.text, tried.plan, shown, likelihood, chosen, edit, tried.seconds)


def _edit(result: Result, candidate: TriedCandidate, document: Document) -> dict[str, object] | None:
    now = document.source
    if now == result.place.text:
        wanted = candidate.file_text
    else:  # typed meanwhile: put the body into the function as it is now
        site = find_function(now, qualname=result.outcome.site.qualname)
        if site is None:
            return None
        wanted = in_file(now, site, candidate.text, candidate.plan if result.request.keep_plan else ())
    start, end, text = edit_between(now, wanted)
    change = {"range": _range(document, document.place_of(start), document.place_of(end)), "newText": text}
    uri = result.place.uri
    if not result.place.creates:
        return {"changes": {uri: [change]}}
    edits = {"textDocument": {"uri": uri, "version": None}, "edits": [change]}
    return {"documentChanges": [{"kind": "create", "uri": uri}, edits]}


def _range(document: Document, start: tuple[int, int], end: tuple[int, int]) -> dict[str, object]:
    places = [document.position(*place) for place in (start, end)]
    first, last = ({"line": p.line, "character": p.character} for p in places)
    return {"start": first, "end": last}
