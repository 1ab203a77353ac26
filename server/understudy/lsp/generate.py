"""`understudy.generate`: candidates for one function, proved by the workspace's tests; the edit is only proposed."""

from __future__ import annotations

import asyncio
import dataclasses
import uuid
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Protocol

import msgspec
from lsprotocol import types
from pygls.lsp.server import LanguageServer

from understudy.errors import UnderstudyError, os_error
from understudy.generate.budget import Clock
from understudy.generate.summary import verdict_line
from understudy.generate.types import GenerateError, Goal, Outcome, Progress, Request
from understudy.lsp.applying import Applying
from understudy.lsp.arguments import first
from understudy.lsp.failure import uncancel
from understudy.lsp.generate_payload import EditPayload, Payload, cannot, edit_payload, no_edit, payload
from understudy.lsp.lenses import GENERATE
from understudy.lsp.progress import Report, own_token, progress
from understudy.lsp.results import Place, Result
from understudy.lsp.session import Session
from understudy.lsp.workspace import Document, path_of

STOPPED = GenerateError("Stopped.", "Nothing was changed.")  # said, never raised


class Position(msgspec.Struct, frozen=True):
    line: int
    character: int = 0


class _Arguments(msgspec.Struct, frozen=True, rename="camel"):
    """uri and position, or qualname: the function. Or `continues`, the id of a result to spend more time on.
    apply: for a client that shows no results (`lsp.applying`)."""

    uri: str = ""
    position: Position | None = None
    qualname: str | None = None
    continues: str = ""
    goal: Goal = "pass"
    apply: bool = False
    work_done_token: str | int | None = None


class _Answer(msgspec.Struct, frozen=True, rename="camel"):
    result_id: str
    index: int


class _Choice(msgspec.Struct, frozen=True, rename="camel"):
    """index: of the candidate. keep_plan: its plan as comments above it."""

    result_id: str
    index: int
    keep_plan: bool = False


def register(server: LanguageServer, session: Session) -> None:
    @server.command(GENERATE)
    async def generate(arguments: list[object]) -> object:
        wanted = first(arguments, _Arguments)
        return await reported(server, session, wanted, lambda report: _generate(session, wanted, report))

    @server.command("understudy.candidateEdit")
    async def candidate_edit(arguments: list[object]) -> object:
        return msgspec.to_builtins(_edit_for(session, first(arguments, _Choice)))

    @server.command("understudy.answerQuestion")
    async def answer_question(arguments: list[object]) -> object:
        return msgspec.to_builtins(await _payload_of(_answer(session, first(arguments, _Answer))))


class Asking(Protocol):
    """Arguments of a command that generates."""

    @property
    def apply(self) -> bool: ...

    @property
    def work_done_token(self) -> str | int | None: ...


async def reported(
    server: LanguageServer, session: Session, asked: Asking, work: Callable[[Report], Coroutine[Any, Any, Payload]]
) -> object:
    """The payload as plain values; an error of ours, or a cancel, is a payload too.

    The progress begins before anything is waited for, else its cancel would not be heard then. It is the client's, or
    one of our own where nothing else would show that work is under way.
    """
    token = asked.work_done_token
    if token is None and asked.apply:
        token = await own_token(server)

    async def run() -> Payload:
        async with progress(server, token, "Generate with tests") as report:
            return await work(report)

    payload = await _payload_of(run())
    if asked.apply:
        await Applying(server, session).conclude(payload)
    return msgspec.to_builtins(payload)


async def _payload_of(work: Coroutine[Any, Any, Payload]) -> Payload:
    try:
        return await work
    except UnderstudyError as error:
        return cannot(error)
    except OSError as error:
        return cannot(os_error(error))
    except asyncio.CancelledError:
        uncancel()  # the client waits for an answer to its command, cancelled or not
        return cannot(STOPPED, cancelled=True)


async def _generate(session: Session, wanted: _Arguments, report: Report) -> Payload:
    await session.ready()
    if not wanted.continues:
        place, request = Place(wanted.uri, session.document(wanted.uri).source), _request(session, wanted)
        return await run(session, place, request, report)
    earlier = _earlier(session, wanted.continues)
    if session.document(earlier.place.uri).source != earlier.place.text:
        raise GenerateError("The file has changed since these candidates were made.", "Run Generate with Tests again.")
    budget_s = session.settings.generate.budget_seconds
    request = dataclasses.replace(earlier.request, goal=wanted.goal, budget_s=budget_s)
    return await run(session, earlier.place, request, report, earlier.outcome)


