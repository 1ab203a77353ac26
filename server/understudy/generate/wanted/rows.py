"""What a test's variables stand for: rows of `parametrize` and of loops over literals, and variables set once. Pure."""

from __future__ import annotations

import ast
import copy
import itertools
from collections.abc import Iterable, Mapping

from understudy.generate.wanted.reading import Reading
from understudy.generate.wanted.scopes import Scope, ancestors

MOST_ROWS = 24  # of one test: enough to see kinds and to pick examples from
Row = Mapping[str, ast.expr]


def rows_at(node: ast.AST, scope: Scope, reading: Reading) -> list[Row]:
    """The values that variables take where `node` stands, one row per run; one empty row if there are none."""
    tables = []
    for owner in (*scope.classes, scope.node):
        for decorator in getattr(owner, "decorator_list", ()):
            if (table := _parametrized(decorator, reading)) is not None:
                tables.append(table)
    for above in ancestors(node, scope):
        if isinstance(above, ast.For) and (table := _table(above.target, above.iter, scope, reading)) is not None:
            tables.append(table)
    rows: list[Row] = []
    for parts in itertools.islice(itertools.product(*tables), MOST_ROWS):
        rows.append({name: value for part in parts for name, value in part.items()})
    return rows


def filled_in(node: ast.expr, scope: Scope, reading: Reading, row: Row) -> ast.expr:
    """`node` with variables replaced by the literals they stand for."""
    filled: ast.expr = _Filler(scope, reading, row).visit(copy.deepcopy(node))
    return filled


def is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


class _Filler(ast.NodeTransformer):
    def __init__(self, scope: Scope, reading: Reading, row: Row) -> None:
        self._scope, self._reading, self._row = scope, reading, row

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self._row:
            return self._row[node.id]
        value = self._scope.assigned.get(node.id)
        if value is None and node.id not in self._scope.assigned and node.id not in self._scope.parameters:
            value = self._reading.module.assigned.get(node.id)
        if value is not None and is_literal(value) and not _is_changed(node.id, self._scope):
            return value
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
            value = self._reading.stored(node.attr, self._scope)
            if value is not None and is_literal(value):
                return value
        return self.generic_visit(node)  # type: ignore[return-value]


def _is_changed(name: str, scope: Scope) -> bool:
    """Whether a variable's value is worked on in place, so that it no longer is what it was set to."""
    for node in scope.parents:
        target = node.value if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del) else None
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            target = getattr(node.value.func, "value", None)
        if isinstance(target, ast.Name) and target.id == name:
            return True
    return False


def _parametrized(decorator: ast.expr, reading: Reading) -> list[Row] | None:
    if not (isinstance(decorator, ast.Call) and getattr(decorator.func, "attr", "") == "parametrize"):
        return None
    given = dict(enumerate(decorator.args)) | {keyword.arg: keyword.value for keyword in decorator.keywords}
    names, values = given.get(0, given.get("argnames")), given.get(1, given.get("argvalues"))
    if names is None or values is None:
        return None
    if isinstance(names, ast.Constant) and isinstance(names.value, str):
        words = [word.strip() for word in names.value.split(",") if word.strip()]
    elif isinstance(names, ast.List | ast.Tuple):
        words = [str(getattr(each, "value", "")) for each in names.elts]
    else:
        return None
    single = len(words) == 1 and isinstance(names, ast.Constant)
    return _fit(words, _elements(values, reading.module, reading), single)


def _table(target: ast.expr, values: ast.expr, scope: Scope, reading: Reading) -> list[Row] | None:
    if isinstance(target, ast.Name):
        return _fit([target.id], _elements(values, scope, reading), True)
    if isinstance(target, ast.Tuple) and all(isinstance(each, ast.Name) for each in target.elts):
        words = [each.id for each in target.elts if isinstance(each, ast.Name)]
        return _fit(words, _elements(values, scope, reading), False)
    return None


def _fit(words: list[str], elements: Iterable[ast.expr], single: bool) -> list[Row] | None:
    rows: list[Row] = []
    for element in elements:
        if isinstance(element, ast.Call) and getattr(element.func, "attr", getattr(element.func, "id", "")) == "param":
            parts = element.args
        elif single:
            parts = [element]
        else:
            parts = getattr(element, "elts", [])
        if len(parts) == len(words):
            rows.append(dict(zip(words, parts, strict=True)))
    return rows or None


def _elements(values: ast.expr, scope: Scope, reading: Reading) -> list[ast.expr]:
    if isinstance(values, ast.Name):
        found = scope.assigned.get(values.id) or reading.module.assigned.get(values.id)
        values = found if found is not None else values
    if isinstance(values, ast.Call) and getattr(values.func, "attr", "") == "items":  # cases.items()
        values = _elements_of_items(values.func, scope, reading) or values
    if isinstance(values, ast.Dict):
        return [key for key in values.keys if key is not None]
    return list(values.elts) if isinstance(values, ast.List | ast.Tuple | ast.Set) else []


def _elements_of_items(function: ast.expr, scope: Scope, reading: Reading) -> ast.expr | None:
    held = getattr(function, "value", None)
    if isinstance(held, ast.Name):
        held = scope.assigned.get(held.id) or reading.module.assigned.get(held.id)
    if not isinstance(held, ast.Dict):
        return None
    pairs = [(key, value) for key, value in zip(held.keys, held.values, strict=True) if key is not None]
    return ast.List(elts=[ast.Tuple(elts=[key, value], ctx=ast.Load()) for key, value in pairs], ctx=ast.Load())
