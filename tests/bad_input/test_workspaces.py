"""Workspaces whose tests say nothing: none reaches the function, nothing imports, the edited file does not parse.

Elsewhere: each reason by itself, in the runner (`runner/test_runner_session.py`) and in the loop
(`generate/test_loop.py`); ghost text in broken syntax of every kind (`lsp/test_completion.py`).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.bad_input.asserting import ONE, PROJECT, STUB, TESTS, refused, still_answers
from tests.cli.command_line import Run
from tests.lsp.bigram_model import BODY
from tests.lsp.conftest import Opened
from tests.runner.conftest import contents, make


class Mute(NamedTuple):
    """files: written over PROJECT (None = removed). says, step: words of the message and of its next step."""

    files: dict[str, bytes | None]
    says: str
    step: str


MUTE = {
    "no tests": Mute({"test_calc.py": None}, "no tests reach same", "Write a test that calls same."),
    "tests of another same": Mute(
        {"test_calc.py": b"def same(a):\n    return a\n\n\ndef test_same():\n    assert same(3) == 3\n"},
        "no selected test reaches same",
        "import it from this workspace",
    ),
    "module does not import": Mute(
        {"calc.py": b"import nowhere\n\n\n" + STUB.encode()}, "No module named 'nowhere'", "-m pytest"
    ),
    "conftest does not import": Mute({"conftest.py": b"import nowhere\n"}, "No module named 'nowhere'", "-m pytest"),
    "tests are not UTF-8": Mute(
        {"test_calc.py": f"NAME = '\xe9'\n{TESTS}".encode("latin-1")}, "SyntaxError", "-m pytest"
    ),
    "syntax error in the edited file": Mute(
        {"calc.py": STUB.encode() + b"\n\nclass (:\n"}, "calc.py does not parse (line 9", "Fix the syntax error"
    ),
}


@pytest.fixture(params=MUTE)
def mute(request: pytest.FixtureRequest) -> Mute:
    return MUTE[request.param]


def _write(root: Path, files: dict[str, bytes | None]) -> dict[str, bytes]:
    make(root, PROJECT)
    for name, data in files.items():
        if data is None:
            (root / name).unlink()
        else:
            (root / name).write_bytes(data)
    return contents(root)


async def test_server_says_why_nothing_was_verified_and_what_to_do(mute: Mute, opened: Opened) -> None:
    async with opened(ONE) as editor:
        before = _write(editor.root, mute.files)
        uri = editor.open("calc.py", before["calc.py"].decode())
        found = await editor.command("generate", {"uri": uri, "qualname": "same"})
        assert found["summary"].startswith("not verified: ") and mute.says in found["summary"]
        assert mute.step in found["nextStep"] and not found["verified"]
        assert [c["verdict"]["status"] for c in found["candidates"]] == ["not_tested"]
        at = before["calc.py"].decode()[: before["calc.py"].decode().index('a."""')].count("\n") + 1
        item = await editor.ghost(uri, at, 0)  # ghost text needs no tests
        assert item is not None and item.insert_text.strip("\n") == BODY.strip("\n")
        await still_answers(editor)
        assert editor.messages == [] and contents(editor.root) == before


def test_command_says_why_nothing_was_verified_and_writes_nothing(
    mute: Mute, understudy: Run, tmp_path: Path, model: Path
) -> None:
    root = tmp_path / "mute"
    before = _write(root, mute.files)
    done = understudy(
        "generate", "calc.py::same", "--model", str(model), "--n", "1", "--budget", "30", "--apply", cwd=root
    )
    first, last = done.stderr.splitlines()
    assert done.returncode == 1  # nothing was applied
    assert done.stdout.startswith("not verified: ") and mute.says in done.stdout.splitlines()[0]
    assert first.startswith("next: ") and mute.step in first and last.startswith("not written: ")
    assert contents(root) == before


def test_command_completes_beside_a_syntax_error(understudy: Run, tmp_path: Path, model: Path) -> None:
    root = tmp_path / "broken"
    before = _write(root, MUTE["syntax error in the edited file"].files)
    done = understudy("complete", "calc.py:3:1", "--model", str(model), cwd=root)
    assert (done.returncode, done.stdout.strip("\n"), done.stderr) == (0, BODY.strip("\n"), "")
    assert contents(root) == before


def test_command_refuses_a_function_that_a_syntax_error_hides(understudy: Run, tmp_path: Path, model: Path) -> None:
    root = make(tmp_path / "hidden", PROJECT | {"calc.py": "def same(a:\n    return (\n"})
    said = refused(understudy("generate", "calc.py::same", "--model", str(model), cwd=root))
    assert "calc.py has no function same" in said
