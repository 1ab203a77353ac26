"""Known right and known wrong variants of one reference solution: what a labelled pool is made of. Pure functions.

`rewrites` keep the meaning, `mutants` make one small slip each (comparison, off by one, swapped arguments, a removed
statement, a constant). Whether a mutant really differs is for the caller to find out by running it.
"""

from __future__ import annotations

import ast
import copy
import random
from collections.abc import Callable, Iterator

Change = Callable[[ast.AST], list[ast.AST]]

_SLIPS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip


def mutants(source: str, rng: random.Random, limit: int) -> list[str]:
    """At most `limit` different one-slip variants of a module, a random choice."""
    found = list(dict.fromkeys(_variants(source, (_compare, _off_by_one, _swap, _constant, _operator))))
    found += [text for text in dict.fromkeys(_without_statements(source)) if text not in found]
    found = [text for text in found if text != ast.unparse(ast.parse(source))]
    rng.shuffle(found)
    return found[:limit]


def rewrites(source: str) -> list[str]:
    """Variants with the same meaning: locals renamed, comparisons turned round, branches swapped under `not`."""
    tree = ast.parse(source)
    changed = [_Renamed().visit(copy.deepcopy(tree)), _Turned().visit(copy.deepcopy(tree))]
    changed.append(_Swapped().visit(copy.deepcopy(tree)))
    texts = [ast.unparse(ast.fix_missing_locations(t)) for t in changed]
    return list(dict.fromkeys([ast.unparse(tree), *texts]))


def _variants(source: str, changes: tuple[Change, ...]) -> Iterator[str]:
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    for position, node in enumerate(nodes):
        for change in changes:
            for new in change(node):
                other = copy.deepcopy(tree)
                target = list(ast.walk(other))[position]
                yield ast.unparse(ast.fix_missing_locations(_Replaced(target, new).visit(other)))


def _compare(node: ast.AST) -> list[ast.AST]:
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return []
    slips = _SLIPS.get(type(node.ops[0]), ())
    return [ast.Compare(node.left, [slip()], node.comparators) for slip in slips]


def _off_by_one(node: ast.AST) -> list[ast.AST]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in ("range", "len"):
        return []
    if node.func.id == "len":
        return [ast.BinOp(node, ast.Sub(), ast.Constant(1))]
    last = [*node.args]
    place = 0 if len(last) == 1 else 1
    shorter, longer = ([*last] for _ in range(2))
    shorter[place] = ast.BinOp(last[place], ast.Sub(), ast.Constant(1))
    longer[place] = ast.BinOp(last[place], ast.Add(), ast.Constant(1))
    return [ast.Call(node.func, args, []) for args in (shorter, longer)]


def _swap(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.Call) and len(node.args) >= 2:
        return [ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Div | ast.Mod | ast.FloorDiv | ast.Pow):
        return [ast.BinOp(node.right, node.op, node.left)]
    return []


def _operator(node: ast.AST) -> list[ast.AST]:
    slips: dict[type[ast.operator], ast.operator] = {ast.Add: ast.Sub(), ast.Sub: ast.Add(), ast.Mult: ast.Add()}
    if isinstance(node, ast.BinOp) and type(node.op) in slips:
        return [ast.BinOp(node.left, slips[type(node.op)], node.right)]
    if isinstance(node, ast.BoolOp):
        return [ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)]
    return []


def _constant(node: ast.AST) -> list[ast.AST]:
    if not isinstance(node, ast.Constant):
        return []
    if isinstance(node.value, bool):
        return [ast.Constant(not node.value)]
    if isinstance(node.value, int):
        return [ast.Constant(node.value + 1), ast.Constant(node.value - 1)]
    return []


def _without_statements(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    for position, node in enumerate(ast.walk(tree)):
        for field in ("body", "orelse"):
            block = getattr(node, field, None)
            if isinstance(node, ast.Module) or not isinstance(block, list):
                continue
            for line in range(len(block)):
                other = copy.deepcopy(tree)
                target = getattr(list(ast.walk(other))[position], field)
                target[line : line + 1] = [] if len(target) > 1 or field == "orelse" else [ast.Pass()]
                yield ast.unparse(ast.fix_missing_locations(other))


class _Replaced(ast.NodeTransformer):
    """One node, told by identity, by another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return copy.deepcopy(self._new) if node is self._old else self.generic_visit(node)


class _Renamed(ast.NodeTransformer):
    """Local variables under other names; arguments, globals and what is called keep theirs."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        arguments = {a.arg for a in ast.walk(node) if isinstance(a, ast.arg)}
        kept = {name for n in ast.walk(node) if isinstance(n, ast.Global | ast.Nonlocal) for name in n.names}
        stored = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        local = stored - arguments - kept
        for name in ast.walk(node):
            if isinstance(name, ast.Name) and name.id in local:
                name.id = f"{name.id}_"
        return node


class _Turned(ast.NodeTransformer):
    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if len(node.ops) != 1 or type(node.ops[0]) not in _TURNED:
            return node
        return ast.Compare(node.comparators[0], [_TURNED[type(node.ops[0])]()], [node.left])


class _Swapped(ast.NodeTransformer):
    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if not node.orelse:
            return node
        return ast.If(ast.UnaryOp(ast.Not(), node.test), node.orelse, node.body)
