"""Families of points, lines and rectangles in the plane."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

POINT = "tuple[int, int]"
TWO = f"$p: {POINT}, $q: {POINT}"

POINTS = (
    Entry(
        "quadrant",
        "quadrant which_quadrant",
        "$x: int, $y: int",
        "int",
        """
        Return the quadrant (1 to 4) of the point ($x, $y), or 0 if it lies on an axis
        Tell in which quadrant $x and $y lie, counted counter-clockwise from the upper right; 0 on an axis
        """,
        "return 0 on an axis; tell the upper quadrants by the sign of $x; then the lower ones",
        (
            """
            if $x == 0 or $y == 0:
                return 0
            if $y > 0:
                return 1 if $x > 0 else 2
            return 3 if $x < 0 else 4
            """,
            "if $x * $y == 0:\n    return 0\nif $x > 0:\n    return 1 if $y > 0 else 4\nreturn 2 if $y > 0 else 3",
        ),
        ("if $y > 0:\n    return 1 if $x > 0 else 2\nreturn 3 if $x < 0 else 4",),
        fixed((1, 2), (-3, 4), (-1, -1), (5, -2), (0, 3), (2, 0)),
        notes=("Return 0 for a point on an axis",),
    ),
    Entry(
        "slope",
        "slope slope_between gradient",
        TWO,
        "float | None",
        """
        Return the slope of the line through the points $p and $q, rounded to 2 decimals, or None if it is vertical
        Compute how steep the line from $p to $q is (rise over run, 2 decimals); None for a vertical line
        """,
        "return None if both have the same x; divide the difference in y by that in x; round",
        (
            "if $p[0] == $q[0]:\n    return None\nreturn round(($q[1] - $p[1]) / ($q[0] - $p[0]), 2)",
            "run, rise = $q[0] - $p[0], $q[1] - $p[1]\nreturn round(rise / run, 2) if run else None",
        ),
        ("if $p[1] == $q[1]:\n    return None\nreturn round(($q[0] - $p[0]) / ($q[1] - $p[1]), 2)",),
        notes=("Return None for a vertical line",),
    ),
    Entry(
        "distance",
        "distance euclidean point_distance",
        TWO,
        "float",
        """
        Return the straight-line distance between the points $p and $q, rounded to 3 decimals
        Compute how far apart $p and $q are in the plane, to three decimal places
        Given two (x, y) tuples $p and $q, find the length of the segment joining them, rounded to 3 decimals
        """,
        "take the differences of the coordinates; put them into the theorem of Pythagoras; round",
        (
            "round(math.hypot($q[0] - $p[0], $q[1] - $p[1]), 3)",
            "round((($q[0] - $p[0]) ** 2 + ($q[1] - $p[1]) ** 2) ** 0.5, 3)",
            "round(math.dist($p, $q), 3)",
        ),
        ("round(($q[0] - $p[0]) ** 2 + ($q[1] - $p[1]) ** 2, 3)",),
        imports=("import math",),
        chinese=("返回两点 $p 与 $q 之间的距离，保留三位小数",),
    ),
    Entry(
        "collinear",
        "are_collinear on_one_line",
        f"{TWO}, $r: {POINT}",
        "bool",
        """
        Check whether the three points $p, $q and $r lie on one straight line
        Return True if $p, $q and $r are collinear
        """,
        "compute the cross product of both directions; compare it with zero",
        (
            "($q[0] - $p[0]) * ($r[1] - $p[1]) == ($r[0] - $p[0]) * ($q[1] - $p[1])",
            "area = $p[0] * ($q[1] - $r[1]) + $q[0] * ($r[1] - $p[1]) + $r[0] * ($p[1] - $q[1])\nreturn area == 0",
        ),
        ("$p[0] == $q[0] == $r[0] or $p[1] == $q[1] == $r[1]",),
        fixed(((0, 0), (1, 1), (2, 2)), ((0, 0), (1, 2), (2, 3)), ((1, 1), (1, 5), (1, -2)), ((0, 1), (2, 1), (4, 2))),
    ),
    Entry(
        "reflect",
        "reflect_x mirror_point flip_vertical",
        f"$p: {POINT}, $k: int",
        POINT,
        """
        Mirror the point $p at the vertical line x = $k
        Return the reflection of $p across the line on which every x equals $k
        """,
        "mirror the x coordinate at $k; keep y",
        ("return 2 * $k - $p[0], $p[1]", "x, y = $p\nreturn $k - (x - $k), y"),
        ("return -$p[0], $p[1]", "return $p[0], 2 * $k - $p[1]"),
        fixed(((0, 0), 3), ((5, 2), 3), ((3, 7), 3), ((-2, 1), 0), ((4, 4), -1)),
    ),
    Entry(
        "rotate",
        "rotate_quarter turn_left rotate_point",
        f"$p: {POINT}, $k: int",
        POINT,
        """
        Rotate the point $p around the origin by $k quarter turns counter-clockwise
        Return $p after $k turns of 90 degrees to the left about (0, 0)
        """,
        "repeat $k times: replace (x, y) by (-y, x)",
        (
            "x, y = $p\nfor _ in range($k):\n    x, y = -y, x\nreturn x, y",
            "x, y = $p\nreturn ((x, y), (-y, x), (-x, -y), (y, -x))[$k % 4]",
        ),
        ("x, y = $p\nfor _ in range($k):\n    x, y = y, -x\nreturn x, y",),
        fixed(((1, 0), 1), ((2, 5), 2), ((2, 5), 3), ((-1, 4), 4), ((3, 3), 0)),
    ),
    Entry(
        "in-circle",
        "in_circle is_inside_circle within_radius",
        f"{TWO}, $k: int",
        "bool",
        """
        Check whether the point $q lies in the circle around $p with radius $k, the edge included
        Return True if the distance from the centre $p to $q is at most $k
        """,
        "compare the squared distance with the squared radius",
        (
            "($q[0] - $p[0]) ** 2 + ($q[1] - $p[1]) ** 2 <= $k**2",
            "dx, dy = $q[0] - $p[0], $q[1] - $p[1]\nreturn dx * dx + dy * dy <= $k * $k",
        ),
        ("($q[0] - $p[0]) ** 2 + ($q[1] - $p[1]) ** 2 <= $k", "abs($q[0] - $p[0]) <= $k and abs($q[1] - $p[1]) <= $k"),
        fixed(((0, 0), (3, 4), 5), ((0, 0), (4, 4), 5), ((1, 1), (1, 1), 0), ((2, 2), (-1, 2), 3), ((0, 0), (2, 2), 2)),
    ),
    Entry(
        "nearest",
        "nearest_point closest_to find_nearest",
        f"$xs: list[{POINT}], $p: {POINT}",
        POINT,
        """
        Return the point in the nonempty list $xs that is nearest to $p in a straight line, the first one on a tie
        Find which (x, y) tuple of $xs has the smallest distance to $p; the earliest wins a tie
        """,
        "compare the points by their squared distance to $p; take the smallest",
        (
            "min($xs, key=lambda c: (c[0] - $p[0]) ** 2 + (c[1] - $p[1]) ** 2)",
            """
            best = $xs[0]
            for c in $xs:
                if math.dist(c, $p) < math.dist(best, $p):
                    best = c
            return best
            """,
        ),
        ("min($xs, key=lambda c: abs(c[0] - $p[0]))", "max($xs, key=lambda c: math.dist(c, $p))"),
        fixed(
            ([(0, 0), (5, 5)], (4, 4)),
            ([(0, 3), (3, 0)], (0, 0)),
            ([(1, 9), (4, 1), (2, 2)], (1, 1)),
            ([(7, 7)], (0, 0)),
        ),
        imports=("import math",),
    ),
    Entry(
        "path-length",
        "path_length walk_length taxi_distance",
        f"$xs: list[{POINT}]",
        "int",
        """
        Return the length of the path through the points $xs when only horizontal and vertical steps are allowed
        Add up the Manhattan distances between successive points of $xs
        """,
        "pair each point with the next; add the absolute differences of both coordinates",
        (
            "sum(abs(x2 - x1) + abs(y2 - y1) for (x1, y1), (x2, y2) in zip($xs, $xs[1:]))",
            """
            total = 0
            for i in range(1, len($xs)):
                total += abs($xs[i][0] - $xs[i - 1][0]) + abs($xs[i][1] - $xs[i - 1][1])
            return total
            """,
        ),
        ("sum(abs(x) + abs(y) for x, y in $xs)",),
        fixed([(0, 0), (3, 4)], [(1, 1)], [], [(0, 0), (0, 5), (2, 5)], [(2, -1), (-2, 1), (2, -1)]),
    ),
    Entry(
        "bounding",
        "bounding_box extent enclosing_box",
        f"$xs: list[{POINT}]",
        "tuple[int, int, int, int]",
        """
        Return (left, bottom, right, top) of the smallest box with sides parallel to the axes around the points $xs
        Find the bounding box of the nonempty list of points $xs as (min x, min y, max x, max y)
        """,
        "collect both coordinates; take the smallest and the largest of each",
        (
            """
            columns = [x for x, _ in $xs]
            rows = [y for _, y in $xs]
            return min(columns), min(rows), max(columns), max(rows)
            """,
            "columns, rows = zip(*$xs)\nreturn min(columns), min(rows), max(columns), max(rows)",
        ),
        ("return $xs[0][0], $xs[0][1], $xs[-1][0], $xs[-1][1]",),
        fixed([(0, 0), (3, 4)], [(1, 1)], [(5, 2), (0, 5), (2, -5)], [(2, -1), (-2, 1)]),
    ),
    Entry(
        "centroid",
        "centroid center_of_points mean_point",
        f"$xs: list[{POINT}]",
        "tuple[float, float]",
        """
        Return the mean of the points $xs, both coordinates rounded to 2 decimals
        Compute the centre of the nonempty list of points $xs as (average x, average y), rounded to 2 decimal places
        """,
        "average the x values; average the y values; round both",
        (
            "n = len($xs)\nreturn round(sum(x for x, _ in $xs) / n, 2), round(sum(y for _, y in $xs) / n, 2)",
            "columns, rows = zip(*$xs)\nreturn round(sum(columns) / len($xs), 2), round(sum(rows) / len($xs), 2)",
        ),
        ("n = len($xs)\nreturn sum(x for x, _ in $xs) // n, sum(y for _, y in $xs) // n",),
        fixed([(0, 0), (3, 4)], [(1, 1)], [(5, 2), (0, 5), (2, -5)], [(2, -1), (-2, 1)]),
    ),
)


@family("points-in-the-plane", weight=3)
def points_in_the_plane(rng: Rng) -> Draft:
    """Points: distance, slope, reflection, nearest."""
    names = {"x,y": "x y|px py|col row|a b", "p,q": "p q|a b|start end|first second|center point|origin target",
             "r": "r c third",
             "k": "k n t value", "xs": "points xs places stops coords"}  # fmt: skip
    cases = (
        ((0, 0), (3, 4)),
        ((1, 1), (1, 5)),
        ((2, 3), (6, 5)),
        ((-1, -1), (2, -4)),
        ((5, 5), (5, 5)),
        ((0, 2), (9, 2)),
    )
    return written(rng, POINTS, names, inputs=fixed(*cases))
