"""What counts as wanted, where it belongs, which tests judge it; and what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from understudy.generate.wanted import Target, Wanted, find_wanted

Find = Callable[..., Wanted | None]
TEST = "tests/test_words.py"
PLAIN = "from words import f\n\n\ndef test_f():\n    assert f(1) == 2\n"


@pytest.fixture
def find(tmp_path: Path) -> Find:
    def make(files: dict[str, str], test: str = TEST, **options: object) -> Wanted | None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return find_wanted(tmp_path, tmp_path / test, files[test], **options)  # type: ignore[arg-type]

    return make


def names(wanted: Wanted | None, root: Path) -> list[tuple[str, str, str]]:
    targets = wanted.targets if wanted else ()
    return [(t.kind, t.qualname, t.file.relative_to(root.resolve()).as_posix()) for t in targets]


def only(wanted: Wanted | None) -> Target:
    assert wanted is not None and len(wanted.targets) == 1
    return wanted.targets[0]


# ---- where it belongs
@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"words.py": ""}, "words.py"),
        ({}, "words.py"),
        ({"src/other.py": ""}, "src/words.py"),
        ({"src/words.py": "x = 1\n"}, "src/words.py"),
        ({"words/__init__.py": ""}, "words/__init__.py"),
        ({"words/__init__.py": "from .core import f\n", "words/core.py": ""}, "words/core.py"),
        ({"words/__init__.py": "from words.core import g as f\n", "words/core.py": ""}, "words/core.py"),
        ({"words/__init__.py": "from .core import *\n", "words/core.py": "a = 1\n"}, "words/core.py"),
        ({"words/__init__.py": "from .a import *\nfrom .b import *\n", "words/a.py": "", "words/b.py": ""},
         "words/__init__.py"),
    ],
)  # fmt: skip
def test_a_name_is_written_where_it_is_looked_for(
    find: Find, tmp_path: Path, files: dict[str, str], place: str
) -> None:
    found = only(find({**files, TEST: PLAIN}))
    assert found.file == tmp_path.resolve() / place and found.exists == (place in files)
    assert found.tests == (f"{TEST}::test_f",) and found.old_text == files.get(place, "")


@pytest.mark.parametrize(
    "code",
    [
        "from pkg.fresh import f\n\ndef test_f():\n    assert f(1) == 2\n",
        "import pkg.fresh\n\ndef test_f():\n    assert pkg.fresh.f(1) == 2\n",
        "import pkg.fresh as m\n\ndef test_f():\n    assert m.f(1) == 2\n",
        "from pkg import fresh\n\ndef test_f():\n    assert fresh.f(1) == 2\n",
        "from pkg import fresh as m\n\ndef test_f():\n    assert m.f(1) == 2\n",
    ],
)
def test_a_new_module_of_an_existing_package(find: Find, tmp_path: Path, code: str) -> None:
    found = only(find({"pkg/__init__.py": "", TEST: code}))
    assert (found.qualname, found.file, found.exists) == ("f", tmp_path.resolve() / "pkg/fresh.py", False)
    assert found.text.startswith("def f(n: int) -> int:\n")


def test_relative_imports_of_a_test_package(find: Find, tmp_path: Path) -> None:
    code = "from .helping import make\nfrom ..words import f\n\ndef test_f():\n    assert f(make()) == 2\n"
    files = {"app/__init__.py": "", "app/words.py": "", "app/tests/__init__.py": "", "app/tests/test_words.py": code}
    wanted = find(files, "app/tests/test_words.py")
    assert names(wanted, tmp_path) == [
        ("function", "f", "app/words.py"),
        ("function", "make", "app/tests/helping.py"),
    ]
    assert wanted is not None and all(not target.tests and target.held_up for target in wanted.targets)


# ---- what is left alone
@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"words.py": "def f(n): ...\n"}, PLAIN),
        ({}, PLAIN.replace("words", "math")),  # the standard library
        ({}, PLAIN.replace("words", "letters")),  # the test is not named after it
        ({"pyproject.toml": '[project]\ndependencies = ["Words >= 2"]\n'}, PLAIN),
        ({"requirements.txt": "words==1\n"}, PLAIN),
        ({"env/lib/python3.11/site-packages/words/__init__.py": ""}, PLAIN),
        ({"words.py": "def __getattr__(name): ...\n"}, PLAIN),
        ({"words.py": "globals().update(f=len)\n"}, PLAIN),
        ({"words.py": "from elsewhere import *\n"}, PLAIN),
        ({"words.py": "try:\n    from fast import f\nexcept ImportError:\n    f = None\n"}, PLAIN),
        ({"words.py": "def set_up():\n    global f\n    f = len\n"}, PLAIN),
        ({"words.py": "def g(:\n"}, PLAIN),  # nobody can tell
        (
            {"words.py": "class Bag(dict): pass\n"},
            "from words import Bag\n\ndef test_f():\n    assert Bag(a=1).get('a') == len(Bag())\n",
        ),
        (
            {"words.py": "class Bag: pass\n"},
            "import pytest\nfrom words import Bag\n\ndef test_f():\n    with pytest.raises(AttributeError):\n"
            "        Bag().f\n    with pytest.raises(TypeError):\n        len(Bag())\n",
        ),
        ({"words.py": "import words2 as f\n"}, PLAIN),
        ({"words/__init__.py": "", "words/f.py": ""}, PLAIN),
        ({"words.py": ""}, "try:\n    from words import f\nexcept ImportError:\n    f = None\n"),
        ({"words.py": ""}, "from words import f\n\ndef test_f(:\n"),
        ({"words.py": ""}, f"from words import f\n\ndef test_f():\n    assert f({'-' * 5000}1)\n"),
        (
            {
                "words/__init__.py": "from . import _make\n",
                "words/_make.py": "import sys\nsys.modules['words.x'] = 1\n",
            },
            "import words.x\n\ndef test_f():\n    assert words.x.f(1) == words.g(2)\n",
        ),
        (
            {"words.py": "class Bag:\n    def __enter__(self): return open(0)\n"},
            "from words import Bag\n\ndef test_f():\n    with Bag() as file:\n        file.write(1)\n",
        ),
        ({"a.py": "from words import f\n", "words.py": "from a import f\n"}, PLAIN),  # round and round
    ],
)
def test_what_is_there_or_not_ours_or_cannot_be_told_is_not_wanted(
    find: Find, tmp_path: Path, files: dict[str, str], code: str
) -> None:
    python = tmp_path / "env/bin/python"
    assert find({"env/pyvenv.cfg": "home = /usr/bin\n", **files, TEST: code}, python=python) is None


METHOD = "from words import Bag\n\ndef test_f():\n    bag = Bag()\n    assert bag.f(1) == 2\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("class Bag:\n    pass\n", True),
        ("class Base:\n    pass\nclass Bag(Base): pass\n", True),
        ("class Bag(dict):\n    pass\n", True),
        ("from enum import Enum\nclass Bag(Enum):\n    A = 1\n", True),
        ("from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Bag:\n    a: int = 1\n", True),
        ("class Base:\n    def f(self, n): ...\nclass Bag(Base): pass\n", False),
        ("class Bag:\n    def __init__(self):\n        self.f = len\n", False),
        ("class Bag:\n    f = len\n", False),
        ("class Bag:\n    __slots__ = ('f',)\n", False),
        ("class Bag:\n    def __getattr__(self, name): ...\n", False),
        ("class Bag:\n    def __init__(self, **all):\n        self.__dict__.update(all)\n", False),
        ("from elsewhere import Base\nclass Bag(Base):\n    pass\n", False),
        ("from elsewhere import better\n@better\nclass Bag:\n    pass\n", False),
        ("class Bag(metaclass=Magic):\n    pass\n", False),
        ("class Bag(Bag):\n    pass\n", False),
    ],
)
def test_a_method_is_wanted_only_where_nothing_could_bring_it_in(find: Find, text: str, wanted: bool) -> None:
    found = find({"words.py": text, TEST: METHOD})
    assert [t.qualname for t in found.targets] == ["Bag.f"] if found and wanted else found is None


def test_a_file_that_may_not_be_read_is_not_looked_into(find: Find) -> None:
    assert find({"words.py": "", ".understudyignore": "words.py\n", TEST: PLAIN}) is None


# ---- which first, and by which tests
TWO = """from words import one, two


