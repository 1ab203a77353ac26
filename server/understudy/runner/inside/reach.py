"""Runs one test file per fork, in the sandbox, and says which functions of the workspace each test enters.

Usage: reach.py CONFIG, JSON: "options" for pytest, "lent" pytest (see zygote.py) and what forkserver needs. A
request: "file", "skip" or "only" (node ids), "record" (else outcomes and times alone), "slice" and "test" (seconds).
Records: {"start": node id}, one per test {"test", "outcome", "seconds", "partial", "codes": [[path, first line, name]],
"entered": [numbers of codes]}, and at the end {"items", "errors", "files", "codes", "entered"}.
"""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH100, PTH109, PTH112, PTH120

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

HERE = os.path.dirname(os.path.abspath(__file__))
if TYPE_CHECKING:
    from understudy.runner.inside import forkserver, loading, present, tracing, zygote
else:  # by path, under names no workspace has: this folder must not be on sys.path

    def _load(name):
        spec = importlib.util.spec_from_file_location("_understudy_" + name, f"{HERE}/{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    tracing, zygote = _load("tracing"), _load("zygote")
    forkserver, loading, present = zygote.forkserver, zygote.loading, zygote.present

TICK_S = 0.05  # of CPU time
MESSAGE = 400


class TooSlow(BaseException):
    """Raised in a test that used up its CPU time; no honest `except Exception` swallows it."""


class Clock:
    """Seconds of wall time without those this thread waited for a processor: a busy machine makes no test slow."""

    def __init__(self) -> None:
        self.file = -1
        with contextlib.suppress(OSError):
            self.file = os.open("/proc/self/schedstat", os.O_RDONLY)

    def now(self) -> float:
        waited = 0
        with contextlib.suppress(OSError, IndexError, ValueError):
            waited = int(os.pread(self.file, 100, 0).split()[1])
        return time.monotonic() - waited / 1e9


class Reach:
    """The pytest plugin."""

    def __init__(self, server: forkserver.ForkServer) -> None:
        self.server = server
        self.put: Any = None
        self.request: dict[str, Any] = {}
        self.workspace = tracing.Workspace(os.getcwd())
        self.tracer: Any = None
        self.numbers: dict[tracing.Key, int] = {}
        # of a scope wider than a test: whoever uses one depends on what its set-up entered
        self.fixtures: dict[str, set[tracing.Key]] = {}
        self.entered: set[tracing.Key] = set()
        self.at_import: set[tracing.Key] = set()
        self.items: list[str] = []
        self.errors: list[str] = []
        self.partial = False
        self.outcome, self.timed_out, self.ticks = "passed", False, 0
        self.clock = Clock()

    def pytest_load_initial_conftests(self, early_config: Any, args: list[str]) -> Iterator[None]:
        """The fork point: plugins are loaded, nothing of the workspace is. Goes on only in a confined child."""
        self.request, self.put = self.server.serve({})
        null = os.open(os.devnull, os.O_WRONLY)  # what tests print is nobody's business; too much would end the child
        os.dup2(null, 1)
        os.dup2(null, 2)
        self.clock = Clock()
        if self.request["record"]:
            self.tracer = tracing.tracer(self.workspace)
        args.append(self.request["file"])
        early_config.known_args_namespace.file_or_dir = [self.request["file"]]
        yield

    @contextlib.contextmanager
    def traced(self, into: set[tracing.Key]) -> Iterator[None]:
        if self.tracer is None:
            yield
            return
        self.tracer.begin()
        try:
            yield
        finally:
            into |= self.tracer.end()
            self.partial = self.partial or self.tracer.partial

    # ---- collection
    def pytest_make_collect_report(self, collector: Any) -> Iterator[None]:
        import pytest

        if isinstance(collector, pytest.Module):
            with self.traced(self.at_import):
                yield
        else:
            yield

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.errors.append(str(report.longrepr)[-MESSAGE:])

    # ---- one test
    def pytest_runtestloop(self, session: Any) -> bool:
        self.items = [item.nodeid for item in session.items]
        skip, only = set(self.request["skip"]), self.request.get("only")
        chosen = [i for i in session.items if i.nodeid not in skip and (only is None or i.nodeid in only)]
        signal.signal(signal.SIGPROF, self.tick)
        end = time.monotonic() + self.request["slice"]
        for item, following in zip(chosen, [*chosen[1:], None]):  # noqa: B905 - 3.9
            self.put({"start": item.nodeid})
            self.entered, self.partial = set(), self.tracer is None
            self.outcome, self.timed_out, self.ticks = "passed", False, 0
            began = self.clock.now()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            self.report(item, self.clock.now() - began)
            if following is not None and time.monotonic() > end:
                break
        return True

    def report(self, item: Any, seconds: float) -> None:
        used = {*item.fixturenames, *getattr(getattr(item, "_request", None), "_fixture_defs", ())}
        for name in used.intersection(self.fixtures):
            self.entered |= self.fixtures[name]
        outcome = "timeout" if self.timed_out else self.outcome
        self.put({"test": item.nodeid, "outcome": outcome, "seconds": max(0.0, seconds), "partial": self.partial,
                  **self.numbered(self.entered)})  # fmt: skip

    def numbered(self, keys: set[tracing.Key]) -> dict[str, Any]:
        fresh = [key for key in keys if key not in self.numbers]
        for key in fresh:
            self.numbers[key] = len(self.numbers)
        return {"codes": fresh, "entered": [self.numbers[key] for key in keys]}

    def tick(self, number: int, frame: Any) -> None:
        if self.tracer is not None:
            self.tracer.tick()
        self.ticks += 1
        if self.ticks * TICK_S > self.request["test"]:
            self.timed_out = True
            raise TooSlow(f"more than {self.request['test']} s")

    @contextlib.contextmanager
    def timed(self) -> Iterator[None]:
        signal.setitimer(signal.ITIMER_PROF, TICK_S, TICK_S)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def phase(self, item: Any) -> Iterator[None]:
        """Innermost around set-up, call and tear-down: pytest's own work is not traced."""
        with self.timed(), self.traced(self.entered):
            yield

    pytest_runtest_setup = pytest_runtest_call = pytest_runtest_teardown = phase

    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Iterator[None]:
        if self.tracer is None or fixturedef.scope == "function":
            yield
            return
        self.entered |= self.tracer.take()
        yield
        entered = self.tracer.take()
        self.fixtures.setdefault(fixturedef.argname, set()).update(entered)
        self.entered |= entered

    def pytest_runtest_logreport(self, report: Any) -> None:
        outcome = report.outcome
        if hasattr(report, "wasxfail"):
            outcome = "xpassed" if report.passed else "xfailed"
        if outcome != "passed" and self.outcome != "failed":
            self.outcome = outcome

    # ---- the end
    def finish(self) -> None:
        files = {self.workspace.relative(str(getattr(m, "__file__", None))) for m in list(sys.modules.values())}
        self.put({"items": self.items, "errors": self.errors, "files": sorted(f for f in files if f),
                  **self.numbered(self.at_import)})  # fmt: skip


def main() -> None:
    config = json.loads(sys.argv[1])
    server = forkserver.ForkServer(config)
    sys.path[:] = [entry for entry in sys.path if entry and os.path.abspath(entry) != HERE]
    present.private_pycache(config["pycache"], os.getcwd(), config["lent"].get("folder", ""))
    try:
        pytest = loading.pytest_or_lent(config["lent"])
    except Exception as error:  # none, or one that this Python cannot read
        server.emit({"ev": "failed", "why": "no-pytest", "detail": str(error)})
        return
    pytest.hookimpl(tryfirst=True)(Reach.pytest_runtestloop)
    pytest.hookimpl(hookwrapper=True, tryfirst=True)(Reach.pytest_load_initial_conftests)
    for hook in (Reach.pytest_make_collect_report, Reach.phase, Reach.pytest_fixture_setup):
        pytest.hookimpl(hookwrapper=True, trylast=True)(hook)
    sys.path.insert(0, os.getcwd())  # as `python -m pytest` does
    if os.path.isdir("src"):
        sys.path.append(os.path.abspath("src"))
    plugin = Reach(server)
    leave = os._exit
    pytest.main([*zygote.OPTIONS, *config["options"], f"--rootdir={os.getcwd()}"], plugins=[plugin])
    if plugin.put is None:  # still the server: pytest's own settings are broken, the reason is in the log
        server.emit({"ev": "failed", "why": "pytest", "detail": ""})
    else:
        plugin.finish()
    leave(0)


if __name__ == "__main__":
    main()
