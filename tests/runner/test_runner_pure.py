"""The decisions that need no sandbox: selection, gate, verdict, text surgery, settings."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.runner.conftest import CALC, make, with_body
from understudy.runner import FunctionRef, control, gate, pytest_config, source, testmap
from understudy.runner.supervisor import Outcome
from understudy.runner.target import Target
from understudy.runner.verdict import clean, judge, reason


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


def test_an_incomplete_run_is_said_to_be_one() -> None:
    verdict = judge(ran(), ["a", "b", "c"], "confirm")
    assert (verdict.status, verdict.detail) == ("failed", "1 of 3 tests did not run")
    assert [(f.nodeid, f.message) for f in verdict.failures] == [("c", "did not run")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("E   ModuleNotFoundError: No module named 'x'\nE   more", "ModuleNotFoundError: No module named 'x'"),
        ('E     File "t.py", line 3\nE       (\nE   SyntaxError: never closed', "SyntaxError: never closed"),
        ("nothing to see\nImportError: a\nTypeError: b", "TypeError: b"),
        ("", "no reason given"),
    ],
)
def test_the_reason_is_the_line_that_names_the_exception(text: str, says: str) -> None:
    assert reason(text) == says


def outcome(**tests: str) -> Outcome:
    """Records from e.g. a="failed reached"."""
    said = {name: value.split() for name, value in tests.items()}
    return Outcome([
        {"test": name, "outcome": words[0], "reached": "reached" in words, "seconds": float(words[-1]) if
         words[-1][0].isdigit() else 0.0} for name, words in said.items()])  # fmt: skip


def test_control_keeps_what_reaches_and_fails_and_says_why_not() -> None:
    ran_poison = outcome(a="failed reached", b="passed", c="failed", d="passed reached", e="skipped")
    collected = ["a", "b", "c", "d", "e", "f"]
    assert control.reaching(ran_poison, collected) == ("a",)
    assert control.unrelated(ran_poison, collected) == {
        "b": "does not reach the function",
        "c": "fails without reaching the function",
        "d": "passes whatever the function does",
        "e": "ends as skipped",
        "f": "did not run",
    }
    ran_poison.why = "timeout"
    assert control.unrelated(ran_poison, collected)["f"] == "did not end in time"


def test_use_at_import_reaches_all_that_vanished() -> None:
    at_import = Outcome([{"collect": ["E"], "reached": True}])
    assert control.reaching(at_import, ["a", "b"]) == ("a", "b")
    assert control.reaching(Outcome([{"collect": ["E"], "reached": False}]), ["a"]) == ()


def test_slow_tests_go_unless_all_are() -> None:
    took = outcome(a="failed 0.1", b="failed 2.0", c="passed 3.25")
    assert control.slow(took, ["a", "b"], 1.5) == {"b": "slow (2.0 s)"}
    assert control.slow(took, ["b", "c"], 1.5) == {}


def test_unsteady_are_those_that_two_runs_do_not_agree_on() -> None:
    one = outcome(a="passed", b="failed reached", c="failed", d="passed")
    other = outcome(a="passed", b="failed", c="passed", e="passed")
    assert control.unsteady(one, other, ["a", "b", "c", "d"]) == {"b", "c"}
    assert control.unsteady(one, other, ["a"]) == set()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("return 1", []),
        ("import random as r; return r.f()", ["random"]),
        ("from time import sleep", ["time"]),
        ("return self.rng.choice(x)", ["choice"]),
        ("return sorted(x, key=id)", ["id"]),
    ],
)
def test_names_that_make_two_runs_differ(body: str, found: list[str]) -> None:
    assert gate.chance(ast.parse(body)) == found


CLASS = "X = 1\n\n\n@deco\nclass A:\n    class B:\n        def f(self): return 1\n"


def test_a_class_is_located_and_poisoned_by_its_outermost_decorator() -> None:
    for name, before in (("A", "@deco"), ("A.B", "    class B:")):
        place = source.locate(ast.parse(CLASS), name)
        assert place and place.is_class
        lines = source.lines_of(source.poisoned(CLASS, place))
        assert lines[lines.index(before) - 1].strip() == source.CLASS_POISON
        ast.parse("\n".join(lines))


def test_a_coroutine_can_be_poisoned_at_its_call() -> None:
    text = "class A:\n    @deco\n    async def f(self):\n        ...\n"
    place = source.locate(ast.parse(text), "A.f")
    assert place
    poisoned = source.poisoned(text, place, at_call=True)
    assert poisoned.splitlines()[1:3] == ["    @deco", "    " + source.CALL_POISON]
    assert "_understudy_reach()" in source.poisoned(text, place)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (with_body("return 1\nreturn 2"), True),
        (CALC.replace("values):", "values, n=1):"), False),
        (CALC.replace("SCALE = 2", "SCALE = 3"), False),
        (CALC + "# end\n", False),
    ],
)
def test_what_is_loaded_serves_texts_that_differ_in_the_body_only(other: str, same: bool) -> None:
    ref = FunctionRef(Path("/w/calc.py"), "average")
    assert Target(ref, CALC, hooked=False).same_around(Target(ref, other, hooked=False)) is same
    assert not Target(ref, CALC, hooked=True).same_around(Target(ref, other, hooked=False))


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
