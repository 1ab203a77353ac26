"""Which tests may reach a function, from the texts alone: instant, works on unsaved and broken files, runs nothing.

In: the workspace, the function, the editor's text. Out: node ids, the most specific first. By name only, so it may name
too many (the positive control removes them), and it cannot see what goes through `getattr` with a built name, a
registry, a child process or `python -m`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from understudy.runner.mapping import files
from understudy.runner.types import FunctionRef, TestSelection
from understudy.syntax import parsed

MAX_TESTS = 200
FEW = 3  # direct hits with which nobody looks for tests that go through another function
HOPS = 2
MAX_CALLERS = 40  # of one hop; a name used everywhere says nothing
_WORD = re.compile(r"[A-Za-z_]\w*")


class _Test(msgspec.Struct, frozen=True):
    nodeid: str
    score: tuple[int, ...]


class _Goal(msgspec.Struct, frozen=True):
    """Names to look for, and the module a file has to import for them to mean what we think."""

    names: frozenset[str]
    module: tuple[str, ...]
    file: Path


def find_tests(workspace: Path, ref: FunctionRef, text: str | None = None) -> TestSelection:
    """Tests whose body (or helper, or class set-up) names the function; if they are few, also tests that name one which
    calls it, at most two calls away; failing that, all tests of the file named after the module.

    text: the editor's text of `ref.file` (tests may live in the file itself)."""
    *owner, name = ref.qualname.split(".")
    wanted = {name} if not owner else ({owner[-1]} if name.startswith("__") else {name, owner[-1]})
    goals = [_Goal(frozenset(wanted), dotted(workspace, ref.file), ref.file)]
    texts: dict[Path, str | None] = {ref.file: text} if text is not None else {}
    named, companions = _named(workspace, goals, ref, texts)
    found = named
    for hop in range(1, HOPS + 1):
        if len(named) >= FEW or (hop > 1 and found):
            break
        goals = _callers(workspace, goals, texts)
        more, _ = _named(workspace, goals, ref, texts, hop)
        known = {test.nodeid for test in found}
        found = found + [test for test in more if test.nodeid not in known]
    found = found or companions
    return TestSelection(ref, tuple(test.nodeid for test in found[:MAX_TESTS]))


def _named(
    workspace: Path, goals: list[_Goal], ref: FunctionRef, texts: dict[Path, str | None], hop: int = 0
) -> tuple[list[_Test], list[_Test]]:
    """(tests that name a goal, other tests of the file named after the module), best first."""
    named: list[_Test] = []
    companions: list[_Test] = []
    name = ref.qualname.rpartition(".")[2]
    words = frozenset().union(*(goal.names for goal in goals)) if goals else frozenset()
    for file in files.test_files(workspace):
        source = _text(file, texts)
        stem_hit = ref.file.stem in file.stem.removeprefix("test_").removesuffix("_test").split("__")
        if source is None or not (stem_hit or any(word in source for word in words)):
            continue
        tree = parsed(source)
        if tree is None:
            continue
        seen = [goal for goal in goals if file == goal.file or imports(tree, goal.module)]
        if hop and not seen:
            continue
        wanted = frozenset().union(*(goal.names for goal in seen or goals)) if goals else frozenset()
        prefix = file.relative_to(workspace).as_posix()
        helpers = _helpers(tree, wanted)
        for nodeid, node, around in tests_in(tree, prefix):
            names = names_in(node)
            direct = len(wanted & names)
            indirect = bool(helpers & names) or bool(wanted & around) or bool(helpers & around)
            in_title = name.strip("_").lower() in node.name.lower()
            score = (-int(bool(seen)), -direct, -int(stem_hit), -int(in_title), len(names))
            if direct or indirect:
                named.append(_Test(nodeid, score))
            elif stem_hit:
                companions.append(_Test(nodeid, score))
    return _best(named), _best(companions)


def _best(found: list[_Test]) -> list[_Test]:
    if any(test.score[0] for test in found):  # a file that imports the module is better than a name that fits
        found = [test for test in found if test.score[0]]
    return sorted(found, key=lambda test: test.score)


