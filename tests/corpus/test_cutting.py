"""Cleaning keeps what code does; cutting takes what teaches and names why it leaves the rest."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from understudy.syntax import parse
from understudy_trainer.corpus import cleaning, cutting, names
from understudy_trainer.corpus.pieces import Piece

TWO = '''#!/usr/bin/env python
# Copyright someone, all rights reserved

import os
def listed(folder,
           ending):
  """Say what a folder holds.

  More of it.
  """
  # by name
  if folder:  # noqa: E501
    return [name for name in os.listdir(folder)
            if name.endswith(ending)]
  text = """
 stays
   as it is
"""
  return [text]
'''


def cut(text: str) -> tuple[list[Piece], Counter[str]]:
    clean = cleaning.cleaned(text)
    assert clean is not None
    dropped = Counter[str]()
    return list(cutting.cut(cutting.File(*clean, "here 1", "MIT"), dropped)), dropped


def test_two_spaces_become_four_and_the_code_does_the_same() -> None:
    clean = cleaning.cleaned(TWO)
    assert clean is not None
    text, tree = clean
    assert text.startswith("import os\n")
    assert "\n    if folder:\n        return [name" in text
    assert "\n                if name.ends" in text  # what continues a line keeps its distance
    assert '"""\n stays\n   as it is\n"""' in text
    before, after = (_without_docstrings(t) for t in (parse(TWO), tree))
    assert ast.dump(before) == ast.dump(after)


@pytest.mark.parametrize("indent", ["\t", "  ", "   ", "    "])
def test_every_regular_indentation_gives_the_same_text(indent: str) -> None:
    text = "def f(x):\n@for y in x:\n@@if y:\n@@@# said\n@@@return y\n@return 0\n"
    clean = cleaning.cleaned(text.replace("@", indent).replace("\n", "\r\n"))
    assert clean is not None
    assert clean[0] == text.replace("@", "    ")


@pytest.mark.parametrize("text", ["def f():\n  if 1:\n      return 2\n", "print 'old'\n", "def f(:\n"])
def test_odd_indentation_and_other_languages_are_no_python_of_ours(text: str) -> None:
    assert cleaning.cleaned(text) is None


def test_a_long_docstring_ends_with_a_whole_paragraph_and_promises_nothing() -> None:
    words = "Work on the values one by one. " * 6
    doc = (
        f"Do the work.\n\n    .. versionadded:: 3\n\n    {words}\n\n    Parameters\n    ----------\n\n    {words * 4}\n"
    )
    clean = cleaning.cleaned(f'def f(x):\n    r"""{doc}    """\n    return x + 1\n')
    assert clean is not None
    short = ast.get_docstring(clean[1].body[0])  # type: ignore[arg-type]
    assert short == f"Do the work.\n\n{words.strip()}"
    assert clean[0].endswith("    return x + 1\n")


def test_short_docstrings_stay_to_the_letter() -> None:
    text = 'def f(x):\n    """Do it.\n\n    >>> f(1)\n    2"""\n    return x + 1\n'
    clean = cleaning.cleaned(text)
    assert clean is not None
    assert clean[0] == text


LONG = "\n\n".join(
    f'def step_{n}(values):\n    """Add {n} to each of the values."""\n    return [value + {n} for value in values]\n'
    for n in range(30)
)


def test_described_functions_are_pairs_and_carry_their_imports() -> None:
    head = "import re\nimport json\nfrom os import path as p, sep\n\ndef parts(text):\n"
    doc = '    """Split a path at separators."""\n'
    pieces, _ = cut(head + doc + "    return [re.escape(x) for x in p.normpath(text).split(sep)]\n")
    (piece,) = pieces
    assert piece.kind == "pair"
    assert piece.text.startswith("import re\nfrom os import path as p, sep\n\n\ndef parts")
    assert piece.unresolved == 0


def test_each_line_stands_in_one_piece_only() -> None:
    many = "".join(
        f"    def turn_{n}(self, by):\n        self.angle += by * {n}\n        return self.angle\n\n" for n in range(60)
    )
    small = "class Small:\n    def add(self, a):\n        self.a = a + len(str(a))\n"
    text = f"class Wheel:\n    angle = 0\n\n{many}\n{small}\n{LONG}"
    pieces, _ = cut(text)
    assert Counter(piece.kind for piece in pieces) == {"method": 60, "class": 1, "pair": 30}
    assert all(text.count(line) >= 1 for piece in pieces for line in piece.text.split("\n"))
    bodies = [piece.text.split("\n", 1)[1] if piece.kind == "method" else piece.text for piece in pieces]
    assert len(set(bodies)) == len(bodies)
    assert all(ast.parse(piece.text) and piece.text.endswith("\n") for piece in pieces)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("def later(first_value, second_value):\n    '''Do it later.'''\n    raise NotImplementedError\n", "stub"),
        ("def forwards(first_value, second_value):\n    return module.other(first_value, key=2)\n", "pass-through"),
        (f"def table_of_numbers():\n    return {[*range(20)]}, \\\n        {[*range(9)]}\n", "table"),
        ("def add(a, b):\n    return a + b * 2\n", "too short"),
        ("def described(a):\n    x = a + 1\n    return x, '" + "y" * 120 + "'\n", "long lines"),
        ("class Nothing(Something):\n    '''Only another name for it.'''\n    x = 1\n", "class without code"),
        ("def greet(name):\n    parts = ['Grüße', name.strip().title()]\n    return ' '.join(parts)\n", "not ASCII"),
    ],
)
def test_what_teaches_nothing_is_dropped_with_its_reason(source: str, reason: str) -> None:
    pieces, dropped = cut(f"{source}\n\n{LONG}")
    assert dropped == {reason: 1}
    assert len(pieces) == 30


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("def f(a):\n    b = [c * a for c in range(3)]\n    return sum(b)\n", 0),
        ("def f(a):\n    return LIMIT + helper(a) + helper(LIMIT)\n", 2),
        ("def f(a: Thing) -> Other:\n    return a\n", 0),
        ("def f(self):\n    self.x = 1\n    return self.x + self.y\n", 1),
        ("def f(a):\n    import math\n    from . import near\n    return math.pi + near.x\n", 1),
        ("def f(a):\n    try:\n        return a\n    except ValueError as e:\n        return e\n", 0),
    ],
)
def test_what_a_piece_does_not_explain_is_counted(code: str, count: int) -> None:
    assert names.unresolved(ast.parse(code), set()) == count


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, cleaning.Documented) and ast.get_docstring(node):
            node.body = node.body[1:]
    return tree
