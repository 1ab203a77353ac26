"""Tests that start processes cannot decide anything in a sandbox that forbids them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runner.conftest import make
from understudy.runner import FunctionRef, Runner, levels

POOL = """from multiprocessing import Pool

from calc import twice


def start():
    return Pool(2)


def test_plain():
    assert twice(2) == 4


def test_helper():
    with start() as pool:
        assert pool.map(twice, [1]) == [2]


class TestMore:
    def test_method(self):
        import subprocess as s

        assert s.run(["true"]).returncode + twice(1) == 2

    def test_thread(self):
        from threading import Thread

        Thread(target=twice, args=(1,)).start()
        assert twice(3) == 6
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make(tmp_path, {"calc.py": "def twice(n):\n    ...\n", "test_calc.py": POOL})


async def test_right_body_is_not_refuted_by_a_test_that_starts_processes(best: levels.Level, workspace: Path) -> None:
    text = (workspace / "calc.py").read_text()
    ref = FunctionRef(workspace / "calc.py", "twice")
    async with await Runner.start(workspace, level=best, timeout_s=10) as runner:
        selection = await runner.find_tests(ref, text)
        assert set(selection.nodeids) == {"test_calc.py::test_plain", "test_calc.py::TestMore::test_thread"}
        assert {e.nodeid: e.why.split(",")[0] for e in selection.excluded} == {
            "test_calc.py::test_helper": "starts processes",
            "test_calc.py::TestMore::test_method": "starts processes",
        }
        async with runner.session(ref, selection, text) as session:
            assert (await session.confirm(text.replace("...", "return 2 * n"))).status == "passed"
            assert (await session.confirm(text.replace("...", "return n"))).status == "failed"


async def test_function_of_which_all_tests_start_processes_is_not_verified(best: levels.Level, workspace: Path) -> None:
    only = POOL[: POOL.index("def test_plain")] + POOL[POOL.index("def test_helper") : POOL.index("class TestMore")]
    (workspace / "test_calc.py").write_text(only)
    ref = FunctionRef(workspace / "calc.py", "twice")
    async with await Runner.start(workspace, level=best) as runner:
        selection = await runner.find_tests(ref)
        assert selection.nodeids == () and len(selection.excluded) == 1
