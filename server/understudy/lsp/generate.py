"""`understudy.generate`: candidates for one function, proved by the workspace's tests; the edit is only proposed."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import msgspec
from lsprotocol import types
from pygls.lsp.server import LanguageServer

from understudy.errors import UnderstudyError, os_error
from understudy.generate.summary import verdict_line
from understudy.generate.types import GenerateError, Progress, Request
from understudy.lsp.arguments import first
from understudy.lsp.generate_payload import Payload, cannot, payload
from understudy.lsp.progress import Report, progress
from understudy.lsp.results import Result
from understudy.lsp.session import Session
from understudy.lsp.workspace import Document, path_of
from understudy.runner.runner import Runner
from understudy.runner.types import RunnerError


class _Position(msgspec.Struct, frozen=True):
    line: int
    character: int = 0


class _Arguments(msgspec.Struct, frozen=True, rename="camel"):
    uri: str
    position: _Position | None = None
    qualname: str | None = None
    work_done_token: str | int | None = None


def register(server: LanguageServer, session: Session) -> None:
    @server.command("understudy.generate")
    async def generate(arguments: list[object]) -> object:
        wanted = first(arguments, _Arguments)
        try:
            return msgspec.to_builtins(await _generate(server, session, wanted))
        except UnderstudyError as error:
            return msgspec.to_builtins(cannot(error))
        except OSError as error:
            return msgspec.to_builtins(cannot(os_error(error)))
        except asyncio.CancelledError:
            current = asyncio.current_task()
            if current is not None:
                current.uncancel()  # the client waits for an answer to its command, cancelled or not
            return msgspec.to_builtins(cannot(GenerateError("Stopped.", "Nothing was changed.")))


async def _generate(server: LanguageServer, session: Session, wanted: _Arguments) -> Payload:
    from understudy.generate.loop import generate_with_tests  # numpy: 0.15 s that `initialize` need not wait for

    await session.ready()
    document = session.document(wanted.uri)
    request = _request(session, wanted, document)
    if not session.trusted:
        raise GenerateError(
            "This workspace is not trusted, so its tests are not run.", "Trust the workspace and try again."
        )
    async with progress(server, wanted.work_done_token, "Generate with tests") as report, AsyncExitStack() as stack:
        report("loading the model", 0.0)
        served = await stack.enter_async_context(session.host.held())
        request = dataclasses.replace(request, adapter=served.adapter)
        assert session.host.client is not None
        loggable = session.rules.decide(request.file).allowed
        try:
            with session.activities.during("generating"):
                async with _runner(session, request) as (runner, why):
                    outcome = await generate_with_tests(
                        request,
                        session.host.client,
                        runner,
                        on_progress=_teller(report, request.budget_s),
                        log=session.learning.log if loggable else None,
                        no_runner=why,
                    )
        finally:
            session.learning.tell()
    result_id = uuid.uuid4().hex
    result = Result(wanted.uri, request, outcome, served.engine.info, served.adapter, loggable)
    session.results.put(result_id, result)
    if outcome.chosen is not None:
        name = outcome.site.qualname.rpartition(".")[2]
        session.plans.put(wanted.uri, name, outcome.candidates[outcome.chosen].plan)
    return payload(result_id, result, document)


def _request(session: Session, wanted: _Arguments, document: Document) -> Request:
    path = path_of(wanted.uri)
    if path is None:
        raise GenerateError("This document is not a file, so no test can reach it.", "Save it in the workspace.")
    decision = session.rules.decide(path)
    if not decision.allowed:
        raise GenerateError(decision.reason, "Change the ignore file to use Understudy here.")
    if document.lossy:
        raise GenerateError(f"{path.name} is not UTF-8 text.", "Open it in the editor, or convert it to UTF-8.")
    line = None
    if wanted.position is not None:
        line, _ = document.place(types.Position(wanted.position.line, wanted.position.character))
    settings = session.settings.generate
    return Request(
        file=path,
        text=document.source,
        qualname=wanted.qualname,
        line=line,
        budget_s=settings.budget_seconds,
        n=settings.candidates,
        policy=settings.policy,
        python=session.settings.tests.python,
        keep_plan=settings.keep_plan,
    )


@contextlib.asynccontextmanager
async def _runner(session: Session, request: Request) -> AsyncIterator[tuple[Runner | None, RunnerError | None]]:
    """The test runner of the function's workspace, or None and why there is none."""
    try:
        runner = await Runner.start(
            session.root_of(request.file),
            python=Path(request.python) if request.python else None,
            timeout_s=session.settings.tests.timeout_seconds,
        )
    except RunnerError as error:
        yield None, error
        return
    async with runner:
        yield runner, None


def _teller(report: Report, budget_s: float) -> Callable[[Progress], None]:
    """Progress of the loop as the line a user watches: "12 tried · 3 pass · 4.1 s left"."""

    def tell(now: Progress) -> None:
        best = f" · {now.passed} pass" if now.passed else f" · best {verdict_line(now.best)}" if now.best else ""
        left = max(0.0, budget_s - now.elapsed_s)
        report(f"{now.tried} tried{best} · {left:.1f} s left", now.elapsed_s / budget_s)

    return tell
