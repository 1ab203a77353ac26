"""How a function of a file is called: its parameters and what stands before its name. Pure functions of the tree."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Literal

from understudy.generate.weak import values
from understudy.generate.weak.values import Kind

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
Classes = dict[str, ast.ClassDef]
RECEIVERS = 4  # constructor calls that methods are tried on


@dataclass(frozen=True, slots=True)
class Parameter:
    """kinds: likeliest first. style: how it is given; "rest" is *args. required: has no default."""

    name: str
    kinds: tuple[Kind, ...]
    required: bool
    style: Literal["position", "name", "rest"]


@dataclass(frozen=True, slots=True)
class Callee:
    """before: sources that end in the callable's name, "f" or "Box(3).area", the most ordinary first.
    called: False for a property. doc: its docstring."""

    name: str
    before: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    doc: str
    called: bool = True


def callees(tree: ast.Module, qualname: str) -> list[Callee]:
    """The function, method or property called `qualname`; of a class every public method, the constructor first.

    Empty if the file defines no such thing at top level or in a class.
    """
    classes: Classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    *outer, name = qualname.split(".")
    if not outer:
        found = [n for n in tree.body if isinstance(n, FunctionNode) and n.name == name]
        if found:
            return [_callee(found[-1], (name,), classes, skip=0)]
        return _whole_class(classes[name], classes) if name in classes else []
    owner = classes.get(outer[0]) if len(outer) == 1 else None
    if owner is None:
        return []
    methods = [n for n in owner.body if isinstance(n, FunctionNode) and n.name == name]
    return [_method(methods[0], owner, classes)] if methods else []


def constructors(node: ast.ClassDef, classes: Classes, depth: int = 0) -> tuple[str, ...]:
    """Calls that build an object of the class, the most ordinary first."""
    members = [t.id for s in node.body if isinstance(s, ast.Assign) for t in s.targets if isinstance(t, ast.Name)]
    if members and any("Enum" in ast.unparse(base) for base in node.bases):
        return tuple(f"{node.name}.{member}" for member in members[:RECEIVERS])
    if depth > 2:
        return (f"{node.name}()",)
    parameters = _constructor_parameters(node, classes, depth)
    return tuple(dict.fromkeys(f"{node.name}({given})" for given in arguments(parameters, RECEIVERS)))


def arguments(parameters: tuple[Parameter, ...], count: int, guess: int = 0) -> list[str]:
    """At most `count` argument lists; the first has ordinary values and no optional ones, others go along the pools.

    guess: which of a parameter's kinds to take, the last one where there are fewer.
    """
    pools = [values.pool(p.kinds[min(guess, len(p.kinds) - 1)]) for p in parameters]
    longest = max(map(len, pools), default=1)
    rows: list[list[int | None]] = []
    optional = [i for i, p in enumerate(parameters) if not p.required]
    first = [pools[:i].count(own) for i, own in enumerate(pools)]  # parameters of one kind begin with different values
    bare: list[int | None] = [first[i] if p.required else None for i, p in enumerate(parameters)]
    rows.append(bare)
    for step in range(longest):
        rows.append([step if p.required else None for p in parameters])  # all alike: all equal, all empty
    extra: list[list[int | None]] = [
        [at if i == moved else old for i, old in enumerate(bare)]
        for at in range(longest)
        for moved in range(len(parameters))
        if at < len(pools[moved]) and (moved in optional or len(parameters) > 1)
    ]
    mixed = [row for i in range(max(len(rows), len(extra))) for row in (*rows[i : i + 1], *extra[i : i + 1])]
    texts = [_argument_list(parameters, pools, row) for row in mixed]
    return list(dict.fromkeys(texts))[:count]


def _argument_list(parameters: tuple[Parameter, ...], pools: list[tuple[str, ...]], row: list[int | None]) -> str:
    parts, by_name = [], False
    for parameter, sources, at in zip(parameters, pools, row, strict=True):
        if at is None:
            by_name = True  # one was left out: what follows needs its name
            continue
        source = sources[at % len(sources)]
        if parameter.style == "rest":
            if not by_name:
                parts.append(source.removeprefix("[").removesuffix("]"))
        else:
            parts.append(f"{parameter.name}={source}" if parameter.style == "name" or by_name else source)
    return ", ".join(part for part in parts if part)


def _whole_class(node: ast.ClassDef, classes: Classes) -> list[Callee]:
    own = Callee(node.name, (node.name,), _constructor_parameters(node, classes, 0), ast.get_docstring(node) or "")
    methods = [n for n in node.body if isinstance(n, FunctionNode) and not n.name.startswith("_")]
    return [own, *(_method(method, node, classes) for method in methods)]


def _method(node: FunctionNode, owner: ast.ClassDef, classes: Classes) -> Callee:
    marks = {ast.unparse(d).split("(")[0].split(".")[-1] for d in node.decorator_list}
    if node.name in ("__init__", "__new__"):
        return _callee(node, (owner.name,), classes, skip=1)
    if "staticmethod" in marks:
        return _callee(node, (f"{owner.name}.{node.name}",), classes, skip=0)
    if "classmethod" in marks:
        return _callee(node, (f"{owner.name}.{node.name}",), classes, skip=1)
    before = tuple(f"{receiver}.{node.name}" for receiver in constructors(owner, classes))
    return _callee(node, before, classes, skip=1, called=not marks & {"property", "cached_property"})


def _callee(node: FunctionNode, before: tuple[str, ...], classes: Classes, *, skip: int, called: bool = True) -> Callee:
    doc = ast.get_docstring(node) or ""
    parameters = _parameters(node, doc, classes, skip) if called else ()
    return Callee(node.name, before, parameters, doc, called)


def _parameters(node: FunctionNode, doc: str, classes: Classes, skip: int, depth: int = 0) -> tuple[Parameter, ...]:
    spec = node.args
    places = [*spec.posonlyargs, *spec.args]
    defaults: list[ast.expr | None] = [*[None] * (len(places) - len(spec.defaults)), *spec.defaults]
    only = {arg.arg for arg in spec.posonlyargs}
    found = [
        _parameter(arg, default, doc, classes, depth, "position")
        for arg, default in list(zip(places, defaults, strict=True))[skip:]
        if default is None or arg.arg not in only  # an optional positional-only one stays at its default
    ]
    if spec.vararg is not None:
        inner = values.by_annotation(spec.vararg.annotation, "", _sources(classes, depth)) or values.INT
        found.append(Parameter(spec.vararg.arg, (Kind("list", (inner,)),), True, "rest"))
    for arg, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True):
        found.append(_parameter(arg, default, doc, classes, depth, "name"))
    return tuple(found)


def _parameter(
    arg: ast.arg, default: ast.expr | None, doc: str, classes: Classes, depth: int, style: Literal["position", "name"]
) -> Parameter:
    said = values.by_annotation(arg.annotation, arg.arg, _sources(classes, depth))
    if said is not None:
        kinds: tuple[Kind, ...] = (said,)
    else:
        kinds = values.by_default(default, arg.arg, doc) if default is not None else values.by_name(arg.arg, doc)
    return Parameter(arg.arg, kinds, default is None, style)


def _constructor_parameters(node: ast.ClassDef, classes: Classes, depth: int) -> tuple[Parameter, ...]:
    init = next((n for n in node.body if isinstance(n, FunctionNode) and n.name == "__init__"), None)
    if init is not None:
        return _parameters(init, ast.get_docstring(init) or "", classes, 1, depth + 1)
    bases = [classes[base.id] for base in node.bases if isinstance(base, ast.Name) and base.id in classes]
    inherited = _constructor_parameters(bases[0], classes, depth + 1) if bases and depth < 3 else ()
    marks = [ast.unparse(d).split("(")[0].split(".")[-1] for d in node.decorator_list]
    if "dataclass" not in marks and not any("NamedTuple" in ast.unparse(base) for base in node.bases):
        return inherited
    fields = [s for s in node.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]
    own = [
        _parameter(ast.arg(s.target.id, s.annotation), s.value, "", classes, depth + 1, "position")
        for s in fields
        if isinstance(s.target, ast.Name) and "ClassVar" not in ast.unparse(s.annotation)
    ]
    return (*inherited, *own)


def _sources(classes: Classes, depth: int) -> values.Constructors:
    """Constructor calls of the file's classes by name."""

    def of(name: str) -> tuple[str, ...]:
        return constructors(classes[name], classes, depth + 1) if name in classes else ()

    return of
