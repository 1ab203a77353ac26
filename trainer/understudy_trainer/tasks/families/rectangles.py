"""Family of rectangles given by their edges."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

BOX = "tuple[int, int, int, int]"
TWO_BOXES = f"$p: {BOX}, $q: {BOX}"
MEANING = "a rectangle is (left, bottom, right, top)"

RECTANGLES = (
    Entry(
        "overlap",
        "rectangles_overlap do_intersect overlap",
        TWO_BOXES,
        "bool",
        f"""
        Check whether the rectangles $p and $q share an area greater than zero, where {MEANING}
        Return True if $p and $q overlap in more than an edge; {MEANING}
        """,
        "compare the ranges in x; compare the ranges in y",
        (
            "$p[0] < $q[2] and $q[0] < $p[2] and $p[1] < $q[3] and $q[1] < $p[3]",
            "min($p[2], $q[2]) > max($p[0], $q[0]) and min($p[3], $q[3]) > max($p[1], $q[1])",
        ),
        ("$p[0] <= $q[2] and $q[0] <= $p[2] and $p[1] <= $q[3] and $q[1] <= $p[3]", "$p[0] < $q[2] and $q[0] < $p[2]"),
    ),
    Entry(
        "overlap-area",
        "overlap_area intersection_area shared_area",
        TWO_BOXES,
        "int",
        f"""
        Return the area that the rectangles $p and $q share, 0 if they do not overlap; {MEANING}
        Compute the size of the intersection of $p and $q, where {MEANING}
        """,
        "find the common width and height; return 0 if one is not positive; multiply them",
        (
            """
            width = min($p[2], $q[2]) - max($p[0], $q[0])
            height = min($p[3], $q[3]) - max($p[1], $q[1])
            return width * height if width > 0 and height > 0 else 0
            """,
            "return max(0, min($p[2], $q[2]) - max($p[0], $q[0])) * max(0, min($p[3], $q[3]) - max($p[1], $q[1]))",
        ),
        ("return (min($p[2], $q[2]) - max($p[0], $q[0])) * (min($p[3], $q[3]) - max($p[1], $q[1]))",),
    ),
    Entry(
        "contains",
        "contains_rectangle encloses fits_inside",
        TWO_BOXES,
        "bool",
        f"""
        Check whether the rectangle $p contains the whole rectangle $q, common edges allowed; {MEANING}
        Return True if no part of $q sticks out of $p, where {MEANING}
        """,
        "compare all four edges",
        (
            "$p[0] <= $q[0] and $p[1] <= $q[1] and $q[2] <= $p[2] and $q[3] <= $p[3]",
            "$p[0] <= $q[0] <= $q[2] <= $p[2] and $p[1] <= $q[1] <= $q[3] <= $p[3]",
        ),
        ("$p[0] < $q[0] and $p[1] < $q[1] and $q[2] < $p[2] and $q[3] < $p[3]",),
    ),
    Entry(
        "point-inside",
        "contains_point is_inside hits",
        f"$p: {BOX}, $x: int, $y: int",
        "bool",
        f"""
        Check whether the point ($x, $y) lies in the rectangle $p, the border included; {MEANING}
        Return True if the position $x, $y is within the rectangle $p, where {MEANING}
        """,
        "compare $x with left and right; compare $y with bottom and top",
        (
            "$p[0] <= $x <= $p[2] and $p[1] <= $y <= $p[3]",
            "left, bottom, right, top = $p\nreturn left <= $x <= right and bottom <= $y <= top",
        ),
        ("$p[0] < $x < $p[2] and $p[1] < $y < $p[3]", "$p[0] <= $x <= $p[2]"),
        fixed(
            ((0, 0, 4, 3), 2, 2),
            ((0, 0, 4, 3), 4, 3),
            ((0, 0, 4, 3), 5, 1),
            ((0, 0, 4, 3), 1, 4),
            ((-2, -2, 0, 0), -1, 1),
        ),
    ),
    Entry(
        "union",
        "bounding_rectangle union_box around_both",
        TWO_BOXES,
        BOX,
        f"""
        Return the smallest rectangle that contains both $p and $q; {MEANING}
        Find the box around $p and $q, where {MEANING}
        """,
        "take the smaller left and bottom and the larger right and top",
        (
            "return min($p[0], $q[0]), min($p[1], $q[1]), max($p[2], $q[2]), max($p[3], $q[3])",
            "low = tuple(map(min, $p[:2], $q[:2]))\nhigh = tuple(map(max, $p[2:], $q[2:]))\nreturn low + high",
        ),
        ("return max($p[0], $q[0]), max($p[1], $q[1]), min($p[2], $q[2]), min($p[3], $q[3])",),
    ),
    Entry(
        "area",
        "rectangle_area box_area area_of",
        f"$p: {BOX}",
        "int",
        f"""
        Return the area of the rectangle $p, where {MEANING}
        Compute width times height of $p; {MEANING}
        """,
        "subtract left from right and bottom from top; multiply",
        ("($p[2] - $p[0]) * ($p[3] - $p[1])", "left, bottom, right, top = $p\nreturn (right - left) * (top - bottom)"),
        ("$p[2] * $p[3]", "($p[2] - $p[0]) + ($p[3] - $p[1])"),
        fixed(((0, 0, 4, 3),), ((1, 2, 5, 9),), ((-3, -1, 0, 0),), ((2, 2, 2, 5),)),
    ),
)


@family("rectangles-compared", weight=2, held_out=True)
def rectangles_compared(rng: Rng) -> Draft:
    """Rectangles given by their edges."""
    names = {"p,q": "a b|first second|outer inner|r1 r2|one other", "x,y": "x y|px py"}
    cases = (
        ((0, 0, 4, 3), (2, 1, 6, 5)), ((0, 0, 4, 3), (4, 0, 6, 2)), ((0, 0, 9, 9), (2, 3, 4, 5)), ((0, 0, 2, 2), (5,
        5, 6, 6)),
        ((0, 0, 5, 2), (1, 4, 3, 6)), ((1, 1, 3, 3), (1, 1, 3, 3)),
    )  # fmt: skip
    return written(rng, RECTANGLES, names, inputs=fixed(*cases))
