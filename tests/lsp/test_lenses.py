"""Lenses and code actions, asked for by a real client of a real server."""

from __future__ import annotations

import asyncio
from typing import Any

from lsprotocol import types

from tests.lsp.bigram_model import BODY
from tests.lsp.conftest import Editor, Opened

STUB = (
    "import functools\n\n\n"
    'def same(a):\n    """Return a."""\n\n\n'
    "@functools.cache\ndef tested(a):\n    return a\n\n\n"
    "def untested(a):\n    return a\n\n\n"
    'def alone(a):\n    """Nobody tests it."""\n    ...\n'
)
TESTS = (
    "from calc import same, tested\n\n\n"
    "def test_same():\n    assert same(3) == 3\n\n\n"
    "def test_other():\n    assert same(4) == 4\n\n\n"
    "def test_tested():\n    assert tested(1) == 1\n"
)
OWN = {"commands": {"generate": "editor.generate"}}


def project(editor: Editor) -> str:
    (editor.root / "calc.py").write_text(STUB)
    (editor.root / "test_calc.py").write_text(TESTS)
    return editor.open("calc.py", STUB)


async def titles(editor: Editor, uri: str) -> dict[int, str]:
    return {lens.range.start.line: lens.command.title for lens in await editor.lenses(uri) if lens.command}


async def until(editor: Editor, uri: str, line: int, title: str) -> None:
    """Return when the lens of a line says so: test files are read in the background."""
    for _ in range(200):
        found = await titles(editor, uri)
        if found.get(line) == title:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(found)


async def actions(editor: Editor, uri: str, line: int, only: list[str] | None = None) -> list[Any]:
    at = types.Position(line, 4)
    context = types.CodeActionContext(diagnostics=[], only=only)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), types.Range(at, at), context)
    return list(await asyncio.wait_for(editor.client.text_document_code_action_async(params), 30) or [])


async def test_functions_with_tests_and_without_a_body_have_a_lens(opened: Opened) -> None:
    async with opened(options=OWN) as editor:
        uri = project(editor)
        await until(editor, uri, 3, "Generate with Tests · 2 tests")
        found = await titles(editor, uri)
        assert found == {3: "Generate with Tests · 2 tests", 7: "Generate with Tests · 1 test", 16: "Generate"}
        assert editor.refreshed >= 1
        lens = (await editor.lenses(uri))[1]
        assert lens.command is not None and lens.command.command == "editor.generate"
        assert list(lens.command.arguments or ()) == [{"uri": uri, "position": {"line": 8, "character": 0}}]
        assert await titles(editor, editor.open("test_calc.py", TESTS)) == {}


async def test_lenses_follow_the_text_and_the_saved_tests(opened: Opened) -> None:
    async with opened(options=OWN) as editor:
        uri = project(editor)
        await until(editor, uri, 3, "Generate with Tests · 2 tests")
        editor.change(uri, (0, 0, 0, 0, "# a line more\n"))
        assert (await titles(editor, uri))[4] == "Generate with Tests · 2 tests"
        told = editor.refreshed
        (editor.root / "test_more.py").write_text("import calc\n\n\ndef test_alone():\n    calc.alone(1)\n")
        saved = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(editor.uri("test_more.py")))
        editor.client.text_document_did_save(saved)
        await until(editor, uri, 17, "Generate with Tests · 1 test")
        assert editor.refreshed > told


async def test_file_that_is_opened_anew_is_read_anew_whatever_its_version(opened: Opened) -> None:
    async with opened(options=OWN) as editor:
        uri = project(editor)
        await until(editor, uri, 3, "Generate with Tests · 2 tests")
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        assert editor.open("calc.py", f"# {'-' * 9}\n{STUB}") == uri  # its version is the one from before
        assert (await titles(editor, uri))[4] == "Generate with Tests · 2 tests"


async def test_nothing_is_offered_where_understudy_keeps_out(opened: Opened) -> None:
    async with opened({"enable": False}) as editor:
        assert await editor.lenses(project(editor)) == []
    async with opened() as editor:
        assert await editor.lenses(editor.open("calc.pyi", STUB)) == []
        assert await editor.lenses(editor.open("notes.txt", STUB, language="plaintext")) == []
        (editor.root / ".understudyignore").write_text("secret.py\n")
        assert await editor.lenses(editor.open("secret.py", STUB)) == []


