"""Which tests may reach a function, from the text of the test files alone: instant, works on unsaved and broken files.

In: the workspace, the function, the editor's text. Out: a `TestSelection`, most specific first. By name only (recall
on toolz against a dynamic map: 0.44 of tests, but nearly always one): the positive control removes false hits.
"""

from __future__ import annotations

import ast
import fnmatch
import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from understudy.runner import pytest_config
from understudy.runner.types import FunctionRef, TestSelection

SKIPPED = {"node_modules", "__pycache__", "site-packages", "build", "dist", "venv", "env"}
MAX_FILES = 2000
MAX_BYTES = 1 << 20
MAX_TESTS = 200


class _Test(msgspec.Struct, frozen=True):
    nodeid: str
    score: tuple[int, ...]


def find_tests(workspace: Path, ref: FunctionRef, text: str | None = None) -> TestSelection:
    """Tests whose body (or helper, or class set-up) names the function; failing that, all tests of the file named
    after the module. text: the editor's text of `ref.file` (tests may live in the file itself)."""
    *owner, name = ref.qualname.split(".")
    module = _dotted(workspace, ref.file)
    wanted = {name} if not owner else ({owner[-1]} if name.startswith("__") else {name, owner[-1]})
    named: list[_Test] = []
    companions: list[_Test] = []
    for file in test_files(workspace):
        source = text if text is not None and file == ref.file else _read(file)
        stem_hit = ref.file.stem in file.stem.removeprefix("test_").removesuffix("_test").split("__")
        if source is None or not (stem_hit or any(word in source for word in wanted)):
            continue
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        imports = file == ref.file or _imports(tree, module)
        prefix = file.relative_to(workspace).as_posix()
        helpers = _helpers(tree, wanted)
        for nodeid, node, around in _tests(tree, prefix):
            names = _names(node)
            direct = len(wanted & names)
            indirect = bool(helpers & names) or bool(wanted & around) or bool(helpers & around)
            in_title = name.strip("_").lower() in node.name.lower()
            score = (-int(imports), -direct, -int(stem_hit), -int(in_title), len(names))
            if direct or indirect:
                named.append(_Test(nodeid, score))
            elif stem_hit:
                companions.append(_Test(nodeid, score))
    found = named or companions
    if any(test.score[0] for test in found):  # a file that imports the module is better than a name that fits
        found = [test for test in found if test.score[0]]
    found.sort(key=lambda test: test.score)
    return TestSelection(ref, tuple(test.nodeid for test in found[:MAX_TESTS]))


def test_files(workspace: Path) -> Iterator[Path]:
    """Test files by pytest's own patterns, under `testpaths` if set."""
    config = pytest_config.read(workspace)
    seen = 0
    for root in config.roots(workspace):
        if root.is_file():
            yield root
            continue
        for folder, folders, files in os.walk(root):
            folders[:] = sorted(f for f in folders if f not in SKIPPED and not f.startswith("."))
            for file in sorted(files):
                if any(fnmatch.fnmatch(file, pattern) for pattern in config.python_files):
                    seen += 1
                    if seen > MAX_FILES:
                        return
                    yield Path(folder) / file


test_files.__test__ = False  # type: ignore[attr-defined]  # for pytest it is no test


def _read(file: Path) -> str | None:
    try:
        if file.stat().st_size > MAX_BYTES:
            return None
        return file.read_text("utf-8", "replace")
    except OSError:
        return None


def _dotted(workspace: Path, file: Path) -> list[str]:
    """["pkg", "module"] of a file; `src` and `__init__` are no part of it."""
    try:
        parts = list(file.relative_to(workspace).with_suffix("").parts)
    except ValueError:
        parts = [file.stem]
    if parts and parts[0] in ("src", "lib"):
        parts = parts[1:]
    return [part for part in parts if part != "__init__"]


def _imports(tree: ast.Module, module: list[str]) -> bool:
    """Whether an import of the file names the module, its package, or something from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            found = [base, *(f"{base}.{alias.name}".strip(".") for alias in node.names)]
            if node.level and module and any(module[-1] in name.split(".") for name in found):
                return True
        else:
            continue
        for name in found:
            parts = name.split(".")
            if name and (parts == module[: len(parts)] or parts[: len(module)] == module or parts[-1] == module[-1]):
                return True
    return False


def _names(node: ast.AST) -> set[str]:
    names: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            names.add(inner.id)
        elif isinstance(inner, ast.Attribute):
            names.add(inner.attr)
        elif isinstance(inner, ast.arg):
            names.add(inner.arg)  # fixtures
        elif isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            names.update(re.findall(r"[A-Za-z_]\w*", inner.value[:200]))  # getattr and patch targets
    return names


def _is_test_class(node: ast.ClassDef) -> bool:
    bases = [base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases]
    return node.name.startswith("Test") or any(base.endswith("TestCase") for base in bases)


def _tests(
    tree: ast.Module | ast.ClassDef, prefix: str, around: frozenset[str] = frozenset()
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, frozenset[str]]]:
    """(node id, function, names used by the set-up around it)."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if node.name.startswith("test"):
                yield f"{prefix}::{node.name}", node, around
        elif isinstance(node, ast.ClassDef) and _is_test_class(node):
            others = [n for n in node.body if not getattr(n, "name", "").startswith(("test", "Test"))]
            names = frozenset().union(*map(_names, others)) if others else frozenset()
            yield from _tests(node, f"{prefix}::{node.name}", around | names)


def _helpers(tree: ast.Module, wanted: set[str]) -> set[str]:
    """Module-level functions, fixtures and values of a test file that name the function."""
    found = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("test"):
            if wanted & _names(node):
                found.add(node.name)
        elif isinstance(node, ast.Assign) and wanted & _names(node.value):
            found.update(target.id for target in node.targets if isinstance(target, ast.Name))
    return found
