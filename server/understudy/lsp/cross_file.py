"""Code of other files, on the server's side: what the editor tells goes to `context.related`, and while nobody types
its queue goes into the ring, one chunk at a time, each evaluated by the model before it is needed.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from understudy.complete.types import Ask
from understudy.context.ignore import IgnoreRules
from understudy.context.related import Related
from understudy.context.text import content
from understudy.errors import UnderstudyError
from understudy.learn.masking import mask
from understudy.lsp.workspace import path_of

if TYPE_CHECKING:
    from understudy.lsp.session import Session

IDLE_S = 3.0  # without a completion, before the ring moves: llama.vscode's
PACE_S = 1.0  # between two chunks

log = logging.getLogger(__name__)


def register(server: LanguageServer, cross_file: CrossFile, on_saved: Callable[[str], None] = lambda uri: None) -> None:
    """Ask the editor to say when a file is saved, and tell `on_saved` as well. Opening and closing are told by the
    server's own handlers."""

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE, types.SaveOptions(include_text=False))
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        cross_file.saved(params.text_document.uri)
        on_saved(params.text_document.uri)


class CrossFile:
    """One per session, on its event loop. related: where the completer gets other files' code from."""

    def __init__(
        self,
        session: Session,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.related = Related(IgnoreRules(()), holds_secret)
        self._session = session
        self._clock = clock
        self._sleep = sleep
        self._last: Ask | None = None
        self._asked_at = 0.0
        self._moving: asyncio.Task[None] | None = None

    def use_rules(self, rules: IgnoreRules) -> None:
        """The session's rules are these now (other roots)."""
        self.related.use_rules(rules)

    def asked(self, ask: Ask) -> None:
        """A completion was asked for."""
        if self._on:
            self._last, self._asked_at = ask, self._clock()
            self.related.visited(ask.path, ask.lines, ask.line)
            self._wake()

    def opened(self, uri: str) -> None:
        if self._on:
            self.related.opened(path_of(uri), self._session.document(uri).lines)
            self._wake()

    def closed(self, uri: str) -> None:
        if self._last is not None and self._last.uri == uri:
            self._last = None
        self.related.closed(path_of(uri))
        self._wake()

    def saved(self, uri: str) -> None:
        if self._on:
            self.related.saved(path_of(uri), self._session.document(uri).lines)
            self._wake()

    def changed(self, paths: frozenset[Path]) -> None:
        """These files changed on disk; the ignore rules know already."""
        self.related.changed(paths)

    async def stop(self) -> None:
        moving, self._moving = self._moving, None
        if moving is not None:
            moving.cancel()
            await asyncio.wait({moving})
        self.related.close()

    @property
    def _on(self) -> bool:
        settings = self._session.settings
        return settings.enable and settings.completion.enable and settings.completion.cross_file

    def _wake(self) -> None:
        """Have the queue moved; no timer runs while it is empty."""
        if self.related.waiting and (self._moving is None or self._moving.done()):
            self._moving = asyncio.get_running_loop().create_task(self._move())

    async def _move(self) -> None:
        while self.related.waiting:
            rest = self._asked_at + IDLE_S - self._clock()
            if rest > 0:
                await self._sleep(rest)
                continue
            if await asyncio.to_thread(self.related.idle):
                await self._prefill()
            await self._sleep(PACE_S)

    async def _prefill(self) -> None:
        """Have the prompt evaluated that the next completion will likely begin with."""
        host = self._session.host
        if self._last is None or host.served is None or host.remote:
            return  # nothing to fill: no memory is loaded, and no server asked, for what nobody wants yet
        lines = self._session.document(self._last.uri).lines
        line = min(self._last.line, len(lines) - 1)
        index = min(self._last.index, len(content(lines[line])))
        try:
            ask = replace(self._last, lines=lines, line=line, index=index, invoked=False)
            await self._session.completer.prefill(ask, self._session.options(ask.path))
        except UnderstudyError as error:
            log.info("nothing was evaluated ahead: %s", error)


def holds_secret(text: str) -> bool:
    """Would the log mask something in this text?"""
    return mask(text) != text
