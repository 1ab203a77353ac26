"""Lines and positions, checked against the plainest possible reference."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from understudy.context import text as lsp_text
from understudy.context.text import Encoding

TEXTS = st.text(alphabet="ab \t\r\n\x0b\x0c\x1c\x85\u2028\u2029é😋", max_size=40)
ENCODINGS = st.sampled_from(("utf-8", "utf-16", "utf-32"))


def reference_lines(text: str) -> list[str]:
    return re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)


def units(text: str, encoding: Encoding) -> int:
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    return (
        len(text.encode("utf-16-le" if encoding == "utf-16" else "utf-32-le" if encoding == "utf-32" else "utf-8"))
        // width
    )


@given(TEXTS)
def test_lines_end_at_newlines_only(text: str) -> None:
    assert lsp_text.document_lines(text) == reference_lines(text)


@given(TEXTS, TEXTS, st.data())
def test_replacing_a_range_equals_replacing_characters(text: str, new: str, data: st.DataObject) -> None:
    lines = lsp_text.document_lines(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    def place(offset: int) -> tuple[int, int]:
        for number, line in enumerate(lines):
            if offset < len(line) or number == len(lines) - 1:
                return number, offset
            offset -= len(line)
        raise AssertionError

    found = lsp_text.replace(lines, place(start), place(end), new)
    assert found == reference_lines(text[:start] + new + text[end:])


@given(TEXTS, ENCODINGS)
def test_columns_survive_the_way_there_and_back(line: str, encoding: Encoding) -> None:
    body = lsp_text.content(line.replace("\r", "").replace("\n", "") + "\r\n")
    for index in range(len(body) + 1):
        column = lsp_text.index_to_units(body, index, encoding)
        assert column == units(body[:index], encoding)
        assert lsp_text.units_to_index(body, column, encoding) == index


def test_column_inside_a_surrogate_pair_is_before_it() -> None:
    assert lsp_text.units_to_index("a😋b", 2) == 1
    assert lsp_text.units_to_index("a😋b\n", 99) == 3
