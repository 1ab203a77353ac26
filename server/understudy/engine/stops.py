"""Where generated text ends. Pure functions of the text so far, and `Transcript`, which applies them token by token.

A cut is a character index: the text before it is the answer, the rest is dropped. Text is released to the user only
when no later token could still move the cut in front of it.
"""

from __future__ import annotations

import codecs
import re

from understudy.context.functions import indent_columns
from understudy.engine.protocol import Stop
from understudy.engine.repetition import cut_at_repetition, safe_of_repetition
from understudy.prompts.special import CODE, LITERALS, PLAN

_LINE_START = re.compile("\n|" + "|".join(re.escape(LITERALS[name]) for name in (PLAN, CODE)))
"""A plan or code marker starts a line too: `<|code|>` is followed by the body's first, indented line."""


def cut_at_text(text: str, stops: tuple[str, ...]) -> int | None:
    """Start of the earliest match of any stop text."""
    return min((at for stop in stops if stop and (at := text.find(stop)) >= 0), default=None)


def cut_at_newline(text: str) -> int | None:
    """The first newline after something other than white space was written."""
    written = len(text) - len(text.lstrip())
    at = text.find("\n", written)
    return at if written < len(text) and at >= 0 else None


def cut_at_dedent(text: str, min_indent: int, at_line_start: bool) -> int | None:
    """Start of the first non-blank line indented by fewer than `min_indent` columns (the newline before it stays).

    at_line_start: the prompt ended at the start of a line, so that the text's first line counts too.
    """
    for start, end in _lines(text, at_line_start):
        line = text[start:end]
        if line.strip() and indent_columns(line) < min_indent:
            return start
    return None


def find_cut(text: str, stop: Stop, at_line_start: bool, since: int = 0) -> int | None:
    """The earliest cut any rule asks for. since: text[:since] is known to have none (saves time only)."""
    cuts = [cut_at_text(text, stop.texts)]
    if stop.single_line:
        cuts.append(cut_at_newline(text))
    if stop.min_indent > 0:
        cuts.append(cut_at_dedent(text, stop.min_indent, at_line_start))
    if stop.repetition:
        cuts.append(cut_at_repetition(text, since))
    return min((cut for cut in cuts if cut is not None), default=None)


def safe_length(text: str, stop: Stop, at_line_start: bool) -> int:
    """How much of a text without a cut can be shown: no continuation puts a cut before this index."""
    safe = len(text)
    for stop_text in stop.texts:
        for size in range(min(len(stop_text) - 1, len(text)), 0, -1):
            if text.endswith(stop_text[:size]):
                safe = min(safe, len(text) - size)
                break
    if stop.min_indent > 0:
        start = max((start for start, _ in _lines(text, at_line_start)), default=len(text))
        if not text[start:].strip():  # a line of white space only may still turn out to be too shallow
            safe = min(safe, start)
    return min(safe, safe_of_repetition(text)) if stop.repetition else safe


def _lines(text: str, at_line_start: bool) -> list[tuple[int, int]]:
    starts = ([0] if at_line_start else []) + [match.end() for match in _LINE_START.finditer(text)]
    ends = [match.start() for match in _LINE_START.finditer(text)] + [len(text)]
    return list(zip(starts, ends if at_line_start else ends[1:], strict=True))


class Transcript:
    """The text of one row while it is written. Feed token bytes; read what may be shown; know when to stop."""

    def __init__(self, stop: Stop, at_line_start: bool) -> None:
        self._stop, self._at_line_start = stop, at_line_start
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._text = ""
        self._shown = 0
        self.stopped = False

    def push(self, piece: bytes) -> str:
        """Add one token's bytes; return the text that became safe to show (often empty)."""
        since = len(self._text)
        self._text += self._decoder.decode(piece)
        cut = find_cut(self._text, self._stop, self._at_line_start, since)
        if cut is None:
            return self._show(safe_length(self._text, self._stop, self._at_line_start))
        self.stopped = True
        self._text = self._text[:cut]
        return self._show(cut)

    def finish(self) -> str:
        """Return what was held back; a character that never became whole is dropped."""
        return self._show(len(self._text))

    @property
    def text(self) -> str:
        return self._text

    def _show(self, until: int) -> str:
        shown = self._text[self._shown : until]
        self._shown = max(self._shown, until)
        return shown
