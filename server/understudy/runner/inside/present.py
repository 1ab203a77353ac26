"""Putting a candidate in place inside the sandbox, and noticing what a candidate tampered with.

Two ways in: swap the function's `__code__` in the imported module (rank tier), or an import hook that serves other
text under the same path (only where no mount namespace exists; elsewhere the file itself is bind-mounted over).
"""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH110, PTH118, PTH121

from __future__ import annotations

import __future__  # isort: skip
import functools
import importlib.abc
import importlib.machinery
import importlib.util
import linecache
import os
import sys
import types
from typing import Any

FLAGS = 0x20 | 0x80 | 0x100 | 0x200  # CO_GENERATOR, COROUTINE, ITERABLE_COROUTINE, ASYNC_GENERATOR


class NotEligible(Exception):
    """The candidate cannot be swapped in; a fresh import has to show what it does."""


def modules_of(path: str) -> list[types.ModuleType]:
    """Every imported module whose file is `path`."""
    files = [(module, getattr(module, "__file__", None)) for module in list(sys.modules.values())]
    return [module for module, file in files if isinstance(file, str) and (file == path or _same(file, path))]


def _same(file: str, path: str) -> bool:
    """Through a link, or under a mount. By inode: resolving the path of every loaded module takes 8 ms."""
    try:
        return os.path.samefile(file, path)
    except OSError:
        return False


def swap(path: str, qualname: str, snippet: str, *, future_annotations: bool, decorated: bool, force: bool) -> None:
    """Give the function the code object compiled from `snippet` (the top-level statement, at its own line numbers).

    decorated: something saw the function at import, so generator and plain function are not exchanged. force: they
    are (the positive control raises at the call, whatever the original was).
    Raises NotEligible, or SyntaxError.
    """
    names = qualname.split(".")
    flags = __future__.annotations.compiler_flag if future_annotations else 0
    code = compile(snippet, path, "exec", flags, dont_inherit=True)
    for name in names:
        inner = [c for c in code.co_consts if isinstance(c, types.CodeType) and c.co_name == name]
        if len(inner) != 1:
            raise NotEligible(f"{name} is defined {len(inner)} times")
        code = inner[0]
    modules = modules_of(path)
    if not modules:
        raise NotEligible("the tests do not import this file")
    for module in modules:
        function = _function(module, names)
        old = function.__code__
        if old.co_name != names[-1] or os.path.realpath(old.co_filename) != path:
            raise NotEligible(f"{qualname} is something else at run time")
        if old.co_freevars != code.co_freevars and not (force and not code.co_freevars and not old.co_freevars):
            raise NotEligible("other free variables")
        if decorated and not force and old.co_flags & FLAGS != code.co_flags & FLAGS:
            raise NotEligible("generator or coroutine on one side only")  # a decorator may have looked
        if _parameters(old) != _parameters(code):
            raise NotEligible("another signature")
        function.__code__ = code


def _parameters(code: types.CodeType) -> tuple[Any, ...]:
    count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
    return (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames[:count])


def _function(module: types.ModuleType, names: list[str]) -> types.FunctionType:
    found: Any = module
    for name in names:
        found = vars(found).get(name)
    for _ in range(20):
        if isinstance(found, (classmethod, staticmethod)):
            found = found.__func__
        elif isinstance(found, property):
            found = found.fget
        elif isinstance(found, functools.cached_property):
            found = found.func
        elif hasattr(found, "__wrapped__"):
            found = found.__wrapped__
        else:
            break
    if not isinstance(found, types.FunctionType):
        raise NotEligible("not a plain function")
    return found


def functions(path: str, qualname: str) -> list[types.FunctionType]:
    """The plain functions behind `qualname` in every module of `path`; of a class, those of all its methods."""
    found: list[types.FunctionType] = []
    names = qualname.split(".")
    for module in modules_of(path):
        target: Any = module
        for name in names:
            target = vars(target).get(name)
        members = [names] if not isinstance(target, type) else [[*names, name] for name in vars(target)]
        for member in members:
            try:
                function = _function(module, member)
            except NotEligible:
                continue
            if os.path.realpath(function.__code__.co_filename) == path and function not in found:
                found.append(function)
    return found


