"""Families over lists of intervals: merging, gaps, conflicts, rooms, schedules."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each
from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec


def interval_row(rng: Rng, size: int, top: int = 20) -> list[tuple[int, int]]:
    starts = [rng.randint(0, top) for _ in range(size)]
    return [(s, s + rng.randint(1, 6)) for s in starts]


def interval_rows(rng: Rng) -> Inputs:
    return each(
        [
            interval_row(rng, 3),
            interval_row(rng, 4),
            interval_row(rng, 5),
            [(1, 4), (2, 6), (8, 9)],
            [(1, 3), (3, 5)],
            [(6, 9), (0, 2)],
            [(1, 10), (2, 3), (4, 5)],
            [(2, 7)],
            [],
        ]
    )


MERGE = """
$out = []
for start, end in sorted($ivs):
    if $out and start <= $out[-1][1]:
        $out[-1] = ($out[-1][0], max($out[-1][1], end))
    else:
        $out.append((start, end))
return $out
"""

LISTS: dict[str, Spec] = {
    "merge": spec(
        names="merge_intervals merge_ranges combine_intervals union merge_overlapping",
        params="$ivs: list[tuple[int, int]]",
        returns="list[tuple[int, int]]",
        said="""
        Merge the overlapping or touching intervals in $ivs and return them sorted by start
        Return the union of the (start, end) tuples in $ivs as sorted intervals that do not overlap or touch
        Combine all intervals of $ivs that overlap or share an end point, and return the result in ascending order
        Given a list of (start, end) pairs $ivs, join those that meet and return the remaining intervals sorted
        """,
        told="""
        You are given a list of time spans as (start, end) tuples, in any order. Spans that overlap or touch belong
        together. Return the list of spans that remain after joining them, sorted by their start.
        """,
        chinese="合并 $ivs 中重叠或相接的区间，并按起点升序返回",
        plan="sort by start; extend the last interval if the next one meets it; otherwise append it",
        solutions=f"""
{MERGE}
---
$out = []
for start, end in sorted($ivs):
    if not $out or start > $out[-1][1]:
        $out.append((start, end))
    elif end > $out[-1][1]:
        $out[-1] = ($out[-1][0], end)
