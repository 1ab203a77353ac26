"""pygls with four repairs: our documents, cancellable commands, positional command arguments, peace when the client has
gone."""

from __future__ import annotations

import inspect
import logging
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInternalError, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from understudy.lsp.workspace import DocumentWorkspace

log = logging.getLogger(__name__)


class Server(LanguageServer):
    """What `create_server` makes."""

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Tell the client, unless it was the telling that failed: that would fail again, without end."""
        if source is not JsonRpcInternalError:
            super().report_server_error(error, source)


class Protocol(LanguageServerProtocol):
    """What `create_server` gives pygls."""

    def use_own_documents(self) -> None:
        """Replace the workspace pygls made on `initialize`; called from the initialize handler."""
        old = self.workspace
        folders = list(old.folders.values())
        self._workspace = DocumentWorkspace(
            old.root_uri, types.TextDocumentSyncKind.Incremental, folders, old.position_encoding
        )

    @lsp_method(types.WORKSPACE_EXECUTE_COMMAND)
    async def lsp_workspace__execute_command(  # type: ignore[override]
        self, params: types.ExecuteCommandParams
    ) -> Any:
        """Call the command's handler with the list of arguments.

        A coroutine, unlike pygls's generator: `$/cancelRequest` then reaches the handler and not only its answer.
        """
        handler = self.fm.commands.get(params.command)
        if handler is None:
            raise JsonRpcInvalidParams.of(ValueError(f"Command name {params.command!r} is not defined"))
        result = handler(list(params.arguments or []))
        return await result if inspect.isawaitable(result) else result
