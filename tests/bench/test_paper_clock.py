"""Seconds of k samples from measured steps."""

from __future__ import annotations

import pytest

from bench.paper.clock import SLOTS, Clock, Clocked, beside_tests, by_count, together
from bench.studies.policies import OPEN_S, RANK_S

CLOCK = Clock({1: 1.0, 2: 1.5, 4: 2.0, 32: 16.0}, 0.1)


def test_steps_between_measured_counts_lie_on_a_line() -> None:
    paces = CLOCK.paces()
    assert len(paces) == SLOTS + 1 and paces[3] == 1.75 and paces[32] == 16.0


def test_fewer_rows_make_cheaper_steps_once_others_have_ended() -> None:
    assert together([3, 1], CLOCK.paces()) == 1.5 + 2 * 1.0
    assert together([], CLOCK.paces()) == 0


def test_a_row_that_waits_takes_the_place_of_one_that_ended() -> None:
    paces = [1.0] * (SLOTS + 1)
    assert together([1] * SLOTS + [1], paces) == 2.0
    assert together([1] + [5] * (SLOTS - 1) + [4], paces) == 5.0


def test_more_samples_never_cost_less_and_the_prompt_is_read_once() -> None:
    found = by_count([[4, 1, 8, 2], [1, 1, 1, 1]], [10, 30], CLOCK)
    assert found[0] == pytest.approx(20 * 0.1 + (4 + 1) / 2) and list(found) == sorted(found)


def test_beyond_what_was_drawn_costs_grow_in_proportion() -> None:
    costs = Clocked(2.0, 5.0, 1.0, (2.0, 3.0))
    assert [costs.time(k) for k in (0, 1, 2, 4)] == [0, 2.0, 3.0, 6.0] and costs.flops(4) == 9.0


def test_tests_run_beside_sampling_and_repeats_are_not_run() -> None:
    assert beside_tests([10.0], [1.0]) == (10.0 + RANK_S,)
    assert beside_tests([0.01, 0.02], [1.0, 1.0]) == (OPEN_S + RANK_S,) * 2
