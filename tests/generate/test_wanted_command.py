"""`understudy generate TEST_FILE::test`: when it means what the test wants, and how the proposal is written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.generate.scripted import ScriptedRunner, ScriptedSampler, right_is_right
from understudy.cli import wanted as command
from understudy.cli.apply import ApplyError
from understudy.generate.loop import generate_with_tests
from understudy.generate.types import Request
from understudy.generate.wanted import GivenTests, request_for
from understudy.runner.runner import Runner
from understudy.runner.types import ConfinementError, FunctionRef

CODE = """from words import longest, words


def test_longest():
    assert longest("a bbb") == "bbb"


def test_words():
    assert words("a b") == ["a", "b"]


class TestMore:
    def test_longest(self):
        assert longest("") == ""


def test_neither():
    assert True
"""
WORDS = "def words(text):\n    return text.split()\n"
RIGHT = '    return max(text.split(), key=len, default="")\n'
WRONG = "    return text.split()[-1]\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = (tmp_path / "ws").resolve()
    (folder / "tests").mkdir(parents=True)
    (folder / "words.py").write_text(WORDS)
    (folder / "tests/test_words.py").write_text(CODE)
    (folder / "tests/test_waits.py").write_text(
        "from words import absent, longest\n\ndef test_longest():\n    longest('')\n"
    )
    return folder


def snapshot(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("qualname", "expected"),
    [
        ("test_longest", "longest"),
        ("TestMore.test_longest", "longest"),
        ("TestMore::test_longest", "longest"),
        ("test_words", None),  # all that it uses is there
        ("test_neither", None),
        ("test_nowhere", None),
        ("longest", None),
    ],
)
def test_only_a_test_that_wants_something_is_read_so(workspace: Path, qualname: str, expected: str | None) -> None:
    wanted = command.wanted_by(workspace / "tests/test_words.py", CODE, qualname, workspace)
    assert (wanted.targets[0].qualname if wanted else None) == expected


def test_a_function_called_test_in_no_test_file_is_a_function(workspace: Path) -> None:
    (workspace / "tool.py").write_text(CODE)
    assert command.wanted_by(workspace / "tool.py", CODE, "test_longest", workspace) is None


def test_what_is_wanted_is_said(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = command.wanted_by(workspace / "tests/test_words.py", CODE, "test_longest", workspace)
    assert wanted is not None
    command.say(wanted, workspace)
    assert "wanted: function longest in words.py\n" in capsys.readouterr().err


def test_writing_replaces_what_was_read_and_nothing_newer(workspace: Path) -> None:
    wanted = command.wanted_by(workspace / "tests/test_words.py", CODE, "test_longest", workspace)
    assert wanted is not None
    target = wanted.targets[0]
    command.write(target, target.text)
    assert (workspace / "words.py").read_text() == target.text
    with pytest.raises(ApplyError):
        command.write(target, "lost\n")
    assert (workspace / "words.py").read_text() == target.text


def test_a_new_file_is_made_once(workspace: Path) -> None:
    (workspace / "words.py").unlink()
    wanted = command.wanted_by(workspace / "tests/test_words.py", CODE, "test_longest", workspace)
    assert wanted is not None
    target = wanted.targets[0]
    assert not target.exists and target.old_text == ""
    command.write(target, "x = 1\n")
    with pytest.raises(ApplyError):
        command.write(target, "x = 2\n")
    assert (workspace / "words.py").read_text() == "x = 1\n"
    assert [path.name for path in workspace.iterdir() if path.suffix == ".part"] == []


async def test_the_tests_are_the_given_ones_and_the_rest_is_the_runners(workspace: Path) -> None:
    runner = ScriptedRunner(right_is_right)
    given = GivenTests(runner, ("tests/test_words.py::test_longest",))
    selection = await given.find_tests(FunctionRef(workspace / "words.py", "longest"), "")
    assert (selection.nodeids, selection.how) == (("tests/test_words.py::test_longest",), "given")
    assert given.level == runner.level and given.describe() == runner.describe()


async def test_the_true_body_is_confirmed_by_the_test_that_wanted_it(workspace: Path) -> None:
    before = snapshot(workspace)
    wanted = command.wanted_by(workspace / "tests/test_words.py", CODE, "test_longest", workspace)
    assert wanted is not None
    target = wanted.targets[0]
    options = Request(workspace / "unread.py", "", line=3, n=2, budget_s=300, policy="direct")
    try:
        runner = await Runner.start(workspace, python=Path(sys.executable), timeout_s=30)
    except ConfinementError as error:
        pytest.skip(str(error))
    async with runner:
        given = GivenTests(runner, target.tests)
        outcome = await generate_with_tests(request_for(target, options), ScriptedSampler([WRONG, RIGHT]), given)
    assert outcome.verified and outcome.tests == target.tests and len(outcome.tests) == 2
    assert outcome.new_text is not None and outcome.new_text.startswith(WORDS + "\n\ndef longest(text: str) -> str:")
    assert outcome.new_text.endswith(RIGHT)
    wrong = next(candidate for candidate in outcome.candidates if candidate.text == WRONG)
    assert wrong.verdict is None or (wrong.verdict.status, wrong.verdict.passed) == ("failed", 1)
    assert snapshot(workspace) == before
