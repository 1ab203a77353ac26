"""The faults once more as an ordinary user, where root runs the suite: what needs no privilege must hold without.

UNDERSTUDY_FAULTS=all: every fault at every level (minutes); else those that reach for the machine, at the best level.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runner.catalogue import FAULTS
from understudy.runner import levels

ROOT = Path(__file__).resolve().parents[2]
UID = 54321  # nobody's
PART = [
    "infinite loop", "huge output", "shared memory let go of", "exits with 0", "forges records", "os._exit at import",
    "patches json", "fork bomb", "subprocess", "daemon", "kills its parent", "begins a session", "raises its priority",
    "reads ssh key", "removes home", "reads a nested secret", "reads git's config", "writes its own source",
    "writes /tmp", "writes /dev/shm", "reads a parent's environ", "loopback", "unix socket", "abstract socket",
    "unshares", "raises its limits", "ptraces", "makes a device", "sets the clock", "touches mode bits",
    "touches times", "countless empty files", "reads the caller's frame", "copies a file",
]  # fmt: skip


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="understudy-user-", dir="/tmp"))
    os.chown(folder, UID, UID)
    yield folder
    shutil.rmtree(folder)


def _blocked(tree: Path) -> Path | None:
    """The first folder on the way to `tree` that others may not enter."""
    return next((p for p in reversed([tree, *tree.parents]) if not p.stat().st_mode & 0o001), None)


def _prelude(stage: Path) -> str:
    """Shell lines, for a private mount namespace: what Python and these tests need, shown where it stands though it may
    lie in root's home."""
    trees = dict.fromkeys(Path(p).resolve() for p in (sys.base_prefix, sys.prefix, ROOT))
    hidden = {tree: blocked for tree in trees if (blocked := _blocked(tree))}
    lines = ["set -e"]
    for number, tree in enumerate(hidden):
        (stage / str(number)).mkdir()
        lines.append(f"mount --bind {shlex.quote(str(tree))} {shlex.quote(str(stage / str(number)))}")
    lines += [f"mount -t tmpfs -o mode=755 tmpfs {shlex.quote(str(p))}" for p in dict.fromkeys(hidden.values())]
    for number, tree in enumerate(hidden):
        there = shlex.quote(str(tree))
        lines.append(f"mkdir -p {there} && mount --bind {shlex.quote(str(stage / str(number)))} {there}")
    return "\n".join([*lines, 'exec "$@"'])


def _run(home: Path, command: list[str], **env: str) -> subprocess.CompletedProcess[str]:
    """`command` as UID, with nothing of root's environment."""
    stage = home / "stage"
    stage.mkdir()
    drop = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups", "--inh-caps=-all", *command]
    argv = ["unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", _prelude(stage), "sh", *drop]
    basic = {"PATH": "/usr/bin:/bin", "HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(argv, env=basic | env, cwd=ROOT, capture_output=True, text=True, timeout=900)


def test_faults_as_an_ordinary_user(home: Path, best: levels.Level) -> None:
    if os.getuid() != 0:
        pytest.skip("the suite itself runs as an ordinary user")
    if missing := [name for name in ("setpriv", "unshare") if shutil.which(name) is None]:
        pytest.skip(f"{missing} not installed")
    probe = _run(home, [sys.executable, "-c", "import os, understudy; print(os.getuid())"])
    if probe.stdout.strip() != str(UID):
        pytest.skip(f"no ordinary user can run this Python here: {probe.stderr.strip()[-200:]}")
    shutil.rmtree(home / "stage")
    everything = os.environ.get("UNDERSTUDY_FAULTS") == "all"
    names, tried = (list(FAULTS), "L3|L2|L1") if everything else (PART, best)
    table = home / "table"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        f"--basetemp={home}/t",
        "tests/runner/test_faults.py",
    ]
    done = _run(
        home,
        command,
        UNDERSTUDY_FAULT_NAMES="|".join(names),
        UNDERSTUDY_FAULT_LEVELS=tried,
        UNDERSTUDY_FAULT_TABLE=str(table),
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    seen = table.read_text()
    if place := os.environ.get("UNDERSTUDY_FAULT_TABLE"):
        with Path(place).open("a") as handle:
            handle.write(seen)
    assert seen.startswith(f"uid {UID}")
    assert f"{len(names)} faults, falsely passed [], changed or left []" in seen
