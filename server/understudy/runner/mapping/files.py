"""The files a map looks at: tests by pytest's own patterns, and the workspace's modules."""

from __future__ import annotations

import fnmatch
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from understudy.runner import pytest_config

SKIPPED = {"node_modules", "__pycache__", "site-packages", "build", "dist", "venv", "env"}
MAX_FILES = 2000
MAX_BYTES = 1 << 20


def test_files(workspace: Path, going: Callable[[], bool] = lambda: True) -> Iterator[Path]:
    """Test files by pytest's own patterns, under `testpaths` if set; only the first ones once `going` says no."""
    config = pytest_config.read(workspace)
    seen = 0
    for root in config.roots(workspace):
        for file in [root] if root.is_file() else _files(root, going):
            if file == root or any(fnmatch.fnmatch(file.name, pattern) for pattern in config.python_files):
                seen += 1
                if seen > MAX_FILES:
                    return
                yield file


test_files.__test__ = False  # type: ignore[attr-defined]  # for pytest it is no test


def is_test(file: Path, roots: Iterable[Path], patterns: Iterable[str]) -> bool:
    """Whether `test_files` would name it. roots, patterns: of the workspace's `PytestConfig`."""
    for root in roots:
        if file == root:
            return True
        if file.is_relative_to(root) and any(fnmatch.fnmatch(file.name, pattern) for pattern in patterns):
            folders = file.relative_to(root).parts[:-1]
            return not any(folder in SKIPPED or folder.startswith(".") for folder in folders)
    return False


def modules(workspace: Path) -> Iterator[Path]:
    """Python files of the workspace that are no tests."""
    patterns = (*pytest_config.read(workspace).python_files, "conftest.py", "setup.py")
    seen = 0
    for file in _files(workspace):
        if file.suffix == ".py" and not any(fnmatch.fnmatch(file.name, pattern) for pattern in patterns):
            seen += 1
            if seen > MAX_FILES:
                return
            yield file


def _files(root: Path, going: Callable[[], bool] = lambda: True) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        if not going():
            return
        folders[:] = sorted(f for f in folders if f not in SKIPPED and not f.startswith("."))
        for file in sorted(files):
            yield Path(folder) / file


def text_of(file: Path) -> str | None:
    """None for a file that is missing, unreadable or larger than 1 MiB."""
    try:
        if file.stat().st_size > MAX_BYTES:
            return None
        return file.read_text("utf-8", "replace")
    except OSError:
        return None


def around(workspace: Path, file: str) -> int:
    """Digest of what stands around a test file: pytest's settings, and which conftest files apply."""
    digest = hashlib.blake2b(digest_size=8)
    for name in pytest_config.SECTIONS:
        try:
            digest.update(name.encode() + b"\0" + (workspace / name).read_bytes() + b"\0")
        except OSError:
            continue
    for folder in (workspace / file).parents:
        if (folder / "conftest.py").is_file():
            digest.update(os.fsencode(folder) + b"\0")
        if folder == workspace:
            break
    return int.from_bytes(digest.digest(), "big")
