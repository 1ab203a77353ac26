"""Shown, dismissed, kept: with time sped up."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from lsprotocol import types

from understudy.complete.types import Suggestion
from understudy.learn.counts import Counts
from understudy.learn.events import Shown
from understudy.learn.pairs import pairs
from understudy.learn.store import Log
from understudy.lsp import tracking
from understudy.lsp.tracking import Tracker
from understudy.lsp.workspace import Document

OFFERED = Suggestion("1", "total + 1", "total + 1", ["def f():\n    return "], -1, "", "model", "")


class Written:
    """Stands in for `Learning`."""

    def __init__(self) -> None:
        self.events: list[tuple[object, ...]] = []

    def shown(self, item: Shown) -> None:
        self.events.append(("shown", item.text))

    def accepted(self, item_id: str, prefix: str, text: str) -> None:
        self.events.append(("accepted", item_id))

    def dismissed(self, item_id: str, prefix: str, text: str) -> None:
        self.events.append(("dismissed", prefix, text))

    def kept(self, item_id: str, after_s: float, text: str) -> None:
        self.events.append(("kept", after_s, text))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    monkeypatch.setattr(tracking, "SHOWN_AFTER_S", 0.05)
    monkeypatch.setattr(tracking, "REJECTED_AFTER_S", 0.15)
    monkeypatch.setattr(tracking, "KEPT_AFTER_S", (0.05, 0.1))
    return Written()


def document() -> Document:
    return Document("file:///a.py", "def f():\n    return \n\nprint(1)\n", 1, "python", "utf-16")


def edit(document: Document, line: int, start: int, end: int, text: str) -> None:
    place = types.Range(types.Position(line, start), types.Position(line, end))
    document.apply_change(types.TextDocumentContentChangePartial(place, text))


def tracker(written: Written) -> Tracker:
    return Tracker(written, lambda: None)  # type: ignore[arg-type]


async def test_untouched_suggestion_is_shown_and_then_dismissed(written: Written) -> None:
    tracker(written).offer(OFFERED, document(), 20, "a.py")
    await asyncio.sleep(0.3)
    assert written.events == [("shown", "total + 1"), ("dismissed", "def f():\n    return ", "total + 1")]


async def test_suggestion_typed_over_at_once_was_never_seen(written: Written) -> None:
    open_document = document()
    tracker(written).offer(OFFERED, open_document, 20, "a.py")
    edit(open_document, 1, 11, 11, "x")
    await asyncio.sleep(0.3)
    assert written.events == [] and open_document.marks == []


async def test_typing_through_is_no_rejection(written: Written) -> None:
    open_document = document()
    followed = tracker(written)
    followed.offer(OFFERED, open_document, 20, "a.py")
    edit(open_document, 1, 11, 11, "tot")
    followed.offer(replace(OFFERED, text="al + 1"), open_document, 20, "a.py")
    await asyncio.sleep(0.3)
    assert written.events == [("shown", "total + 1")]


@pytest.mark.parametrize("typed", ["sum(items)", "sum(items) * 2", "sum(items)\n    return"])
async def test_what_was_typed_out_by_hand_was_not_turned_down(written: Written, typed: str) -> None:
    open_document = document()
    tracker(written).offer(replace(OFFERED, text="sum(items)", full="sum(items)"), open_document, 20, "a.py")
    await asyncio.sleep(0.1)
    edit(open_document, 1, 11, 11, typed)
    await asyncio.sleep(0.2)
    assert written.events == [("shown", "sum(items)")]


async def test_bracket_that_the_editor_closed_is_no_rejection(written: Written) -> None:
    open_document = document()
    tracker(written).offer(replace(OFFERED, text="sum(items)", full="sum(items)"), open_document, 20, "a.py")
    edit(open_document, 1, 11, 11, "sum()")
    await asyncio.sleep(0.3)
    assert written.events == [("shown", "sum(items)")]


async def test_accepted_alternative_turns_the_first_one_down(written: Written) -> None:
    open_document, judgements = document(), list[bool]()
    followed = Tracker(written, lambda: None, judgements.append)  # type: ignore[arg-type]
    others = [replace(OFFERED, id=name, text=name, full=name) for name in ("None", "total")]
    followed.offer(OFFERED, open_document, 20, "a.py", others)
    assert followed.accept("None") and not followed.accept("1") and not followed.accept("total")
    edit(open_document, 1, 11, 11, "None")
    assert [event[:2] for event in written.events] == [
        ("shown", "total + 1"), ("dismissed", "def f():\n    return "), ("shown", "None"), ("accepted", "None"),
    ]  # fmt: skip
    assert judgements == [False, True]
    followed.stop()
    assert open_document.marks == []


async def test_alternatives_nobody_accepted_were_not_seen(written: Written) -> None:
    open_document = document()
    others = [replace(OFFERED, id="None", text="None", full="None")]
    tracker(written).offer(OFFERED, open_document, 20, "a.py", others)
    await asyncio.sleep(0.3)
    assert [event[0] for event in written.events] == ["shown", "dismissed"] and open_document.marks == []


async def test_accepted_text_is_looked_at_twice_where_it_has_moved_to(written: Written) -> None:
    open_document = document()
    followed = tracker(written)
    followed.offer(OFFERED, open_document, 20, "a.py")
    assert followed.accept("1") and not followed.accept("1") and not followed.accept("unknown")
    edit(open_document, 1, 11, 11, "total + 1")
    await asyncio.sleep(0.22)
    edit(open_document, 0, 0, 0, "import os\n")
    edit(open_document, 2, 19, 20, "2")
    await asyncio.sleep(0.2)
    assert written.events == [
        ("shown", "total + 1"), ("accepted", "1"), ("kept", 0.05, "total + 2"), ("kept", 0.1, "total + 2"),
    ]  # fmt: skip
    assert followed.counts == Counts(1, 1, 1, 1, 1, 1) and open_document.marks == []


async def test_deleted_text_is_kept_as_nothing(written: Written) -> None:
    open_document = document()
    followed = tracker(written)
    followed.offer(OFFERED, open_document, 20, "a.py")
    followed.accept("1")
    edit(open_document, 1, 11, 11, "total + 1")
    await asyncio.sleep(0.21)
    edit(open_document, 1, 11, 20, "")
    await asyncio.sleep(0.2)
    assert ("kept", 0.05, "") in written.events and followed.counts == Counts(1, 1, 0, 1, 0, 1)


async def test_closed_document_is_no_longer_followed(written: Written) -> None:
    followed = tracker(written)
    followed.offer(OFFERED, document(), 20, "a.py")
    followed.closed("file:///a.py")
    await asyncio.sleep(0.2)
    assert written.events == []


async def test_document_closed_right_after_accepting_is_no_longer_looked_at(written: Written) -> None:
    open_document = document()
    followed = tracker(written)
    followed.offer(OFFERED, open_document, 20, "a.py")
    followed.accept("1")
    edit(open_document, 1, 11, 11, "total + 1")
    followed.closed("file:///a.py")
    await asyncio.sleep(0.4)
    assert [event[0] for event in written.events] == ["shown", "accepted"] and open_document.marks == []


async def test_several_lines_typed_through_in_a_crlf_file_are_no_rejection(written: Written) -> None:
    open_document = Document("file:///a.py", "if x:\r\n    \r\nprint(1)\r\n", 1, "python", "utf-16")
    offered = replace(OFFERED, text="a = 1\n    b = 2", full="a = 1\n    b = 2")
    tracker(written).offer(offered, open_document, 11, "a.py")
    edit(open_document, 1, 4, 4, "a = 1\r\n    b")
    await asyncio.sleep(0.3)
    assert written.events == [("shown", "a = 1\n    b = 2")]


async def test_result_that_was_not_picked_is_a_preference(tmp_path: Path) -> None:
    """The refused candidate is written as seen when it was on screen: a shorter look would be no judgement."""

    class Straight(Written):
        def shown(self, item: Shown) -> None:
            log.shown(item)

        def accepted(self, item_id: str, prefix: str, text: str) -> None:
            log.accepted(item_id)

        def dismissed(self, item_id: str, prefix: str, text: str) -> None:
            log.dismissed(item_id)

    with Log.open(tmp_path / "learn.sqlite") as log:
        followed = tracker(Straight())
        followed.offer(replace(OFFERED, id="2", text="None", full="None"), document(), 20, "a.py")
        followed.refuse("2")
        followed.offer(OFFERED, document(), 20, "a.py")
        followed.accept("1")
        followed.stop()
        assert [(pair.chosen, pair.rejected) for pair in pairs(log.events())] == [("total + 1", "None")]
