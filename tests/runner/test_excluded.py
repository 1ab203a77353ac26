"""Tests that say nothing about a candidate: named with the reason, and never deciding."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.runner.conftest import CALC, GOOD_BODY, make, with_body
from understudy.runner import FunctionRef, Runner, RunnerError, Session, TestSelection, control, levels
from understudy.runner.supervisor import Outcome

SOME = """import os
import time
import pytest
from calc import average

def test_three():
    assert average([1, 2, 3]) == 2

def test_unrelated():
    assert 1 + 1 == 2

def test_broken():
    assert 1 + 1 == 3
    average([])

@pytest.mark.skip(reason="not here")
def test_skipped():
    average([1])

@pytest.mark.xfail
def test_expected_to_fail():
    average([1])

def test_swallows_everything():
    try:
        average([1])
    except BaseException:
        pass

def test_slow():
    time.sleep(1.2)
    assert average([5]) == 5
"""


@pytest_asyncio.fixture
async def workspace(best: levels.Level, bare: Path, tmp_path: Path) -> AsyncIterator[Runner]:
    make(tmp_path, {"calc.py": CALC})
    async with await Runner.start(tmp_path, level=best, timeout_s=10, python=bare) as runner:
        yield runner


def given(runner: Runner, tests: str, text: str = CALC) -> Session:
    make(runner.workspace, {"test_calc.py": tests})
    ref = FunctionRef(runner.workspace / "calc.py", "average")
    names = [line[4:].split("(")[0] for line in tests.splitlines() if line.startswith("def test_")]
    return runner.session(ref, TestSelection(ref, tuple(f"test_calc.py::{name}" for name in names), "given"), text)


def reasons(session: Session) -> dict[str, str]:
    return {e.nodeid.split("::")[1]: e.why for e in session.excluded}


async def test_each_with_its_reason(workspace: Runner) -> None:
    workspace.timeout_s = 2.0
    async with given(workspace, SOME) as session:
        session._timeout_s = 15.0  # candidates on a busy machine
        await session._warm.baseline("rank")
        assert session.tests == ("test_calc.py::test_three",)
        found = reasons(session)
        assert found.pop("test_slow").startswith("slow (1.")
        assert found == {
            "test_unrelated": "does not reach the function",
            "test_broken": "fails without reaching the function",
            "test_skipped": "ends as skipped",
            "test_expected_to_fail": "ends as skipped",
            "test_swallows_everything": "passes whatever the function does",
        }
        verdict = await session.confirm(with_body(GOOD_BODY))
        assert (verdict.status, verdict.passed, verdict.total) == ("passed", 1, 1)


FLAKY_REACH = """import os
import pytest
from calc import average

def test_steady():
    assert average([1, 2, 3]) == 2

@pytest.mark.parametrize("n", range(12))
def test_sometimes(n):
    if os.urandom(1)[0] % 2:
        average([1])
"""


async def test_one_that_reaches_it_only_sometimes_never_decides(workspace: Runner) -> None:
    """Each of the twelve is seen to differ with even chances, or never reached the function in the first run."""
    async with given(workspace, FLAKY_REACH) as session:
        await session._warm.settled()
        found = reasons(session)
        assert set(found.values()) <= {"flaky", "does not reach the function"} and found
        assert "flaky" in found.values() or len(found) < 12
        assert session.tests[0] == "test_calc.py::test_steady" and not set(found) & set(session.tests)
        assert (await session.rank(with_body(GOOD_BODY))).status == "passed"
        assert (await session.confirm(with_body(GOOD_BODY))).status == "passed"
        assert (await session.rank(with_body("return 3"))).status == "failed"


# fails in every second confirming process: the draw is made while the test file is imported, which the rank tier
# does once and the confirm tier in each run
FLAKY_RESULT = """import os
from calc import average
LUCKY = os.urandom(1)[0] % 2

def test_steady():
    assert average([1, 2, 3]) == 2

def test_lucky():
    assert average([4]) == 4
    assert LUCKY
