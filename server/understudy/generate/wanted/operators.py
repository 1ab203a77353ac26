"""Special methods that a test calls without naming them: `len(bag)`, `a + b`, `bag[0]`, `x in bag`. Pure."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "__add__", ast.Sub: "__sub__", ast.Mult: "__mul__", ast.Div: "__truediv__", ast.FloorDiv: "__floordiv__",
    ast.Mod: "__mod__", ast.BitOr: "__or__", ast.BitAnd: "__and__", ast.MatMult: "__matmul__",
}  # fmt: skip
_COMPARED: dict[type[ast.cmpop], str] = {ast.Lt: "__lt__", ast.LtE: "__le__", ast.Gt: "__gt__", ast.GtE: "__ge__"}
_CALLED = {
    "len": "__len__", "abs": "__abs__", "iter": "__iter__", "list": "__iter__", "sorted": "__iter__", "set": "__iter__",
    "tuple": "__iter__", "sum": "__iter__", "int": "__int__", "float": "__float__",
}  # fmt: skip
SENTENCES = {
    "__len__": "Return the number of items in the {}.", "__iter__": "Iterate over the items of the {}.",
    "__contains__": "Return whether item is in the {}.", "__getitem__": "Return the item of the {} at index.",
    "__add__": "Return the {} plus other.", "__sub__": "Return the {} minus other.",
    "__mul__": "Return the {} times other.", "__neg__": "Return the negative of the {}.",
    "__abs__": "Return the absolute value of the {}.", "__lt__": "Return whether the {} is less than other.",
    "__le__": "Return whether the {} is at most other.", "__gt__": "Return whether the {} is greater than other.",
    "__ge__": "Return whether the {} is at least other.",
}  # fmt: skip
TRUTHS = frozenset({"__contains__", "__lt__", "__le__", "__gt__", "__ge__"})
INSTEAD = {"__iter__": ("__getitem__",), "__contains__": ("__iter__", "__getitem__")}
"""What Python uses where the method itself is not there."""


class Operation(NamedTuple):
    """on: whose method is called. passed: the name of its parameter and the argument, if it takes one."""

    on: ast.expr
    method: str
    passed: tuple[str, ast.expr] | None = None


def operations(node: ast.AST) -> Iterator[Operation]:
    """What a node calls by its form; the operand on the left is asked first, so it is the one meant."""
    match node:
        case ast.Call(func=ast.Name(id=name), args=[operand, *_]) if name in _CALLED:
            yield Operation(operand, _CALLED[name])
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _BINARY:
            yield Operation(left, _BINARY[type(operator)], ("other", right))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield Operation(operand, "__neg__")
        case ast.Subscript(value=value, slice=index, ctx=ast.Load()):
            yield Operation(value, "__getitem__", ("index", index))
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()], comparators=[right]):
            yield Operation(right, "__contains__", ("item", left))
        case ast.Compare(left=left, ops=[compared], comparators=[right]) if type(compared) in _COMPARED:
            yield Operation(left, _COMPARED[type(compared)], ("other", right))
        case ast.For(iter=iterated) | ast.comprehension(iter=iterated):
            yield Operation(iterated, "__iter__")