def test_one():
    assert one("a") == 1


def test_both():
    assert two("a") == one("a") + 1


def test_two():
    assert two("b") == 2
"""


@pytest.mark.parametrize(
    ("place", "first"),
    [
        ({}, "one"),
        ({"line": 4}, "one"),
        ({"line": 12}, "two"),
        ({"qualname": "test_two"}, "two"),
        ({"qualname": "test_one"}, "one"),
        ({"line": 9999}, "one"),
        ({"qualname": "nope"}, "one"),
    ],
)
def test_what_the_test_at_the_cursor_uses_comes_first(find: Find, place: dict[str, object], first: str) -> None:
    wanted = find({"words.py": "", TEST: TWO}, **place)
    assert wanted is not None and wanted.targets[0].qualname == first and len(wanted.targets) == 2


def test_a_test_that_needs_another_name_waits_but_the_name_is_stubbed(find: Find) -> None:
    wanted = find({"words.py": "", TEST: TWO}, qualname="test_two")
    assert wanted is not None
    two, one = wanted.targets
    assert two.tests == (f"{TEST}::test_two",) and two.held_up == (f"{TEST}::test_both",)
    assert one.tests == (f"{TEST}::test_one",)
    assert two.text == one.text and "def one(" in two.text and "def two(" in two.text


def test_if_every_test_needs_both_all_of_them_judge(find: Find) -> None:
    wanted = find({"words.py": "", TEST: "from words import a, b\n\ndef test_c():\n    assert a(b(1)) == 1\n"})
    assert wanted is not None
    assert [(t.qualname, t.tests, t.held_up) for t in wanted.targets] == [
        (name, (f"{TEST}::test_c",), ()) for name in ("a", "b")
    ]


def test_other_test_files_count_unless_they_cannot_be_imported(find: Find) -> None:
    more = "from words import f\n\ndef test_more():\n    assert f(n=3) == 4\n"
    broken = "from words import f\nfrom elsewhere.mod import g\nfrom words import h\n\ndef test_h():\n    f(h(1))\n"
    files = {"words.py": "", TEST: PLAIN, "tests/test_more.py": more, "tests/test_broken.py": broken}
    found = only(find(files))
    assert found.tests == (f"{TEST}::test_f", "tests/test_more.py::test_more")
    assert found.held_up == ("tests/test_broken.py::test_h",)
    assert found.text.startswith("def f(n: int) -> int:")


def test_uses_through_fixtures_helpers_and_set_up_count(find: Find) -> None:
    code = """import unittest
