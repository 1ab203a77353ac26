"""What the verdicts of one run rest on besides the candidate: a digest of the files, so that a later run knows whether
they still hold. Reads files, runs nothing."""

from __future__ import annotations

import hashlib
import os.path
from collections.abc import Sequence
from pathlib import Path

from understudy.runner import imported, pytest_config


def fingerprint(file: Path, text: str, nodeids: Sequence[str]) -> str:
    """Digest of the test files of `nodeids`, the conftest files and pytest's settings above them, and the workspace's
    modules that these and `text`, the editor's text of `file`, import. `file` itself is left out: candidates carry
    their own text of it. What is loaded by name at run time, and data files, are not seen. "" if a test file is not
    found.
    """
    file = file.resolve()
    names = sorted({nodeid.split("::")[0] for nodeid in nodeids})
    tests: set[str] = set()
    found: set[Path] = set()
    for root in file.parents:  # node ids count from the workspace, which is above `file`
        here = [name for name in names if os.path.isfile(root / name)]  # noqa: PTH113 (False where it may not look)
        if here:
            tests.update(here)
            found |= _loaded(file, text, [root / name for name in here], root)
    if tests != set(names):
        return ""
    digest = hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass"))
    for path in sorted(found - {file}):
        digest.update(b"\0" + bytes(path) + b"\0" + hashlib.sha256(_content(path)).digest())
    return digest.hexdigest()


def _loaded(file: Path, text: str, tests: Sequence[Path], root: Path) -> set[Path]:
    found = {root / name for name in pytest_config.SECTIONS}
    found.update(imported.reach(file, text, root)[1])
    for test in tests:
        above = [folder / "conftest.py" for folder in test.parents if root == folder or root in folder.parents]
        for path in (test, *above):
            if path not in found:
                content = _content(path).decode("utf-8", "replace")
                found.update((path, *imported.reach(path, content, root)[1]))
    return found


def _content(path: Path) -> bytes:
    """Nothing for a file that is missing or cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
