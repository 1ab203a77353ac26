from __future__ import annotations

import pytest

from understudy.complete.gate import in_comment_or_string, inside_word, may_follow, why_not


@pytest.mark.parametrize("after", ["", ")", "):", '")', "]}", "  ", ",", ":  # why", "):  "])
def test_only_closing_marks_may_follow(after: str) -> None:
    assert may_follow(after)


@pytest.mark.parametrize("after", ["x", " + 1", "(a)", "= 3"])
def test_code_behind_the_cursor_stops_it(after: str) -> None:
    assert not may_follow(after)


@pytest.mark.parametrize(
    ("before", "inside"),
    [("x = 1", False), ("# note", True), ("x = 'ab", True), ('x = "a" + ', False), ("x = 'it\\'s", True),
     ('"""doc', True), ('x = """a""" + "', True), ("x = '#'", False), ("# it's\nx = ", False), ("'it\nx = ", False),
     ('def f():\n    """Sum of\n    all ', True), ('def f():\n    """Say "no" to\n    all."""\n    ', False),
     (f'"""\n{"long " * 20_000}\n"""\n\n\ndef f():\n    """Doc."""\n    x = ', False)],
)  # fmt: skip
def test_comments_and_open_strings(before: str, inside: bool) -> None:
    assert in_comment_or_string(before) is inside


def test_inside_a_word() -> None:
    assert inside_word("ret", "urn") and not inside_word("f(", "x") and not inside_word("", "x")


def test_reasons() -> None:
    def reason(**changes: object) -> str | None:
        asked = {
            "language": "python",
            "size": 100,
            "before": "x = ",
            "after": "",
            "above": ["import os\n"],
            "invoked": False,
        }
        return why_not(**{**asked, **changes})  # type: ignore[arg-type]

    assert reason() is None
    assert reason(language="markdown") == "language"
    assert reason(language="") is None
    assert reason(languages=()) == reason(language="", languages=("lua",)) == "language"
    assert reason(language="lua", languages=("lua",)) is None
    assert reason(language="c", languages=("c",), above=["#include <stdio.h>\n"], before="#define A ") is None
    assert reason(size=600_000) == "too-big"
    assert reason(before="# x") == "comment-or-string"
    assert reason(before="# x", invoked=True) is None
    assert reason(above=[]) == "empty"
    assert reason(after="y") == "mid-line"
