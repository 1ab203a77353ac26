"""How much faster than the reference a right body is, timed in the real sandbox."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.evaluate.test_suite import PROBLEM, RIGHT, Scripted
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.report import SPEEDUP, table
from understudy_trainer.evaluate.sampling import Plan
from understudy_trainer.evaluate.speed import calls, speedup
from understudy_trainer.evaluate.suite import evaluate

IDLE = "    for _ in range(20000): pass\n"


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("understudy.runner.timing.ROUNDS", 5)
    monkeypatch.setattr("understudy_trainer.evaluate.speed.REPEAT_S", 0.002)


async def test_a_slow_reference_is_beaten_and_a_quick_one_is_not(pool: ProgramPool) -> None:
    slow = await speedup(replace(PROBLEM, canonical=IDLE + RIGHT), RIGHT, pool)
    quick = await speedup(replace(PROBLEM, canonical=RIGHT), IDLE + RIGHT, pool)
    assert slow is not None and quick is not None and slow > 3 and quick < 1 / 3


async def test_a_reference_of_several_functions_is_run_whole(pool: ProgramPool) -> None:
    whole = f"def helper(x):\n{IDLE}    return x\n\ndef double(x):\n    return helper(x) * 2\n"
    found = await speedup(replace(PROBLEM, reference=whole), RIGHT, pool)
    assert found is not None and found > 3


async def test_the_same_code_is_as_fast_and_nothing_can_be_said_without_a_reference(pool: ProgramPool) -> None:
    same = replace(PROBLEM, canonical="    # twice\n    return x*2\n", tests="nothing to call")
    assert await speedup(same, RIGHT, pool) == 1.0
    assert await speedup(PROBLEM, RIGHT, pool) is None
    assert await speedup(replace(same, visible=()), "    return x + x\n", pool) is None


def test_calls_are_found_in_the_tests_of_every_format() -> None:
    humaneval = replace(PROBLEM, tests="def check(candidate):\n    assert candidate(3) == 6\ncheck(double)", visible=())
    assert calls(humaneval) == ["double(3)"]
    assert calls(PROBLEM) == ["double(3)", "double(0)"]
    listed = Problem("p", "", "f", f"def check(c):\n    inputs = {[[i, 'x' * i] for i in range(30)]}\n")
    found = calls(listed)
    assert found[:2] == ["f(0, '')", "f(1, 'x')"] and f"f(29, '{'x' * 29}')" in found and len(found) == 8


async def test_an_evaluation_reports_it_for_what_was_solved(pool: ProgramPool) -> None:
    problem = replace(PROBLEM, canonical=IDLE + RIGHT)
    engine = Scripted(["    return x\n", "    return x + x\n"])
    result = await evaluate([problem], Plan(2, 0.8), "nll", engine, pool, timed=True)
    assert result.items[0].passed == "01" and (result.items[0].speedup or 0) > 3
    assert result.metrics[SPEEDUP].value == pytest.approx(result.items[0].speedup) and " x  [" in table(result.metrics)
    unsolved = await evaluate([problem], Plan(1, 0.0), "nll", Scripted(["    return x\n"]), pool, timed=True)
    assert unsolved.items[0].speedup is None and SPEEDUP not in unsolved.metrics
