"""The scorer's check: it believes right suites, and names the problems of wrong ones."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.evaluate.test_suite import PROBLEM, RIGHT
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.check import LOOP, SOLUTION, WRONG, answers, check
from understudy_trainer.evaluate.formats import Problem, load

SOUND = replace(PROBLEM, canonical=RIGHT)


@pytest.mark.parametrize("suite", ["families:seed=5,count=6", "families:seed=5,count=3,infill=line"])
async def test_our_families_are_scored_right(suite: str, pool: ProgramPool) -> None:
    problems = load(suite)
    found = await check(problems, pool)
    assert found.ok and not found.faults and not found.without
    assert found.passed[SOLUTION] == len(problems) and not any(found.passed[kind] for kind in WRONG)


async def test_a_solution_that_fails_and_tests_that_pass_anything_are_named(pool: ProgramPool) -> None:
    broken = replace(SOUND, id="broken", canonical="    return x\n")
    blind = replace(SOUND, id="blind", tests="assert double")
    lazy = replace(SOUND, id="lazy", tests="assert double(1) is None", canonical="    pass\n")
    told: list[tuple[int, int, int]] = []
    found = await check([SOUND, broken, blind, lazy], pool, lambda *now: told.append(now))
    named = {(fault.task_id, fault.kind) for fault in found.faults}
    assert named == {("broken", SOLUTION), ("lazy", "empty body"), ("lazy", "return None")} | {
        ("blind", k) for k in WRONG
    }
    assert not found.ok and told[-1] == (4, 4, 3)
    assert next(f for f in found.faults if f.task_id == "broken").said == "AssertionError"


async def test_a_loop_that_never_begins_is_a_fault(pool: ProgramPool) -> None:
    odd = replace(SOUND, tests="raise SystemExit(1)", canonical="")
    found = await check([odd], pool)
    assert [(fault.kind, fault.status) for fault in found.faults] == [(LOOP, "failed")]
    assert not found.ok and found.without == ("double",)  # nothing says that the tests can be passed


def test_of_a_gap_the_whole_function_is_replaced() -> None:
    gap = Problem("g", "def f(x):\n    y = ", "f", "assert f(1) == 2", suffix="\n    return y\n", canonical="x + 1")
    found = answers(gap)
    assert found[SOLUTION] == "def f(x):\n    y = x + 1\n    return y\n"
    assert found[LOOP].split() == ["def", "f(x):", "while", "True:", "pass"]
    assert answers(replace(gap, entry_point="g")).keys() == {SOLUTION}


async def test_mbpp_is_scored_right(pool: ProgramPool) -> None:
    folder = os.environ.get("UNDERSTUDY_DATA_SETS")
    if not folder:
        pytest.skip("UNDERSTUDY_DATA_SETS does not name a folder with MBPP")
    found = await check(load(str(Path(folder) / "mbpp" / "sanitized-mbpp.json"), limit=10), pool)
    assert found.ok, found.faults
