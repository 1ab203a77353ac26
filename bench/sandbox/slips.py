"""Small slips in a function's body, to see whether a package's tests notice. Pure.

They also run where nothing confines them: none touches a `while` loop, so none runs for ever where the original ends.
Each differs from the original and from the others as a syntax tree; whether it is really
wrong is for the tests to say.
"""

from __future__ import annotations

import ast
import copy
import textwrap
from collections.abc import Callable, Iterator
from itertools import chain, zip_longest

from bench.sandbox.packages import body, site_of
from understudy.context.functions import with_body

FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
SHIFTED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip
OTHER: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
    ast.Div: ast.Mult, ast.FloorDiv: ast.Mod, ast.Mod: ast.FloorDiv,
}  # fmt: skip

Change = Callable[[ast.AST], bool]
"""Changes one node in place; False where it does not apply."""


def slips(text: str, qualname: str, count: int) -> list[str]:
    """At most `count` bodies (indented source): the kinds of change in turn, every other kind from the body's end.

    A definite answer: the same text gives the same slips.
    """
    site = site_of(text, qualname)
    function = _parsed(body(text, qualname))
    seen = {ast.dump(function)}
    found: list[str] = []
    kinds = [_each(function, change, backwards=number % 2 == 1) for number, change in enumerate(CHANGES)]
    for tree in chain.from_iterable(zip_longest(*kinds)):
        if len(found) == count:
            break
        if tree is not None and ast.dump(tree) not in seen:
            seen.add(ast.dump(tree))
            found.append(textwrap.indent("\n".join(map(ast.unparse, tree.body)), site.indent) + "\n")
    return found


def in_place(text: str, qualname: str, changed: str) -> str:
    """`text` with `changed` as the function's body."""
    return with_body(text, site_of(text, qualname), changed)


def _parsed(source: str) -> ast.AsyncFunctionDef:
    """The body as a function of its own (async: it may await)."""
    node = ast.parse("async def _():\n" + textwrap.indent(textwrap.dedent(source), "    ")).body[0]
    assert isinstance(node, ast.AsyncFunctionDef)
    return node


def _each(function: ast.AsyncFunctionDef, change: Change, *, backwards: bool) -> Iterator[ast.AsyncFunctionDef]:
    """A copy for every node that `change` applies to."""
    numbers = range(len(_nodes(function)))
    for number in reversed(numbers) if backwards else numbers:
        tree = copy.deepcopy(function)
        if change(_nodes(tree)[number]):
            yield ast.fix_missing_locations(tree)


def _nodes(function: ast.AsyncFunctionDef) -> list[ast.AST]:
    """In source order, without what stands in a `while` loop."""
    found: list[ast.AST] = []
    todo: list[ast.AST] = [function]
    while todo:
        node = todo.pop()
        if not isinstance(node, ast.While):
            found.append(node)
            todo += reversed(list(ast.iter_child_nodes(node)))
    return found


def _flip(node: ast.AST) -> bool:
    """Another comparison."""
    if not isinstance(node, ast.Compare) or type(node.ops[0]) not in FLIPPED:
        return False
    node.ops[0] = FLIPPED[type(node.ops[0])]()
    return True


def _forget(node: ast.AST) -> bool:
    """A statement left out: the first of a block that only does something (a call, an assignment, an exception)."""
    for name in ("body", "orelse"):
        block = getattr(node, name, [])
        if not isinstance(block, list):  # a conditional expression's
            continue
        for at, statement in enumerate(block):
            if isinstance(statement, ast.Expr | ast.Assign | ast.AugAssign | ast.Raise):
                block[at] = ast.Pass()
                return True
    return False


def _negate(node: ast.AST) -> bool:
    """The other branch. A lone comparison is left to `_flip`: it would be the same slip in another spelling."""
    if not isinstance(node, ast.If | ast.IfExp) or isinstance(node.test, ast.Compare):
        return False
    test = node.test
    negated = test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else None
    node.test = negated or ast.UnaryOp(ast.Not(), test)
    return True


def _wrong_return(node: ast.AST) -> bool:
    """Nothing where a value was promised."""
    if not isinstance(node, ast.Return | ast.Yield) or node.value is None or isinstance(node.value, ast.Constant):
        return False
    node.value = ast.Constant(None)
    return True


def _off_by_one(node: ast.AST) -> bool:
    """A number that is one too large."""
    if not isinstance(node, ast.Constant) or type(node.value) is not int:
        return False
    node.value += 1
    return True


def _swap(node: ast.AST) -> bool:
    """The first two arguments of a call the wrong way round."""
    if not isinstance(node, ast.Call) or len(node.args) < 2 or isinstance(node.args[0], ast.Starred):
        return False
    if isinstance(node.args[1], ast.Starred) or ast.dump(node.args[0]) == ast.dump(node.args[1]):
        return False
    node.args[0], node.args[1] = node.args[1], node.args[0]
    return True


def _other_exception(node: ast.AST) -> bool:
    """An exception of a kind that nobody expects."""
    if not isinstance(node, ast.Raise) or not isinstance(node.exc, ast.Call) or not isinstance(node.exc.func, ast.Name):
        return False
    node.exc.func.id = "RuntimeError"
    return True


def _shift(node: ast.AST) -> bool:
    """A comparison that takes its border in, or leaves it out."""
    if not isinstance(node, ast.Compare) or type(node.ops[0]) not in SHIFTED:
        return False
    node.ops[0] = SHIFTED[type(node.ops[0])]()
    return True


def _miscalculate(node: ast.AST) -> bool:
    """Another binary operator."""
    if not isinstance(node, ast.BinOp) or type(node.op) not in OTHER:
        return False
    node.op = OTHER[type(node.op)]()
    return True


CHANGES: tuple[Change, ...] = (
    _flip, _forget, _negate, _wrong_return, _off_by_one, _swap, _other_exception, _shift, _miscalculate,
)  # fmt: skip
