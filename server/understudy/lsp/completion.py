"""`textDocument/completion` for editors without inline completion: one item, the same suggestion.

Registered only if the client's capabilities lack `inlineCompletion`, else both would show the same text.
"""

from __future__ import annotations

import re

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from understudy.lsp.inline_completion import ACCEPTED, find_offers
from understudy.lsp.session import Session
from understudy.lsp.workspace import Document

MOST_LABEL = 60


def register(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions())
    async def completion(params: types.CompletionParams) -> types.CompletionList:
        invoked = params.context is None or params.context.trigger_kind == types.CompletionTriggerKind.Invoked
        uri, position = params.text_document.uri, params.position
        offers = await find_offers(session, uri, position, invoked=invoked, most=1)
        if not offers:
            return types.CompletionList(is_incomplete=True, items=[])
        offer = offers[0]
        document = session.document(uri)
        language = document.language_id or "python"
        word, begins = _word_before(document, position)
        first = offer.text.strip().splitlines()[0]
        item = types.CompletionItem(
            label=first if len(first) <= MOST_LABEL else first[: MOST_LABEL - 1] + "…",
            kind=types.CompletionItemKind.Text,
            detail="Understudy",
            documentation=types.MarkupContent(types.MarkupKind.Markdown, f"```{language}\n{offer.text}\n```"),
            insert_text_format=types.InsertTextFormat.PlainText,
            # many editors hide an item whose range does not begin with the word at the cursor
            text_edit=types.TextEdit(types.Range(begins, offer.range.end), word + offer.text),
            filter_text=word + first if word else " ",
            sort_text="\U0010ffff",  # behind the language's own completions
            command=types.Command(title="Accepted", command=ACCEPTED, arguments=[offer.suggestion.id]),
        )
        return types.CompletionList(is_incomplete=True, items=[item])


def _word_before(document: Document, position: types.Position) -> tuple[str, types.Position]:
    """The identifier being typed, "" if there is none, and where it begins."""
    line, index = document.place(position)
    text = document.lines[line][:index] if line < len(document.lines) else ""
    word = re.search(r"\w*$", text)
    found = word[0] if word else ""
    return found, document.position(line, index - len(found))


def wanted(capabilities: types.ClientCapabilities) -> bool:
    """Does this client need the fallback?"""
    document = capabilities.text_document
    return document is None or document.inline_completion is None
