import pytest

from textkit.numbers import clamp, mean, second_largest, sum_even


def test_mean_of_three():
    assert mean([1, 2, 3]) == 2


def test_mean_of_nothing():
    assert mean([]) == 0.0


def test_mean_of_one():
    assert mean([4.5]) == 4.5


def test_mean_of_negatives():
    assert mean([-1, -3]) == -2


def test_clamp_inside():
    assert clamp(5, 0, 10) == 5


def test_clamp_below():
    assert clamp(-5, 0, 10) == 0


def test_clamp_above():
    assert clamp(50, 0, 10) == 10


def test_clamp_at_the_edge():
    assert clamp(10, 0, 10) == 10


def test_sum_even_mixed():
    assert sum_even([1, 2, 3, 4]) == 6


def test_sum_even_empty():
    assert sum_even([]) == 0


def test_sum_even_only_odd():
    assert sum_even([1, 3, 5]) == 0


def test_sum_even_negative():
    assert sum_even([-2, -3, 4]) == 2


def test_sum_even_zero():
    assert sum_even([0, 7]) == 0


@pytest.mark.parametrize(("values", "expected"), [([1, 2, 3], 2), ([5, 1], 1), ([-1, -2, -3], -2)])
def test_second_largest(values, expected):
    assert second_largest(values) == expected


def test_second_largest_ignores_duplicates():
    assert second_largest([4, 4, 3]) == 3


def test_second_largest_unsorted():
    assert second_largest([10, 30, 20]) == 20
