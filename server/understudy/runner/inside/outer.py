"""The outer layer without bubblewrap: L2 builds a private root itself, L1 only restricts; then runs the command.

Usage: python -I outer.py SPEC command…, SPEC = JSON {"level", "read", "write", "devices", "binds", "masks", "tmpfs",
"listdir", "stage", "cwd"}. Runs under our own Python, before anything of the workspace does.
"""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH100, PTH103, PTH110, PTH112, PTH120, PTH211

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from understudy.runner.inside import confine
else:
    _spec = importlib.util.spec_from_file_location(
        "_understudy_confine", os.path.dirname(os.path.abspath(__file__)) + "/confine.py"
    )
    confine = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(confine)


PRIORITY_TRIES = 5


def main() -> None:
    spec, command = json.loads(sys.argv[1]), sys.argv[2:]
    confine.die_with_parent(os.getppid())
    if spec["level"] == "L2":
        _private_root(spec)
    else:  # the fork server must fork and load: the full filter waits for its children
        for _ in range(PRIORITY_TRIES):  # it cannot do this itself: /proc is read-only then
            if confine.lower_priority():
                break
            time.sleep(0.03)
        confine.landlock([*spec["read"], "/proc"], [*spec["write"], *spec["devices"]], spec["listdir"])
    os.chdir(spec["cwd"])
    os.execv(command[0], command)


def _private_root(spec: dict[str, Any]) -> None:
    """Returns in the process that is to exec, a child of pid 1; its root holds only what SPEC lists."""
    confine.namespaces(network=True)
    init, _tie = confine.fork_tied()
    if init:
        _, status = os.waitpid(init, 0)
        os._exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
    root = spec["stage"]
    confine.mount("tmpfs", root, "tmpfs", confine.MS_NOSUID | confine.MS_NODEV, "size=256m,mode=755")
    for path in spec["tmpfs"]:
        os.makedirs(root + path, exist_ok=True)
    for path in spec["read"]:
        _bind(path, root + path, writable=False)
    for path in spec["write"]:
        _bind(path, root + path, writable=True)
    for source, target in spec["binds"]:
        _bind(source, root + target, writable=False)
    for path in spec["devices"]:
        _bind(path, root + path, writable=True)
    for path in spec["masks"]:
        _mask(root + path)
    for name, target in (("fd", "/proc/self/fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2")):
        os.symlink(target, f"{root}/dev/{name}")
    os.makedirs(root + "/proc", exist_ok=True)
    # before the old root goes: the kernel wants a fully visible /proc in sight to mount another
    confine.mount("proc", root + "/proc", "proc", confine.MS_NOSUID | confine.MS_NODEV)
    confine.pivot_root(root)
    confine.drop_capabilities()
    confine.die_with_parent()  # the kernel forgets it when credentials grow
    child, _tie = confine.fork_tied()
    if not child:
        os.setsid()
        return
    for fd in (0, 1, 2):  # or the fork server's requests would never end
        with contextlib.suppress(OSError):
            os.close(fd)
    while True:
        pid, status = os.wait()
        if pid == child:
            os._exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))


def _mask(target: str) -> None:
    """Cover one file or folder of the workspace."""
    if os.path.isdir(target):
        confine.mount("tmpfs", target, "tmpfs", confine.MS_RDONLY | confine.MS_NOSUID | confine.MS_NODEV, "size=4k")
    elif os.path.exists(target):
        confine.mount("/dev/null", target, None, confine.MS_BIND)


def _bind(source: str, target: str, *, writable: bool) -> None:
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    elif not os.path.exists(target):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
    confine.mount(source, target, None, confine.MS_BIND | confine.MS_REC)
    if not writable:
        confine.read_only(target)


if __name__ == "__main__":
    main()
