"""An expression of a test as an example that stands by itself: written with the module's own names, after the lines
that make what it is about. Pure.

Only what a test says word for word: where a variable was changed out of sight, there is no example.
"""

from __future__ import annotations

import ast
import copy
from typing import TypeVar

from understudy.generate.wanted.checks import called_name, check_of
from understudy.generate.wanted.reading import Reading
from understudy.generate.wanted.rows import Row, filled_in, is_literal
from understudy.generate.wanted.scopes import Scope, ancestors, result_of
from understudy.syntax import expression

T = TypeVar("T", bound=ast.AST)
MOST_SETUP = 5  # lines before the line that shows something


def said(node: ast.expr, scope: Scope, reading: Reading, row: Row) -> ast.expr:
    """`node` in the module's own names, variables replaced by the literals they stand for."""
    return filled_in(_in_module(node, scope, reading), scope, reading, row)


def is_closed(node: ast.expr, scope: Scope, reading: Reading) -> bool:
    """Whether a said expression means the same outside of the test."""
    return not _variables(node, scope) and not _names(node) & reading.own_names


def raising(call: ast.Call, scope: Scope, reading: Reading, row: Row) -> ast.expr:
    """A call that raises with its receiver written out; `None` if that cannot be said in one expression."""
    shown = said(call, scope, reading, row)
    setup = set_up(shown, call, scope, reading, row)
    if setup == ():
        return without_self(shown)
    name, _, made = setup[0].removeprefix(">>> ").partition(" = ") if setup and len(setup) == 1 else ("", "", "")
    if not made or not isinstance(shown, ast.Call) or not isinstance(shown.func, ast.Attribute):
        return ast.Constant(None)
    receiver = without_self(shown.func.value)
    if not isinstance(receiver, ast.Name) or receiver.id != name:
        return ast.Constant(None)
    return ast.Call(ast.Attribute(expression(made), shown.func.attr), shown.args, shown.keywords)


def set_up(shown: ast.expr, at: ast.expr, scope: Scope, reading: Reading, row: Row) -> tuple[str, ...] | None:
    """The lines an example needs before `shown`: what its variables were made by. None if that cannot be said."""
    needed, lines = _variables(shown, scope), list[str]()
    if _names(shown) & reading.own_names:
        return None
    for name in sorted(needed):
        made = _made(name, scope, reading)
        if made is not None:
            lines.append(f">>> {name} = {ast.unparse(_in_module(made, reading.module, reading))}")
    body = [] if isinstance(scope.node, ast.Module) else scope.node.body
    around = set(ancestors(at, scope))
    for statement in body:
        if statement in around:
            break
        if not needed & _variables(statement, scope):
            continue
        if isinstance(statement, ast.Assert) or called_name(getattr(statement, "value", statement)).startswith(
            "assert"
        ):
            shown_before = _shown_before(statement, scope, reading, row) if _calls_on(statement, needed) else []
            if shown_before is None:
                return None  # it may have changed what the example is about
            lines += shown_before
            continue
        if not isinstance(statement, ast.Assign | ast.Expr | ast.AugAssign) or awaits(statement):
            return None
        if _names(_statement(statement, scope, reading, row)) & reading.own_names:
            return None
        for name in _variables(statement, scope) - needed:
            if not is_literal(scope.assigned.get(name) or ast.Name(name)):
                return None
        filled = ast.fix_missing_locations(_statement(statement, scope, reading, row))
        lines.append(f">>> {ast.unparse(without_self(filled))}")
    made_here = {line.removeprefix(">>> ").partition(" =")[0] for line in lines}
    unmade = needed - made_here
    return tuple(lines) if len(lines) <= MOST_SETUP and not unmade else None


def _statement(statement: ast.stmt, scope: Scope, reading: Reading, row: Row) -> ast.stmt:
    changed = _in_module(statement, scope, reading)
    if isinstance(changed, ast.Assign | ast.Expr | ast.AugAssign):
        changed.value = filled_in(changed.value, scope, reading, row)
    return changed


def _names(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def _variables(node: ast.AST, scope: Scope) -> set[str]:
    """Local variables, fixtures and `self.x` (as x) in an expression or statement."""
    found = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} & (set(scope.assigned) | set(scope.parameters))
    own = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute) and _is_self(n.value)}
    return (found - {"self", "cls"}) | own


def _shown_before(statement: ast.stmt, scope: Scope, reading: Reading, row: Row) -> list[str] | None:
    """An earlier `assert a == 1` as the two lines of an example; None if it is of another kind."""
    calls = [n for n in ast.walk(statement) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    for call in calls if not awaits(statement) else ():
        check = check_of(call, scope)
        value = filled_in(check.value, scope, reading, row) if check and check.value else None
        if check and check.exact and check.relation in ("==", "is") and value is not None and is_literal(value):
            shown = without_self(said(check.shown, scope, reading, row))
            return [f">>> {ast.unparse(shown)}", *([] if ast.unparse(value) == "None" else [ast.unparse(value)])]
    return None


def _calls_on(statement: ast.stmt, names: set[str]) -> bool:
    """Whether a method of one of these variables is called."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            held = node.func.value
            name = held.attr if isinstance(held, ast.Attribute) and _is_self(held.value) else getattr(held, "id", "")
            if name in names:
                return True
    return False


def _made(name: str, scope: Scope, reading: Reading) -> ast.expr | None:
    """What a fixture or the class's set-up makes a name of, where that is one expression."""
    if name in scope.parameters:
        filled = reading.fixture(name, scope)
        body = filled[1].node.body if filled else []
        results = [n for statement in body for n in ast.walk(statement) if result_of(n) is not None]
        return result_of(results[0]) if len(results) == 1 and len(body) == 1 else None
    return reading.stored(name, scope) if name not in scope.assigned else None


def awaits(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.Await) for inner in ast.walk(node))


def _is_self(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


class _InModule(ast.NodeTransformer):
    def __init__(self, scope: Scope, reading: Reading) -> None:
        self._scope, self._reading = scope, reading

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._own(node) or node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return self._own(node) or self.generic_visit(node)  # type: ignore[return-value]

    def _own(self, node: ast.Name | ast.Attribute) -> ast.expr | None:
        if isinstance(node, ast.Name) and node.id in self._scope.assigned:
            return None
        ref = self._reading.ref(node, self._scope)
        if ref is None or ref.instance or not ref.member.qualname or "." in ref.member.qualname:
            return None
        return ast.Name(ref.member.qualname, ast.Load())


def _in_module(node: T, scope: Scope, reading: Reading) -> T:
    """`m.f(1)` as `f(1)`: names of the workspace as their own module says them."""
    return _InModule(scope, reading).visit(copy.deepcopy(node))  # type: ignore[no-any-return]


class _WithoutSelf(ast.NodeTransformer):
    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if _is_self(node.value):
            return ast.copy_location(ast.Name(node.attr, node.ctx), node)
        return self.generic_visit(node)  # type: ignore[return-value]


def without_self(node: T) -> T:
    """`self.stack.pop()` as `stack.pop()`: an example stands in no class."""
    return _WithoutSelf().visit(copy.deepcopy(node))  # type: ignore[no-any-return]
