"""Families of powers, roots and logarithms over the integers."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

POWERS = (
    Entry(
        "floor",
        "largest_power power_below greatest_power",
        "$n: int, $k: int",
        "int",
        """
        Return the largest power of $k that is at most $n, where $n >= 1 and $k >= 2
        Find the greatest number of the form $k ** e not exceeding the positive integer $n
        Given $n >= 1 and a base $k >= 2, round $n down to a power of $k (1 counts)
        """,
        "start with 1; multiply by $k while the result stays within $n",
        (
            "power = 1\nwhile power * $k <= $n:\n    power *= $k\nreturn power",
            "e = 0\nwhile $k ** (e + 1) <= $n:\n    e += 1\nreturn $k**e",
        ),
        (
            "power = 1\nwhile power * $k < $n:\n    power *= $k\nreturn power",
            "power = 1\nwhile power <= $n:\n    power *= $k\nreturn power",
        ),
    ),
    Entry(
        "ceil",
        "next_power round_up_to_power smallest_power",
        "$n: int, $k: int",
        "int",
        """
        Return the smallest power of $k that is at least $n, where $k >= 2
        Find the least number of the form $k ** e (e >= 0) that is not below $n
        Round the positive integer $n up to a power of the base $k; 1 counts as one
        """,
        "start with 1; multiply by $k until the result reaches $n",
        (
            "power = 1\nwhile power < $n:\n    power *= $k\nreturn power",
            "e = 0\nwhile $k**e < $n:\n    e += 1\nreturn $k**e",
        ),
        ("power = 1\nwhile power <= $n:\n    power *= $k\nreturn power",),
        chinese=("返回不小于 $n 的最小的 $k 的幂",),
    ),
    Entry(
        "log",
        "integer_log floor_log log_floor",
        "$n: int, $k: int",
        "int",
        """
        Return the largest exponent e such that $k ** e is at most $n, for $n >= 1 and $k >= 2
        Compute the logarithm of $n to the base $k, rounded down, without floats
        How many times can $k be multiplied by itself, starting from 1, without exceeding $n?
        """,
        "divide $n by $k until it is smaller than $k; count the divisions",
        (
            "e = 0\nwhile $n >= $k:\n    $n //= $k\n    e += 1\nreturn e",
            "e = 0\nwhile $k ** (e + 1) <= $n:\n    e += 1\nreturn e",
        ),
        (
            "e = 0\nwhile $n > $k:\n    $n //= $k\n    e += 1\nreturn e",
            "e = 0\nwhile $n > 0:\n    $n //= $k\n    e += 1\nreturn e",
        ),
    ),
    Entry(
        "powers-up-to",
        "powers_up_to list_powers",
        "$n: int, $k: int",
        "list[int]",
        """
        List the powers of $k from 1 up to and including $n, where $k >= 2
        Return 1, $k, $k ** 2 and so on as long as they do not exceed $n
        Collect all powers of the base $k that are at most $n, in ascending order
        """,
        "start with 1; append and multiply by $k while at most $n",
        (
            "powers = []\npower = 1\nwhile power <= $n:\n    powers.append(power)\n    power *= $k\nreturn powers",
            """
            powers = [1] if $n >= 1 else []
            while powers and powers[-1] * $k <= $n:
                powers.append(powers[-1] * $k)
            return powers
            """,
        ),
        ("powers = []\npower = 1\nwhile power < $n:\n    powers.append(power)\n    power *= $k\nreturn powers",),
        fixed((1, 2), (8, 2), (12, 2), (81, 3), (0, 3), (100, 10), (64, 4)),
    ),
    Entry(
        "first-powers",
        "first_powers power_list powers_of",
        "$n: int, $k: int",
        "list[int]",
        """
        Return the list of $k to the powers 0 to $n
        List the powers of $k with the exponents from 0 up to and including $n
        Build a list with $n + 1 entries in which entry i is $k ** i
        """,
        "go through the exponents 0 to $n; raise $k to each",
        (
            "[$k**i for i in range($n + 1)]",
            "powers = [1]\nfor _ in range($n):\n    powers.append(powers[-1] * $k)\nreturn powers",
        ),
        ("[$k**i for i in range($n)]", "[i**$k for i in range($n + 1)]"),
        fixed((0, 2), (5, 2), (3, 10), (4, 3), (1, 7)),
    ),
    Entry(
        "exponent-in",
        "exponent_of multiplicity times_divisible",
        "$n: int, $k: int",
        "int",
        """
        Count how many times the nonzero number $n can be divided by $k >= 2 without remainder
        Return the largest e such that $k ** e divides $n
        Find how often the factor $k occurs in $n (which is not 0)
        """,
        "divide by $k while it divides; count the divisions",
        (
            "count = 0\nwhile $n % $k == 0:\n    $n //= $k\n    count += 1\nreturn count",
            "count = 0\nwhile $n % $k ** (count + 1) == 0:\n    count += 1\nreturn count",
        ),
        ("int($n % $k == 0)",),
        fixed((8, 2), (12, 2), (7, 3), (54, 3), (100, 10), (1, 5)),
    ),
    Entry(
        "as-power",
        "as_perfect_power base_and_exponent",
        "$n: int",
        "tuple[int, int] | None",
        """
        Return (b, e) with b ** e equal to $n, b as small as possible and e at least 2, or None if $n > 1 is no \
        perfect power
        Write $n > 1 as b ** e with e >= 2 and the smallest possible base b; None if that cannot be done
        """,
        "try every base up to the square root; multiply until $n is reached; return base and exponent on a hit",
        (
            """
            for b in range(2, math.isqrt($n) + 1):
                power, e = b, 1
                while power < $n:
                    power *= b
                    e += 1
                if power == $n:
                    return b, e
            return None
            """,
            """
            for b in range(2, math.isqrt($n) + 1):
                for e in range(2, $n.bit_length() + 1):
                    if b**e == $n:
                        return b, e
            return None
            """,
        ),
        ("b = math.isqrt($n)\nreturn (b, 2) if b * b == $n else None",),
        fixed(8, 12, 16, 81, 36, 7, 125, 2),
        imports=("import math",),
    ),
    Entry(
        "mod-power",
        "mod_power power_mod last_of_power",
        "$n: int, $k: int, $m: int",
        "int",
        """
        Return $n to the power $k modulo $m without computing huge numbers
        Compute the remainder of $n ** $k when divided by $m by repeated squaring
        """,
        "square the base and halve the exponent; multiply the result for every odd exponent",
        (
            """
            result = 1 % $m
            $n %= $m
            while $k > 0:
                if $k % 2:
                    result = result * $n % $m
                $n = $n * $n % $m
                $k //= 2
            return result
            """,
            "pow($n, $k, $m)",
        ),
        ("$n * $k % $m", "result = 1\nfor _ in range($k - 1):\n    result = result * $n % $m\nreturn result"),
        fixed((2, 10, 1000), (3, 0, 7), (7, 13, 11), (5, 3, 13), (4, 5, 1), (10, 9, 6)),
    ),
)


@family("integer-powers", weight=2)
def integer_powers(rng: Rng) -> Draft:
    """Powers of a base around a number, exponents, logarithms."""
    names = {"n": "n num number value x limit", "k": "base b k factor", "m": "mod m modulus"}
    inputs = fixed((1, 2), (8, 2), (12, 2), (9, 3), (80, 3), (100, 10), (17, 4), (2, 5))
    return written(rng, POWERS, names, inputs=inputs)