def _callers(workspace: Path, goals: list[_Goal], texts: dict[Path, str | None]) -> list[_Goal]:
    """Functions, classes and module-level values of the workspace that name a goal, by module."""
    found = []
    words = frozenset().union(*(goal.names for goal in goals)) if goals else frozenset()
    for file in files.modules(workspace):
        source = _text(file, texts)
        if source is None or not any(word in source for word in words):
            continue
        tree = parsed(source)
        if tree is None:
            continue
        seen = [goal for goal in goals if file == goal.file or imports(tree, goal.module)]
        wanted = frozenset().union(*(goal.names for goal in seen)) if seen else frozenset()
        names = {name for name in _users(tree, wanted) if len(name) > 2} - words
        if names and len(names) <= MAX_CALLERS:
            found.append(_Goal(frozenset(names), dotted(workspace, file), file))
    return found


def _users(tree: ast.Module | ast.ClassDef, wanted: frozenset[str]) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if wanted & names_in(node):
                yield tree.name if isinstance(tree, ast.ClassDef) and node.name.startswith("__") else node.name
        elif isinstance(node, ast.ClassDef):
            yield from _users(node, wanted)
        elif isinstance(node, ast.Assign) and wanted & names_in(node.value):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _text(file: Path, texts: dict[Path, str | None]) -> str | None:
    if file not in texts:
        texts[file] = files.text_of(file)
    return texts[file]


def dotted(workspace: Path, file: Path) -> tuple[str, ...]:
    """("pkg", "module") of a file; `src` and `__init__` are no part of it."""
    try:
        parts = list(file.relative_to(workspace).with_suffix("").parts)
    except ValueError:
        parts = [file.stem]
    if parts and parts[0] in ("src", "lib"):
        parts = parts[1:]
    return tuple(part for part in parts if part != "__init__")


class Imports(msgspec.Struct, frozen=True):
    """What a file's imports name: dotted names, and parts of those that begin at its own package."""

    names: frozenset[str]
    relative: frozenset[str]

    def hold(self, module: tuple[str, ...]) -> bool:
        """Whether one names the module, its package, or something from it."""
        if module and module[-1] in self.relative:
            return True
        for name in self.names:
            parts = tuple(name.split("."))
            if parts == module[: len(parts)] or parts[: len(module)] == module or parts[-1] == module[-1]:
                return True
        return False


def imports_of(tree: ast.Module) -> Imports:
    """Those of the file, wherever they stand in it."""
    names: set[str] = set()
    relative: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            found = {base, *(f"{base}.{alias.name}".strip(".") for alias in node.names)} - {""}
            names |= found
            if node.level:
                relative.update(part for name in found for part in name.split("."))
    return Imports(frozenset(names), frozenset(relative))


def imports(tree: ast.Module, module: tuple[str, ...]) -> bool:
    """Whether an import of the file names the module, its package, or something from it."""
    return imports_of(tree).hold(module)


def names_in(node: ast.AST) -> set[str]:
    names: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            names.add(inner.id)
        elif isinstance(inner, ast.Attribute):
            names.add(inner.attr)
        elif isinstance(inner, ast.arg):
            names.add(inner.arg)  # fixtures
        elif isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            names.update(_WORD.findall(inner.value[:200]))  # getattr and patch targets
    return names


def _is_test_class(node: ast.ClassDef) -> bool:
    bases = [base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases]
    return node.name.startswith("Test") or any(base.endswith("TestCase") for base in bases)


def tests_in(
    tree: ast.Module | ast.ClassDef, prefix: str, around: frozenset[str] = frozenset()
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, frozenset[str]]]:
    """(node id, function, names used by the set-up around it)."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if node.name.startswith("test"):
                yield f"{prefix}::{node.name}", node, around
        elif isinstance(node, ast.ClassDef) and _is_test_class(node):
            others = [n for n in node.body if not getattr(n, "name", "").startswith(("test", "Test"))]
            names = frozenset().union(*map(names_in, others)) if others else frozenset()
            yield from tests_in(node, f"{prefix}::{node.name}", around | names)


def _helpers(tree: ast.Module, wanted: frozenset[str]) -> set[str]:
    """Module-level functions, fixtures and values of a test file that name the function."""
    return {name for name, names in helpers_of(tree).items() if wanted & names}


def helpers_of(tree: ast.Module) -> dict[str, set[str]]:
    """Module-level functions, fixtures and values of a test file that are no tests, with the names each one uses."""
    found: dict[str, set[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("test"):
            found.setdefault(node.name, set()).update(names_in(node))
        elif isinstance(node, ast.Assign):
            names = names_in(node.value)
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, set()).update(names)
    return found
