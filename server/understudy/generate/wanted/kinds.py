"""Kinds of values as type hints and as parameter names, from the literals that tests pass and compare with. Pure."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

_CONVERTERS = frozenset({"list", "dict", "set", "tuple", "str", "int", "float", "bool", "bytes", "frozenset"})
_NAMES = {"str": "text", "int": "n", "float": "x", "bool": "flag", "dict": "mapping", "bytes": "data", "set": "items"}
_NUMBERS = frozenset({"int", "float"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A builtin type. of: kinds of the elements (a dict's keys and values, a tuple's places), None = they differ;
    empty = nothing is known of them. rest: a tuple of any length."""

    name: str
    of: tuple[Kind | None, ...] = ()
    rest: bool = False

    def __str__(self) -> str:
        if not self.of or None in self.of or self.name not in ("list", "dict", "set", "tuple", "frozenset"):
            return self.name
        return f"{self.name}[{', '.join(map(str, self.of))}{', ...' if self.rest else ''}]"


def kind_of(node: ast.expr | None) -> Kind | None:
    """The kind of an expression's value; None if it cannot be told from the expression alone."""
    match node:
        case ast.Constant(value=value) if value is not ...:
            return Kind("None" if value is None else type(value).__name__)
        case ast.JoinedStr():
            return Kind("str")
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            return kind_of(operand)
        case ast.List(elts=elements):
            return _container("list", elements)
        case ast.Set(elts=elements):
            return _container("set", elements)
        case ast.Tuple(elts=elements):
            return Kind("tuple", tuple(kind_of(element) for element in elements))
        case ast.Dict(keys=keys, values=values):
            return Kind("dict", (joined(map(kind_of, keys)), joined(map(kind_of, values)))) if keys else Kind("dict")
        case ast.ListComp(elt=element):
            return Kind("list", (kind_of(element),))
        case ast.Call(func=ast.Name(id=name)) if name in _CONVERTERS:
            return Kind(name)
        case ast.BinOp(left=left, right=right):
            return _operated(kind_of(left), kind_of(right))
    return None


def joined(kinds: Iterable[Kind | None]) -> Kind | None:
    """The one kind that all of them are; None if they differ, or nothing is known of any."""
    known = [kind for kind in kinds if kind is not None]
    return _all(*known) if known else None


def parameter_name(kind: Kind | None) -> str:
    """What a parameter of this kind is usually called."""
    if kind is None:
        return "value"
    if kind.name in ("list", "tuple"):
        element = _all(*kind.of) if kind.of else None
        inner = element.name if element is not None else ""
        return "words" if inner == "str" else "values" if inner in _NUMBERS else "items"
    return _NAMES.get(kind.name, "value")


def _container(name: str, elements: list[ast.expr]) -> Kind:
    return Kind(name, (joined(map(kind_of, elements)),)) if elements else Kind(name)


def _operated(left: Kind | None, right: Kind | None) -> Kind | None:
    if left is None or right is None:
        return None
    if left.name in ("list", "str", "tuple", "bytes") and right.name in ("int", left.name):
        return left
    return _join(left, right) if left.name in _NUMBERS and right.name in _NUMBERS else None


def _join(a: Kind | None, b: Kind | None) -> Kind | None:
    if a is None or b is None:
        return None
    if a == b:
        return a
    if {a.name, b.name} == _NUMBERS:
        return Kind("float")
    if a.name != b.name:
        return None
    if not a.of or not b.of:
        return a if a.of else b
    if a.name == "tuple" and (len(a.of) != len(b.of) or a.rest or b.rest):
        return Kind("tuple", (_all(*a.of, *b.of),), True)
    return Kind(a.name, tuple(_all(x, y) for x, y in zip(a.of, b.of, strict=True)))


def _all(*kinds: Kind | None) -> Kind | None:
    return reduce(_join, kinds)
