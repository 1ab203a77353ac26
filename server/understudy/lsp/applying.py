"""`apply: true` on a Generate command: for a client that shows no results. What the tests proved is applied through
`workspace/applyEdit`, anything else changes nothing, and one message says what came out.
"""

from __future__ import annotations

import asyncio

from lsprotocol import types
from lsprotocol.converters import get_converter
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from understudy.lsp.accept import picked
from understudy.lsp.generate_payload import Payload
from understudy.lsp.results import Result
from understudy.lsp.session import Session

ANSWER_S = 30.0  # for the client to apply the edit: it may ask its user first
UNCHANGED = "Nothing was changed."
MOST_SHOWN = 20  # lines of code in a message


class Applying:
    """What becomes of one answer."""

    def __init__(self, server: LanguageServer, session: Session) -> None:
        self._server, self._session = server, session

    async def conclude(self, payload: Payload) -> None:
        """Apply a verified proposal, and tell the user. Never raises for what the client answers."""
        severity, message = await self._outcome(payload)
        self._server.window_show_message(types.ShowMessageParams(severity, f"Understudy: {message}"))

    async def _outcome(self, payload: Payload) -> tuple[types.MessageType, str]:
        result = self._session.results.get(payload.result_id)
        if result is None:  # a problem, or stopped before there was anything
            severity = types.MessageType.Info if payload.cancelled else types.MessageType.Error
            return severity, payload.summary
        if payload.cancelled or not payload.verified or payload.edit is None:
            said = " ".join(part for part in (f"{payload.summary}.", UNCHANGED, payload.next_step) if part)
            return types.MessageType.Warning, f"{said}{_best(payload)}"
        if problem := await self._apply(payload, result):
            return types.MessageType.Warning, f"{payload.summary}. {problem}"
        return types.MessageType.Info, f"{payload.summary}. {payload.next_step}".strip()

    async def _apply(self, payload: Payload, result: Result) -> str:
        """Why nothing was changed; "" if it was."""
        document = self._session.document(payload.uri)
        if document.source != result.place.text:
            return f"{UNCHANGED} The file is another one by now: run Generate with Tests again."
        edit = self._edit(payload)
        if edit is None:
            return f"{UNCHANGED} This editor takes no such edit from a server: `understudy generate --apply` does it."
        params = types.ApplyWorkspaceEditParams(edit, f"Generate {result.outcome.site.qualname}")
        try:
            answer = await asyncio.wait_for(self._server.workspace_apply_edit_async(params), ANSWER_S)
        except TimeoutError:
            return "The editor has not answered whether it applied the code."
        except JsonRpcException as error:
            return f"{UNCHANGED} The editor refused the edit: {error.message}"
        if not answer.applied:
            why = f": {answer.failure_reason}" if answer.failure_reason else ""
            return f"{UNCHANGED} The editor refused the edit{why}."
        chosen = result.outcome.chosen
        if chosen is not None:
            picked(self._session, payload.result_id, chosen, result)
        return ""

    def _edit(self, payload: Payload) -> types.WorkspaceEdit | None:
        """The edit as this client can apply it, for no other version of the file where it knows versions; None if it
        cannot."""
        workspace = self._server.client_capabilities.workspace
        if workspace is None or not workspace.apply_edit:
            return None
        can = workspace.workspace_edit
        changes = bool(can is not None and can.document_changes)
        edit = get_converter().structure(payload.edit, types.WorkspaceEdit)
        if edit.document_changes is not None:  # creates a file
            kinds = can.resource_operations if changes and can is not None else None
            return edit if types.ResourceOperationKind.Create in (kinds or ()) else None
        if changes and edit.changes is not None:
            edits = [
                types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, payload.version), texts)
                for uri, texts in edit.changes.items()
            ]
            return types.WorkspaceEdit(document_changes=edits)
        return edit


def _best(payload: Payload) -> str:
    """The code that was not applied, for the user to read and copy; "" without a proposal, or a long one."""
    lines = [line for each in payload.candidates if each.chosen for line in each.text.rstrip().split("\n")]
    return "\nThe best was:\n" + "\n".join(lines) if 0 < len(lines) <= MOST_SHOWN else ""
