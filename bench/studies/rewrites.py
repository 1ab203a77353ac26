"""Variants of a reference solution that mean the same: what is known to be right in a labelled pool. Pure."""

from __future__ import annotations

import ast
import copy

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip


def rewrites(source: str) -> list[str]:
    """Variants with the same meaning: locals renamed, comparisons turned round, branches swapped under `not`."""
    tree = ast.parse(source)
    changed = [_Renamed().visit(copy.deepcopy(tree)), _Turned().visit(copy.deepcopy(tree))]
    changed.append(_Swapped().visit(copy.deepcopy(tree)))
    texts = [ast.unparse(ast.fix_missing_locations(t)) for t in changed]
    return list(dict.fromkeys([ast.unparse(tree), *texts]))


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
