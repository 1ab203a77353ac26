"""A file to try Understudy on. It is yours: change it, break it; without it, Understudy brings a new one."""


def reverse_words(text: str) -> str:
    """Return text with its words in reverse order."""
    


def count_vowels(text: str) -> int:
    """Return the number of vowels in text."""
    ...
