"""A Python file as the map sees it: its functions, each with a digest that comments, layout and docstrings leave alone.

In: text. Out: `Code`. Nested functions and lambdas belong to the outermost function around them.
"""

from __future__ import annotations

import ast
import hashlib
import re
from bisect import bisect_right
from pathlib import Path

import msgspec

from understudy.syntax import parse

MAX_BYTES = 1 << 20
_CHANGEABLE = re.compile(  # names of what may make a test end one way today and another tomorrow
    r"\b(?:random|shuffle|choice|time|sleep|perf_counter|monotonic|now|today|uuid\w*|urandom|secrets|[tT]hread\w*|"
    r"asyncio|concurrent|hypothesis|given|[qQ]ueue|weakref|gc)\b"
)
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
Stamp = tuple[int, int]


class Code(msgspec.Struct, frozen=True):
    """functions: qualified name → digest (of all definitions of that name). spans: (first line, last line, name), by
    line, decorators included. module: digest of what runs at import, without function bodies. whole: digest of all.
    changeable: functions that name a clock, chance or threads.

    A text that our own Python cannot parse (its syntax may be newer) has no functions; the digests are the text's."""

    functions: dict[str, int]
    spans: list[tuple[int, int, str]]
    module: int
    whole: int
    changeable: frozenset[str] = frozenset()

    def function_at(self, line: int) -> str | None:
        """The outermost function that holds a line (from 1)."""
        at = bisect_right(self.spans, (line, 1 << 60, "")) - 1
        return self.spans[at][2] if at >= 0 and self.spans[at][1] >= line else None

    def digest(self, qualname: str) -> int:
        """Of one function; of the whole text for "" and where the functions are not known; 0 if it is gone."""
        return self.functions.get(qualname, 0) if self.spans and qualname else self.whole


def read(text: str) -> Code:
    """Never raises."""
    try:
        return _code(parse(text))
    except (SyntaxError, RecursionError):
        whole = _digest(text)
        return Code({}, [], whole, whole)


def _code(tree: ast.Module) -> Code:
    found: list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]] = []
    tree.body = _outline(_without_docstring(tree.body), "", found, member=False)
    parts: dict[str, list[str]] = {}
    spans = []
    for name, node in found:
        first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
        spans.append((first, node.end_lineno or first, name))
        node.body = _without_docstring(node.body)
        parts.setdefault(name, []).append(ast.dump(node))
    dumps = {name: "\n".join(texts) for name, texts in parts.items()}
    functions = {name: _digest(text) for name, text in dumps.items()}
    changeable = frozenset(name for name, text in dumps.items() if _CHANGEABLE.search(text))
    module = _digest(ast.dump(tree))
    return Code(functions, sorted(spans), module, _digest(f"{module} {sorted(functions.items())}"), changeable)


def _outline(
    body: list[ast.stmt], prefix: str, found: list[tuple[str, FunctionNode]], *, member: bool
) -> list[ast.stmt]:
    """The statements without their functions, which go to `found`. Of a class the names of its methods stay: a new one
    may override another; a new function of a module changes nothing until somebody calls it."""
    kept: list[ast.stmt] = []
    for node in body:
        if isinstance(node, FunctionNode):
            found.append((prefix + node.name, node))
            if member:
                kept.append(ast.Expr(ast.Constant(f"def {node.name}")))
            continue
        if isinstance(node, ast.ClassDef):
            node.body = _outline(_without_docstring(node.body), f"{prefix}{node.name}.", found, member=True)
        else:
            for inner in (node, *getattr(node, "handlers", ())):
                for field in ("body", "orelse", "finalbody"):
                    if isinstance(statements := getattr(inner, field, None), list):
                        setattr(inner, field, _outline(statements, prefix, found, member=member))
        kept.append(node)
    return kept


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0] if body else None
    value = first.value if isinstance(first, ast.Expr) else None
    return body[1:] if isinstance(value, ast.Constant) and isinstance(value.value, str) else body


def _digest(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")


class Sources:
    """The workspace's files as `Code`, read again only when their time stamp or size changed.

    Paths are relative to the workspace, with "/"."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self._known: dict[str, tuple[Stamp, Code]] = {}

    def stamp(self, path: str) -> Stamp | None:
        """(time of change in ns, size in bytes); None without such a file."""
        try:
            status = (self.workspace / path).stat()
        except (OSError, ValueError):
            return None
        return status.st_mtime_ns, status.st_size

    def code(self, path: str) -> Code | None:
        """None for a file that is missing, unreadable or larger than 1 MiB."""
        stamp = self.stamp(path)
        if stamp is None or stamp[1] > MAX_BYTES:
            return None
        known = self._known.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        try:
            code = read((self.workspace / path).read_text("utf-8", "replace"))
        except OSError:
            return None
        self._known[path] = (stamp, code)
        return code
