"""What each sandbox level is, as a command line and as the rules its forked children get.

L3: bubblewrap outside, own namespaces + Landlock + seccomp + limits per candidate. L2: the same private root built by
`inside/outer.py`. L1: no namespaces, Landlock (ABI >= 6) and seccomp only. Choosing one is `selftest.py`'s work.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any, Literal

import msgspec

Level = Literal["L3", "L2", "L1"]
INSIDE = Path(__file__).resolve().parent / "inside"
SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives")
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
SECRETS = (".env", ".env.*", "*.pem", "*.key", ".netrc", ".npmrc", ".pypirc", ".git/config", ".git-credentials")
DESCRIPTION = {
    "L3": "bubblewrap + namespaces + Landlock + seccomp + limits",
    "L2": "own namespaces + Landlock + seccomp + limits",
    "L1": "Landlock + strict seccomp + limits, no namespaces",
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
        }

    def visible(self) -> list[str]:
        """Read-only trees, outermost first, without what another already covers."""
        trees = [Path(p) for p in SYSTEM if Path(p).exists()] + [*self.read, INSIDE]
        if self.workspace:
            trees.append(self.workspace)
        kept: list[Path] = []
        for tree in sorted(dict.fromkeys(trees), key=lambda p: len(p.parts)):
            if not any(other in tree.parents for other in kept):
                kept.append(tree)
        return [str(tree) for tree in kept]

    def secrets(self) -> list[str]:
        """Files of the workspace that no test should read."""
        if not self.workspace:
            return []
        return [str(p) for pattern in SECRETS for p in self.workspace.glob(pattern) if p.is_file()]


def child_config(level: Level, layout: Layout) -> dict[str, Any]:
    """What forkserver.py needs to confine a child; JSON."""
    read, listdir = _landlock_read(level, layout)
    return {
        "namespaces": level != "L1",
        "read": [*read, str(layout.run_dir / "pycache"), str(layout.run_dir / "base")],
        "devices": list(DEVICES),
        "listdir": listdir,
        "scratch": str(layout.scratch),
        "pycache": str(layout.run_dir / "pycache"),
    }


def _landlock_read(level: Level, layout: Layout) -> tuple[list[str], list[str]]:
    """(trees, folders to list). Without a mount namespace secrets cannot be covered, so their folder is granted
    entry by entry."""
    trees = layout.visible()
    if level != "L1" or not layout.workspace or not layout.secrets():
        return trees, []
    hidden = {str(layout.workspace / ".git"), *layout.secrets()}
    entries = [str(p) for p in layout.workspace.iterdir() if str(p) not in hidden]
    return [t for t in trees if t != str(layout.workspace)] + entries, [str(layout.workspace)]


def command(level: Level, layout: Layout, inner: list[str]) -> list[str]:
    """argv that runs `inner` (absolute interpreter first) in the outer layer of `level`."""
    cwd = str(layout.workspace or layout.scratch)
    if level == "L3":
        return [*_bubblewrap(layout, cwd), *inner]
    read, listdir = _landlock_read(level, layout)
    spec = {
        "level": level,
        "read": read if level == "L2" else [*read, str(layout.run_dir / "base")],
        "write": [str(layout.run_dir / "pycache"), str(layout.scratch)],
        "devices": [d for d in DEVICES if Path(d).exists()],
        "binds": [[str(a), str(b)] for a, b in layout.base],
        "masks": layout.secrets(),
        "tmpfs": ["/tmp", "/dev", "/home"],
        "listdir": listdir,
        "stage": str(layout.run_dir / "stage"),
        "cwd": cwd,
    }
    return [sys.executable, "-I", str(INSIDE / "outer.py"), json.dumps(spec), *inner]


def _bubblewrap(layout: Layout, cwd: str) -> list[str]:
    bwrap = shutil.which("bwrap", path="/usr/bin:/usr/local/bin:/bin")
    if bwrap is None:
        raise FileNotFoundError("bwrap")
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
    for path in layout.secrets():
        out += ["--ro-bind", "/dev/null", path]
    return [*out, "--chdir", cwd, "--"]
