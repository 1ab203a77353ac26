"""The estimators against brute force over every subset."""

from __future__ import annotations

import math
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy_trainer.evaluate import metrics

outcomes = st.lists(st.booleans(), min_size=1, max_size=9)


@given(outcomes, st.data())
def test_pass_at_k_is_the_share_of_subsets_that_hold_a_right_one(passed: list[bool], data: st.DataObject) -> None:
    n, k = len(passed), data.draw(st.integers(1, len(passed)))
    subsets = list(combinations(passed, k))
    assert math.isclose(metrics.pass_at_k(n, sum(passed), k), sum(map(any, subsets)) / len(subsets))


@given(outcomes, st.data())
def test_rank_score_is_the_share_of_subsets_whose_best_ranked_is_right(passed: list[bool], data: st.DataObject) -> None:
    k = data.draw(st.integers(1, len(passed)))
    subsets = list(combinations(passed, k))  # keeps the order: the first of a subset is its best-ranked
    want = sum(subset[0] for subset in subsets) / len(subsets)
    assert math.isclose(metrics.rank_score_at_k(passed, k), want)


@given(outcomes)
def test_at_k_1_and_n_the_metrics_meet_the_obvious(passed: list[bool]) -> None:
    n, c = len(passed), sum(passed)
    assert math.isclose(metrics.rank_score_at_k(passed, 1), c / n) and math.isclose(metrics.pass_at_k(n, c, 1), c / n)
    assert metrics.rank_score_at_k(passed, n) == passed[0] and metrics.pass_at_k(n, c, n) == any(passed)


@given(st.floats(0, 100), st.floats(0.01, 20), st.floats(0, 10), st.integers(1, 200))
def test_affordable_is_the_largest_k_within_the_budget(budget: float, each: float, fixed: float, n: int) -> None:
    def cost(k: int) -> float:
        return fixed + k * each

    want = max((k for k in range(1, n + 1) if cost(k) <= budget), default=0)
    assert metrics.affordable(budget, cost, n) == want


def test_a_budget_below_one_sample_buys_nothing() -> None:
    assert metrics.pass_at_budget(4, 4, 0.5, lambda k: k * 1.0) == 0.0
    assert metrics.pass_at_budget(4, 1, 4.0, lambda k: k * 1.0) == 1.0


@pytest.mark.parametrize(("n", "c", "k"), [(3, 1, 4), (3, 1, 0), (3, 4, 1), (0, 0, 1)])
def test_undefined_estimates_are_refused(n: int, c: int, k: int) -> None:
    with pytest.raises(ValueError, match="not defined"):
        metrics.pass_at_k(n, c, k)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_interval_holds_the_mean_within_the_data(values: list[float]) -> None:
    found = metrics.interval(values)
    assert min(values) - 1e-9 <= found.low <= found.value + 1e-9 and found.value <= found.high + 1e-9
    assert found.high <= max(values) + 1e-9 and math.isclose(found.value, sum(values) / len(values), abs_tol=1e-12)


def test_the_interval_has_its_textbook_width() -> None:
    found = metrics.interval([1.0, 0.0] * 200)
    assert abs((found.high - found.low) - 2 * 1.96 * math.sqrt(0.25 / 400)) < 0.012


def test_k_is_reported_while_it_is_stable() -> None:
    assert metrics.reported_ks(1) == [1] and metrics.reported_ks(8) == [1, 2, 4, 8]
    assert metrics.reported_ks(32) == [1, 2, 4, 8, 16] and metrics.reported_ks(5) == [1, 2, 5]


@given(st.integers(0, 9), st.integers(0, 9))
def test_mcnemar_is_the_chance_of_so_uneven_a_split(wins: int, losses: int) -> None:
    n, gap = wins + losses, abs(wins - losses)
    splits = [sum(heads) for heads in product((0, 1), repeat=n)] if n <= 10 else None
    if splits is not None:
        want = sum(abs(2 * heads - n) >= gap for heads in splits) / len(splits)
        assert math.isclose(metrics.mcnemar(wins, losses), want)
    assert metrics.mcnemar(wins, losses) == metrics.mcnemar(losses, wins) <= 1.0


@given(st.floats(1e-6, 1e12), st.floats(1.01, 1e4))
def test_budgets_lie_between_one_sample_and_more_than_there_are(first: float, more: float) -> None:
    found = metrics.budgets(first, first * more)
    assert found and found == sorted(found) and all(first <= budget < first * more for budget in found)
    assert metrics.budgets(0.0, 1.0) == [] and metrics.budgets(0.3, 4.2) == [0.5, 1.0, 2.0]


def test_ratios_are_averaged_by_their_logarithms() -> None:
    found = metrics.geometric([0.5, 2.0, 0.5, 2.0])
    assert found.value == pytest.approx(1.0) and 0.5 <= found.low < 1 < found.high <= 2.0
