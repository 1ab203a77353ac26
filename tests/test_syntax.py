"""Texts nobody vouches for, parsed from several threads at once."""

from __future__ import annotations

import ast
import gc
import time
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest

from understudy.syntax import expression, parse

MODULE = "\n".join(f"def f{i}(a, b=[{i}]):\n    return [a + b * (x - {i}) for x in range({i})]\n" for i in range(400))


@pytest.mark.parametrize("text", ["def f(:", "a\0b", "(" * 5000 + ")" * 5000, "-" * 100_000 + "1", "\ud800"])
def test_what_is_no_tree_is_one_kind_of_error(text: str) -> None:
    with pytest.raises(SyntaxError):
        parse(text)
    with pytest.raises(SyntaxError):
        expression(text)


def test_threads_do_not_upset_each_other() -> None:
    """Without turns one of these fails every few dozen parses on Python 3.11: a collection lets another thread in."""

    def let_others_in(phase: str, info: dict[str, int]) -> None:
        time.sleep(0)

    gc.callbacks.append(let_others_in)
    try:
        with ThreadPoolExecutor(4) as threads:
            trees = list(threads.map(parse, [MODULE] * 24))
    finally:
        gc.callbacks.remove(let_others_in)
    assert {len(tree.body) for tree in trees} == {400}


def test_strange_escapes_are_not_our_news() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert isinstance(expression(r"'\d'"), ast.Constant)
