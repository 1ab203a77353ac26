"""What is remembered of each document so that its prompts stay the same from one keystroke to the next."""

from __future__ import annotations

from dataclasses import dataclass

from understudy.complete.gate import is_python
from understudy.complete.request import Work, prepare, snippet_room
from understudy.complete.types import Ask, Options, Related
from understudy.engine.protocol import ModelInfo
from understudy.prompts.types import Snippet

LEAST_SHARE = 0.2  # of the context, however often a prompt did not fit
SNIPPETS_S = 0.1  # Continue's and Amazon Q's race: code of other files that comes later is left out


@dataclass(slots=True)
class _File:
    """start: where its window begins. snippets: those of its last prompt."""

    start: int | None = None
    snippets: tuple[Snippet, ...] = ()


class Prompting:
    """Makes requests. related: where code of other files comes from, None = nowhere."""

    def __init__(self, related: Related | None) -> None:
        self.related = related
        self._files: dict[str, _File] = {}
        self._share = 1.0

    async def prepare(self, ask: Ask, options: Options, info: ModelInfo) -> Work:
        """The request for a place, with what other files have to say about it. Raises NoFimError."""
        file = self._files.setdefault(ask.uri, _File())
        room = snippet_room(info, options) if is_python(ask.language) else 0
        if self.related is not None and ask.path is not None and room:
            file.snippets = await self.related.snippets(
                ask.path, ask.lines, ask.line, characters=room, timeout_s=SNIPPETS_S
            )
        work = self.again(ask, options, info)
        file.start = work.window.start_line
        return work

    def again(self, ask: Ask, options: Options, info: ModelInfo) -> Work:
        """The same for a place near the last one of this file, without looking at other files again."""
        file = self._files.get(ask.uri, _File())
        snippets = file.snippets if snippet_room(info, options) else ()
        return prepare(ask, options, info, self._share, file.start, snippets)

    def shrink(self) -> None:
        """A prompt did not fit (dense text): ask for less from now on."""
        self._share = max(LEAST_SHARE, self._share * 0.6)

    def forget(self, uri: str) -> None:
        self._files.pop(uri, None)
