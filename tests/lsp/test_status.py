"""What the status says, when, and what to do next: through the real server where an editor would see it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pygls.lsp.server import LanguageServer

from tests.lsp.bigram_model import LINE
from tests.lsp.conftest import Editor, Opened
from understudy.complete.completer import REMEMBERED_ANSWERS
from understudy.lsp.session import Session
from understudy.lsp.snooze import Snooze
from understudy.lsp.status import payload
from understudy.lsp.thinking import Thinking
from understudy.settings import parse

TEXT = "def total_of(items):\n    total = sum(items)\n    return \n"


async def announced(editor: Editor, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The first status sent that is as wanted."""
    for _ in range(200):
        found = next((status for status in editor.statuses if holds(status)), None)
        if found:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(editor.statuses)


async def test_snoozed_server_is_silent_until_it_is_woken(opened: Opened) -> None:
    async with opened() as editor:
        uri = editor.open("a.py", TEXT)
        await editor.until("ready")
        answer = await editor.command("snooze", {"minutes": 15})
        assert answer["snoozed"] and 14 * 60 < answer["until"] - time.time() <= 15 * 60
        status = await announced(editor, lambda status: status["pausedBy"] == "snoozed")
        assert (status["state"], status["action"]) == ("paused", "understudy.wake")
        assert status["snoozedUntil"] == pytest.approx(answer["until"], abs=0.1) and status["nextStep"]
        assert await editor.ghost(uri, 2, 11) is None
        asked = await editor.ghost(uri, 2, 11, invoked=True)
        assert asked is not None and asked.insert_text == LINE
        assert (await editor.command("wake")) == {"snoozed": False, "until": 0}
        assert await editor.ghost(uri, 2, 11) is not None
        assert (await editor.command("status"))["pausedBy"] == ""


async def test_snooze_without_an_end_and_wrong_times(opened: Opened) -> None:
    async with opened() as editor:
        assert await editor.command("snooze", {"untilRestart": True}) == {"snoozed": True, "until": 0}
        assert (await editor.command("status"))["snoozedUntil"] == 0
        assert await editor.command("snooze", {"minutes": 0}) == {"snoozed": False, "until": 0}
        for wrong in (-1, "soon", 1e9):
            with pytest.raises(Exception, match="Wrong argument"):
                await editor.command("snooze", {"minutes": wrong})
        assert (await editor.command("snooze"))["snoozed"]


async def test_snooze_ends_by_itself_also_over_a_suspend() -> None:
    now, changes = [1000.0], []
    snooze = Snooze(lambda: changes.append(snooze.on), clock=lambda: now[0])
    snooze.begin(0.001)
    assert snooze.on and changes == [True]
    await asyncio.sleep(0.1)
    assert not snooze.on and changes == [True, False]
    snooze.begin(60)
    now[0] += 3601  # the machine slept: no timer ran
    assert not snooze.on
    snooze.wake()


async def test_only_a_felt_wait_is_thinking() -> None:
    changes: list[bool] = []
    thinking = Thinking(lambda: changes.append(thinking.on), after_s=0.05)
    for _ in range(3):
        with thinking.during():
            await asyncio.sleep(0.01)
    assert changes == []
    with thinking.during(), thinking.during():
        await asyncio.sleep(0.1)
        assert thinking.on
    await asyncio.sleep(0.1)
    assert changes == [True, False]


async def test_a_wait_for_the_model_is_seen_and_ends(opened: Opened) -> None:
    async with opened() as editor:
        uri = editor.open("a.py", TEXT)
        await editor.until("ready")
        engine = editor.engine()
        engine.suspend()
        try:
            asking = asyncio.create_task(editor.ghost(uri, 2, 11))
            await announced(editor, lambda status: status["state"] == "thinking")
        finally:
            engine.resume()
        assert await asking is not None
        assert (await editor.command("status"))["state"] == "ready" == editor.statuses[-1]["state"]


def session(**settings: object) -> Session:
    found = Session(LanguageServer("test", "1"))
    found.settings = parse(settings)
    return found


def test_off_says_which_switch() -> None:
    for settings, name in (({"enable": False}, "enable"), ({"completion": {"enable": False}}, "completion.enable")):
        status = payload(session(**settings))
        assert (status["state"], status["pausedBy"]) == ("paused", "off")
        assert status["nextStep"] == f"Set understudy.{name} to true."


def test_slow_is_the_median_of_the_last_eight_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    found = session(completion={"firstAnswerMs": 100})
    monkeypatch.setattr(type(found.host), "state", "ready")
    found.completer.answers.extend([1.0] * (REMEMBERED_ANSWERS - 1))
    assert payload(found)["state"] == "ready"  # too few to say
    found.completer.answers.append(0.01)
    status = payload(found)
    assert (status["state"], status["answerMs"]) == ("slow", 1000) and "smaller model" in str(status["nextStep"])
    found.completer.answers.extend([0.39] * 5)
    assert payload(found)["state"] == "ready"
    found.completer.answers.extend([1.0] * 8)
    found.completer.clear()
    assert payload(found)["answerMs"] == 0


async def test_answers_are_measured_once_and_not_from_the_cache(opened: Opened) -> None:
    async with opened() as editor:
        uri = editor.open("a.py", TEXT)
        for _ in range(REMEMBERED_ANSWERS + 1):
            assert await editor.ghost(uri, 2, 11) is not None
        assert (await editor.command("status"))["answerMs"] == 0
        for number in range(REMEMBERED_ANSWERS - 1):
            other = editor.open(f"b{number}.py", TEXT.replace("total_of", f"total_{number}"))
            assert await editor.ghost(other, 2, 11) is not None
        assert 0 < (await editor.command("status"))["answerMs"] < 10_000


async def test_counts_go_on_where_the_last_session_ended(opened: Opened) -> None:
    for session_number in (1, 2):
        async with opened() as editor:
            uri = editor.open("a.py", TEXT)
            item = await editor.ghost(uri, 2, 11)
            assert item is not None and item.command is not None and item.command.arguments
            editor.change(uri, (2, 11, 2, 11, LINE))
            assert await editor.command("accepted", item.command.arguments[0]) is True
            status = await announced(editor, lambda status, wanted=session_number: status["accepted"] == wanted)  # type: ignore[misc]
            assert status["shown"] == session_number and status["lookedAt30s"] == 0


async def test_restricted_until_trusted(opened: Opened) -> None:
    async with opened(options={"trusted": False}) as editor:
        assert (await editor.command("status"))["restricted"] is True
        await editor.command("setTrusted", True)
        await announced(editor, lambda status: status["restricted"] is False)


async def test_error_says_what_restarts_it(opened: Opened, tmp_path: Path) -> None:
    async with opened({"model": str(tmp_path / "none.gguf")}) as editor:
        status = await editor.until("error")
        assert status["action"] == "understudy.restartEngine" and status["nextStep"]
