"""Families of checks on numbers whose limits are parameters, and of comparisons that give a verdict."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.entries import Entry, Option, written

SINGLE: tuple[Option, ...] = (
    {"key": "above", "fact": "is greater than $k||exceeds $k", "test": "$x > $k", "miss": "$x >= $k"},
    {"key": "at-least", "fact": "is at least $k||is not below $k", "test": "$x >= $k", "miss": "$x > $k"},
    {"key": "below", "fact": "is less than $k||is under $k", "test": "$x < $k", "miss": "$x <= $k"},
    {"key": "at-most", "fact": "is at most $k||does not exceed $k", "test": "$x <= $k", "miss": "$x < $k"},
    {"key": "multiple", "fact": "is divisible by $k||is a multiple of $k", "test": "$x % $k == 0",
     "miss": "$k % $x == 0"},
    {"key": "factor", "fact": "divides $k||is a divisor of $k", "test": "$k % $x == 0", "miss": "$x % $k == 0"},
    {"key": "abs-above", "fact": "has an absolute value greater than $k||is more than $k away from zero",
     "test": "abs($x) > $k", "miss": "$x > $k"},
    {"key": "same-last-digit", "fact": "ends in the same digit as $k", "test": "abs($x) % 10 == abs($k) % 10",
     "miss": "str($x)[0] == str($k)[0]"},
    {"key": "same-parity", "fact": "is even or odd just like $k||has the same parity as $k", "test": "$x % 2 == $k % 2",
     "miss": "$x % 2 == 0 and $k % 2 == 0"},
    {"key": "square-fits", "fact": "has a square of at most $k", "test": "$x**2 <= $k", "miss": "$x <= $k"},
    {"key": "digit-sum", "fact": "has a digit sum greater than $k||has digits that add up to more than $k",
     "test": "sum(int(d) for d in str(abs($x))) > $k", "miss": "$x > $k"},
)  # fmt: skip
OVER_LIST = (
    Entry(
        "all",
        "all_$name every_one_$name",
        "$xs: list[int], $k: int",
        "bool",
        """
        Check whether every number in $xs $fact
        Return True if each element of $xs $fact
        Tell if there is no number in $xs for which this fails: it $fact
        """,
        "test each number; return False as soon as one fails",
        ("all($test for $x in $xs)", "for $x in $xs:\n    if not $test:\n        return False\nreturn True"),
        ("any($test for $x in $xs)", "all($miss for $x in $xs)"),
    ),
    Entry(
        "any",
        "any_$name has_$name",
        "$xs: list[int], $k: int",
        "bool",
        """
        Check whether at least one number in $xs $fact
        Return True if some element of $xs $fact
        Does any of the numbers in $xs fulfil this: it $fact?
        """,
        "test each number; return True as soon as one passes",
        ("any($test for $x in $xs)", "for $x in $xs:\n    if $test:\n        return True\nreturn False"),
        ("all($test for $x in $xs)", "any($miss for $x in $xs)"),
    ),
    Entry(
        "count",
        "count_$name how_many_$name",
        "$xs: list[int], $k: int",
        "int",
        """
        Count the numbers in $xs of which each $fact
        Return how many elements of $xs meet this condition: the element $fact
        """,
        "test each number; count those that pass",
        ("sum(1 for $x in $xs if $test)", "count = 0\nfor $x in $xs:\n    if $test:\n        count += 1\nreturn count"),
        ("sum(1 for $x in $xs if $miss)", "sum($x for $x in $xs if $test)"),
    ),
    Entry(
        "list",
        "filter_$name keep_$name",
        "$xs: list[int], $k: int",
        "list[int]",
        """
        Return the numbers in $xs of which each $fact
        Keep an element of $xs only if it $fact
        Filter $xs: an element stays if it $fact
        """,
        "test each number; keep those that pass",
        (
            "[$x for $x in $xs if $test]",
            "kept = []\nfor $x in $xs:\n    if $test:\n        kept.append($x)\nreturn kept",
        ),
        ("[$x for $x in $xs if $miss]", "[$x for $x in $xs if not ($test)]"),
    ),
    Entry(
        "first",
        "first_$name find_$name",
        "$xs: list[int], $k: int",
        "int | None",
        """
        Return the first number in $xs that meets this condition: it $fact; None if there is none
        Find the first element of $xs that $fact, or None
        """,
        "test each number in order; return the first that passes; return None otherwise",
        ("for $x in $xs:\n    if $test:\n        return $x\nreturn None", "next(($x for $x in $xs if $test), None)"),
        ("for $x in reversed($xs):\n    if $test:\n        return $x\nreturn None",),
    ),
    Entry(
        "index",
        "index_$name position_$name",
        "$xs: list[int], $k: int",
        "int",
        """
        Return the index of the first number in $xs that $fact, or -1 if there is none
        Find the position of the first element of $xs that $fact; -1 if no element does
        """,
        "enumerate the list; return the index of the first number that passes; return -1 otherwise",
        (
            "for i, $x in enumerate($xs):\n    if $test:\n        return i\nreturn -1",
            "next((i for i, $x in enumerate($xs) if $test), -1)",
        ),
        ("for i, $x in enumerate($xs):\n    if $test:\n        return i + 1\nreturn -1",),
    ),
    Entry(
        "sum",
        "sum_$name total_$name",
        "$xs: list[int], $k: int",
        "int",
        """
        Add up the numbers in $xs of which each $fact
        Return the sum of those elements of $xs for which this holds: the element $fact
        """,
        "test each number; add those that pass",
        (
            "sum($x for $x in $xs if $test)",
            "total = 0\nfor $x in $xs:\n    if $test:\n        total += $x\nreturn total",
        ),
        ("sum($x for $x in $xs if $miss)", "sum(1 for $x in $xs if $test)"),
    ),
)


@family("list-against-parameter", weight=5)
def list_against_parameter(rng: Rng) -> Draft:
    """A list judged element by element against a parameter."""
    entry = pick(rng, OVER_LIST)
    left_out = {"all": "below", "count": "digit-sum"}.get(entry.key)
    axis = [{**option, "name": option["key"].replace("-", "_")} for option in SINGLE if option["key"] != left_out]
    names = {"xs": "nums numbers xs values items data scores", "x": "x n v num value", "k": "k limit threshold bound m"}

    def cases(r: Rng, _filled: object) -> tuple[tuple[list[int], int], ...]:
        several = [[r.choice([v for v in range(-9, 30) if v]) for _ in range(5)] for _ in range(2)]
        return (
            ([1, 5, 8, 12], 5), ([2, 4, 8], 8), (several[0], 6), (several[1], 10), ([], 3), ([7, 17, -7], 7),
            ([3, -5, 4], 4),
        )  # fmt: skip

    return written(rng, (entry,), names, axes=(axis,), inputs=cases)
