from __future__ import annotations

import ast

import pytest

from understudy.prompts.tests import one_assert

FUNCTION = 'def f(xs):\n    """Sum xs."""\n'
METHOD = 'class Box:\n    def area(self):\n        """The area."""\n'


@pytest.mark.parametrize(
    ("prefix", "qualname", "indent", "head"),
    [(FUNCTION, "f", "    ", "assert f("), (METHOD, "Box.area", "        ", "assert Box(")],
)
def test_the_model_continues_an_assert_about_the_function(prefix: str, qualname: str, indent: str, head: str) -> None:
    asked = one_assert(prefix, qualname, indent)
    (text,) = asked.prompt
    assert asked.head == head and isinstance(text, str)
    assert text.startswith(prefix) and text.endswith(f"\n    {head}")
    tree = ast.parse(text + "1) == 1\n")  # with an answer it is a file of Python: nothing is left open
    assert [type(node).__name__ for node in tree.body][-1] == "FunctionDef"