async def test_code_action_is_offered_inside_the_function_to_those_who_want_rewrites(opened: Opened) -> None:
    async with opened(options=OWN) as editor:
        uri = project(editor)
        await until(editor, uri, 3, "Generate with Tests · 2 tests")
        (action,) = await actions(editor, uri, 4)
        assert action.title == "Understudy: Generate with Tests · 2 tests"
        # lsprotocol 2025 takes an action that has a command for the command, which then is the whole of it as text
        assert "'command': 'editor.generate'" in action.command and uri in action.command
        assert await actions(editor, uri, 13) == [] and await actions(editor, uri, 0) == []
        assert len(await actions(editor, uri, 4, ["refactor"])) == 1
        assert await actions(editor, uri, 4, ["quickfix"]) == []
        assert await actions(editor, uri, 4, ["refactor.rewrite.python"]) == []
    async with opened(options=OWN, literals=False) as editor:
        (command,) = await actions(editor, project(editor), 4)
        assert command.command == "editor.generate" and command.title.startswith("Generate with Tests")


async def test_click_in_an_editor_without_a_command_of_its_own_applies_what_the_tests_proved(opened: Opened) -> None:
    edits = types.WorkspaceEditClientCapabilities(document_changes=True)
    async with opened({"generate": {"candidates": 2, "budgetSeconds": 20}}, edits=edits, shows_progress=True) as editor:
        uri = project(editor)
        await until(editor, uri, 3, "Generate with Tests · 2 tests")
        command = (await editor.lenses(uri))[0].command
        assert command is not None and command.command == "understudy.generate" and command.arguments
        found = await editor.command("generate", *command.arguments)
        assert found["verified"], found["summary"]
        (applied,) = editor.applied
        (change,) = applied.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit) and change.text_document.version == found["version"]
        assert change.edits[0].new_text.strip() == BODY.strip()
        assert (await editor.said("passed 2/2 tests")).startswith("Understudy: ")
        assert any(each.value["kind"] == "begin" for each in editor.progress)
        await asyncio.sleep(0.3)
        assert (await editor.command("status"))["accepted"] == 1


async def test_what_is_not_verified_is_not_applied_and_the_user_is_told(opened: Opened) -> None:
    edits = types.WorkspaceEditClientCapabilities()
    async with opened({"generate": {"candidates": 2, "budgetSeconds": 20}}, edits=edits) as editor:
        uri = project(editor)
        found = await editor.command("generate", {"uri": uri, "qualname": "alone", "apply": True})
        assert not found["verified"] and found["edit"] is not None and editor.applied == []
        message = await editor.said("Nothing was changed.")
        assert "not verified: no selected test reaches alone" in message and "from this workspace." in message
        assert message.endswith(f"The best was:\n{BODY.rstrip()}")
        await editor.command("generate", {"uri": uri, "qualname": "nowhere", "apply": True})
        await editor.said("no function nowhere")


async def test_refused_edit_and_a_client_that_takes_none_are_said(opened: Opened) -> None:
    quick = {"generate": {"candidates": 2, "budgetSeconds": 20}}
    async with opened(quick, edits=types.WorkspaceEditClientCapabilities()) as editor:
        editor.applies = False
        uri = project(editor)
        await editor.command("generate", {"uri": uri, "qualname": "same", "apply": True})
        assert len(editor.applied) == 1 and editor.applied[0].edit.changes
        await editor.said("it is locked")
        assert (await editor.command("status"))["accepted"] == 0
    async with opened(quick) as editor:
        await editor.command("generate", {"uri": project(editor), "qualname": "same", "apply": True})
        await editor.said("understudy generate --apply")
        assert editor.applied == []


async def test_edit_of_a_candidate_can_be_asked_for_with_its_plan(opened: Opened) -> None:
    async with opened({"generate": {"candidates": 2, "budgetSeconds": 20, "policy": "plan-first"}}) as editor:
        uri = project(editor)
        found = await editor.command("generate", {"uri": uri, "qualname": "same"})
        planned = next(index for index, each in enumerate(found["candidates"]) if each["plan"])
        asked = {"resultId": found["resultId"], "index": planned}
        plain = await editor.command("candidateEdit", asked)
        kept = await editor.command("candidateEdit", asked | {"keepPlan": True})
        assert plain["edit"] == found["candidates"][planned]["edit"] and plain["version"] == found["version"]
        assert "# 1. add them" in kept["edit"]["changes"][uri][0]["newText"]
        assert "# 1." not in plain["edit"]["changes"][uri][0]["newText"] and found["keepPlan"] is False
        gone = await editor.command("candidateEdit", {"resultId": "gone", "index": 0})
        assert "not kept" in gone["error"]["message"] and gone["edit"] is None
