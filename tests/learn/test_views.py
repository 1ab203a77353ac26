"""Rejection memory, statistics and export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.learn.test_pairs import DISMISSED, batch, candidate, outcome, shown
from understudy.learn.errors import LearnError
from understudy.learn.export import export
from understudy.learn.rejections import FORGET_AFTER_S, Rejections
from understudy.learn.stats import stats
from understudy.learn.store import Log


def filled(path: Path) -> Log:
    log = Log.open(path, clock=lambda: 1000.0)
    log.shown(shown("a", "pass", 0.0))
    log.shown(shown("b", "return sum(xs)", 2.0))
    log._append(DISMISSED[1], "dismissed")
    log._append(outcome("b", "accepted", 3.0), "accepted")
    log._append(outcome("b", "kept", 33.0, 30.0, "return sum(xs)"), "kept")
    log._append(outcome("b", "kept", 303.0, 300.0, ""), "kept")
    log.tested(batch(candidate("x", "passed", 4), candidate("y", "failed", 0), candidate("z", "timeout")))
    return log


def test_statistics_count_what_happened(tmp_path: Path) -> None:
    with filled(tmp_path / "l.sqlite") as log:
        found = stats(log)
    assert (found.shown, found.accepted, found.dismissed) == (2, 1, 1)
    assert (found.kept_30s, found.looked_30s, found.kept_5min, found.looked_5min) == (1, 1, 0, 1)
    assert found.statuses == {"passed": 1, "failed": 1, "timeout": 1} and found.candidates == 3
    assert found.pairs == {"test": 2} and found.accept_rate == 0.5 and found.kept_rate == 0.0


def test_statistics_of_an_empty_log(tmp_path: Path) -> None:
    with Log.open(tmp_path / "l.sqlite") as log:
        assert stats(log).shown == 0 and stats(log).accept_rate == 0.0


@pytest.mark.parametrize(
    ("kind", "keys"), [("preference", {"prompt", "chosen", "rejected"}), ("kto", {"prompt", "completion", "label"})]
)
def test_export_in_trl_formats(tmp_path: Path, kind: str, keys: set[str]) -> None:
    out = tmp_path / "deep" / "out.jsonl"
    with filled(tmp_path / "l.sqlite") as log:
        count = export(log, out, kind, {2: "<|fim_suffix|>"})  # type: ignore[arg-type]
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert len(rows) == count > 0 and all(keys <= row.keys() for row in rows)


def test_export_to_an_impossible_place_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with filled(tmp_path / "l.sqlite") as log, pytest.raises(LearnError, match="cannot be written"):
        export(log, tmp_path / "file" / "out.jsonl")


def test_rejected_twice_is_hidden_even_after_typing_on_and_restarting(tmp_path: Path) -> None:
    with Log.open(tmp_path / "l.sqlite") as log:
        memory = Rejections(log)
        assert memory.reject("x\ny = fo", "o(1)") and not memory.hidden("x\ny = fo", "o(1)")
        memory.reject("x\ny = foo", "(1)")
        assert memory.hidden("x\ny = f", "oo(1)")
    with Log.open(tmp_path / "l.sqlite") as log:
        memory = Rejections(log)
        assert memory.hidden("a\nx\n\ny = fo", "o(1)") and not memory.hidden("z\ny = fo", "o(1)")
        assert memory.forgive("x\ny = fo", "o(1)") and not memory.hidden("x\ny = fo", "o(1)")
        assert not Rejections(log).hidden("x\ny = fo", "o(1)")


def test_rejections_fade(tmp_path: Path) -> None:
    now = [0.0]
    with Log.open(tmp_path / "l.sqlite") as log:
        memory = Rejections(log, clock=lambda: now[0])
        memory.reject("", "a")
        memory.reject("", "a")
        assert memory.hidden("", "a")
        now[0] = FORGET_AFTER_S + 1
        assert not memory.hidden("", "a")


def test_rejections_work_without_a_log(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory = Rejections(Log.open(tmp_path / "file" / "l.sqlite"))
    assert not memory.reject("", "a")
    memory.reject("", "a")
    assert memory.hidden("", "a")
