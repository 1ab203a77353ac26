"""Fork server of pytest, itself a small pytest plugin; runs inside the sandbox under the workspace's Python.

Usage: zygote.py CONFIG, JSON or the path of a file of it: mode "rank" (collect once, swap code, fork at the run loop)
or "confirm" (third-party modules and plugins preloaded only, fresh import per fork; "early": not even plugins);
"twin": in mode "rank", a socket on which a fork serves mode "confirm": pytest and its plugins are then loaded once.
"files" to collect, "select" node id prefixes, "options" for pytest, "preload" modules, "served" {path: text} of files
that are not on disk or cannot be covered there, "roots" for sys.path, "lent" pytest ({"folder", "names"}) where there
is none, and what forkserver needs.
"""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH100, PTH112, PTH120, PTH123, PTH109, PTH116

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import json
import os
import sys
import warnings
from typing import TYPE_CHECKING, Any

HERE = os.path.dirname(os.path.abspath(__file__))
if TYPE_CHECKING:
    from understudy.runner.inside import confine, forkserver, loading, poison, present, stopwatch
else:  # by path, under names no workspace has: this folder must not be on sys.path

    def _load(name):
        spec = importlib.util.spec_from_file_location("_understudy_" + name, f"{HERE}/{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    forkserver, loading, poison = map(_load, ("forkserver", "loading", "poison"))
    present, stopwatch = map(_load, ("present", "stopwatch"))
    confine = forkserver.confine

MESSAGE = 400  # TestFailure's cap
OPTIONS = [
    "-q", "-s", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", "-p", "no:testmon", "-p",
    "no:randomly", "-o", "addopts=",
]  # fmt: skip

DEFAULTS: dict[str, Any] = {
    "early": False, "twin": None, "preload": [], "served": {}, "roots": [], "lent": {}, "encoding": "utf-8",
}  # fmt: skip


class Plugin:
    """Records one line per test, the canary's outcome, and what was tampered with."""

    def __init__(
        self,
        config: dict[str, Any],
        server: forkserver.ForkServer,
        overlay: present.Overlay,
        opened: loading.Opened,
    ) -> None:
        self.config, self.server, self.overlay, self.opened = config, server, overlay, opened
        self.put: forkserver.Put | None = None
        self.twin: int | None = None  # where the twin waits for the modules to load
        self.request: dict[str, Any] = {}
        self.before = present.snapshot()
        self.loaded_before: set[str] = set()
        self.errors: list[str] = []
        self.outcome, self.called, self.duration, self.message = "passed", False, 0.0, ""
        self.called_s = 0.0

    # ---- waiting for a candidate
    def become(self, ready: dict[str, Any]) -> None:
        """Returns in a confined child with the candidate in place."""
        self.before = present.snapshot()
        self.request, self.put = self.server.serve(ready)
        self.errors = []
        sys.dont_write_bytecode = True  # not earlier: without .pyc files every collection is slow
        request = self.request
        try:
            if request.get("swap"):
                present.swap(
                    request["path"],
                    request["qualname"],
                    request["snippet"],
                    future_annotations=request["future_annotations"],
                    decorated=request["decorated"],
                    force=request["poison"],
                )
            for path, text in request.get("served", {}).items():
                self.overlay.put(path, text.encode(request["encoding"]), text)
        except (present.NotEligible, SyntaxError, ValueError) as error:
            self.put({"not_eligible": str(error)[:MESSAGE]})
            os._exit(95)
        poison.install()

    def split(self) -> None:
        """Returns twice: here, to collect, and in the twin, which waits for the modules that collection loads."""
        line = self.config["twin"]
        if self.workspace_loaded():
            os.close(line)  # no twin; the other end sees it
            return
        learn, tell = os.pipe()
        if os.fork():
            os.close(line)
            os.close(learn)
            self.twin = tell
            return
        confine.die_with_parent()
        for fd in (tell, self.server.requests, self.server.events):
            os.close(fd)
        self.server.requests, self.server.events = line, os.dup(line)
        with open(learn, encoding="utf-8") as names:
            self.config = {**self.config, "mode": "confirm", "twin": None, "preload": names.read().split()}
        self.opened.close()

    def tell_twin(self, names: list[str]) -> None:
        if self.twin is not None:
            with contextlib.suppress(OSError), open(self.twin, "w", encoding="utf-8") as pipe:
                pipe.write("\n".join(names))
            self.twin = None

    # ---- pytest's hooks
    def pytest_load_initial_conftests(self, early_config: Any, parser: Any, args: list[str]) -> None:
        """The confirm tier's fork point: plugins are loaded, nothing of the workspace is."""
        if self.config["twin"] is not None and self.put is None:
            self.split()
        if self.config["mode"] == "confirm" and self.put is None:
            self.preload()
            self.become({"workspace_loaded": self.workspace_loaded()})
            args[:] = [a for a in args if a not in self.config["files"]] + self.request["nodeids"]

    def pytest_sessionstart(self, session: Any) -> None:
        self.loaded_before = set(sys.modules)

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.errors.append(str(report.longrepr)[-4 * MESSAGE :])

    def pytest_runtest_logstart(self, nodeid: str, location: Any) -> None:
        self.outcome, self.called, self.duration, self.message = "passed", False, 0.0, ""
        self.called_s = 0.0
        poison.clear()

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.duration += report.duration
        if report.when == "call":
            self.called, self.called_s = True, report.duration
        outcome = "xpassed" if report.passed and hasattr(report, "wasxfail") else report.outcome
        if outcome != "passed" and self.outcome != "failed":
            self.outcome = outcome
            self.message = str(report.longrepr)[-MESSAGE:]

    def pytest_runtest_logfinish(self, nodeid: str, location: Any) -> None:
        if self.put:
            outcome = self.outcome if self.called or self.outcome != "passed" else "not called"
            self.put({"test": nodeid, "outcome": outcome, "seconds": self.duration, "message": self.message,
                      "reached": poison.reached()})  # fmt: skip

    def pytest_runtestloop(self, session: Any) -> None:
        if self.config["mode"] == "rank":
            select = self.config["select"]
            under = tuple(prefix + end for prefix in select for end in ("[", "::"))
            items = [i for i in session.items if i.nodeid in select or i.nodeid.startswith(under)]
            session.items = items
            modules = self.third_party()
            self.tell_twin(modules)
            ready = {"items": [i.nodeid for i in items], "errors": self.errors, "modules": modules}
            self.become({**ready, **loading.rests_on(self.opened.close())})
        assert self.put is not None
        if self.errors:
            self.put({"collect": [e[-MESSAGE:] for e in self.errors], "reached": poison.reached()})
        wanted = set(self.request["nodeids"])
        items = [i for i in session.items if i.nodeid in wanted]
        put, leave, changed, before = self.put, os._exit, present.changed, self.before
        if self.request.get("timed"):
            put(self.timed(items))
            leave(0)
        canary = _canaries(items)
        for item, following in zip(items, [*items[1:], None]):  # noqa: B905 - 3.9
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        self.put = None
        outcomes = []
        for item in canary:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            outcomes.append(self.outcome)
        imported = bool(present.modules_of(self.request["path"])) and self.covered()
        put({"done": len(items), "canary": outcomes, "tampered": changed(before)[:50], "imported": imported})
        with contextlib.suppress(Exception):
            sys.stdout.flush()
        leave(0)

    def timed(self, items: list[Any]) -> dict[str, Any]:
        """See `stopwatch.least`. The request's "timed": "inside" the function, else the whole test's "call"."""
        inside = self.request["timed"] == "inside"
        watch = None
        if inside:
            watch = stopwatch.attach(present.functions(self.request["path"], self.request["qualname"]))
        self.put = None
        repeat_s = 0.0 if inside and watch is None else self.request["repeat_s"]  # all are measured anew then
        return stopwatch.least(items, self.call_seconds, watch, repeat_s)

    def call_seconds(self, item: Any, following: Any) -> float | None:
        """Run one test: seconds of its call, without its fixtures; None unless it passed."""
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return self.called_s if self.called and self.outcome == "passed" else None

    def covered(self) -> bool:
        """Whether the candidate's file still lies over the original: a rename on the host takes a mount away."""
        path = self.request["path"]
        return path not in self.request.get("files", {}) or int(os.stat(path).st_mtime) == self.request["mtime"]

    def preload(self) -> None:
        for name in self.config["preload"]:
            with contextlib.suppress(BaseException), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                importlib.import_module(name)

    def workspace_loaded(self) -> bool:
        """A plugin of pytest that lives in the workspace was imported: too late to present a candidate."""
        return any(self.inside(module) for module in list(sys.modules.values()))

    @staticmethod
    def inside(module: Any) -> bool:
        file = getattr(module, "__file__", None)
        return isinstance(file, str) and file.startswith(os.getcwd() + os.sep) and "site-packages" not in file

    def third_party(self) -> list[str]:
        """Modules collection pulled in from outside the workspace: safe to have loaded before a candidate."""
        names = []
        for name in sorted(set(sys.modules) - self.loaded_before):
            file = getattr(sys.modules[name], "__file__", None)
            ours = name.startswith(("_understudy", "pytest_", "_pytest"))
            if file and not ours and not self.inside(sys.modules[name]):
                names.append(name)
        return names


def _canaries(items: list[Any]) -> list[Any]:
    """Two tests that must fail, at the side of the real ones: a patched reporter or pytest.raises lets them pass."""
    import pytest

    module = items[0].getparent(pytest.Module) if items else None
    if module is None:
        return []

    def test_understudy_canary_assert() -> None:
        assert [1, 2] == [1, 3]

    def test_understudy_canary_raises() -> None:
        with pytest.raises(ValueError):
            pass

    functions = (test_understudy_canary_assert, test_understudy_canary_raises)
    return [pytest.Function.from_parent(module, name=f.__name__, callobj=f) for f in functions]


def read_config(argument: str) -> dict[str, Any]:
    if not argument.startswith("{"):
        with open(argument, encoding="utf-8") as file:
            argument = file.read()
    return {**DEFAULTS, **json.loads(argument)}


def main() -> None:
    config = read_config(sys.argv[1])
    opened = loading.Opened()
    server = forkserver.ForkServer(config)
    sys.path[:] = [entry for entry in sys.path if entry and os.path.abspath(entry) != HERE]
    present.private_pycache(config["pycache"], os.getcwd(), config["lent"].get("folder", ""))
    try:
        pytest = loading.pytest_or_lent(config["lent"])
    except Exception as error:  # none, or one that this Python cannot read
        server.emit({"ev": "failed", "why": "no-pytest", "detail": str(error)})
        return
    pytest.hookimpl(tryfirst=True)(Plugin.pytest_runtestloop)
    overlay = present.Overlay()
    sys.meta_path.insert(0, overlay)
    for path, text in config["served"].items():
        overlay.put(path, text.encode(config["encoding"]), text)
    sys.path.insert(0, os.getcwd())  # as `python -m pytest` does
    sys.path += [os.path.abspath(root) for root in ["src", *config["roots"]] if root != "src" or os.path.isdir(root)]
    plugin = Plugin(config, server, overlay, opened)
    arguments = [*OPTIONS, *config["options"], f"--rootdir={os.getcwd()}"]
    if config["early"]:
        plugin.preload()
        plugin.become({})
    arguments += plugin.request.get("nodeids", config["files"])
    code = pytest.main(arguments, plugins=[plugin])
    sys.stdout.flush()
    if plugin.put is None:  # still the server: nothing was collected, the reason is in the log
        server.emit({"ev": "failed", "why": "collection", "detail": "\n".join(plugin.errors), "code": int(code)})
    else:
        plugin.put({"collect": [e[-MESSAGE:] for e in plugin.errors], "reached": poison.reached()})
    os._exit(0 if plugin.put is None else 94)


if __name__ == "__main__":
    main()
