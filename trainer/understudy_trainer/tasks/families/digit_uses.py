"""Families over the decimal digits of an int: counted, compared, rearranged, rebuilt."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import INTS, Entry, random_ints, random_pairs, written

NAMES = {"n": INTS, "d": "d digit c ch", "r": "result out total acc"}

PAIRED_TESTS = (
    {"key": "sum", "what": "sum of the digits", "on": "sum(int($d) for $d in str({}))"},
    {"key": "count", "what": "number of digits", "on": "len(str({}))"},
    {"key": "largest", "what": "largest digit", "on": "max(int($d) for $d in str({}))"},
    {"key": "first", "what": "first digit", "on": "int(str({})[0])"},
    {"key": "last", "what": "last digit", "on": "{} % 10"},
)

COUNTED = (
    Entry(
        "count-of-digit",
        "count_digit digit_count occurrences_of_digit",
        "$n: int, $k: int",
        "int",
        """
        Count how often the digit $k occurs in $n
        Return the number of times $k appears among the decimal digits of $n
        Given a non-negative integer $n and a digit $k, find how many digits of $n equal $k
        How many of the digits of $n are $k?
        Count the occurrences of the digit $k in the number $n
        """,
        "write $n as a string; count the character of $k in it",
        ("str($n).count(str($k))", "sum(1 for $d in str($n) if int($d) == $k)"),
        ("str($n).count(str($n)[0])", "int(str($k) in str($n))"),
        lambda r, _: ((0, 0), (7, 7), (1001, 0), (1211, 1), (r.randint(10, 99999), r.randint(0, 9)), (555, 5)),
        (
            "A printer charges per digit stamped. You are given a non-negative integer $n and one digit $k. "
            "Return how many times $k has to be stamped to print $n.",
        ),
        ("返回数字 $k 在整数 $n 的十进制表示中出现的次数",),
    ),
    Entry(
        "has-digit",
        "contains_digit has_digit digit_occurs",
        "$n: int, $k: int",
        "bool",
        """
        Check whether the digit $k occurs in $n
        Return True if $k is one of the decimal digits of $n
        Tell if the number $n contains the digit $k
        Determine whether writing $n requires the digit $k
        """,
        "write both as strings; look for one in the other",
        ("str($k) in str($n)", "any(int($d) == $k for $d in str($n))"),
        ("$n % 10 == $k",),
        lambda r, _: ((0, 0), (7, 7), (1001, 0), (1211, 3), (5123, 5), (r.randint(10, 9999), r.randint(0, 9))),
    ),
    Entry(
        "digits-above",
        "digits_above count_large_digits count_digits_over",
        "$n: int, $k: int",
        "int",
        """
        Count the digits of $n that are greater than $k
        Return how many decimal digits of $n exceed $k
        Given $n and a threshold $k, count the digits strictly above the threshold
        Find the number of digits in $n larger than $k
        """,
        "go through the digits of $n; count those above $k",
        (
            "sum(1 for $d in str($n) if int($d) > $k)",
            "$r = 0\nwhile $n > 0:\n    if $n % 10 > $k:\n        $r += 1\n    $n //= 10\nreturn $r",
        ),
        ("sum(1 for $d in str($n) if int($d) >= $k)",),
        lambda r, _: ((0, 0), (12345, 3), (999, 9), (4444, 4), (r.randint(100, 99999), r.randint(2, 7)), (81, 0)),
    ),
    Entry(
        "digit-frequencies",
        "digit_frequencies count_digits digit_histogram",
        "$n: int",
        "dict[int, int]",
        """
        Return a dictionary from each digit of $n to how often it occurs
        Count the occurrences of every digit in $n as a dict
        Build a dict that maps each decimal digit found in $n to its number of occurrences
        Tally the digits of $n, with digits as integer keys
        """,
        "go through the digits; add one to the count of each",
        (
            """
            counts = {}
            for $d in str($n):
                counts[int($d)] = counts.get(int($d), 0) + 1
            return counts
            """,
            "{int($d): str($n).count($d) for $d in str($n)}",
        ),
        ("{int($d): 1 for $d in str($n)}",),
        random_ints(100, 99999, 0, 7, 1122),
    ),
    Entry(
        "distinct-digits",
        "all_digits_distinct has_unique_digits no_repeated_digit",
        "$n: int",
        "bool",
        """
        Check whether all digits of $n are different
        Return True if no digit occurs twice in $n
        Tell whether $n is written without repeating a digit
        Determine if the decimal digits of $n are pairwise distinct
        """,
        "write $n as a string; compare the number of distinct digits with the length",
        ("len(set(str($n))) == len(str($n))", "all(str($n).count($d) == 1 for $d in str($n))"),
        ("len(set(str($n))) > 1",),
        random_ints(10, 9999, 0, 7, 11, 123, 1231),
        chinese=("判断整数 $n 的各位数字是否互不相同",),
    ),
    Entry(
        "distinct-digit-count",
        "distinct_digits count_distinct_digits different_digits",
        "$n: int",
        "int",
        """
        Count the distinct digits of $n
        Return how many different decimal digits are used to write $n
        Find the number of unique digits in $n
        How many different digits does the number $n have?
        """,
        "put the digits in a set; return its size",
        ("len(set(str($n)))", "sum(1 for $d in '0123456789' if $d in str($n))"),
        ("len(str($n))",),
        random_ints(10, 99999, 0, 7, 11, 1231),
    ),
)


@family("digits-tallied", weight=2)
def digits_tallied(rng: Rng) -> Draft:
    """How often a digit occurs, which digits occur."""
    return written(rng, COUNTED, {**NAMES, "k": "digit k target wanted d"}, inputs=None)


COMPARED = (
    Entry(
        "same",
        "same_$alias equal_$alias matches",
        "$a: int, $b: int",
        "bool",
        """
        Check whether $a and $b have the same $what
        Return True if the $what of $a equals that of $b
        Tell if $a and $b agree in the $what
        Given two non-negative integers $a and $b, determine whether the $what is the same for both
        """,
        "find the $what of $a; compare it with that of $b",
        ("$left == $right", "if $left != $right:\n    return False\nreturn True"),
        ("$a == $b", "$left != $right"),
    ),
    Entry(
        "larger",
        "by_$alias larger_$alias pick_by_$alias",
        "$a: int, $b: int",
        "int",
        """
        Return whichever of $a and $b has the greater $what, $a on a tie
        Of the two numbers $a and $b, pick the one with the larger $what; $a wins a tie
        Compare $a and $b by the $what and return the winner ($a if they are equal in this)
        """,
        "find the $what of both; return the one where it is larger",
        ("return $a if $left >= $right else $b", "if $right > $left:\n    return $b\nreturn $a"),
        ("return $a if $left > $right else $b", "max($a, $b)"),
    ),
    Entry(
        "difference",
        "$alias_gap $alias_difference",
        "$a: int, $b: int",
        "int",
        """
        Return how much the $what of $a differs from that of $b, as an absolute value
        Compute the absolute difference between $a and $b in the $what
        Find by how much $a and $b differ in the $what, never negative
        """,
        "find the $what of both; return the absolute difference",
        (
            "abs($left - $right)",
            "high, low = $left, $right\nif high < low:\n    high, low = low, high\nreturn high - low",
        ),
        ("$left - $right", "abs($a - $b)"),
    ),
)


def _paired(test: dict[str, str]) -> dict[str, str]:
    on = test["on"]
    alias = {"count": "digit_count", "sum": "digit_sum"}.get(test["key"], f"{test['key']}_digit")
    return {**test, "alias": alias, "left": on.format("$a"), "right": on.format("$b")}


@family("digits-of-two-numbers", weight=3)
def digits_of_two(rng: Rng) -> Draft:
    """Two numbers compared by something about their digits."""
    names = {"a,b": "a b|x y|first second|left right|m n|num1 num2", "d": "d digit c ch"}
    inputs = random_pairs(10, 999, (0, 0), (12, 21), (35, 8), (90, 19), (7, 7000))
    return written(rng, COMPARED, names, axes=([_paired(t) for t in PAIRED_TESTS],), inputs=inputs)
