"""Helpers for lists of numbers."""

from __future__ import annotations


def mean(values: list[float]) -> float:
    """Return the mean of values, or 0.0 if values is empty."""
    return sum(values) / len(values) if values else 0.0


def clamp(value: float, low: float, high: float) -> float:
    """Return value limited to the range from low to high."""
    return max(low, min(value, high))


def sum_even(values: list[int]) -> int:
    """Return the sum of the even numbers in values."""
    ...


def second_largest(values: list[int]) -> int:
    """Return the second largest distinct number in values."""
    raise NotImplementedError
