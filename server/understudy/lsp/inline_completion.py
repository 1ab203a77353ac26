"""`textDocument/inlineCompletion`: ghost text (LSP 3.18)."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from understudy.complete.types import Ask, Reply, Suggestion
from understudy.context.limits import TooBigError
from understudy.lsp.session import Session
from understudy.lsp.workspace import Document, path_of

ACCEPTED = "understudy.accepted"


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion as an editor takes it: text with the document's own line ends, and where it goes."""

    suggestion: Suggestion
    text: str
    range: types.Range


def register(server: LanguageServer, session: Session) -> None:
    # pygls does not advertise the feature without options, and VS Code then shows nothing and no error
    @server.feature(types.TEXT_DOCUMENT_INLINE_COMPLETION, types.InlineCompletionOptions())
    async def inline_completion(params: types.InlineCompletionParams) -> types.InlineCompletionList:
        invoked = params.context.trigger_kind == types.InlineCompletionTriggerKind.Invoked
        offer = await find_offer(session, params.text_document.uri, params.position, invoked=invoked)
        if offer is None:
            return types.InlineCompletionList(items=[])
        command = types.Command(title="Accepted", command=ACCEPTED, arguments=[offer.suggestion.id])
        item = types.InlineCompletionItem(insert_text=offer.text, range=offer.range, command=command)
        return types.InlineCompletionList(items=[item])


async def find_offer(session: Session, uri: str, position: types.Position, *, invoked: bool) -> Offer | None:
    """The suggestion for a place, followed by the tracker from here on; None if there is none."""
    await session.ready()
    if not (session.settings.enable and session.settings.completion.enable):
        return None
    document = session.document(uri)
    lines = document.lines
    line, index = document.place(position)
    ask = Ask(uri, path_of(uri), _language(document), lines, line, index, invoked)
    reply = await session.completer.complete(ask, session.options())
    _report(session, reply, document)
    if reply.suggestion is None:
        return None
    suggestion = reply.suggestion
    offset = document.offset(line, index) - (len(suggestion.full) - len(suggestion.text))
    if document.lines is lines:  # else the answer is late: the editor drops it, and so do we
        session.tracker.offer(suggestion, document, max(0, offset), str(ask.path or uri))
    session.plans.put(uri, suggestion.function.rpartition(".")[2], suggestion.plan)
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    place = document.position(line, index)
    return Offer(suggestion, suggestion.text.replace("\n", newline), types.Range(place, place))


def _report(session: Session, reply: Reply, document: Document) -> None:
    if reply.error is not None:
        session.notices.error(f"completion {type(reply.error).__name__}", reply.error)
    elif reply.reason == "too-big":
        session.notices.once(
            f"big {document.uri}",
            str(TooBigError(document.filename or document.uri)),
            types.MessageType.Info,
        )
    if reply.suggestion is not None:
        session.last_ms = reply.seconds * 1000
        session.tokens_per_s = reply.tokens_per_s or session.tokens_per_s
        session.announce()


def _language(document: Document) -> str:
    if document.language_id:
        return document.language_id
    return "python" if document.uri.endswith((".py", ".pyi")) else "unknown"
