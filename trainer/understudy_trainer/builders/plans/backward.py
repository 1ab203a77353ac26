"""A plan read off the solution's syntax tree, statement by statement: backward reasoning without any teacher.

Used where none is at hand. It says what each statement does, in words; of what it has no words for it makes no plan.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from understudy.syntax import parsed
from understudy_trainer.builders.plans.plans import LONGEST_STEP, MOST_STEPS
from understudy_trainer.corpus.leaks.fingerprints import without_docstring


class NoWordsError(ValueError):
    """The solution does something this module has no words for."""


_ASCENDING, _DESCENDING = " in ascending order", " in descending order"
_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "plus", ast.Sub: "minus", ast.Mult: "times", ast.Div: "divided by", ast.FloorDiv: "whole-divided by",
    ast.Mod: "modulo", ast.Pow: "to the power of", ast.BitAnd: "bitwise and", ast.BitOr: "bitwise or",
    ast.BitXor: "bitwise exclusive-or", ast.LShift: "shifted left by", ast.RShift: "shifted right by",
    ast.Eq: "is equal to", ast.NotEq: "is not equal to", ast.Lt: "is less than", ast.LtE: "is at most",
    ast.Gt: "is greater than", ast.GtE: "is at least", ast.In: "is in", ast.NotIn: "is not in", ast.Is: "is",
    ast.IsNot: "is not", ast.And: "and", ast.Or: "or", ast.USub: "minus", ast.Invert: "bitwise not",
}  # fmt: skip
_AUGMENTED: dict[type[ast.AST], str] = {
    ast.Add: "add {value} to {target}", ast.Sub: "subtract {value} from {target}",
    ast.Mult: "multiply {target} by {value}", ast.Div: "divide {target} by {value}",
    ast.FloorDiv: "whole-divide {target} by {value}", ast.Mod: "take {target} modulo {value}",
}  # fmt: skip
_FUNCTIONS = {
    "len": "the length of {}", "sum": "the sum of {}", "max": "the largest of {}", "min": "the smallest of {}",
    "sorted": "{}" + _ASCENDING, "set": "the distinct values of {}", "list": "the list of {}",
    "tuple": "the tuple of {}", "str": "{} as text", "int": "{} as an integer", "float": "{} as a number",
    "abs": "the absolute value of {}", "reversed": "{} in reverse", "enumerate": "{} with its positions",
    "zip": "{} side by side", "range": "the range of {}", "any": "whether any of {} holds",
    "all": "whether all of {} hold", "bool": "whether {} holds", "dict": "the mapping of {}", "ord": "the code of {}",
    "chr": "the character with code {}", "round": "{} rounded", "bin": "the binary digits of {}",
}  # fmt: skip
_METHODS = {
    "append": "append {args} to {it}", "add": "add {args} to {it}", "extend": "append all of {args} to {it}",
    "lower": "{it} in lower case", "upper": "{it} in upper case", "strip": "{it} without blanks around it",
    "split": "the parts of {it} split at {args}", "join": "{args} joined by {it}", "items": "the pairs of {it}",
    "keys": "the keys of {it}", "values": "the values of {it}", "sort": "sort {it}",
    "count": "how often {args} is in {it}", "setdefault": "give {it} what it lacks at {args}",
    "startswith": "whether {it} starts with {args}", "endswith": "whether {it} ends with {args}",
    "isdigit": "whether {it} is all digits", "isalpha": "whether {it} is all letters", "pop": "what is taken off {it}",
    "get": "the value of {it} at {args}", "index": "the position of {args} in {it}", "reverse": "reverse {it}",
    "remove": "remove {args} from {it}", "insert": "insert {args} into {it}", "isupper": "whether {it} is upper case",
    "islower": "whether {it} is lower case", "replace": "{it} with {args} replaced", "title": "{it} in title case",
}  # fmt: skip
_EMPTY = {"[]": "list", "list()": "list", "{}": "mapping", "dict()": "mapping", "set()": "set", "()": "tuple"}


def plan(body: str) -> tuple[str, ...]:
    """Steps for a body (indented source); () if it cannot be put in at most `MOST_STEPS` short ones."""
    tree = parsed("def f():\n" + body)
    if tree is None or not isinstance(tree.body[0], ast.FunctionDef):
        return ()
    try:
        steps = [_statement(statement) for statement in without_docstring(tree.body[0].body)]
    except (NoWordsError, RecursionError):
        return ()
    found = tuple(filter(None, steps))
    return found if len(found) <= MOST_STEPS and all(len(step) <= LONGEST_STEP for step in found) else ()


def _statement(node: ast.stmt) -> str:
    match node:
        case ast.Return(value):
            return f"return {_said(value)}" if value else "return nothing"
        case ast.Assign([target], value):
            return _bound(_said(target), value)
        case ast.AnnAssign(target, _, value) if value:
            return _bound(_said(target), value)
        case ast.AugAssign(target, operator, value):
            words = _AUGMENTED.get(type(operator), "combine {target} with {value}")
            return words.format(target=_said(target), value=_said(value))
        case ast.For(target, source, body, []):
            return f"for each {_said(target)} of {_said(source)}: {_block(body)}"
        case ast.While(test, body, []):
            return f"while {_said(test)}: {_block(body)}"
        case ast.If(test, body, otherwise):
            rest = f"; otherwise {_block(otherwise)}" if otherwise else ""
            return f"if {_said(test)}, {_block(body)}{rest}"
        case ast.Expr(ast.Call() as call):
            return _said(call)
        case ast.Continue():
            return "go on with the next one"
        case ast.Break():
            return "stop there"
        case ast.Pass() | ast.Import() | ast.ImportFrom():
            return ""
        case ast.Raise():
            return "raise an error"
    raise NoWordsError(type(node).__name__)


def _bound(name: str, value: ast.expr) -> str:
    empty = _EMPTY.get(ast.unparse(value))
    if empty:
        return f"start with an empty {empty} {name}"
    return f"let {name} be {_said(value)}"


def _block(body: Sequence[ast.stmt]) -> str:
    return "; ".join(filter(None, map(_statement, body)))


def _said(node: ast.expr) -> str:
    """An expression in words. Raises NoWordsError."""
    for kind, words in _EXPRESSIONS.items():
        if isinstance(node, kind):
            return words(node)
    raise NoWordsError(type(node).__name__)


def _listed(nodes: Sequence[ast.expr]) -> str:
    words = list(map(_said, nodes))
    return words[0] if len(words) == 1 else " and ".join([", ".join(words[:-1]), words[-1]]) if words else ""


def _call(node: ast.Call) -> str:
    arguments = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg not in ("key", "reverse"))]
    if any(isinstance(argument, ast.Starred) for argument in arguments):
        raise NoWordsError("starred argument")
    how = "".join(
        f", by {_said(k.value)}" if k.arg == "key" else _DESCENDING
        for k in node.keywords
        if k.arg in ("key", "reverse")
    )
    said = _listed(arguments)
    if isinstance(node.func, ast.Name):
        if node.func.id in _FUNCTIONS and arguments:
            return (_FUNCTIONS[node.func.id].format(said) + how).replace(_ASCENDING + _DESCENDING, _DESCENDING)
        return f"the {node.func.id.replace('_', ' ')} of {said}{how}" if arguments else f"a new {node.func.id}"
    if isinstance(node.func, ast.Attribute):
        words = _METHODS.get(node.func.attr, "the {name} of {it}" + (" with {args}" if arguments else ""))
        name = node.func.attr.replace("_", " ")
        return words.format(args=said or "blanks", it=_said(node.func.value), name=name) + how
    raise NoWordsError("call")


def _comprehension(node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> str:
    element = _said(node.elt)
    if len(node.generators) == 1 and ast.unparse(node.elt) == ast.unparse(node.generators[0].target):
        return f"each {_generator(node.generators[0])}"
    return f"{element} for each " + " and each ".join(map(_generator, node.generators))


def _generator(node: ast.comprehension) -> str:
    where = f" where {' and '.join(map(_said, node.ifs))}" if node.ifs else ""
    return f"{_said(node.target)} of {_said(node.iter)}{where}"


def _mapping(node: ast.DictComp) -> str:
    each = " and each ".join(map(_generator, node.generators))
    return f"a mapping from {_said(node.key)} to {_said(node.value)} for each {each}"


def _part(node: ast.Subscript) -> str:
    if not isinstance(node.slice, ast.Slice):
        return f"item {_said(node.slice)} of {_said(node.value)}"
    piece = node.slice
    if not (piece.lower or piece.upper) and piece.step and ast.unparse(piece.step) == "-1":
        return f"{_said(node.value)} backwards"
    ends = f" from {_said(piece.lower)}" if piece.lower else ""
    ends += f" up to {_said(piece.upper)}" if piece.upper else ""
    ends += f" in steps of {_said(piece.step)}" if piece.step else ""
    return f"the part of {_said(node.value)}{ends}"


def _compared(node: ast.Compare) -> str:
    pairs = zip(node.ops, node.comparators, strict=True)
    return _said(node.left) + "".join(f" {_OPERATORS[type(op)]} {_said(right)}" for op, right in pairs)


def _collection(node: ast.List | ast.Tuple | ast.Set | ast.Dict) -> str:
    if isinstance(node, ast.Dict):
        if not node.keys:
            return "an empty mapping"
        raise NoWordsError("mapping")
    kind = type(node).__name__.lower()
    return (
        (_listed(node.elts) if isinstance(node, ast.Tuple) else f"a {kind} of {_listed(node.elts)}")
        if node.elts
        else f"an empty {kind}"
    )


_EXPRESSIONS: dict[type[ast.expr], Callable[..., str]] = {
    ast.Name: lambda node: node.id,
    ast.Constant: lambda node: "nothing" if node.value is None else repr(node.value),
    ast.Call: _call,
    ast.Attribute: lambda node: f"the {node.attr.replace('_', ' ')} of {_said(node.value)}",
    ast.BinOp: lambda node: f"{_said(node.left)} {_OPERATORS[type(node.op)]} {_said(node.right)}",
    ast.UnaryOp: lambda node: (
        f"{'not' if isinstance(node.op, ast.Not) else _OPERATORS[type(node.op)]} {_said(node.operand)}"
    ),
    ast.BoolOp: lambda node: f" {_OPERATORS[type(node.op)]} ".join(map(_said, node.values)),
    ast.Compare: _compared,
    ast.IfExp: lambda node: f"{_said(node.body)} if {_said(node.test)}, else {_said(node.orelse)}",
    ast.Subscript: _part,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.DictComp: _mapping,
    ast.List: _collection,
    ast.Tuple: _collection,
    ast.Set: _collection,
    ast.Dict: _collection,
    ast.Lambda: lambda node: _said(node.body),
}
