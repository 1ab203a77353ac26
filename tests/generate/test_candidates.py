"""From file to prompt, from text to body."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.context.functions import find_function, with_body
from understudy.generate.candidates import body_key, fit_body, in_file, prompt_prefix, scope_columns
from understudy.generate.loop import locate
from understudy.generate.types import Request

FILE = '''"""Module."""
import os
from a import (
    b,
    c,
)

X = 1

def far():
    return "far away"

class Cart:
    """A cart."""

    size = 3

    def near(self):
        return self.size

    @property
    def total(self) -> int:
        """Return the total.

        Of all items.
        """
        ...

    def after(self):
        return 0
'''


def site_of(text: str, name: str):  # type: ignore[no-untyped-def]
    site = find_function(text, qualname=name)
    assert site
    return site


def test_everything_above_is_the_prompt_when_it_fits() -> None:
    prefix = prompt_prefix(FILE, site_of(FILE, "Cart.total"), 10_000)
    assert FILE.startswith(prefix) and prefix.endswith('"""\n') and "after" not in prefix


@pytest.mark.parametrize("budget", [0, 150, 200, 250])
def test_a_small_budget_keeps_imports_class_and_signature_and_the_nearest_lines(budget: int) -> None:
    prefix = prompt_prefix(FILE, site_of(FILE, "Cart.total"), budget)
    for needed in (
        "import os\n",
        "from a import (\n    b,\n    c,\n)\n",
        "class Cart:\n",
        "    @property\n",
        "Of all items.",
    ):
        assert needed in prefix
    assert "far away" not in prefix
    assert ("return self.size" in prefix) == (budget >= 200)


def test_crlf_files_give_lf_prompts_and_keep_their_line_ends() -> None:
    text = FILE.replace("\n", "\r\n")
    site = site_of(text, "Cart.total")
    assert "\r" not in prompt_prefix(text, site, 10_000)
    changed = with_body(text, site, fit_body("        return 1\n", site.indent))
    assert changed == FILE.replace("        ...\n", "        return 1\n").replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("code", "want"),
    [
        ("    return 1\n", "    return 1\n"),
        ("return 1", "    return 1\n"),
        ("\n\n        x = 1\n        return x\n\n", "    x = 1\n    return x\n"),
        ("x = 1\n    return x\n", "    x = 1\n    return x\n"),  # continues the prompt's own indentation
        ("for y in x:\n        z()\n    return 1\n", "    for y in x:\n        z()\n    return 1\n"),
        ("if a:\n    return 1\nreturn 2\n", "    if a:\n        return 1\n    return 2\n"),
        ("<|code|>    return 1<|endoftext|>", "    return 1\n"),
        ('    return """a\n  b"""\n', '    return """a\n  b"""\n'),
        ("  \n", ""),
    ],
)
def test_bodies_are_put_in_their_place(code: str, want: str) -> None:
    assert fit_body(code, "    ") == want


def test_bodies_follow_a_file_indented_by_tabs() -> None:
    assert fit_body("    return 1\n", "\t") == "\treturn 1\n"


def test_layout_and_comments_do_not_make_a_new_candidate() -> None:
    assert body_key("    return a+b\n") == body_key("    # sum\n    return (a + b)\n")
    assert body_key("    return a+b\n") != body_key("    return b+a\n")


@pytest.mark.parametrize(
    "body", ["", "    pass\n", "    ...\n", '    """Doc."""\n', "    return (\n", "    x = = 1\n", "  a\n b\n"]
)
def test_what_does_nothing_or_does_not_parse_is_no_candidate(body: str) -> None:
    assert body_key(body) is None


@given(st.text(max_size=200))
def test_no_generated_text_raises(text: str) -> None:
    body = fit_body(text, "    ")
    if body_key(body) is not None:
        ast.parse("async def f():\n" + body)


def test_scope_ends_at_the_column_of_def() -> None:
    assert scope_columns(FILE, site_of(FILE, "Cart.total")) == 5
    assert scope_columns(FILE, site_of(FILE, "far")) == 1


def test_a_kept_plan_stands_as_comments_above_the_code() -> None:
    site = site_of(FILE, "Cart.total")
    text = in_file(FILE, site, "        return 0\n", ("look", "answer"))
    assert "        # 1. look\n        # 2. answer\n        return 0\n" in text
    assert in_file(FILE, site, "        return 0\n", ()) == with_body(FILE, site, "        return 0\n")


@pytest.mark.parametrize("body", ["    size = 3\n", "    def near(self):\n        return 1\n", "    x: int\n"])
def test_a_class_body_is_a_candidate(body: str) -> None:
    assert body_key(body, of_class=True) is not None


@pytest.mark.parametrize("body", ["    pass\n", '    """Doc."""\n', "    return 1\n  x\n", "    def f(:\n"])
def test_an_idle_or_broken_class_body_is_none(body: str) -> None:
    assert body_key(body, of_class=True) is None


@pytest.mark.parametrize(
    ("qualname", "line", "found"),
    [
        ("Cart", None, "Cart"),
        ("Cart.near", None, "Cart.near"),
        (None, 12, "Cart"),
        (None, 15, "Cart"),
        (None, 18, "Cart.near"),
    ],
)
def test_a_request_means_a_function_or_else_a_class(qualname: str | None, line: int | None, found: str) -> None:
    site = locate(Request(Path("/ws/a.py"), FILE, qualname=qualname, line=line))
    assert site.qualname == found and (site.kind == "class") == (found == "Cart")
