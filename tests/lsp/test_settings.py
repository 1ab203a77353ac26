"""What the client's settings become, and what holds while it has not told them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types

from tests.lsp.bigram_model import LINE
from tests.lsp.conftest import Editor, Opened
from understudy.learn.store import Log
from understudy.lsp import server
from understudy.lsp.settings import read
from understudy.settings import LearnSettings, Settings


@pytest.mark.parametrize("value", [None, {}, [], "nonsense", 3])
def test_nothing_sent_means_defaults(value: object) -> None:
    assert read(value) == (Settings(), [])


def test_each_wrong_value_costs_only_itself() -> None:
    sent = {"model": "x", "completion": {"maxTokens": 0, "debounceMs": 5}, "generate": {"policy": "best"}, "learn": 7}
    settings, problems = read(sent)
    assert settings.model == "x" and settings.completion.debounce_ms == 5
    assert settings.completion.max_tokens == 64 and settings.generate.policy == "auto"
    assert settings.learn == LearnSettings(enable=False, retention_days=3650)  # nothing is guessed that might hurt
    assert [problem.split(":")[0] for problem in problems] == [
        "understudy.completion.maxTokens", "understudy.generate.policy", "understudy.learn",
    ]  # fmt: skip
    assert sent["completion"] == {"maxTokens": 0, "debounceMs": 5}


TEXT = "def total_of(items):\n    total = sum(items)\n    return \n"


async def accepts(editor: Editor, name: str) -> None:
    """Take a suggestion; whether that is written down is the test's question."""
    uri = editor.open(name, TEXT)
    item = await editor.ghost(uri, 2, 11)
    assert item is not None and item.command is not None and item.command.arguments
    editor.change(uri, (2, 11, 2, 11, LINE))
    assert await editor.command("accepted", *item.command.arguments)


def remembered(editor: Editor) -> int:
    with Log.open(editor.root.parent / "home" / "learn.sqlite") as log:
        return len(list(log.events()))


async def test_nothing_is_remembered_while_a_client_cannot_tell_its_settings(opened: Opened, model: Path) -> None:
    async with opened(settings_fail=True) as editor:
        assert "nothing is remembered" in await editor.said("could not tell")
        assert (await editor.command("useModel", {"path": str(model), "remember": True}))["model"] == str(model)
        await accepts(editor, "a.py")
        assert await editor.command("report") and remembered(editor) == 0
        editor.fails = False
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        await editor.until("ready")
        await accepts(editor, "b.py")
        assert await editor.command("report") and remembered(editor) > 0  # the report waits for the log's thread


async def test_a_late_client_is_not_waited_for_twice_and_its_answer_counts(opened: Opened) -> None:
    async with opened({"learn": {"enable": False}}, settings_later=True) as editor:
        began = asyncio.get_running_loop().time()
        await editor.command("models")
        await editor.command("models")
        assert asyncio.get_running_loop().time() - began < 2 * server.SETTINGS_WAIT_S  # each would wait that long
        assert editor.tells is not None
        editor.tells.set()
        async with asyncio.timeout(20):
            while (await editor.command("status"))["model"] != "bigram":  # noqa: ASYNC110 (the defaults' one went before)
                await asyncio.sleep(0.05)
        await accepts(editor, "a.py")
        assert await editor.command("report") and remembered(editor) == 0
