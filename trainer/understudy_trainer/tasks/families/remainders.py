"""Family of clocks, circles, check digits and other remainders."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

MATH = ("import math",)
NK = "$n: int, $k: int"

MODULAR = (
    Entry(
        "hour",
        "hour_after clock_add add_hours",
        "$a: int, $n: int",
        "int",
        """
        Return the hour a 24-hour clock shows $n hours after $a, where $n may be negative
        Add $n hours to the hour $a and wrap around at 24
        """,
        "add; take the remainder by 24",
        ("($a + $n) % 24", "total = $a + $n\nreturn total - total // 24 * 24"),
        ("($a + $n) % 12", "$a + $n"),
        fixed((22, 5), (3, -5), (0, 24), (12, 1), (23, 1)),
    ),
    Entry(
        "hour-12",
        "hour_on_dial twelve_hour_after",
        "$a: int, $n: int",
        "int",
        """
        Return the hour (1 to 12) on a dial $n hours after $a
        Move the hour hand of a 12-hour clock from $a on by $n hours; the result is from 1 to 12
        """,
        "shift to 0 based; add and take the remainder by 12; shift back",
        ("($a + $n - 1) % 12 + 1", "($a + $n) % 12 or 12"),
        ("($a + $n) % 12",),
        fixed((11, 1), (11, 2), (12, 12), (3, -3), (5, 30)),
    ),
    Entry(
        "seat",
        "last_seat seat_of_last circle_position",
        "$n: int, $a: int, $k: int",
        "int",
        """
        Return who gets the last of $k items handed out one by one around $n seats numbered 1 to $n, starting with \
        seat $a
        Count $k seats around a table with the seats 1..$n beginning at $a and return the seat reached
        """,
        "shift to 0 based; add the items minus one; take the remainder; shift back",
        ("($a + $k - 2) % $n + 1", "for _ in range($k - 1):\n    $a = $a % $n + 1\nreturn $a"),
        ("($a + $k - 1) % $n", "($a + $k - 1) % $n + 1"),
        fixed((5, 1, 2), (5, 4, 3), (4, 2, 4), (3, 3, 7), (6, 6, 1)),
    ),
    Entry(
        "congruent",
        "are_congruent same_remainder",
        "$a: int, $b: int, $n: int",
        "bool",
        """
        Check whether $a and $b leave the same remainder when divided by $n
        Return True if $n divides the difference of $a and $b
        """,
        "compare both remainders",
        ("$a % $n == $b % $n", "($a - $b) % $n == 0"),
        ("$a // $n == $b // $n", "$a % $b == $n"),
        fixed((7, 12, 5), (7, 11, 5), (-3, 4, 7), (0, 9, 3), (5, 6, 4)),
    ),
    Entry(
        "inverse",
        "mod_inverse inverse_modulo",
        "$a: int, $n: int",
        "int | None",
        """
        Return the x from 1 to $n - 1 for which $a times x leaves remainder 1 when divided by $n, or None
        Find the inverse of $a modulo $n; None if there is none
        """,
        "try every number; return the one whose product has remainder 1; return None otherwise",
        (
            "for x in range(1, $n):\n    if $a * x % $n == 1:\n        return x\nreturn None",
            "return next((x for x in range(1, $n) if ($a * x - 1) % $n == 0), None)",
            "return pow($a, -1, $n) if math.gcd($a, $n) == 1 else None",
        ),
        ("for x in range(1, $n):\n    if $a * x % $n == 0:\n        return x\nreturn None",),
        fixed((3, 7), (2, 4), (5, 12), (10, 17), (6, 9)),
        imports=MATH,
        notes=("Return None if there is no inverse",),
    ),
    Entry(
        "luhn",
        "luhn_valid check_card is_valid_number",
        "$s: str",
        "bool",
        """
        Check $s by the Luhn rule: from the right, double every second digit (minus 9 if above 9); the sum must be \
        divisible by 10
        Return True if the digits of $s pass the Luhn checksum
        """,
        "go through the digits from the right; double every second one; add; check the last digit of the sum",
        (
            """
            total = 0
            for i, digit in enumerate(reversed($s)):
                value = int(digit)
                if i % 2 == 1:
                    value *= 2
                    if value > 9:
                        value -= 9
                total += value
            return total % 10 == 0
            """,
            """
            digits = [int(c) for c in reversed($s)]
            doubled = [sum(divmod(2 * d, 10)) for d in digits[1::2]]
            return (sum(digits[::2]) + sum(doubled)) % 10 == 0
            """,
        ),
        ("return sum(int(digit) for digit in $s) % 10 == 0",),
        fixed("18", "79927398713", "79927398710", "0", "59", "91"),
    ),
    Entry(
        "check-digit",
        "check_digit missing_check_digit",
        "$s: str",
        "int",
        """
        Return the digit that makes the weighted digit sum of $s a multiple of 10, the weights being 1, 3, 1, 3, \
        ... from the left
        Compute a check digit for $s: multiply its digits by 1 and 3 in turn, add up, return what is missing to a \
        multiple of 10
        """,
        "add the digits at even places and three times the others; take what is missing to a multiple of 10",
        (
            "total = sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate($s))\nreturn -total % 10",
            """
            digits = [int(c) for c in $s]
            total = sum(digits[::2]) + 3 * sum(digits[1::2])
            return (10 - total % 10) % 10
            """,
        ),
        (
            "total = sum(int(c) * (1 if i % 2 else 3) for i, c in enumerate($s))\nreturn -total % 10",
            "return sum(int(c) for c in $s) % 10",
        ),
        fixed("400638133393", "12", "0", "55", "978014300723"),
    ),
    Entry(
        "first-common",
        "smallest_with_remainders solve_remainders",
        "$a: int, $b: int, $p: int, $q: int",
        "int | None",
        """
        Return the smallest non-negative number with remainder $a on division by $p and remainder $b on division by \
        $q, or None
        Find the least x >= 0 for which x % $p == $a and x % $q == $b; None if there is none
        """,
        "try the numbers below the product; return the first with both remainders; return None otherwise",
        (
            "for x in range($p * $q):\n    if x % $p == $a and x % $q == $b:\n        return x\nreturn None",
            "return next((x for x in range($a, $p * $q, $p) if x % $q == $b), None)",
        ),
        ("return $a * $q + $b * $p",),
        fixed((2, 3, 3, 5), (1, 1, 2, 3), (0, 1, 2, 4), (0, 0, 6, 4), (3, 1, 4, 7)),
    ),
    Entry(
        "last-digit",
        "last_digit_of_power ones_digit",
        "$a: int, $n: int",
        "int",
        """
        Return the last digit of $a to the power $n without computing the whole power, for non-negative numbers
        Find the ones digit of $a ** $n, where neither is negative
        """,
        "multiply step by step; keep only the last digit",
        ("pow($a, $n, 10)", "digit = 1\nfor _ in range($n):\n    digit = digit * $a % 10\nreturn digit"),
        ("$a * $n % 10", "$a % 10"),
        fixed((2, 10), (7, 4), (3, 0), (12, 3), (9, 5)),
    ),
    Entry(
        "survivor",
        "survivor last_standing josephus",
        NK,
        "int",
        """
        People 1 to $n stand in a circle and every $k-th one leaves until one is left; return the number of the last one
        Return who of $n people in a circle (numbered from 1) remains if every $k-th person is removed in turn
        """,
        "put the people in a list; remove every $k-th, going around; return the one left",
        (
            """
            people = list(range(1, $n + 1))
            i = 0
            while len(people) > 1:
                i = (i + $k - 1) % len(people)
                people.pop(i)
            return people[0]
            """,
            "place = 0\nfor size in range(2, $n + 1):\n    place = (place + $k) % size\nreturn place + 1",
        ),
        ("place = 0\nfor size in range(2, $n + 1):\n    place = (place + $k) % size\nreturn place",),
        fixed((5, 2), (1, 3), (7, 3), (4, 1), (6, 5)),
    ),
)


@family("remainders-used", weight=3)
def remainders_used(rng: Rng) -> Draft:
    """Clocks, circles, check digits and other remainders."""
    entry = MODULAR[rng.randrange(len(MODULAR))]
    names = {
        "n": "n m modulus mod",
        "k": "k step count",
        "a,b": "a b|u v|first second",
        "p,q": "p q|m n|d e",
        "s": "number digits s code",
    }
    if entry.key in ("hour", "hour-12"):
        names |= {"a,b": "hour x|start x|now x", "n": "hours n delta"}
    elif entry.key == "first-common":
        names.pop("n")
    elif entry.key == "last-digit":
        names |= {"a,b": "base x|a x", "n": "exponent n power"}
    elif entry.key == "seat":
        names |= {"n": "seats n", "a,b": "start x|first x", "k": "items k count"}
    return written(rng, (entry,), names)