"""


async def test_one_that_rank_and_confirm_disagree_on_is_run_again(workspace: Runner) -> None:
    """Whatever the draws are: a true candidate never fails for good, a wrong one never passes, and a test left out is
    named."""
    verdicts = []
    for attempt in range(2):
        async with given(workspace, FLAKY_RESULT + f"# {attempt}\n") as session:
            await session._warm.settled()
            good = with_body(GOOD_BODY)
            ranked = await session.rank(good)
            confirmed = await session.confirm(good)
            verdicts.append((ranked.status, confirmed.status, reasons(session)))
            if "test_lucky" in reasons(session):
                assert session.tests == ("test_calc.py::test_steady",) and confirmed.total == 1
            assert (await session.confirm(with_body("return 3"))).status == "failed"
    for _, confirmed, why in verdicts:
        assert confirmed == "passed" or not why, verdicts


class Scripted:
    """The session's own logic with outcomes that are given: what a run says is not to be left to luck here."""

    def __init__(self, session: Session, outcomes: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
        from understudy.runner.supervisor import Outcome

        proof = {"canary": ["failed"] * 2, "tampered": [], "imported": True}

        async def send(_tier: str, request: dict) -> Outcome:
            said = outcomes.pop(0)
            tests = [{"test": f"test_calc.py::{k}", "outcome": v, "reached": False} for k, v in said.items()]
            return Outcome([*tests, {"done": len(tests), **proof}])

        monkeypatch.setattr(session._warm.servers, "send", send)


TWO = """from calc import average
def test_a(): assert average([2]) == 2
def test_b(): assert average([3]) == 3
"""


@pytest.mark.parametrize(
    ("body", "another", "runs", "status", "left", "says"),
    [
        (GOOD_BODY, "", [{"test_a": "passed", "test_b": "passed"}], "passed", 2, ""),
        (GOOD_BODY, "test_b", [{"test_a": "passed", "test_b": "failed"}, {"test_a": "passed", "test_b": "passed"}],
         "passed", 1, ""),
        (GOOD_BODY, "", [{"test_a": "passed", "test_b": "failed"}, {"test_a": "passed", "test_b": "passed"}],
         "failed", 2, "by chance"),
        (GOOD_BODY, "", [{"test_a": "passed", "test_b": "failed"}] * 2, "failed", 2, ""),
        (GOOD_BODY, "test_b", [{"test_a": "failed", "test_b": "failed"}, {"test_a": "failed", "test_b": "passed"}],
         "failed", 1, ""),
        (GOOD_BODY, "test_a test_b",
         [{"test_a": "failed", "test_b": "failed"}, {"test_a": "passed", "test_b": "passed"}],
         "not_verified", 0, "no steady test is left"),
        ("import random; return sum(values) / len(values) if random.random() < 2 else 0", "test_b",
         [{"test_a": "passed", "test_b": "failed"}, {"test_a": "passed", "test_b": "passed"}], "failed", 2, "random"),
    ],
)  # fmt: skip
async def test_a_test_is_only_flaky_if_the_candidate_is_not(
    workspace: Runner,
    monkeypatch: pytest.MonkeyPatch,
    body: str,
    another: str,
    runs: list[dict[str, str]],
    status: str,
    left: int,
    says: str,
) -> None:
    """another: tests that a second candidate did not agree with itself on."""
    async with given(workspace, TWO) as session:
        await session._warm.settled()
        session._warm.unsteady_for("another text", [test for test in session.tests if test.split("::")[1] in another])
        text = with_body(body)
        assert (await session.rank(text)).status == "passed"
        Scripted(session, list(runs), monkeypatch)
        verdict = await session.confirm(text)
        assert (verdict.status, len(session.tests)) == (status, left), verdict
        assert says in verdict.detail
        assert set(reasons(session).values()) <= {"flaky"}


async def test_no_test_that_decides_is_an_error_that_says_so(workspace: Runner) -> None:
    with pytest.raises(RunnerError, match="No selected test reaches average"):
        async with given(workspace, "from calc import average\ndef test_a(): assert average\n"):
            pass


async def test_looking_at_the_tests_is_never_a_pass_and_says_why(workspace: Runner) -> None:
    async with given(workspace, TWO) as session:
        for body in (f"import sys; sys._getframe(1)\n{GOOD_BODY}", f"import gc; gc.collect()\n{GOOD_BODY}"):
            for verdict in (await session.rank(with_body(body)), await session.confirm(with_body(body))):
                assert (verdict.status, verdict.tier) == ("not_verified", "confirm")
                assert verdict.detail.startswith("looks at the tests that judge it (")


AT_IMPORT = """def build(n=3):
    ...


TABLE = build()
"""
AT_IMPORT_TESTS = """import pytest

from made import TABLE, build


def test_direct():
    assert build(2) == [0, 1]


def test_table():
    assert len(TABLE) == 3
"""


async def test_what_uses_the_function_at_import_decides_too(best: levels.Level, tmp_path: Path) -> None:
    make(tmp_path, {"made.py": AT_IMPORT, "test_made.py": AT_IMPORT_TESTS})
    ref = FunctionRef(tmp_path / "made.py", "build")
    async with await Runner.start(tmp_path, level=best, timeout_s=10) as runner:
        selection = TestSelection(ref, ("test_made.py::test_direct", "test_made.py::test_table"), "given")
        async with runner.session(ref, selection, AT_IMPORT) as session:
            assert set(session.tests) == set(selection.nodeids)
            right = await session.rank(AT_IMPORT.replace("...", "return list(range(n))"))
            assert (right.status, right.tier) == ("passed", "confirm")
            wrong = await session.rank(AT_IMPORT.replace("...", "return [0, 1]"))  # right where it is called directly
            assert (wrong.status, wrong.passed, wrong.total) == ("failed", 1, 2)


def test_many_tests_that_are_slow_together_are_cut_down() -> None:
    records = [{"test": f"t{i}", "outcome": "passed", "seconds": 0.1 + i / 1000} for i in range(40)]
    left_out = control.slow(Outcome(records=records), [f"t{i}" for i in range(40)], 1.5)
    assert 20 < len(left_out) < 40 and "t39" in left_out and "t0" not in left_out
    assert all("together" in why for why in left_out.values())
