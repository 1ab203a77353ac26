"""Choosing and downloading a model through the server, against a hub on this machine."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from lsprotocol import types

from tests.lsp.conftest import Editor, Opened
from tests.models.hub_server import Hub, Repository, serving
from understudy.files import file_sha256

NAME = "somebody/tiny-code"
WANTED = f"{NAME}/sub/tiny.gguf"


@pytest.fixture
def hub(model: Path) -> Iterator[Hub]:
    with serving(Hub({NAME: Repository({"sub/tiny.gguf": model.read_bytes()})})) as running:
        yield running


def pulling(editor: Editor) -> list[psutil.Process]:
    children = psutil.Process(editor.pid).children(recursive=True)
    return [child for child in children if "pull" in child.cmdline()]


async def pull(editor: Editor, name: str = WANTED, **more: Any) -> Any:
    return await editor.command("pullModel", {"name": name} | more)


async def test_the_machine_and_the_models_are_told_without_asking_anybody(opened: Opened, hub: Hub) -> None:
    async with opened({"models": {"hub": hub.url}}) as editor:
        found = await editor.command("models")
        assert "error" not in found, found
        machine, models = found["hardware"], {row["name"]: row for row in found["models"]}
        assert machine["cores"] == psutil.cpu_count(logical=False) and machine["ramBytes"] > 0
        assert machine["avx2"] in (True, False, None)
        assert found["recommended"] in models and found["hub"] == "127.0.0.1"
        tiny, seven = models["understudy-tiny"], models["qwen2.5-coder-7b"]
        assert tiny["installed"] and not tiny["inUse"] and tiny["tokensPerSecond"] > seven["tokensPerSecond"] > 0
        assert not seven["installed"] and seven["sizeBytes"] > 8e9 and seven["licence"] == "Apache-2.0" and seven["why"]
        assert [row["path"] for row in models.values() if row["inUse"]] == [editor.settings["model"]]
        assert hub.requests == []


async def test_a_model_is_downloaded_with_progress_and_then_used(opened: Opened, hub: Hub, model: Path) -> None:
    async with opened({"models": {"hub": hub.url}}) as editor:
        found = await pull(editor, workDoneToken="t1")
        assert "error" not in found, found
        assert found["name"] == "tiny" and found["verified"] is True
        assert found["sha256"] == file_sha256(model)
        kinds = [event.value["kind"] for event in editor.progress if event.token == "t1"]
        assert kinds[0] == "begin" and kinds[-1] == "end"
        assert await editor.command("useModel", {"name": "tiny"}) == {"model": "tiny", "path": found["path"]}
        again = await pull(editor)
        assert again["path"] == found["path"] and len(hub.paths("GET")) == 1
        listed = {row["name"]: row for row in (await editor.command("models"))["models"]}
        assert listed["tiny"]["installed"]
        for _, path, headers in hub.requests:
            assert path.endswith("tiny.gguf"), "nothing else is asked"
            agent = headers["user-agent"]
            assert agent.startswith("understudy/") and "torch" not in agent and "agent/" not in agent


async def test_a_cancelled_download_ends_its_process_and_goes_on_later(opened: Opened, hub: Hub) -> None:
    hub.slow_s = 20
    async with opened({"models": {"hub": hub.url}}) as editor:
        asking = asyncio.create_task(pull(editor, workDoneToken=7))
        part = editor.root.parent / "home" / "models" / "tiny.gguf.part"
        async with asyncio.timeout(30):
            while not (part.exists() and part.stat().st_size):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert len(pulling(editor)) == 1
        assert "already" in (await pull(editor))["error"]["message"]
        editor.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(7))
        found = await asyncio.wait_for(asking, 10)
        assert found["cancelled"] and "continues" in found["error"]["nextStep"]
        assert pulling(editor) == []
        arrived, hub.slow_s = part.stat().st_size, 0
        assert (await pull(editor))["verified"]
        assert hub.ranges[-1] == f"bytes={arrived}-"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("qwen9", "no model qwen9"),
        ("--help", "no model --help"),
        (f"{NAME}/gone.gguf", "no such file"),
        ("nobody/nothing/a.gguf", "no repository"),
        ("qwen2.5-coder-0.5b", "no repository"),
    ],
)
async def test_a_refused_download_says_why_and_what_to_do(opened: Opened, hub: Hub, name: str, words: str) -> None:
    async with opened({"models": {"hub": hub.url}}) as editor:
        error = (await pull(editor, name))["error"]
        assert words in error["message"] and error["nextStep"]


async def test_what_is_no_model_does_not_stay(opened: Opened, hub: Hub) -> None:
    hub.repositories[NAME].files["page.gguf"] = b"<html>please log in</html>"
    async with opened({"models": {"hub": hub.url}}) as editor:
        error = (await pull(editor, f"{NAME}/page.gguf"))["error"]
        assert "not a GGUF" in error["message"]
        assert not list((editor.root.parent / "home" / "models").glob("[!.]*"))


async def test_a_wrong_address_of_the_hub_is_said(opened: Opened) -> None:
    async with opened({"models": {"hub": "my mirror"}}) as editor:
        assert "no web address" in (await pull(editor))["error"]["message"]
        assert "error" not in await editor.command("models")


async def test_a_password_in_the_hubs_address_goes_nowhere(opened: Opened) -> None:
    async with opened({"models": {"hub": "https://me:hush@inside.example"}}) as editor:
        said = [await pull(editor), await editor.command("models"), await editor.command("debugInformation")]
        assert "password" in said[0]["error"]["message"] and said[1]["hub"] == "inside.example"
        assert "hush" not in str(said) + str(editor.messages)


async def test_debug_information_does_not_name_the_mirror(opened: Opened) -> None:
    async with opened({"models": {"hub": "https://inside.example"}}) as editor:
        await editor.until("ready")  # the settings are known
        text = await editor.command("debugInformation")
        assert "inside.example" not in text and '"hub":"(set)"' in text


async def test_a_file_is_checked_before_it_is_used(opened: Opened, model: Path, tmp_path: Path) -> None:
    (tmp_path / "text.gguf").write_text("not a model")
    async with opened() as editor:
        refused = await editor.command("useModel", {"path": str(tmp_path / "text.gguf")})
        assert "not a GGUF" in refused["error"]["message"] and refused["error"]["nextStep"]
        gone = await editor.command("useModel", {"name": "qwen2.5-coder-0.5b"})
        assert "not downloaded" in gone["error"]["message"]
        found = await editor.command("useModel", {"path": str(model)})
        assert found == {"model": str(model), "path": str(model)}


async def test_a_client_without_settings_can_have_the_choice_remembered(opened: Opened, model: Path) -> None:
    async with opened({"model": ""}) as editor:
        found = await editor.command("useModel", {"path": str(model), "remember": True})
        assert found["model"] == str(model) and "other open windows" in found["note"]
        assert found["note"] in await editor.said("is used from now on")
        await editor.until("ready")
        assert (await editor.command("status"))["model"] == "bigram"
        assert (editor.root.parent / "home" / "model").read_text() == str(model)


async def test_what_is_remembered_but_not_used_here_is_said(opened: Opened, model: Path) -> None:
    async with opened() as editor:
        found = await editor.command("useModel", {"name": "understudy-tiny", "remember": True})
        assert found["note"] in await editor.said("goes first here") and str(model) in found["note"]
        await editor.until("ready")
        assert (await editor.command("status"))["model"] == "bigram"


async def test_layers_for_a_gpu_that_is_not_there_are_said_and_cost_nothing(opened: Opened) -> None:
    async with opened({"engine": {"threads": 1, "contextTokens": 1024, "gpuLayers": 99}}) as editor:
        await editor.until("ready")
        found = await editor.command("models")
        if not found["hardware"]["gpuBuild"]:
            assert "gpuLayers" in await editor.said("no GPU it can use")
