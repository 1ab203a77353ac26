"""Tests that the sandbox cannot run: their own code starts processes or opens sockets, so they fail whatever the
function does. Read off the tests' text alone: judged by a candidate's run, a candidate could shed tests.

In: node ids. Out: those that cannot be run, and why.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from understudy.runner.mapping import files
from understudy.runner.mapping.rows import base
from understudy.runner.types import Excluded, TestSelection
from understudy.syntax import parsed

PROCESSES = "starts processes, which the sandbox forbids"
SOCKETS = "opens sockets, which the sandbox forbids"
MODULES = {
    "multiprocessing": PROCESSES, "subprocess": PROCESSES, "pexpect": PROCESSES, "xmlrpc": SOCKETS, "socket": SOCKETS,
    "socketserver": SOCKETS, "ftplib": SOCKETS, "smtplib": SOCKETS, "telnetlib": SOCKETS,
}  # fmt: skip
NAMES = {
    "ProcessPoolExecutor": PROCESSES, "create_subprocess_exec": PROCESSES, "create_subprocess_shell": PROCESSES,
    "script_runner": PROCESSES, "HTTPServer": SOCKETS, "ThreadingHTTPServer": SOCKETS, "start_server": SOCKETS,
}  # fmt: skip
OS_CALLS = {"fork", "forkpty", "system", "popen", "posix_spawn", "spawnv", "spawnl"}


def without_unfit(workspace: Path, selection: TestSelection) -> TestSelection:
    """The selection without the tests that cannot be run; they are named in `excluded`."""
    known: dict[str, dict[str, str]] = {}
    unfit: dict[str, str] = {}
    for nodeid in selection.nodeids:
        file = nodeid.partition("::")[0]
        if file not in known:
            known[file] = _of_file(files.text_of(workspace / file))
        if why := known[file].get(base(nodeid).partition("::")[2]):
            unfit[nodeid] = why
    if not unfit:
        return selection
    kept = tuple(nodeid for nodeid in selection.nodeids if nodeid not in unfit)
    left_out = (*selection.excluded, *(Excluded(nodeid, why) for nodeid, why in unfit.items()))
    return TestSelection(selection.ref, kept, selection.how, left_out)


def _of_file(text: str | None) -> dict[str, str]:
    """Reason by the test's name in its file ("Class::test" for methods)."""
    tree = parsed(text) if text and any(word in text for word in (*MODULES, *NAMES, *OS_CALLS)) else None
    if tree is None:
        return {}
    telling = NAMES | _bound(tree.body)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for _ in range(2):  # a helper, and a helper's helper
        for node in functions:
            if not node.name.startswith("test") and (why := _why(node, telling)):
                telling[node.name] = why
    found: dict[str, str] = {}
    _collect(tree.body, "", telling, found)
    return found


def _collect(body: Iterable[ast.stmt], prefix: str, telling: dict[str, str], found: dict[str, str]) -> None:
    nodes = list(body)
    around = [node for node in nodes if isinstance(node, ast.FunctionDef) and node.name in ("setUp", "setup_method")]
    shared = next((why for node in around if (why := _why(node, telling))), "")
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            _collect(node.body, f"{prefix}{node.name}::", telling, found)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (why := _why(node, telling) or shared):
            found[prefix + node.name] = why


def _why(node: ast.AST, telling: dict[str, str]) -> str:
    telling = telling | _bound(ast.walk(node))
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name | ast.arg):
            name = inner.id if isinstance(inner, ast.Name) else inner.arg
            if name in telling:
                return telling[name]
        elif isinstance(inner, ast.Attribute):
            owner = inner.value.id if isinstance(inner.value, ast.Name) else ""
            if inner.attr in NAMES:
                return NAMES[inner.attr]
            if owner == "os" and inner.attr in OS_CALLS:
                return PROCESSES
    return ""


def _bound(nodes: Iterable[ast.AST]) -> dict[str, str]:
    """Names that imports of a telling module bind."""
    found: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                if why := MODULES.get(alias.name.split(".")[0]):
                    found[alias.asname or alias.name.split(".")[0]] = why
        elif isinstance(node, ast.ImportFrom) and (why := MODULES.get((node.module or "").split(".")[0])):
            found |= {alias.asname or alias.name: why for alias in node.names}
    return found
