"""What `understudy.generate` answers, and the edits it proposes. Names are part of the contract with extensions."""

from __future__ import annotations

import math
from typing import Literal

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
    """status: "passed" is said of a confirmed run alone; a pass that no fresh process has confirmed is "unconfirmed".
    tier: "quick" (the function swapped into a process that is there) or "confirmed" (a fresh one), "" = not tested.
    seconds: of wall time that the tests took."""

    status: str
    passed: int
    total: int
    detail: str
    tier: Literal["quick", "confirmed", ""] = ""
    seconds: float = 0.0


class CandidatePayload(msgspec.Struct, frozen=True, rename="camel"):
    """edit: a WorkspaceEdit that puts this candidate in place, with its plan if the setting says so (null if the
    function is gone meanwhile); another one can be asked for with `understudy.candidateEdit`.
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


SHOWN = 64  # candidates that a view gets where tests have ordered them; what stands behind has failed them


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
    """uri, version: of the document the edits fit (no version: it is not open). candidates: best first; `unshown` more
    stand behind them. edit: the proposal's, not applied by the server. next_step: if nothing was verified, or little.
    sandbox: level and command the tests ran in ("" = none ran). excluded: tests that did not count, and why. question:
    what only the user can decide. speedup: of the proposal over `faster_than`, where speed was compared. cancelled: the
    user stopped the run; this is what there was by then. keep_plan: the setting, for what a view offers at first."""

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
    faster_than: str = ""
    cancelled: bool = False
    keep_plan: bool = False
    unshown: int = 0
    error: Failure | msgspec.UnsetType = msgspec.UNSET


class EditPayload(msgspec.Struct, frozen=True, rename="camel"):
    """uri, version, edit: as in `Payload` and `CandidatePayload`."""

    uri: str
    version: int | None
    edit: dict[str, object] | None
    error: Failure | msgspec.UnsetType = msgspec.UNSET


def no_edit(error: UnderstudyError) -> EditPayload:
    """The answer when there is none to give."""
    return EditPayload("", None, None, Failure(error.message, error.next_step))


def cannot(error: UnderstudyError, *, cancelled: bool = False) -> Payload:
    """The answer when nothing could be generated."""
    failure = Failure(error.message, error.next_step)
    return Payload("", "", None, str(error), False, None, (), (), None, 0.0, cancelled=cancelled, error=failure)


def payload(result_id: str, result: Result, document: Document) -> Payload:
    """A result as it is sent; edits fit the document as it is now."""
    outcome = result.outcome
    site = outcome.site
    keep_plan = result.request.keep_plan
    shown = outcome.candidates if outcome.evidence else outcome.candidates[:SHOWN]
    edits = [_edit(result, candidate, document, keep_plan) for candidate in shown]
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
            for index, (candidate, edit) in enumerate(zip(shown, edits, strict=True))
        ),
        edit=edits[outcome.chosen] if outcome.chosen is not None else None,
        elapsed_seconds=round(outcome.elapsed_s, 3),
        next_step=outcome.next_step,
        sandbox=outcome.sandbox if outcome.tested_by else "",
        excluded=tuple(ExcludedPayload(test.nodeid, test.why) for test in outcome.excluded),
        question=_question(outcome),
        speedup=outcome.speedup,
        faster_than=outcome.faster_than,
        cancelled=outcome.cancelled,
        keep_plan=keep_plan,
        unshown=len(outcome.candidates) - len(shown),
    )


def edit_payload(result: Result, index: int, document: Document, *, keep_plan: bool) -> EditPayload:
    """The edit for one candidate, with its plan as comments or without; it fits the document as it is now."""
    edit = _edit(result, result.outcome.candidates[index], document, keep_plan)
    return EditPayload(result.place.uri, document.version, edit)


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
        status = "unconfirmed" if verdict.status == "passed" and not tried.verified else verdict.status
        detail = verdict.detail or "; ".join(f"{f.nodeid}: {f.message}" for f in verdict.failures[:3])
        tier: Literal["quick", "confirmed"] = "quick" if verdict.tier == "rank" else "confirmed"
        shown = VerdictPayload(status, verdict.passed, verdict.total, detail, tier, round(verdict.wall_s, 4))
    likelihood = tried.mean_logprob if math.isfinite(tried.mean_logprob) else None
    return CandidatePayload(tried.text, tried.plan, shown, likelihood, chosen, edit, tried.seconds)


def _edit(result: Result, candidate: TriedCandidate, document: Document, keep_plan: bool) -> dict[str, object] | None:
    now = document.source
    steps = candidate.plan if keep_plan else ()
    if now == result.place.text:
        wanted = in_file(result.request.text, result.outcome.site, candidate.text, steps)
    else:  # typed meanwhile: put the body into the function as it is now
        site = find_function(now, qualname=result.outcome.site.qualname)
        if site is None:
            return None
        wanted = in_file(now, site, candidate.text, steps)
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
