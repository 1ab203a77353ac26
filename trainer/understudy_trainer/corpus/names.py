"""What a piece of code uses that stands elsewhere: the imports it needs, and the names nothing here explains."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping

_KNOWN = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__", "__class__"}
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def imports(tree: ast.Module) -> dict[str, ast.Import | ast.ImportFrom]:
    """Name -> its own import statement, of the module's top level; relative ones lead nowhere and are left out."""
    found = dict[str, ast.Import | ast.ImportFrom]()
    for node in tree.body:
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name.partition(".")[0]] = ast.Import([alias])
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module != "__future__":
            for alias in node.names:
                found[alias.asname or alias.name] = ast.ImportFrom(node.module, [alias], 0)
    return found


def import_lines(used: set[str], known: Mapping[str, ast.Import | ast.ImportFrom]) -> list[str]:
    """The import lines for those of `used` that are `known`, sorted, one line a module."""
    plain, of = set[str](), dict[str, set[str]]()
    for name in used & known.keys():
        node = known[name]
        if isinstance(node, ast.Import):
            plain.add(ast.unparse(node))
        else:
            alias = ast.unparse(node.names[0])
            of.setdefault(node.module or "", set()).add(alias)
    return [*sorted(plain), *(f"from {module} import {', '.join(sorted(of[module]))}" for module in sorted(of))]


def used(node: ast.AST) -> set[str]:
    """Every name that is read in a piece, annotations included."""
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def unresolved(node: ast.AST, known: set[str]) -> int:
    """How many different names, and attributes of `self`, come from outside; `known`: names explained around it.

    Annotations do not count: they say nothing of what is done.
    """
    read, bound = set[str](), set(known)
    own_read, own_bound = set[str](), set[str]()
    for inner in _unannotated(node):
        if isinstance(inner, ast.Name):
            (read if isinstance(inner.ctx, ast.Load) else bound).add(inner.id)
        elif isinstance(inner, ast.arg):
            bound.add(inner.arg)
        elif isinstance(inner, FunctionNode | ast.ClassDef):
            bound.add(inner.name)
            own_bound.add(inner.name)
        elif isinstance(inner, ast.Import | ast.ImportFrom) and not getattr(inner, "level", 0):
            bound |= {alias.asname or alias.name.partition(".")[0] for alias in inner.names}
        elif isinstance(inner, ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
            bound.add(inner.name or "")
        elif isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name) and inner.value.id == "self":
            (own_read if isinstance(inner.ctx, ast.Load) else own_bound).add(inner.attr)
    return len(read - bound - _KNOWN) + len(own_read - own_bound)


def _unannotated(node: ast.AST) -> Iterator[ast.AST]:
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        yield inner
        for name, value in ast.iter_fields(inner):
            if name in ("annotation", "returns"):
                continue
            waiting += [
                child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.AST)
            ]
