"""Which languages are completed: what the user set, and for which folder."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from tests.lsp.bigram_model import LINE
from tests.lsp.conftest import Editor, Opened
from understudy.lsp.session import Session
from understudy.lsp.settings import read
from understudy.settings import Settings, parse

TEXT = "def total_of(items):\n    total = sum(items)\n    return \n"
LUA = "local total = sum(items)\nreturn \n"


def session(**settings: object) -> Session:
    found = Session(LanguageServer("test", "1"))
    found.settings = parse(settings)
    return found


async def completed(editor: Editor, uri: str) -> str:
    """What is suggested in a Lua file, as soon as something is."""
    for _ in range(100):
        item = await editor.ghost(uri, 1, 7)
        if item is not None:
            return str(item.insert_text)
        await asyncio.sleep(0.05)
    raise AssertionError(editor.statuses[-1])


async def test_other_languages_are_completed_once_they_are_turned_on(opened: Opened) -> None:
    async with opened() as editor:
        uri = editor.open("a.lua", LUA, "lua")
        await editor.until("ready")
        assert await editor.ghost(uri, 1, 7) is None
        status = await editor.command("status")
        assert status["pausedBy"] == "language" and '{"lua": true}' in status["nextStep"]
        assert await editor.ghost(editor.open("a.py", TEXT), 2, 11) is not None
        assert (await editor.command("status"))["pausedBy"] == ""
        assert await editor.ghost(uri, 1, 7) is None
        editor.settings["languages"] = {"lua": True, "python": False}
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        assert (await editor.until("ready"))["pausedBy"] == ""  # before anything is asked for again
        assert await completed(editor, uri) == LINE
        assert await editor.ghost(editor.uri("a.py"), 2, 11) is None


async def test_a_folder_is_asked_for_its_own_languages(opened: Opened) -> None:
    async with opened() as editor:
        other = editor.root.parent / "other"
        other.mkdir()
        editor.folder_settings[other.as_uri()] = {"languages": {"lua": True}}
        added = types.WorkspaceFoldersChangeEvent([types.WorkspaceFolder(other.as_uri(), "other")], [])
        here = editor.open("a.lua", LUA, "lua")
        there = editor.open(str(other / "a.lua"), LUA, "lua")
        editor.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(added))
        assert await completed(editor, there) == LINE
        assert await editor.ghost(here, 1, 7) is None


def test_a_folder_may_have_languages_of_its_own(tmp_path: Path) -> None:
    found = session(languages={"lua": True})
    one, two = tmp_path / "one", tmp_path / "two"
    found.use_roots((one, two))
    found.folder_languages = {one: {"lua": True}, two: {"python": False}}
    assert found.options(one / "a.lua").languages == found.options().languages == {"lua", "python"}
    assert found.options(two / "a.py").languages == frozenset()


def test_python_is_on_unless_it_is_turned_off() -> None:
    assert Settings().languages == {"python": True}
    assert session(languages={"c": False}).options().languages == {"python"}


def test_a_wrong_entry_costs_the_languages_and_no_other_setting() -> None:
    found, problems = read({"languages": {"lua": "yes"}, "onBattery": "pause"})
    assert found == Settings(on_battery="pause") and "understudy.languages" in problems[0]
