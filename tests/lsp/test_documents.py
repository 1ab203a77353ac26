"""The server's copies of documents, and marks in them, against plain string arithmetic."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from understudy.context.text import document_lines
from understudy.lsp.marks import Mark, edit_between
from understudy.lsp.workspace import Document

TEXTS = st.text(alphabet="ab \r\n\x0b\x0c\x85\u2028é😋", max_size=30)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def position(text: str, offset: int) -> types.Position:
    lines = document_lines(text[:offset])
    if text[:offset].endswith("\r") and text[offset : offset + 1] == "\n":
        lines = [*lines[:-2], lines[-2][:-1]]  # between \r and \n: the client means the end of the line
    return types.Position(len(lines) - 1, utf16(lines[-1]))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), TEXTS), max_size=6))
def test_incremental_edits_never_corrupt_the_copy(text: str, edits: list[tuple[int, int, str]]) -> None:
    document = Document("file:///a.py", text, 1, "python", "utf-16")
    for one, two, new in edits:
        start, end = sorted((min(one, len(text)), min(two, len(text))))
        start -= text[:start].endswith("\r") and text[start : start + 1] == "\n"
        end -= end > start and text[:end].endswith("\r") and text[end : end + 1] == "\n"
        change = types.TextDocumentContentChangePartial(types.Range(position(text, start), position(text, end)), new)
        document.apply_change(change)
        text = text[:start] + new + text[end:]
        assert document.source == text
        assert document.lines == document_lines(text)


def test_form_feed_does_not_shift_positions() -> None:
    document = Document("file:///a.py", "a = '\x0c\u2028'\nb = 2\n", 1, "python", "utf-16")
    place = types.Range(types.Position(1, 4), types.Position(1, 5))
    document.apply_change(types.TextDocumentContentChangePartial(place, "3"))
    assert document.source == "a = '\x0c\u2028'\nb = 3\n"


@given(TEXTS, st.integers(0, 30), st.integers(0, 30), TEXTS)
def test_mark_keeps_its_text_while_edits_happen_elsewhere(text: str, one: int, two: int, new: str) -> None:
    source = text + "<kept>" + text
    mark = Mark(len(text), len(text) + 6)
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    shift = len(text) + 6 if one % 2 else 0
    if shift == 0 and start == end == len(text):
        return  # typed at the mark's very beginning: part of it
    mark.move(start + shift, end + shift, len(new))
    source = source[: start + shift] + new + source[end + shift :]
    assert source[mark.start : mark.end] == "<kept>"


def test_mark_shrinks_and_grows_with_edits_inside() -> None:
    mark = Mark(10, 20)
    mark.move(12, 14, 5)
    assert (mark.start, mark.end) == (10, 23)
    mark.move(5, 15, 0)
    assert (mark.start, mark.end) == (5, 13)
    mark.move(0, 40, 3)
    assert mark.start == mark.end == 3


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_edit_between_is_the_edit(head: str, old: str, new: str, tail: str) -> None:
    before, after = head + old + tail, head + new + tail
    start, end, text = edit_between(before, after)
    assert before[:start] + text + before[end:] == after
    assert len(text) <= len(new)


def test_document_that_is_not_open_and_not_there_is_empty() -> None:
    assert Document("file:///nowhere/a.py", None, None, None, "utf-16").source == ""
