"""Family over lists of intervals as schedules: conflicts, rooms, selection, runs of numbers."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.families.interval_lists import interval_row, interval_rows
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec

SCHEDULES: dict[str, Spec] = {
    "conflict": spec(
        names="has_conflict any_overlap overlapping double_booked",
        params="$ivs: list[tuple[int, int]]",
        returns="bool",
        said="""
        Check whether any two of the (start, end) intervals in $ivs overlap; touching ends do not count
        Return True if one person cannot attend all of $ivs because two of them overlap in time
        Tell whether $ivs contains two intervals that share more than an end point
        """,
        told="""
        A calendar holds meetings as (start, end) tuples. A meeting may begin at the moment another one ends. \
        Return True if
        two meetings collide, and False if all of them can be attended.
        """,
        plan="sort by start; compare each end with the next start",
        solutions="""
        ordered = sorted($ivs)
        return any(a[1] > b[0] for a, b in zip(ordered, ordered[1:]))
        ---
        from itertools import combinations
        return any(max(a[0], b[0]) < min(a[1], b[1]) for a, b in combinations($ivs, 2))
        """,
        wrong=(
            "any(a[1] > b[0] for a, b in zip($ivs, $ivs[1:]))\n---\nordered = sorted($ivs)\n"
            "return any(a[1] >= b[0] for a, b in zip(ordered, ordered[1:]))"
        ),
        inputs=interval_rows,
    ),
    "rooms": spec(
        names="rooms_needed max_overlap busiest peak_load rooms",
        params="$ivs: list[tuple[int, int]]",
        returns="int",
        said="""
        Return the largest number of intervals in $ivs that are open at the same time; ends are exclusive
        Compute how many rooms are needed for the (start, end) meetings in $ivs if a room is free again at its end
        Find the most (start, end) pairs in $ivs that overlap at one moment, where one may start when another ends
        """,
        told="""
        Lectures are given as (start, end) tuples. Two lectures can share a room if one ends before or exactly when \
        the other
        begins. Return the smallest number of rooms in which all lectures can take place.
        """,
        plan="for each start count the intervals open at that moment; take the largest count",
        solutions="""
        max((sum(a <= start < b for a, b in $ivs) for start, _ in $ivs), default=0)
        ---
        events = sorted([(start, 1) for start, _ in $ivs] + [(end, -1) for _, end in $ivs])
        best = current = 0
        for _, change in events:
            current += change
            best = max(best, current)
        return best
        """,
        notes="Return 0 if $ivs is empty",
        wrong="max((sum(a <= start <= b for a, b in $ivs) for start, _ in $ivs), default=0)\n---\nlen($ivs)",
        inputs=interval_rows,
    ),
    "select": spec(
        names="max_activities most_meetings select_activities can_attend",
        params="$ivs: list[tuple[int, int]]",
        returns="int",
        said="""
        Return the largest number of intervals in $ivs that can be chosen so that no two overlap; touching is allowed
        Choose as many of the (start, end) activities in $ivs as one person can attend and return how many
        Count how many of $ivs can be kept at most without any overlap, where one may begin when another ends
        """,
        told="""
        You want to see as many films of a festival as possible. Each film is a (start, end) tuple in $ivs, and a \
        film may
        begin exactly when the one before it ends. Return how many films can be seen at most.
        """,
        chinese="从 $ivs 中最多能选出多少个互不重叠的区间（端点相接不算重叠）",
        plan="sort by end; take each interval that starts after the last one taken; count them",
        solutions="""
        count, free = 0, None
        for start, end in sorted($ivs, key=lambda pair: pair[1]):
            if free is None or start >= free:
                count += 1
                free = end
        return count
        """,
        wrong=(
            "count, free = 0, 0\nfor start, end in sorted($ivs):\n    if start >= free:\n        count += 1\n"
            "        free = end\nreturn count\n---\nlen($ivs)"
        ),
        inputs=interval_rows,
    ),
    "longest": spec(
        names="longest_interval widest longest_span biggest_range",
        params="$ivs: list[tuple[int, int]]",
        returns="int",
        said="""
        Return the length of the longest (start, end) interval in $ivs, 0 if there is none
        Find the largest difference between end and start over the pairs in $ivs; 0 for an empty list
        How long is the longest span in $ivs? Return end minus start, or 0 if $ivs is empty
        """,
        plan="take the length of each interval; return the largest",
        solutions=(
            "max((end - start for start, end in $ivs), default=0)\n---\nbest = 0\nfor start, end in $ivs:\n"
            "    if end - start > best:\n        best = end - start\nreturn best"
        ),
        wrong=(
            "max((end - start + 1 for start, end in $ivs), default=0)\n---\nsum(end - start for start, end in $ivs)"
        ),
        inputs=interval_rows,
    ),
    "points-to-ranges": spec(
        names="to_ranges collapse runs group_consecutive summarize",
        params="$xs: list[int]",
        returns="list[tuple[int, int]]",
        said="""
        Summarize the ascending list $xs of distinct integers as (first, last) tuples of consecutive runs
        Return the runs of consecutive numbers in the sorted list $xs as (first, last) pairs
        Collapse the ascending distinct numbers in $xs into ranges: each (first, last) stands for all integers between
        """,
        told="""
        The list $xs holds page numbers in ascending order without repeats. Pages that follow each other directly \
        form a range.
        Return the ranges as (first page, last page) tuples; a page on its own is a range of one.
        """,
        plan=("go through the numbers; extend the last range if the number follows it; otherwise start a new one"),
        solutions="""
        $out = []
        for $v in $xs:
            if $out and $out[-1][1] == $v - 1:
                $out[-1] = ($out[-1][0], $v)
            else:
                $out.append(($v, $v))
        return $out
        ---
        first = [$v for $v in $xs if $v - 1 not in $xs]
        last = [$v for $v in $xs if $v + 1 not in $xs]
        return list(zip(first, last))
        """,
        wrong="[($xs[0], $xs[-1])] if $xs else []\n---\n[($v, $v) for $v in $xs]",
        inputs=lambda rng: each(
            [[1, 2, 3, 7, 8, 10], [4], [], [1, 3, 5], *(sorted(rng.sample(range(14), 7)) for _ in range(3))]
        ),
    ),
    "ranges-to-points": spec(
        names="expand expand_ranges all_points to_numbers",
        params="$ivs: list[tuple[int, int]]",
        returns="list[int]",
        said="""
        Return all the distinct integers that lie in at least one interval of $ivs (ends included), ascending
        Expand the (first, last) ranges in $ivs to a sorted list of numbers without repeats, both ends included
        List in ascending order every whole number covered by $ivs, where each tuple includes both its ends
        """,
        plan="collect the numbers of each range in a set; sort them",
        solutions="""
        sorted({$v for start, end in $ivs for $v in range(start, end + 1)})
        ---
        $out = set()
        for start, end in $ivs:
            $out.update(range(start, end + 1))
        return sorted($out)
        """,
        wrong=(
            "sorted({$v for start, end in $ivs for $v in range(start, end)})\n---\n"
            "sorted($v for start, end in $ivs for $v in range(start, end + 1))"
        ),
        inputs=lambda rng: each(
            [[(1, 3), (2, 5)], [(4, 4)], [], [(7, 9), (1, 2)], interval_row(rng, 2), interval_row(rng, 3)]
        ),
    ),
}


@family("interval-schedules", weight=2.5)
def interval_schedules(rng: Rng) -> Draft:
    """Conflicts, rooms, the largest selection, the longest interval, runs of numbers as ranges and back."""
    return one_of(rng, SCHEDULES)
