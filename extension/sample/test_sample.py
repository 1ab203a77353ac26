"""What `count_vowels` has to do. Change a test, and Generate with Tests looks for code that passes the new one."""

import pytest
from sample import count_vowels


@pytest.mark.parametrize(
    ("text", "vowels"),
    [
        ("understudy", 3),
        ("rhythm", 0),
        ("AEIOU", 5),
        ("", 0),
    ],
)
def test_vowels_are_counted(text, vowels):
    assert count_vowels(text) == vowels


def test_every_occurrence_counts():
    assert count_vowels("banana") == 3
