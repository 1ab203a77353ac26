from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.context.imports import Import, Name, statements
from understudy.context.text import document_lines


def read(text: str) -> list[Import]:
    return [one for statement in statements(document_lines(text)) for one in statement.imports]


def plain(module: str, *names: str, level: int = 0) -> Import:
    return Import(module, level, tuple(Name(name, name) for name in names))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import a.b", [Import("a.b", bound="a.b")]),
        ("import a as x, b", [Import("a", bound="x"), Import("b", bound="b")]),
        ("from a.b import c, D as E", [Import("a.b", 0, (Name("c", "c"), Name("D", "E")))]),
        ("from . import a", [plain("", "a", level=1)]),
        ("from .. a import b", [plain("a", "b", level=2)]),
        ("from...a import b", [plain("a", "b", level=3)]),
        ("from a import *", [plain("a", "*")]),
        ("from a import (b,  # why\r\n    c,\r\n)\r\n", [plain("a", "b", "c")]),
        ("from a import b, \\\n    c\n", [plain("a", "b", "c")]),
        ("import a; import b", [Import("a", bound="a"), Import("b", bound="b")]),
        ("try: import a\nexcept ImportError: import b", [Import("a", bound="a"), Import("b", bound="b")]),
        ("if TYPE_CHECKING:\n\tfrom a import b\n", [plain("a", "b")]),
        ("def f():\n    from a import b\n", [plain("a", "b")]),
    ],
)
def test_every_form_of_import_is_read(text: str, found: list[Import]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    ['"""\nimport a\nfrom b import c\n"""', "x = '''\nimport a\n'''", "# import a", "important = 1", "from", "from a",
     "from a import", "import", "importlib.import_module(name)", "yield from items", "import 3", "from a import b c"],
)  # fmt: skip
def test_text_that_only_looks_like_an_import_is_none(text: str) -> None:
    assert read(text) == []


def test_a_quote_within_a_string_opens_nothing() -> None:
    assert read("x = '\"\"\"'  # '''\nimport a\n") == [Import("a", bound="a")]


def test_a_bracket_still_open_does_not_swallow_the_file() -> None:
    assert read("from a import (b,\n\nx = 1\nfrom c import d\n") == [plain("a", "b"), plain("c", "d")]
    assert read("from a import (b,\nimport c\n") == [plain("a", "b"), Import("c", bound="c")]


def test_lines_of_a_statement_are_known() -> None:
    first, second = statements(document_lines("import a\nfrom b import (\n    c,\n)\nx = 1\n"))
    assert (first.first, first.last, second.first, second.last) == (0, 0, 1, 3)


@pytest.mark.parametrize("text", ["from " + "." * 1_900 + "x", " " * 400_000, "from" + " ." * 900, "a " * 900 + "b"])
def test_long_lines_take_no_long_time(text: str) -> None:
    assert read(text + "\nimport a\n") == [Import("a", bound="a")]


@given(st.text(alphabet="import fro.,*()a\\\n;:#\"' ", max_size=200))
def test_any_text_is_survived_and_lines_are_in_order(text: str) -> None:
    last = -1
    for statement in statements(document_lines(text)):
        assert last < statement.first <= statement.last
        last = statement.last


NAMES = st.sampled_from(["a", "b", "pkg.mod", "C"])
FROM = st.builds(
    lambda module, names: f"from {module} import {', '.join(names)}",
    st.sampled_from(["a", "pkg.mod", ".", "..", ".a", "..pkg.mod"]),
    st.lists(st.sampled_from(["x", "y as z", "Q"]), min_size=1, max_size=3),
)
IMPORT = st.builds(lambda names: f"import {', '.join(names)}", st.lists(NAMES, min_size=1, max_size=3))


@given(st.lists(st.one_of(FROM, IMPORT, st.sampled_from(["x = 1", "if x: pass", "'''import n'''"]))))
def test_what_parses_is_read_as_python_reads_it(statements_: list[str]) -> None:
    text = "\n".join(statements_)
    expected = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            expected += [Import(alias.name, bound=alias.asname or alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = tuple(Name(alias.name, alias.asname or alias.name) for alias in node.names)
            expected.append(Import(node.module or "", node.level, names))
    assert read(text) == expected[:200]
