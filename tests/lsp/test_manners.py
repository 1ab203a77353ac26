"""Asking for more, turning down, and what is remembered of it: through the real server."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

import tests.lsp.bigram_model as bigram_model
from tests.lsp.bigram_model import LINE, OTHER
from tests.lsp.conftest import Editor, Opened
from understudy.complete.features import VERSION, Features
from understudy.learn.events import Shown
from understudy.learn.pairs import pairs
from understudy.learn.store import Log

TEXT = "def total_of(items):\n    total = sum(items)\n    return \n"


@pytest.fixture(scope="session")
def branching(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Settings with a model that has two things to say."""
    path = bigram_model.make_model(tmp_path_factory.mktemp("branching") / "bigram.gguf", branches=True)
    return {"model": str(path)}


async def items(editor: Editor, uri: str, *, invoked: bool = False) -> dict[str, str]:
    """Text -> id of what is offered at the end of `return `."""
    asked = editor.ask(uri, 2, 11, invoked=invoked)
    result = await asyncio.wait_for(editor.client.text_document_inline_completion_async(asked), 10)
    assert isinstance(result, types.InlineCompletionList)
    found = {}
    for item in result.items:
        assert isinstance(item.insert_text, str) and item.command is not None and item.command.arguments
        found[item.insert_text] = str(item.command.arguments[0])
    return found


async def prefer_the_other(editor: Editor, uri: str) -> None:
    """Ask, cycle to the other proposal, accept it, take it back."""
    offered = await items(editor, uri, invoked=True)
    assert await editor.command("accepted", offered[OTHER])


async def test_asking_offers_several_and_typing_one(opened: Opened, branching: dict[str, Any]) -> None:
    async with opened(branching) as editor:
        uri = editor.open("a.py", TEXT)
        assert list(await items(editor, uri)) == [LINE]
        assert list(await items(editor, uri, invoked=True)) == [LINE, OTHER]
    async with opened(branching | {"completion": {"alternatives": 1}}) as editor:
        assert list(await items(editor, editor.open("a.py", TEXT), invoked=True)) == [LINE]


async def test_other_proposal_accepted_is_preferred_to_the_first(
    opened: Opened, branching: dict[str, Any], tmp_path: Path
) -> None:
    async with opened(branching) as editor:
        await prefer_the_other(editor, editor.open("a.py", TEXT))
        status = await editor.command("status")
        assert (status["shown"], status["accepted"]) == (2, 1)
    with Log.open(tmp_path / "home" / "learn.sqlite") as log:
        events = list(log.events())
        assert [(pair.chosen, pair.rejected) for pair in pairs(events)] == [(OTHER, LINE)]
        shown = [event for event in events if isinstance(event, Shown)]
        assert [len(event.features) for event in shown] == [len(Features._fields)] * 2
        assert {event.features_version for event in shown} == {VERSION}


async def test_same_rejected_suggestion_does_not_return_even_after_a_restart(
    opened: Opened, branching: dict[str, Any], tmp_path: Path
) -> None:
    """microsoft/vscode-copilot-release#8910, #8823."""
    async with opened(branching) as editor:
        uri = editor.open("a.py", TEXT)
        for _ in range(2):
            await prefer_the_other(editor, uri)
        await editor.command("debugInformation")  # comes after what was written to the log
        assert await items(editor, uri) == {}
    async with opened(branching) as editor:
        await editor.until("ready")
        await editor.command("debugInformation")
        uri = editor.open("a.py", TEXT)
        assert await items(editor, uri) == {} and await items(editor, uri) == {}
        assert list(await items(editor, uri, invoked=True)) == [OTHER]
        elsewhere = editor.open("b.py", TEXT.replace("total = sum(items)", "total = len(items)"))
        assert list(await items(editor, elsewhere)) == [LINE]
    with Log.open(tmp_path / "home" / "learn.sqlite") as log:
        assert log.hidden() == {"rejected": 2}  # once in each session, however often it was asked for
