"""What may be shown of a text that is still being written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.complete.partial import standing, whole_lines


@pytest.mark.parametrize(
    ("before", "written", "shown"),
    [
        ("return ", "tot", ""),  # a name that may grow
        ("return ", "total + ite", "total"),
        ("return ", "total +", "total"),
        ("return ", "total)", "total)"),
        ("return ", "sum(items", ""),
        ("return ", "sum(items) + fact", "sum(items)"),
        ("return ", "[a, b", ""),
        ("foo(", "a, b", "a"),
        ("x = ", "'a (b", ""),
        ("x = ", "'ab' + 'c", "'ab'"),
        ("x = ", '""', ""),
        ("x = ", "self.ite", ""),
        ("x = ", "a if b else c", "a"),
        ("x = ", "a if b else c + d", "a if b else c"),
        ("key=", "lambda item: item.n, x", ""),
        ("x", ": int = 3, ", ": int = 3"),
        ("x = ", "not a", ""),
        ("", "if x:", "if x:"),
        ("", "for x in y", ""),
        ("x = 1", "  # the first one is wh", ""),
        ("x = 1", "", ""),
        ("x = 'it", "s", ""),
    ],
)
def test_part_of_a_line_stands_on_its_own(before: str, written: str, shown: str) -> None:
    assert standing(written, before) == shown


def test_block_ends_at_a_line_end() -> None:
    assert whole_lines("\n    x = 1\n    y = tot") == "\n    x = 1\n"
    assert whole_lines("\n    x = 1\n") == "\n    x = 1\n"
    assert whole_lines("x = 1") == ""


@given(st.text("ab1 .+(),[]\"'#:\n", max_size=40), st.text("ab (='\"", max_size=10))
def test_it_is_always_a_beginning(text: str, before: str) -> None:
    assert text.startswith(standing(text, before)) and text.startswith(whole_lines(text))
