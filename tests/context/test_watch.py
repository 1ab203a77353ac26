from __future__ import annotations

import queue
from pathlib import Path

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


def test_stopping_a_watch_that_never_started_is_harmless(tmp_path: Path) -> None:
    Watch((tmp_path,), lambda paths: None).stop()


def test_interesting_files(tmp_path: Path) -> None:
    roots = (tmp_path,)
    assert is_interesting(tmp_path / "src" / "a.py", roots)
    assert is_interesting(tmp_path / ".gitignore", roots)
    assert not is_interesting(tmp_path / ".venv" / "lib" / "a.py", roots)
    assert not is_interesting(Path("/elsewhere/a.py"), roots)
