"""Every known file format, with small records we wrote; real sets only where they lie on this machine."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from understudy_trainer.evaluate.formats import SuiteError, docstring_examples, from_record, load

HUMANEVAL = {
    "task_id": "Own/0",
    "prompt": 'def double(x):\n    """Twice x.\n\n    >>> double(2)\n    4\n    >>> double(id)\n    <odd>\n    """\n',
    "entry_point": "double",
    "canonical_solution": "    return x * 2\n",
    "test": "def check(candidate):\n    assert candidate(3) == 6\n    assert candidate(-1) == -2\n",
}
INFILLING = {
    **HUMANEVAL,
    "task_id": "Infill/0",
    "prompt": "def double(x):\n    y = ",
    "suffix": "\n    return y\n",
    "canonical_solution": "x * 2",
}
MBPP = {
    "task_id": 7,
    "text": 'Write a function to "double"',
    "code": "import math\r\ndef helper(x):\r\n\treturn x\r\ndef double(x, k=2):\r\n\treturn helper(x) * k",
    "test_list": ["assert double(2) == 4", "assert double(3) == 6"],
    "test_setup_code": "",
}
PLUS = {
    **MBPP,
    "prompt": MBPP["text"],
    "test_imports": ["import os"],
    "test": "for i in range(9):\n    assert double(i) == 2 * i",
}
del PLUS["text"], PLUS["test_setup_code"]


def write(path: Path, records: list[dict[str, Any]], *, zipped: bool = False, array: bool = False) -> str:
    text = json.dumps(records) if array else "".join(json.dumps(r) + "\n" for r in records)
    path.write_bytes(gzip.compress(text.encode()) if zipped else text.encode())
    return str(path)


@pytest.mark.parametrize("record", [HUMANEVAL, INFILLING])
def test_the_canonical_solution_solves_and_a_wrong_one_does_not(record: dict[str, Any]) -> None:
    problem = from_record(record)
    exec(problem.program(problem.canonical), {})
    with pytest.raises(AssertionError):
        exec(problem.program(problem.canonical.replace("2", "3")), {})


def test_docstring_examples_are_the_visible_tests_of_humaneval() -> None:
    assert from_record(HUMANEVAL).visible == ("assert double(2) == 4",)
    assert docstring_examples("def f():\n    '''\n    >>> f()\n      bad\n   worse\n    '''\n") == ()


def test_mbpp_becomes_a_stub_of_the_tested_function() -> None:
    problem = from_record(MBPP)
    assert problem.prompt == 'import math\n\n\ndef double(x, k=2):\n    """Write a function to "double\'"""\n'
    assert problem.entry_point == "double" and problem.visible == ("assert double(2) == 4",)
    exec(problem.program("    return x * k\n"), {})


def test_values_of_the_tests_may_be_made_of_the_references_classes() -> None:
    code = "class Box:\n    def __init__(self, x):\n        self.x = x\ndef double(box):\n    return 2 * box.x"
    record = {**MBPP, "code": code, "test_setup_code": "box = Box(4)\r\n", "test_list": ["assert double(box) == 8"]}
    problem = from_record(record)
    exec(problem.judging(problem.solution), {})
    exec(problem.program("    return box.x + box.x\n"), {})
    with pytest.raises(AssertionError):
        exec(problem.program("    return box.x\n"), {})
    within = from_record({**record, "test_setup_code": "", "test_list": ["assert double(Box(1)) == 2"]})
    exec(within.program("    return box.x + box.x\n"), {})


def test_stronger_tests_judge_and_the_plain_ones_are_visible() -> None:
    problem = from_record(PLUS)
    assert problem.visible == tuple(MBPP["test_list"]) and problem.setup == "import os"
    with pytest.raises(AssertionError):
        exec(problem.program("    return 4 if x == 2 else 6\n"), {})


def test_plain_gzipped_and_array_files_read_the_same(tmp_path: Path) -> None:
    plain = load(write(tmp_path / "a.jsonl", [HUMANEVAL, MBPP]))
    assert plain == load(write(tmp_path / "a.jsonl.gz", [HUMANEVAL, MBPP], zipped=True))
    assert plain == load(write(tmp_path / "a.json", [HUMANEVAL, MBPP], array=True))
    assert load(str(tmp_path / "a.jsonl"), limit=1) == plain[:1]


@pytest.mark.parametrize("content", [b"", b"{", b"\x1f\x8bxx", b'{"a": 1}\n', b"\xff\xfe", b"[1]"])
def test_a_file_that_is_no_suite_is_an_error_with_a_next_step(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad").write_bytes(content)
    with pytest.raises(SuiteError) as caught:
        load(str(tmp_path / "bad"))
    assert caught.value.next_step


def test_a_missing_file_is_never_fetched(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="does not exist"):
        load(str(tmp_path / "humaneval.jsonl"))


@pytest.mark.parametrize("suite", ["families:seed=x", "families:count=0", "families:what=1", "families:kind=no"])
def test_wrong_family_options_say_how_to_write_them(suite: str) -> None:
    with pytest.raises(SuiteError, match="is no suite"):
        load(suite)


def test_our_held_out_families_are_solvable_and_repeatable() -> None:
    problems = load("families:seed=3,count=6")
    assert problems == load("families:seed=3,count=6") and len(problems) == 6
    for problem in problems:
        exec(problem.program(problem.canonical), {})
        assert problem.visible and all(test in problem.tests for test in problem.visible)


@pytest.mark.parametrize(
    ("name", "count"),
    [("mbpp/mbpp.jsonl", 974), ("mbpp/sanitized-mbpp.json", 427), ("mbppplus/MbppPlus-OriginFmt.jsonl.gz", 378)],
)
def test_the_fields_own_files_can_be_read(name: str, count: int) -> None:
    folder = os.environ.get("UNDERSTUDY_DATA_SETS")
    if not folder:
        pytest.skip("UNDERSTUDY_DATA_SETS does not name a folder with MBPP and MBPP+")
    path = Path(folder) / name
    assert len(load(str(path))) == count
