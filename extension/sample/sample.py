"""A file to try Understudy on. It is yours: change it, break it; without it, Understudy brings a new one."""


def is_palindrome(text: str) -> bool:
    """Check whether text reads the same backwards."""
    


def count_vowels(text: str) -> int:
    """Return the number of vowels in text."""
    ...
