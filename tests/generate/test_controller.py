"""Choosing by measured curves."""

from __future__ import annotations

import pytest

from understudy.files import file_sha256
from understudy.generate import controller
from understudy.generate.controller import MARGIN, Curve, choose, policy_for
from understudy.models.bundled import bundled_path
from understudy.settings import DEFAULT_POLICY

EARLY = Curve("a", "small", "direct", (1.0, 10.0), (0.5, 0.6))
LATE = Curve("b", "large", "plan-first", (1.0, 10.0), (0.2, 0.9))


@pytest.mark.parametrize(("seconds", "share"), [(0.1, 0.2), (1, 0.2), (10**0.5, 0.55), (10, 0.9), (99, 0.9)])
def test_between_budgets_it_goes_by_the_logarithm_of_time(seconds: float, share: float) -> None:
    assert LATE.at(seconds) == pytest.approx(share)


def test_the_best_at_the_budget_is_chosen() -> None:
    assert choose(1.0, [EARLY, LATE]) is EARLY and choose(10.0, [EARLY, LATE]) is LATE
    assert choose(1.0, []) is None


def test_of_those_that_cannot_be_told_apart_the_first_is_chosen() -> None:
    near = Curve("a", "small", "plan-first", (1.0, 10.0), (0.5 + MARGIN / 2, 0.6 + 2 * MARGIN))
    assert choose(1.0, [EARLY, near]) is EARLY and choose(10.0, [EARLY, near]) is near


def test_a_model_nobody_measured_gets_the_default_and_what_is_asked_for_is_done() -> None:
    assert policy_for("auto", "ab" * 32, 10.0) == DEFAULT_POLICY
    assert policy_for("plan-first", "ab" * 32, 10.0) == "plan-first"


def test_the_bundled_model_was_measured() -> None:
    own = controller.curves([file_sha256(bundled_path())])
    assert {curve.policy for curve in own} >= {"direct", DEFAULT_POLICY}
    for curve in own:
        assert list(curve.seconds) == sorted(curve.seconds) and list(curve.right) == sorted(curve.right)
    assert policy_for("auto", file_sha256(bundled_path()), 10.0) in {curve.policy for curve in own}
