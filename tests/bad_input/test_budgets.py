"""Budgets of nothing.

Elsewhere: the loop's own refusal (`generate/test_loop.py`), settings that are out of range (`lsp/test_commands.py`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_input.asserting import PROJECT, refused, still_answers
from tests.cli.command_line import Run
from tests.lsp.conftest import Opened
from tests.runner.conftest import contents, make


async def test_server_refuses_to_generate_in_no_time_and_completes_with_the_default(opened: Opened) -> None:
    async with opened({"generate": {"budgetSeconds": 0}, "completion": {"firstAnswerMs": 0}}) as editor:
        before = contents(make(editor.root, PROJECT))
        for _ in range(2):
            found = await editor.command("generate", {"uri": editor.uri("calc.py"), "qualname": "same"})
            assert "budget of 0 s" in found["error"]["message"]
            assert "understudy.generate.budgetSeconds" in found["error"]["nextStep"]
        await still_answers(editor)
        (message,) = editor.messages
        assert "understudy.completion.firstAnswerMs" in message and "Correct it in the settings." in message
        assert contents(editor.root) == before


@pytest.mark.parametrize("seconds", ["0", "-1", "nan"])
@pytest.mark.parametrize(
    "words", [("generate", "calc.py::clamp", "--apply", "--budget"), ("complete", "calc.py:3:1", "--seconds")]
)
def test_command_refuses_to_work_in_no_time(
    words: tuple[str, ...], seconds: str, understudy: Run, workspace: Path
) -> None:
    before = contents(workspace)
    said = refused(understudy(*words, seconds))
    assert f"{float(seconds):g} s" in said and "next: Give it some seconds" in said
    assert contents(workspace) == before
