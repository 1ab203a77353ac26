"""What a test expects of a call: compared with what, or raising what. Reads pytest's and unittest's ways. Pure."""

from __future__ import annotations

import ast
from dataclasses import replace

from understudy.generate.wanted.scopes import Scope, ancestors
from understudy.generate.wanted.types import Check

_RELATIONS: dict[type[ast.cmpop], str] = {ast.Eq: "==", ast.Is: "is", ast.In: "in"}
_ASSERTS = {  # unittest's methods of two arguments, in either order
    "assertEqual": "==", "assertEquals": "==", "assertListEqual": "==", "assertDictEqual": "==", "assertIs": "is",
    "assertTupleEqual": "==", "assertSetEqual": "==", "assertSequenceEqual": "==", "assertMultiLineEqual": "==",
    "assertAlmostEqual": "approx", "assertAlmostEquals": "approx",
}  # fmt: skip
_TRUTHS = {"assertTrue": "true", "assertFalse": "false"}
_FORCING = frozenset({"list", "tuple", "set", "dict", "next", "sorted", "str", "repr", "len", "bool", "run", "iter"})
_RAISING = frozenset({"raises", "assertRaises", "assertRaisesRegex"})


def called_name(node: ast.AST) -> str:
    """The last part of what a call calls, "" if it is no call of a name."""
    function = node.func if isinstance(node, ast.Call) else None
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def check_of(node: ast.expr, scope: Scope, *, kept: bool = True) -> Check | None:
    """What the test says of an expression; None if it says nothing. kept: look also where a variable keeps it."""
    top, shown = node, node
    while (above := scope.parents.get(shown)) is not None:
        found = _checked(above, shown)
        if found is not None:
            return replace(found, exact=shown is top)
        if isinstance(above, ast.Await) and shown is top:
            top = shown = above
        elif isinstance(above, ast.Assign) and isinstance(above.targets[0], ast.Name) and kept:
            return _later(above.targets[0].id, above.value, shown is top, scope)
        elif isinstance(above, ast.expr) and not isinstance(above, ast.Lambda):
            shown = above
        elif isinstance(above, ast.Starred | ast.keyword):
            return None
        else:
            return None
    return None


def _later(name: str, value: ast.expr, whole: bool, scope: Scope) -> Check | None:
    """What is said of the variable that the expression is kept in."""
    if scope.assigned.get(name) is not value:
        return None
    for node in scope.parents:
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            found = check_of(node, scope, kept=False)
            if found is not None and found.shown is node:
                return replace(found, shown=value, exact=whole)
    return None


def _checked(above: ast.AST, shown: ast.expr) -> Check | None:
    if isinstance(above, ast.Compare) and len(above.ops) == 1:
        left, right = above.left, above.comparators[0]
        relation = _RELATIONS.get(type(above.ops[0]), "other")
        if shown is right and relation == "in":
            relation = "other"
        return _related(relation, shown, right if shown is left else left)
    if isinstance(above, ast.Assert) and above.test is shown:
        return Check("true", shown, None, False)
    if isinstance(above, ast.UnaryOp) and isinstance(above.op, ast.Not):
        return Check("false", shown, None, False)
    if isinstance(above, ast.Call) and shown in above.args:
        return _asserted(above, shown)
    return None


def _asserted(call: ast.Call, shown: ast.expr) -> Check | None:
    name, others = called_name(call), [arg for arg in call.args[:2] if arg is not shown]
    if name == "isinstance" and others:
        return Check("type", shown, others[0], False)
    if name in _TRUTHS:
        return Check(_TRUTHS[name], shown, None, False)
    if name == "assertIsNone":
        return Check("is", shown, ast.Constant(None), False)
    if name in _ASSERTS and others and shown in call.args[:2]:
        return _related(_ASSERTS[name], shown, others[0])
    if name == "assertIsInstance" and others:
        return Check("type", shown, others[0], False)
    return Check("other", shown, None, False) if name.startswith("assert") else None


def _related(relation: str, shown: ast.expr, value: ast.expr) -> Check:
    if called_name(value) == "approx" and isinstance(value, ast.Call) and value.args:
        return Check("approx", shown, value.args[0], False)
    return Check(relation, shown, value, False)


def raised_at(node: ast.AST, scope: Scope) -> tuple[ast.expr, str] | None:
    """The exception that `node` is expected to raise, and what its message has to match ("" = anything).

    Of a `with` it is what the last statement does, not what its arguments and receivers do.
    """
    inner = node
    for above in ancestors(node, scope):
        if isinstance(above, ast.Attribute | ast.keyword) or _is_other_call(above, inner):
            return None
        if isinstance(above, ast.With | ast.AsyncWith) and above.body[-1] is not inner:
            return None
        inner = above
        calls = [item.context_expr for item in above.items] if isinstance(above, ast.With | ast.AsyncWith) else [above]
        for call in calls:
            if isinstance(call, ast.Call) and called_name(call) in _RAISING and call.args and node is not call:
                return call.args[0], _match(call)
    return None


def _is_other_call(node: ast.AST, inner: ast.AST) -> bool:
    """A call that takes `inner`, and is no builtin that only makes it happen (`list(f())`) nor the expectation."""
    if not isinstance(node, ast.Call) or node.func is inner:
        return False
    return called_name(node) not in _RAISING | _FORCING


def raises_directly(node: ast.expr, scope: Scope) -> ast.Call | None:
    """`pytest.raises(E, f, 1)` or `self.assertRaises(E, f, 1)`, where `node` is `f`."""
    above = scope.parents.get(node)
    if isinstance(above, ast.Call) and called_name(above) in _RAISING:
        place = 2 if called_name(above) == "assertRaisesRegex" else 1
        return above if len(above.args) > place and above.args[place] is node else None
    return None


def _match(call: ast.Call) -> str:
    found = next((keyword.value for keyword in call.keywords if keyword.arg == "match"), None)
    if called_name(call) == "assertRaisesRegex" and len(call.args) > 1:
        found = call.args[1]
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else ""
