"""Family of fractions as pairs of integers."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

PAIR = "tuple[int, int]"
TWO = f"$p: {PAIR}, $q: {PAIR}"
LOWEST = "as a (numerator, denominator) tuple in lowest terms"

FRACTIONS = (
    Entry(
        "$op",
        "${op}_fractions fraction_$op",
        TWO,
        PAIR,
        f"""
        Return the $what of the fractions $p and $q {LOWEST}
        Given two fractions $p and $q with positive denominators and numerators, compute their $what {LOWEST}
        Compute the $what of $p and $q, where (a, b) stands for a/b, {LOWEST}
        """,
        "compute numerator and denominator; divide both by their gcd",
        (
            "$top\n$bottom\ng = math.gcd(top, bottom)\nreturn top // g, bottom // g",
            "result = Fraction(*$p) $sign Fraction(*$q)\nreturn result.numerator, result.denominator",
        ),
        ("$top\n$bottom\nreturn top, bottom", "return $p[0] + $q[0], $p[1] + $q[1]"),
        fixed(((1, 2), (1, 6)), ((3, 4), (2, 3)), ((2, 4), (1, 4)), ((5, 1), (7, 2)), ((9, 10), (3, 5))),
        imports=("import math", "from fractions import Fraction"),
    ),
)
OPERATIONS = (
    {"key": "add", "op": "add", "what": "sum", "sign": "+", "top": "top = $p[0] * $q[1] + $q[0] * $p[1]",
     "bottom": "bottom = $p[1] * $q[1]"},
    {"key": "subtract", "op": "subtract", "what": "difference", "sign": "-",
     "top": "top = $p[0] * $q[1] - $q[0] * $p[1]", "bottom": "bottom = $p[1] * $q[1]"},
    {"key": "multiply", "op": "multiply", "what": "product", "sign": "*", "top": "top = $p[0] * $q[0]",
     "bottom": "bottom = $p[1] * $q[1]"},
    {"key": "divide", "op": "divide", "what": "quotient", "sign": "/", "top": "top = $p[0] * $q[1]",
     "bottom": "bottom = $p[1] * $q[0]"},
)  # fmt: skip
FRACTION_USES = (
    Entry(
        "compare",
        "compare_fractions larger_fraction",
        TWO,
        "int",
        """
        Compare the fractions $p and $q with positive denominators: return -1, 0 or 1 as $p is smaller, equal or larger
        Return 1 if the fraction $p, a (numerator, denominator) tuple, exceeds $q, -1 if it is less, 0 if they are equal
        """,
        "multiply crosswise; compare the products",
        (
            "left, right = $p[0] * $q[1], $q[0] * $p[1]\nreturn (left > right) - (left < right)",
            """
            difference = $p[0] * $q[1] - $q[0] * $p[1]
            if difference == 0:
                return 0
            return 1 if difference > 0 else -1
            """,
        ),
        ("return ($p > $q) - ($p < $q)",),
        fixed(((1, 2), (2, 4)), ((1, 3), (1, 2)), ((3, 4), (2, 3)), ((5, 6), (6, 7))),
    ),
    Entry(
        "mixed",
        "mixed_number to_mixed improper_to_mixed",
        "$n: int, $d: int",
        "str",
        """
        Write the fraction $n/$d of positive numbers as a mixed number such as "2 1/3", without reducing it
        Return $n divided by $d as text: the whole part, a space and the rest over $d, leaving out what is zero
        """,
        "divide with remainder; leave out the part that is zero",
        (
            """
            whole, rest = divmod($n, $d)
            if rest == 0:
                return str(whole)
            return f"{whole} {rest}/{$d}" if whole else f"{rest}/{$d}"
            """,
            """
            parts = []
            if $n // $d:
                parts.append(str($n // $d))
            if $n % $d:
                parts.append(f"{$n % $d}/{$d}")
            return " ".join(parts)
            """,
        ),
        ('return f"{$n // $d} {$n % $d}/{$d}"',),
        fixed((7, 3), (1, 2), (6, 3), (10, 4), (9, 8)),
    ),
    Entry(
        "parse",
        "parse_fraction fraction_value",
        "$s: str",
        "float",
        """
        Return the value of the text $s, either a fraction like "3/4" or a plain number, rounded to 4 decimals
        Convert $s to a float (4 decimals); $s may hold a slash between numerator and denominator
        """,
        "split at the slash if there is one; divide; round",
        (
            """
            if "/" in $s:
                top, bottom = $s.split("/")
                return round(int(top) / int(bottom), 4)
            return round(float($s), 4)
            """,
            "return round(float(Fraction($s)), 4)",
        ),
        ('return round(float($s.split("/")[0]), 4)',),
        fixed("3/4", "2", "1.5", "1/3", "10/4"),
        imports=("from fractions import Fraction",),
    ),
    Entry(
        "decimal",
        "as_fraction decimal_to_fraction",
        "$n: int, $d: int",
        PAIR,
        """
        Return $n divided by 10 to the power $d as a (numerator, denominator) tuple in lowest terms
        Write the decimal number whose digits are $n with $d of them after the point as a reduced fraction
        """,
        "the denominator is a power of ten; divide both by their gcd",
        (
            "bottom = 10**$d\ng = math.gcd($n, bottom)\nreturn $n // g, bottom // g",
            "result = Fraction($n, 10**$d)\nreturn result.numerator, result.denominator",
        ),
        ("return $n, 10**$d",),
        fixed((75, 2), (5, 1), (3, 0), (125, 3), (33, 2)),
        imports=("import math", "from fractions import Fraction"),
    ),
    Entry(
        "sum-list",
        "sum_of_fractions add_all",
        f"$xs: list[{PAIR}]",
        PAIR,
        f"""
        Add all fractions in $xs, (numerator, denominator) pairs with positive denominators, and return the sum {LOWEST}
        Return the total of the list of fractions $xs {LOWEST}; (0, 1) if it is empty
        """,
        "start with 0/1; add each fraction; reduce by the gcd",
        (
            """
            top, bottom = 0, 1
            for a, b in $xs:
                top, bottom = top * b + a * bottom, bottom * b
            g = math.gcd(top, bottom)
            return top // g, bottom // g
            """,
            "total = sum((Fraction(a, b) for a, b in $xs), Fraction(0))\nreturn total.numerator, total.denominator",
        ),
        ("return sum(a for a, _ in $xs), sum(b for _, b in $xs)",),
        fixed([(1, 2), (1, 3)], [], [(1, 4), (1, 4)], [(5, 6)], [(1, 2), (1, 3), (1, 6)]),
        imports=("import math", "from fractions import Fraction"),
        notes=("Return (0, 1) for an empty list",),
    ),
)


@family("fractions", weight=2)
def fractions(rng: Rng) -> Draft:
    """Fractions as pairs of integers."""
    names = {"p,q": "a b|first second|left right|x y", "n,d": "n d|numerator denominator|top_value bottom_value",
             "s": "s text value", "xs": "fractions parts xs"}  # fmt: skip
    if rng.random() < 0.5:
        return written(rng, FRACTIONS, {"p,q": "a b|first second|left right|x y"}, axes=(OPERATIONS,))
    entry = FRACTION_USES[rng.randrange(len(FRACTION_USES))]
    if entry.key == "compare":
        names["p,q"] = "a b|first second|x y"
    if entry.key == "decimal":
        names["n,d"] = "digits places|n k"
    return written(rng, (entry,), names)
