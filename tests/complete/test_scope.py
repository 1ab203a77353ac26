from __future__ import annotations

import pytest

from understudy.complete.scope import SINGLE, Scope, empty_body, scope
from understudy.context.text import document_lines


@pytest.mark.parametrize(
    ("before", "after", "above", "below", "expected"),
    [
        ("    ", "", ["def f():\n"], [], Scope(True, 1)),
        ("    if x:", "", [], [], Scope(True, 5)),
        ("    ", "", ["def f():\n"], ["    return 1\n"], SINGLE),
        ("    ", "", ["x = 1\n"], [], SINGLE),
        ("    return ", "", ["def f():\n"], [], SINGLE),
        ("    ", ")", ["def f():\n"], [], SINGLE),
        ("", "", ["def f():\n"], ["\n", "x = 1\n"], Scope(True, 1)),
        ("    if x:  # y", "", [], ["        a = 1\n"], SINGLE),
    ],
)
def test_block_only_where_one_is_empty(
    before: str, after: str, above: list[str], below: list[str], expected: Scope
) -> None:
    assert scope(before, after, above, below) == expected


DOCUMENTED = (
    'class A:\n    def f(self, x):\n        """Say.\n\n        More.\n        """\n'
    "        \n\n    def g(self):\n        pass\n"
)


def test_empty_body_below_a_docstring_is_found() -> None:
    lines = document_lines(DOCUMENTED)
    site = empty_body(lines, 6, lines[6][:8], "")
    assert site is not None
    assert (site.qualname, site.def_line, site.body_line, site.indent) == ("f", 1, 6, "        ")


@pytest.mark.parametrize(
    ("text", "line", "before"),
    [
        ("def f():\n    \n", 1, "    "),  # no docstring
        ('def f():\n    """Say."""\n    \n    return 1\n', 2, "    "),  # a body below
        ('def f():\n    """Say."""\n    x = 1\n    \n', 3, "    "),  # a body above
        ('def f():\n    """Say."""\n    x\n', 2, "    x"),
        ("x = 1\n    \n", 1, "    "),
    ],
)
def test_other_places_are_no_empty_body(text: str, line: int, before: str) -> None:
    assert empty_body(document_lines(text), line, before, "") is None
