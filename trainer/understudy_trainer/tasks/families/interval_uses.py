"""Families of intervals of numbers and of amounts kept within limits."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

PAIR = "tuple[int, int]"
TWO = f"$p: {PAIR}, $q: {PAIR}"

INTERVALS = (
    Entry(
        "overlap",
        "overlaps intervals_overlap do_overlap",
        TWO,
        "bool",
        """
        Check whether the closed intervals $p and $q have at least one point in common
        Return True if the ranges $p and $q, each (start, end) with both ends included, overlap
        Tell if two closed intervals, given as tuples $p and $q, touch or overlap
        """,
        "compare the larger start with the smaller end",
        ("max($p[0], $q[0]) <= min($p[1], $q[1])", "$p[0] <= $q[1] and $q[0] <= $p[1]"),
        ("max($p[0], $q[0]) < min($p[1], $q[1])", "$p[0] <= $q[0] <= $p[1]"),
        chinese=("判断两个闭区间 $p 和 $q 是否有公共点",),
    ),
    Entry(
        "overlap-length",
        "overlap_length shared_length",
        TWO,
        "int",
        """
        Return how long the overlap of the intervals $p and $q is, 0 if they do not overlap
        Compute the length of the part shared by two (start, end) intervals $p and $q
        """,
        "subtract the larger start from the smaller end; return at least 0",
        (
            "max(0, min($p[1], $q[1]) - max($p[0], $q[0]))",
            "start, end = max($p[0], $q[0]), min($p[1], $q[1])\nreturn end - start if end > start else 0",
        ),
        ("min($p[1], $q[1]) - max($p[0], $q[0])",),
        None,
        ("Two meetings take place from $p[0] to $p[1] and from $q[0] to $q[1]. Return how many minutes they overlap.",),
    ),
    Entry(
        "intersection",
        "intersection common_part intersect_ranges",
        TWO,
        "tuple | None",
        """
        Return the intersection of the closed intervals $p and $q as a tuple, or None if they are disjoint
        Find the part that two closed intervals $p and $q have in common; None if there is no such part
        """,
        "take the larger start and the smaller end; return None if the start is beyond the end",
        (
            "start, end = max($p[0], $q[0]), min($p[1], $q[1])\nreturn (start, end) if start <= end else None",
            "if $p[1] < $q[0] or $q[1] < $p[0]:\n    return None\nreturn max($p[0], $q[0]), min($p[1], $q[1])",
        ),
        ("return max($p[0], $q[0]), min($p[1], $q[1])",),
    ),
    Entry(
        "hull",
        "hull covering_range span_both",
        TWO,
        PAIR,
        """
        Return the smallest interval that contains both $p and $q
        Find the (start, end) range that just covers the intervals $p and $q
        """,
        "take the smaller start and the larger end",
        ("return min($p[0], $q[0]), max($p[1], $q[1])", "ends = sorted($p + $q)\nreturn ends[0], ends[-1]"),
        ("return max($p[0], $q[0]), min($p[1], $q[1])",),
    ),
    Entry(
        "contains",
        "contains_interval encloses covers",
        TWO,
        "bool",
        """
        Check whether the interval $p contains the whole interval $q, equal ends allowed
        Return True if $q lies completely inside $p
        """,
        "compare the starts; compare the ends",
        ("$p[0] <= $q[0] and $q[1] <= $p[1]", "$p[0] <= $q[0] <= $q[1] <= $p[1]"),
        ("$p[0] < $q[0] and $q[1] < $p[1]", "$p[0] <= $q[0] <= $p[1]"),
    ),
    Entry(
        "gap",
        "gap_between distance_between_intervals",
        TWO,
        "int",
        """
        Return the distance between the intervals $p and $q, 0 if they touch or overlap
        Compute how wide the gap between two (start, end) intervals $p and $q is
        """,
        "subtract the smaller end from the larger start; return at least 0",
        (
            "max(0, max($p[0], $q[0]) - min($p[1], $q[1]))",
            "if $q[0] > $p[1]:\n    return $q[0] - $p[1]\nif $p[0] > $q[1]:\n    return $p[0] - $q[1]\nreturn 0",
        ),
        ("max(0, $q[0] - $p[1])",),
    ),
    Entry(
        "merge-list",
        "merge_intervals merged union_of_ranges",
        "$xs: list[tuple[int, int]]",
        "list[tuple[int, int]]",
        """
        Merge the closed intervals in $xs that overlap or touch and return the result in ascending order
        Combine overlapping (start, end) ranges of $xs; ranges that share an end count as overlapping
        """,
        "sort by start; extend the last interval if the next one begins within it; otherwise append",
        (
            """
            merged = []
            for start, end in sorted($xs):
                if merged and start <= merged[-1][1]:
                    merged[-1] = (merged[-1][0], max(merged[-1][1], end))
                else:
                    merged.append((start, end))
            return merged
            """,
        ),
        ("return sorted($xs)",),
        fixed([(1, 3), (2, 5), (8, 9)], [(4, 6), (1, 4)], [], [(1, 9), (2, 3)], [(5, 6), (1, 2)]),
    ),
    Entry(
        "covered",
        "covered_length total_covered",
        "$xs: list[tuple[int, int]]",
        "int",
        """
        Return the total length covered by the intervals in $xs, counting overlapping parts once
        Compute how much of the number line the (start, end) ranges in $xs cover together
        """,
        "sort by start; add for each interval what lies beyond the end reached so far",
        (
            """
            total = 0
            reached = None
            for start, end in sorted($xs):
                if reached is None or start > reached:
                    total += end - start
                    reached = end
                elif end > reached:
                    total += end - reached
                    reached = end
            return total
            """,
            "return len({unit for start, end in $xs for unit in range(start, end)})",
        ),
        ("return sum(end - start for start, end in $xs)",),
        fixed([(1, 3), (2, 5), (8, 9)], [(4, 6), (1, 4)], [], [(1, 9), (2, 3)], [(5, 6), (1, 2)]),
    ),
    Entry(
        "count-containing",
        "count_containing intervals_at active_at",
        "$xs: list[tuple[int, int]], $k: int",
        "int",
        """
        Count the intervals in $xs that contain $k, both ends included
        Return how many of the (start, end) ranges in $xs cover the number $k
        """,
        "test each interval; count those that contain $k",
        (
            "sum(1 for start, end in $xs if start <= $k <= end)",
            "count = 0\nfor start, end in $xs:\n    if start <= $k <= end:\n        count += 1\nreturn count",
        ),
        ("sum(1 for start, end in $xs if start < $k < end)",),
        fixed(([(1, 3), (2, 5), (8, 9)], 3), ([(4, 6), (1, 4)], 4), ([], 1), ([(1, 9), (2, 3)], 10)),
    ),
)


@family("intervals-compared", weight=3)
def intervals_compared(rng: Rng) -> Draft:
    """Intervals: overlap, union, gaps."""
    names = {"p,q": "a b|first second|left right|one other|x y", "xs": "intervals ranges spans xs segments",
             "k": "point x t moment value"}  # fmt: skip
    cases = (
        ((1, 5), (3, 8)),
        ((3, 8), (1, 5)),
        ((1, 3), (3, 4)),
        ((1, 2), (5, 9)),
        ((5, 9), (1, 2)),
        ((0, 9), (2, 4)),
        ((2, 4), (2, 4)),
    )
    return written(rng, INTERVALS, names, inputs=fixed(*cases))


LIMITED = (
    Entry(
        "wrap",
        "wrap wrap_around into_range",
        "$n: int, $a: int, $b: int",
        "int",
        """
        Wrap $n around into the range from $a to $b, both included, as on a dial
        Return the number in $a..$b that $n reaches when counting goes on at $a after $b
        """,
        "shift by $a; take the remainder by the size of the range; shift back",
        (
            "($n - $a) % ($b - $a + 1) + $a",
            "size = $b - $a + 1\nwhile $n > $b:\n    $n -= size\nwhile $n < $a:\n    $n += size\nreturn $n",
        ),
        ("min(max($n, $a), $b)", "($n - $a) % ($b - $a) + $a"),
    ),
    Entry(
        "bounce",
        "reflect bounce fold_back",
        "$n: int, $a: int, $b: int",
        "int",
        """
        Mirror $n back at the limit it exceeds: below $a at $a, above $b at $b, otherwise leave it
        Return $n if it lies from $a to $b, else its mirror image at the nearer of the limits $a and $b
        """,
        "mirror at $a if below; mirror at $b if above; otherwise return $n",
        (
            "if $n < $a:\n    return 2 * $a - $n\nif $n > $b:\n    return 2 * $b - $n\nreturn $n",
            "2 * min(max($n, $a), $b) - $n",
        ),
        ("min(max($n, $a), $b)",),
    ),
    Entry(
        "outside",
        "distance_outside excess how_far_outside",
        "$n: int, $a: int, $b: int",
        "int",
        """
        Return how far $n is outside the range from $a to $b, 0 if it is inside
        Compute the distance of $n from the closed range $a..$b
        """,
        "subtract from the limit it exceeds; otherwise return 0",
        ("max($a - $n, $n - $b, 0)", "if $n < $a:\n    return $a - $n\nif $n > $b:\n    return $n - $b\nreturn 0"),
        ("min(abs($n - $a), abs($n - $b))",),
    ),
    Entry(
        "side",
        "position_to_range side_of_range",
        "$n: int, $a: int, $b: int",
        "str",
        """
        Return "below", "inside" or "above" for the position of $n relative to the range from $a to $b, ends inside
        Tell where $n lies: "below" $a, "above" $b, or "inside" the closed range between them
        """,
        "compare with the lower limit; compare with the upper limit; otherwise it is inside",
        (
            'if $n < $a:\n    return "below"\nif $n > $b:\n    return "above"\nreturn "inside"',
            'return "below" if $n < $a else "inside" if $n <= $b else "above"',
        ),
        ('return "below" if $n <= $a else "inside" if $n < $b else "above"',),
        notes=('The result is "below", "inside" or "above"',),
    ),
    Entry(
        "scaled",
        "scale_to_percent position_percent percent_of_range",
        "$n: int, $a: int, $b: int",
        "float",
        """
        Return where $n stands between $a (0 percent) and $b (100 percent), rounded to 1 decimal
        Express $n as a percentage of the way from $a to $b, which differ, rounded to one decimal place
        """,
        "subtract the lower end; divide by the width; multiply by 100 and round",
        ("round(($n - $a) / ($b - $a) * 100, 1)", "share = ($n - $a) / ($b - $a)\nreturn round(share * 100, 1)"),
        ("round($n / $b * 100, 1)", "round(($n - $a) / $b * 100, 1)"),
    ),
    Entry(
        "levels",
        "random_level level_index bucket_of",
        "$n: int, $a: int, $b: int",
        "int",
        """
        Return in which block of $b numbers $n lies, where block 0 starts at $a (blocks before it are negative)
        Compute the index of the bucket of width $b that contains $n, the first bucket beginning at $a
        """,
        "subtract the start; divide by the width rounding down",
        ("($n - $a) // $b", "math.floor(($n - $a) / $b)"),
        ("$n // $b", "($n - $a) % $b"),
        fixed((12, 10, 5), (15, 10, 5), (7, 0, 3), (3, 5, 4), (14, 10, 5)),
        imports=("import math",),
    ),
)


@family("kept-in-range", weight=2)
def kept_in_range(rng: Rng) -> Draft:
    """A number wrapped, mirrored or placed by two limits."""
    names = {"n": "n x value number pos", "a,b": "low high|lo hi|start end|lower upper|minimum maximum"}
    table = [e for e in LIMITED if e.key != "levels"]
    if rng.random() < 1 / len(LIMITED):
        table, names = [LIMITED[-1]], {"n": "n x value", "a,b": "start width|origin size|offset step"}
    cases = ((5, 1, 10), (12, 1, 10), (0, 1, 10), (10, 1, 10), (1, 1, 10), (-3, 0, 6), (25, 5, 8))
    return written(rng, table, names, inputs=fixed(*cases))
