"""Ghost text from a real server process with a real engine."""

from __future__ import annotations

import asyncio
import signal
import time
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.lsp.bigram_model import BODY, LINE, STEP
from tests.lsp.conftest import Opened

TEXT = "def total_of(items):\n    total = sum(items)\n    return \n"


async def test_line_is_completed_at_the_cursor(opened: Opened) -> None:
    async with opened() as editor:
        uri = editor.open("a.py", TEXT)
        item = await editor.ghost(uri, 2, 11)
        assert item is not None and item.insert_text == LINE
        assert item.range == types.Range(types.Position(2, 11), types.Position(2, 11))
        assert item.command is not None and item.command.command == "understudy.accepted"
        status = await editor.command("status")
        assert status["state"] == "ready" and status["lastMs"] > 0 and status["model"] == "bigram"


async def test_capability_is_advertised_and_fallback_is_not(opened: Opened) -> None:
    async with opened() as editor:
        result = editor.client.server_capabilities if hasattr(editor.client, "server_capabilities") else None
        assert result is None or result.inline_completion_provider is not None
        with pytest.raises(JsonRpcException, match="textDocument/completion"):
            await editor.client.text_document_completion_async(
                types.CompletionParams(types.TextDocumentIdentifier("file:///x.py"), types.Position(0, 0))
            )


async def test_client_without_inline_completion_gets_one_completion_item(opened: Opened) -> None:
    async with opened(inline=False) as editor:
        uri = editor.open("a.py", TEXT)
        params = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(2, 11))
        found = await editor.client.text_document_completion_async(params)
        assert isinstance(found, types.CompletionList)
        (item,) = found.items
        assert isinstance(item.text_edit, types.TextEdit) and item.text_edit.new_text == LINE


async def test_fallback_item_holds_the_word_that_is_being_typed(opened: Opened) -> None:
    async with opened(inline=False) as editor:
        uri = editor.open("a.py", "é = " + LINE[:3])
        params = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(0, 7))
        found = await editor.client.text_document_completion_async(params)
        assert isinstance(found, types.CompletionList)
        (item,) = found.items
        assert isinstance(item.text_edit, types.TextEdit)
        assert item.text_edit.range == types.Range(types.Position(0, 4), types.Position(0, 7))
        assert item.text_edit.new_text.startswith(LINE[:3]) and (item.filter_text or "").startswith(LINE[:3])


async def test_typing_through_keeps_the_suggestion_without_asking_the_engine(opened: Opened) -> None:
    async with opened() as editor:
        uri = editor.open("a.py", TEXT)
        first = await editor.ghost(uri, 2, 11)
        editor.engine().send_signal(signal.SIGSTOP)
        editor.change(uri, (2, 11, 2, 11, "tot"))
        rest = await editor.ghost(uri, 2, 14)
        editor.engine().send_signal(signal.SIGCONT)
        assert first is not None and rest is not None
        assert rest.insert_text == LINE[3:]
        assert rest.command is not None and first.command is not None
        assert rest.command.arguments == first.command.arguments


async def test_empty_body_gets_the_planned_code_and_hover_shows_the_plan(opened: Opened) -> None:
    text = 'def add(a, b):\n    """Add two numbers."""\n    \n\n\nprint(add(1, 2))\n'
    async with opened() as editor:
        uri = editor.open("a.py", text)
        item = await editor.ghost(uri, 2, 4, invoked=True)
        assert item is not None and item.insert_text == BODY.strip()
        at = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 6))
        hover = await editor.client.text_document_hover_async(at)
        assert hover is not None and isinstance(hover.contents, types.MarkupContent)
        assert f"1. {STEP}" in hover.contents.value


async def test_windows_line_ends_are_kept(opened: Opened) -> None:
    text = 'def add(a, b):\r\n    """Add two numbers."""\r\n    \r\n'
    async with opened() as editor:
        item = await editor.ghost(editor.open("a.py", text), 2, 4, invoked=True)
        assert item is not None and item.insert_text == BODY.strip().replace("\n", "\r\n")


