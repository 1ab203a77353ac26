"""Families of rounding: to multiples, to places, up and down; and of the value closest to another."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, random_pairs, written

TO_MULTIPLE = (
    Entry(
        "down",
        "round_down floor_to_multiple snap_down",
        "$n: int, $k: int",
        "int",
        """
        Round $n down to a multiple of $k, where $k is positive
        Return the largest multiple of $k that is not greater than $n
        Find the multiple of $k > 0 at or just below $n
        """,
        "divide $n by $k rounding down; multiply by $k",
        ("$n // $k * $k", "$n - $n % $k"),
        ("$n // $k", "($n // $k + 1) * $k"),
    ),
    Entry(
        "up",
        "round_up ceil_to_multiple snap_up",
        "$n: int, $k: int",
        "int",
        """
        Round $n up to a multiple of $k, where $k is positive
        Return the smallest multiple of $k that is not less than $n
        Find the multiple of $k > 0 at or just above $n
        """,
        "divide $n by $k rounding up; multiply by $k",
        ("-(-$n // $k) * $k", "($n + $k - 1) // $k * $k", "$n + -$n % $k"),
        ("($n // $k + 1) * $k", "$n // $k * $k"),
        chinese=("将 $n 向上取整到 $k 的倍数",),
    ),
    Entry(
        "nearest",
        "round_to_nearest nearest_multiple snap_to_grid",
        "$n: int, $k: int",
        "int",
        """
        Round $n to the nearest multiple of $k > 0; exactly halfway goes up
        Return the multiple of the positive number $k closest to $n, the larger one on a tie
        Snap $n to a grid with spacing $k, where ties go to the greater value
        """,
        "add half of $k; round down to a multiple of $k",
        (
            "(2 * $n + $k) // (2 * $k) * $k",
            "low = $n // $k * $k\nhigh = low + $k\nreturn low if $n - low < high - $n else high",
        ),
        ("$n // $k * $k", "low = $n // $k * $k\nhigh = low + $k\nreturn low if $n - low <= high - $n else high"),
    ),
    Entry(
        "next",
        "next_multiple following_multiple",
        "$n: int, $k: int",
        "int",
        """
        Return the smallest multiple of $k that is strictly greater than $n, where $k is positive
        Find the next multiple of $k > 0 after $n
        """,
        "divide $n by $k rounding down; add one; multiply by $k",
        ("($n // $k + 1) * $k", "candidate = $n + 1\nwhile candidate % $k:\n    candidate += 1\nreturn candidate"),
        ("-(-$n // $k) * $k", "$n + $k"),
    ),
    Entry(
        "missing",
        "missing_to_multiple padding_needed gap_to_multiple",
        "$n: int, $k: int",
        "int",
        """
        Return how much must be added to $n so that it becomes a multiple of $k > 0
        Compute the smallest non-negative number that makes $n divisible by $k when added
        How many units are missing from $n to the next full multiple of $k (0 if it is one already)?
        """,
        "take the remainder of the negative number by $k",
        ("-$n % $k", "($k - $n % $k) % $k"),
        ("$k - $n % $k", "$n % $k"),
        told=(
            "Records of $n bytes are stored in blocks of $k bytes. Return how many padding bytes fill up the "
            "last block.",
        ),
    ),
    Entry(
        "distance",
        "distance_to_multiple off_grid",
        "$n: int, $k: int",
        "int",
        """
        Return the distance from $n to the closest multiple of $k > 0
        How far is $n away from the nearest number divisible by $k?
        """,
        "take the remainder; return the smaller of it and its complement",
        ("min($n % $k, -$n % $k)", "rest = $n % $k\nreturn rest if rest <= $k - rest else $k - rest"),
        ("$n % $k", "$k - $n % $k"),
    ),
)


@family("rounded-to-multiples", weight=2)
def rounded_to_multiples(rng: Rng) -> Draft:
    """Integers moved to multiples of a parameter."""
    names = {"n": "n x value number amount num", "k": "k step size unit block base"}
    inputs = random_pairs(1, 60, (10, 5), (12, 5), (13, 5), (0, 7), (-7, 4), (15, 6), (1, 1), count=2)
    return written(rng, TO_MULTIPLE, names, inputs=inputs)


DECIMALS = (
    Entry(
        "truncate",
        "truncate cut_decimals truncate_to",
        "$x: float, $k: int",
        "float",
        """
        Cut $x off after $k decimal places without rounding
        Return $x truncated towards zero to $k decimals
        Drop all digits of $x beyond the $k-th decimal place
        """,
        "multiply by a power of ten; drop the fraction; divide again",
        ("factor = 10**$k\nreturn int($x * factor) / factor", "math.trunc($x * 10**$k) / 10**$k"),
        ("round($x, $k)", "factor = 10**$k\nreturn math.floor($x * factor) / factor"),
        fixed((3.14159, 2), (2.789, 1), (-1.78, 1), (5.0, 3), (0.999, 0), (12.3456, 3)),
        imports=("import math",),
    ),
    Entry(
        "ceil",
        "ceil_to round_up_decimals",
        "$x: float, $k: int",
        "float",
        """
        Round $x up to $k decimal places
        Return the smallest number with $k decimals that is not below $x
        """,
        "multiply by a power of ten; round up; divide again",
        ("factor = 10**$k\nreturn math.ceil($x * factor) / factor", "-math.floor(-$x * 10**$k) / 10**$k"),
        ("round($x, $k)", "factor = 10**$k\nreturn math.floor($x * factor) / factor"),
        fixed((3.14159, 2), (2.71, 1), (-1.78, 1), (5.0, 3), (0.001, 0), (12.3451, 3)),
        imports=("import math",),
    ),
    Entry(
        "half-up",
        "round_half_up round_properly",
        "$x: float",
        "int",
        """
        Round the non-negative number $x to the nearest integer, with halves always going up
        Return $x >= 0 rounded to a whole number the way it is taught in school: 0.5 goes up
        Round $x, which is not negative, half up rather than half to even
        """,
        "add one half; drop the fraction",
        ("int($x + 0.5)", "math.floor($x + 0.5)"),
        ("round($x)", "int($x)"),
        fixed(0.5, 1.5, 2.5, 2.4, 7.0, 3.75, 0.0),
        imports=("import math",),
    ),
    Entry(
        "to-step",
        "round_to_step snap_to_step",
        "$x: float, $k: float",
        "float",
        """
        Round $x to the nearest multiple of the step $k and round the result to 2 decimals
        Return the multiple of $k closest to $x, rounded to 2 decimal places
        """,
        "divide by the step; round; multiply by the step; round to 2 decimals",
        ("round(round($x / $k) * $k, 2)", "steps = round($x / $k)\nreturn round(steps * $k, 2)"),
        ("round($x // $k * $k, 2)", "round($x / $k, 2)"),
        fixed((3.14, 0.05), (2.38, 0.25), (7.9, 0.5), (5.0, 2.5), (0.04, 0.1), (1.99, 0.05)),
        told=(
            "In this country the smallest coin is worth $k. Round the price $x to an amount that can be paid in "
            "cash, to 2 decimals.",
        ),
    ),
    Entry(
        "is-whole",
        "is_whole has_no_fraction is_integer_valued",
        "$x: float",
        "bool",
        """
        Check whether the float $x has no fractional part
        Return True if $x is a whole number although it is a float
        Tell if $x equals an integer
        """,
        "compare $x with its integer part",
        ("$x == int($x)", "$x.is_integer()", "$x % 1 == 0"),
        ("isinstance($x, int)",),
        fixed(3.0, 3.5, 0.0, -2.0, -2.25, 100.0),
    ),
    Entry(
        "places",
        "count_decimals decimal_places number_of_decimals",
        "$x: str",
        "int",
        """
        Count the digits after the decimal point in the number text $x
        Return how many decimal places the number written in $x has, 0 if there is no point
        """,
        "look for the point; count the characters behind it",
        ('len($x.split(".")[1]) if "." in $x else 0', 'len($x.partition(".")[2])'),
        ('$x.index(".") if "." in $x else 0',),
        fixed("3.14", "7", "0.5", "-12.250", "100.0", "12."),
    ),
)


@family("decimals-cut", weight=2)
def decimals_cut(rng: Rng) -> Draft:
    """Decimals truncated, rounded, counted."""
    return written(rng, DECIMALS, {"x": "x value number amount num", "k": "places k digits n"})
