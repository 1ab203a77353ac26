"""What a ranker is judged by, on cases that can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from understudy_trainer.ranker import figures

TASKS = ("a", "a", "a", "b", "b", "c")
CORRECT = np.array([0.0, 1, 0, 1, 0, 1])


def test_auc_counts_pairs_and_halves_ties() -> None:
    assert figures.auc(np.array([0.9, 0.8, 0.1]), np.array([1.0, 0, 0])) == 1.0
    assert figures.auc(np.array([0.9, 0.8, 0.1]), np.array([0.0, 1, 0])) == 0.5
    assert figures.auc(np.array([0.5, 0.5]), np.array([1.0, 0])) == 0.5
    assert np.isnan(figures.auc(np.array([0.5]), np.array([1.0])))


def test_calibration_error_is_the_gap_between_saying_and_being() -> None:
    honest, half = np.full(1000, 0.25), np.full(1000, 0.75)
    right = np.tile([1.0, 0, 0, 0], 250)
    assert figures.expected_calibration_error(honest, right) == pytest.approx(0.0, abs=1e-12)
    assert figures.expected_calibration_error(half, right) == pytest.approx(0.5)
    assert figures.brier(honest, right) < figures.brier(half, right)


def test_only_tasks_with_both_kinds_tell_orders_apart() -> None:
    assert [rows.tolist() for rows in figures.mixed(CORRECT, TASKS)] == [[0, 1, 2], [3, 4]]
    assert len(figures.by_task(TASKS)) == 3


def test_top_one_draws_from_equals() -> None:
    tasks = figures.mixed(CORRECT, TASKS)
    assert figures.top_one(np.zeros(6), CORRECT, tasks) == [pytest.approx(1 / 3), 0.5]
    assert figures.top_one(CORRECT, CORRECT, tasks) == [1.0, 1.0]


def test_tests_are_counted_until_one_passes() -> None:
    tasks = figures.by_task(TASKS)
    assert figures.tests_until_right(np.zeros(6), CORRECT, tasks) == [2.0, 1.0, 1.0]
    assert figures.tests_until_right(-CORRECT, CORRECT, tasks) == [3.0, 2.0, 1.0]
    assert figures.tests_until_right(np.zeros(2), np.zeros(2), [np.array([0, 1])]) == [2.0]