async def test_cancelled_request_is_answered_at_once_and_the_next_one_works(opened: Opened) -> None:
    async with opened({"completion": {"debounceMs": 0}}) as editor:
        uri = editor.open("a.py", TEXT)
        await editor.until("ready")
        engine = editor.engine()
        engine.send_signal(signal.SIGSTOP)
        asked = editor.client.protocol.send_request("textDocument/inlineCompletion", editor.ask(uri, 2, 11), msg_id="x")
        await asyncio.sleep(0.2)
        started = time.monotonic()
        editor.client.cancel_request(types.CancelParams("x"))
        with pytest.raises(JsonRpcException) as error:
            await asyncio.wait_for(asyncio.wrap_future(asked), 5)
        assert error.value.code == -32800 and time.monotonic() - started < 1
        engine.send_signal(signal.SIGCONT)
        item = await editor.ghost(uri, 2, 11)
        assert item is not None and item.insert_text == LINE


async def test_engine_killed_while_completing_costs_one_answer(opened: Opened) -> None:
    async with opened() as editor:
        uri = editor.open("a.py", TEXT)
        await editor.until("ready")
        engine = editor.engine()
        engine.send_signal(signal.SIGSTOP)
        asking = asyncio.create_task(editor.ghost(uri, 2, 11))
        await asyncio.sleep(1.0)  # on a crowded machine the request must have reached the stopped engine by then
        engine.kill()
        assert await asking is None
        await editor.said("The engine stopped")
        item = await editor.ghost(uri, 2, 11)
        assert item is not None and item.insert_text == LINE
        assert editor.engine().pid != engine.pid


@pytest.mark.parametrize("name", [".env", "id_rsa.py", "local/secrets.py"])
async def test_secret_files_get_nothing(opened: Opened, name: str) -> None:
    async with opened() as editor:
        assert await editor.ghost(editor.open(name, TEXT), 2, 11, invoked=True) is None


async def test_ignored_file_gets_nothing_and_a_broken_ignore_file_blocks_all(opened: Opened) -> None:
    async with opened() as editor:
        (editor.root / ".gitignore").write_text("generated.py\n")
        assert await editor.ghost(editor.open("generated.py", TEXT), 2, 11) is None
        assert await editor.ghost(editor.open("a.py", TEXT), 2, 11) is not None
        (editor.root / ".understudyignore").write_bytes(b"\xff\xfe broken \x81")
        assert await editor.ghost(editor.open("b.py", TEXT), 2, 11) is None
        await editor.said(".understudyignore cannot be used")
        (editor.root / ".understudyignore").unlink()
        assert await editor.ghost(editor.uri("b.py"), 2, 11) is not None


async def test_large_document_gets_nothing_and_one_message(opened: Opened) -> None:
    async with opened() as editor:
        uri = editor.open("big.py", TEXT + "x = 1\n" * 850_000)
        assert await editor.ghost(uri, 2, 11) is None
        editor.change(uri, (2, 11, 2, 11, "t"))
        assert await editor.ghost(uri, 2, 12) is None
        await editor.said("larger than 512 KB")
        assert len([m for m in editor.messages if "512 KB" in m]) == 1


async def test_broken_syntax_and_a_file_that_is_not_utf8_do_no_harm(opened: Opened) -> None:
    async with opened() as editor:
        (editor.root / "latin.py").write_bytes(b"name = '\xe9'\nvalue = \n")
        assert await editor.ghost(editor.uri("latin.py"), 1, 8) is not None
        uri = editor.open("broken.py", "def f(:\n  (((\nclass\n    x = \n")
        assert await editor.ghost(uri, 3, 8) is not None


async def test_missing_model_is_said_once_and_the_server_stays(opened: Opened) -> None:
    async with opened({"model": "/nowhere/model.gguf"}) as editor:
        uri = editor.open("a.py", TEXT)
        for _ in range(3):
            assert await editor.ghost(uri, 2, 11) is None
        await editor.said("no model file at")
        assert len([m for m in editor.messages if "no model file" in m]) == 1
        status = await editor.until("error")
        assert "no model file" in status["detail"]


async def test_truncated_model_is_an_error_with_a_next_step(opened: Opened, model: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(model.read_bytes()[:20_000])  # noqa: ASYNC240
    async with opened({"model": str(damaged)}) as editor:
        await editor.until("error")
        assert "again" in await editor.said("damaged.gguf")
        editor.settings["model"] = str(model)
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        await editor.until("ready")
        assert await editor.ghost(editor.open("a.py", TEXT), 2, 11) is not None
