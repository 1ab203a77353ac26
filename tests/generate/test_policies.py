"""Rounds, how they go on, and the plan that guides."""

from __future__ import annotations

import itertools

import pytest

from understudy.generate.policies import TURN, Round, best_plan, further, rounds
from understudy.generate.types import TriedCandidate
from understudy.prompts import plan
from understudy.runner.types import Verdict
from understudy.settings import Policy


@pytest.mark.parametrize("policy", ["direct", "plan-first", "plan-after-failure"])
@pytest.mark.parametrize("n", [1, 2, 3, 8, 64])
def test_rounds_spend_exactly_what_was_asked_for(policy: Policy, n: int) -> None:
    steps = rounds(policy, n)
    assert sum(step.rows for step in steps) == n and all(step.rows > 0 for step in steps)
    assert steps[0].rows == 1 and steps[0].heat == 0


def test_plan_first_ends_with_code_under_the_best_plan() -> None:
    assert [(s.source, s.rows, s.guided) for s in rounds("plan-first", 8)] == [
        ("plan", 1, False),
        ("plan", 3, False),
        ("plan", 4, True),
    ]
    later = rounds("plan-after-failure", 8)[3:]
    assert [s.source for s in later] == ["plan"] * 3 and later[0].after_failure and later[-1].guided
    assert not any(s.guided for s in rounds("direct", 8))


def first(policy: Policy, n: int, planned: bool) -> list[Round]:
    return list(itertools.islice(further(policy, n, planned=planned), 6))


def test_going_on_is_hotter_and_begins_with_plans_where_only_direct_ones_failed() -> None:
    assert {s.heat for s in first("direct", 8, planned=False)} == {3}
    assert first("plan-after-failure", 8, planned=False)[0].source == "plan"
    assert first("plan-after-failure", 8, planned=True)[0].source == "direct"
    assert all(s.source == "plan" for s in first("plan-first", 8, planned=True))
    assert any(s.guided for s in first("plan-first", 8, planned=True))


@pytest.mark.parametrize("policy", ["direct", "plan-first", "plan-after-failure"])
@pytest.mark.parametrize("n", [1, 2, 8, 1000])
def test_turns_are_small_so_that_each_can_learn_from_the_last(policy: Policy, n: int) -> None:
    assert all(0 < s.rows <= min(n, TURN) for s in first(policy, n, planned=True) + first(policy, n, planned=False))


def tried(steps: tuple[str, ...], passed: int, logprob: float = -1.0, status: str = "failed") -> TriedCandidate:
    verdict = Verdict(status, passed, 4, "rank", 0.0)  # type: ignore[arg-type]
    return TriedCandidate("x", steps, "x", logprob, "plan", rank=verdict)


A, B, C = ("a",), ("b",), ("c",)


def test_the_best_plan_is_the_one_whose_codes_pass_most_on_average() -> None:
    assert best_plan([tried(A, 3), tried(A, 0), tried(B, 2)]) == B
    assert best_plan([tried(A, 2, -3.0), tried(B, 2, -1.0), tried(C, 0)]) == B  # ties: the likelier


@pytest.mark.parametrize(
    "candidates",
    [
        [],
        [tried(A, 3)],
        [tried(A, 2), tried(B, 2)],
        [tried((), 3), tried(A, 1)],
        [tried(A, 3, status="not_verified"), tried(B, 1)],
    ],
)
def test_no_plan_guides_while_none_is_known_to_be_better(candidates: list[TriedCandidate]) -> None:
    assert best_plan(candidates) is None


def test_a_chosen_plan_stands_in_the_stream_as_if_the_model_had_written_it() -> None:
    special = {"plan": 5, "code": 6}
    assert plan.under("def f():\n", special, ("look", "answer"), "    ") == [
        *plan.plan_first("def f():\n", special, "    "),
        "    # 1. look\n    # 2. answer\n",
        6,
    ]
    (asked,) = plan.plan_first("def f():\n", {}, "    ")
    (given,) = plan.under("def f():\n", {}, ("look",), "    ")
    assert isinstance(asked, str) and isinstance(given, str) and given.startswith(asked)
    assert plan.split(given.removeprefix(asked) + "    return 1\n") == (("look",), "    return 1\n")
