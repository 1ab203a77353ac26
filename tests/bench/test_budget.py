"""What is made of the rows of the budget study."""

from __future__ import annotations

import pytest

from bench.studies.budget import SECONDS, Choice, Row, curve, held_out

EARLY, LATE = Choice("a" * 64, "early", "direct"), Choice("b" * 64, "late", "plan-first")


def row(choice: Choice, problem: int, passed_s: float | None, right: bool = True) -> Row:
    return Row(choice.model, choice.policy, "suite", f"{problem:02}", passed_s, right and passed_s is not None, 8)


def test_a_curve_counts_what_was_right_by_then() -> None:
    rows = [row(EARLY, 0, 0.7), row(EARLY, 1, 4.0), row(EARLY, 2, 4.0, right=False), row(EARLY, 3, None)]
    found = curve(rows, EARLY)
    assert found.seconds == SECONDS and found.right == (0.0, 0.25, 0.25, 0.5, 0.5)
    assert (found.model, found.policy) == (EARLY.model, EARLY.policy)


def test_the_controller_is_judged_on_the_half_it_did_not_see() -> None:
    alike = {EARLY: [row(EARLY, i, 0.4) for i in range(10)], LATE: [row(LATE, i, 4.0) for i in range(10)]}
    at_two = held_out(alike)[SECONDS.index(2.0)]
    assert "controller 1.000" in at_two and "difference +0.000" in at_two
    # each is right only where the other's half is judged: what one half promises the other does not keep
    crossed = {
        EARLY: [row(EARLY, i, 0.4 if i % 2 == 0 else None) for i in range(10)],
        LATE: [row(LATE, i, 0.4 if i % 2 else None) for i in range(10)],
    }
    assert "controller 0.000" in held_out(crossed)[SECONDS.index(2.0)]


@pytest.mark.parametrize("seconds", SECONDS)
def test_a_wrong_pass_is_never_right(seconds: float) -> None:
    assert row(EARLY, 0, 0.1, right=False).right_by(seconds) == 0.0
