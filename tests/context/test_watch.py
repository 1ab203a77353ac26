from __future__ import annotations

import queue
import threading
from pathlib import Path

import pytest

from understudy.context.watch import Watch, is_interesting


def test_changes_come_together_and_uninteresting_ones_do_not(tmp_path: Path) -> None:
    seen: queue.Queue[frozenset[Path]] = queue.Queue()
    (tmp_path / ".git").mkdir()
    watch = Watch((tmp_path, tmp_path / "missing"), seen.put, debounce_s=0.1)
    watch.start()
    try:
        assert watch.watched == (tmp_path,)
        (tmp_path / "a.py").write_text("1")
        (tmp_path / "b.py").write_text("1")
        (tmp_path / "c.txt").write_text("1")
        (tmp_path / ".git" / "d.py").write_text("1")
        assert seen.get(timeout=5) == {tmp_path / "a.py", tmp_path / "b.py"}
    finally:
        watch.stop()
    (tmp_path / "a.py").write_text("2")
    assert seen.empty()


def test_reading_a_file_is_no_change(tmp_path: Path) -> None:
    seen: queue.Queue[frozenset[Path]] = queue.Queue()
    for name in ("read.py", "written.py"):
        (tmp_path / name).write_text("1")
    watch = Watch((tmp_path,), seen.put, debounce_s=0.05)
    watch.start()
    try:
        (tmp_path / "read.py").read_text()
        (tmp_path / "written.py").write_text("2")
        assert seen.get(timeout=5) == {tmp_path / "written.py"}
    finally:
        watch.stop()


def test_renamed_and_deleted_files_are_changes(tmp_path: Path) -> None:
    seen: queue.Queue[frozenset[Path]] = queue.Queue()
    (tmp_path / "sub").mkdir()
    for name in ("old.py", "sub/gone.py"):
        (tmp_path / name).write_text("1")
    watch = Watch((tmp_path,), seen.put, debounce_s=0.1)
    watch.start()
    try:
        (tmp_path / "old.py").rename(tmp_path / "new.py")
        (tmp_path / "sub" / "gone.py").unlink()
        assert seen.get(timeout=5) == {tmp_path / "old.py", tmp_path / "new.py", tmp_path / "sub" / "gone.py"}
    finally:
        watch.stop()


def test_a_folder_within_another_costs_no_second_watch(tmp_path: Path) -> None:
    seen: queue.Queue[frozenset[Path]] = queue.Queue()
    (tmp_path / "sub").mkdir()
    watch = Watch((tmp_path / "sub", tmp_path), seen.put, debounce_s=0.1)
    before = threading.active_count()
    watch.start()
    try:
        assert watch.watched == (tmp_path / "sub", tmp_path)
        assert threading.active_count() <= before + 3
        (tmp_path / "sub" / "a.py").write_text("1")
        assert seen.get(timeout=5) == {tmp_path / "sub" / "a.py"}
    finally:
        watch.stop()


def test_no_folder_no_thread(tmp_path: Path) -> None:
    before = threading.active_count()
    watch = Watch((tmp_path / "missing",), lambda paths: None)
    watch.start()
    assert threading.active_count() <= before
    watch.stop()


def test_of_a_tree_too_large_only_the_top_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("understudy.context.watch.MOST_FOLDERS", 3)
    monkeypatch.setattr("understudy.context.watch._EACH_FOLDER", True)
    seen: queue.Queue[frozenset[Path]] = queue.Queue()
    for n in range(4):
        (tmp_path / f"sub{n}").mkdir()
    watch = Watch((tmp_path,), seen.put, debounce_s=0.1)
    watch.start()
    try:
        assert watch.watched == ()
        (tmp_path / "sub1" / "a.py").write_text("1")
        (tmp_path / ".gitignore").write_text("1")
        assert seen.get(timeout=5) == {tmp_path / ".gitignore"}
    finally:
        watch.stop()


def test_stopping_a_watch_that_never_started_is_harmless(tmp_path: Path) -> None:
    Watch((tmp_path,), lambda paths: None).stop()


def test_interesting_files(tmp_path: Path) -> None:
    roots = (tmp_path,)
    assert is_interesting(tmp_path / "src" / "a.py", roots)
    assert is_interesting(tmp_path / ".gitignore", roots)
    assert not is_interesting(tmp_path / ".venv" / "lib" / "a.py", roots)
    assert not is_interesting(Path("/elsewhere/a.py"), roots)
