"""`understudy generate TEST_FILE::test_name`, where the test wants something that does not exist: find it, write it."""

from __future__ import annotations

import fnmatch
from pathlib import Path

from understudy.cli.apply import ApplyError, write_atomically
from understudy.cli.output import note
from understudy.files import replacing
from understudy.generate.wanted import Target, Wanted, find_wanted
from understudy.runner import pytest_config


def wanted_by(file: Path, text: str, qualname: str, workspace: Path, python: str = "") -> Wanted | None:
    """What the named test wants, first of all what it uses itself; None if that is nothing, or it is no test.

    qualname: `test_name`, `TestClass.test_name` or `TestClass::test_name`.
    """
    root, place = workspace.resolve(), file.resolve()
    names = qualname.replace("::", ".").split(".")
    patterns = pytest_config.read(root).python_files
    if not names[-1].startswith("test") or not any(fnmatch.fnmatch(place.name, pattern) for pattern in patterns):
        return None
    wanted = find_wanted(root, place, text, qualname=qualname, python=Path(python) if python else None)
    if wanted is None or not wanted.targets or root not in place.parents:
        return None
    nodeid = "::".join([place.relative_to(root).as_posix(), *names])
    asked = wanted.targets[0]
    return wanted if nodeid in (*asked.tests, *asked.held_up) else None


def say(wanted: Wanted, workspace: Path) -> None:
    """Tell what is generated, and what the tests want besides."""
    target, *others = wanted.targets
    file = target.file.relative_to(workspace.resolve())
    note(f"wanted: {target.kind} {target.qualname} in {file}{'' if target.exists else ' (a new file)'}")
    for other in others:
        note(f"wanted as well: {other.kind} {other.qualname} in {other.file.relative_to(workspace.resolve())}")
    for name in wanted.beyond:
        note(f"for you to write: {name}")
    for nodeid in target.held_up:
        note(f"waits for other names: {nodeid}")


def write(target: Target, new_text: str) -> None:
    """Write the proposal: over the file as it was read, or into a new one. Raises ApplyError."""
    if target.exists:
        write_atomically(target.file, target.old_text, new_text)
        return
    if target.file.exists():
        raise ApplyError(f"{target.file} was made while candidates were tested; it was left alone.", "Run it again.")
    try:
        with replacing(target.file) as part:
            part.write_bytes(new_text.encode("utf-8"))
    except OSError as error:
        raise ApplyError(f"{target.file} cannot be written: {error.strerror}.", "Make its folder writable.") from None
