"""`understudy.generateForTest`: write what the test at the cursor wants and nobody has written yet.

The name is found by reading alone; then it is an ordinary Generate, judged by the tests that use the name.
"""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from lsprotocol import types
from pygls.lsp.server import LanguageServer

from understudy.generate.types import GenerateError
from understudy.lsp import generate
from understudy.lsp.arguments import first
from understudy.lsp.generate_payload import Payload
from understudy.lsp.progress import Report
from understudy.lsp.results import Place
from understudy.lsp.session import Session
from understudy.lsp.workspace import Document, path_of

if TYPE_CHECKING:
    from understudy.generate.wanted import Wanted


class _Arguments(msgspec.Struct, frozen=True, rename="camel"):
    """The test: a place in its file. index: which of the wanted names, the most wanted one first. apply: for a client
    that shows no results."""

    uri: str
    position: generate.Position
    index: int = 0
    apply: bool = False
    work_done_token: str | int | None = None


def register(server: LanguageServer, session: Session) -> None:
    @server.command("understudy.generateForTest")
    async def generate_for_test(arguments: list[object]) -> object:
        asked = first(arguments, _Arguments)
        return await generate.reported(server, session, asked, lambda report: _generate(server, session, asked, report))


async def _generate(server: LanguageServer, session: Session, asked: _Arguments, report: Report) -> Payload:
    await session.ready()
    generate.require_trust(session)
    document = session.document(asked.uri)
    test_file = generate.readable(session, asked.uri, document)
    _require_saved(test_file, document)
    line, _ = document.place(types.Position(asked.position.line, asked.position.character))
    wanted = await _wanted(server, session, test_file, document, line)
    if wanted is None or not wanted.targets:
        raise _nothing(wanted)
    target = wanted.targets[min(max(asked.index, 0), len(wanted.targets) - 1)]
    request = dataclasses.replace(generate.blank_request(session, target.file, target.text), qualname=target.qualname)
    place = Place(_uri(server, target.file), target.old_text, creates=not target.exists, tests=target.tests)
    return await generate.run(session, place, request, report)


async def _wanted(
    server: LanguageServer, session: Session, test_file: Path, document: Document, line: int
) -> Wanted | None:
    from understudy.generate.wanted import find_wanted  # the loop and numpy, when they are needed

    python = session.settings.tests.python
    return await asyncio.to_thread(
        find_wanted,
        session.root_of(test_file),
        test_file,
        document.source,
        line=line,
        texts=_open_texts(server),
        python=Path(python) if python else None,
        rules=session.rules,
    )


def _open_texts(server: LanguageServer) -> dict[Path, str]:
    documents = server.workspace.text_documents
    return {path: document.source for uri, document in documents.items() if (path := path_of(uri)) is not None}


def _uri(server: LanguageServer, file: Path) -> str:
    """As the client writes it, where it has the file open."""
    return next((uri for uri in server.workspace.text_documents if path_of(uri) == file), file.as_uri())


def _require_saved(file: Path, document: Document) -> None:
    """The tests that run are those on disk."""
    try:
        saved = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        saved = None
    if saved is None or saved.replace("\r\n", "\n") != document.source.replace("\r\n", "\n"):
        raise GenerateError(f"{file.name} is not saved, and the tests on disk are the ones that run.", "Save it first.")


def _nothing(wanted: Wanted | None) -> GenerateError:
    if wanted is not None and wanted.beyond:
        return GenerateError(
            f"What is missing is not for a model to write: {', '.join(wanted.beyond)}.", "Write it yourself."
        )
    return GenerateError(
        "Everything that this test imports and calls exists.",
        "To write the body of a function, put the cursor in it and run Generate with Tests.",
    )
