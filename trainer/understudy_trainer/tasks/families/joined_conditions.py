"""Families of two conditions on a number, each with a parameter, joined or turned into a label or a replacement."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, Option, fixed, written

FIRST: tuple[Option, ...] = (
    {"key": "above", "one": "greater than $a", "left": "$n > $a"},
    {"key": "at-least", "one": "at least $a", "left": "$n >= $a"},
    {"key": "below", "one": "less than $a", "left": "$n < $a"},
    {"key": "at-most", "one": "at most $a", "left": "$n <= $a"},
    {"key": "near", "one": "no farther than $a from zero", "left": "abs($n) <= $a"},
    {"key": "unequal", "one": "different from $a", "left": "$n != $a"},
)
SECOND: tuple[Option, ...] = (
    {"key": "multiple", "two": "divisible by $b||a multiple of $b", "right": "$n % $b == 0"},
    {"key": "not-multiple", "two": "not divisible by $b||no multiple of $b", "right": "$n % $b != 0"},
    {"key": "factor", "two": "a divisor of $b", "right": "$b % $n == 0"},
    {"key": "same-parity", "two": "even or odd like $b", "right": "$n % 2 == $b % 2"},
    {"key": "last-digit", "two": "a number ending in the digit $b", "right": "$n % 10 == $b"},
)
JOINS: tuple[Option, ...] = (
    {"key": "and", "join": "and", "word": "both $one and $two||$one and also $two", "other": "or"},
    {"key": "or", "join": "or", "word": "$one or $two (or both)||$one or $two, or even both", "other": "and"},
    {"key": "but-not", "join": "and not", "word": "$one but not $two||$one while not being $two", "other": "and"},
)
CASES = fixed(
    (12, 10, 3), (12, 12, 5), (7, 10, 2), (4, 9, 8), (20, 5, 5), (15, 15, 5), (3, 1, 3), (9, 20, 9), (10, 2, 4)
)
NAB = "$n: int, $a: int, $b: int"

JUDGED = (
    Entry(
        "check",
        "is_accepted qualifies passes fits check",
        NAB,
        "bool",
        """
        Check whether the positive number $n is $word
        Return True if $n > 0 is $word
        Tell if the positive integer $n is $word
        """,
        "test the first condition; test the second condition; join the answers with $join",
        ("$test", "if $test:\n    return True\nreturn False"),
        ("$miss", "$left"),
    ),
    Entry(
        "keep",
        "value_or_zero keep_or_zero accepted_value",
        NAB,
        "int",
        """
        Return the positive number $n if it is $word, otherwise 0
        Give back $n > 0 when it is $word and 0 when it is not
        """,
        "test both conditions; return the number or 0",
        ("return $n if $test else 0", "if $test:\n    return $n\nreturn 0"),
        ("return $n if $miss else 0", "return 0 if $test else $n"),
    ),
    Entry(
        "filter",
        "select_numbers filter_numbers keep_matching",
        "$xs: list[int], $a: int, $b: int",
        "list[int]",
        """
        Keep the positive numbers of $xs of which each is $word
        Return a list of those elements of $xs, all positive, which fulfil this: the element is $word
        """,
        "test both conditions on each number; keep those that pass",
        (
            "[$n for $n in $xs if $test]",
            "kept = []\nfor $n in $xs:\n    if $test:\n        kept.append($n)\nreturn kept",
        ),
        ("[$n for $n in $xs if $miss]", "[$n for $n in $xs if $left]"),
        fixed(
            ([12, 7, 4, 20], 10, 3),
            ([15, 5, 9, 3], 5, 5),
            ([], 1, 2),
            ([1, 2, 3, 4, 6, 8], 3, 8),
            ([10, 14, 21, 4], 14, 4),
        ),
    ),
    Entry(
        "count",
        "count_matching how_many_match",
        "$xs: list[int], $a: int, $b: int",
        "int",
        """
        Count the positive numbers in $xs of which each is $word
        Return how many elements of $xs, all positive, fulfil this: the element is $word
        """,
        "test both conditions on each number; count those that pass",
        ("sum(1 for $n in $xs if $test)", "count = 0\nfor $n in $xs:\n    if $test:\n        count += 1\nreturn count"),
        ("sum(1 for $n in $xs if $miss)", "sum($n for $n in $xs if $test)"),
        fixed(
            ([12, 7, 4, 20], 10, 3),
            ([15, 5, 9, 3], 5, 5),
            ([], 1, 2),
            ([1, 2, 3, 4, 6, 8], 3, 8),
            ([10, 14, 21, 4], 14, 4),
        ),
    ),
)


@family("conditions-joined", weight=5)
def conditions_joined(rng: Rng) -> Draft:
    """Two conditions with parameters, joined."""
    joins = [{**j, "test": f"$left {j['join']} $right", "miss": f"$left {j['other']} $right"} for j in JOINS]
    joins[2]["test"] = "$left and not ($right)"
    join = joins[rng.randrange(len(joins))]
    second = [option for option in SECOND if (join["key"], option["key"]) != ("but-not", "not-multiple")]
    names = {
        "n": "n x num value number",
        "a,b": "limit k|low d|a b|bound step|m k|threshold unit",
        "xs": "nums numbers xs values",
    }
    return written(rng, JUDGED, names, axes=(FIRST, second, (join,)), inputs=CASES)
