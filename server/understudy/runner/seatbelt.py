"""The sandbox on macOS: one Seatbelt profile around the fork server and its children, which cannot narrow it further.

Written from Apple's own profiles and the manual pages, and not yet exercised on a Mac: the self-test decides there, as
on every other system, and where it gets out nothing is run. Against Linux it lacks namespaces, a cgroup and
PDEATHSIG: children watch a pipe instead, RLIMIT_NPROC 0 stands for the missing process filter (root is refused by the
self-test, which starts one), memory is polled, and candidates are presented by the import hook.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from understudy import secrets

SYSTEM = (
    "/System", "/usr/lib", "/usr/share", "/usr/bin", "/bin", "/Library/Frameworks",
    "/Library/Developer/CommandLineTools", "/opt/homebrew", "/usr/local", "/private/var/db/timezone",
    "/private/var/db/dyld", "/private/etc/localtime",
)  # fmt: skip
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
ENVIRONMENT = {
    "OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES",  # or a fork that touches Objective-C is aborted
    "VECLIB_MAXIMUM_THREADS": "1",
}


class Folders(Protocol):
    """What `levels.Layout` offers."""

    @property
    def run_dir(self) -> Path: ...
    @property
    def scratch(self) -> Path: ...
    def visible(self) -> list[str]: ...


def profile(read: Iterable[str], write: Iterable[str], hidden: secrets.Found) -> str:
    """The profile's text, in Seatbelt's Scheme; the last rule that matches counts. Paths must be real ones: Seatbelt
    sees /private/tmp, never /tmp."""
    files, folders = [str(p) for p in hidden.files], [str(p) for p in hidden.folders]
    lines = [
        "(version 1)",
        "(deny default)",
        "(allow process-fork)",
        "(allow process-exec " + " ".join(_rule("subpath", read)) + ")",
        "(allow process-info* (target self))",
        "(allow process-info-pidinfo (target same-sandbox))",
        "(allow signal (target self))",
        "(allow signal (target children))",
        "(allow sysctl-read)",
        "(allow file-read-metadata)",
        "(allow file-read* " + " ".join([*_rule("subpath", [*read, *write]), *_rule("literal", ["/", *DEVICES])]) + ")",
        "(allow file-write* " + " ".join(_rule("subpath", write)) + ")",
        "(allow file-write-data " + " ".join(_rule("literal", DEVICES)) + ")",
        "(deny network*)",
        "(deny mach-lookup)",
        "(deny ipc-posix-shm*)",
    ]
    if files or folders:
        covered = " ".join([*_rule("literal", files), *_rule("subpath", folders)])
        lines.append(f"(deny file-read* file-write* {covered})")
    return "\n".join(lines) + "\n"


def _rule(kind: str, paths: Iterable[str]) -> list[str]:
    return [f"({kind} {_quoted(path)})" for path in paths]


def _quoted(path: str) -> str:
    """A Scheme string. A path cannot end it, nor begin a rule of its own."""
    if any(ord(c) < 32 for c in path):
        raise ValueError(f"a control character in {path!r}")
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'


def command(layout: Folders, hidden: secrets.Found, inner: list[str]) -> list[str]:
    """argv that runs `inner` under the profile."""

    def real(paths: Iterable[str | Path]) -> list[str]:
        return list(dict.fromkeys(str(Path(path).resolve()) for path in paths))

    read = real([*layout.visible(), layout.run_dir / "base"])
    return [
        "/usr/bin/sandbox-exec", "-p", profile(read, real([layout.run_dir / "pycache", layout.scratch]), hidden), *inner
    ]  # fmt: skip
