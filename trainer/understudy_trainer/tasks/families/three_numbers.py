"""Families over two to four numbers: ordered, compared, judged as sides."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

P3 = "$a: int, $b: int, $c: int"
CASES3 = fixed((1, 2, 3), (3, 1, 2), (2, 3, 1), (5, 5, 5), (4, 4, 9), (9, 4, 4), (-2, 0, 7), (0, 0, -1))

THREE = (
    Entry(
        "median",
        "median_of_three middle_value middle",
        P3,
        "int",
        """
        Return the middle one of $a, $b and $c when they are sorted
        Which of $a, $b, $c is neither the largest nor the smallest? Return it
        """,
        "sort the three numbers; return the one in the middle",
        (
            "sorted(($a, $b, $c))[1]",
            "$a + $b + $c - min($a, $b, $c) - max($a, $b, $c)",
            """
            if $a <= $b <= $c or $c <= $b <= $a:
                return $b
            if $b <= $a <= $c or $c <= $a <= $b:
                return $a
            return $c
            """,
        ),
        ("$b", "($a + $b + $c) // 3"),
        chinese=("返回 $a、$b、$c 三个数中大小居中的数",),
    ),
    Entry(
        "largest",
        "largest_of_three max_of_three biggest",
        P3,
        "int",
        """
        Return the largest of $a, $b and $c without using max
        Find the greatest of the three numbers $a, $b and $c by comparing them
        """,
        "take $a; replace it by $b and then by $c if that is larger",
        (
            "largest = $a\nif $b > largest:\n    largest = $b\nif $c > largest:\n    largest = $c\nreturn largest",
            "if $a >= $b and $a >= $c:\n    return $a\nreturn $b if $b >= $c else $c",
        ),
        ("return $a if $a > $b else $c",),
    ),
    Entry(
        "smallest",
        "smallest_of_three min_of_three least",
        P3,
        "int",
        """
        Return the smallest of $a, $b and $c without using min
        Find the least of the three numbers $a, $b and $c by comparing them
        """,
        "take $a; replace it by $b and then by $c if that is smaller",
        (
            """
            smallest = $a
            if $b < smallest:
                smallest = $b
            if $c < smallest:
                smallest = $c
            return smallest
            """,
            "if $a <= $b and $a <= $c:\n    return $a\nreturn $b if $b <= $c else $c",
        ),
        ("return $a if $a < $b else $c",),
    ),
    Entry(
        "two-largest",
        "sum_two_largest best_two add_best_two",
        P3,
        "int",
        """
        Return the sum of the two largest of $a, $b and $c
        Add the three numbers $a, $b and $c but leave out the smallest
        Of the results $a, $b and $c only the best two count; return their sum
        """,
        "add all three; subtract the smallest",
        ("$a + $b + $c - min($a, $b, $c)", "sum(sorted(($a, $b, $c))[1:])"),
        ("$a + $b + $c - max($a, $b, $c)", "max($a, $b, $c) * 2"),
    ),
    Entry(
        "two-smallest",
        "sum_two_smallest cheapest_two",
        P3,
        "int",
        """
        Return the sum of the two smallest of $a, $b and $c
        Add the three numbers $a, $b and $c but leave out the largest
        """,
        "add all three; subtract the largest",
        ("$a + $b + $c - max($a, $b, $c)", "sum(sorted(($a, $b, $c))[:2])"),
        ("$a + $b + $c - min($a, $b, $c)",),
    ),
    Entry(
        "all-different",
        "all_different are_distinct no_two_equal",
        P3,
        "bool",
        """
        Check whether $a, $b and $c are pairwise different
        Return True if no two of the numbers $a, $b and $c are equal
        """,
        "put the numbers in a set; check that it has three elements",
        ("len({$a, $b, $c}) == 3", "$a != $b and $b != $c and $a != $c"),
        ("$a != $b != $c",),
    ),
    Entry(
        "ordered",
        "is_ordered in_order strictly_increasing",
        P3,
        "bool",
        """
        Check whether $a, $b and $c are in strictly ascending order
        Return True if $a is less than $b and $b is less than $c
        """,
        "compare the neighbours",
        ("$a < $b < $c", "$a < $b and $b < $c"),
        ("$a <= $b <= $c", "$a < $c"),
    ),
    Entry(
        "evenly",
        "evenly_spaced same_distance equal_gaps",
        P3,
        "bool",
        """
        Check whether $a, $b and $c, put in ascending order, are evenly spaced
        Return True if the distance from the smallest to the middle of $a, $b, $c equals that from the middle to \
        the largest
        """,
        "sort the numbers; compare both differences",
        (
            "low, middle, high = sorted(($a, $b, $c))\nreturn middle - low == high - middle",
            "2 * sorted(($a, $b, $c))[1] == min($a, $b, $c) + max($a, $b, $c)",
        ),
        ("$b - $a == $c - $b",),
    ),
    Entry(
        "sum-unique",
        "sum_without_repeats lone_sum sum_of_unique",
        P3,
        "int",
        """
        Return the sum of those numbers among $a, $b and $c that occur only once
        Add $a, $b and $c, leaving out every value that appears more than once
        """,
        "keep the values that occur once; add them",
        (
            "values = ($a, $b, $c)\nreturn sum(v for v in values if values.count(v) == 1)",
            """
            total = 0
            if $a not in ($b, $c):
                total += $a
            if $b not in ($a, $c):
                total += $b
            if $c not in ($a, $b):
                total += $c
            return total
            """,
        ),
        ("sum({$a, $b, $c})",),
    ),
    Entry(
        "sorted",
        "sort_three order_three descending",
        P3,
        "tuple[int, int, int]",
        """
        Return $a, $b and $c as a tuple in descending order
        Sort the three numbers $a, $b and $c from largest to smallest
        """,
        "sort in reverse; make a tuple",
        (
            "tuple(sorted(($a, $b, $c), reverse=True))",
            "low, middle, high = sorted([$a, $b, $c])\nreturn high, middle, low",
        ),
        ("tuple(sorted(($a, $b, $c)))",),
    ),
    Entry(
        "largest-gap",
        "range_of_three spread widest_gap",
        P3,
        "int",
        """
        Return the difference between the largest and the smallest of $a, $b and $c
        How far apart are the extremes of $a, $b and $c?
        """,
        "subtract the smallest from the largest",
        ("max($a, $b, $c) - min($a, $b, $c)", "ordered = sorted(($a, $b, $c))\nreturn ordered[-1] - ordered[0]"),
        ("abs($a - $c)",),
    ),
)


@family("three-numbers", weight=3)
def three_numbers(rng: Rng) -> Draft:
    """Three numbers ordered and compared."""
    names = {"a,b,c": "a b c|x y z|first second third|p q r|one two three|num1 num2 num3"}
    return written(rng, THREE, names, inputs=CASES3)
