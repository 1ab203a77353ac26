"""Generate with Tests beyond the first answer: warm runners, going on, what a user is told. Real engine, real tests."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from tests.engine.remote.stand_in import MODELS, StandIn, running, says, writes
from tests.lsp.bigram_model import BODY
from tests.lsp.conftest import Editor, Opened

STUB = 'def same(a):\n    """Return a."""\n'
RIGHT = "from calc import same\n\n\ndef test_same():\n    assert same(3) == 3\n"
WRONG = "from calc import same\n\n\ndef test_more():\n    assert same(3) == 4\n"
UNREACHED = "def test_nothing():\n    assert True\n"
QUICK = {"generate": {"candidates": 2, "budgetSeconds": 20}}


def project(editor: Editor, tests: str) -> str:
    (editor.root / "calc.py").write_text(STUB)
    (editor.root / "test_calc.py").write_text(tests)
    return editor.open("calc.py", STUB)


def fork_servers(editor: Editor) -> set[int]:
    """The processes that hold the collected tests."""
    found = set()
    for child in psutil.Process(editor.pid).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):  # it may end meanwhile
            if any(part.endswith("zygote.py") for part in child.cmdline()[:3]):
                found.add(child.pid)
    return found


async def until(true: Callable[[], bool]) -> None:
    """Return when it is: what is closed in the background needs a moment."""
    for _ in range(200):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never was")


async def test_sandbox_is_shown_with_each_result_and_announced_once_on_a_machine(
    opened: Opened, tmp_path: Path
) -> None:
    for _ in range(2):
        async with opened(QUICK, first_time=True) as editor:
            found = await editor.command("generate", {"uri": project(editor, RIGHT), "qualname": "same"})
            assert found["verified"] and found["sandbox"].split()[0] in ("L3", "L2", "L1")
            assert str(editor.root) in found["sandbox"]
            announced = [message for message in editor.messages if "sandbox" in message]
            (tmp_path / "counts").open("a").write(f"{len(announced)}\n")
    assert (tmp_path / "counts").read_text().split() == ["1", "0"]


async def test_second_generate_uses_the_fork_servers_of_the_first(opened: Opened) -> None:
    async with opened(QUICK) as editor:
        uri = project(editor, RIGHT)
        assert (await editor.command("generate", {"uri": uri, "qualname": "same"}))["verified"]
        first = fork_servers(editor)
        assert first
        assert (await editor.command("generate", {"uri": uri, "qualname": "same"}))["verified"]
        assert fork_servers(editor) == first
        (editor.root / "test_calc.py").write_text(WRONG)
        assert not (await editor.command("generate", {"uri": uri, "qualname": "same"}))["verified"]
        await until(lambda: not fork_servers(editor) & first)  # tests that changed are collected anew
        assert await editor.command("setTrusted", False) is False
        assert not fork_servers(editor), "without trust nothing of the workspace stays loaded"


async def test_going_on_keeps_what_was_tried(opened: Opened) -> None:
    async with opened(QUICK) as editor:
        uri = project(editor, WRONG)
        found = await editor.command("generate", {"uri": uri, "qualname": "same"})
        assert not found["verified"] and found["edit"] is None
        again = await editor.command("generate", {"continues": found["resultId"]})
        assert [c["text"] for c in again["candidates"]].count(BODY) == 1
        assert again["elapsedSeconds"] > found["elapsedSeconds"] and again["resultId"] != found["resultId"]
        editor.change(uri, (0, 0, 0, 0, "# changed\n"))
        late = await editor.command("generate", {"continues": found["resultId"]})
        assert "has changed" in late["error"]["message"] and late["edit"] is None


async def test_going_on_after_an_assert_changed_claims_nothing_of_before(opened: Opened) -> None:
    async with opened(QUICK) as editor:
        found = await editor.command("generate", {"uri": project(editor, RIGHT), "qualname": "same"})
        assert found["verified"], found["summary"]
        (editor.root / "test_calc.py").write_text(RIGHT.replace("== 3", "== 4"))
        again = await editor.command("generate", {"continues": found["resultId"]})
        assert again["tests"] == found["tests"] and not again["verified"] and again["edit"] is None
        assert [c["verdict"]["status"] for c in again["candidates"] if c["text"] == BODY] == ["failed"]


async def test_what_is_not_kept_any_more_says_what_to_do(opened: Opened) -> None:
    async with opened(QUICK) as editor:
        for command, argument in (("generate", {"continues": "x"}), ("answerQuestion", {"resultId": "x", "index": 0})):
            found = await editor.command(command, argument)
            assert "not kept" in found["error"]["message"] and "again" in found["error"]["nextStep"]


async def test_without_tests_nothing_is_claimed(opened: Opened) -> None:
    async with opened(QUICK) as editor:
        found = await editor.command("generate", {"uri": project(editor, UNREACHED), "qualname": "same"})
        assert found["summary"].startswith("not verified: no selected test reaches same") and not found["verified"]
        assert found["candidates"][0]["text"] == BODY and found["edit"] is not None
        assert found["candidates"][0]["verdict"]["status"] == "not_tested"


async def test_one_answer_decides_a_tie_and_proves_nothing(opened: Opened) -> None:
    undecided = writes("    return values[0]\n", "    return values[-1]\n")
    async with running(StandIn({"/v1/models": says(MODELS), "/v1/completions": undecided})) as server:
        settings = {"generate": {"candidates": 8, "budgetSeconds": 20}, "remote": {"url": server.url}}
        async with opened(settings) as editor:
            text = (
                'def one_end(values: list[int]) -> int:\n    """Return the number at one end of values."""\n    ...\n'
            )
            (editor.root / "ends.py").write_text(text)
            found = await editor.command("generate", {"uri": editor.open("ends.py", text), "qualname": "one_end"})
            assert found["question"] and len(found["question"]["answers"]) == 2, found
            assert found["question"]["call"].startswith("one_end(")
            second = found["question"]["answers"][1]
            (place,) = second["candidates"]
            wanted = found["candidates"][place]["text"]
            answer = await editor.command("answerQuestion", {"resultId": found["resultId"], "index": 1})
            assert answer["candidates"][0]["text"] == wanted and answer["candidates"][0]["chosen"]
            assert second["text"] in answer["summary"] and not answer["verified"] and answer["question"] is None


WANTS = "from calc import same\n\n\ndef test_same():\n    a = 3\n    assert same(a) == 3\n"


def test_file(editor: Editor) -> dict[str, Any]:
    """A saved test that wants `calc.same`, with the cursor in it."""
    (editor.root / "test_calc.py").write_text(WANTS)
    return {"uri": editor.open("test_calc.py", WANTS), "position": {"line": 5, "character": 4}}


test_file.__test__ = False  # type: ignore[attr-defined]  # for pytest it is no test


async def test_function_that_a_test_wants_is_added_to_its_file(opened: Opened) -> None:
    async with opened(QUICK) as editor:
        (editor.root / "calc.py").write_text("UNIT = 1\n")
        found = await editor.command("generateForTest", test_file(editor))
        assert "error" not in found, found
        assert found["verified"], found["summary"]
        (uri,) = found["edit"]["changes"]
        (change,) = found["edit"]["changes"][uri]
        assert uri == editor.uri("calc.py") == found["uri"]
        assert change["range"]["start"]["line"] >= 1 and "def same(a" in change["newText"]
        assert (editor.root / "calc.py").read_text() == "UNIT = 1\n"


async def test_module_that_a_test_wants_is_created_by_the_edit_alone(opened: Opened) -> None:
    async with opened(QUICK) as editor:
        found = await editor.command("generateForTest", test_file(editor))
        assert found["verified"], found["summary"]
        created, edits = found["edit"]["documentChanges"]
        assert created == {"kind": "create", "uri": editor.uri("calc.py")}
        assert "def same(a" in edits["edits"][0]["newText"] and edits["textDocument"]["uri"] == created["uri"]
        assert not (editor.root / "calc.py").exists()


async def test_method_of_a_class_that_is_defined_twice_is_left_to_the_user(opened: Opened) -> None:
    wants = "from calc import A\n\n\ndef test_m():\n    assert A().m(3) == 3\n"
    async with opened(QUICK) as editor:
        (editor.root / "calc.py").write_text("class A:\n    x = 1\n\n\n" * 2)
        (editor.root / "test_calc.py").write_text(wants)
        asked = {"uri": editor.open("test_calc.py", wants), "position": {"line": 4, "character": 4}}
        error = (await editor.command("generateForTest", asked))["error"]
        assert "calc.py: A.m" in error["message"]


async def test_test_that_wants_nothing_or_is_not_saved_is_told_so(opened: Opened) -> None:
    async with opened(QUICK) as editor:
        project(editor, RIGHT)
        uri = editor.open("test_calc.py", RIGHT)
        asked = {"uri": uri, "position": {"line": 4, "character": 4}}
        assert "exists" in (await editor.command("generateForTest", asked))["error"]["message"]
        editor.change(uri, (0, 0, 0, 0, "# typed\n"))
        assert "not saved" in (await editor.command("generateForTest", asked))["error"]["message"]
