"""Puts a freshly forked child into its cage, with the candidate's files in place.

In: the level's config and one request. Raises OSError when a step fails; the child then runs nothing.
"""

from __future__ import annotations

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH108, PTH110, PTH115, PTH120, PTH123
import importlib.util
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from understudy.runner.inside import confine, seccomp
else:  # by path, under names no workspace has: this folder must not be on sys.path

    def _load(name):
        path = f"{os.path.dirname(__file__)}/{name}.py"
        spec = importlib.util.spec_from_file_location("_understudy_" + name, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    confine, seccomp = _load("confine"), _load("seccomp")

Json = dict[str, Any]
Put = Callable[[Json], None]
SCRATCH = "size=64m,nr_inodes=16k,mode=700"  # empty files take no space, but the kernel's memory


def confine_child(config: Json, request: Json, scratch: str, put: Put) -> None:
    """Namespaces (if the level has them), candidate files in place, limits, Landlock, seccomp: in that order, since
    Landlock forbids mounts and seccomp forbids nearly all of this. "portable": the outer layer confines the whole tree,
    here limits only."""
    separate, portable = bool(config["namespaces"]), bool(config.get("portable"))
    own_proc = False
    if separate:
        scratch = config["scratch"]
        confine.namespaces(network=False)  # the outer layer owns the network namespace
        confine.mount("tmpfs", scratch, "tmpfs", confine.MS_NOSUID | confine.MS_NODEV, SCRATCH)
        for number, (path, text) in enumerate(request.get("files", {}).items()):
            _bind_text(text.encode(request.get("encoding", "utf-8")), f"{scratch}/.c{number}", path, request["mtime"])
        _become_first(put)
        own_proc = _mount_proc()
        confine.drop_capabilities()
        confine.die_with_parent()  # the kernel forgets it when credentials grow
    os.environ["HOME"] = os.environ["TMPDIR"] = os.environ["TMP"] = os.environ["TEMP"] = scratch
    if "tempfile" in sys.modules:
        sys.modules["tempfile"].tempdir = None  # type: ignore[attr-defined]
    cpu_s, memory = int(float(request["timeout"])) + 2, int(request["memory_mb"]) << 20
    confine.rlimits(cpu_s=cpu_s, memory=memory, threads=64 if separate else 0 if portable else None)
    if portable:
        return
    if not separate:
        confine.drop_capabilities(confine.DAC)
    confine.readable_by_parent()
    proc = ["/proc"]
    if not own_proc and os.path.exists("/proc/self"):
        proc = [f"/proc/{os.readlink('/proc/self')}", "/proc/meminfo", "/proc/cpuinfo"]
    confine.landlock([*config["read"], *proc], [*config["devices"], scratch], config["listdir"], deny_tcp=not separate)
    seccomp.install(namespaces=separate)


def _become_first(put: Put) -> None:
    """Returns in the pid namespace's first process; the one that was forked only waits for it."""
    init, tie = confine.fork_tied()
    if init:
        put({"init": init})
        os.closerange(0, tie)
        os.closerange(tie + 1, 1024)
        confine.drop_capabilities()
        _, status = os.waitpid(init, 0)
        os._exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
    os.setpgid(0, 0)  # a group's leader cannot begin a new session


def _mount_proc() -> bool:
    """Whether this pid namespace got its own /proc. Under bubblewrap the kernel refuses it (parts of the outer one
    are covered); then Landlock narrows the outer one to this process, and without Landlock it is hidden."""
    try:
        confine.mount("proc", "/proc", "proc", confine.MS_NOSUID | confine.MS_NODEV)
        return True
    except OSError:
        if not confine.landlock_abi():
            confine.mount("tmpfs", "/proc", "tmpfs", confine.MS_RDONLY, "size=4k")
        return False


def _bind_text(data: bytes, copy: str, path: str, mtime: int) -> None:
    with open(copy, "wb") as handle:
        handle.write(data)
    os.utime(copy, (mtime, mtime))  # never the original's: an equal mtime and size runs the original's stale .pyc
    confine.mount(copy, path, None, confine.MS_BIND)
    flags = confine.MS_BIND | confine.MS_REMOUNT | confine.MS_RDONLY | confine.MS_NOSUID | confine.MS_NODEV
    confine.mount(None, path, None, flags)
    os.unlink(copy)
