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
attempt("write outside", lambda: write(PLANTED["outside"]))
attempt("write into the workspace", lambda: write(PLANTED["inside"]))
attempt("connect over TCP", lambda: connect(socket.AF_INET, ("127.0.0.1", PLANTED["port"])))
attempt("connect to a unix socket", lambda: connect(socket.AF_UNIX, PLANTED["unix"]))
attempt("start a process", lambda: daemon())
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


_chosen: levels.Level | None = None


async def choose_level() -> levels.Level:
    """The highest level that holds on this machine. Raises ConfinementError with the reasons when none does."""
    global _chosen
    if _chosen is None:
        _chosen = await _choose()
    return _chosen


async def _choose() -> levels.Level:
    if sys.platform != "linux":
        hint = "Open the folder in WSL 2" if sys.platform == "win32" else "Open the folder in a Linux dev container"
        raise ConfinementError(
            f"Tests are not run on {sys.platform}: there is no sandbox for them here yet.", f"{hint}; completion works."
        )
    problems = []
    for level in get_args(levels.Level):
        report = await self_test(level)
        if report.ok:
            return report.level
        problems.append(f"{level}: {report.problem or 'could ' + ', '.join(report.reached)}")
    raise ConfinementError(
        f"No sandbox holds on this machine ({'; '.join(problems)}).",
        "Install bubblewrap or allow unprivileged user namespaces, then run `understudy doctor`.",
    )


async def self_test(level: levels.Level) -> Report:
    """Plant, attack, look. Leaves nothing behind."""
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
    tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    unix = stack.enter_context(socket.socket(socket.AF_UNIX))
    unix.bind(str(workspace / "sock"))  # where the probe can see it: only the filter stands between
    unix.listen()
    planted = {
        "secret": str(folder / "secret"),
        "outside": str(folder / "written"),
        "inside": str(workspace / "written"),
        "visible": str(workspace / "visible"),
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
