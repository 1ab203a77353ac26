"""Generate with Tests in a real VS Code: where it begins, what it shows, what is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.stage import FUNCTION, WANTS, WORKSPACE, Editor
from tests.engine.remote.stand_in import MODELS, StandIn, in_thread, says, writes

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_generated_function_passes_its_tests_and_one_undo_reverts_it(editor: Editor, workspace: Path) -> None:
    editor.tell("generate", workspace)


def test_what_a_test_wants_becomes_a_new_file_when_it_is_accepted(editor: Editor, workspace: Path) -> None:
    (workspace / WANTS["file"]).write_text(WANTS["text"], encoding="utf-8")
    editor.tell("wanted", workspace)


def test_no_tests_run_before_the_workspace_is_trusted(editor: Editor, workspace: Path) -> None:
    editor.tell("restrictedMode", workspace)


def test_a_lens_generates_the_function_below_it(editor: Editor, workspace: Path) -> None:
    editor.tell("lens", workspace)


def test_when_no_candidate_passes_the_user_compares_and_goes_on(editor: Editor, workspace: Path) -> None:
    _contradict(workspace)
    editor.tell("nonePass", workspace)


def test_a_stopped_run_shows_what_it_had(editor: Editor, workspace: Path) -> None:
    _contradict(workspace)
    editor.configure(**{"generate.budgetSeconds": 120, "generate.candidates": 64})
    editor.tell("cancelled", workspace)


def test_without_tests_nothing_is_called_passed(editor: Editor, workspace: Path) -> None:
    editor.tell("noTests", workspace, untested=_untested(workspace))


def test_one_question_decides_a_tie(editor: Editor, workspace: Path) -> None:
    undecided = writes("    return values[0]\n", "    return values[-1]\n")
    with in_thread(StandIn({"/v1/models": says(MODELS), "/v1/completions": undecided})) as server:
        editor.configure(**{"remote.url": server.url})
        editor.tell("tie", workspace, untested=_untested(workspace))


def _contradict(workspace: Path) -> None:
    """No code passes all tests of the function any more."""
    with (workspace / "tests" / "test_numbers.py").open("a", encoding="utf-8") as file:
        file.write(
            f"\n\ndef test_two_things_at_once():\n    assert {FUNCTION}([2]) == 2\n    assert {FUNCTION}([2]) == 3\n"
        )


def _untested(workspace: Path) -> dict[str, object]:
    """A function that no test names."""
    name = f"{WORKSPACE.name}/ends.py"
    text = 'def one_end(values: list[int]) -> int:\n    """Return the number at one end of values."""\n    ...\n'
    (workspace / name).write_text(text, encoding="utf-8")
    return {"file": name, "line": 1}
