"""The decisions that need no sandbox: selection, gate, verdict, text surgery, settings."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.runner.conftest import CALC, make, with_body
from understudy.runner import FunctionRef, gate, pytest_config, source, testmap
from understudy.runner.supervisor import Outcome
from understudy.runner.verdict import clean, judge


def find(ws: Path, file: str, qualname: str) -> list[str]:
    return list(testmap.find_tests(ws, FunctionRef(ws / file, qualname)).nodeids)


def test_same_stem_and_direct_use_come_first(tmp_path: Path) -> None:
    make(tmp_path, {
        "pkg/words.py": "def shout(s): ...\n",
        "tests/test_all.py": "from pkg.words import shout, other\ndef test_x():\n    other(); shout('a'); print(1)\n",
        "tests/test_words.py": "from pkg.words import shout\ndef test_shout(): shout('a')\ndef test_no(): pass\n",
        "tests/test_elsewhere.py": "def test_shout(): shout = 1\n",
        "tests/test_broken.py": "def test_shout(: shout",
    })  # fmt: skip
    assert find(tmp_path, "pkg/words.py", "shout") == ["tests/test_words.py::test_shout", "tests/test_all.py::test_x"]


def test_methods_helpers_fixtures_and_unittest(tmp_path: Path) -> None:
    make(tmp_path, {
        "stack.py": "class Stack:\n    def push(self, x): ...\n",
        "test_stack.py": (
            "import unittest, pytest\nfrom stack import Stack\n@pytest.fixture\ndef full(): return Stack()\n"
            "def test_with_fixture(full): assert full\ndef test_push(): Stack().push(1)\ndef test_other(): pass\n"
            "class StackTest(unittest.TestCase):\n    def setUp(self): self.s = Stack()\n    def test_a(self): self.s\n"
            "class TestGroup:\n    def test_b(self): Stack().push(2)\n"
        ),
    })  # fmt: skip
    found = find(tmp_path, "stack.py", "Stack.push")
    assert found[0] == "test_stack.py::test_push"
    assert set(found[1:]) == {
        "test_stack.py::TestGroup::test_b", "test_stack.py::StackTest::test_a",
        "test_stack.py::test_with_fixture"}  # fmt: skip


def test_companion_file_stands_in_when_nothing_names_the_function(tmp_path: Path) -> None:
    make(tmp_path, {"calc.py": CALC, "test_calc.py": "import calc\ndef test_via_main(): calc.main()\n"})
    assert find(tmp_path, "calc.py", "average") == ["test_calc.py::test_via_main"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pytest.ini", "[pytest]\ntestpaths = checks\npython_files = check_*.py\n"),
        ("pyproject.toml", "[tool.pytest.ini_options]\ntestpaths = ['checks']\npython_files = ['check_*.py']\n"),
        ("setup.cfg", "[tool:pytest]\ntestpaths = checks\npython_files = check_*.py\n"),
        ("tox.ini", "[pytest]\ntestpaths = checks\npython_files = check_*.py\n"),
    ],
)
def test_pytest_settings_are_respected(tmp_path: Path, name: str, text: str) -> None:
    make(tmp_path, {
        name: text,
        "calc.py": CALC,
        "checks/check_calc.py": "from calc import average\ndef test_a(): average\n",
        "test_calc.py": "from calc import average\ndef test_b(): average\n",
    })  # fmt: skip
    assert find(tmp_path, "calc.py", "average") == ["checks/check_calc.py::test_a"]


def test_only_harmless_options_are_kept(tmp_path: Path) -> None:
    options = "-x --cov=a -n 4 --import-mode=importlib -p plug -p no:warnings"
    make(tmp_path, {"pytest.ini": f"[pytest]\naddopts = {options}\n"})
    assert pytest_config.read(tmp_path).options == ("--import-mode=importlib", "-p", "plug")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return sum(values) / len(values)", {}),
        ("import sys; return sys._getframe(1)", {"sys": "fresh", "_getframe": "oracle"}),
        ("import os; os._exit(0)", {"os": "fresh", "_exit": "fresh"}),
        ("import _pytest.runner", {"_pytest": "oracle"}),
        ("return getattr(x, 'f_back')", {"f_back": "oracle"}),
        ("import json", {}),
    ],
)
def test_gate(body: str, expected: dict[str, str]) -> None:
    assert gate.flags(ast.parse(with_body(body)), ast.parse(CALC)) == expected


def test_gate_allows_what_the_original_uses() -> None:
    original = with_body("import os; return os.environ")
    assert gate.flags(ast.parse(original), ast.parse(original)) == {}


def ran(**done: object) -> Outcome:
    proof = {"done": 2, "canary": ["failed", "failed"], "tampered": [], "imported": True} | done
    tests = [{"test": name, "outcome": "passed", "reached": False} for name in ("a", "b")]
    return Outcome([*tests, proof])


def test_full_proof_passes() -> None:
    verdict = judge(ran(), ["a", "b"], "rank")
    assert (verdict.status, verdict.passed, verdict.total) == ("passed", 2, 2)


@pytest.mark.parametrize(
    ("done", "status"),
    [
        ({"canary": ["failed", "passed"]}, "not_verified"),
        ({"canary": []}, "not_verified"),
        ({"tampered": ["builtins.sum"]}, "not_verified"),
        ({"tampered": None}, "not_verified"),
        ({"imported": False}, "not_verified"),
    ],
)
def test_missing_proof_is_not_verified(done: dict[str, object], status: str) -> None:
    assert judge(ran(**done), ["a", "b"], "confirm").status == status


def test_usual_changes_are_no_tampering() -> None:
    assert judge(ran(tampered=["sys.x"]), ["a", "b"], "confirm", {"sys.x"}).status == "passed"


def test_ends_that_are_no_pass() -> None:
    assert judge(ran(), ["a", "b", "c"], "rank").status == "failed"
    assert judge(ran(), [], "rank").status == "not_verified"
    assert judge(Outcome(), ["a"], "rank").status == "crash"
    for why, status in {"timeout": "timeout", "memory": "crash", "cancelled": "not_verified"}.items():
        outcome = ran()
        outcome.why = why
        assert judge(outcome, ["a", "b"], "rank").status == status


def test_messages_are_harmless() -> None:
    assert clean("\x1b[31mE   bad\x07\x00" + "y" * 500).count("\x1b") == 0
    assert len(clean("y" * 500)) == 400


@pytest.mark.parametrize("text", ["def f(x): ...\nY = 1\n", "@d\ndef f(\n  x,\n):\n  'é'; return 1\n\nY = 1\n", CALC])
def test_poison_keeps_line_numbers_and_parses(text: str) -> None:
    tree = ast.parse(text)
    name = next(n.name for n in tree.body if isinstance(n, ast.FunctionDef))
    place = source.locate(tree, name)
    assert place
    poisoned = source.poisoned(text, place)
    assert "_understudy_reach" in ast.unparse(ast.parse(poisoned))
    assert len(source.lines_of(poisoned)) == len(source.lines_of(text))


def test_twice_defined_function_is_not_located() -> None:
    assert source.locate(ast.parse("def f(): 1\ndef f(): 2\n"), "f") is None
