"""Fork server of pytest, itself a small pytest plugin; runs inside the sandbox under the workspace's Python.

Usage: zygote.py CONFIG, JSON: mode "rank" (collect once, swap code, fork at the run loop) or "confirm" (third-party
modules and plugins preloaded only, fresh import per fork; "early": not even plugins); "files" to collect, "select"
node id prefixes, "options" for pytest, "preload" modules, "overlay" {path: file with the editor's text}, and what
forkserver needs.
"""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH100, PTH112, PTH120, PTH123, PTH109

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
    from understudy.runner.inside import forkserver, present
else:  # by path, under names no workspace has: this folder must not be on sys.path

    def _load(name):
        spec = importlib.util.spec_from_file_location("_understudy_" + name, f"{HERE}/{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    forkserver, present = _load("forkserver"), _load("present")

MESSAGE = 400  # TestFailure's cap
OPTIONS = [
    "-q", "-s", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", "-p", "no:testmon", "-p",
    "no:randomly", "-o", "addopts=",
]  # fmt: skip


class Poison(BaseException):
    """What the positive control raises: no honest `except Exception` or pytest.raises(ValueError) swallows it."""


def _reach() -> Poison:
    sys._understudy_reached = True  # type: ignore[attr-defined]
    return Poison("understudy: the function was reached")


class Plugin:
    """Records one line per test, the canary's outcome, and what was tampered with."""

    def __init__(self, config: dict[str, Any], server: forkserver.ForkServer, overlay: present.Overlay) -> None:
        self.config, self.server, self.overlay = config, server, overlay
        self.put: forkserver.Put | None = None
        self.request: dict[str, Any] = {}
        self.before = present.snapshot()
        self.loaded_before: set[str] = set()
        self.errors: list[str] = []
        self.outcome, self.called, self.duration, self.message = "passed", False, 0.0, ""

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
                    force=request["poison"],
                )
            elif not self.config["namespaces"]:
                for path, text in request.get("files", {}).items():
                    self.overlay.put(path, text.encode(request["encoding"]), text)
        except (present.NotEligible, SyntaxError, ValueError) as error:
            self.put({"not_eligible": str(error)[:MESSAGE]})
            os._exit(95)
        sys._understudy_reach = _reach  # type: ignore[attr-defined]

    # ---- pytest's hooks
    def pytest_load_initial_conftests(self, early_config: Any, parser: Any, args: list[str]) -> None:
        """The confirm tier's fork point: plugins are loaded, nothing of the workspace is."""
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
        sys._understudy_reached = False  # type: ignore[attr-defined]

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.duration += report.duration
        self.called = self.called or report.when == "call"
        outcome = "xpassed" if report.passed and hasattr(report, "wasxfail") else report.outcome
        if outcome != "passed" and self.outcome != "failed":
            self.outcome = outcome
            self.message = str(report.longrepr)[-MESSAGE:]

    def pytest_runtest_logfinish(self, nodeid: str, location: Any) -> None:
        if self.put:
            outcome = self.outcome if self.called or self.outcome != "passed" else "not called"
            reached = bool(getattr(sys, "_understudy_reached", False))
            self.put({"test": nodeid, "outcome": outcome, "seconds": self.duration, "message": self.message,
                      "reached": reached})  # fmt: skip

    def pytest_runtestloop(self, session: Any) -> None:
        if self.config["mode"] == "rank":
            select = self.config["select"]
            under = tuple(prefix + end for prefix in select for end in ("[", "::"))
            items = [i for i in session.items if i.nodeid in select or i.nodeid.startswith(under)]
            session.items = items
            self.become({"items": [i.nodeid for i in items], "errors": self.errors, "modules": self.third_party()})
        assert self.put is not None
        if self.errors:
            reached = bool(getattr(sys, "_understudy_reached", False))
            self.put({"collect": [e[-MESSAGE:] for e in self.errors], "reached": reached})
        wanted = set(self.request["nodeids"])
        items = [i for i in session.items if i.nodeid in wanted]
        put, leave, changed, before = self.put, os._exit, present.changed, self.before
        canary = _canaries(items)
        for item, following in zip(items, [*items[1:], None]):  # noqa: B905 - 3.9
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        self.put = None
        outcomes = []
        for item in canary:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            outcomes.append(self.outcome)
        imported = bool(present.modules_of(self.request["path"]))
        put({"done": len(items), "canary": outcomes, "tampered": changed(before)[:50], "imported": imported})
        with contextlib.suppress(Exception):
            sys.stdout.flush()
        leave(0)

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


def main() -> None:
    config = json.loads(sys.argv[1])
    server = forkserver.ForkServer(config)
    sys.path[:] = [entry for entry in sys.path if entry and os.path.abspath(entry) != HERE]
    try:
        import pytest
    except ImportError as error:
        server.emit({"ev": "failed", "why": "no-pytest", "detail": str(error)})
        return
    pytest.hookimpl(tryfirst=True)(Plugin.pytest_runtestloop)
    overlay = present.Overlay()
    sys.meta_path.insert(0, overlay)
    for path, copy in config["overlay"].items():
        with open(copy, "rb") as handle:
            data = handle.read()
        overlay.put(path, data, data.decode("utf-8", "replace"))
    sys.path.insert(0, os.getcwd())  # as `python -m pytest` does
    if os.path.isdir("src"):
        sys.path.append(os.path.abspath("src"))
    present.private_pycache(config["pycache"], os.getcwd())
    plugin = Plugin(config, server, overlay)
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
        reached = bool(getattr(sys, "_understudy_reached", False))
        plugin.put({"collect": [e[-MESSAGE:] for e in plugin.errors], "reached": reached})
    os._exit(0 if plugin.put is None else 94)


if __name__ == "__main__":
    main()
