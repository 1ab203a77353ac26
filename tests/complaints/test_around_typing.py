"""The other classes of complaint: installing, machines, secrets, other editors. One test each."""

from __future__ import annotations

import json
from pathlib import Path

from lsprotocol import types
from tests.lsp.bigram_model import LINE
from tests.lsp.conftest import REPOSITORY, Opened

from understudy.learn.store import FILE_NAME, Log

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


async def test_complaint_12_secrets_are_never_read(opened: Opened, tmp_path: Path) -> None:
    """microsoft/vscode#335397. Not completed, not used as context, not logged; a masked key in a normal file neither."""
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
