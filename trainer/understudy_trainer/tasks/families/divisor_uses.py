"""Families over divisors: kinds of numbers, factor pairs, prime factorisation."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import INTS, Entry, fixed, random_ints, random_pairs, written

NAMES = {"n": INTS, "d": "d i f div factor", "r": "result total out found"}

KINDS = (
    Entry(
        "compare",
        "is_$kind check_$kind",
        "$n: int",
        "bool",
        """
        Check whether $n is $kind: the sum of its proper divisors is $word $n
        Return True if the divisors of $n smaller than $n add up to a sum that is $word $n
        Tell if the positive integer $n is a $kind number, meaning its proper divisors have a sum $word it
        """,
        "add the divisors of $n below $n; compare the sum with $n",
        (
            "sum($d for $d in range(1, $n) if $n % $d == 0) $op $n",
            "$r = 0\nfor $d in range(1, $n // 2 + 1):\n    if $n % $d == 0:\n        $r += $d\nreturn $r $op $n",
        ),
        ("sum($d for $d in range(1, $n + 1) if $n % $d == 0) $op $n",),
        fixed(1, 2, 6, 12, 15, 28, 18, 27),
    ),
    Entry(
        "count-up-to",
        "count_$kind ${kind}_count",
        "$n: int",
        "int",
        """
        Count the $kind numbers from 1 to $n (the sum of the proper divisors is $word the number)
        Return how many integers up to and including $n have proper divisors whose sum is $word the integer itself
        """,
        "go from 1 to $n; add the proper divisors of each; count the $kind ones",
        (
            """
            $r = 0
            for x in range(1, $n + 1):
                if sum($d for $d in range(1, x) if x % $d == 0) $op x:
                    $r += 1
            return $r
            """,
            "sum(sum($d for $d in range(1, x) if x % $d == 0) $op x for x in range(1, $n + 1))",
        ),
        ("sum(sum($d for $d in range(1, x) if x % $d == 0) $op x for x in range(1, $n))",),
        fixed(0, 1, 6, 12, 28, 24),
    ),
    Entry(
        "list-up-to",
        "${kind}_numbers list_$kind",
        "$n: int",
        "list[int]",
        """
        List the $kind numbers from 1 to $n, whose proper divisors have a sum $word the number itself
        Return all integers up to and including $n for which the sum of the proper divisors is $word the integer
        """,
        "go from 1 to $n; add the proper divisors of each; keep the $kind ones",
        (
            "[x for x in range(1, $n + 1) if sum($d for $d in range(1, x) if x % $d == 0) $op x]",
            """
            $r = []
            for x in range(1, $n + 1):
                divisors = [$d for $d in range(1, x) if x % $d == 0]
                if sum(divisors) $op x:
                    $r.append(x)
            return $r
            """,
        ),
        ("[x for x in range(1, $n) if sum($d for $d in range(1, x) if x % $d == 0) $op x]",),
        fixed(0, 1, 6, 12, 28, 24),
    ),
)
KIND = (
    {"key": "perfect", "kind": "perfect", "word": "equal to", "op": "=="},
    {"key": "abundant", "kind": "abundant", "word": "greater than", "op": ">"},
    {"key": "deficient", "kind": "deficient", "word": "less than", "op": "<"},
)


@family("divisor-sum-kinds", weight=2)
def divisor_sum_kinds(rng: Rng) -> Draft:
    """Perfect, abundant and deficient numbers."""
    return written(
        rng, KINDS, {"n": "n num number value m limit", "d": "d i k div", "r": "result out found"}, axes=(KIND,)
    )


USES = (
    Entry(
        "pairs",
        "factor_pairs divisor_pairs",
        "$n: int",
        "list[tuple[int, int]]",
        """
        List the pairs of positive integers whose product is $n, the smaller factor first, in ascending order
        Return all factor pairs (a, b) of $n with a <= b, ordered by a
        Find every way to write $n as a product of two positive integers, ignoring the order of the factors
        """,
        "try every factor up to the square root; pair it with its partner",
        (
            "[($d, $n // $d) for $d in range(1, math.isqrt($n) + 1) if $n % $d == 0]",
            """
            $r = []
            $d = 1
            while $d * $d <= $n:
                if $n % $d == 0:
                    $r.append(($d, $n // $d))
                $d += 1
            return $r
            """,
        ),
        ("[($d, $n // $d) for $d in range(1, $n + 1) if $n % $d == 0]",),
        random_ints(2, 90, 1, 12, 16, 36),
        imports=("import math",),
    ),
    Entry(
        "squarest",
        "most_square_sides best_rectangle closest_factors",
        "$n: int",
        "tuple[int, int]",
        """
        Return the two factors of $n that are closest to each other, the smaller one first
        Find the factor pair of $n with the smallest difference as a tuple (smaller, larger)
        Given $n tiles, return the sides of the rectangle closest to a square that uses them all, short side first
        """,
        "start at the square root; go down to the first divisor; return it with its partner",
        (
            "$d = math.isqrt($n)\nwhile $n % $d:\n    $d -= 1\nreturn $d, $n // $d",
            "$r = max($d for $d in range(1, math.isqrt($n) + 1) if $n % $d == 0)\nreturn $r, $n // $r",
        ),
        ("return 1, $n",),
        random_ints(2, 90, 1, 12, 13, 36),
        imports=("import math",),
    ),
    Entry(
        "amicable",
        "are_amicable is_friendly_pair",
        "$a: int, $b: int",
        "bool",
        """
        Check whether $a and $b are amicable: each is the sum of the proper divisors of the other, and they differ
        Return True if the proper divisors of $a add up to $b, those of $b add up to $a, and $a is not $b
        """,
        "add the proper divisors of both numbers; compare crosswise; exclude equal numbers",
        (
            """
            def divisor_sum(x):
                return sum($d for $d in range(1, x) if x % $d == 0)

            return $a != $b and divisor_sum($a) == $b and divisor_sum($b) == $a
            """,
            """
            left = sum($d for $d in range(1, $a) if $a % $d == 0)
            right = sum($d for $d in range(1, $b) if $b % $d == 0)
            return left == $b and right == $a and $a != $b
            """,
        ),
        ("sum($d for $d in range(1, $a) if $a % $d == 0) == $b",),
        fixed((220, 284), (284, 220), (6, 6), (10, 8), (28, 28), (1, 1), (12, 16)),
    ),
    Entry(
        "most-divisors",
        "most_divisors best_divided number_with_most_divisors",
        "$n: int",
        "int",
        """
        Return the number from 1 to $n that has the most divisors, the smallest one on a tie
        Find which integer between 1 and $n inclusive has the largest count of divisors; the lowest wins a tie
        """,
        "count the divisors of each number; keep the first best one",
        (
            """
            best, most = 1, 0
            for x in range(1, $n + 1):
                amount = sum(1 for $d in range(1, x + 1) if x % $d == 0)
                if amount > most:
                    best, most = x, amount
            return best
            """,
            "max(range(1, $n + 1), key=lambda x: sum(x % $d == 0 for $d in range(1, x + 1)))",
        ),
        ("$n", "max(range(1, $n + 1), key=lambda x: sum(x % $d for $d in range(1, x + 1)))"),
        random_ints(5, 40, 1, 2, 13),
    ),
    Entry(
        "common-list",
        "common_divisors shared_factors",
        "$a: int, $b: int",
        "list[int]",
        """
        List the positive integers that divide both $a and $b, in ascending order
        Return all common divisors of $a and $b, smallest first
        Find every number that is a factor of $a as well as of $b
        """,
        "try every number up to the smaller one; keep those that divide both",
        (
            "[$d for $d in range(1, min($a, $b) + 1) if $a % $d == 0 and $b % $d == 0]",
            "g = math.gcd($a, $b)\nreturn [$d for $d in range(1, g + 1) if g % $d == 0]",
        ),
        ("[$d for $d in range(1, min($a, $b)) if $a % $d == 0 and $b % $d == 0]",),
        random_pairs(2, 60, (12, 18), (7, 5), (8, 8), (1, 9)),
        imports=("import math",),
        chinese=("按升序返回同时整除 $a 和 $b 的所有正整数",),
    ),
    Entry(
        "common-count",
        "count_common_divisors shared_divisor_count",
        "$a: int, $b: int",
        "int",
        """
        Count the common divisors of $a and $b
        Return how many positive integers divide both $a and $b
        """,
        "try every number up to the smaller one; count those that divide both",
        (
            "sum(1 for $d in range(1, min($a, $b) + 1) if $a % $d == 0 and $b % $d == 0)",
            "g = math.gcd($a, $b)\nreturn sum(1 for $d in range(1, g + 1) if g % $d == 0)",
        ),
        ("math.gcd($a, $b)",),
        random_pairs(2, 60, (12, 18), (7, 5), (8, 8), (1, 9)),
        imports=("import math",),
    ),
)


@family("divisors-used", weight=2)
def divisors_used(rng: Rng) -> Draft:
    """Factor pairs, common divisors, the number with the most divisors."""
    return written(rng, USES, {**NAMES, "a,b": "a b|x y|m n|first second|p q"})
