"""The numbers of the status are those of `learn stats`, read more cheaply."""

from __future__ import annotations

from pathlib import Path

from understudy.learn.counts import Counts, counts
from understudy.learn.events import Shown
from understudy.learn.stats import stats
from understudy.learn.store import Log


def test_counts_agree_with_the_statistics(tmp_path: Path) -> None:
    with Log.open(tmp_path / "learn.sqlite") as log:
        assert counts(log) == Counts()
        for number in range(5):
            log.shown(Shown(f"i{number}", "/w/a.py", "python", ["x = "], "1", -0.1, "sha"))
        for name in ("i0", "i1", "i2", "i2"):
            log.accepted(name)
        log.dismissed("i3")
        for name, after_s, text in (
            ("i0", 30.0, "1"), ("i0", 300.0, "1"), ("i1", 30.0, "2"), ("i1", 300.0, ""), ("i2", 30.0, " \n"),
        ):  # fmt: skip
            log.kept(name, after_s, text)
        log.execute("INSERT INTO events (at, kind, item, body) VALUES (1e12, 'kept', 'i4', x'00')")
        found, whole = counts(log), stats(log)
    assert found == Counts(shown=5, accepted=3, kept_30s=2, looked_30s=3, kept_5min=1, looked_5min=2)
    assert (whole.shown, whole.accepted, whole.kept_30s, whole.looked_30s, whole.kept_5min, whole.looked_5min) == (
        found.shown, found.accepted, found.kept_30s, found.looked_30s, found.kept_5min, found.looked_5min,
    )  # fmt: skip


def test_sessions_add_up() -> None:
    now = Counts(shown=2, kept_5min=1)
    now.add(Counts(1, 1, 1, 1, 1, 1))
    assert now == Counts(3, 1, 1, 1, 2, 1)
