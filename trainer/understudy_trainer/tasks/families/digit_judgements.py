"""Family that judges a number by its digits."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import INTS, Entry, random_ints, written

JUDGED = (
    Entry(
        "narcissistic",
        "is_narcissistic is_armstrong equals_digit_powers",
        "$n: int",
        "bool",
        """
        Check whether $n equals the sum of its digits, each raised to the power of the number of digits
        Return True if $n is an Armstrong number: its digits raised to the digit count add up to $n
        Tell if $n is narcissistic, that is the sum of its digits to the power of their count
        """,
        "split $n into digits; raise each to the number of digits; compare the sum with $n",
        (
            "digits = str($n)\nreturn sum(int($d) ** len(digits) for $d in digits) == $n",
            "$r = 0\nfor $d in str($n):\n    $r += int($d) ** len(str($n))\nreturn $r == $n",
        ),
        ("sum(int($d) ** 3 for $d in str($n)) == $n",),
        random_ints(100, 999, 0, 9, 10, 153, 371, 1634),
    ),
    Entry(
        "harshad",
        "is_harshad divisible_by_digit_sum is_niven",
        "$n: int",
        "bool",
        """
        Check whether the positive integer $n is divisible by the sum of its digits
        Return True if the digit sum of $n divides $n
        Tell whether $n is a Harshad number, one that its own digit sum divides
        Given $n > 0, test if dividing it by the sum of its digits leaves no remainder
        """,
        "add the digits of $n; check the remainder",
        ("$n % sum(int($d) for $d in str($n)) == 0", "$r = sum(map(int, str($n)))\nreturn $n // $r * $r == $n"),
        ("$n % 10 == 0",),
        random_ints(10, 200, 1, 18, 19, 100),
        chinese=("判断正整数 $n 能否被其各位数字之和整除",),
    ),
    Entry(
        "strong",
        "is_strong equals_digit_factorials factorial_digits",
        "$n: int",
        "bool",
        """
        Check whether $n equals the sum of the factorials of its digits
        Return True if adding the factorial of each digit of $n gives $n again
        Determine if $n is a strong number, the sum of its digit factorials
        """,
        "add the factorials of the digits; compare with $n",
        (
            "sum(math.factorial(int($d)) for $d in str($n)) == $n",
            "$r = 0\nfor $d in str($n):\n    $r += math.factorial(int($d))\nreturn $r == $n",
        ),
        ("sum(int($d) for $d in str($n)) == $n",),
        random_ints(3, 999, 0, 1, 2, 145, 154),
        imports=("import math",),
    ),
    Entry(
        "automorphic",
        "is_automorphic square_ends_in_self",
        "$n: int",
        "bool",
        """
        Check whether the square of $n ends in the digits of $n
        Return True if $n is automorphic, so that its square ends with $n itself
        Tell if the decimal form of $n squared has $n as its last digits
        """,
        "square $n; check that its string ends with that of $n",
        ("str($n**2).endswith(str($n))", "$n**2 % 10 ** len(str($n)) == $n"),
        ("str($n) in str($n**2 + 1)", "$n**2 % 10 == $n"),
        random_ints(2, 99, 0, 5, 6, 25, 76, 77),
    ),
    Entry(
        "happy",
        "is_happy reaches_one happy_number",
        "$n: int",
        "bool",
        """
        Check whether replacing $n by the sum of the squares of its digits, again and again, ends at 1
        Return True if $n is a happy number: summing squared digits repeatedly leads to 1
        Given $n, keep adding up the squares of its digits; tell if this reaches 1 rather than running in a circle
        """,
        "remember the numbers seen; replace $n by the sum of its squared digits until 1 or a repeat; compare with 1",
        (
            """
            seen = set()
            while $n != 1 and $n not in seen:
                seen.add($n)
                $n = sum(int($d) ** 2 for $d in str($n))
            return $n == 1
            """,
            "while $n > 6:\n    $n = sum(int($d) ** 2 for $d in str($n))\nreturn $n == 1",
        ),
        ("sum(int($d) ** 2 for $d in str($n)) == 1",),
        random_ints(2, 99, 1, 7, 19, 4, 20),
        (
            "Take a positive integer $n and replace it by the sum of the squares of its digits. Repeat. Either the "
            "process reaches 1 and stays there, or it falls into a cycle. Return True in the first case.",
        ),
    ),
    Entry(
        "ascending",
        "digits_ascending is_increasing has_rising_digits",
        "$n: int",
        "bool",
        """
        Check whether the digits of $n never decrease from left to right
        Return True if every digit of $n is at least as large as the one before it
        Tell if the decimal digits of $n are in non-decreasing order
        """,
        "write $n as text; compare it with its sorted characters",
        ("list(str($n)) == sorted(str($n))", "text = str($n)\nreturn all(x <= y for x, y in zip(text, text[1:]))"),
        ("text = str($n)\nreturn all(x < y for x, y in zip(text, text[1:]))",),
        random_ints(10, 999, 0, 7, 1123, 122, 321),
    ),
    Entry(
        "consecutive",
        "digits_consecutive has_consecutive_digits",
        "$n: int",
        "bool",
        """
        Check whether each digit of $n is exactly one more than the digit to its left
        Return True if the digits of $n count up by one from left to right
        Tell whether $n is written with consecutive increasing digits such as 3456
        """,
        "pair each digit with the next; check that each step is one",
        (
            "text = str($n)\nreturn all(int(y) - int(x) == 1 for x, y in zip(text, text[1:]))",
            "str($n) in '0123456789'",
        ),
        ("list(str($n)) == sorted(str($n))",),
        random_ints(10, 999, 0, 7, 123, 1235, 112),
    ),
    Entry(
        "all-parity",
        "all_digits_$parity only_$parity_digits",
        "$n: int",
        "bool",
        """
        Check whether all digits of $n are $parity
        Return True if $n consists of $parity digits only
        Determine if there are only $parity digits in $n
        """,
        "go through the digits; return True if all are $parity",
        (
            "all(int($d) % 2 == $rem for $d in str($n))",
            "for $d in str($n):\n    if int($d) % 2 != $rem:\n        return False\nreturn True",
        ),
        ("$n % 2 == $rem", "any(int($d) % 2 == $rem for $d in str($n))"),
        random_ints(10, 999, 0, 7, 2468, 135, 241, 136),
    ),
)
PARITIES = ({"key": "even", "parity": "even", "rem": "0"}, {"key": "odd", "parity": "odd", "rem": "1"})


@family("digits-judged", weight=3)
def digits_judged(rng: Rng) -> Draft:
    """Kinds of numbers defined by their digits."""
    names = {"n": INTS, "d": "d digit c ch", "r": "total result acc s"}
    entry = JUDGED[rng.randrange(len(JUDGED))]
    return written(rng, (entry,), names, axes=(PARITIES,) if entry.key == "all-parity" else ())
