"""`textDocument/inlineCompletion`: ghost text (LSP 3.18)."""

from __future__ import annotations

import dataclasses
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
        offers = await find_offers(session, params.text_document.uri, params.position, invoked=invoked)
        return types.InlineCompletionList(items=[_item(offer) for offer in offers])


async def find_offers(
    session: Session, uri: str, position: types.Position, *, invoked: bool, most: int | None = None
) -> list[Offer]:
    """The suggestions for a place, best first, followed by the tracker from here on. most: how many the editor shows,
    None = as many as the settings say."""
    await session.ready()
    if not (session.settings.enable and session.settings.completion.enable):
        return []
    document = session.document(uri)
    version, lines = document.version, document.lines
    line, index = document.place(position)
    path = path_of(uri)
    root = session.root_of(path) if path else None
    ask = Ask(uri, path, _language(document), lines, line, index, invoked, root)
    session.cross_file.asked(ask)
    options = session.options(path)
    if most is not None:
        options = dataclasses.replace(options, alternatives=most)
    with session.thinking.during():
        reply = await session.completer.complete(ask, options)
    _report(session, reply, document, ask.language)
    if reply.suggestion is None or document.version != version:  # late: it belongs to a text that is gone
        return []
    first, *others = reply.suggestions
    offset = document.offset(line, index) - (len(first.full) - len(first.text))
    session.tracker.offer(first, document, max(0, offset), str(ask.path or uri), others)
    session.plans.put(uri, first.function.rpartition(".")[2], first.plan)
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    place = document.position(line, index)
    where = types.Range(place, place)
    return [Offer(found, found.text.replace("\n", newline), where) for found in reply.suggestions]


def _item(offer: Offer) -> types.InlineCompletionItem:
    command = types.Command(title="Accepted", command=ACCEPTED, arguments=[offer.suggestion.id])
    return types.InlineCompletionItem(insert_text=offer.text, range=offer.range, command=command)


def _report(session: Session, reply: Reply, document: Document, language: str) -> None:
    if reply.error is not None:
        session.notices.error(f"completion {type(reply.error).__name__}", reply.error)
    elif reply.reason == "too-big":
        session.notices.once(
            f"big {document.uri}",
            str(TooBigError(document.filename or document.uri)),
            types.MessageType.Info,
        )
    if reply.hidden:
        session.tracker.hid(reply.hidden, reply.reason)
    session.refused_language = language if reply.reason == "language" else ""
    if reply.suggestion is not None:
        session.last_ms = reply.seconds * 1000
        session.tokens_per_s = reply.tokens_per_s or session.tokens_per_s
    session.announce()


def _language(document: Document) -> str:
    if document.language_id:
        return document.language_id
    return "python" if document.uri.endswith((".py", ".pyi")) else "unknown"
