"""`understudy.accepted`: the editor inserted a suggestion. `understudy.acceptCandidate`: the user picked a result."""

from __future__ import annotations

import msgspec
from pygls.lsp.server import LanguageServer

from understudy.complete.types import Suggestion
from understudy.generate.candidates import prompt_prefix
from understudy.generate.types import TriedCandidate
from understudy.lsp.arguments import first
from understudy.lsp.inline_completion import ACCEPTED
from understudy.lsp.results import Result
from understudy.lsp.session import Session
from understudy.prompts import plan

PROMPT_CHARACTERS = 4_000  # of the file above the function, enough for the pair and no more


class _Choice(msgspec.Struct, frozen=True, rename="camel"):
    result_id: str
    index: int


def register(server: LanguageServer, session: Session) -> None:
    @server.command(ACCEPTED)
    def accepted(arguments: list[object]) -> bool:
        return bool(arguments) and session.tracker.accept(str(arguments[0]))

    @server.command("understudy.acceptCandidate")
    def accept_candidate(arguments: list[object]) -> bool:
        choice = first(arguments, _Choice)
        result = session.results.get(choice.result_id)
        if result is None or not 0 <= choice.index < len(result.outcome.candidates):
            return False
        picked(session, choice.result_id, choice.index, result)
        return True


def picked(session: Session, result_id: str, index: int, result: Result) -> None:
    """That candidate is shown and accepted; the proposal it was preferred to is shown and dismissed."""
    outcome = result.outcome
    candidate = outcome.candidates[index]
    session.plans.put(result.place.uri, outcome.site.qualname.rpartition(".")[2], candidate.plan)
    if not result.loggable:
        return
    document = session.document(result.place.uri)
    offset = document.offset(min(outcome.site.body_line, len(document.lines) - 1), 0)
    file = str(result.request.file)
    if outcome.chosen is not None and outcome.chosen != index:
        refused = _suggestion(f"{result_id}-{outcome.chosen}", outcome.candidates[outcome.chosen], result)
        session.tracker.offer(refused, document, offset, file)
        session.tracker.refuse(refused.id)
    suggestion = _suggestion(f"{result_id}-{index}", candidate, result)
    session.tracker.offer(suggestion, document, offset, file)
    session.tracker.accept(suggestion.id)


def _suggestion(suggestion_id: str, candidate: TriedCandidate, result: Result) -> Suggestion:
    prefix = prompt_prefix(result.request.text, result.outcome.site, PROMPT_CHARACTERS)
    return Suggestion(
        id=suggestion_id,
        text=candidate.text,
        full=candidate.text,
        prompt=plan.direct(prefix, result.model.special),
        cursor_piece=-1,
        lead="",
        model=result.model.sha256,
        adapter=result.adapter,
        mean_logprob=candidate.mean_logprob,
        plan=candidate.plan,
        function=result.outcome.site.qualname,
    )
