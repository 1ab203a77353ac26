"""Families of figurate numbers and of chains such as Collatz or look-and-say."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, Option, fixed, written

FIGURES: tuple[Option, ...] = (
    {"key": "triangular", "fig": "triangular", "def": "1 + 2 + ... + k", "f": "{} * ({} + 1) // 2"},
    {"key": "square-pyramidal", "fig": "square pyramidal", "def": "the sum of the squares from 1 to k",
     "f": "{} * ({} + 1) * (2 * {} + 1) // 6"},
    {"key": "tetrahedral", "fig": "tetrahedral", "def": "k * (k + 1) * (k + 2) / 6",
     "f": "{} * ({} + 1) * ({} + 2) // 6"},
    {"key": "pentagonal", "fig": "pentagonal", "def": "k * (3 * k - 1) / 2", "f": "{} * (3 * {} - 1) // 2"},
    {"key": "hexagonal", "fig": "hexagonal", "def": "k * (2 * k - 1)", "f": "{} * (2 * {} - 1)"},
    {"key": "pronic", "fig": "pronic", "def": "k * (k + 1)", "f": "{} * ({} + 1)"},
    {"key": "centered-square", "fig": "centered square", "def": "k * k + (k - 1) * (k - 1)",
     "f": "{} ** 2 + ({} - 1) ** 2"},
    {"key": "star", "fig": "star", "def": "6 * k * (k - 1) + 1", "f": "6 * {} * ({} - 1) + 1"},
    {"key": "cubes-sum", "fig": "squared triangular", "def": "the sum of the cubes from 1 to k",
     "f": "({} * ({} + 1) // 2) ** 2"},
)  # fmt: skip

ASKED = (
    Entry(
        "list",
        "first_$id ${id}_numbers list_$id",
        "$n: int",
        "list[int]",
        """
        Return the first $n $fig numbers, number k being $def
        List $n $fig numbers in ascending order, starting with k = 1; number k is $def
        """,
        "go from 1 to $n; put each number into the formula",
        (
            "[$onk for $k in range(1, $n + 1)]",
            "found = []\nfor $k in range(1, $n + 1):\n    found.append($onk)\nreturn found",
        ),
        ("[$onk for $k in range($n)]", "[$onk for $k in range(1, $n)]"),
        fixed(0, 1, 2, 5, 8),
    ),
    Entry(
        "is",
        "is_$id is_${id}_number",
        "$n: int",
        "bool",
        """
        Check whether the positive integer $n is a $fig number, that is $def for some k >= 1
        Return True if there is a positive integer k such that $n equals this: $def
        Tell if $n > 0 belongs to the $fig numbers (number k is $def)
        """,
        "compute the numbers one after the other until they reach $n; compare",
        (
            "$k = 1\nwhile $onk < $n:\n    $k += 1\nreturn $onk == $n",
            "any($onk == $n for $k in range(1, $n + 1))",
        ),
        ("$k = 1\nwhile $onk < $n:\n    $k += 1\nreturn $k == $n",),
        lambda r, _: tuple((x,) for x in (1, 2, 3, 5, 6, 9, 10, 13, 36, r.randint(11, 99))),
    ),
    Entry(
        "up-to",
        "${id}_up_to ${id}_numbers_up_to",
        "$n: int",
        "list[int]",
        """
        List the $fig numbers that do not exceed $n, number k being $def for k = 1, 2, ...
        Return all $fig numbers up to and including $n in ascending order (number k is $def)
        """,
        "compute the numbers one after the other; stop when one exceeds $n",
        (
            "found = []\n$k = 1\nwhile $onk <= $n:\n    found.append($onk)\n    $k += 1\nreturn found",
            "[$onk for $k in range(1, $n + 1) if $onk <= $n]",
        ),
        ("found = []\n$k = 1\nwhile $onk < $n:\n    found.append($onk)\n    $k += 1\nreturn found",),
        fixed(0, 1, 5, 6, 10, 13, 40),
    ),
    Entry(
        "sum",
        "sum_of_$id ${id}_sum",
        "$n: int",
        "int",
        """
        Return the sum of the first $n $fig numbers, where number k is $def
        Add up the $fig numbers with index 1 to $n; number k is $def
        """,
        "go from 1 to $n; add what the formula gives",
        (
            "sum($onk for $k in range(1, $n + 1))",
            "total = 0\nfor $k in range(1, $n + 1):\n    total += $onk\nreturn total",
        ),
        ("sum($onk for $k in range($n))",),
        fixed(0, 1, 2, 5, 8),
    ),
)


def _figure(option: Option) -> Option:
    return {
        "key": option["key"], "fig": option["fig"], "def": option["def"], "id": option["fig"].replace(" ", "_"),
        "onk": option["f"].replace("{}", "$k"),
    }  # fmt: skip


@family("figurate-numbers", weight=4)
def figurate_numbers(rng: Rng) -> Draft:
    """Numbers of dots in figures, by a formula."""
    return written(rng, ASKED, {"n": "n num m number x limit", "k": "k i j"}, axes=([_figure(f) for f in FIGURES],))
