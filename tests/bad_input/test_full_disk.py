"""A disk with no room for the learning log: nothing is learned, everything else goes on, and nothing is lost.

Elsewhere: the log by itself on a full disk, unwritable, damaged, locked (`learn/test_store.py`), in the server where
it cannot be opened at all (`lsp/test_commands.py`).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bad_input.asserting import ONE, PROJECT, TEXT, refused, still_answers
from tests.cli.command_line import Run, command, environment
from tests.learn.test_store import item
from tests.lsp.bigram_model import LINE, make_adapter
from tests.lsp.conftest import Editor, Opened
from tests.runner.conftest import contents, make
from understudy.learn.events import Shown
from understudy.learn.store import Log
from understudy.models.adapters import AdapterRecord, AdapterRegistry

SMALL = 8 * 1024  # bytes: less than one event takes


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A home on a disk without a free byte, with one event in its log."""
    home = tmp_path / "home"
    home.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(home)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs the right to mount a tmpfs; the tests with a file size limit stand in for it")
    try:
        _remember(home)
        _fill(home)
        yield home
    finally:
        subprocess.run(["umount", "-l", str(home)], check=True)


@pytest.fixture
def limited(tmp_path: Path) -> Path:
    """A home with one event in its log; who works in it may write files of SMALL bytes only."""
    _remember(tmp_path / "home")
    return tmp_path / "home"


def _fill(home: Path) -> None:
    with (home / "filler").open("ab", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(bytes(4096))


def _remember(home: Path) -> None:
    with Log.open(home / "learn.sqlite") as log:
        assert log.shown(item())


def _texts(home: Path) -> list[str]:
    with Log.open(home / "learn.sqlite") as log:
        return [event.text for event in log.events() if isinstance(event, Shown)]


def _adapter(home: Path, model: Path, adapter: Path) -> AdapterRecord:
    """An adapter of `model`, put there before the disk was full."""
    (home / "filler").unlink()
    base = hashlib.sha256(model.read_bytes()).hexdigest()
    record = AdapterRegistry(home / "adapters").register(adapter, base, {})
    _fill(home)
    return record


async def _accept_one(editor: Editor, name: str) -> None:
    found = await editor.ghost(editor.open(name, TEXT), 2, 11)
    assert found is not None and found.command is not None and found.command.arguments
    assert await editor.command("accepted", found.command.arguments[0]) is True


async def _work_without_a_log(editor: Editor) -> str:
    """Complete, accept and generate; returns the one message there was."""
    before = contents(make(editor.root, PROJECT))
    await _accept_one(editor, "a.py")
    await editor.said("learn.sqlite")
    found = await editor.command("generate", {"uri": editor.uri("calc.py"), "qualname": "same"})
    assert found["verified"], found["summary"]
    await _accept_one(editor, "b.py")
    await still_answers(editor)
    (message,) = [
        said for said in editor.messages if "in sandbox L" not in said
    ]  # what is said once was not noted down
    assert contents(editor.root) == before
    return message


async def test_server_on_a_full_disk_says_so_once_and_learns_again_when_there_is_room(
    full: Path, opened: Opened
) -> None:
    async with opened(ONE, home=full) as editor:
        message = await _work_without_a_log(editor)
        assert "is full, so nothing is learned. Free some space." in message
        (full / "filler").unlink()
        await _accept_one(editor, "c.py")
    assert _texts(full) == [item().text, LINE]


async def test_server_whose_log_cannot_grow_says_so_once_and_learns_again_when_it_can(
    limited: Path, opened: Opened
) -> None:
    async with opened(ONE, home=limited) as editor:
        await editor.until("ready")
        _, hard = resource.prlimit(editor.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(editor.pid, resource.RLIMIT_FSIZE, (SMALL, hard))
        assert "Check the disk" in await _work_without_a_log(editor)
        resource.prlimit(editor.pid, resource.RLIMIT_FSIZE, (hard, hard))
        await _accept_one(editor, "c.py")
    assert _texts(limited) == [item().text, LINE]


async def test_server_on_a_full_disk_refuses_to_choose_an_adapter(
    full: Path, opened: Opened, model: Path, tmp_path: Path
) -> None:
    record = _adapter(full, model, make_adapter(tmp_path / "a.gguf"))
    async with opened(home=full) as editor:
        found = await editor.command("useAdapter", {"id": record.id})
        error = found["error"]
        assert found["adapter"] == "" and AdapterRegistry(full / "adapters").current(record.base_sha256) is None
        assert "No space left" in error["message"] and "free space" in error["nextStep"]
        await still_answers(editor)
        assert not [message for message in editor.messages if "No space left" in message]  # the answer said it


def test_command_on_a_full_disk_does_its_work_and_warns(
    full: Path, understudy: Run, tmp_path: Path, model: Path
) -> None:
    root = make(tmp_path / "project", PROJECT)
    before = contents(root)
    words = ("generate", "calc.py::same", "--model", str(model), "--n", "1", "--budget", "30")
    done = understudy(*words, cwd=root)
    assert done.returncode == 0 and done.stdout.startswith("passed 1/1 tests")
    warning, step, sandbox = done.stderr.splitlines()
    assert sandbox.startswith("sandbox: L")
    assert warning.startswith("warning: ") and "is full, so nothing is learned" in warning
    assert step == "next: Free some space."
    assert "is full" in refused(understudy("learn", "stats"))
    assert "No space left" in refused(understudy("models", "use", str(model)))
    doctor = understudy("doctor")
    assert doctor.returncode == 1 and doctor.stderr == ""
    failed = [line for line in doctor.stdout.splitlines() if line.startswith(("fail", "warn"))]
    assert [line.split()[1] for line in failed] == ["data", "event"] and doctor.stdout.count("next: ") == 2
    assert contents(root) == before
    (full / "filler").unlink()
    assert _texts(full) == [item().text]


def test_command_whose_log_cannot_grow_does_its_work_and_warns(limited: Path, tmp_path: Path, model: Path) -> None:
    root = make(tmp_path / "project", PROJECT)
    before = contents(root)
    words = command("generate", "calc.py::same", "--model", str(model), "--n", "1", "--budget", "30")
    limit = ["bash", "-c", f'ulimit -S -f {SMALL // 1024}; exec "$@"', "-"]
    done = subprocess.run(
        [*limit, *words], cwd=root, env=environment(limited), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0 and done.stdout.startswith("passed 1/1 tests"), done
    warning, step, sandbox = done.stderr.splitlines()
    assert sandbox.startswith("sandbox: L")
    assert warning.startswith("warning: ") and "learn.sqlite" in warning and step.startswith("next: ")
    assert contents(root) == before and _texts(limited) == [item().text]
