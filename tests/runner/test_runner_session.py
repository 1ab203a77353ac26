"""Presentation, positive control, tiers, and everything that can be wrong with a workspace."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest

from tests.runner.conftest import CALC, GOOD_BODY, contents, make, open_session, with_body
from understudy.runner import FunctionRef, Runner, RunnerError, TestSelection, levels
from understudy.runner.testmap import TestMap


async def test_control_keeps_only_tests_that_reach_the_function(runner: Runner) -> None:
    ref = FunctionRef(runner.workspace / "calc.py", "average")
    names = ("test_unrelated", "test_average_of_three", "test_average_of_one", "test_average_of_nothing_fails")
    every = TestSelection(ref, tuple(f"tests/test_calc.py::{name}" for name in names), "given")
    before = contents(runner.workspace)
    async with runner.session(ref, every, CALC) as session:
        assert sorted(t.split("::")[1] for t in session.tests) == [
            "test_average_of_nothing_fails", "test_average_of_one", "test_average_of_three"]  # fmt: skip
        wrong = await session.rank(with_body("return 2"))
        assert (wrong.status, wrong.passed, wrong.total) == ("failed", 1, 3)
        assert len(wrong.failures) == 2 and "assert" in wrong.failures[0].message + wrong.failures[1].message
        right = [await session.rank(with_body(GOOD_BODY)), await session.confirm(with_body(GOOD_BODY))]
        assert [(v.status, v.passed, v.tier) for v in right] == [("passed", 3, "rank"), ("passed", 3, "confirm")]
    assert contents(runner.workspace) == before


async def test_unsaved_text_is_what_runs(runner: Runner) -> None:
    file = runner.workspace / "calc.py"
    unsaved = CALC.replace("SCALE = 2", "SCALE = 2\nHALF = 0.5\n")
    ref = FunctionRef(file, "average")
    async with runner.session(ref, await runner.find_tests(ref, unsaved), unsaved) as session:
        good = unsaved.replace("    ...", "    return HALF * 2 * sum(values) / len(values)")
        assert (await session.rank(good)).status == "passed"
        assert (await session.confirm(good)).status == "passed"
    assert file.read_text() == CALC


async def test_change_outside_the_function_needs_a_fresh_import(runner: Runner) -> None:
    async with await open_session(runner) as session:
        helper = "\ndef mean(v):\n    return sum(v) / len(v)\n"
        verdict = await session.rank(with_body("return mean(values)", top=helper))
        assert (verdict.status, verdict.tier) == ("passed", "confirm")


async def test_broken_candidates_are_errors_not_crashes(runner: Runner) -> None:
    async with await open_session(runner) as session:
        for text in (with_body("return ("), "", CALC.replace("average", "mean"), with_body("return '\ud800'")):
            assert (await session.rank(text)).status == "error"
        assert (await session.confirm(with_body(GOOD_BODY, top="1 / 0"))).status == "error"


async def test_latin_1_file(best: levels.Level, bare: Path, tmp_path: Path) -> None:
    text = "# -*- coding: latin-1 -*-\nNAME = 'é'\ndef name(): ...\n"
    ws = make(tmp_path, {"test_n.py": "from n import name\ndef test_name(): assert name() == '\\xe9'\n"})
    (ws / "n.py").write_bytes(text.encode("latin-1"))
    ref = FunctionRef(ws / "n.py", "name")
    async with (
        await Runner.start(ws, level=best, timeout_s=10, python=bare) as runner,
        runner.session(ref, await runner.find_tests(ref, text), text) as session,
    ):
        good = text.replace("...", "return NAME")
        assert (await session.rank(good)).status == "passed"
        assert (await session.confirm(good)).status == "passed"
        assert (await session.rank(text.replace("...", "return '€'"))).status == "error"


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"tests/test_calc.py": "import nowhere\nfrom calc import average\ndef test_average(): average\n"}, "nowhere"),
        ({"conftest.py": "raise RuntimeError('broken conftest')\n"}, "broken conftest"),
        ({"calc.py": CALC.replace("SCALE = 2", "SCALE = 1 / 0")}, "ZeroDivisionError"),
        ({"tests/test_calc.py": "def test_average(): average = 1\n"}, "reaches"),
        ({"tests/test_calc.py": ""}, "No test names"),
    ],
)  # fmt: skip
async def test_broken_workspace_says_why_and_what_next(runner: Runner, files: dict[str, str], says: str) -> None:
    make(runner.workspace, files)
    with pytest.raises(RunnerError) as caught:
        async with await open_session(runner):
            pass
    assert says in caught.value.message
    assert caught.value.next_step


async def test_cancel_is_quick_and_the_next_run_is_right(runner: Runner) -> None:
    async with await open_session(runner) as session:
        running = asyncio.create_task(session.rank(with_body("while True: pass")))
        await asyncio.sleep(0.2)
        began = time.monotonic()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert time.monotonic() - began < 0.1
        assert (await session.rank(with_body(GOOD_BODY))).status == "passed"


async def test_killed_server_is_started_again(runner: Runner) -> None:
    async with await open_session(runner) as session:
        os.killpg(session._warm.servers.zygotes["rank"].process.pid, signal.SIGKILL)
        await asyncio.sleep(0.1)
        assert (await session.rank(with_body(GOOD_BODY))).status == "passed"


async def test_overlapping_runs_keep_apart(runner: Runner) -> None:
    runner._slots = asyncio.Semaphore(3)
    async with await open_session(runner) as session:
        bodies = [GOOD_BODY if i % 2 else "return 2" for i in range(8)]
        verdicts = await asyncio.gather(*(session.rank(with_body(body)) for body in bodies))
        assert [v.status for v in verdicts] == ["failed", "passed"] * 4


async def test_describe_names_level_and_command(runner: Runner) -> None:
    text = runner.describe()
    assert text.startswith(runner.level) and str(runner.workspace) in text


async def test_the_map_is_made_in_the_background_and_asked(
    best: levels.Level, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    indirect = "from calc import average\ndef helper(): return average\n"
    test = "from side import helper\ndef test_by_another_name(): assert helper()([1]) is None\n"
    make(tmp_path, {"calc.py": CALC, "side.py": indirect, "tests/test_side.py": test})
    ref = FunctionRef(tmp_path / "calc.py", "average")
    async with await Runner.start(tmp_path, level=best, timeout_s=10) as runner:
        runner.tests = TestMap(tmp_path, runner.python, best, folder=tmp_path_factory.mktemp("maps"))
        assert (await runner.find_tests(ref, CALC)).how == "static"
        runner.resume()
        for _ in range(600):
            if (found := await runner.find_tests(ref, CALC)).how == "dynamic":
                break
            await asyncio.sleep(0.1)
        assert (found.how, found.nodeids) == ("dynamic", ("tests/test_side.py::test_by_another_name",))
        runner.pause()
        runner.changed([tmp_path / "calc.py"])
        runner.resume()
