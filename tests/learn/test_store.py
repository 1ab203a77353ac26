"""The log keeps what it is given, and nothing that happens to its file reaches the editor as an exception."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from understudy.learn.errors import LearnError
from understudy.learn.events import Outcome, Shown, Tested, TestedCandidate
from understudy.learn.schema import STEPS, VERSION
from understudy.learn.store import Log


def item(
    number: int = 1, text: str = "return a + b\n", at: float | None = None, prefix: str = "def add(a, b):\n"
) -> Shown:
    return Shown(f"i{number}", "/w/a.py", "python", [2, "", 1, prefix, 3], text, -0.5, "sha", at=at or time.time())


def test_events_come_back_in_order_and_equal(tmp_path: Path) -> None:
    batch = Tested(
        "b1",
        "/w/a.py",
        "python",
        ["def f():\n", 5],
        (TestedCandidate("    return 1\n", "passed", 2, 2, 0.1, -1.0),),
        "sha",
    )
    with Log.open(tmp_path / "l.sqlite", clock=lambda: 50.0) as log:
        assert all(
            [log.shown(item()), log.accepted("i1"), log.kept("i1", 30, "x"), log.dismissed("i2"), log.tested(batch)]
        )
        assert log.problem is None
        events = list(log.events())
    assert [type(event) for event in events] == [Shown, Outcome, Outcome, Outcome, Tested]
    assert events[4] == batch and events[2] == Outcome("i1", "kept", 30, "x", 50.0)


def test_events_cannot_be_edited(tmp_path: Path) -> None:
    with Log.open(tmp_path / "l.sqlite") as log:
        log.shown(item())
        assert not log.execute("UPDATE events SET at = 0")
        assert log.problem is not None


def test_the_file_is_for_the_owner_only(tmp_path: Path) -> None:
    Log.open(tmp_path / "l.sqlite").close()
    assert (tmp_path / "l.sqlite").stat().st_mode & 0o077 == 0


def test_secrets_never_reach_the_file(tmp_path: Path) -> None:
    key = "AKIAIOSFODNN7ABCDEFG"
    with Log.open(tmp_path / "l.sqlite") as log:
        log.shown(item(text=f'key = "{key}"', prefix=f"# {key}\n"))
        log.kept("i1", 30, key)
        assert key not in str(list(log.events()))
    assert all(key.encode() not in path.read_bytes() for path in tmp_path.iterdir())


def test_default_place_is_the_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    with Log.open() as log:
        assert log.shown(item()) and log.path.parent == tmp_path / "home"


@pytest.mark.parametrize("damage", ["header", "page"])
def test_corrupt_file_is_moved_aside_and_a_new_one_begun(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "l.sqlite"
    with Log.open(path) as log:
        for number in range(400):
            log.shown(item(number, text=os.urandom(200).hex()))
    data = bytearray(path.read_bytes())
    if damage == "header":
        data[:64] = b"not a database".ljust(64, b"!")
    else:
        data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with Log.open(path) as log:
        assert log.shown(item()) and log.problem is None
        assert len(list(log.events())) == 1
        assert log.moved_aside is not None and log.moved_aside.read_bytes() == bytes(data)
        log.purge()
    assert not list(tmp_path.glob("*.corrupt-*"))


def test_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    Log.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={VERSION + 1}")
    connection.close()
    with Log.open(path) as log:
        assert not log.shown(item())
        assert log.problem is not None and "newer" in str(log.problem) and log.problem.next_step
        with pytest.raises(LearnError):
            list(log.events())
    assert not list(tmp_path.glob("*.corrupt-*"))


def test_file_of_the_first_version_is_read_and_added_to(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    connection = sqlite3.connect(path)
    for statement in STEPS[0]:
        connection.execute(statement)
    old = b'{"type":"shown","id":"i1","file":"/w/a.py","language":"python","prompt":["x"],"text":"y",'
    old += b'"mean_logprob":-0.5,"model_sha":"sha","at":5.0}'
    connection.execute("INSERT INTO events (at, kind, item, body) VALUES (5, 'shown', 'i1', ?)", (zlib.compress(old),))
    connection.execute("PRAGMA user_version=1")
    connection.commit()
    connection.close()
    with Log.open(path) as log:
        assert log.hid("unsure") and log.shown(item(2)) and log.moved_aside is None
        first, second = log.events()
        assert isinstance(first, Shown) and (first.id, first.features, first.features_version) == ("i1", (), 0)
        assert second.id == "i2" and log.hidden() == {"unsure": 1}


def test_counts_of_what_was_hidden_go_with_the_rest(tmp_path: Path) -> None:
    now = [10 * 86_400.0]
    with Log.open(tmp_path / "l.sqlite", clock=lambda: now[0]) as log:
        log.hid("unsure")
        now[0] += 5 * 86_400
        log.hid("unsure")
        assert log.hidden() == {"unsure": 2} and log.hidden(since=now[0]) == {"unsure": 1}
        log.retain(days=3)
        assert log.hidden() == {"unsure": 1}
        log.purge()
        assert log.hidden() == {}


def test_place_that_cannot_be_made_is_no_reason_to_write_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "file"))
    monkeypatch.chdir(tmp_path)
    with Log.open() as log:
        assert log.problem is not None and not log.shown(item())
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_locked_file_costs_one_event_and_recovers(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Log.open(path) as log:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert not log.shown(item())
        assert log.problem is not None and "busy" in str(log.problem)
        other.execute("ROLLBACK")
        assert log.shown(item()) and log.problem is None
        other.close()


def test_unwritable_place_is_a_sentence_not_an_exception(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with Log.open(tmp_path / "file" / "l.sqlite") as log:
        assert not log.shown(item()) and not log.accepted("i1")
        assert log.problem is not None and "cannot be written" in str(log.problem) and log.problem.next_step


_FULL = """
import resource, signal, sys
from pathlib import Path
from tests.learn.test_store import item
from understudy.learn.store import Log
import os
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
log = Log.open(Path(sys.argv[1]))
assert log.shown(item())
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
wrote = [log.shown(item(i, text=os.urandom(3000).hex())) for i in range(200)]
assert wrote[0] and not wrote[-1], wrote
assert log.problem is not None and log.problem.next_step
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert log.shown(item()) and log.problem is None
assert len(list(log.events())) == 2 + sum(wrote)
print("survived")
"""


def test_file_that_cannot_grow_refuses_and_recovers(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(tmp_path / "l.sqlite")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "survived", done.stderr


def test_full_disk_says_so_and_recovers(tmp_path: Path) -> None:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", tmp_path], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a tmpfs")
    try:
        filler = tmp_path / "filler"
        with Log.open(tmp_path / "l.sqlite") as log:
            assert log.shown(item())
            wrote = [log.shown(item(i, text=os.urandom(3000).hex())) for i in range(100)]
            assert not wrote[-1]
            assert log.problem is not None and "full" in str(log.problem) and "Free" in log.problem.next_step
            filler.unlink(missing_ok=True)
            assert len(list(log.events())) == 1 + sum(wrote)
            subprocess.run(["mount", "-o", "remount,size=4m", tmp_path], check=True)
            assert log.shown(item()) and log.problem is None
    finally:
        subprocess.run(["umount", tmp_path], check=False)


_KILLED = """
import sys
from pathlib import Path
from tests.learn.test_store import item
from understudy.learn.store import Log
log = Log.open(Path(sys.argv[1]))
number = 0
while log.shown(item(number)):
    number += 1
    print(number, flush=True)
"""


def test_kill_9_while_writing_loses_nothing_that_was_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    child = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    confirmed = 0
    while confirmed < 50:
        confirmed = int(child.stdout.readline())
    child.send_signal(signal.SIGKILL)
    child.wait()
    with Log.open(path) as log:
        assert len(list(log.events())) >= confirmed
        assert log.moved_aside is None


def test_retention_by_age_and_by_size(tmp_path: Path) -> None:
    with Log.open(tmp_path / "l.sqlite", clock=lambda: 100 * 86_400.0) as log:
        for number in range(100):
            log.shown(item(number, at=(number + 1) * 86_400.0, text=os.urandom(2000).hex()))
        assert log.retain(days=30.5)
        assert len(list(log.events())) == 31
        assert log.retain(days=1000, max_bytes=60_000)
        left = list(log.events())
        assert 0 < len(left) < 31 and left[-1].id == "i99"


def test_purge_leaves_no_trace_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Log.open(path) as log:
        log.shown(item())
        body = log.query("SELECT body FROM events")[0][0]
        assert log.purge() == 1 and not list(log.events())
        assert all(body not in file.read_bytes() for file in tmp_path.iterdir())
        assert log.shown(item())
