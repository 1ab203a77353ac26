"""Fork server for calls of one function: third-party modules preloaded, one confined fork per candidate file text.

Usage: probe.py CONFIG, JSON: "module" (dotted name), "path" of its file, "roots" for sys.path, "preload" modules,
"warm" files to compile, and what forkserver needs. A request has "calls" (expressions) and "asserts" (statements), each
evaluated in the module's namespace within "cell_s" seconds. Records: {"imported", "error", "message"}, then
{"cell", "kind", "text"} for each call and assert in order, then {"done", "tampered"}. After a code's first time-out
nothing more of it runs: a loop costs one time limit, not one per cell.
"""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH100, PTH109, PTH120

from __future__ import annotations

import ast
import builtins
import contextlib
import importlib
import importlib.machinery
import importlib.util
import io
import json
import os
import signal
import sys
import warnings
from typing import TYPE_CHECKING, Any, Callable  # noqa: UP035 - the workspace's Python may be 3.9

HERE = os.path.dirname(os.path.abspath(__file__))
if TYPE_CHECKING:
    from understudy.runner.inside import canonical as texts
    from understudy.runner.inside import forkserver, present
else:  # by path, under names no workspace has: this folder must not be on sys.path

    def _load(name):
        spec = importlib.util.spec_from_file_location("_understudy_" + name, f"{HERE}/{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    forkserver, present, texts = _load("forkserver"), _load("present"), _load("canonical")

MESSAGE = 300
PRINTED = 400  # characters kept of what a call prints
WALL = 10  # wall time a cell may take, in multiples of its CPU time: sleeping is no CPU time, a busy machine is no loop
Cell = Callable[[dict[str, Any]], str]


class Late(BaseException):
    """A cell's time is up."""


class Clock:
    """One cell's time limit: CPU time first, wall time behind. A candidate may swallow `Late`; `late` remembers."""

    def __init__(self, cell_s: float) -> None:
        self.cell_s = cell_s
        self.late = self.running = False
        for number in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(number, self.ring)

    def ring(self, number: int, frame: Any) -> None:
        if self.running:
            self.late = True
            raise Late

    def start(self) -> None:
        self.late, self.running = False, True
        signal.setitimer(signal.ITIMER_PROF, self.cell_s, self.cell_s)
        signal.setitimer(signal.ITIMER_REAL, self.cell_s * WALL, self.cell_s)

    def stop(self) -> None:
        self.running = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def measured(cell: Cell, namespace: dict[str, Any], clock: Clock) -> tuple[str, str]:
    """(kind, text) of one cell: "value" and its text, "error" and the exception's type, or "timeout"."""
    try:
        try:
            clock.start()
            kind, text = "value", cell(namespace)
        finally:
            clock.stop()
    except BaseException as error:
        clock.stop()  # again: the alarm may have rung inside the first
        kind, text = "error", texts.type_name(error)
    return ("timeout", "") if clock.late else (kind, texts.shortened(text))


# ---- cells
def call_cell(source: str) -> Cell:
    """Evaluates `source`: the result, and what the call changed: its arguments, and the object it is a method of.

    Raises SyntaxError. Arguments are built anew by each evaluation; iterators among them are used up by honest code
    in different measure and not looked at.
    """
    tree = ast.parse(source.strip(), mode="eval").body
    whole = _compiled(tree)
    if not isinstance(tree, ast.Call) or any(isinstance(arg, ast.Starred) for arg in tree.args):
        return lambda namespace: _with_printed(lambda: eval(whole, namespace), [])
    if any(keyword.arg is None for keyword in tree.keywords):
        return lambda namespace: _with_printed(lambda: eval(whole, namespace), [])
    owner = _compiled(tree.func.value) if isinstance(tree.func, ast.Attribute) else None
    method = tree.func.attr if isinstance(tree.func, ast.Attribute) else ""
    function = _compiled(tree.func)
    arguments = [_compiled(arg) for arg in tree.args]
    named = [(keyword.arg, _compiled(keyword.value)) for keyword in tree.keywords]

    def run(namespace: dict[str, Any]) -> str:
        held = eval(owner, namespace) if owner else None
        call = getattr(held, method) if owner else eval(function, namespace)
        given = [eval(code, namespace) for code in arguments]
        keys = {str(key): eval(code, namespace) for key, code in named}
        watched = [("object", held), *(("argument", value) for value in [*given, *keys.values()])]
        return _with_printed(lambda: call(*given, **keys), watched)

    return run


def assert_cell(source: str) -> Cell:
    """Executes one assert statement; "True" if it held. Raises SyntaxError."""
    code = compile(source.strip(), "<probe>", "exec", dont_inherit=True)

    def run(namespace: dict[str, Any]) -> str:
        exec(code, namespace)
        return "True"

    return run


def _compiled(node: ast.expr) -> Any:
    return compile(ast.fix_missing_locations(ast.Expression(node)), "<probe>", "eval", dont_inherit=True)


def _with_printed(call: Callable[[], Any], watched: list[tuple[str, Any]]) -> str:
    """The call's result as text, and the changes it made to what is watched; for None also what it printed."""
    before = [_state(value) for _, value in watched]
    out, kept = io.StringIO(), sys.stdout
    sys.stdout = out
    try:
        value = _settled(call())
        text = texts.canonical(value)
    finally:
        sys.stdout = kept
    notes = []
    for (kind, item), old in zip(watched, before):  # noqa: B905 - 3.9
        new = _state(item)
        if old != new:
            notes.append(kind + " becomes " + new)
    if value is None and out.getvalue():
        notes.append("printed " + repr(out.getvalue()[:PRINTED]))
    return text + (" (" + "; ".join(notes) + ")" if notes else "")


def _state(value: Any) -> str:
    return "" if hasattr(type(value), "__next__") else texts.canonical(value)


def _settled(value: Any) -> Any:
    """What a coroutine returns, what an async generator yields; anything else as it is."""
    if not (hasattr(type(value), "__await__") or hasattr(type(value), "__anext__")):
        return value
    import asyncio

    async def wait() -> Any:
        if hasattr(type(value), "__await__"):
            return await value
        found = []
        async for item in value:
            found.append(item)
            if len(found) == texts.ITEMS:
                break
        return iter(found)

    return asyncio.run(wait())


# ---- one candidate
def judge(config: dict[str, Any], request: dict[str, Any], put: Callable[[dict[str, Any]], None]) -> None:
    """Import the candidate, run its cells, leave. Everything needed afterwards is bound before the import."""
    leave = os._exit
    cells = [_cell(kind, source) for kind in ("calls", "asserts") for source in request[kind]]
    clock, before, run = Clock(float(request["cell_s"])), _builtins(), measured
    try:
        module = importlib.import_module(config["module"])
    except BaseException as error:
        message = ""
        with contextlib.suppress(BaseException):
            message = str(error)[:MESSAGE]
        put({"imported": False, "error": texts.type_name(error), "message": message})
        leave(0)
    seen = os.path.realpath(str(getattr(module, "__file__", "")))
    put({"imported": seen == config["path"], "error": "ImportError", "message": "another module has its name: " + seen})
    kind = ""
    for number, cell in enumerate(cells):
        if kind != "timeout":
            _seed()
            kind, text = run(cell, dict(vars(module)), clock) if cell else ("error", "SyntaxError")
        put({"cell": number, "kind": kind, "text": text if kind != "timeout" else ""})
    after = _builtins()
    put({"done": len(cells), "tampered": any(after.get(name) != known for name, known in before.items())})
    leave(0)


def _cell(kind: str, source: str) -> Cell | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return call_cell(source) if kind == "calls" else assert_cell(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _builtins() -> dict[str, int]:
    return {name: id(value) for name, value in vars(builtins).items() if name != "_"}


def _seed() -> None:
    """The same chance for every candidate."""
    with contextlib.suppress(Exception):
        sys.modules["random"].seed(0)


# ---- before the fork
def preload(names: list[str], workspace: str) -> None:
    """Import what does not come from the workspace; what drags modules of the workspace in is forgotten again."""

    def ours(module: Any) -> bool:
        file = getattr(module, "__file__", None)
        return isinstance(file, str) and file.startswith(workspace + os.sep) and "site-packages" not in file

    for name in names:
        with contextlib.suppress(BaseException), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            spec = importlib.util.find_spec(name.split(".")[0])
            origin = str(spec.origin if spec else None)
            if not origin.startswith(workspace + os.sep) or "site-packages" in origin:
                importlib.import_module(name)
    for name in [name for name, module in list(sys.modules.items()) if ours(module)]:
        del sys.modules[name]


def warm(files: list[str]) -> None:
    """Compile workspace files into the private cache without running them, once instead of in every fork."""
    for path in files:
        with contextlib.suppress(Exception), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            importlib.machinery.SourceFileLoader("_understudy_warm", path).get_code("_understudy_warm")


def main() -> None:
    config = json.loads(sys.argv[1])
    server = forkserver.ForkServer(config)
    sys.path[:] = [entry for entry in sys.path if entry and os.path.abspath(entry) != HERE]
    overlay = present.Overlay()
    sys.meta_path.insert(0, overlay)
    sys.path[:0] = config["roots"]
    present.private_pycache(config["pycache"], os.getcwd())
    preload(config["preload"], os.getcwd())
    warm(config["warm"])
    request, put = server.serve({})
    sys.dont_write_bytecode = True
    sys.argv = ["probe.py"]
    for path, text in request.get("served", {}).items():
        overlay.put(path, text.encode(request["encoding"]), text)
    judge(config, request, put)


if __name__ == "__main__":
    main()