class Overlay(importlib.abc.MetaPathFinder):
    """Serves `texts[path]` (bytes) for modules whose file is `path`; no .pyc of them is read or written.

    A path need not exist: it is found where the import system would have looked for it. None for every other module:
    pytest's assertion rewriter comes after.
    """

    def __init__(self) -> None:
        self.texts: dict[str, bytes] = {}

    def put(self, path: str, data: bytes, text: str) -> None:
        self.texts[path] = data
        linecache.cache[path] = (len(text), None, text.splitlines(True), path)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if not self.texts:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or spec.origin is None:
            return self._absent(name, sys.path if path is None else path, folder=spec is not None)
        data = self.texts.get(os.path.realpath(spec.origin))
        if data is None:
            return None
        spec.loader = _TextLoader(name, spec.origin, data)
        return spec

    def _absent(self, name: str, entries: Any, *, folder: bool) -> importlib.machinery.ModuleSpec | None:
        """The spec of a module that only `texts` knows. folder: its folder does exist, as a namespace package."""
        for entry in list(entries):
            base = os.path.realpath(os.path.join(entry or ".", name.rpartition(".")[2]))
            for file, inside in ((os.path.join(base, "__init__.py"), [base]), (base + ".py", None)):
                if file in self.texts:
                    loader = _TextLoader(name, file, self.texts[file])
                    return importlib.util.spec_from_file_location(
                        name, file, loader=loader, submodule_search_locations=inside
                    )
            if not folder and any(file.startswith(base + os.sep) for file in self.texts):
                spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
                spec.submodule_search_locations = [base]
                return spec
        return None


class _TextLoader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, data: bytes) -> None:
        super().__init__(name, path)
        self.data = data

    def get_data(self, path: str) -> bytes:
        return self.data if path == self.path else super().get_data(path)

    def path_stats(self, path: str) -> Any:
        raise OSError  # no .pyc then

    def set_data(self, path: str, data: bytes, *, _mode: int = 0o666) -> None:  # type: ignore[override]
        return


def private_pycache(prefix: str, workspace: str, lent: str = "") -> None:
    """Keep the workspace's .pyc files under `prefix`: it is read-only here, and pytest would rewrite every test file
    each time. What is installed keeps its own, or all of it would be compiled anew. lent: a folder of packages that
    another Python may have compiled."""
    import importlib._bootstrap_external as external

    original = external.cache_from_source

    def cache_from_source(path: Any, debug_override: Any = None, *, optimization: Any = None) -> str:
        text = os.fspath(path)
        own = text.startswith(workspace + os.sep) and "site-packages" not in text
        sys.pycache_prefix = prefix if own else None
        try:
            cached = str(original(path, debug_override, optimization=optimization))
            if lent and text.startswith(lent + os.sep) and not os.path.exists(cached):
                sys.pycache_prefix = prefix
                cached = str(original(path, debug_override, optimization=optimization))
            return cached
        finally:
            sys.pycache_prefix = prefix

    sys.pycache_prefix = prefix  # pytest's assertion rewriter looks here
    external.cache_from_source = cache_from_source


WATCHED = [
    "builtins", "pytest", "unittest", "unittest.case", "_pytest.runner", "_pytest.python", "_pytest.reports",
    "_pytest.assertion.rewrite", "_pytest.assertion.util", "_pytest.python_api", "_pytest.raises",
    "_pytest.recwarn", "_pytest.unittest", "pluggy._hooks", "pluggy._callers", "pluggy._manager", "math",
    "operator", "json", "os", "sys", "time", "numpy", "numpy.testing", "numpy._core.numeric",
    "numpy._core.fromnumeric", "approx",
]  # fmt: skip
_OWN_BUSINESS = {"_", "last_type", "last_value", "last_traceback", "last_exc", "stdout", "stderr", "stdin", "path"} | {
    "argv", "_understudy_reach", "_understudy_reached", "dont_write_bytecode", "meta_path", "environ",
}  # fmt: skip
_TEST_MACHINE = ("_pytest", "pytest", "unittest", "pluggy")
_DUNDERS = {"__eq__", "__init__", "__enter__", "__exit__", "__call__", "__bool__"}


def snapshot() -> dict[tuple[str, ...], tuple[int, int]]:
    """Identities of everything a verdict rests on. Take it before the candidate exists."""
    seen: dict[tuple[str, ...], tuple[int, int]] = {}
    for name in WATCHED:
        for key, value in vars(sys.modules[name]).items() if name in sys.modules else ():
            if (key.startswith("__") and name != "builtins") or key in _OWN_BUSINESS:
                continue
            seen[name, key] = (id(value), id(getattr(value, "__code__", None)))
            if isinstance(value, type) and name.startswith(_TEST_MACHINE):
                for part, member in vars(value).items():
                    if not part.startswith("__") or part in _DUNDERS:
                        seen[name, key, part] = (id(member), id(getattr(member, "__code__", None)))
    return seen


def changed(before: dict[tuple[str, ...], tuple[int, int]]) -> list[str]:
    """Dotted names whose value is not what it was at `before`."""
    after = snapshot()
    return sorted(".".join(key) for key, value in before.items() if after.get(key) != value)
