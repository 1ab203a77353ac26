"""Family of floats compared with a tolerance."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

ABT = "$a: float, $b: float, $t: float"

CLOSE = (
    Entry(
        "close",
        "is_close nearly_equal almost_equal",
        ABT,
        "bool",
        """
        Check whether $a and $b differ by at most $t
        Return True if the floats $a and $b are equal within the tolerance $t, the limit included
        Compare $a with $b, accepting a distance of up to $t
        """,
        "take the absolute difference; compare it with the tolerance",
        ("abs($a - $b) <= $t", "-$t <= $a - $b <= $t"),
        ("$a == $b", "$a - $b <= $t", "abs($a - $b) < $t"),
        fixed((1.0, 1.0, 0.0), (1.0, 1.5, 0.5), (2.0, 1.0, 0.5), (1.0, 2.0, 0.5), (0.25, 0.5, 0.3), (-1.0, 1.0, 0.1)),
    ),
    Entry(
        "relative",
        "relatively_close within_percent",
        ABT,
        "bool",
        """
        Check whether $a differs from $b by at most $t percent of the absolute value of $b
        Return True if the distance of $a and $b is not more than $t percent of abs($b)
        """,
        "take the absolute difference; compare it with the share of $b",
        ("abs($a - $b) <= abs($b) * $t / 100", "abs($a - $b) * 100 <= $t * abs($b)"),
        ("abs($a - $b) <= $t", "abs($a - $b) <= $b * $t / 100"),
        fixed((100.0, 110.0, 10.0), (100.0, 120.0, 10.0), (-50.0, -52.0, 5.0), (0.0, 0.0, 1.0), (8.0, 4.0, 50.0)),
    ),
    Entry(
        "lists",
        "lists_close all_close same_values",
        "$xs: list[float], $ys: list[float], $t: float",
        "bool",
        """
        Check whether $xs and $ys have the same length and differ by at most $t at each position
        Return True if all pairs of elements of the equally long lists $xs and $ys are within $t of each other
        """,
        "compare the lengths; compare each pair",
        (
            "len($xs) == len($ys) and all(abs(x - y) <= $t for x, y in zip($xs, $ys))",
            """
            if len($xs) != len($ys):
                return False
            for x, y in zip($xs, $ys):
                if abs(x - y) > $t:
                    return False
            return True
            """,
        ),
        ("all(abs(x - y) <= $t for x, y in zip($xs, $ys))", "abs(sum($xs) - sum($ys)) <= $t"),
        fixed(
            ([1.0, 2.0], [1.0, 2.5], 0.5),
            ([1.0], [1.0, 2.0], 1.0),
            ([], [], 0.1),
            ([1.0, 3.0], [2.0, 2.0], 0.5),
            ([0.5], [0.0], 0.25),
        ),
    ),
    Entry(
        "first-different",
        "first_difference first_mismatch",
        "$xs: list[float], $ys: list[float], $t: float",
        "int",
        """
        Return the first index at which the equally long lists $xs and $ys differ by more than $t, or -1
        Find where $xs and $ys first deviate by more than the tolerance $t; -1 if they never do
        """,
        "go through the pairs; return the index of the first large difference; return -1 otherwise",
        (
            "for i, (x, y) in enumerate(zip($xs, $ys)):\n    if abs(x - y) > $t:\n        return i\nreturn -1",
            "return next((i for i in range(len($xs)) if abs($xs[i] - $ys[i]) > $t), -1)",
        ),
        ("for i, (x, y) in enumerate(zip($xs, $ys)):\n    if abs(x - y) >= $t:\n        return i\nreturn -1",),
        fixed(
            ([1.0, 2.0], [1.0, 2.5], 0.5), ([1.0], [3.0], 1.0), ([], [], 0.1), ([1.0, 3.0, 5.0], [1.0, 2.0, 9.0], 0.5)
        ),
    ),
    Entry(
        "distinct",
        "distinct_within merge_close remove_near_duplicates",
        "$xs: list[float], $t: float",
        "list[float]",
        """
        Sort $xs and drop every number that is within $t of the last one kept
        Return $xs in ascending order without numbers that exceed the number kept before them by $t or less
        """,
        "sort; keep a number if it is more than the tolerance above the last one kept",
        (
            """
            kept = []
            for x in sorted($xs):
                if not kept or x - kept[-1] > $t:
                    kept.append(x)
            return kept
            """,
        ),
        ("return sorted(set($xs))",),
        fixed(
            ([1.0, 1.5, 3.0], 0.5), ([], 1.0), ([2.0, 1.0, 1.25], 0.25), ([5.0, 5.0], 0.0), ([0.0, 1.0, 2.0, 3.0], 1.0)
        ),
    ),
    Entry(
        "stable",
        "first_stable settles_at converged_at",
        "$xs: list[float], $t: float",
        "int",
        """
        Return the index of the first number in $xs that differs from the one before by at most $t, or -1
        Find at which index the values $xs have settled: the first step not larger than $t; -1 if there is none
        """,
        "compare each number with the one before; return the first index within the tolerance",
        (
            "for i in range(1, len($xs)):\n    if abs($xs[i] - $xs[i - 1]) <= $t:\n        return i\nreturn -1",
            "return next((i for i in range(1, len($xs)) if abs($xs[i] - $xs[i - 1]) <= $t), -1)",
        ),
        ("for i in range(1, len($xs)):\n    if abs($xs[i] - $xs[i - 1]) < $t:\n        return i\nreturn -1",),
        fixed(([1.0, 2.0, 2.5], 0.5), ([], 1.0), ([8.0, 4.0, 2.0, 1.0], 1.0), ([5.0], 0.5), ([3.0, 3.0], 0.0)),
    ),
)


@family("floats-with-tolerance", weight=2)
def floats_with_tolerance(rng: Rng) -> Draft:
    """Floats compared up to a tolerance."""
    names = {"a,b": "a b|x y|actual expected|first second", "t": "tol tolerance eps limit",
             "xs": "xs values actual measured",
             "ys": "ys others expected target"}  # fmt: skip
    entry = CLOSE[rng.randrange(len(CLOSE))]
    if "$a" not in entry.params:
        names.pop("a,b")
    return written(rng, (entry,), names)
