"""Targets beyond a function that stands in a saved file: classes, new files, names that are not on disk yet."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.runner.conftest import contents, make
from understudy.runner import FunctionRef, Runner, RunnerError, Session, TestSelection, levels

STACK = '''class Stack:
    """Last in, first out."""

    def push(self, x):
        ...


LIMIT = 3
'''
GOOD_STACK = STACK.replace(
    "    def push(self, x):\n        ...\n",
    "    def __init__(self):\n        self.items = []\n\n    def push(self, x):\n        if len(self.items) >= LIMIT:\n"
    "            raise OverflowError\n        self.items.append(x)\n\n    def pop(self):\n"
    "        return self.items.pop()\n",
)
STACK_TEST = """import pytest
from stack import LIMIT, Stack

def test_last_in_first_out():
    s = Stack()
    s.push(1)
    s.push(2)
    assert s.pop() == 2

def test_limit():
    s = Stack()
    for n in range(LIMIT): s.push(n)
    with pytest.raises(OverflowError): s.push(9)

def test_unrelated():
    assert LIMIT == 3
"""


@pytest_asyncio.fixture
async def workspace(best: levels.Level, bare: Path, tmp_path: Path) -> AsyncIterator[Runner]:
    async with await Runner.start(tmp_path, level=best, timeout_s=10, python=bare) as runner:
        yield runner


def opened(runner: Runner, file: str, name: str, test: str, text: str, tests: str) -> Session:
    """A session on `text` for a target that need not be on disk. tests: names in the file `test`."""
    ref = FunctionRef(runner.workspace / file, name)
    chosen = TestSelection(ref, tuple(f"{test}::{each}" for each in tests.split()), "given")
    return runner.session(ref, chosen, text)


async def test_whole_class(workspace: Runner) -> None:
    make(workspace.workspace, {"stack.py": STACK, "test_stack.py": STACK_TEST})
    names = "test_last_in_first_out test_limit test_unrelated"
    async with opened(workspace, "stack.py", "Stack", "test_stack.py", STACK, names) as session:
        assert [t.split("::")[1] for t in session.tests] == ["test_last_in_first_out", "test_limit"]
        assert [(e.nodeid, e.why) for e in session.excluded] == [
            ("test_stack.py::test_unrelated", "does not reach the function")]  # fmt: skip
        verdict = await session.rank(GOOD_STACK)
        assert (verdict.status, verdict.tier, verdict.passed) == ("passed", "confirm", 2)
        half = await session.rank(GOOD_STACK.replace("raise OverflowError", "return"))
        assert (half.status, half.passed) == ("failed", 1)
        assert (await session.rank(STACK.replace("class Stack", "class Heap"))).status == "error"
        assert (await session.rank("def Stack(): ...\n")).status == "error"


@pytest.mark.parametrize(
    ("text", "test"),
    [
        ("import enum\nclass Color(enum.Enum):\n    RED = 1\n", "from m import Color\ndef test_it(): Color.RED\n"),
        ("class Bad(ValueError): ...\n", "import pytest\nfrom m import Bad\ndef test_it():\n"
         "    with pytest.raises(Bad): raise Bad('x')\n"),
        ("from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n", "from m import P\n"
         "def test_it(): assert P(1) == P(1)\n"),
        ("class P:\n    ...\n", "from m import P\nclass Sub(P):\n    n = 1\ndef test_it(): assert Sub().n\n"),
        ("class Out:\n    class P:\n        LIMIT = 2\n", "from m import Out\ndef test_it(): assert Out.P.LIMIT\n"),
    ],
)  # fmt: skip
async def test_a_class_is_reached_by_whatever_is_asked_of_it(workspace: Runner, text: str, test: str) -> None:
    make(workspace.workspace, {"m.py": text, "test_m.py": test})
    name = "Out.P" if "Out" in text else text.split("class ")[1].split("(")[0].split(":")[0]
    async with opened(workspace, "m.py", name, "test_m.py", text, "test_it") as session:
        assert session.tests == ("test_m.py::test_it",)
        assert (await session.rank(text)).status == "passed"


@pytest.mark.parametrize(
    ("file", "module", "more"),
    [
        ("fresh.py", "fresh", {}),
        ("pkg/fresh.py", "pkg.fresh", {"pkg/__init__.py": "", "pkg/other.py": "N = 1\n"}),
        ("new/deep/fresh.py", "new.deep.fresh", {}),  # neither folder exists
        ("src/app/fresh.py", "app.fresh", {"src/app/old.py": ""}),  # a package without __init__.py
        ("src/newapp/__init__.py", "newapp", {}),
        ("lib/tool/fresh.py", "tool.fresh", {"lib/tool/__init__.py": ""}),
    ],
)
async def test_file_that_does_not_exist_yet(workspace: Runner, file: str, module: str, more: dict[str, str]) -> None:
    test = f"from {module} import area\nimport {module}\ndef test_area(): assert area(3) == 9\n"
    make(workspace.workspace, {"tests/test_fresh.py": test, **more})
    before = contents(workspace.workspace)
    text = "def area(n):\n    ...\n"
    async with opened(workspace, file, "area", "tests/test_fresh.py", text, "test_area") as session:
        right, wrong = text.replace("...", "return n * n"), text.replace("...", "return n")
        verdicts = [await session.rank(right), await session.confirm(right), await session.rank(wrong)]
        assert [(v.status, v.tier) for v in verdicts] == [
            ("passed", "rank"), ("passed", "confirm"), ("failed", "rank")]  # fmt: skip
        helped = "def square(n):\n    return n * n\n" + text.replace("...", "return square(n)")
        assert (await session.rank(helped)).tier == "confirm"
        assert (await session.confirm(helped)).status == "passed"
    assert contents(workspace.workspace) == before


async def test_new_class_in_a_new_file(workspace: Runner) -> None:
    make(workspace.workspace, {"test_stack.py": STACK_TEST})
    async with opened(workspace, "stack.py", "Stack", "test_stack.py", STACK, "test_limit") as session:
        assert (await session.rank(GOOD_STACK)).status == "passed"
        assert (await session.rank(STACK)).status == "failed"


async def test_function_that_is_not_on_disk_yet(workspace: Runner) -> None:
    """Appended in the editor, not saved; the tests import it already, so pytest alone could not even collect them."""
    saved = "OFFSET = 1\n"
    test = "from m import OFFSET, plus\ndef test_plus(): assert plus(1) == 1 + OFFSET\n"
    make(workspace.workspace, {"m.py": saved, "test_m.py": test})
    text = saved + "\n\ndef plus(n):\n    ...\n"
    async with opened(workspace, "m.py", "plus", "test_m.py", text, "test_plus") as session:
        right = text.replace("...", "return n + OFFSET")
        assert [(await session.rank(right)).status, (await session.confirm(right)).status] == ["passed"] * 2
        assert (await session.rank(text)).status == "failed"
    assert (workspace.workspace / "m.py").read_text() == saved


async def test_new_file_without_a_mount_namespace(reports: dict, bare: Path, tmp_path: Path) -> None:
    if not reports["L1"].ok:
        pytest.skip(f"L1 does not hold here: {reports['L1']}")
    make(tmp_path, {"test_fresh.py": "from fresh import one\ndef test_one(): assert one() == 1\n"})
    async with await Runner.start(tmp_path, level="L1", timeout_s=10, python=bare) as runner:
        text = "def one():\n    ...\n"
        async with opened(runner, "fresh.py", "one", "test_fresh.py", text, "test_one") as session:
            right = text.replace("...", "return 1")
            assert [(await session.rank(right)).status, (await session.confirm(right)).status] == ["passed"] * 2


async def test_file_outside_the_workspace_is_refused(workspace: Runner, tmp_path: Path) -> None:
    for file in (tmp_path.parent / "x.py", tmp_path):
        with pytest.raises(RunnerError, match="is not a file of the workspace"):
            workspace.session(
                FunctionRef(file, "f"), TestSelection(FunctionRef(file, "f"), ("t.py::t",)), "def f(): 1\n"
            )
