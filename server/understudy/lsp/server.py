"""The composition root: one server, one session, every feature registered with both.

Answers `initialize` before anything is loaded; the model is loaded in the background after `initialized`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

import understudy
from understudy.lsp import (
    accept,
    adapters,
    completion,
    cross_file,
    fine_tune,
    for_test,
    generate,
    hover,
    inline_completion,
    learning_commands,
    lenses,
    models,
    settings,
    snooze,
    status,
)
from understudy.lsp.arguments import first
from understudy.lsp.protocol import Protocol, Server
from understudy.lsp.session import SETTINGS_WAIT_S, Session
from understudy.lsp.watching import Watching

log = logging.getLogger(__name__)


def create_server() -> LanguageServer:
    """A server that is ready for `start_io` or `start_tcp`."""
    server = Server("understudy", understudy.__version__, protocol_cls=Protocol)
    session = Session(server)

    def changed(paths: frozenset[Path]) -> None:
        session.cross_file.changed(paths)
        session.runners.changed(paths)
        session.lenses.changed(paths)

    watching = Watching(session, changed)
    _register_lifecycle(server, session, watching)
    _register_documents(server, session)
    for feature in (
        settings,
        inline_completion,
        accept,
        generate,
        for_test,
        fine_tune,
        adapters,
        models,
        snooze,
        status,
        hover,
    ):
        feature.register(server, session)
    learning_commands.register(server, session)
    lenses.register(server, session)
    cross_file.register(server, session.cross_file, session.lenses.saved)
    return server


def run(tcp: tuple[str, int] | None) -> None:
    """Serve one client, on stdin and stdout or on a TCP port, until it exits."""
    server = create_server()
    if tcp is None:
        server.start_io()
    else:
        server.start_tcp(*tcp)


def _register_lifecycle(server: LanguageServer, session: Session, watching: Watching) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        assert isinstance(server.protocol, Protocol)
        server.protocol.use_own_documents()
        options = params.initialization_options
        if isinstance(options, Mapping) and options.get("trusted") is False:
            session.trusted = False
        session.lenses.use(options)
        session.use_roots(_roots(params))
        if completion.wanted(params.capabilities):
            completion.register(server, session)

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        session.learning.start(session.tracker.remember)
        pulling = asyncio.create_task(settings.pull(server, session))
        await asyncio.wait({pulling}, timeout=SETTINGS_WAIT_S)
        session.configured.set()
        if session.over:
            return
        if session.settings.enable:
            session.host.start()
        await watching.start()
        await pulling

    @server.feature(types.SHUTDOWN)
    async def shutdown(*params: object) -> None:
        session.over = True
        session.tracker.stop()
        session.completer.clear()
        session.lenses.stop()
        await session.runners.stop()  # before the log closes, which a run may still write to
        ending = (session.host.stop(), watching.stop(), session.cross_file.stop())
        await asyncio.gather(*ending, asyncio.to_thread(session.learning.close))

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def folders_changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
        session.use_roots(tuple(path for uri in server.workspace.folders if (path := _folder(uri)) is not None))
        await settings.pull(server, session)  # a folder may have languages of its own
        await watching.start()

    @server.command("understudy.setTrusted")
    async def set_trusted(arguments: list[object]) -> bool:
        session.trusted = first(arguments, bool)
        session.announce()
        if not session.trusted:
            await session.runners.stop()
        return session.trusted


def _register_documents(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        session.cross_file.opened(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        session.tracker.closed(params.text_document.uri)
        session.completer.forget_document(params.text_document.uri)
        session.cross_file.closed(params.text_document.uri)


def _roots(params: types.InitializeParams) -> tuple[Path, ...]:
    uris = [folder.uri for folder in params.workspace_folders or []]
    if not uris and params.root_uri:
        uris = [params.root_uri]
    return tuple(path for uri in uris if (path := _folder(uri)) is not None)


def _folder(uri: str) -> Path | None:
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None
