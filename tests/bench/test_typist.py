"""The typist and the editor: who writes what, what is worth a Tab, and when a suggestion goes away."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bench.editor import Document, Token, Typing
from bench.passages import ROOT, functions, mbpp, whole_files
from bench.typist import Passage, acceptable, keystroke, pause_s, words_per_minute

TEXT = "def f(a):\n    if a:\n        return 1\n    return 2\n"
PASSAGE = Passage("x.py", "", TEXT, "")


def test_editor_writes_the_indentation_and_the_typist_the_rest() -> None:
    typed, position = [], 0
    while position < len(TEXT):
        typed.append(keystroke(PASSAGE, position))
        position += len(typed[-1])
    assert "".join(typed) == TEXT
    assert "\n        " in typed and len(typed) == PASSAGE.total == len(TEXT.replace("    ", ""))


def test_same_seed_is_the_same_typist() -> None:
    again = Passage("x.py", "", TEXT, "")
    assert [pause_s(PASSAGE, i, 3) for i in range(9)] == [pause_s(again, i, 3) for i in range(9)]
    assert pause_s(PASSAGE, 2, 3) != pause_s(PASSAGE, 2, 4)


def test_people_think_before_a_line_and_longer_before_a_block() -> None:
    def mean(position: int) -> float:
        return sum(pause_s(PASSAGE, position, seed) for seed in range(200)) / 200

    within, before_block, before_line = mean(2), mean(TEXT.index("return 1")), mean(TEXT.index("return 2"))
    assert within < before_line < before_block


def test_speed_is_a_person_s() -> None:
    speeds = [words_per_minute(passage, seed) for passage in whole_files() for seed in range(3)]
    assert all(40 <= speed <= 62 for speed in speeds)


@pytest.mark.parametrize(
    ("shown", "ahead", "taken"),
    [
        ("return 1", "return 1\n    x\n", "return 1"),
        ("return", "return 1\n", "return"),
        ("return 2", "return 1\n", ""),
        ("a = 1\n    b = 2", "a = 1\n    b = 2\n", "a = 1\n    b = 2"),
        ("a = 1\n    b = 3", "a = 1\n    b = 2\n", "a = 1"),
        ("a\n    b", "a + 1\n    b\n", "a"),
        ("\n    b", "\n    b\n", "\n    b"),
        ("\n    c", "\n    b\n", ""),
        ("", "return 1\n", ""),
        ("   ", "   x", ""),
    ],
)
def test_lines_are_taken_as_far_as_they_are_right(shown: str, ahead: str, taken: str) -> None:
    assert acceptable(shown, ahead) == taken


@pytest.mark.parametrize("passage", [*whole_files(), *list(functions())[:6]], ids=lambda p: p.name.rpartition("/")[2])
def test_passage_stands_in_its_file(passage: Passage) -> None:
    assert passage.before + passage.text + passage.after == (ROOT / passage.name).read_text()
    assert passage.by_hand(0)


def test_public_data_sets_are_used_only_where_they_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UNDERSTUDY_DATA_SETS", str(tmp_path))
    assert list(mbpp()) == []


class Silent:
    """An assistant whose answers the test gives itself."""

    def __init__(self) -> None:
        self.asked: list[Document] = []
        self.verdicts: list[bool] = []

    async def complete(self, document: Document, token: Token) -> str:
        self.asked.append(document)
        return ""

    def judged(self, taken: bool, visible_s: float) -> None:
        self.verdicts.append(taken)

    async def settle(self) -> None: ...


async def typing() -> tuple[Typing, Silent]:
    assistant = Silent()
    return Typing(PASSAGE, assistant, seed=1), assistant


async def test_suggestion_stays_while_it_is_typed_and_is_counted_once() -> None:
    editor, assistant = await typing()
    editor.press()
    editor.receive("ef f(a):")
    editor.press()
    assert editor.ghost == "f f(a):"
    editor.receive("f f(b):")
    assert editor.ghost == "f f(a):" and editor.tally.shown == editor.tally.matched == 1
    assert assistant.verdicts == []


async def test_suggestion_typed_against_goes_and_is_told() -> None:
    editor, assistant = await typing()
    editor.press()
    editor.receive("el x")
    editor.press()
    assert editor.ghost == "el x"[1:] and not assistant.verdicts
    editor.press()
    assert editor.ghost == "" and assistant.verdicts == [False]
    assert (editor.tally.shown, editor.tally.matched) == (1, 0)


async def test_accepted_characters_are_credited_without_indentation() -> None:
    editor, assistant = await typing()
    editor.accept("def f(a):\n    if a:")
    assert editor.tally.completed == len("def f(a):\nif a:") and editor.tally.keys == 1
    assert assistant.verdicts == [True] and editor.document.before == "def f(a):\n    if a:"
    await asyncio.sleep(0)
    assert assistant.asked == [editor.document]


async def test_next_key_tells_the_assistant_that_nobody_waits() -> None:
    editor, _ = await typing()
    editor.press()
    waited = editor.token
    editor.press()
    assert waited.cancelled and not editor.token.cancelled
