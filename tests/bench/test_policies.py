"""Policies on a clock: what is known when, on rows that were drawn before."""

from __future__ import annotations

import random

import pytest

from bench.studies.banks import Banks, Row
from bench.studies.policies import LADDERS, policies
from bench.studies.timeline import Costs, run
from understudy.generate.budget import LADDER
from understudy.generate.policies import Round

COSTS = Costs({1: 0.01, 4: 0.02, 8: 0.04}, prompt=0.001, open=0.5, rank=0.1, confirm=0.2)


def row(body: int, visible: float, *, right: bool = False, tokens: int = 10, plan: int = -1) -> Row:
    return Row(body, right, visible, tokens, -1.0, plan)


def bank(rows: dict[str, list[Row]]) -> Banks:
    return Banks("x", 100, rows)


def rng() -> random.Random:
    return random.Random(0)


def test_a_confirmed_pass_is_known_when_the_session_is_open_and_both_verdicts_are_in() -> None:
    trace = run([Round("direct", 1, 0)], bank({"direct/0.0": [row(0, 1.0, right=True)]}), COSTS, rng())
    # prompt .1 and ten steps .1, then the session opens at .5: rank .6, confirm .8
    assert trace.won == (pytest.approx(0.8), True)
    assert not trace.right_at(0.1) and trace.right_at(0.3)  # before any test the likeliest is proposed
    assert trace.right_at(0.9)


def test_a_pass_of_the_visible_tests_may_still_be_wrong() -> None:
    rows = [row(0, 1.0, right=False, tokens=1), row(1, 1.0, right=True, tokens=99)]
    trace = run([Round("direct", 2, 1)], bank({"direct/0.6": rows}), COSTS, rng())
    assert trace.won is not None and not trace.won[1] and not trace.right_at(10)


def test_repeats_and_broken_rows_cost_steps_but_no_test() -> None:
    rows = [row(0, 0.5), row(0, 0.5), row(-1, 0.0)]
    trace = run([Round("direct", 3, 1)], bank({"direct/0.6": rows}), COSTS, rng())
    assert len(trace.verdicts) == 1 and trace.verdicts[0][0] == pytest.approx(0.6)


def test_rows_decode_cheaper_when_others_have_ended() -> None:
    rows = [row(i, 0.0, tokens=10 if i < 3 else 20) for i in range(4)]
    trace = run([Round("direct", 4, 1)], bank({"direct/0.6": rows}), COSTS, rng())
    times = sorted(ready for ready, *_ in trace.written)
    assert times == pytest.approx([0.3, 0.3, 0.3, 0.4])  # .1 prompt, 10 steps of .02, then 10 of .01


def test_a_round_after_failure_waits_for_the_verdicts_and_is_not_begun_after_a_pass() -> None:
    steps = [Round("direct", 1, 0), Round("plan", 1, 0, after_failure=True)]
    rows = {"direct/0.0": [row(0, 0.5)], "plan/0.0": [row(1, 1.0, right=True, plan=0)]}
    late = run(steps, bank(rows), COSTS, rng())
    assert late.written[1][0] == pytest.approx(0.6 + 0.1)  # the first verdict is in at .6
    passed = run(steps, bank(rows | {"direct/0.0": [row(0, 1.0)]}), COSTS, rng())
    assert len(passed.written) == 1


def test_a_guided_round_writes_under_the_best_plan_or_with_plans_of_its_own() -> None:
    steps = [Round("plan", 2, 1), Round("plan", 1, 2, guided=True)]
    rows = {
        "plan/0.6": [row(0, 0.2, plan=0), row(1, 0.7, plan=1)],
        "plan/0.8": [row(8, 0.0, plan=2)],
        "guided/1": [row(9, 1.0, right=True, plan=1)],
    }
    assert run(steps, bank(rows), COSTS, rng()).won is not None
    even = rows | {"plan/0.6": [row(0, 0.7, plan=0), row(1, 0.7, plan=1)]}
    assert run(steps, bank(even), COSTS, rng()).won is None


def test_every_policy_spends_its_samples_on_banks_that_are_filled() -> None:
    heats = {0.0, 0.6, 0.8}
    for n in (4, 8, 16, 32):
        for steps in policies(n).values():
            assert sum(step.rows for step in steps) == n and {LADDER[step.heat] for step in steps} <= heats
    assert next(iter(LADDERS.values())) == LADDER[:3]
