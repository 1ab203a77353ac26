"""Natural Python already on this machine under a permissive licence: the standard library and a named list.

Nothing under the GPL family is read: packages outside the list are not touched.
"""

from __future__ import annotations

import ast
import importlib.util
import sysconfig
from collections.abc import Iterator
from pathlib import Path

LICENCES = {
    "the Python standard library": "PSF-2.0",
    "rich": "MIT",
    "jinja2": "BSD-3-Clause",
    "networkx": "BSD-3-Clause",
    "pygls": "Apache-2.0",
    "_pytest": "MIT",
    "mpmath": "BSD-3-Clause",
}
_SKIPPED = frozenset("site-packages test tests idlelib lib2to3 turtledemo encodings __pycache__ pydoc_data".split())
MAX_FILE = 200_000  # bytes; larger files are tables or generated
MAX_PIECE = 3_500  # characters


def files() -> Iterator[Path]:
    """Every readable source file of the sources in `LICENCES`, in a stable order."""
    roots = [Path(sysconfig.get_paths()["stdlib"])]
    for name in LICENCES:
        spec = importlib.util.find_spec(name) if name.isidentifier() else None
        if spec and spec.origin:
            roots.append(Path(spec.origin).parent)
    for root in roots:
        for path in sorted(root.rglob("*.py")):
            inside = path.relative_to(root).parts
            if not _SKIPPED.intersection(inside) and path.stat().st_size <= MAX_FILE:
                yield path


def pieces() -> Iterator[str]:
    """Top-level functions, classes and short modules as they stand, at most `MAX_PIECE` characters each."""
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
            tree = ast.parse(text)
        except (OSError, SyntaxError, ValueError):
            continue
        lines = text.splitlines(keepends=True)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield from _cut(lines, node)


def _cut(lines: list[str], node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Iterator[str]:
    first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
    text = "".join(lines[first - 1 : node.end_lineno])
    if len(text) <= MAX_PIECE:
        yield text
    elif isinstance(node, ast.ClassDef):
        header = f"class {node.name}:\n"
        for inner in node.body:
            if isinstance(inner, ast.FunctionDef):
                method = "".join(lines[inner.lineno - 1 : inner.end_lineno])
                if len(method) <= MAX_PIECE:
                    yield header + method
