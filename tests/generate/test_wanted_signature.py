"""Signatures and docstrings, read out of calls and asserts."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from understudy.generate.wanted import find_wanted
from understudy.generate.wanted.kinds import joined, kind_of


def stub(tmp_path: Path, *lines: str, name: str = "f", top: str = "") -> str:
    """The stub that a test of these lines gets."""
    (tmp_path / "words.py").write_text("")
    body = "".join(f"    {line}\n" for line in lines)
    text = f"import pytest\nfrom words import {name}\n{top}\n\ndef test_it():\n{body}"
    wanted = find_wanted(tmp_path, tmp_path / "test_words.py", text)
    assert wanted is not None
    return wanted.targets[0].text


@pytest.mark.parametrize(
    ("lines", "header"),
    [
        (["f(1)"], "def f(n: int):"),
        (["f([1, 2.5])"], "def f(values: list[float]):"),
        (["f([])", "f(['a'])"], "def f(words: list[str]):"),
        (["f([])"], "def f(items: list):"),
        (["f([1], [2])"], "def f(values: list[int], other: list[int]):"),
        (["f('a', 1, {'k': 1})"], "def f(text: str, n: int, mapping: dict[str, int]):"),
        (["f({1, 2})"], "def f(items: set[int]):"),
        (["f((1, 'a'))"], "def f(items: tuple[int, str]):"),
        (["f((1,))", "f((1, 2))"], "def f(values: tuple[int, ...]):"),
        (["f(1)", "f('a')"], "def f(value):"),  # kinds differ: no hint
        (["f(None)", "f(1)"], "def f(value):"),
        (["f(object())"], "def f(value):"),
        (["f(-1)", "f(2)"], "def f(n: int):"),
        (["f([x * 2 for x in range(3)])"], "def f(items: list):"),
        (["f('a' * 3)"], "def f(text: str):"),
        (["f()"], "def f():"),
        (["f(1)", "f(1, 2)"], "def f(n: int, other=None):"),
        (["f('a')", "f('a', True)"], "def f(text: str, flag: bool = False):"),
        (["f('a')", "f('a', key=len)"], "def f(text: str, *, key=None):"),
        (["f('a', strict=False)", "f('a')"], "def f(text: str, *, strict: bool = True):"),
        (["f(1, 2)", "f(low=1, high=2)"], "def f(low: int, high: int):"),
        (["f(a=1, b='x')"], "def f(a: int, b: str):"),
        (["f(a=1)", "f(b='x', a=2)"], "def f(a: int, b=None):"),
        (["f(1)", "f(1, 2, 3)"], "def f(*values: int):"),
        (["f()", "f('a')", "f('a', 'b')"], "def f(*words: str):"),
        (["f(*[1, 2])"], "def f(*items):"),
        (["f('a', sep=',')", "f('a', 'b', 'c', sep=';')"], "def f(*words: str, sep: str):"),
        (["text = 'a b'", "width = 3", "f(text, width)"], "def f(text: str, width: int):"),
        (["expected = 3", "f(expected)"], "def f(n: int):"),
        (["rows = [[1]]", "rows.append([2])", "f(rows)"], "def f(rows):"),  # no longer what it was set to
        (["f(1)", "with pytest.raises(TypeError):", "    f('a', 'b')"], "def f(n: int):"),
        (["assert f(1) == 'a'"], "def f(n: int) -> str:"),
        (["assert f(1) == 1", "assert f(2) == 0.5"], "def f(n: int) -> float:"),
        (["assert f(1) == pytest.approx(2)"], "def f(n: int) -> float:"),
        (["assert [1, 2] == f(1)"], "def f(n: int) -> list[int]:"),
        (["got = f(1)", "assert got == {'a': [1]}"], "def f(n: int) -> dict[str, list[int]]:"),
        (["assert f(1) is None"], "def f(n: int):"),
        (["assert f(1) is True"], "def f(n: int) -> bool:"),
        (["assert f(1)", "assert not f(2)"], "def f(n: int) -> bool:"),
        (["assert f(1)"], "def f(n: int):"),
        (["assert len(f(1)) == 2"], "def f(n: int):"),
        (["assert list(f(1)) == [1]"], "def f(n: int):"),
        (["assert sorted(map(f, [1])) == [1]"], "def f(value):"),
    ],
)
def test_headers(tmp_path: Path, lines: list[str], header: str) -> None:
    assert header in stub(tmp_path, *lines).splitlines()


@pytest.mark.parametrize(
    ("name", "call", "sentence"),
    [
        ("word_count", "word_count('a')", "Return the number of words in text."),
        ("count_vowels", "count_vowels('a')", "Return the number of vowels in text."),
        ("is_palindrome", "is_palindrome('a')", "Return whether text is palindrome."),
        ("has_duplicates", "has_duplicates([1])", "Return whether values has duplicates."),
        ("average", "average([1])", "Return the average of values."),
        ("get_total", "get_total([1])", "Return the total of values."),
        ("to_roman", "to_roman(3)", "Return n as roman."),
        ("celsius_to_kelvin", "celsius_to_kelvin(3)", "Convert celsius to kelvin."),
        ("remove_vowels", "remove_vowels('a')", "Remove vowels from text."),
        ("sort_words", "sort_words(['b'])", "Sort words of words."),
        ("reverse", "reverse('a')", "Reverse text."),
        ("normalize", "normalize('a')", "Normalize text."),
        ("_", "_(1)", "Do what the tests of _ say."),
    ],
)
def test_first_sentences_hold_the_words_of_the_name(tmp_path: Path, name: str, call: str, sentence: str) -> None:
    assert f'"""{sentence}' in stub(tmp_path, call, name=name)


