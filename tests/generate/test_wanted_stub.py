"""Stubs in a module's text: right place, right indentation, everything else untouched."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.context.functions import split_lines
from understudy.generate.wanted.stub import with_stubs

F = ["def f():", "    raise NotImplementedError"]
METHOD = ["def m(self):", "    if True:", "        return 1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "def f():\n    raise NotImplementedError\n"),
        ("\n\n", "\n\ndef f():\n    raise NotImplementedError\n"),
        ('"""Doc."""\n', '"""Doc."""\n\n\ndef f():\n    raise NotImplementedError\n'),
        ("x = 1", "x = 1\n\n\ndef f():\n    raise NotImplementedError\n"),
        ("x = 1\n\n\n\n\n", "x = 1\n\n\n\n\ndef f():\n    raise NotImplementedError\n"),
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
        ('class A:\n    """Doc."""\n    ...\n', 'class A:\n    """Doc."""\n\n    def m(self):\n'),
        ('class A:\n    """Doc."""\n\n    pass\n', 'class A:\n    """Doc."""\n\n    def m(self):\n'),
        ("class A: pass\n", "class A:\n    def m(self):\n"),
        ("class A(B): x = 1; y = 2\n", "class A(B):\n    x = 1; y = 2\n\n    def m(self):\n"),
        ("class A:\n    x = 1; pass\n", "class A:\n    x = 1; pass\n\n    def m(self):\n"),
        ("class A:\n    pass  # todo\n", "class A:\n    pass  # todo\n\n    def m(self):\n"),
        ("class A: pass  # todo\n", "class A:\n    pass  # todo\n\n    def m(self):\n"),
        ("class A(\n    B,\n): x = (1,\n2)", "class A(\n    B,\n):\n    x = (1,\n2)\n\n    def m(self):\n"),
        ("class A:\n    def f(self):\n        pass\n", "        pass\n\n    def m(self):\n"),
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


def test_a_class_under_a_condition_gets_its_method() -> None:
    text = "try:\n    import x\nexcept ImportError:\n    class A:\n        y = 1\nelse:\n    z = 2\n"
    found = with_stubs(text, [], {"A": [METHOD]})
    assert "        y = 1\n\n        def m(self):\n            if True:\n                return 1\nelse:\n" in found


@pytest.mark.parametrize(
    "text",
    ["try:\n    class A: x = 1\nexcept E:\n    class A: x = 2\n", "class A: \\\n    pass\n", "class B:\n    x = 1"],
)
def test_a_class_that_is_not_there_once_gets_nothing(text: str) -> None:
    assert with_stubs(text, [], {"A": [METHOD]}) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = 1\r\ny = 2\nz = 3\n", "x = 1\r\ny = 2\nz = 3\n\n\ndef f():\n    raise NotImplementedError\n"),
        ("x = 1\r\ny = 2\r\nz = 3\n", "x = 1\r\ny = 2\r\nz = 3\n\r\n\r\ndef f():\r\n    raise NotImplementedError\r\n"),
        ("x = 1\ry = 2\n\ry = 3\r", "x = 1\ry = 2\n\ry = 3\r\r\rdef f():\r    raise NotImplementedError\r"),
    ],
)  # fmt: skip
def test_every_line_keeps_its_end(text: str, expected: str) -> None:
    assert with_stubs(text, [F], {}) == expected


STATEMENTS = st.sampled_from(
    ["x = 1\n", "class A:\n    pass\n", "class B:\n    x = 1; pass\n", "def g():\n    return 1\n", "# c\n", "\n",
     "    \n", "from __future__ import annotations\n",
     'if __name__ == "__main__":\n    pass\n', "class A:\n    x = 1\n    # c\n",
     "if x:\n    class A:\n        ...  # later\n", "class B:\n    class A:\n        pass\n\n    y = '''\n\n'''\n"]
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@given(st.lists(STATEMENTS, max_size=6), st.lists(ENDS, min_size=1, max_size=40), st.booleans(), st.booleans())
def test_without_the_new_lines_it_is_the_old_text_byte_for_byte(
    parts: list[str], ends: list[str], cut: bool, function: bool
) -> None:
    lines = "".join(parts).split("\n")[:-1]
    text = "".join(line + ends[number % len(ends)] for number, line in enumerate(lines))
    text = text.rstrip("\r\n") if cut else text
    try:
        before = ast.parse(text)
    except SyntaxError:
        return
    blocks = {name: [[f"def new_{name[-1]}(self):  # new", "    return 1  # new"]] for name in ("A", "B", "B.A")}
    found = with_stubs(text, [["def f():  # new", "    raise NotImplementedError  # new"]] if function else [], blocks)
    assert _without_new(split_lines(found), split_lines(text))
    after = [n for n in ast.parse(found).body if getattr(n, "name", "") != "f"]
    assert len(after) == len(before.body) and len(ast.parse(found).body) == len(after) + function
    names = [n.name for n in ast.walk(before) if isinstance(n, ast.ClassDef)]
    assert found == text or function or names


def _without_new(new: list[str], old: list[str]) -> bool:
    """Whether `new` without the stubs and the blank lines around them is `old` without idle lines a stub replaced."""
    at = 0
    for line in new:
        same = at < len(old) and (line == old[at] or (at == len(old) - 1 and line.rstrip("\r\n") == old[at]))
        while not same and "# new" in line and at < len(old) and old[at].strip() == "pass":
            at += 1
        if same:
            at += 1
        elif line.strip() and "# new" not in line:
            return False
    return all(line.strip() == "pass" for line in old[at:])
