"""Helpers for words and sentences."""

from __future__ import annotations


def word_count(text: str) -> int:
    """Return the number of words in text."""
    return len(text.split())


def keep_prefix(words: list[str], prefix: str) -> list[str]:
    """Return the words that start with prefix."""
    return [word for word in words if word.startswith(prefix)]


def count_longer_than(words: list[str], k: int) -> int:
    """Return the number of words longer than k."""
    ...


def reverse_each_word(text: str) -> str:
    """Reverse each word in text and keep the order of the words."""
    raise NotImplementedError
