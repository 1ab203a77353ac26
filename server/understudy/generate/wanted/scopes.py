"""The scopes of a test file: tests, fixtures, set-ups, and what each assigns to its variables and to `self`. Pure.

In: a syntax tree. Out: a `Scope` per function, with what stands around every node of it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from understudy.generate.wanted.members import statements
from understudy.generate.wanted.types import FunctionNode

SET_UPS = frozenset({"setUp", "setup", "asyncSetUp", "setup_method", "setUpClass", "setup_class", "__init__"})


@dataclass(slots=True, eq=False)
class Scope:
    """A function of a test file, or the module's own level. nodeid: "" if it is no test. classes: around it, outermost
    first. assigned: variable -> its one value, None if it has several or one that cannot be told."""

    node: FunctionNode | ast.Module
    nodeid: str = ""
    classes: tuple[ast.ClassDef, ...] = ()
    assigned: dict[str, ast.expr | None] = field(default_factory=dict)
    parents: dict[ast.AST, ast.AST] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return "" if isinstance(self.node, ast.Module) else self.node.name

    @property
    def parameters(self) -> dict[str, ast.arg]:
        if isinstance(self.node, ast.Module):
            return {}
        given = self.node.args
        return {arg.arg: arg for arg in (*given.posonlyargs, *given.args, *given.kwonlyargs)}


def ancestors(node: ast.AST, scope: Scope) -> Iterator[ast.AST]:
    """What stands around a node, inner first, up to the scope's own node."""
    while (above := scope.parents.get(node)) is not None:
        yield above
        node = above


def result_of(node: ast.AST) -> ast.expr | None:
    """The value a `return` or `yield` gives."""
    return node.value if isinstance(node, ast.Return | ast.Yield) else None


def is_test_class(node: ast.ClassDef) -> bool:
    bases = [base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases]
    return node.name.startswith("Test") or any(base.endswith("TestCase") for base in bases)


def kept_on_self(scope: Scope) -> Iterator[tuple[str, ast.expr]]:
    """What a method stores: attribute, value."""
    for node in scope.parents if scope.classes else ():
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Attribute):
            if getattr(target.value, "id", "") not in ("self", "cls"):
                continue
            yield target.attr, node.value


def is_set_up(scope: Scope) -> bool:
    """Whether it runs before tests that do not name it."""
    return (bool(scope.classes) and scope.name in SET_UPS) or any(
        isinstance(decorator, ast.Call) and any(k.arg == "autouse" for k in decorator.keywords)
        for decorator in getattr(scope.node, "decorator_list", ())
    )


def scopes_of(body: list[ast.stmt], nodeid: str, classes: tuple[ast.ClassDef, ...]) -> Iterator[Scope]:
    """Of the functions and methods in a body. nodeid: of what stands around it, "" where nothing is a test."""
    for node in statements(body):
        if isinstance(node, FunctionNode):
            is_test = bool(nodeid) and node.name.startswith("test")
            yield scope_of(node, f"{nodeid}::{node.name}" if is_test else "", classes)
        elif isinstance(node, ast.ClassDef):
            inner = f"{nodeid}::{node.name}" if nodeid and is_test_class(node) else ""
            yield from scopes_of(node.body, inner, (*classes, node))


def scope_of(node: FunctionNode | ast.Module, nodeid: str, classes: tuple[ast.ClassDef, ...]) -> Scope:
    scope = Scope(node, nodeid, classes)
    todo: list[ast.AST] = [node]
    while todo:
        parent = todo.pop()
        for child in ast.iter_child_nodes(parent):
            if parent is node and isinstance(node, ast.Module) and isinstance(child, FunctionNode | ast.ClassDef):
                continue
            scope.parents[child] = parent
            _assign(child, scope.assigned)
            todo.append(child)
    return scope


def _assign(node: ast.AST, assigned: dict[str, ast.expr | None]) -> None:
    pairs: list[tuple[ast.expr, ast.expr | None]] = []
    if isinstance(node, ast.Assign):
        pairs = [(target, node.value) for target in node.targets]
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr):
        pairs = [(node.target, node.value)]
    elif isinstance(node, ast.AugAssign | ast.For | ast.AsyncFor | ast.comprehension):
        pairs = [(node.target, None)]
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        pairs = [(node.optional_vars, None)]  # what `__enter__` gives, nobody knows
    for target, value in pairs:
        for name in (n.id for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)):
            single = value if isinstance(target, ast.Name) and name not in assigned else None
            assigned[name] = single
