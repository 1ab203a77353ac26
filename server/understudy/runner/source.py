"""The function or class inside the file's text: where it is, what replaces it, whether only it changed. Pure."""

from __future__ import annotations

import ast
import re
from typing import Any

import msgspec

from understudy import syntax
from understudy.runner.types import RunnerError

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
TargetNode = FunctionNode | ast.ClassDef
_CODING = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")  # PEP 263
POISON = "raise __import__('sys')._understudy_reach()"
CLASS_POISON = "@__import__('sys')._understudy_reach_class"  # the outermost decorator
CALL_POISON = "@__import__('sys')._understudy_reach_call"  # the innermost one


class Place(msgspec.Struct, frozen=True):
    """A function or class in a text. first, last: its lines with decorators, from 0, half open. top_*: the same of the
    top-level statement that holds it."""

    node: Any
    first: int
    last: int
    top_first: int
    top_last: int
    future_annotations: bool
    used_at_import: bool

    @property
    def is_class(self) -> bool:
        return isinstance(self.node, ast.ClassDef)


def lines_of(text: str) -> list[str]:
    """Lines as Python counts them; a form feed or U+2028 ends none."""
    return re.split(r"\r\n|\n|\r", text)


def parse(text: str) -> ast.Module | str:
    """The tree, or why there is none in one line."""
    try:
        return syntax.parse(text)
    except SyntaxError as error:
        return f"line {error.lineno}: {error.msg}" if error.lineno else error.msg


def locate(tree: ast.Module, qualname: str) -> Place | None:
    """The one definition of `qualname` (`Class.method`, `function`, `Class`); None if absent or defined twice."""
    names = qualname.split(".")
    body: list[ast.stmt] = tree.body
    top: ast.stmt | None = None
    node: ast.stmt | None = None
    for name in names:
        kinds = TargetNode if name is names[-1] else ast.ClassDef
        found = [s for s in body if isinstance(s, kinds) and s.name == name]
        if len(found) != 1:
            return None
        node = found[0]
        top = top or node
        body = getattr(node, "body", [])
    if top is None or node is None:
        return None
    return Place(node, _first(node), node.end_lineno or 0, _first(top), top.end_lineno or 0,
                 _future_annotations(tree), _used_at_import(tree, names[-1]))  # fmt: skip


def _first(node: ast.stmt) -> int:
    lines = [node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))]
    return int(min(lines)) - 1


def _future_annotations(tree: ast.Module) -> bool:
    return any(
        isinstance(s, ast.ImportFrom) and s.module == "__future__" and any(a.name == "annotations" for a in s.names)
        for s in tree.body
    )


def _used_at_import(tree: ast.Module, name: str) -> bool:
    """Whether code that runs at import mentions `name`: swapping the function later would miss that use."""
    todo: list[ast.AST] = list(tree.body)
    while todo:
        node = todo.pop()
        if isinstance(node, FunctionNode):
            todo += [*node.decorator_list, *node.args.defaults, *(d for d in node.args.kw_defaults if d)]
        elif not isinstance(node, ast.Lambda):
            if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
                return True
            if isinstance(node, ast.Attribute) and node.attr == name:
                return True
            todo += ast.iter_child_nodes(node)
    return False


def poisoned(text: str, place: Place, *, at_call: bool = False) -> str:
    """`text` with the function's body replaced by one statement that says "reached" and raises; same line count.
    A class gets one line more: a decorator, after which all that is asked of it says so. So does a coroutine function
    with `at_call`: its body may never be entered, e.g. if the tests need it to be an async generator."""
    lines = lines_of(text)
    at_call = at_call and isinstance(place.node, ast.AsyncFunctionDef)
    if place.is_class or at_call:
        at = place.first if place.is_class else place.node.lineno - 1
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        poison = CLASS_POISON if place.is_class else CALL_POISON
        return "\n".join([*lines[:at], indent + poison, *lines[at:]])
    body = place.node.body[0]
    at = body.lineno - 1
    before = lines[at].encode()[: body.col_offset].decode()
    poison = POISON
    if any(isinstance(n, ast.Yield | ast.YieldFrom) for n in ast.walk(place.node)):
        poison += "; yield"  # an async generator has to stay one, or `async for` fails before reaching it
    return "\n".join([*lines[:at], before + poison, *[""] * (place.last - at - 1), *lines[place.last :]])


def snippet(text: str, place: Place) -> str:
    """The top-level statement alone, at its own line numbers: all that a swap has to compile."""
    return "\n" * place.top_first + "\n".join(lines_of(text)[place.top_first : place.top_last]) + "\n"


def only_statement(original: str, place: Place, candidate: str) -> str | None:
    """`candidate` without what is the same around the target's top-level statement, its line numbers kept: what is left
    to parse of a large file. None if anything else differs."""
    a, b = lines_of(original), lines_of(candidate)
    end = len(b) - (len(a) - place.top_last)
    if end <= place.top_first or a[: place.top_first] != b[: place.top_first] or a[place.top_last :] != b[end:]:
        return None
    return "\n" * place.top_first + "\n".join(b[place.top_first : end]) + "\n"


def only_body_differs(original: str, old: Place, candidate: str, new: Place) -> bool:
    """Whether everything but this function's body is the same text, and its signature and decorators the same code;
    of a class, everything but the class."""
    a, b = lines_of(original), lines_of(candidate)
    if a[: old.first] != b[: new.first] or a[old.last :] != b[new.last :]:
        return False
    return type(old.node) is type(new.node) and (old.is_class or _header(old.node) == _header(new.node))


def _header(node: FunctionNode) -> list[str]:
    parts = [node.args, *node.decorator_list, node.returns]
    return [ast.dump(part) if part else "" for part in parts]


def encoding(text: str) -> str:
    """The encoding the text declares (utf-8 without a declaration). Raises RunnerError if the text does not fit it."""
    name = "utf-8"
    for line in lines_of(text)[:2]:
        if match := _CODING.match(line):
            name = match[1]
            break
    try:
        text.encode(name)
    except (LookupError, UnicodeEncodeError) as error:
        raise RunnerError(f"The file's text does not fit its encoding ({error}).", "Save the file as UTF-8.") from error
    return name
