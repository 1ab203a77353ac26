"""Helpers for dictionaries of counts."""

from __future__ import annotations


def count_items(items: list[str]) -> dict[str, int]:
    """Return how often each item occurs in items."""
    counts: dict[str, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts


def merge_counts(a: dict[str, int], b: dict[str, int]) -> dict[str, int]:
    """Return a new dictionary with the counts of a and b added together."""
    ...
