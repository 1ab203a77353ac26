"""Files that are not UTF-8, and a file of 5 MB.

Elsewhere: ghost text in a file that is not UTF-8 and in a large document (`lsp/test_completion.py`), source with a
coding line (`runner/test_runner_session.py`), ignore files that are not UTF-8 (`lsp/test_completion.py`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_input.asserting import ONE, PROJECT, STUB, refused, still_answers
from tests.cli.command_line import Run
from tests.lsp.conftest import Opened
from tests.runner.conftest import contents, make

LATIN = STUB.replace("Return a.", "Return a, déjà vu.")
BIG = STUB + "x = 1\n" * 900_000


async def test_server_works_on_the_text_of_an_open_file_and_leaves_its_latin_1_bytes_alone(opened: Opened) -> None:
    async with opened(ONE) as editor:
        make(editor.root, PROJECT)
        (editor.root / "calc.py").write_bytes(LATIN.encode("latin-1"))
        before = contents(editor.root)
        uri = editor.open("calc.py", LATIN)
        found = await editor.command("generate", {"uri": uri, "qualname": "same"})
        assert found["verified"], found["summary"]
        (change,) = found["edit"]["changes"][uri]
        assert "déjà" not in change["newText"] and change["range"]["start"]["line"] >= 2
        assert await editor.ghost(uri, 2, 0) is not None
        await still_answers(editor)
        assert editor.messages == [] and contents(editor.root) == before


async def test_server_generates_nothing_from_latin_1_bytes_that_no_editor_has_read(opened: Opened) -> None:
    async with opened(ONE) as editor:
        make(editor.root, PROJECT)
        (editor.root / "calc.py").write_bytes(LATIN.encode("latin-1"))
        before = contents(editor.root)
        found = await editor.command("generate", {"uri": editor.uri("calc.py"), "qualname": "same"})
        assert found["error"] == {
            "message": "calc.py is not UTF-8 text.",
            "nextStep": "Open it in the editor, or convert it to UTF-8.",
        }
        assert found["edit"] is None
        await still_answers(editor)
        assert editor.messages == [] and contents(editor.root) == before


@pytest.mark.parametrize("words", [("complete", "latin.py:3:1"), ("generate", "latin.py::same", "--apply")])
def test_command_refuses_a_file_that_is_not_utf8(words: tuple[str, ...], understudy: Run, workspace: Path) -> None:
    (workspace / "latin.py").write_bytes(LATIN.encode("latin-1"))
    before = contents(workspace)
    said = refused(understudy(*words))
    assert "latin.py is not UTF-8 text" in said and "next: Convert it to UTF-8" in said
    assert contents(workspace) == before


async def test_server_leaves_a_file_of_5_mb_alone_and_says_so_once(opened: Opened) -> None:
    async with opened(ONE) as editor:
        before = contents(make(editor.root, PROJECT | {"calc.py": BIG}))
        uri = editor.open("calc.py", BIG)
        for line in (2, 3):
            assert await editor.ghost(uri, line, 0) is None
        error = (await editor.command("generate", {"uri": uri, "qualname": "same"}))["error"]
        assert "larger than 512 KB" in error["message"] and "smaller file" in error["nextStep"]
        assert editor.messages == [f"Understudy: {error['message']} {error['nextStep']}"]
        editor.change(uri, (2, 0, 2, 0, "    "))
        await still_answers(editor)
        assert len(editor.messages) == 1 and contents(editor.root) == before


@pytest.mark.parametrize("words", [("complete", "big.py:3:1"), ("generate", "big.py::same", "--apply")])
def test_command_refuses_a_file_of_5_mb(words: tuple[str, ...], understudy: Run, workspace: Path) -> None:
    before = contents(make(workspace, {"big.py": BIG}))
    said = refused(understudy(*words))
    assert "big.py is larger than 512 KB" in said and "next: Move the code" in said
    assert contents(workspace) == before
