"""Where functions and classes stand, also in files that do not parse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.context.functions import classes, find_class, find_function, functions, split_lines, with_body

FILE = '''import abc


@register
class Shape(abc.ABC):
    """A shape.

    With corners.
    """

    corners = 0

    def area(self):
        return 0

    class Box:
        pass


class Error(Exception): pass


class Stub:
    """Nothing yet."""

    def area(self):
        """Return the area."""
        raise NotImplementedError

    def name(self): ...


def outside():
    class Local:
        x = 1
    return Local
'''


def test_classes_are_found_in_order_with_the_place_of_their_body() -> None:
    sites = classes(FILE)
    assert [site.qualname for site in sites] == ["Shape", "Shape.Box", "Stub", "outside.Local"]
    shape = sites[0]
    lines = split_lines(FILE)
    assert shape.kind == "class" and lines[shape.def_line].startswith("class Shape")
    assert lines[shape.body_line - 1].strip() == '"""' and lines[shape.end_line - 1].strip() == "pass"
    assert shape.indent == "    " and all(site.kind == "function" for site in functions(FILE))


def test_a_class_whose_body_stands_on_its_header_has_no_place() -> None:
    assert find_class(FILE, qualname="Error") is None


@pytest.mark.parametrize(
    ("body", "is_stub"),
    [
        ("    pass\n", True),
        ("    ...\n", True),
        ('    """Doc."""\n', True),
        ("    def f(self):\n        raise NotImplementedError\n", True),
        ("    def f(self): ...\n\n    def g(self):\n        pass\n", True),
        ("    x = 1\n", False),
        ("    def f(self):\n        return 1\n", False),
        ("    def f(self): ...\n\n    def g(self):\n        return 1\n", False),
    ],
)
def test_a_class_is_a_stub_as_long_as_nothing_in_it_does_anything(body: str, is_stub: bool) -> None:
    site = find_class(f"class A:\n{body}", qualname="A")
    assert site is not None and site.is_stub == is_stub


def test_a_function_that_only_holds_stubs_is_none_itself() -> None:
    site = find_function("def f():\n    def g():\n        pass\n", qualname="f")
    assert site is not None and not site.is_stub


@pytest.mark.parametrize(("line", "name"), [(3, None), (4, "Shape"), (10, "Shape"), (16, "Shape.Box"), (27, "Stub")])
def test_the_innermost_class_at_a_line(line: int, name: str | None) -> None:
    site = find_class(FILE, line=line)
    assert (site.qualname if site else None) == name


def test_a_syntax_error_elsewhere_hides_no_class() -> None:
    site = find_class("def broken(:\n    x = = 1\n\nclass A:\n    def f(self): ...\n", qualname="A")
    assert site is not None and (site.def_line, site.body_line, site.end_line) == (3, 4, 5)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_class_body_is_replaced_below_its_docstring(newline: str) -> None:
    text = FILE.replace("\n", newline)
    site = find_class(text, qualname="Stub")
    assert site is not None
    new = with_body(text, site, "    def area(self):\n        return 1\n")
    expected = FILE[: FILE.index('    def area(self):\n        "')].rstrip("\n")
    assert new.replace(newline, "\n").startswith(expected)
    assert "return 1" in new and "NotImplementedError" not in new and "def outside" in new
    assert (newline == "\n") == ("\r" not in new) and new.count("\n") == new.count(newline)
    compile(new, "f.py", "exec")


def test_an_empty_class_body_leaves_a_class() -> None:
    site = find_class(FILE, qualname="Shape")
    assert site is not None
    compile(with_body(FILE, site, "\n"), "f.py", "exec")


@given(st.text("class def A:\n\t ()'\"#x=.", max_size=120))
def test_no_text_raises(text: str) -> None:
    for site in (*classes(text), *functions(text)):
        assert 0 <= site.def_line < site.body_line <= len(split_lines(text)) + 1
        with_body(text, site, f"{site.indent}pass\n")
