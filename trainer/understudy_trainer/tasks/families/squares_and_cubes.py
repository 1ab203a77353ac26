"""Family of perfect squares and cubes near a number."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.entries import INTS, Entry, Option, random_ints, written

ROOTS = (
    Entry(
        "is",
        "is_perfect_$pw is_$pw",
        "$n: int",
        "bool",
        """
        Check whether the non-negative integer $n is a perfect $pw
        Return True if $n is the $pw of an integer
        Tell if some whole number r satisfies r ** $e == $n, given $n >= 0
        """,
        "count upwards while the $pw is below $n; compare",
        (
            "r = 0\nwhile r**$e < $n:\n    r += 1\nreturn r**$e == $n",
            "r = round($n ** (1 / $e))\nreturn r**$e == $n",
        ),
        ("$n % $e == 0", "r = 1\nwhile r**$e < $n:\n    r += 1\nreturn r**$e != $n"),
    ),
    Entry(
        "root",
        "integer_${pw}_root floor_${pw}_root",
        "$n: int",
        "int",
        """
        Return the largest integer whose $pw is at most the non-negative integer $n
        Compute the root r of $n, rounded down, such that r ** $e <= $n
        Find the $pw root of $n >= 0 without its fractional part
        """,
        "count upwards while the next $pw is at most $n",
        (
            "r = 0\nwhile (r + 1) ** $e <= $n:\n    r += 1\nreturn r",
            """
            low, high = 0, $n
            while low < high:
                middle = (low + high + 1) // 2
                if middle**$e <= $n:
                    low = middle
                else:
                    high = middle - 1
            return low
            """,
        ),
        ("r = 0\nwhile r**$e <= $n:\n    r += 1\nreturn r", "r = 0\nwhile (r + 1) ** $e < $n:\n    r += 1\nreturn r"),
    ),
    Entry(
        "next",
        "next_$pw following_$pw",
        "$n: int",
        "int",
        """
        Return the smallest perfect $pw greater than the non-negative integer $n
        Find the next $pw number after $n
        """,
        "count upwards while the $pw is at most $n; return the $pw",
        ("r = 0\nwhile r**$e <= $n:\n    r += 1\nreturn r**$e", "next(r**$e for r in range($n + 2) if r**$e > $n)"),
        ("r = 0\nwhile r**$e < $n:\n    r += 1\nreturn r**$e",),
    ),
    Entry(
        "nearest",
        "nearest_$pw closest_$pw",
        "$n: int",
        "int",
        """
        Return the perfect $pw nearest to the non-negative integer $n, the smaller one on a tie
        Find which $pw number lies closest to $n; the lower wins if both are equally far
        """,
        "find the largest $pw up to $n; compare its distance with that of the next one",
        (
            """
            r = 0
            while (r + 1) ** $e <= $n:
                r += 1
            low, high = r**$e, (r + 1) ** $e
            return low if $n - low <= high - $n else high
            """,
            "min((r**$e for r in range($n + 2)), key=lambda power: abs(power - $n))",
        ),
        ("r = 0\nwhile (r + 1) ** $e <= $n:\n    r += 1\nreturn r**$e",),
    ),
    Entry(
        "count",
        "count_${pw}s ${pw}s_up_to",
        "$n: int",
        "int",
        """
        Count the positive integers up to and including $n that are perfect ${pw}s
        Return how many perfect ${pw}s there are from 1 to $n
        """,
        "count upwards while the next $pw is at most $n; return the count",
        ("r = 0\nwhile (r + 1) ** $e <= $n:\n    r += 1\nreturn r", "sum(1 for r in range(1, $n + 1) if r**$e <= $n)"),
        ("r = 0\nwhile (r + 1) ** $e < $n:\n    r += 1\nreturn r",),
    ),
    Entry(
        "list",
        "${pw}s_up_to list_${pw}s",
        "$n: int",
        "list[int]",
        """
        List the perfect ${pw}s from 1 up to and including $n
        Return all ${pw}s of positive integers that do not exceed $n, in ascending order
        """,
        "count upwards; collect the ${pw}s while they are at most $n",
        (
            "found = []\nr = 1\nwhile r**$e <= $n:\n    found.append(r**$e)\n    r += 1\nreturn found",
            "[r**$e for r in range(1, $n + 1) if r**$e <= $n]",
        ),
        ("[r**$e for r in range(1, $n + 1)]", "[r**$e for r in range(1, $n) if r**$e < $n]"),
    ),
)
POWER: tuple[Option, ...] = (
    {"key": "square", "pw": "square", "e": "2"},
    {"key": "cube", "pw": "cube", "e": "3"},
)


@family("squares-and-cubes", weight=2)
def squares_and_cubes(rng: Rng) -> Draft:
    """Perfect squares and cubes near a number."""
    power = pick(rng, POWER)
    table = [entry for entry in ROOTS if (entry.key, power["key"]) != ("is", "cube")]
    return written(
        rng, table, {"n": INTS}, axes=((power,),), inputs=random_ints(2, 90, 0, 1, 8, 9, 27, 64, 12, count=2)
    )
