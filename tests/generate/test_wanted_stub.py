"""Stubs in a module's text: right place, right indentation, everything else untouched."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.generate.wanted.stub import with_stubs

F = ["def f():", "    raise NotImplementedError"]
METHOD = ["def m(self):", "    if True:", "        return 1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "def f():\n    raise NotImplementedError\n"),
        ("\n\n", "def f():\n    raise NotImplementedError\n"),
        ('"""Doc."""\n', '"""Doc."""\n\n\ndef f():\n    raise NotImplementedError\n'),
        ("x = 1", "x = 1\n\n\ndef f():\n    raise NotImplementedError\n"),
        ("x = 1\n\n\n\n\n", "x = 1\n\n\ndef f():\n    raise NotImplementedError\n"),
        ("x = 1\r\n", "x = 1\r\n\r\n\r\ndef f():\r\n    raise NotImplementedError\r\n"),
        ("def g():\n\treturn 1\n", "def g():\n\treturn 1\n\n\ndef f():\n\traise NotImplementedError\n"),
        ("def g():\n  return 1\n", "def g():\n  return 1\n\n\ndef f():\n  raise NotImplementedError\n"),
        ("x = 1\n# the end\n", "x = 1\n# the end\n\n\ndef f():\n    raise NotImplementedError\n"),
        (
            'x = 1\n\n# run\nif __name__ == "__main__":\n    g()\n',
            'x = 1\n\n\ndef f():\n    raise NotImplementedError\n\n\n# run\nif __name__ == "__main__":\n    g()\n',
        ),
    ],
)
def test_functions_go_to_the_end(text: str, expected: str) -> None:
    assert with_stubs(text, [F], {}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("class A:\n    x = 1\n\n\ny = 2\n", "class A:\n    x = 1\n\n    def m(self):\n"),
        ("class A:\n    pass\n\n\ny = 2\n", "class A:\n    def m(self):\n"),
        ('class A:\n    """Doc."""\n\n    pass\n', 'class A:\n    """Doc."""\n\n\n    def m(self):\n'),
        ("class A: pass\n", "class A:\n    def m(self):\n"),
        ("class A(B): x = 1; y = 2\n", "class A(B):\n    x = 1\n    y = 2\n\n    def m(self):\n"),
        ("class A:\n  x = 1\n", "class A:\n  x = 1\n\n  def m(self):\n    if True:\n      return 1\n"),
        ("class A:\n    x = 1\n    # last words\n\ny = 2\n", "    # last words\n\n    def m(self):\n"),
        ("class A:\n    x = 1\n# not of it\ny = 2\n", "    x = 1\n\n    def m(self):\n"),
        ("class A:\n    x = '''\nb'''\n", "    x = '''\nb'''\n\n    def m(self):\n"),
    ],
)
def test_methods_go_to_the_end_of_their_class(text: str, expected: str) -> None:
    found = with_stubs(text, [], {"A": [METHOD]})
    assert expected in found
    tree = ast.parse(found)
    owner = next(node for node in tree.body if isinstance(node, ast.ClassDef))
    assert isinstance(owner.body[-1], ast.FunctionDef) and owner.body[-1].name == "m"
    assert [ast.dump(n) for n in tree.body[1:]] == [ast.dump(n) for n in ast.parse(text).body[1:]]


def test_a_nested_class_gets_its_own() -> None:
    text = "class A:\n    class B:\n        x = 1\n\n    y = 2\n"
    found = with_stubs(text, [F], {"A.B": [METHOD], "A": [METHOD]})
    assert found.startswith("class A:\n    class B:\n        x = 1\n\n        def m(self):\n            if True:\n")
    assert "\n    y = 2\n\n    def m(self):\n" in found and found.endswith(
        "\n\n\ndef f():\n    raise NotImplementedError\n"
    )


STATEMENTS = st.sampled_from(
    ["x = 1\n", "class A:\n    pass\n", "class A: pass\n", "def g():\n    return 1\n", "# c\n", "\n", "    \n",
     "from __future__ import annotations\n", 'if __name__ == "__main__":\n    pass\n', "class A:\n    x = 1\n    # c\n"]
)  # fmt: skip


@given(st.lists(STATEMENTS, max_size=6), st.booleans())
def test_nothing_that_stood_there_is_lost_or_moved(parts: list[str], windows: bool) -> None:
    text = "".join(parts)
    try:
        before = ast.parse(text)
    except SyntaxError:
        return
    found = with_stubs(text.replace("\n", "\r\n") if windows else text, [F], {})
    after = [n for n in ast.parse(found).body if not (isinstance(n, ast.FunctionDef) and n.name == "f")]
    assert [ast.dump(n) for n in after] == [ast.dump(n) for n in before.body]
    assert len(after) + 1 == len(ast.parse(found).body) and found.endswith("\n") and not found.endswith("\n\n")
    assert not windows or not text.strip() or found.count("\n") == found.count("\r\n")