async def run(
    session: Session, place: Place, request: Request, report: Report, previous: Outcome | None = None
) -> Payload:
    """One run of the loop; its result is kept, for accepting and for going on.

    A cancel ends the run, and what it had found by then is the result. Raises GenerateError in an untrusted workspace.
    """
    from understudy.generate.loop import generate_with_tests, locate  # numpy: `initialize` need not wait 0.15 s for it
    from understudy.generate.wanted import GivenTests

    require_trust(session)
    Clock.start(request.budget_s)  # both say what is wrong before anything is loaded
    locate(request)
    async with AsyncExitStack() as stack:
        report("loading the model", 0.0)
        served = await stack.enter_async_context(session.host.held())
        request = dataclasses.replace(request, adapter=served.adapter)
        assert session.host.client is not None
        loggable = session.rules.decide(request.file).allowed
        tests = session.settings.tests
        runners = session.runners.at(
            session.root_of(request.file),
            python=request.python,
            timeout_s=tests.timeout_seconds,
            mapped=tests.background_map,
        )
        try:
            with session.activities.during("generating"):
                runner, why = await stack.enter_async_context(runners)
                stop = asyncio.Event()
                work = generate_with_tests(
                    request,
                    session.host.client,
                    GivenTests(runner, place.tests) if runner and place.tests else runner,
                    on_progress=_teller(report, request.budget_s),
                    log=session.learning.log if loggable else None,
                    no_runner=why,
                    previous=previous,
                    stop=stop,
                )
                outcome = await _until_stopped(asyncio.create_task(work), stop)
        finally:
            session.learning.tell()
    if outcome.cancelled and not outcome.candidates:
        return cannot(STOPPED, cancelled=True)
    result = Result(place, request, outcome, served.engine.info, served.adapter, loggable)
    return _keep(session, uuid.uuid4().hex, result)


async def _until_stopped(work: asyncio.Task[Outcome], stop: asyncio.Event) -> Outcome:
    """The outcome; a cancel asks the run to end, and a second one does not wait for that."""
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        if work.done():
            raise
        uncancel()
        stop.set()
        return await work


def require_trust(session: Session) -> None:
    """Raises GenerateError unless the workspace's tests may run."""
    if not session.trusted:
        raise GenerateError(
            "This workspace is not trusted, so its tests are not run.", "Trust the workspace and try again."
        )


async def _answer(session: Session, choice: _Answer) -> Payload:
    from understudy.generate.weak.question import answer

    earlier = _earlier(session, choice.result_id)
    outcome = answer(earlier.outcome, choice.index)
    return _keep(session, choice.result_id, dataclasses.replace(earlier, outcome=outcome))


def _keep(session: Session, result_id: str, result: Result) -> Payload:
    session.results.put(result_id, result)
    outcome = result.outcome
    if outcome.chosen is not None:
        name = outcome.site.qualname.rpartition(".")[2]
        session.plans.put(result.place.uri, name, outcome.candidates[outcome.chosen].plan)
    return payload(result_id, result, session.document(result.place.uri))


def _earlier(session: Session, result_id: str) -> Result:
    result = session.results.get(result_id)
    if result is None:
        raise _not_kept()
    return result


def _not_kept() -> GenerateError:
    return GenerateError("That result is not kept any more.", "Run Generate with Tests again.")


def _edit_for(session: Session, choice: _Choice) -> EditPayload:
    result = session.results.get(choice.result_id)
    if result is None or not 0 <= choice.index < len(result.outcome.candidates):
        return no_edit(_not_kept())
    return edit_payload(result, choice.index, session.document(result.place.uri), keep_plan=choice.keep_plan)


def _request(session: Session, wanted: _Arguments) -> Request:
    document = session.document(wanted.uri)
    path = readable(session, wanted.uri, document)
    line = None
    if wanted.position is not None:
        line, _ = document.place(types.Position(wanted.position.line, wanted.position.character))
    return dataclasses.replace(
        blank_request(session, path, document.source), qualname=wanted.qualname, line=line, goal=wanted.goal
    )


def readable(session: Session, uri: str, document: Document) -> Path:
    """The path of a document that may be used. Raises GenerateError with the reason why not."""
    path = path_of(uri)
    if path is None:
        raise GenerateError("This document is not a file, so no test can reach it.", "Save it in the workspace.")
    decision = session.rules.decide(path)
    if not decision.allowed:
        raise GenerateError(decision.reason, "Change the ignore file to use Understudy here.")
    if document.lossy:
        raise GenerateError(f"{path.name} is not UTF-8 text.", "Open it in the editor, or convert it to UTF-8.")
    return path


def blank_request(session: Session, file: Path, text: str) -> Request:
    """A request under the user's settings that names no function yet."""
    settings = session.settings.generate
    return Request(
        file=file,
        text=text,
        budget_s=settings.budget_seconds,
        n=settings.candidates,
        policy=settings.policy,
        python=session.settings.tests.python,
        keep_plan=settings.keep_plan,
    )


def _teller(report: Report, budget_s: float) -> Callable[[Progress], None]:
    """Progress of the loop as the line a user watches: "12 tried · 3 passed · 4.1 s left"."""

    def tell(now: Progress) -> None:
        best = f" · best {verdict_line(now.best)}" if now.best else ""
        if now.passed:  # of a pass that is still to be confirmed nothing more is claimed
            best = f" · {now.confirmed} passed" if now.confirmed else f" · {now.passed} passed a quick run"
        left = max(0.0, budget_s - now.elapsed_s)
        report(f"{now.tried} tried{best} · {left:.1f} s left", now.elapsed_s / budget_s)

    return tell
