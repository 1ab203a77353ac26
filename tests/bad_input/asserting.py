"""What must hold after every bad input, in one place: how the command refuses, that the server still answers."""

from __future__ import annotations

import subprocess

from tests.lsp.bigram_model import LINE
from tests.lsp.conftest import Editor
from tests.lsp.test_commands import STUB, TESTS, TEXT

PROJECT = {"pyproject.toml": "[tool.pytest.ini_options]\n", "calc.py": STUB, "test_calc.py": TESTS}
"""`same` in calc.py is empty; one test reaches it, and the model's body passes it."""
ONE = {"generate": {"candidates": 1, "budgetSeconds": 20}}


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The command said what is wrong and what to do, once, and nothing else; returns what it said."""
    lines = done.stderr.splitlines()
    assert done.returncode == 2 and done.stdout == "", done
    assert [line.split(" ")[0] for line in lines] == ["error:", "next:"], done.stderr
    return done.stderr


async def still_answers(editor: Editor) -> None:
    """The server completes a line of a good file."""
    item = await editor.ghost(editor.open("good.py", TEXT), 2, 11)
    assert item is not None and item.insert_text == LINE