return $out
""",
        wrong=MERGE.replace("start <= ", "start < ") + "\n---\n" + MERGE.replace("max($out[-1][1], end)", "end"),
        inputs=interval_rows,
    ),
    "covered": spec(
        names="total_covered covered_length total_length busy_time",
        params="$ivs: list[tuple[int, int]]",
        returns="int",
        said="""
        Return the total length covered by the (start, end) intervals in $ivs, counting overlaps once
        Compute how much of the number line the intervals in $ivs cover together
        Add up the lengths of the union of all the (start, end) pairs in $ivs
        """,
        told="""
        Each tuple in $ivs tells when a lamp was switched on and off again by one person; the times may overlap, \
        and the lamp
        shines as long as anybody wants it. Return for how long it shone in total.
        """,
        plan="sort by start; remember how far all is covered; add the part of each interval beyond it",
        solutions="""
        $acc = 0
        reached = None
        for start, end in sorted($ivs):
            if reached is None or start > reached:
                reached = start
            if end > reached:
                $acc += end - reached
                reached = end
        return $acc
        ---
        len({point for start, end in $ivs for point in range(start, end)})
        """,
        wrong=(
            "sum(end - start for start, end in $ivs)\n---\n"
            "return max(end for _, end in $ivs) - min(start for start, _ in $ivs)"
        ),
        inputs=interval_rows,
    ),
    "gaps": spec(
        names="gaps find_gaps free_times uncovered breaks",
        params="$ivs: list[tuple[int, int]]",
        returns="list[tuple[int, int]]",
        said="""
        Return the gaps between the intervals in $ivs as (start, end) tuples, in ascending order
        List the parts between the first start and the last end that no interval of $ivs covers
        Find the free spans between the (start, end) pairs in $ivs, from left to right
        """,
        told="""
        The list $ivs holds appointments as (start, end) tuples in any order; they may overlap. Return all breaks \
        between
        them as tuples (end of what was before, start of what comes next) in order of time. Touching appointments \
        have no
        break between them.
        """,
        chinese="返回 $ivs 中各区间之间的空隙，以 (起点, 终点) 表示，按升序排列",
        plan="sort by start; remember the largest end so far; note a gap if the next start is beyond it",
        solutions="""
        $out = []
        ordered = sorted($ivs)
        reached = ordered[0][1] if ordered else 0
        for start, end in ordered:
            if start > reached:
                $out.append((reached, start))
            reached = max(reached, end)
        return $out
        """,
        wrong=(
            "ordered = sorted($ivs)\nreturn [(a[1], b[0]) for a, b in zip(ordered, ordered[1:]) if b[0] > "
            "a[1]]\n---\nordered = sorted($ivs)\nreturn [(a[1], b[0]) for a, b in zip(ordered, ordered[1:])]"
        ),
        inputs=lambda rng: [*interval_rows(rng), ([(0, 9), (1, 2), (12, 13)],)],
    ),
    "insert": spec(
        names="insert_interval add_interval add_range insert_and_merge",
        params="$ivs: list[tuple[int, int]], $new: tuple[int, int]",
        returns="list[tuple[int, int]]",
        pools={"new": ("new", "extra", "added", "interval", "span")},
        said="""
        Add the interval $new to $ivs, merge whatever overlaps or touches, and return the intervals sorted
        Insert $new into the sorted, disjoint intervals $ivs and join it with those it meets
        Return $ivs with the (start, end) tuple $new added, in order and without overlaps
        """,
        plan="add the new interval; sort; merge neighbours that meet",
        solutions="""
        $out = []
        for start, end in sorted([*$ivs, $new]):
            if $out and start <= $out[-1][1]:
                $out[-1] = ($out[-1][0], max($out[-1][1], end))
            else:
                $out.append((start, end))
        return $out
        ---
        low, high = $new
        rest = []
        for start, end in $ivs:
            if end < low or start > high:
                rest.append((start, end))
            else:
                low, high = min(low, start), max(high, end)
        return sorted([*rest, (low, high)])
        """,
        wrong="sorted([*$ivs, $new])\n---\n[*$ivs, $new]",
        inputs=lambda rng: [
            ([(1, 3), (6, 9)], (2, 5)),
            ([(1, 2), (5, 6)], (3, 4)),
            ([], (4, 8)),
            ([(1, 2), (4, 5), (7, 9)], (2, 8)),
            ([(3, 4)], (4, 6)),
            ([(5, 7)], (0, rng.randint(1, 9))),
        ],
    ),
    "common-free": spec(
        names="intersect_all common_part overlap_of_all shared_span",
        params="$ivs: list[tuple[int, int]]",
        returns="list[int]",
        said="""
        Return [start, end] of the part that lies in all the intervals of $ivs, or an empty list if there is none
        Intersect all the (start, end) tuples in $ivs and return the two ends as a list; return [] if nothing is left
        Find the span shared by every interval in $ivs as [start, end]; an empty list if there is no such span
        """,
        plan="take the latest start; take the earliest end; return both if they are in order",
        solutions="""
        start = max(pair[0] for pair in $ivs)
        end = min(pair[1] for pair in $ivs)
        return [start, end] if start <= end else []
        ---
        start, end = $ivs[0]
        for low, high in $ivs[1:]:
            start, end = max(start, low), min(end, high)
        return [start, end] if start <= end else []
        """,
        notes="Assume that $ivs is not empty; a single shared point counts",
        wrong=(
            "return [max(pair[0] for pair in $ivs), min(pair[1] for pair in $ivs)]\n---\n"
            "return [min(pair[0] for pair in $ivs), max(pair[1] for pair in $ivs)]"
        ),
        inputs=lambda rng: each(
            [
                [(1, 5), (3, 8)],
                [(1, 3), (3, 6)],
                [(0, 9), (2, 8), (4, 12)],
                [(1, 2), (5, 6)],
                [(3, 7)],
                interval_row(rng, 2, 4),
                interval_row(rng, 3, 4),
            ]
        ),
    ),
    "free-day": spec(
        names="free_slots open_times available free_between",
        params="$ivs: list[tuple[int, int]], $lo: int, $hi: int",
        returns="list[tuple[int, int]]",
        pools={
            "ivs": ("busy", "meetings", "bookings", "blocked", "taken"),
            "lo": ("opening", "start_of_day", "low", "begin", "first"),
            "hi": ("closing", "end_of_day", "high", "until", "last"),
        },
        said="""
        Return the free spans between $lo and $hi that none of the intervals in $ivs covers, in order
        Find when it is free from $lo to $hi, given the (start, end) tuples $ivs of busy times
        List as (start, end) tuples the parts of $lo to $hi outside of all the intervals $ivs
        """,
        told="""
        A workshop is open from hour $lo to hour $hi. The list $ivs holds the times at which its machine is taken, \
        as (start,
        end) tuples inside the opening hours, in any order and perhaps overlapping. Return the times at which the \
        machine is
        free, as tuples in order of time.
        """,
        plan=("start at the opening; sort the busy times; note a free span before each busy one; end with the closing"),
        solutions="""
        $out = []
        free = $lo
        for start, end in sorted($ivs):
            if start > free:
                $out.append((free, start))
            free = max(free, end)
        if free < $hi:
            $out.append((free, $hi))
        return $out
        """,
        wrong=(
            "$out = []\nfree = $lo\nfor start, end in sorted($ivs):\n    if start > free:\n"
            "        $out.append((free, start))\n    free = end\nreturn $out"
        ),
        inputs=lambda rng: [
            ([(9, 10), (12, 14)], 8, 18),
            ([], 8, 12),
            ([(8, 12)], 8, 12),
            ([(10, 15), (11, 12)], 9, 17),
            ([(h := rng.randint(8, 16), h + 1)], 7, 20),
            ([(13, 15), (9, 13)], 9, 16),
        ],
    ),
}


@family("interval-lists", weight=3.5)
def interval_lists(rng: Rng) -> Draft:
    """Lists of (start, end) tuples: merge, gaps, conflicts, rooms, selection, free time."""
    return one_of(rng, LISTS)
