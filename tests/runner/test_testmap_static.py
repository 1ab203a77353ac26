"""The instant match by name, and what makes two texts the same to the map."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runner.conftest import make
from understudy.runner import FunctionRef, testmap
from understudy.runner.mapping import code


def find(ws: Path, file: str, qualname: str) -> list[str]:
    return list(testmap.find_tests(ws, FunctionRef(ws / file, qualname)).nodeids)


def test_tests_two_calls_away_are_found_when_none_is_nearer(tmp_path: Path) -> None:
    make(tmp_path, {
        "pkg/__init__.py": "from .api import serve\n",
        "pkg/deep.py": "def parse(text): ...\n",
        "pkg/middle.py": "from pkg.deep import parse\ndef load(path): return parse(path)\n",
        "pkg/api.py": "from pkg import middle\ndef serve(): return middle.load('x')\ndef other(): return 1\n",
        "other.py": "def parse(): ...\ndef unrelated(): return parse()\n",
        "tests/test_api.py": "import pkg\ndef test_serve(): pkg.serve()\ndef test_other(): pkg.other()\n",
        "tests/test_other.py": "from other import unrelated\ndef test_it(): unrelated()\n",
    })  # fmt: skip
    assert find(tmp_path, "pkg/deep.py", "parse") == ["tests/test_api.py::test_serve"]


def test_methods_behind_a_class_and_values_at_module_level(tmp_path: Path) -> None:
    make(tmp_path, {
        "shop.py": "def price(x): ...\nclass Basket:\n    def __init__(self): self.sum = price(1)\nCHEAP = [price]\n",
        "test_shop.py": (
            "from shop import Basket, CHEAP\ndef test_basket(): Basket()\ndef test_cheap(): CHEAP\n"
            "def test_no(): pass\n"
        ),
    })  # fmt: skip
    assert set(find(tmp_path, "shop.py", "price")) == {"test_shop.py::test_basket", "test_shop.py::test_cheap"}


def test_direct_tests_stay_before_those_further_away(tmp_path: Path) -> None:
    make(tmp_path, {
        "m.py": "def inner(x): ...\ndef outer(x): return inner(x)\n",
        "test_m.py": "from m import inner, outer\ndef test_a(): outer(1)\ndef test_b(): inner(1)\n",
    })  # fmt: skip
    assert find(tmp_path, "m.py", "inner") == ["test_m.py::test_b", "test_m.py::test_a"]


BASE = '''"""Doc."""
import os

class A:
    """Doc."""
    def f(self, x=1):
        """Doc."""
        return [y for y in x]

def g():
    return A()
'''


@pytest.mark.parametrize(
    ("old", "new", "functions", "module"),
    [
        ('"""Doc."""', '"""Other."""', set(), False),
        ("return A()", "return  A()  # why", set(), False),
        ("import os\n", "import os\n\n\n# why\n", set(), False),
        ("return A()", "return A", {"g"}, False),
        ("x=1", "x=2", {"A.f"}, False),
        ("def g", "@staticmethod\ndef g", {"g"}, False),
        ("import os", "import sys", set(), True),
        ("    def f", "    def h(self): 1\n\n    def f", {"A.h"}, True),
        ("def g", "def h(): 1\n\ndef g", {"h"}, False),
    ],
)
def test_digests_follow_the_code_alone(old: str, new: str, functions: set[str], module: bool) -> None:
    before, after = code.read(BASE), code.read(BASE.replace(old, new))
    names = before.functions.keys() | after.functions.keys()
    assert {name for name in names if before.digest(name) != after.digest(name)} == functions
    assert (before.module != after.module) is module
    assert (before.whole != after.whole) is bool(functions or module)


def test_lines_belong_to_the_outermost_function() -> None:
    text = "@d(\n  1)\ndef f():\n    def g():\n        return lambda: 1\n    return g\nx = lambda: 2\n"
    found = code.read(text)
    assert [found.function_at(line) for line in (1, 3, 5, 6, 7)] == ["f", "f", "f", "f", None]


def test_unparsable_text_has_one_digest() -> None:
    one, two = code.read("def f(:\n"), code.read("def f(:  \n")
    assert one.digest("f") == one.whole != two.digest("f")
