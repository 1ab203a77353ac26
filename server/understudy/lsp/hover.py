"""`textDocument/hover` on a `def` line: the plan under which its body was written."""

from __future__ import annotations

import re

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from understudy.lsp.session import Session

_DEF = re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)")


def register(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        document = session.document(params.text_document.uri)
        line, _ = document.place(params.position)
        match = _DEF.match(document.lines[line])
        steps = session.plans.get(params.text_document.uri, match[1]) if match else ()
        if not steps:
            return None
        text = "**Understudy's plan**\n\n" + "\n".join(f"{n}. {_plain(step)}" for n, step in enumerate(steps, 1))
        return types.Hover(contents=types.MarkupContent(types.MarkupKind.Markdown, text))


def _plain(step: str) -> str:
    """A model's words as words: no Markdown of theirs is rendered."""
    return re.sub(r"([\\`*_{}\[\]<>()#!|])", r"\\\1", step)
