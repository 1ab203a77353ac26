"""What a module offers, in as few characters as say it: signatures, first docstring lines, attributes, constants.

In: source bytes. Out: an `Outline`. Pure; the syntax tree only, nothing is imported or run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from understudy.context.imports import Import, Name
from understudy.syntax import parse

MOST_VALUE_CHARACTERS = 60  # of a constant, a default or a decorator; longer ones become `...` or go
MOST_DOCSTRING_CHARACTERS = 120
MOST_MEMBERS = 40  # of a class
MOST_CHARACTERS = 1_200  # of one declaration
_CALLED = frozenset({"__init__", "__call__", "__enter__", "__aenter__", "__iter__", "__getitem__"})
_ELLIPSIS_BODY = re.compile(r":\n[ \t]+\.\.\.$", re.MULTILINE)

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True)
class Outline:
    """declarations: name -> its declaration (LF, no line end last). origins: name -> (where it comes from, its name
    there, "" for the module itself). stars: modules of which everything is passed on. exported: `__all__`."""

    declarations: dict[str, str] = field(default_factory=dict)
    origins: dict[str, tuple[Import, str]] = field(default_factory=dict)
    stars: list[Import] = field(default_factory=list)
    exported: tuple[str, ...] | None = None

    @property
    def public(self) -> tuple[str, ...]:
        """What `import *` would bring, of the names that stand here."""
        if self.exported is not None:
            return self.exported
        return tuple(name for name in self.declarations if not name.startswith("_"))


def outline(source: bytes) -> Outline | None:
    """The outline of a module; None if it does not parse. Bytes, so that Python itself reads BOM and coding line."""
    try:
        tree = parse(source)
    except SyntaxError:
        return None
    found = Outline()
    for node in _statements(tree.body):
        try:
            _add(node, found)
        except RecursionError:  # an expression too deep to be written out
            continue
    return found


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module, those under `if`, `try` and `with` too: one of the branches is what is imported."""
    for node in body:
        match node:
            case ast.If():
                yield from _statements([*node.body, *node.orelse])
            case ast.Try() | ast.TryStar():
                handlers = [inner for handler in node.handlers for inner in handler.body]
                yield from _statements([*node.body, *node.orelse, *handlers, *node.finalbody])
            case ast.With():
                yield from _statements(node.body)
            case _:
                yield node


def _add(node: ast.stmt, found: Outline) -> None:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            found.declarations.setdefault(node.name, _written(_signature(node)))
        case ast.ClassDef():
            found.declarations.setdefault(node.name, _written(_class(node)))
        case ast.Import():
            for alias in node.names:
                if alias.asname:
                    found.origins.setdefault(alias.asname, (Import(alias.name, bound=alias.asname), ""))
        case ast.ImportFrom():
            _add_from(node, found)
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            found.exported = _texts(node.value)
        case ast.AugAssign(target=ast.Name(id="__all__")):
            found.exported = (found.exported or ()) + _texts(node.value)
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            found.declarations.setdefault(name, _written(_constant(node)))
        case _ if type(node).__name__ == "TypeAlias":  # Python 3.12
            found.declarations.setdefault(node.name.id, _written(node))  # type: ignore[attr-defined]


def _add_from(node: ast.ImportFrom, found: Outline) -> None:
    for alias in node.names:
        bound = alias.asname or alias.name
        source = Import(node.module or "", node.level, (Name(alias.name, bound),))
        if alias.name == "*":
            found.stars.append(source)
        else:
            found.origins.setdefault(bound, (source, alias.name))


def _class(node: ast.ClassDef) -> ast.ClassDef:
    """Header, docstring line, attributes and the signatures of what others call."""
    members: list[ast.stmt] = []
    for inner in node.body:
        match inner:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                if not inner.name.startswith("_") or inner.name in _CALLED:
                    members.append(_signature(inner, documented=False))
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if not name.startswith("_"):
                    members.append(_constant(inner))
    node.decorator_list = _short_decorators(node.decorator_list)
    node.body = [*_docstring(node), *members[:MOST_MEMBERS]] or [ast.Expr(ast.Constant(...))]
    return node


def _signature(node: _Function, documented: bool = True) -> _Function:
    node.args.defaults = [_short(value) for value in node.args.defaults]
    node.args.kw_defaults = [value and _short(value) for value in node.args.kw_defaults]
    node.decorator_list = _short_decorators(node.decorator_list)
    node.body = (_docstring(node) if documented else []) or [ast.Expr(ast.Constant(...))]
    return node


def _constant(node: ast.stmt) -> ast.stmt:
    assert isinstance(node, ast.Assign | ast.AnnAssign)
    if node.value is not None:
        node.value = _short(node.value)
    return node


def _docstring(node: _Function | ast.ClassDef) -> list[ast.stmt]:
    text = (ast.get_docstring(node) or "").strip()
    first = text.split("\n")[0].strip()[:MOST_DOCSTRING_CHARACTERS]
    return [ast.Expr(ast.Constant(first))] if first else []


def _short(value: ast.expr) -> ast.expr:
    return value if len(ast.unparse(value)) <= MOST_VALUE_CHARACTERS else ast.Constant(...)


def _short_decorators(decorators: list[ast.expr]) -> list[ast.expr]:
    return [each for each in decorators if len(ast.unparse(each)) <= MOST_VALUE_CHARACTERS]


def _written(node: ast.AST) -> str:
    """Source of a node, compact, at most `MOST_CHARACTERS` in whole lines."""
    text = _ELLIPSIS_BODY.sub(": ...", ast.unparse(node))
    lines: list[str] = []
    total = 0
    for line in text.split("\n"):
        total += len(line) + 1
        if lines and total > MOST_CHARACTERS:
            break
        if line.strip():
            lines.append(line)
    return "\n".join(lines)[: 2 * MOST_CHARACTERS]


def _texts(node: ast.expr) -> tuple[str, ...]:
    items = node.elts if isinstance(node, ast.List | ast.Tuple) else []
    return tuple(item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str))
