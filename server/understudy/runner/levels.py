"""What each sandbox level is, as a command line and as the rules its forked children get.

L3: bubblewrap outside, own namespaces + Landlock + seccomp + limits per candidate. L2: the same private root built by
`inside/outer.py`. L1: no namespaces, Landlock (ABI >= 6) and seccomp only. mac: Seatbelt around everything
(`seatbelt.py`). Choosing one is `selftest.py`'s work.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any, Literal

import msgspec

from understudy import secrets
from understudy.runner import seatbelt

Level = Literal["L3", "L2", "L1", "mac"]
INSIDE = Path(__file__).resolve().parent / "inside"
SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives")
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
DESCRIPTION = {
    "L3": "bubblewrap + namespaces + Landlock + seccomp + limits",
    "L2": "own namespaces + Landlock + seccomp + limits",
    "L1": "Landlock + strict seccomp + limits, no namespaces",
    "mac": "Seatbelt + limits",
}


class Layout(msgspec.Struct, frozen=True):
    """The files of one sandbox. run_dir: ours, private, on the host; holds `scratch`, `pycache`, `base` and `stage`.

    read: trees the interpreter needs. workspace: bound read-only; None for standalone programs.
    base: (editor's text on disk under run_dir, path it stands for).
    """

    run_dir: Path
    read: tuple[Path, ...]
    workspace: Path | None = None
    base: tuple[tuple[Path, Path], ...] = ()

    def prepare(self) -> None:
        for name in ("scratch", "pycache", "base", "stage"):
            (self.run_dir / name).mkdir(parents=True, exist_ok=True, mode=0o700)

    @property
    def scratch(self) -> Path:
        return self.run_dir / "scratch"

    def environment(self, python: Path) -> dict[str, str]:
        """The whole environment of the sandbox: an allow-list, so that no token travels in."""
        return {
            "PATH": f"{python.parent}:/usr/bin:/bin",
            "HOME": str(self.scratch),
            "TMPDIR": str(self.scratch),
            "LANG": "C.UTF-8",
            "USER": "understudy",
            "LOGNAME": "understudy",
            "PYTHONHASHSEED": "0",
            "PYTHONNOUSERSITE": "1",
            "HYPOTHESIS_STORAGE_DIRECTORY": str(self.scratch / "hypothesis"),
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        } | (seatbelt.ENVIRONMENT if sys.platform == "darwin" else {})

    def visible(self) -> list[str]:
        """Read-only trees, outermost first, without what another already covers."""
        system = seatbelt.SYSTEM if sys.platform == "darwin" else SYSTEM
        trees = [Path(p) for p in system if Path(p).exists()] + [INSIDE]
        trees += [tree for path in self.read for tree in (path, path.resolve())]  # an environment may be a link
        if self.workspace:
            trees.append(self.workspace)
        kept: list[Path] = []
        for tree in sorted(dict.fromkeys(trees), key=lambda p: len(p.parts)):
            if not any(other in tree.parents for other in kept):
                kept.append(tree)
        return [str(tree) for tree in kept]

    def hidden(self) -> secrets.Found:
        """What of the workspace no test should read. Looked for anew each time."""
        return secrets.find(self.workspace) if self.workspace else secrets.Found()


def child_config(level: Level, layout: Layout) -> dict[str, Any]:
    """What forkserver.py needs to confine a child; JSON."""
    return {
        "namespaces": level in ("L3", "L2"),
        "portable": level == "mac",
        # secrets need no mention: the outer layer covers them, and a Landlock domain only ever takes away
        "read": [*layout.visible(), str(layout.run_dir / "pycache"), str(layout.run_dir / "base")],
        "devices": list(DEVICES),
        "listdir": [],
        "scratch": str(layout.scratch),
        "pycache": str(layout.run_dir / "pycache"),
    }


def around(trees: list[str], hidden: secrets.Found) -> tuple[list[str], list[str]]:
    """`trees` without what is hidden: (trees and files to grant, folders to list). A folder on the way to something
    hidden is granted entry by entry; links are left out, since a grant would follow them."""
    covered = {str(p) for p in (*hidden.files, *hidden.folders)}
    opened = {str(parent) for p in (*hidden.files, *hidden.folders) for parent in p.parents}
    granted: list[str] = []
    listed: list[str] = []
    todo = list(reversed(trees))
    while todo:
        path = todo.pop()
        if path in covered:
            continue
        if path not in opened:
            granted.append(path)
            continue
        listed.append(path)
        try:
            with os.scandir(path) as entries:
                todo += sorted((e.path for e in entries if not e.is_symlink()), reverse=True)
        except OSError:
            continue
    return granted, listed


def command(level: Level, layout: Layout, inner: list[str]) -> list[str]:
    """argv that runs `inner` (absolute interpreter first) in the outer layer of `level`."""
    cwd = str(layout.workspace or layout.scratch)
    hidden = layout.hidden()
    if level == "L3":
        return [*_bubblewrap(layout, hidden, cwd), *inner]
    if level == "mac":
        return seatbelt.command(layout, hidden, inner)
    trees = layout.visible()
    read, listdir = around(trees, hidden) if level == "L1" else (trees, [])
    spec = {
        "level": level,
        "read": read if level == "L2" else [*read, str(layout.run_dir / "base")],
        "write": [str(layout.run_dir / "pycache"), str(layout.scratch)],
        "devices": [d for d in DEVICES if Path(d).exists()],
        "binds": [[str(a), str(b)] for a, b in layout.base],
        "masks": [str(p) for p in (*hidden.files, *hidden.folders)],
        "tmpfs": ["/tmp", "/dev", "/home"],
        "listdir": listdir,
        "stage": str(layout.run_dir / "stage"),
        "cwd": cwd,
    }
    return [sys.executable, "-I", str(INSIDE / "outer.py"), json.dumps(spec), *inner]


def _bubblewrap(layout: Layout, hidden: secrets.Found, cwd: str) -> list[str]:
    bwrap = shutil.which("bwrap", path="/usr/bin:/usr/local/bin:/bin")
    if bwrap is None:
        raise FileNotFoundError("bubblewrap (bwrap) is not installed")
    out = [bwrap, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    if os.getuid() == 0:  # see confine.namespaces
        out += ["--uid", "1000", "--gid", "1000"]
    out += ["--proc", "/proc", "--dev", "/dev", "--size", str(256 << 20), "--tmpfs", "/tmp", "--tmpfs", "/home"]
    for path in layout.visible():
        out += ["--ro-bind", path, path]
    for path in (str(layout.run_dir / "pycache"), str(layout.scratch)):
        out += ["--bind", path, path]
    for source, target in layout.base:
        out += ["--ro-bind", str(source), str(target)]
    for file in hidden.files:
        out += ["--ro-bind", "/dev/null", str(file)]
    for folder in hidden.folders:
        out += ["--tmpfs", str(folder), "--remount-ro", str(folder)]
    return [*out, "--chdir", cwd, "--"]
