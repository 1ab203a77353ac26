"""Chooses the sandbox level by attacking it: a level counts only if a child inside got through nowhere.

"bwrap is on PATH" proves nothing (Ubuntu 24.04 ships it and AppArmor stops it), so each level runs a probe program
with secrets, listeners and files planted outside. The answer is kept for the life of the process.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path
from typing import get_args

import msgspec
import psutil  # type: ignore[import-untyped]

from understudy.runner import levels, pythons
from understudy.runner.program import result, start
from understudy.runner.types import ConfinementError, RunnerError

PROBE = """
import json, os, socket, sys
reached = []
def attempt(name, action):
    try:
        action()
        reached.append(name)
    except BaseException:
        pass
def write(path):
    with open(path, "w") as handle:
        handle.write("x")
def connect(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as sock:
        sock.settimeout(1)
        sock.connect(address)
def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            import time
            time.sleep(20)
        os._exit(0)
attempt("read a file outside", lambda: open(PLANTED["secret"]).read())
def token():
    with open(PLANTED["covered"]) as handle:
        assert handle.read()
attempt("read a secret of the workspace", token)
attempt("write outside", lambda: write(PLANTED["outside"]))
attempt("write into the workspace", lambda: write(PLANTED["inside"]))
attempt("connect over TCP", lambda: connect(socket.AF_INET, ("127.0.0.1", PLANTED["port"])))
attempt("connect to a unix socket", lambda: connect(socket.AF_UNIX, PLANTED["unix"]))
attempt("start a process", lambda: daemon())
attempt("begin a session", lambda: os.setsid())
attempt("signal its parent", lambda: os.kill(os.getppid() or 10**9, 0))
open(PLANTED["visible"]).read()
with open(os.environ["TMPDIR"] + "/scratch", "w") as handle:
    handle.write("x")
print(json.dumps(reached))
"""


class Report(msgspec.Struct, frozen=True):
    """One level's self-test. reached: what the probe got through to (empty is good). problem: why it did not run."""

    level: levels.Level
    reached: tuple[str, ...] = ()
    problem: str = ""

    @property
    def ok(self) -> bool:
        return not self.reached and not self.problem

    def describe(self) -> str:
        return f"{self.level}: {self.problem or 'could ' + ', '.join(self.reached)}"


class Choice(msgspec.Struct, frozen=True):
    """The level that holds here, and the reports of all that were tried, highest first."""

    level: levels.Level
    tried: tuple[Report, ...]

    def describe(self) -> str:
        """One line: the level, and why no higher one was taken."""
        missed = [report.describe() for report in self.tried if not report.ok]
        why = f" (not {'; not '.join(missed)})" if missed else ""
        return f"level {self.level}: {levels.DESCRIPTION[self.level]}; its self-test got out nowhere{why}"


_chosen: Choice | None = None


async def choose_level() -> levels.Level:
    """The highest level that holds on this machine. Raises ConfinementError with the reasons when none does."""
    return (await choose()).level


async def choose() -> Choice:
    """As `choose_level`, with what was tried. Kept for the life of the process."""
    global _chosen
    if _chosen is None:
        _chosen = await _choose()
    return _chosen


async def _choose() -> Choice:
    if sys.platform not in ("linux", "darwin"):
        raise ConfinementError(
            f"Tests are not run on {sys.platform}: there is no sandbox for them here.",
            "Open the folder in WSL 2; completion works without." if sys.platform == "win32" else "Use Linux.",
        )
    tried: list[Report] = []
    for level in get_args(levels.Level):
        if (level == "mac") != (sys.platform == "darwin"):
            continue
        tried.append(await self_test(level))
        if tried[-1].ok:
            return Choice(level, tuple(tried))
    raise ConfinementError(
        f"No sandbox holds on this machine ({'; '.join(report.describe() for report in tried)}).",
        "Install bubblewrap or allow unprivileged user namespaces, then run `understudy doctor`."
        if sys.platform == "linux"
        else "Open the folder in a Linux dev container; completion works without.",
    )


async def self_test(level: levels.Level) -> Report:
    """Plant, attack, look. Leaves nothing behind."""
    if (level == "mac") != (sys.platform == "darwin"):
        return Report(level, problem=f"not on {sys.platform}")
    if level == "L1":
        from understudy.runner.inside import confine

        if confine.landlock_abi() < 6:
            return Report(level, problem="Landlock older than ABI 6")
    folder = Path(tempfile.mkdtemp(prefix="understudy-test-"))
    try:
        with contextlib.ExitStack() as stack:
            return await _attack(level, folder, stack)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _attack(level: levels.Level, folder: Path, stack: contextlib.ExitStack) -> Report:
    workspace = folder / "workspace"
    workspace.mkdir()
    (folder / "secret").write_text("secret")
    (workspace / "visible").write_text("visible")
    (workspace / "deep").mkdir()
    (workspace / "deep" / ".env").write_text("TOKEN=1")
    tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    unix = stack.enter_context(socket.socket(socket.AF_UNIX))
    unix.bind(str(workspace / "sock"))  # where the probe can see it: only the filter stands between
    unix.listen()
    planted = {
        "secret": str(folder / "secret"),
        "outside": str(folder / "written"),
        "inside": str(workspace / "written"),
        "visible": str(workspace / "visible"),
        "covered": str(workspace / "deep" / ".env"),
        "unix": str(workspace / "sock"),
        "port": tcp.getsockname()[1],
    }
    layout = levels.Layout(folder / "run", pythons.readable(Path(sys.executable)), workspace)
    try:
        zygote = await start(level, layout)
    except (RunnerError, OSError) as error:
        return Report(level, problem=getattr(error, "message", str(error)))
    try:
        before = len(_processes(folder))
        source = f"PLANTED = {planted!r}\n{PROBE}"
        ran = result(await zygote.run({"source": source, "timeout": 5.0, "memory_mb": 256}))
        left = _processes(folder)
        reached = json.loads(ran.stdout or "[]")
    finally:
        await zygote.close()
    if ran.status != "passed":
        return Report(level, problem=f"the probe did not run: {ran.stderr.strip()[-200:]}")
    if len(left) > before:
        reached.append("leave a process behind")
    for _ in range(50):
        if not _processes(folder):
            break
        await asyncio.sleep(0.02)
    else:
        reached.append("outlive the sandbox")
    reached += [name for name in ("outside", "inside") if os.path.exists(str(planted[name]))]  # noqa: PTH110, ASYNC240
    return Report(level, tuple(reached))


def _processes(folder: Path) -> list[int]:
    """Processes whose command line names `folder`: forks keep their parent's."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if any(str(folder) in part for part in process.info["cmdline"] or ()):
            found.append(process.pid)
    return found
