"""Family of functions that reject numbers they cannot handle."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

CHECKED = (
    Entry(
        "factorial",
        "factorial checked_factorial",
        "$n: int",
        "int",
        """
        Return the factorial of $n; raise ValueError if $n is negative
        Compute $n! and reject negative numbers with a ValueError
        """,
        "raise ValueError for negative numbers; multiply from 2 to $n",
        (
            """
            if $n < 0:
                raise ValueError("$n must not be negative")
            result = 1
            for i in range(2, $n + 1):
                result *= i
            return result
            """,
            'if $n < 0:\n    raise ValueError("negative")\nreturn math.prod(range(1, $n + 1))',
        ),
        ("return math.prod(range(1, $n))",),
        fixed(0, 1, 3, 5, 7),
        imports=("import math",),
        errors=((-1,), (-5,)),
        notes=("Raise ValueError if $n is negative",),
    ),
    Entry(
        "sqrt",
        "checked_sqrt integer_sqrt exact_root",
        "$n: int",
        "int",
        """
        Return the square root of $n if it is a whole number; raise ValueError otherwise
        Find the non-negative integer whose square is $n, or raise ValueError if there is none
        """,
        "raise ValueError for negative numbers; find the root; raise ValueError if its square differs",
        (
            """
            if $n < 0:
                raise ValueError("negative")
            root = math.isqrt($n)
            if root * root != $n:
                raise ValueError("no square")
            return root
            """,
            """
            for root in range($n + 1):
                if root * root == $n:
                    return root
            raise ValueError("no perfect square")
            """,
        ),
        (),
        fixed(0, 1, 16, 81),
        imports=("import math",),
        errors=((2,), (-4,), (15,)),
        notes=("Raise ValueError if $n is no perfect square",),
    ),
    Entry(
        "range-check",
        "check_range validated ensure_between",
        "$n: int, $a: int, $b: int",
        "int",
        """
        Return $n unchanged if it lies from $a to $b; raise ValueError otherwise
        Make sure that $n is at least $a and at most $b and return it; raise ValueError if it is not
        """,
        "raise ValueError outside the range; return the number",
        (
            'if not $a <= $n <= $b:\n    raise ValueError("out of range")\nreturn $n',
            'if $n < $a or $n > $b:\n    raise ValueError(f"{$n} is not between {$a} and {$b}")\nreturn $n',
        ),
        ("return min(max($n, $a), $b) + ($a == $n)",),
        fixed((3, 1, 5), (1, 1, 5), (5, 1, 5), (-2, -4, 0)),
        errors=((0, 1, 5), (6, 1, 5)),
        notes=("Raise ValueError if $n is out of range",),
    ),
    Entry(
        "mean",
        "checked_mean average mean",
        "$xs: list[float]",
        "float",
        """
        Return the average of $xs; raise ValueError if the list is empty
        Compute the arithmetic mean of $xs and reject an empty list with a ValueError
        """,
        "raise ValueError for an empty list; divide the sum by the length",
        (
            'if not $xs:\n    raise ValueError("empty list")\nreturn sum($xs) / len($xs)',
            """
            count = len($xs)
            if count == 0:
                raise ValueError("no values")
            total = 0
            for x in $xs:
                total += x
            return total / count
            """,
        ),
        ("return sum($xs) // len($xs)",),
        fixed([1, 2], [5], [1.5, 2.5, 5], [0, 1]),
        errors=(([],),),
        notes=("Raise ValueError if $xs is empty",),
    ),
    Entry(
        "percent",
        "checked_percent apply_percent",
        "$n: int, $p: int",
        "float",
        """
        Return $p percent of $n; raise ValueError unless $p is from 0 to 100
        Compute $p percent of $n, with a ValueError if $p is below 0 or above 100
        """,
        "raise ValueError for an impossible percentage; multiply and divide by 100",
        (
            'if not 0 <= $p <= 100:\n    raise ValueError("percentage out of range")\nreturn $n * $p / 100',
            "if $p < 0 or $p > 100:\n    raise ValueError($p)\nreturn $n * $p / 100",
        ),
        ("return $n * $p",),
        fixed((50, 10), (80, 0), (7, 100), (40, 25)),
        errors=((50, 101), (50, -1)),
        notes=("Raise ValueError if $p is not from 0 to 100",),
    ),
    Entry(
        "none-invalid",
        "sqrt_or_none safe_sqrt",
        "$x: float",
        "float | None",
        """
        Return the square root of $x rounded to 3 decimals, or None if $x is negative
        Take the root of $x (three decimals); negative numbers give None
        """,
        "return None for negative numbers; take the root and round",
        (
            "if $x < 0:\n    return None\nreturn round($x**0.5, 3)",
            "return round(math.sqrt($x), 3) if $x >= 0 else None",
        ),
        ("if $x <= 0:\n    return None\nreturn round($x**0.5, 3)",),
        fixed(4.0, 2.0, 0.0, -1.0, 10.5),
        imports=("import math",),
        notes=("Return None if $x is negative",),
    ),
    Entry(
        "is-number",
        "is_number is_numeric looks_like_number",
        "$s: str",
        "bool",
        """
        Check whether the text $s is an integer or a decimal number with an optional leading minus and at most one point
        Return True if $s consists of an optional "-", digits, and optionally a point with digits after it
        """,
        "match an optional minus, digits and an optional fraction",
        (
            'return re.fullmatch(r"-?[0-9]+(\\.[0-9]+)?", $s) is not None',
            """
            whole, point, fraction = $s.removeprefix("-").partition(".")
            return whole.isdigit() and (fraction.isdigit() if point else True)
            """,
        ),
        ("return $s.isdigit()",),
        fixed("12", "-3.5", "1.", "abc", "", "4.5.6", "-", "0.25"),
        imports=("import re",),
    ),
    Entry(
        "digits-only",
        "is_positive_integer valid_count",
        "$s: str",
        "bool",
        """
        Check whether the text $s is a positive integer without leading zeros
        Return True if $s consists of decimal digits only and does not start with 0
        """,
        "check that there are only digits; check the first one",
        (
            'return $s.isdigit() and not $s.startswith("0")',
            'return bool($s) and all(c in "0123456789" for c in $s) and $s[0] != "0"',
        ),
        ("return $s.isdigit()",),
        fixed("12", "0", "007", "", "3a", "9", "-4"),
    ),
)


@family("numbers-checked-first", weight=2)
def numbers_checked_first(rng: Rng) -> Draft:
    """Functions that reject what they cannot handle."""
    names = {"n": "n value number amount", "a,b": "low high|minimum maximum|lo hi", "xs": "values numbers xs",
             "p": "percent p pct",
             "x": "x value number", "s": "s text value"}  # fmt: skip
    entry = CHECKED[rng.randrange(len(CHECKED))]
    used = {k: v for k, v in names.items() if all(f"${h}" in entry.params for h in k.split(","))}
    return written(rng, (entry,), used)
