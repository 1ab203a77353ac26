"""Family of digits by their position."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import INTS, Entry, random_ints, written

PLACED = (
    Entry(
        "kth-right",
        "digit_at nth_digit digit_from_right",
        "$n: int, $k: int",
        "int",
        """
        Return the digit of $n at position $k from the right, where position 0 is the ones digit
        Get digit number $k of $n counted from the right end, starting with 0
        Given a non-negative integer $n, return the digit with place value 10 to the power $k
        """,
        "drop the last $k digits; take the last digit of the rest",
        ("$n // 10**$k % 10", "text = str($n)\nreturn int(text[-1 - $k]) if $k < len(text) else 0"),
        ("$n // 10 ** ($k + 1) % 10", "int(str($n)[$k])"),
        lambda r, _: ((12345, 0), (12345, 2), (7, 3), (r.randint(10, 99999), 1), (908070, 4)),
        notes=("Return 0 if there is no such digit",),
    ),
    Entry(
        "kth-left",
        "leading_digit digit_from_left nth_digit",
        "$n: int, $k: int",
        "int | None",
        """
        Return digit number $k of $n counted from the left, the first digit being number 1
        Get the $k-th digit of $n from the left (1-based), or None if there are fewer digits
        Given $n and a 1-based position $k, return the digit standing there from the left
        """,
        "write $n as text; return None if it is too short; return the digit",
        (
            "digits = str($n)\nif $k > len(digits):\n    return None\nreturn int(digits[$k - 1])",
            "digits = [int($d) for $d in str($n)]\nreturn digits[$k - 1] if $k <= len(digits) else None",
        ),
        ("int(str($n)[-$k])",),
        lambda r, _: ((12345, 1), (12345, 5), (7, 3), (r.randint(100, 99999), 2), (90, 1)),
        notes=("Return None if $n has fewer digits",),
    ),
    Entry(
        "alternating",
        "alternating_digit_sum signed_digit_sum",
        "$n: int",
        "int",
        """
        Add and subtract the digits of $n in turn, starting with plus at the leftmost digit
        Return the alternating sum of the digits of $n from left to right, the first one counted positive
        Compute first digit minus second digit plus third digit and so on for $n
        """,
        "take every second digit from the first; subtract the other digits",
        (
            "digits = [int($d) for $d in str($n)]\nreturn sum(digits[::2]) - sum(digits[1::2])",
            "sum(int($d) if i % 2 == 0 else -int($d) for i, $d in enumerate(str($n)))",
        ),
        ("digits = [int($d) for $d in str($n)]\nreturn sum(digits[1::2]) - sum(digits[::2])",),
        random_ints(10, 99999, 0, 7, 121, 918),
    ),
    Entry(
        "halves",
        "halves_balanced lucky_ticket is_lucky",
        "$n: int",
        "bool",
        """
        Check whether the first half of the digits of $n has the same sum as the second half
        Return True if $n, which has an even number of digits, has equal digit sums in both halves
        Given a ticket number $n with an even number of digits, tell if it is lucky: both halves add up to the same
        """,
        "write $n as text; cut it in the middle; compare the two digit sums",
        (
            """
            text = str($n)
            middle = len(text) // 2
            return sum(map(int, text[:middle])) == sum(map(int, text[middle:]))
            """,
            """
            digits = [int($d) for $d in str($n)]
            return 2 * sum(digits[: len(digits) // 2]) == sum(digits)
            """,
        ),
        ("text = str($n)\nreturn text[: len(text) // 2] == text[len(text) // 2 :]",),
        lambda r, _: ((1221,), (11,), (12,), (123600,), (r.randint(1000, 9999),), (385439,)),
        (
            "Bus tickets carry a number $n with an even count of digits. A ticket brings luck if the digits of its "
            "left half add up to as much as the digits of its right half. Return whether $n is such a number.",
        ),
    ),
    Entry(
        "chunks",
        "split_digits group_digits digit_groups",
        "$n: int, $k: int",
        "list[int]",
        """
        Split the digits of $n into groups of $k from the left and return them as numbers
        Cut $n into pieces of $k digits each, left to right; the last piece may be shorter
        Return a list of the integers formed by every $k successive digits of $n
        """,
        "write $n as text; slice it every $k characters; convert each slice",
        (
            "text = str($n)\nreturn [int(text[i : i + $k]) for i in range(0, len(text), $k)]",
            """
            text, pieces = str($n), []
            while text:
                pieces.append(int(text[:$k]))
                text = text[$k:]
            return pieces
            """,
        ),
        ("text = str($n)\nreturn [int(text[i : i + $k]) for i in range(len(text) - $k + 1)]",),
        lambda r, _: ((123456, 2), (12345, 2), (7, 3), (r.randint(1000, 999999), 3), (9081, 1)),
    ),
    Entry(
        "place-values",
        "place_values expanded_form expand_number",
        "$n: int",
        "list[int]",
        """
        Split $n into its place values without zeros, largest first
        Return the parts of $n by place value, such as 300, 40 and 5 for 345; leave out zeros
        Break the non-negative integer $n into multiples of powers of ten that add up to it, skipping zero digits
        """,
        "go through the digits from the left; multiply each by its power of ten; leave out zeros",
        (
            "text = str($n)\nreturn [int($d) * 10 ** (len(text) - i) for i, $d in enumerate(text, 1) if $d != '0']",
            """
            parts, place = [], 1
            while $n:
                if $n % 10:
                    parts.insert(0, $n % 10 * place)
                $n //= 10
                place *= 10
            return parts
            """,
        ),
        ("[int($d) for $d in str($n) if $d != '0']",),
        random_ints(10, 99999, 0, 7, 345, 9040),
    ),
)


@family("digit-places", weight=2)
def digit_places(rng: Rng) -> Draft:
    """Digits by their position."""
    return written(rng, PLACED, {"n": INTS, "d": "d digit c ch", "k": "k pos place size"})
