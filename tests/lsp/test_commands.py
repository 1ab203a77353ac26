"""The commands of the extension, against a real server, engine and test runner."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types

from tests.lsp.bigram_model import BODY, LINE, make_adapter
from tests.lsp.conftest import Editor, Opened
from understudy.learn.events import Outcome, Shown
from understudy.learn.store import Log
from understudy.lsp.session import SETTINGS_WAIT_S
from understudy.models.adapters import AdapterRegistry
from understudy.models.gguf_header import content_sha256

STUB = 'def same(a):\n    """Return a."""\n\n\ndef other():\n    return 1\n'
TESTS = "from calc import same\n\n\ndef test_same():\n    assert same(3) == 3\n"
TEXT = "def total_of(items):\n    total = sum(items)\n    return \n"


def project(editor: Editor) -> str:
    (editor.root / "calc.py").write_text(STUB)
    (editor.root / "test_calc.py").write_text(TESTS)
    return editor.open("calc.py", STUB)


async def test_generate_proposes_a_body_the_tests_passed_and_applies_nothing(opened: Opened) -> None:
    async with opened({"generate": {"candidates": 2, "budgetSeconds": 20}}) as editor:
        uri = project(editor)
        arguments = {"uri": uri, "position": {"line": 1, "character": 4}, "workDoneToken": "t1"}
        found = await editor.command("generate", arguments)
        assert "error" not in found, found
        assert found["verified"], found["summary"]
        assert found["summary"].startswith("passed 1/1 tests")
        assert found["function"]["qualname"] == "same" and len(found["tests"]) == 1
        first = found["candidates"][0]
        assert first["text"] == BODY and first["chosen"] and first["verdict"]["status"] == "passed"
        (change,) = found["edit"]["changes"][uri]
        assert change["newText"].strip() == BODY.strip()
        assert (editor.root / "calc.py").read_text() == STUB
        kinds = [p.value["kind"] for p in editor.progress if p.token == "t1"]
        assert kinds[0] == "begin" and kinds[-1] == "end"
        assert (await editor.command("status"))["state"] == "ready"
        choice = {"resultId": found["resultId"], "index": 0}
        assert await editor.command("acceptCandidate", choice) is True
        assert await editor.command("acceptCandidate", {"resultId": "gone", "index": 0}) is False


async def test_generate_can_be_cancelled_from_its_progress(opened: Opened) -> None:
    async with opened({"generate": {"candidates": 2, "budgetSeconds": 60}}) as editor:
        uri = project(editor)
        (editor.root / "test_calc.py").write_text(
            TESTS.replace("    assert", "    import time; time.sleep(2)\n    assert")
        )
        await editor.until("ready")
        asking = asyncio.create_task(editor.command("generate", {"uri": uri, "qualname": "same", "workDoneToken": 7}))
        await editor.reported(7, "1 tried")
        editor.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(7))
        found = await asyncio.wait_for(asking, 10)
        assert found["cancelled"] and not found["verified"] and "stopped" in found["summary"], found
        assert [candidate["text"] for candidate in found["candidates"]] == [BODY]
        again = await editor.command("generate", {"continues": found["resultId"]})
        assert again["verified"] and not again["cancelled"], again["summary"]
        assert (await editor.command("status"))["state"] == "ready"


async def test_cancel_before_there_is_a_candidate_says_stopped(opened: Opened) -> None:
    async with opened({"generate": {"budgetSeconds": 60}}) as editor:
        uri = project(editor)
        asking = asyncio.create_task(editor.command("generate", {"uri": uri, "qualname": "same", "workDoneToken": 8}))
        await editor.reported(8, "loading")
        editor.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(8))
        found = await asyncio.wait_for(asking, 20)
        if found["candidates"]:  # the model was loaded meanwhile
            return
        assert found["cancelled"] and found["error"]["message"] == "Stopped." and found["edit"] is None


@pytest.mark.parametrize("name", ["generate", "generateForTest", "fineTune", "pullModel"])
async def test_a_cancel_is_heard_while_the_settings_are_waited_for(opened: Opened, name: str) -> None:
    async with opened(settings_later=True) as editor:
        place = {"uri": project(editor), "position": {"line": 1}, "name": "qwen2.5-coder-0.5b"}
        began = asyncio.get_running_loop().time()
        asking = asyncio.create_task(editor.command(name, place | {"workDoneToken": "t1"}))
        async with asyncio.timeout(10):
            while not editor.progress:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        editor.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams("t1"))
        found = await asking
        assert found.get("cancelled") or found.get("stopped"), found
        assert asyncio.get_running_loop().time() - began < SETTINGS_WAIT_S
        assert [each.value["kind"] for each in editor.progress] == ["begin", "end"]


async def test_untrusted_workspace_runs_no_tests(opened: Opened) -> None:
    async with opened(options={"trusted": False}) as editor:
        uri = project(editor)
        found = await editor.command("generate", {"uri": uri, "qualname": "same"})
        assert "not trusted" in found["error"]["message"] and found["error"]["nextStep"]
        assert await editor.command("setTrusted", True) is True
        found = await editor.command("generate", {"uri": uri, "qualname": "nothing_here"})
        assert "has no function nothing_here" in found["error"]["message"]


async def test_budget_of_zero_is_an_error_with_a_next_step(opened: Opened) -> None:
    async with opened({"generate": {"budgetSeconds": 0}}) as editor:
        found = await editor.command("generate", {"uri": project(editor), "qualname": "same"})
        assert "budget of 0 s" in found["error"]["message"] and "budgetSeconds" in found["error"]["nextStep"]


async def test_adapters_are_used_taken_back_and_refused(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("UNDERSTUDY_HOME", str(home))
    async with opened(home=home) as editor:
        uri = editor.open("a.py", TEXT)
        assert await editor.ghost(uri, 2, 11) is not None
        base = content_sha256(Path(editor.settings["model"]))
        record = AdapterRegistry().register(make_adapter(tmp_path / "a.gguf"), base, {"method": "dpo"})
        engine = editor.engine().pid
        assert (await editor.command("useAdapter", {"id": record.id}))["adapter"] == record.id
        assert (await editor.command("status"))["adapter"] == record.id
        item = await editor.ghost(uri, 2, 11)
        assert item is not None and item.insert_text == LINE
        assert editor.engine().pid == engine
        assert (await editor.command("adapterBack"))["adapter"] == ""
        assert (await editor.command("adapterBack"))["adapter"] == record.id
        assert (await editor.command("adapterOff"))["adapter"] == ""
        assert "no adapter gone" in (await editor.command("useAdapter", {"id": "gone"}))["error"]["message"]


async def test_fine_tune_refuses_politely_with_counts(opened: Opened) -> None:
    async with opened() as editor:
        found = await editor.command("fineTune", {})
        assert found["adopted"] is False and "(0 of 32)" in found["message"]
        assert found["metrics"]["pairs"] == 0


async def test_wrong_settings_are_said_once_and_the_rest_is_used(opened: Opened) -> None:
    async with opened({"completion": {"maxTokens": 0, "debounceMs": "soon"}, "learn": {"enable": False}}) as editor:
        message = await editor.said("understudy.completion.maxTokens")
        assert "understudy.completion.debounceMs" in message
        assert (await editor.ghost(editor.open("a.py", TEXT), 2, 11)) is not None
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        await editor.until("ready")
        assert len(editor.messages) == 1


async def test_disabled_server_answers_nothing_and_loads_nothing(opened: Opened) -> None:
    async with opened({"enable": False}) as editor:
        assert await editor.ghost(editor.open("a.py", TEXT), 2, 11) is None
        assert (await editor.command("status"))["state"] == "paused"
        with pytest.raises(StopIteration):
            editor.engine()


async def test_accepted_suggestion_is_in_the_log(opened: Opened, tmp_path: Path) -> None:
    async with opened() as editor:
        uri = editor.open("a.py", TEXT)
        item = await editor.ghost(uri, 2, 11)
        assert item is not None and item.command is not None and item.command.arguments
        editor.change(uri, (2, 11, 2, 11, LINE))
        assert await editor.command("accepted", item.command.arguments[0]) is True
        status = await editor.command("status")
        assert (status["shown"], status["accepted"]) == (1, 1)
        assert editor.statuses[-1]["accepted"] == 1
    events = list(Log.open(tmp_path / "home" / "learn.sqlite").events())
    shown = [event for event in events if isinstance(event, Shown)]
    assert [event.text for event in shown] == [LINE] and shown[0].file.endswith("a.py")
    assert [event.kind for event in events if isinstance(event, Outcome)] == ["accepted"]


async def test_log_that_cannot_be_written_costs_one_message_only(opened: Opened, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "learn.sqlite").mkdir(parents=True)  # root may write anywhere, but not into a folder
    async with opened(home=home) as editor:
        uri = editor.open("a.py", TEXT)
        assert await editor.ghost(uri, 2, 11) is not None
        await editor.said("nothing is learned")
        assert len(editor.messages) == 1


async def test_debug_information_names_versions_and_no_paths_of_the_user(opened: Opened) -> None:
    async with opened() as editor:
        await editor.until("ready")
        text = await editor.command("debugInformation")
        assert "Understudy 0" in text and "Model bigram" in text
        assert str(editor.root) not in text


async def test_restart_engine_gives_a_new_process(opened: Opened) -> None:
    async with opened() as editor:
        await editor.until("ready")
        before = editor.engine().pid
        await editor.command("restartEngine")
        await editor.until("ready")
        assert editor.engine().pid != before


async def test_wrong_arguments_are_refused_and_unknown_hover_is_empty(opened: Opened) -> None:
    async with opened() as editor:
        with pytest.raises(Exception, match="Wrong argument"):
            await editor.command("generate", {"uri": 3})
        with pytest.raises(Exception, match="not defined"):
            await editor.command("nonsense")
        uri = editor.open("a.py", TEXT)
        at = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 6))
        assert await editor.client.text_document_hover_async(at) is None


async def test_an_adapter_that_cannot_be_attached_is_told_by_the_status_until_one_can(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("UNDERSTUDY_HOME", str(home))
    async with opened(home=home) as editor:
        await editor.until("ready")
        base = content_sha256(Path(editor.settings["model"]))
        registry = AdapterRegistry()
        good = registry.register(make_adapter(tmp_path / "a.gguf"), base, {"method": "dpo"})
        (tmp_path / "b.gguf").write_bytes((tmp_path / "a.gguf").read_bytes() + b"another")
        bad = registry.register(tmp_path / "b.gguf", base, {"method": "dpo"})
        registry.path(bad).write_bytes(registry.path(bad).read_bytes()[:200])
        failed = await editor.command("useAdapter", {"id": bad.id})
        status = await editor.command("status")
        assert failed["error"]["message"] in status["detail"] and status["nextStep"] and status["state"] == "ready"
        assert status["adapter"] == "" and registry.current(base) is None
        await editor.command("useAdapter", {"id": good.id})
        assert (await editor.command("status"))["detail"] == ""
        registry.use(bad.id, base)
    async with opened(home=home) as editor:  # it is what was chosen, and the model answers without it
        status = await editor.until("ready")
        assert status["detail"] and await editor.said(status["detail"])
        assert await editor.ghost(editor.open("a.py", TEXT), 2, 11) is not None
