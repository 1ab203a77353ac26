"""A deleted pair is learnt from in no form, by nobody, until the user takes the deletion back."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path

import msgspec
import pytest

from tests.learn.test_pairs import DISMISSED, PREFIX, batch, candidate, outcome, shown
from understudy.learn.errors import LearnError
from understudy.learn.events import Event, Excluded, Imported
from understudy.learn.export import export
from understudy.learn.pairs import labels, pairs, rankings, sifted
from understudy.learn.review import find, review, speaks_to
from understudy.learn.schema import STEPS, VERSION
from understudy.learn.stats import stats
from understudy.learn.store import Log

TESTED = batch(candidate("good", "passed", 4), candidate("bad", "failed", 0), candidate("worse", "crash"))
ACCEPTED: list[Event] = [*DISMISSED, shown("b", "urn sum(xs)", 2.0, typed="ret"), outcome("b", "accepted", 3.0)]


def deleted(events: list[Event], chosen: str, rejected: str) -> list[Event]:
    """The events, and then the deletion of one of their pairs."""
    gone = next(pair.id for pair in pairs(events) if (pair.chosen, pair.rejected) == (chosen, rejected))
    return [*events, Excluded(gone, 9.0)]


def test_it_is_no_pair_and_counted_as_deleted_and_the_others_stay() -> None:
    found = sifted(deleted([TESTED], "good", "bad"))
    assert [(pair.chosen, pair.rejected) for pair in found.pairs] == [("good", "worse")]
    assert found.dropped == {"deleted": 1}


def test_it_stays_deleted_when_the_same_comes_up_again() -> None:
    again = msgspec.structs.replace(TESTED, id="later", at=50.0)
    found = sifted([*deleted([TESTED], "good", "bad"), again])
    assert [pair.rejected for pair in found.pairs] == ["worse"]


def test_what_it_contradicted_does_not_come_back() -> None:
    first: list[Event] = [*DISMISSED, shown("b", "return 1", 2.0), outcome("b", "accepted", 3.0)]
    again: list[Event] = [shown("c", "return 1", 200.0), outcome("c", "dismissed", 202.0)]
    again += [shown("d", "pass", 203.0), outcome("d", "accepted", 204.0)]
    assert pairs(deleted([*first, *again], "pass", "return 1")) == []


def test_its_texts_are_no_labels() -> None:
    tested = labels(deleted([TESTED], "good", "bad"))
    assert {label.text for label in tested} == {"worse"}
    assert labels(deleted(ACCEPTED, "return sum(xs)", "pass")) == []  # also where something was typed in between
    edited: list[Event] = [
        shown("b", "old", 2.0),
        outcome("b", "accepted", 3.0),
        outcome("b", "kept", 33.0, 30.0, "new"),
    ]
    assert labels(edited) and labels(deleted(edited, "new", "old")) == []


def test_in_a_ranking_the_worse_no_longer_stands_below_the_better() -> None:
    (ranking,) = rankings(deleted([TESTED], "good", "bad"))
    assert set(ranking.texts) == {"good", "worse"}
    two = batch(candidate("good", "passed", 4), candidate("bad", "failed", 0))
    assert rankings([two]) and rankings(deleted([two], "good", "bad")) == []


def test_an_imported_pair_can_be_deleted() -> None:
    line = Imported("i", "pair", ["p"], ("return 1", "return 2"), (1.0, 0.0), "f.py::def f", language="python")
    events = deleted([line], "return 1", "return 2")
    assert pairs(events) == [] and labels(events) == []


def filled(path: Path) -> Log:
    log = Log.open(path, clock=lambda: 1000.0)
    log.tested(TESTED)
    return log


def test_in_the_log_it_is_gone_from_export_and_statistics_and_can_be_taken_back(tmp_path: Path) -> None:
    with filled(tmp_path / "l.sqlite") as log:
        first, second = pairs(log.events())
        assert log.exclude([first.id]) == 1 and log.exclude([first.id]) == 0
        assert stats(log).pairs == {"test": 1} and stats(log).dropped == {"deleted": 1}
        assert stats(log, since=4.0).pairs == {"test": 1} and stats(log).last_at == 5.0
        assert export(log, tmp_path / "out.jsonl") == 1
        assert json.loads((tmp_path / "out.jsonl").read_text())["rejected"] == second.rejected
    with Log.open(tmp_path / "l.sqlite") as log:
        assert len(pairs(log.events())) == 1
        assert log.include([first.id]) == 1 and log.include([first.id]) == 0
        assert len(pairs(log.events())) == 2


def test_it_outlives_age_and_size_and_not_a_purge(tmp_path: Path) -> None:
    now = [1000.0]
    with Log.open(tmp_path / "l.sqlite", clock=lambda: now[0]) as log:
        log.tested(TESTED)
        gone = pairs(log.events())[0].id
        log.exclude([gone])
        now[0] += 1000 * 86_400
        log.retain(days=1)
        log.retain(days=10_000, max_bytes=1)
        assert [event.id for event in log.events()] == [gone]
        log.purge(imported_only=True)
        log.tested(TESTED)
        assert len(pairs(log.events())) == 1
        log.purge()
        log.tested(TESTED)
        assert len(pairs(log.events())) == 2


def test_no_text_is_kept_of_a_deletion(tmp_path: Path) -> None:
    with filled(tmp_path / "l.sqlite") as log:
        log.exclude([pairs(log.events())[0].id])
        (body,) = [zlib.decompress(row[0]) for row in log.query("SELECT body FROM events WHERE kind = 'excluded'")]
    assert b"good" not in body and b"bad" not in body and PREFIX.encode() not in body


def test_a_log_of_the_last_schema_keeps_everything_and_can_delete(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    assert VERSION == 4
    connection = sqlite3.connect(path)
    for step in STEPS[:3]:
        for statement in step:
            connection.execute(statement)
    rows: list[Event] = [TESTED, *ACCEPTED]
    for event in rows:
        body = zlib.compress(msgspec.json.encode(event))
        kind = event.kind if hasattr(event, "kind") else type(event).__name__.lower()
        connection.execute(
            "INSERT INTO events (at, kind, item, body) VALUES (?, ?, ?, ?)", (event.at, kind, event.id, body)
        )
    connection.execute("INSERT INTO hidden VALUES (3, 'unsure', 7)")
    connection.execute("INSERT INTO rejections VALUES (x'01', 2, 5.0)")
    connection.execute("PRAGMA user_version=3")
    connection.commit()
    connection.close()
    with Log.open(path) as log:
        assert list(log.events()) == rows and log.problem is None and log.moved_aside is None
        assert log.query("PRAGMA user_version") == [(4,)]
        assert log.hidden() == {"unsure": 7} and log.query("SELECT COUNT(*) FROM rejections") == [(1,)]
        before = len(pairs(log.events()))
        assert log.exclude([pairs(log.events())[0].id]) == 1 and len(pairs(log.events())) == before - 1


def test_review_counts_shows_newest_first_and_says_what_is_missing() -> None:
    found = review(deleted([TESTED, *ACCEPTED], "good", "bad"), limit=1)
    assert (found.total, found.training + found.held_out, len(found.pairs)) == (2, 2, 1)
    assert found.by_source == {"accept": 1, "test": 1}
    assert [(left.reason, left.count, left.why) for left in found.dropped] == [("deleted", 1, "you deleted it")]
    assert len(found.missing) == 2 and "32" in found.missing[0] and "functions" in found.missing[1]
    (newest,) = found.pairs
    assert (newest.source, newest.chosen, newest.function, newest.file) == ("test", "good", "def mean", "/w/a.py")
    (older,) = review([TESTED, *ACCEPTED], offset=2, limit=5).pairs
    assert older.source == "accept" and older.before == PREFIX and older.rejected == "pass"


def test_review_past_the_end_shows_the_last_one() -> None:
    found = review([TESTED], offset=99)
    assert found.offset == 1 and len(found.pairs) == 1
    assert review([], offset=5).pairs == () and review([], offset=5).offset == 0


def test_pairs_in_another_models_tokens_are_left_out_and_say_so() -> None:
    found = review(ACCEPTED, "another")
    assert found.total == 0 and [left.reason for left in found.dropped] == ["other model"]
    assert review(ACCEPTED, "sha").total == 1
    assert all(speaks_to("another", pair) for pair in pairs([TESTED]))  # text speaks to any


def test_a_pair_is_found_by_how_its_id_begins(tmp_path: Path) -> None:
    one, two = pairs([TESTED])
    assert [pair.id for pair in find([TESTED], [one.id[:8], two.id])] == [one.id, two.id]
    with pytest.raises(LearnError, match="no pair"):
        find([TESTED], ["zz"])
    with pytest.raises(LearnError):
        find([TESTED], [""])