import pytest
from words import Bag


@pytest.fixture
def bag():
    return Bag()


def filled():
    return Bag()


def test_by_fixture(bag):
    assert bag


def test_by_helper():
    assert filled()


def test_without():
    assert True


class BagTest(unittest.TestCase):
    def setUp(self):
        self.bag = Bag()

    def test_by_set_up(self):
        self.assertTrue(self.bag)
"""
    found = only(find({"words.py": "", TEST: code}))
    assert [nodeid.partition("::")[2] for nodeid in found.tests] == [
        "test_by_fixture",
        "test_by_helper",
        "BagTest::test_by_set_up",
    ]


def test_a_variable_that_is_made_of_itself(find: Find) -> None:
    code = "from words import f\n\ndef test_f():\n    x = 1\n    x = f(x)\n    y = f(y)\n    assert x == y\n"
    assert only(find({"words.py": "", TEST: code})).tests == (f"{TEST}::test_f",)


# ---- texts
def test_the_editors_text_of_a_module_counts(find: Find, tmp_path: Path) -> None:
    files = {"words.py": "def f(n): ...\n", TEST: PLAIN}
    assert find(files) is None
    found = only(find(files, texts={tmp_path / "words.py": "# moved\n"}))
    assert found.old_text == "# moved\n" and found.text.startswith("# moved\n\n\ndef f(")
    assert find({"words.py": "", TEST: PLAIN}, texts={tmp_path / "words.py": "def f(n): ...\n"}) is None


def test_line_ends_of_the_module_are_kept(find: Find) -> None:
    found = only(find({"words.py": "import re\r\n\r\nX = 1\r\n", TEST: PLAIN}))
    assert found.text.startswith("import re\r\n\r\nX = 1\r\n\r\n\r\ndef f(n: int) -> int:\r\n")
    assert found.text.count("\n") == found.text.count("\r\n") and found.text.endswith("NotImplementedError\r\n")


def test_constants_get_the_value_that_tests_state_and_are_named_otherwise(find: Find) -> None:
    code = "from words import LIMIT, SEP, f\n\ndef test_f():\n    assert LIMIT == 3\n    assert f(SEP) == 2\n"
    wanted = find({"words.py": "", TEST: code})
    assert wanted is not None and [t.qualname for t in wanted.targets] == ["f"]
    assert wanted.beyond == ("words.py: LIMIT", "words.py: SEP")
    assert wanted.targets[0].text.startswith("LIMIT = 3\n\n\nSEP = None  # the tests do not say its value\n")


def test_exceptions_are_written_whole_and_asked_of_no_model(find: Find) -> None:
    code = "import pytest\nfrom words import Bad, f\n\ndef test_bad():\n    with pytest.raises(Bad):\n        f(1)\n"
    found = only(find({"words.py": "", TEST: code}))
    assert found.qualname == "f" and found.tests == (f"{TEST}::test_bad",)
    assert 'class Bad(Exception):\n    """Raised where the tests say: bad."""\n\n\ndef f(n: int):' in found.text


SOUP = (Path(__file__).parent / "wanted_golden" / "class_several_methods.txt").read_text("utf-8")
SOUP = SOUP.partition("=== tests/test_account.py\n")[2].partition("=== found")[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.integers(0, len(SOUP)), st.integers(0, 40), st.sampled_from(["", " ", "(", "bank.", "*", "=", "\n", "self"]))
def test_no_test_file_raises(find: Find, start: int, length: int, instead: str) -> None:
    text = SOUP[:start] + instead + SOUP[start + length :]
    wanted = find({"bank.py": "RATE = 0.02\n", TEST: text})
    for target in wanted.targets if wanted else ():
        compile(target.text, "bank.py", "exec")


CART = "from words import Cart\n\n\ndef test_total():\n    assert Cart().total() == 0\n"


def test_a_method_of_a_class_under_a_condition_finds_its_place(find: Find) -> None:
    target = only(
        find({"words.py": "try:\n    import x\nexcept ImportError:\n    class Cart:\n        n = 1\n", TEST: CART})
    )
    assert (target.kind, target.qualname) == ("method", "Cart.total")
    assert target.text.startswith(target.old_text + "\n        def total(self)")


def test_a_method_of_a_class_that_stands_there_twice_is_left_to_the_user(find: Find) -> None:
    twice = "try:\n    class Cart:\n        n = 1\nexcept E:\n    class Cart:\n        n = 2\n"
    wanted = find({"words.py": twice, TEST: CART})
    assert wanted is not None and wanted.targets == () and wanted.beyond == ("words.py: Cart.total",)
