"""A remote server instead of the local model, from the settings to the ghost text and the status."""

from __future__ import annotations

import pytest

from tests.engine.remote.stand_in import DONE, MODELS, StandIn, chunk, raw, running, says, stream
from tests.lsp.conftest import Opened
from understudy.engine.errors import AdapterError
from understudy.engine.remote.engine import RemoteEngine
from understudy.engine.remote.errors import RemoteRefusedError
from understudy.lsp.engine_start import Wanted, remote_key, start
from understudy.settings import EngineSettings, RemoteSettings, Settings

TEXT = "def total_of(items):\n    total = sum(items)\n    return \n"
ROUTES = {"/v1/models": says(MODELS), "/v1/completions": stream(chunk("total + 1"), chunk("\n", 0, "stop"), DONE)}


async def test_ghost_text_of_a_remote_server(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_KEY", "sk-secret")
    async with (
        running(StandIn(dict(ROUTES))) as server,
        opened({"remote": {"url": server.url, "keyVariable": "ACME_KEY"}}) as editor,
    ):
        status = await editor.until("ready")
        assert (status["remote"], status["model"]) == (server.url.removeprefix("http://"), "acme-coder")
        item = await editor.ghost(editor.open("a.py", TEXT), 2, 11)
        assert item is not None and item.insert_text == "total + 1"
        assert {asked.headers["authorization"] for asked in server.asked} == {"Bearer sk-secret"}
        with pytest.raises(StopIteration):
            editor.engine()  # no local model beside it
        shared = await editor.command("debugInformation")
        assert "acme-coder" in shared and not any(word in shared for word in ("sk-secret", "ACME_KEY", "127.0.0.1"))


async def test_a_server_that_is_not_there_is_said_once_and_used_when_it_comes(opened: Opened) -> None:
    server = StandIn(dict(ROUTES))
    async with running(server):
        pass
    async with opened({"remote": {"url": server.url}}) as editor:
        status = await editor.until("restarting")
        assert "cannot be reached" in status["detail"]
        uri = editor.open("a.py", TEXT)
        assert await editor.ghost(uri, 2, 11) is None
        assert (await editor.command("report"))["html"].startswith("<!DOCTYPE html>")  # it needs no model
        async with running(server, int(server.url.rpartition(":")[2])):
            await editor.until("ready")
            assert await editor.ghost(uri, 2, 11) is not None
        assert len(editor.messages) == 1


async def test_a_wrong_key_is_an_error_until_the_settings_change(opened: Opened) -> None:
    async with running(StandIn({"/v1/models": raw(401)})) as server, opened({"remote": {"url": server.url}}) as editor:
        status = await editor.until("error")
        assert "did not accept the key" in status["detail"] and "keyVariable" in status["detail"]
        assert await editor.ghost(editor.open("a.py", TEXT), 2, 11) is None


def test_the_variable_is_never_named_because_it_may_be_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("sk_live_123", raising=False)
    with pytest.raises(RemoteRefusedError) as refused:
        remote_key("sk_live_123")
    assert "sk_live" not in str(refused.value) and "keyVariable" in str(refused.value)
    assert remote_key("") == ""


async def test_the_local_model_is_not_looked_for_while_a_remote_one_is_wanted() -> None:
    async with running(StandIn(dict(ROUTES))) as server:
        settings = Settings(
            model="/nowhere/m.gguf",
            engine=EngineSettings(context_tokens=1024),
            remote=RemoteSettings(url=server.url, model="acme-coder"),
        )
        engine = await start(Wanted.of(settings), lambda state: None)
        assert isinstance(engine, RemoteEngine) and engine.info.context_tokens == 1024
        with pytest.raises(AdapterError):
            await engine.set_adapter(__file__)  # type: ignore[arg-type]
        await engine.close()
