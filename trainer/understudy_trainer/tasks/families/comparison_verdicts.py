"""Family of two numbers compared, the verdict returned."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import PAIRS, Entry, fixed, written

VERDICTS = (
    Entry(
        "compare",
        "compare three_way cmp_values",
        "$a: int, $b: int",
        "int",
        """
        Return -1 if $a is less than $b, 1 if it is greater and 0 if both are equal
        Compare $a with $b and return -1, 0 or 1
        Three-way comparison: negative one for $a below $b, zero for equal, one for $a above $b
        """,
        "subtract the two comparisons",
        ("($a > $b) - ($a < $b)", "if $a < $b:\n    return -1\nreturn 1 if $a > $b else 0"),
        ("$a - $b", "1 if $a > $b else -1"),
        chinese=("比较 $a 和 $b：小于返回 -1，等于返回 0，大于返回 1",),
    ),
    Entry(
        "text",
        "relation comparison_sign compare_as_text",
        "$a: int, $b: int",
        "str",
        """
        Return "<", "=" or ">" depending on how $a relates to $b
        Tell the relation of $a to $b as "<", "=" or ">" in a string
        """,
        "compare the numbers; return the sign",
        (
            'if $a < $b:\n    return "<"\nreturn ">" if $a > $b else "="',
            'return "<" if $a < $b else "=" if $a == $b else ">"',
        ),
        ('return "<" if $a < $b else ">"',),
        notes=('The result is one of "<", "=" and ">"',),
    ),
    Entry(
        "same-sign",
        "same_sign signs_match",
        "$a: int, $b: int",
        "bool",
        """
        Check whether $a and $b are both positive, both negative or both zero
        Return True if $a and $b have the same sign; zero only matches zero
        """,
        "compare the signs of both numbers",
        ("($a > 0) == ($b > 0) and ($a < 0) == ($b < 0)", "$a * $b > 0 or $a == $b == 0"),
        ("$a * $b >= 0", "($a > 0) == ($b > 0)"),
    ),
    Entry(
        "opposite",
        "opposite_signs signs_differ",
        "$a: int, $b: int",
        "bool",
        """
        Check whether one of $a and $b is positive and the other negative
        Return True if $a and $b have opposite signs; zero has no sign
        """,
        "check that the product is negative",
        ("$a * $b < 0", "$a < 0 < $b or $b < 0 < $a"),
        ("$a * $b <= 0", "$a == -$b"),
    ),
    Entry(
        "larger-abs",
        "larger_magnitude stronger_value",
        "$a: int, $b: int",
        "int",
        """
        Return whichever of $a and $b has the larger absolute value, $a on a tie
        Of $a and $b, pick the number farther from zero; $a if both are equally far
        """,
        "compare the absolute values; return the number",
        ("$a if abs($a) >= abs($b) else $b", "max($a, $b, key=abs)"),
        ("max($a, $b)", "max(abs($a), abs($b))"),
    ),
    Entry(
        "divides-other",
        "one_divides_other is_multiple_either_way",
        "$a: int, $b: int",
        "bool",
        """
        Check whether one of the nonzero numbers $a and $b is a multiple of the other
        Return True if $a divides $b or $b divides $a; neither is 0
        """,
        "check both remainders",
        ("$a % $b == 0 or $b % $a == 0", "max(abs($a), abs($b)) % min(abs($a), abs($b)) == 0"),
        ("$a % $b == 0",),
        fixed((4, 2), (2, 4), (3, 7), (-6, 3), (5, 5), (9, 6)),
    ),
    Entry(
        "within",
        "within_distance is_near differs_at_most",
        "$a: int, $b: int, $k: int",
        "bool",
        """
        Check whether $a and $b differ by at most $k
        Return True if the distance between $a and $b is not greater than $k
        Tell if $a lies within $k of $b, the limit included
        """,
        "take the absolute difference; compare it with $k",
        ("abs($a - $b) <= $k", "-$k <= $a - $b <= $k"),
        ("abs($a - $b) < $k", "$a - $b <= $k"),
        fixed((1, 4, 3), (4, 1, 3), (9, 1, 3), (1, 9, 3), (5, 5, 0), (-2, 2, 4)),
    ),
    Entry(
        "between",
        "is_between lies_between inside",
        "$k: int, $a: int, $b: int",
        "bool",
        """
        Check whether $k lies between $a and $b, the ends included, whichever of the two is larger
        Return True if $k is in the closed interval with the ends $a and $b, given in any order
        """,
        "order the ends; compare $k with both",
        ("min($a, $b) <= $k <= max($a, $b)", "$a <= $k <= $b or $b <= $k <= $a"),
        ("$a <= $k <= $b", "min($a, $b) < $k < max($a, $b)"),
        fixed((3, 1, 5), (3, 5, 1), (1, 1, 5), (6, 1, 5), (0, 5, 1), (4, 4, 4)),
    ),
    Entry(
        "exactly-one",
        "exactly_one_above only_one_exceeds",
        "$a: int, $b: int, $k: int",
        "bool",
        """
        Check whether exactly one of $a and $b is greater than $k
        Return True if one of $a and $b exceeds $k and the other does not
        """,
        "compare both with $k; check that the answers differ",
        ("($a > $k) != ($b > $k)", "[$a > $k, $b > $k].count(True) == 1"),
        ("$a > $k or $b > $k", "($a >= $k) != ($b >= $k)"),
        fixed((1, 4, 3), (4, 1, 3), (9, 5, 3), (1, 2, 3), (3, 4, 3), (3, 1, 3)),
    ),
    Entry(
        "sum-sign",
        "sign_of_product product_sign",
        "$a: int, $b: int",
        "int",
        """
        Return the sign of the product of $a and $b as -1, 0 or 1 without multiplying them
        Tell by looking at the signs of $a and $b only whether their product is negative (-1), zero (0) or positive (1)
        """,
        "return 0 if one is zero; compare the signs",
        (
            "if $a == 0 or $b == 0:\n    return 0\nreturn 1 if ($a > 0) == ($b > 0) else -1",
            "(($a > 0) - ($a < 0)) * (($b > 0) - ($b < 0))",
        ),
        ("return 1 if ($a > 0) == ($b > 0) else -1",),
    ),
)


@family("comparison-verdicts", weight=3)
def comparison_verdicts(rng: Rng) -> Draft:
    """Two numbers compared, the verdict returned."""
    cases = ((1, 2), (2, 1), (3, 3), (-4, 4), (-2, -7), (0, 5), (0, 0), (-3, 0))
    return written(rng, VERDICTS, {"a,b": PAIRS, "k": "k limit value n t"}, inputs=fixed(*cases))
