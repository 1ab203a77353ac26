"""Python's own parser for texts of users and models: one text at a time, silent, with one kind of error.

CPython 3.11 counts the depth of the tree it builds once per interpreter. A second thread that parses meanwhile upsets
the count, and either one fails with SystemError ("AST constructor recursion depth mismatch", as in cpython#106905).
"""

from __future__ import annotations

import ast
import threading
import warnings

_one_at_a_time = threading.RLock()  # a finalizer that runs while we parse may parse, too


def parse(source: str | bytes) -> ast.Module:
    """The tree of a module. Raises SyntaxError also for what is nested too deeply, too large, or holds null bytes."""
    tree = _tree(source, "exec")
    assert isinstance(tree, ast.Module)
    return tree


def parsed(source: str) -> ast.Module | None:
    """The tree of a module, None if there is none."""
    try:
        return parse(source)
    except SyntaxError:
        return None


def expression(source: str) -> ast.expr:
    """The tree of one expression. Raises SyntaxError as `parse` does."""
    tree = _tree(source, "eval")
    assert isinstance(tree, ast.Expression)
    return tree.body


def _tree(source: str | bytes, mode: str) -> ast.AST:
    try:
        with _one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes in the user's file are not our news
            return ast.parse(source, mode=mode)
    except (ValueError, RecursionError, MemoryError) as error:
        raise SyntaxError(str(error) or type(error).__name__) from error
