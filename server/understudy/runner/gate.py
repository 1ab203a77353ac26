"""Notices candidates that look at the test machinery instead of solving the task. Flags demote; they never reject.

In-process honesty cannot be enforced: a function can read its caller's frame. What the original file already uses
is not flagged. `oracle` flags (frames, gc, test internals) make a pass unprovable; `fresh` flags only ask for a
fresh process.
"""

from __future__ import annotations

import ast
from typing import Literal

Kind = Literal["oracle", "fresh"]

ORACLE_NAMES = {
    "_getframe", "_current_frames", "currentframe", "f_back", "f_locals", "f_globals", "f_code", "tb_frame", "tb_next",
    "__traceback__", "gi_frame", "cr_frame", "ag_frame", "get_objects", "get_referrers", "get_referents", "settrace",
    "setprofile", "_getframemodulename", "exc_info", "_understudy_reach", "_understudy_reach_class",
    "_understudy_reach_call", "_understudy_reached", "walk_stack", "extract_stack", "__subclasses__",
    "PYTEST_CURRENT_TEST",
}  # fmt: skip
ORACLE_MODULES = {
    "gc", "inspect", "pytest", "_pytest", "unittest", "pluggy", "traceback", "ctypes", "_ctypes", "faulthandler",
}  # fmt: skip
FRESH_NAMES = {
    "_exit", "abort", "fork", "kill", "system", "popen", "execv", "execve", "spawnv", "__builtins__", "__code__",
    "__closure__", "__globals__", "__dict__", "__class__", "__bases__", "__mro__", "__loader__", "__spec__", "modules",
    "eval", "exec", "compile", "setattr", "delattr", "globals", "__import__", "__setattr__", "exit", "quit",
    "SystemExit", "KeyboardInterrupt", "meta_path", "addaudithook", "setrecursionlimit", "environ",
}  # fmt: skip
FRESH_MODULES = {
    "os", "sys", "builtins", "subprocess", "socket", "multiprocessing", "threading", "signal", "importlib", "atexit",
    "shutil", "tempfile", "mmap", "pickle", "marshal", "code", "types", "resource", "asyncio", "concurrent", "urllib",
    "http", "requests", "numpy.testing", "pathlib", "_thread", "linecache", "sysconfig", "site", "posix", "fcntl",
}  # fmt: skip
CHANCE = {
    "random", "secrets", "uuid", "time", "monotonic", "perf_counter", "process_time", "time_ns", "datetime", "now",
    "today", "utcnow", "urandom", "id", "hash", "threading", "Thread", "getpid", "choice", "randint", "shuffle",
    "sample", "uniform", "default_rng", "environ", "open",
}  # fmt: skip


def flags(candidate: ast.AST, original: ast.AST) -> dict[str, Kind]:
    """What `candidate` uses that `original` does not: name → kind."""
    known = _names(original)
    return {name: kind for name, kind in _names(candidate).items() if name not in known}


def chance(node: ast.AST) -> list[str]:
    """Names in `node` that make two runs of the same code differ: then it is not the test that is flaky."""
    words = {
        n.id if isinstance(n, ast.Name) else n.attr for n in ast.walk(node) if isinstance(n, ast.Name | ast.Attribute)
    }
    words |= {part for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom) for part in _imported(n)}
    return sorted(words & CHANCE)


def _imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    base = {node.module or ""} if isinstance(node, ast.ImportFrom) else set()
    return {name.split(".")[0] for name in base | {alias.name for alias in node.names}}


def _names(tree: ast.AST) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                _module(alias.name, found)
        elif isinstance(node, ast.ImportFrom):
            _module(node.module or "", found)
            for alias in node.names:
                _name(alias.name, found)
        elif isinstance(node, ast.Attribute):
            _name(node.attr, found)
        elif isinstance(node, ast.Name):
            _name(node.id, found)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            for word in (*ORACLE_NAMES, "_pytest"):  # getattr(x, "f_back"), import_module("_pytest.runner")
                if word in node.value:
                    found[word] = "oracle"
    return found


def _module(name: str, found: dict[str, Kind]) -> None:
    top = name.split(".")[0]
    if top in ORACLE_MODULES:
        found[top] = "oracle"
    elif top in FRESH_MODULES or name in FRESH_MODULES:
        found[top] = "fresh"


def _name(name: str, found: dict[str, Kind]) -> None:
    if name in ORACLE_NAMES:
        found[name] = "oracle"
    elif name in FRESH_NAMES:
        found[name] = "fresh"