def test_examples_are_what_tests_assert_and_nothing_else(tmp_path: Path) -> None:
    text = stub(
        tmp_path,
        "assert f('a') == 1",
        "assert f('b') > 1",
        "assert f(helper()) == 9",
        "assert f('c') == helper()",
        "assert f('d') != 3",
        "assert 4 == f('e')",
        top="def helper():\n    return 'x'\n",
    )
    assert [line.strip() for line in text.splitlines() if ">>>" in line] == [">>> f('a')", ">>> f('e')"]


@pytest.mark.parametrize("change", ["for n in range(3):\n        bag.add(n)", "assert bag.pop() > 1"])
def test_an_example_whose_subject_was_changed_unseen_is_not_given(tmp_path: Path, change: str) -> None:
    text = stub(tmp_path, "bag = f()", change, "assert bag.total() == 3")
    assert ">>>" not in text and "def f():" in text


def test_tests_names_are_told_where_no_example_can_be(tmp_path: Path) -> None:
    (tmp_path / "words.py").write_text("")
    code = "from words import f\ndef test_f_of_long_text():\n    f('a')\ndef test_f_twice():\n    f('b')\n"
    wanted = find_wanted(tmp_path, tmp_path / "test_words.py", code)
    assert wanted is not None and "    Cases: of long text; twice.\n" in wanted.targets[0].text


@pytest.mark.parametrize(
    ("test", "line"),
    [
        ("test_f_of_empty_text_raises", "Raise ValueError for empty text, as for `f('')`."),
        ("test_raises_value_error_when_f_is_too_long", "Raise ValueError when is too long, as for `f('')`."),
        ("test_f_without_separator_fails", "Raise ValueError without separator, as for `f('')`."),
        ("test_invalid_text", "Raise ValueError for `f('')`."),
        ("test_bad", "Raise ValueError for `f('')`."),
        ("test_f_fails_for_text_that_is_not_sorted", "Raise ValueError for text that is not sorted, as for `f('')`."),
    ],
)
def test_when_it_raises_is_said_in_the_words_of_the_test(tmp_path: Path, test: str, line: str) -> None:
    (tmp_path / "words.py").write_text("")
    code = f"import pytest\nfrom words import f\ndef {test}():\n    with pytest.raises(ValueError):\n        f('')\n"
    wanted = find_wanted(tmp_path, tmp_path / "test_words.py", code)
    assert wanted is not None and f"    {line}\n" in wanted.targets[0].text


@pytest.mark.parametrize(
    "block",
    [
        "with pytest.raises(ValueError):\n        g(f(1))",  # which of the two?
        "with pytest.raises(ValueError):\n        f(1).go()",
        "with pytest.raises(ValueError):\n        f(1)\n        g(2)",
    ],
)
def test_what_need_not_be_the_one_that_raises_is_not_said_to_raise(tmp_path: Path, block: str) -> None:
    assert "Raise" not in stub(tmp_path, block, top="from other import g\n")


@pytest.mark.parametrize("value", [r"'a\nb'", '\'"""\'', r"'\\'", "'é'", "'x' * 200"])
def test_no_value_breaks_the_docstring(tmp_path: Path, value: str) -> None:
    text = stub(tmp_path, f"assert f({value}) == {value}", f"assert f('q') == {value}")
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.FunctionDef) and isinstance(node.body[-1], ast.Raise) and len(node.body) == 2


@pytest.mark.parametrize(
    ("sources", "kind"),
    [
        (["1", "True"], None),
        (["[1]", "['a']"], "list"),
        (["[[1]]", "[[]]"], "list[list[int]]"),
        (["{}", "{'a': 1}"], "dict[str, int]"),
        (["{'a': 1}", "{'b': 'c'}"], "dict"),
        (["(1, 2)", "(3, 4)"], "tuple[int, int]"),
        (["x", "1"], "int"),
        (["x"], None),
    ],
)
def test_kinds_join_where_they_agree(sources: list[str], kind: str | None) -> None:
    found = joined(kind_of(ast.parse(source, mode="eval").body) for source in sources)
    assert (str(found) if found else None) == kind
