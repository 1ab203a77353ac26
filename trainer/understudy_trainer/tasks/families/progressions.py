"""Families of arithmetic and geometric progressions, missing terms and other plain sequences."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

TERMS = (
    Entry(
        "arith-list",
        "arithmetic_sequence arithmetic_terms equal_steps",
        "$a: int, $d: int, $n: int",
        "list[int]",
        """
        Return the first $n terms of the arithmetic progression that starts at $a and has the common difference $d
        List $n numbers beginning with $a, each one $d more than the one before
        Given a start $a, a step $d and a count $n, build the list $a, $a + $d, $a + 2 * $d and so on
        """,
        "go through the indices 0 to $n minus one; add that many steps to $a",
        (
            "[$a + i * $d for i in range($n)]",
            "terms = []\nfor _ in range($n):\n    terms.append($a)\n    $a += $d\nreturn terms",
        ),
        ("[$a + i * $d for i in range(1, $n + 1)]", "list(range($a, $n, $d)) if $d else []"),
        lambda r, _: ((1, 2, 5), (10, -3, 4), (7, 0, 3), (r.randint(-9, 9), r.randint(2, 9), 4), (5, 5, 0)),
        chinese=("返回首项为 $a、公差为 $d 的等差数列的前 $n 项",),
    ),
    Entry(
        "arith-nth",
        "arithmetic_term nth_arithmetic",
        "$a: int, $d: int, $n: int",
        "int",
        """
        Return term number $n (the first has number 1) of the arithmetic progression with first term $a and \
        difference $d
        Compute the $n-th term of the sequence that starts with $a and grows by $d each time, counting from 1
        """,
        "add $n minus one steps to $a",
        ("$a + ($n - 1) * $d", "for _ in range($n - 1):\n    $a += $d\nreturn $a"),
        ("$a + $n * $d",),
        lambda r, _: ((1, 2, 5), (10, -3, 4), (7, 0, 3), (r.randint(-9, 9), r.randint(2, 9), 8), (5, 5, 1)),
    ),
    Entry(
        "arith-sum",
        "arithmetic_sum sum_of_progression series_sum",
        "$a: int, $d: int, $n: int",
        "int",
        """
        Return the sum of the first $n terms of the arithmetic progression starting at $a with common difference $d
        Add up $n numbers of which the first is $a and each following one is $d larger
        """,
        "multiply the number of terms by the sum of the first and last; halve it",
        ("$n * (2 * $a + ($n - 1) * $d) // 2", "sum($a + i * $d for i in range($n))"),
        ("$n * (2 * $a + $n * $d) // 2",),
        lambda r, _: ((1, 2, 5), (10, -3, 4), (7, 0, 3), (r.randint(-9, 9), r.randint(2, 9), 8), (5, 5, 0)),
        (
            "A saver puts aside $a coins in the first week and $d coins more in each following week than in the week "
            "before. Return how many coins there are after $n weeks.",
        ),
    ),
    Entry(
        "geo-list",
        "geometric_sequence geometric_terms powers_from",
        "$a: int, $d: int, $n: int",
        "list[int]",
        """
        Return the first $n terms of the geometric progression that starts at $a and has the ratio $d
        List $n numbers beginning with $a, each one $d times the one before
        Build a list of length $n that starts with $a and multiplies by $d at every step
        """,
        "go through the exponents 0 to $n minus one; multiply $a by that power of $d",
        (
            "[$a * $d**i for i in range($n)]",
            "terms = []\nfor _ in range($n):\n    terms.append($a)\n    $a *= $d\nreturn terms",
        ),
        ("[$a + $d**i for i in range($n)]", "[$a * $d**i for i in range(1, $n + 1)]"),
        lambda r, _: ((1, 2, 5), (10, -3, 4), (7, 1, 3), (r.randint(2, 9), r.randint(2, 5), 4), (5, 5, 0)),
    ),
    Entry(
        "geo-sum",
        "geometric_sum sum_of_geometric",
        "$a: int, $d: int, $n: int",
        "int",
        """
        Return the sum of the first $n terms of the geometric progression starting at $a with ratio $d
        Add up $n numbers of which the first is $a and each following one is $d times as large
        """,
        "add the terms one after the other; multiply by the ratio each time",
        (
            "total = 0\nfor _ in range($n):\n    total += $a\n    $a *= $d\nreturn total",
            "sum($a * $d**i for i in range($n))",
        ),
        ("$a * $d ** ($n - 1)",),
        lambda r, _: ((1, 2, 5), (10, -3, 4), (7, 1, 3), (r.randint(2, 9), r.randint(2, 5), 4), (5, 5, 0)),
    ),
    Entry(
        "arith-until",
        "steps_until multiples_from count_up",
        "$a: int, $d: int, $m: int",
        "list[int]",
        """
        List the numbers $a, $a + $d, $a + 2 * $d, ... that do not exceed $m, where $d is positive
        Count up from $a in steps of $d > 0 and return all numbers up to and including $m
        Return every value reached when stepping by $d from $a without going above $m
        """,
        "use a range from $a to $m plus one with step $d",
        (
            "list(range($a, $m + 1, $d))",
            "terms = []\nwhile $a <= $m:\n    terms.append($a)\n    $a += $d\nreturn terms",
        ),
        ("list(range($a, $m, $d))",),
        lambda r, _: ((1, 2, 9), (0, 5, 20), (7, 3, 6), (r.randint(-9, 5), r.randint(2, 4), 12), (3, 4, 3)),
    ),
)


@family("progression-terms", weight=2)
def progression_terms(rng: Rng) -> Draft:
    """Terms and sums of progressions given by parameters."""
    names = {
        "a": "start first a initial begin",
        "d": "step d diff ratio factor change",
        "n": "n count length size k",
        "m": "limit stop end top m",
    }
    return written(rng, TERMS, names)


JUDGED = (
    Entry(
        "is-arith",
        "is_arithmetic has_equal_steps evenly_spaced",
        "$xs: list[int]",
        "bool",
        """
        Check whether the numbers in $xs form an arithmetic progression
        Return True if all neighbours in $xs have the same difference
        Tell if the step from each number of $xs to the next is always the same
        """,
        "take the differences of neighbours; check that there is at most one kind",
        (
            "len({y - x for x, y in zip($xs, $xs[1:])}) <= 1",
            """
            for i in range(2, len($xs)):
                if $xs[i] - $xs[i - 1] != $xs[1] - $xs[0]:
                    return False
            return True
            """,
        ),
        ("len({y - x for x, y in zip($xs, $xs[1:])}) == 1", "$xs == sorted($xs)"),
        fixed([1, 3, 5, 7], [4, 4, 4], [9, 6, 3], [1, 2, 4], [], [5], [2, 8]),
        notes=("Lists with fewer than three numbers count as such",),
    ),
    Entry(
        "is-geo",
        "is_geometric has_constant_ratio",
        "$xs: list[int]",
        "bool",
        """
        Check whether the nonzero numbers in $xs form a geometric progression
        Return True if each number of $xs is the one before it times a constant ratio; no number is zero
        Tell if neighbouring numbers in $xs, none of which is zero, always have the same quotient
        """,
        "compare the cross products of three successive numbers",
        (
            "all($xs[i] ** 2 == $xs[i - 1] * $xs[i + 1] for i in range(1, len($xs) - 1))",
            """
            for x, y, z in zip($xs, $xs[1:], $xs[2:]):
                if y * y != x * z:
                    return False
            return True
            """,
        ),
        ("len({y // x for x, y in zip($xs, $xs[1:])}) <= 1", "len({y - x for x, y in zip($xs, $xs[1:])}) <= 1"),
        fixed([1, 2, 4, 8], [3, 3, 3], [8, 4, 2], [1, 2, 5], [], [5], [2, -6, 18], [1, 2, 3]),
    ),
    Entry(
        "kind",
        "progression_kind sequence_type classify_sequence",
        "$xs: list[int]",
        "str",
        """
        Return "arithmetic", "geometric" or "neither" for the list $xs of at least three nonzero numbers, \
        arithmetic first
        Classify $xs as "arithmetic" (equal differences), else "geometric" (equal ratios), else "neither" of them
        """,
        "compare the differences; then compare the cross products; otherwise answer neither",
        (
            """
            if len({y - x for x, y in zip($xs, $xs[1:])}) == 1:
                return "arithmetic"
            if all(y * y == x * z for x, y, z in zip($xs, $xs[1:], $xs[2:])):
                return "geometric"
            return "neither"
            """,
        ),
        ('return "arithmetic" if $xs[1] - $xs[0] == $xs[2] - $xs[1] else "geometric"',),
        fixed([1, 3, 5, 7], [4, 4, 4], [2, 4, 8], [1, 2, 4, 7], [9, 3, 1], [1, 2, 3, 5]),
    ),
    Entry(
        "next",
        "next_term continue_sequence extend_progression",
        "$xs: list[int]",
        "int",
        """
        Return the next term of the arithmetic progression $xs, which has at least two terms
        Continue the evenly spaced list $xs by one number and return that number
        Given an arithmetic sequence $xs, predict the term that follows the last one
        """,
        "take the common difference; add it to the last term",
        ("$xs[-1] + $xs[1] - $xs[0]", "2 * $xs[-1] - $xs[-2]"),
        ("$xs[-1] + 1", "$xs[-1] + $xs[0]"),
        fixed([1, 3, 5], [10, 7, 4, 1], [4, 4], [-2, 3], [0, 10, 20]),
    ),
    Entry(
        "missing",
        "missing_term find_gap missing_in_progression",
        "$xs: list[int]",
        "int",
        """
        Return the one number missing inside the arithmetic progression $xs
        Find the missing number of $xs, an ascending arithmetic progression from which one inner term was removed
        Exactly one term between the first and the last of the arithmetic progression $xs got lost; return it
        """,
        "the full progression has one term more; take its sum from the ends; subtract the actual sum",
        (
            "($xs[0] + $xs[-1]) * (len($xs) + 1) // 2 - sum($xs)",
            """
            step = ($xs[-1] - $xs[0]) // len($xs)
            for x in range($xs[0], $xs[-1], step):
                if x not in $xs:
                    return x
            """,
        ),
        ("return ($xs[0] + $xs[-1]) // 2",),
        fixed([1, 3, 7, 9], [2, 4, 5], [10, 30, 40, 50], [0, 5, 15], [3, 6, 9, 12, 18]),
    ),
    Entry(
        "missing-all",
        "missing_numbers find_missing gaps_in",
        "$xs: list[int]",
        "list[int]",
        """
        List the integers between the smallest and largest of $xs that do not occur in $xs, in ascending order
        Return every whole number missing from $xs within its own range
        Find the gaps: which integers from min to max are not in $xs?
        """,
        "go from the smallest to the largest number; keep those that do not occur",
        (
            "if not $xs:\n    return []\nreturn [x for x in range(min($xs), max($xs)) if x not in $xs]",
            "return sorted(set(range(min($xs), max($xs) + 1)) - set($xs)) if $xs else []",
        ),
        ("return [x for x in range(1, max($xs, default=0)) if x not in $xs]",),
        fixed([1, 3, 6], [4], [], [5, 4, 3], [10, 7, 12, 7], [-2, 1]),
    ),
)


@family("progressions-judged", weight=2)
def progressions_judged(rng: Rng) -> Draft:
    """Progressions recognised, continued and repaired."""
    return written(rng, JUDGED, {"xs": "nums numbers xs seq terms values sequence"})
