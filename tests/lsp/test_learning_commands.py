"""What is learnt from, in the user's hands: a real server and engine, a log that was written before it started."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lsp.bigram_model import make_adapter
from tests.lsp.conftest import Opened
from tests.lsp.test_fine_tune import fill
from understudy.learn.pairs import pairs
from understudy.learn.store import Log
from understudy.models.adapters import AdapterRegistry
from understudy.models.gguf_header import content_sha256


def logged(home: Path, count: int = 3) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    with Log.open(home / "learn.sqlite") as log:
        fill(log, count)
    return home


async def test_pairs_are_read_deleted_and_taken_back(opened: Opened, tmp_path: Path) -> None:
    home = logged(tmp_path / "home")
    async with opened(home=home) as editor:
        found = await editor.command("trainingData", {"limit": 2})
        assert (found["total"], len(found["pairs"]), found["ready"], found["running"]) == (3, 2, False, None)
        assert found["model"] and found["missing"]
        gone = found["pairs"][0]["id"]
        assert await editor.command("dropPair", {"id": gone}) == {"changed": 1}
        after = await editor.command("trainingData")
        assert after["total"] == 2 and gone not in [pair["id"] for pair in after["pairs"]]
        assert after["dropped"] == [{"reason": "deleted", "count": 1, "why": "you deleted it"}]
        again = await editor.command("dropPair", {"id": gone})
        assert "no pair" in again["error"]["message"] and again["error"]["nextStep"]
        assert await editor.command("restorePair", {"id": gone}) == {"changed": 1}
        assert (await editor.command("trainingData"))["total"] == 3
        await editor.command("dropPair", {"id": gone})
    with Log.open(home / "learn.sqlite") as log:
        assert len(pairs(log.events())) == 2  # of a session that is over, too


async def test_too_little_is_said_and_no_trainer_started(opened: Opened, tmp_path: Path) -> None:
    async with opened(home=logged(tmp_path / "home")) as editor:
        answer = await editor.command("fineTune", {"adopt": False})
        assert answer["adopted"] is False and answer["message"].startswith("Not enough to start: ")
        assert answer["gate"] is None and answer["adapter"] == ""


async def test_the_report_is_the_page_of_the_command_line(opened: Opened, tmp_path: Path) -> None:
    async with opened(home=logged(tmp_path / "home")) as editor:
        await editor.until("ready")
        html = (await editor.command("report"))["html"]
        assert html.startswith("<!DOCTYPE html>") and "<script" not in html
        assert "Passed in the first run" in html and "3 of 3 functions" in html


async def test_adapters_are_listed_used_and_discarded(
    opened: Opened, tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("UNDERSTUDY_HOME", str(home))
    registry = AdapterRegistry(home / "adapters")
    record = registry.register(make_adapter(tmp_path / "a.gguf"), content_sha256(model), {"method": "dpo"})
    async with opened(home=home) as editor:
        await editor.until("ready")
        (listed,) = (await editor.command("adapters"))["adapters"]
        assert listed["id"] == record.id and not listed["inUse"] and listed["name"].startswith("dpo of ")
        assert await editor.command("useAdapter", {"id": record.id}) == {"adapter": record.id}
        assert (await editor.command("adapters"))["adapters"][0]["inUse"]
        assert await editor.command("discardAdapter", {"id": record.id}) == {"adapter": ""}
        assert (await editor.command("status"))["adapter"] == ""
        assert (await editor.command("adapters"))["adapters"] == []
        unknown = await editor.command("discardAdapter", {"id": record.id})
        assert "no adapter" in unknown["error"]["message"]
    assert registry.list() == ()
