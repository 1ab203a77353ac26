"""Exercises are told in several voices, hold only what passes here, and never a kept-back record."""

from __future__ import annotations

import ast
import doctest
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from understudy.runner.program import ProgramPool
from understudy_trainer.corpus import exercises, puzzles
from understudy_trainer.corpus.pieces import Exercise

DOUBLED = {
    "task_id": 700,
    "text": "Write a python function to find twice the sum of a list, lifted by LIFT.",
    "code": "import math\r\nLIFT = 1\r\ndef helper(x):\r\n\treturn math.floor(x)\r\ndef twice(xs) : \r\n"
    "\tt = 0\r\n\tfor x in xs :\r\n\t\tt+=helper(x)\r\n\treturn (2*t+LIFT) ",
    "test_list": ["assert twice([1, 2])==7", "assert twice( [] ) == 1", "assert twice([3]) == 7"],
}
PUZZLE = {
    "name": "SumOfSquares:0",
    "sat": "def sat(nums: List[int], total=50, count=2):\n"
    "    return len(nums) == count and sum(n * n for n in nums) == total",
    "ans_type": "List[int]",
    "sol_header": "def sol(total=50, count=2):",
    "sol_docstring": '    """Find count whole numbers whose squares add up to total."""',
    "sol_bodies": ["    return [1, 7]", "    return [5] * count if total == 25 * count else []", "    return []"],
}


async def passing(found: list[Exercise]) -> tuple[list[Exercise], Counter[str]]:
    dropped = Counter[str]()
    async with ProgramPool() as pool:
        return [each async for each in exercises.proved(found, pool, dropped)], dropped


def told(tmp_path: Path, *records: dict[str, Any]) -> list[Exercise]:
    path = tmp_path / "mbpp.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return list(exercises.mbpp(path))


async def test_every_voice_of_a_problem_passes_its_tests(tmp_path: Path) -> None:
    found, dropped = await passing(told(tmp_path, DOUBLED))
    assert {each.voice for each in found} == {"text", "asserts", "examples", "imperative", "comment"}
    assert not dropped
    by_voice = {each.voice: each for each in found}
    assert '"""Find twice the sum of a list, lifted by LIFT."""' in by_voice["imperative"].prompt
    assert "# Find twice the sum of a list, lifted by LIFT.\ndef twice(xs):\n" in by_voice["comment"].prompt
    assert "    assert twice( [] ) == 1\n" in by_voice["asserts"].prompt
    for each in found:
        assert each.prompt.endswith("\n")
        assert "\t" not in each.prompt + each.answer and "\r" not in each.prompt + each.answer
        assert each.prompt.startswith("import math\n\n\nLIFT = 1\n\n\ndef helper(x):\n    return math.floor(x)\n")


def test_the_examples_shown_are_true(tmp_path: Path) -> None:
    (shown,) = (each for each in told(tmp_path, DOUBLED) if each.voice == "examples")
    space: dict[str, Any] = {}
    exec(shown.prompt + shown.answer, space)
    found = doctest.DocTestParser().get_doctest(space["twice"].__doc__, space, "twice", None, 0)
    assert len(found.examples) == exercises.EXAMPLES
    assert doctest.DocTestRunner().run(found).failed == 0


async def test_what_fails_or_never_ends_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exercises, "PROGRAM_S", 0.5)
    wrong = {**DOUBLED, "test_list": ["assert twice([1, 2]) == 6"]}
    endless = {**DOUBLED, "task_id": 701, "code": "def twice(xs):\n    while True:\n        pass\n"}
    found, dropped = await passing([*told(tmp_path, wrong), *told(tmp_path, endless)])
    assert found == []
    assert dropped == {"tests fail": 10}


@pytest.mark.parametrize("number", [1, 10, 11, 510, 511, 600, 975, 2000])
def test_no_record_outside_the_training_part_is_read(tmp_path: Path, number: int) -> None:
    assert told(tmp_path, {**DOUBLED, "task_id": number}) == []


async def test_a_puzzle_is_asked_with_its_checker_and_without() -> None:
    found, dropped = await passing(list(puzzles.exercises([PUZZLE])))
    assert [(each.voice, each.answer) for each in found] == [
        ("checker", "    return [1, 7]\n"),
        ("checker", "    return [5] * count if total == 25 * count else []\n"),
        ("statement", "    return [5] * count if total == 25 * count else []\n"),
    ]
    assert not dropped  # a third solution is not taken; a constant is no answer to a statement
    statement = found[2].prompt
    assert statement.startswith(
        "from typing import List\n\n\ndef sum_of_squares(total: int, count: int) -> List[int]:\n"
    )
    assert "sat(" not in statement


def test_of_one_puzzle_two_instances_are_taken() -> None:
    many = [{**PUZZLE, "name": f"SumOfSquares:{n}", "sol_bodies": PUZZLE["sol_bodies"][:1]} for n in range(5)]
    assert [each.name for each in puzzles.exercises(many)] == ["P3/SumOfSquares:0", "P3/SumOfSquares:1"]


@pytest.mark.parametrize(
    ("test", "shown"),
    [
        ("assert f( 1,'a' )==[1,  2]", ">>> f(1, 'a')\n[1, 2]"),
        ("assert f(1) == other(2)", ""),
        ("assert abs(f(1)) == 2", ""),
        ("assert f(1) != 2", ""),
        ("assert f(1)", ""),
        (f"assert f({'1' * 120}) == 2", ""),
        ("assert f(1 == 2", ""),
    ],
)
def test_an_example_is_made_of_a_plain_assert_only(test: str, shown: str) -> None:
    assert exercises.example(test, "f") == shown


@pytest.mark.parametrize("text", ['Say "yes"', "A \\d and a \\", 'Three """ of them', "word " * 60])
def test_a_docstring_gives_back_what_it_was_told(text: str) -> None:
    said = ast.get_docstring(ast.parse(f"def f():\n{exercises.docstring(text)}").body[0])  # type: ignore[arg-type]
    assert said is not None
    assert said.replace("'", '"').split() == text.replace("'", '"').split()


@pytest.mark.skipif("UNDERSTUDY_DATA_SETS" not in os.environ, reason="UNDERSTUDY_DATA_SETS names no folder")
def test_the_real_files_give_hundreds_of_problems() -> None:
    found = list(exercises.every(Path(os.environ["UNDERSTUDY_DATA_SETS"])))
    numbers = {int(each.name.partition("/")[2]) for each in found if each.name.startswith("Mbpp/")}
    assert len(numbers) > 360
    assert numbers <= set(range(601, 975))
    assert len({each.name for each in found if each.name.startswith("P3/")}) > 300
    assert all(ast.parse(e.prompt + e.answer) for e in found if len(e.prompt) + len(e.answer) <= exercises.LONGEST)
