"""Families of numbers made from digits: rearranged, put together."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import INTS, Entry, random_ints, written

REARRANGED = (
    Entry(
        "ascending",
        "sort_digits smallest_arrangement digits_ascending",
        "$n: int",
        "int",
        """
        Return the number formed by the digits of $n in ascending order
        Sort the digits of $n from smallest to largest and return the resulting integer
        Rearrange the digits of the non-negative integer $n in increasing order; leading zeros vanish
        """,
        "sort the digits as characters; join them; convert to an integer",
        ("int(''.join(sorted(str($n))))", "$r = 0\nfor $d in sorted(str($n)):\n    $r = $r * 10 + int($d)\nreturn $r"),
        ("int(''.join(sorted(str($n), reverse=True)))",),
    ),
    Entry(
        "descending",
        "largest_arrangement digits_descending biggest_number",
        "$n: int",
        "int",
        """
        Return the largest number that can be formed from the digits of $n
        Rearrange the digits of $n to make the greatest possible integer
        Sort the digits of $n in descending order and return them as an integer
        Given a non-negative integer $n, find the maximum number using exactly its digits
        """,
        "sort the digits in descending order; join them; convert to an integer",
        (
            "int(''.join(sorted(str($n), reverse=True)))",
            "$r = 0\nfor $d in sorted(str($n), reverse=True):\n    $r = $r * 10 + int($d)\nreturn $r",
        ),
        ("int(str($n)[::-1])",),
        None,
        (
            "You are given a non-negative integer $n written on cards, one digit per card. Lay the cards out so that "
            "they form the largest possible number, and return that number.",
        ),
        ("返回用 $n 的各位数字能组成的最大整数",),
    ),
    Entry(
        "reverse-signed",
        "reverse_digits reverse_integer mirrored",
        "$n: int",
        "int",
        """
        Reverse the digits of $n, keeping its sign
        Return $n with its digits in opposite order; a negative number stays negative
        Given an integer $n, flip the order of its digits but preserve the sign
        """,
        "remember the sign; reverse the digits of the absolute value; put the sign back",
        (
            "$r = int(str(abs($n))[::-1])\nreturn -$r if $n < 0 else $r",
            """
            sign = -1 if $n < 0 else 1
            return sign * int(str(abs($n))[::-1])
            """,
        ),
        ("int(str(abs($n))[::-1])",),
        random_ints(-999, 9999, 0, -12, 120, -700),
        ("Write a function that mirrors an integer $n: 123 becomes 321 and -45 becomes -54. Trailing zeros get lost.",),
    ),
    Entry(
        "without-digit",
        "remove_digit drop_digit without_digit",
        "$n: int, $k: int",
        "int",
        """
        Remove every digit $k from $n and return the remaining number
        Return $n without any digit $k, or 0 if no digits are left
        Delete all occurrences of the digit $k from the non-negative integer $n
        Drop the digit $k wherever it occurs in $n; 0 if nothing remains
        """,
        "remove the digit from the string; convert back, 0 if it is empty",
        (
            "int(str($n).replace(str($k), '') or 0)",
            "kept = [$d for $d in str($n) if int($d) != $k]\nreturn int(''.join(kept)) if kept else 0",
        ),
        ("int(str($n).replace(str($k), '', 1) or 0)",),
        lambda r, _: ((0, 0), (7, 7), (1001, 0), (12131, 1), (r.randint(10, 99999), r.randint(0, 9)), (44, 4)),
        notes=("Return 0 if no digit remains",),
    ),
    Entry(
        "rotated",
        "rotate_digits rotate_number cycle_digits",
        "$n: int",
        "int",
        """
        Move the first digit of $n to the end
        Return the number made by shifting the leading digit of $n to the last position
        Rotate the digits of $n to the left by one place
        """,
        "write $n as a string; put the first character last; convert back",
        (
            "$r = str($n)\nreturn int($r[1:] + $r[0])",
            "$r = list(str($n))\n$r.append($r.pop(0))\nreturn int(''.join($r))",
        ),
        ("$r = str($n)\nreturn int($r[-1] + $r[:-1])",),
    ),
    Entry(
        "swapped-ends",
        "swap_ends swap_first_and_last exchange_end_digits",
        "$n: int",
        "int",
        """
        Swap the first and the last digit of $n
        Return $n with its first and last digits exchanged; a single digit stays as it is
        Exchange the outermost digits of the non-negative integer $n
        """,
        "return a single digit unchanged; join the last digit, the middle and the first digit",
        (
            "$r = str($n)\nif len($r) < 2:\n    return $n\nreturn int($r[-1] + $r[1:-1] + $r[0])",
            "$r = list(str($n))\n$r[0], $r[-1] = $r[-1], $r[0]\nreturn int(''.join($r))",
        ),
        ("int(str($n)[::-1])",),
    ),
)


@family("digits-rearranged", weight=2)
def digits_rearranged(rng: Rng) -> Draft:
    """A number made from the digits of another."""
    names = {"n": INTS, "d": "d digit c ch", "r": "result text digits s", "k": "digit target unwanted k"}
    return written(rng, REARRANGED, names, inputs=random_ints(10, 99999, 0, 7, 10, 1230))


BUILT = (
    Entry(
        "from-list",
        "digits_to_number join_digits number_from_digits",
        "$xs: list[int]",
        "int",
        """
        Return the number whose decimal digits are listed in $xs, most significant first
        Join the digits in $xs into one integer
        Given digits in a list $xs, build the integer they spell out from left to right
        Combine the digits in $xs into a single number
        """,
        "start with zero; multiply by ten and add each digit",
        (
            "number = 0\nfor $d in $xs:\n    number = number * 10 + $d\nreturn number",
            "int(''.join(str($d) for $d in $xs) or 0)",
        ),
        ("sum($xs)", "int(''.join(str($d) for $d in reversed($xs)) or 0)"),
        notes=("Return 0 for an empty list",),
        chinese=("把数字列表 $xs 从左到右拼成一个整数，空列表返回 0",),
    ),
    Entry(
        "from-list-reversed",
        "digits_to_number little_endian_number from_reversed_digits",
        "$xs: list[int]",
        "int",
        """
        Return the number whose decimal digits are listed in $xs, least significant first
        Build an integer from $xs, where $xs[0] is the ones digit, $xs[1] the tens digit and so on
        Combine the digits in $xs into a number, the first digit being the units
        """,
        "multiply each digit by its power of ten; add them up",
        (
            "sum($d * 10**i for i, $d in enumerate($xs))",
            "number = 0\nfor $d in reversed($xs):\n    number = number * 10 + $d\nreturn number",
        ),
        ("number = 0\nfor $d in $xs:\n    number = number * 10 + $d\nreturn number",),
        notes=("Return 0 for an empty list",),
    ),
    Entry(
        "plus-one",
        "add_one increment_digits plus_one",
        "$xs: list[int]",
        "list[int]",
        """
        Add one to the number written as the digits in $xs and return the new digits
        Given the decimal digits $xs of a number, return the digits of the next number
        Increment the number whose digits are in $xs; the result is again a list of digits
        """,
        "join the digits to a number; add one; split it into digits again",
        (
            "number = int(''.join(map(str, $xs)) or 0) + 1\nreturn [int($d) for $d in str(number)]",
            """
            result = list($xs)
            for i in range(len(result) - 1, -1, -1):
                if result[i] < 9:
                    result[i] += 1
                    return result
                result[i] = 0
            return [1, *result]
            """,
        ),
        ("return $xs[:-1] + [$xs[-1] + 1]",),
        lambda r, _: (([9],), ([1, 9, 9],), ([1, 2, 3],), ([r.randint(1, 9), r.randint(0, 8)],), ([9, 9],), ([0],)),
    ),
    Entry(
        "number-and-reverse",
        "add_reverse plus_mirror reverse_and_add",
        "$n: int",
        "int",
        """
        Add $n and the number made of its digits backwards
        Return the sum of $n and its digit reversal
        Reverse the digits of $n and add the result to $n
        """,
        "reverse the digits; add both numbers",
        (
            "$n + int(str($n)[::-1])",
            """
            mirrored, rest = 0, $n
            while rest:
                mirrored = mirrored * 10 + rest % 10
                rest //= 10
            return $n + mirrored
            """,
        ),
        ("int(str($n)[::-1])",),
        random_ints(10, 9999, 0, 7, 10, 1230),
    ),
    Entry(
        "repeated",
        "repeat_digit repdigit same_digits",
        "$d: int, $k: int",
        "int",
        """
        Return the number consisting of the digit $d repeated $k times
        Write the digit $d exactly $k times in a row and return that integer
        Build the integer made of $k copies of the digit $d
        """,
        "repeat the digit as text; convert to an integer",
        ("int(str($d) * $k)", "number = 0\nfor _ in range($k):\n    number = number * 10 + $d\nreturn number"),
        ("$d * $k",),
        lambda r, _: ((1, 1), (7, 3), (9, 2), (r.randint(1, 9), r.randint(2, 6)), (5, 4)),
    ),
)


@family("numbers-from-digits", weight=2)
def numbers_from_digits(rng: Rng) -> Draft:
    """A number put together from digits."""
    names = {"n": INTS, "d": "d digit c", "xs": "digits xs nums figures", "k": "count k length size"}
    return written(
        rng,
        BUILT,
        names,
        inputs=lambda r, _: (([],), ([0],), ([1, 2, 3],), ([4, 0],), ([r.randint(1, 9) for _ in range(4)],), ([7],)),
    )
