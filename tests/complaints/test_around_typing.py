"""The other classes of complaint: installing, machines, secrets, other editors. One test each."""

from __future__ import annotations

import asyncio
import json
import signal
from dataclasses import replace
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from tests.lsp.bigram_model import LINE
from tests.lsp.conftest import REPOSITORY, Opened
from tests.lsp.test_power import until
from understudy.complete.completer import Completer
from understudy.complete.types import Ask
from understudy.context.text import document_lines
from understudy.engine.wrong_build import wrong_build
from understudy.learn.store import FILE_NAME, Log
from understudy.lsp.engine_host import EngineHost
from understudy.lsp.power import Power
from understudy.lsp.session import Session
from understudy.settings import CompletionSettings, EngineSettings, Settings

TEXT = "def total_of(items):\n    total = sum(items)\n    return \n"


async def test_complaint_02_nothing_happens_after_install(opened: Opened, model: Path) -> None:
    """continuedev/continue#12298 ("simply does nothing"). What is missing is said with what to do, and no restart."""
    async with opened({"model": "/nowhere/model.gguf"}) as editor:
        uri = editor.open("a.py", TEXT)
        assert await editor.ghost(uri, 2, 11) is None
        assert "understudy models" in await editor.said("/nowhere/model.gguf")
        assert (await editor.command("status"))["state"] == "error"
        editor.settings["model"] = str(model)
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        await editor.until("ready")
        item = await editor.ghost(uri, 2, 11)
        assert item is not None and item.insert_text == LINE


def test_complaint_08_remote_machines_look_on_the_wrong_host() -> None:
    """ggml-org/llama.vscode#20. Extension, server, model and tests live where the workspace is; no port, no address."""
    manifest = json.loads((REPOSITORY / "package.json").read_text())
    assert manifest["extensionKind"][0] == "workspace"
    starting = (REPOSITORY / "extension/src/server.ts").read_text()
    assert "TransportKind.socket" not in starting and "127.0.0.1" not in starting


async def test_complaint_09_a_wheel_for_another_processor(opened: Opened) -> None:
    """JamePeng/llama-cpp-python#19 (`0xc000001d`). The cause is named with the command that repairs it, once."""
    async with opened() as editor:
        await editor.until("ready")
        editor.engine().send_signal(signal.SIGILL)
        assert "--no-binary" in await editor.said("compiled for another processor")
        assert (await editor.until("error"))["detail"].startswith("llama-cpp-python was compiled")
    assert wrong_build(0xC000001D) is not None and wrong_build(-signal.SIGSEGV) is None


async def test_complaint_10_battery(model: Path) -> None:
    """continuedev/continue#5212 (state not refreshed). The pause begins and ends with the plug."""
    unplugged = True
    session = Session(LanguageServer("test", "1"))
    session.host = EngineHost(session.notices, lambda: None, Power(lambda: unplugged, look_s=0.01))
    session.completer = Completer(session.host.serve, lambda before, text: False)
    calm = CompletionSettings(first_answer_ms=5000)
    await session.configure(
        Settings(model=str(model), completion=calm, engine=EngineSettings(shared=False), on_battery="pause")
    )
    await until(session.host.power, "pause")
    ask = Ask("file:///a.py", None, "python", document_lines(TEXT), 2, 11)
    assert (await session.completer.complete(ask, session.options())).reason == "paused"
    asked = await session.completer.complete(replace(ask, invoked=True), session.options())
    assert asked.suggestion is not None and asked.suggestion.text == LINE
    unplugged = False
    await until(session.host.power, "normal")
    assert (await session.completer.complete(ask, session.options())).reason != "paused"
    await session.host.stop()


async def test_complaint_11_an_idle_model_holds_memory(opened: Opened) -> None:
    """TabbyML/tabby#1090. After idle time its process is gone; the next keystroke brings it back."""
    async with opened({"engine": {"threads": 1, "contextTokens": 1024, "idleUnloadMinutes": 0.02}}) as editor:
        uri = editor.open("a.py", TEXT)
        assert await editor.ghost(uri, 2, 11) is not None
        engine = editor.engine()
        await editor.until("idle")
        await asyncio.to_thread(engine.wait, 10)
        editor.change(uri, (2, 0, 2, 0, " "))
        item = await editor.ghost(uri, 2, 12)
        assert item is not None and item.insert_text == LINE and editor.engine().pid != engine.pid


async def test_complaint_12_secrets_are_never_read(opened: Opened, tmp_path: Path) -> None:
    """microsoft/vscode#335397. Neither completed nor logged; nor is a key in an ordinary file."""
    home = tmp_path / "home"
    async with opened(home=home) as editor:
        (editor.root / ".env").write_text("API_KEY=hunter2hunter2\n")
        secret = editor.open(".env", "API_KEY=hunter2hunter2\nTOKEN=", language="python")
        assert await editor.ghost(secret, 1, 6, invoked=True) is None
        uri = editor.open("a.py", "KEY = 'AKIAIOSFODNN7EXAMPLE'\n" + TEXT)
        item = await editor.ghost(uri, 3, 11)
        assert item is not None and item.command is not None and item.command.arguments
        await editor.command("accepted", *item.command.arguments)
    with Log.open(home / FILE_NAME) as log:
        written = "".join(str(event) for event in log.events())
    assert "total_of" in written
    assert "hunter2" not in written and "AKIAIOSFODNN7EXAMPLE" not in written


async def test_complaint_14_fine_tuning_on_my_code_says_what_it_lacks(opened: Opened) -> None:
    """Refact #242 ("No train files provided"), #126 (no reason for the stop). How many choices it has, and needs."""
    async with opened() as editor:
        answer = await editor.command("fineTune", {"method": "dpo"})
        message = getattr(answer, "message", None) or answer["message"]
        assert "preference pairs" in message and "0 of 32" in message and "accepting and dismissing" in message


async def test_complaint_15_other_editors_are_served_from_the_same_process(opened: Opened) -> None:
    """SilasMarvin/lsp-ai#5. A client without inline completion gets an ordinary item; both speak LSP on stdio."""
    async with opened(inline=False) as editor:
        at = types.CompletionParams(types.TextDocumentIdentifier(editor.open("a.py", TEXT)), types.Position(2, 11))
        found = await editor.client.text_document_completion_async(at)
        assert isinstance(found, types.CompletionList)
        assert [item.insert_text or getattr(item.text_edit, "new_text", "") for item in found.items] == [LINE]


async def test_complaint_15_accepting_word_by_word_counts_as_one_suggestion(opened: Opened) -> None:
    """microsoft/vscode#140708. After the first word was taken the rest is offered on, and neither is a rejection."""
    async with opened() as editor:
        uri = editor.open("a.py", TEXT)
        first = await editor.ghost(uri, 2, 11)
        editor.change(uri, (2, 11, 2, 11, "total "))
        rest = await editor.ghost(uri, 2, 17)
        assert first is not None and rest is not None and first.command is not None and rest.command is not None
        assert rest.insert_text == LINE.removeprefix("total ")
        assert rest.command.arguments == first.command.arguments
