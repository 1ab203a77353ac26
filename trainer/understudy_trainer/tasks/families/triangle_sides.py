"""Family of triangles judged by sides and angles."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

P3 = "$a: int, $b: int, $c: int"

SIDES = (
    Entry(
        "possible",
        "is_triangle can_form_triangle valid_sides",
        P3,
        "bool",
        """
        Check whether sides of the lengths $a, $b and $c can form a triangle with a positive area
        Return True if each two of $a, $b and $c together are longer than the third
        Tell if a triangle with the sides $a, $b, $c exists
        """,
        "sort the sides; compare the sum of the two shorter ones with the longest",
        (
            "$a + $b > $c and $a + $c > $b and $b + $c > $a",
            "short, middle, longest = sorted(($a, $b, $c))\nreturn short + middle > longest",
        ),
        ("$a + $b > $c", "$a + $b >= $c and $a + $c >= $b and $b + $c >= $a"),
        told=(
            "You have three sticks of lengths $a, $b and $c. Return whether they can be laid as a real "
            "triangle, one that is not flat.",
        ),
    ),
    Entry(
        "kind",
        "triangle_kind classify_triangle triangle_type",
        P3,
        "str",
        """
        Return "equilateral", "isosceles" or "scalene" for the triangle with the sides $a, $b and $c
        Classify a triangle by its sides $a, $b, $c: all equal, two equal or all different
        """,
        "count the distinct lengths; look up the kind",
        (
            """
            if $a == $b == $c:
                return "equilateral"
            if $a == $b or $b == $c or $a == $c:
                return "isosceles"
            return "scalene"
            """,
            'return ("equilateral", "isosceles", "scalene")[len({$a, $b, $c}) - 1]',
        ),
        (
            """
            if $a == $b == $c:
                return "equilateral"
            if $a == $b or $b == $c:
                return "isosceles"
            return "scalene"
            """,
        ),
        fixed((3, 3, 3), (3, 3, 5), (5, 3, 3), (3, 5, 3), (3, 4, 5), (6, 7, 8)),
        notes=('All equal is "equilateral", two equal "isosceles", none equal "scalene"',),
    ),
    Entry(
        "angle-kind",
        "angle_kind acute_or_obtuse triangle_angles",
        P3,
        "str",
        """
        Return "acute", "right" or "obtuse" for the triangle with the sides $a, $b and $c given in any order
        Classify a triangle by its largest angle, comparing the squares of its sides $a, $b and $c
        """,
        "sort the sides; compare the sum of the smaller squares with the largest square",
        (
            """
            x, y, z = sorted(($a, $b, $c))
            difference = x * x + y * y - z * z
            if difference == 0:
                return "right"
            return "acute" if difference > 0 else "obtuse"
            """,
        ),
        ('return "right" if $a**2 + $b**2 == $c**2 else "acute" if $a**2 + $b**2 > $c**2 else "obtuse"',),
        fixed((3, 4, 5), (5, 3, 4), (4, 5, 6), (6, 7, 12), (5, 12, 13), (2, 2, 3), (7, 3, 5)),
        notes=('The answer is one of "acute", "right" and "obtuse"',),
    ),
    Entry(
        "angles",
        "third_angle missing_angle last_angle",
        "$a: int, $b: int",
        "int",
        """
        Return the third angle in degrees of a triangle with the angles $a and $b
        Given two angles $a and $b of a triangle in degrees, compute the missing one
        """,
        "subtract both angles from 180",
        ("180 - $a - $b", "180 - ($a + $b)"),
        ("360 - $a - $b", "180 - $a + $b"),
        fixed((60, 60), (90, 45), (30, 70), (100, 20)),
    ),
    Entry(
        "valid-angles",
        "valid_angles are_triangle_angles",
        P3,
        "bool",
        """
        Check whether $a, $b and $c can be the angles of a triangle in degrees
        Return True if $a, $b and $c are all positive and add up to 180
        """,
        "check that each is positive; check that the sum is 180",
        ("min($a, $b, $c) > 0 and $a + $b + $c == 180", "$a > 0 and $b > 0 and $c > 0 and $a + $b + $c == 180"),
        ("$a + $b + $c == 180",),
        fixed((60, 60, 60), (90, 90, 0), (30, 70, 80), (100, 20, 50), (200, -40, 20)),
    ),
)


@family("triangle-sides", weight=2)
def triangle_sides(rng: Rng) -> Draft:
    """Triangles judged by sides and angles."""
    names = {"a,b,c": "a b c|side1 side2 side3|x y z|first second third"}
    return written(rng, SIDES, names, inputs=fixed((3, 4, 5), (1, 2, 3), (5, 1, 1), (2, 9, 4), (6, 6, 6), (1, 5, 1)))
