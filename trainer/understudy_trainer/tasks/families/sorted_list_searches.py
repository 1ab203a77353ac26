"""Family: searches in sorted, rotated or rising and falling lists, and over answers."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import integers
from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.families.binary_search_variants import ascending_cases
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec

SEARCHES: dict[str, Spec] = {
    "first-last": spec(
        names="first_and_last find_range occurrence_range bounds",
        params="$asc: list[int], $t: int",
        returns="tuple[int, int]",
        said="""
        Return the first and the last index of $t in the ascending list $asc as a tuple
        Find where the run of values equal to $t starts and ends in the sorted list $asc
        Given the sorted list $asc, return (first, last) index of $t in it
        """,
        told="""
        The list $asc is sorted in ascending order and may hold the number $t several times. Return the index of \
        its first
        and of its last occurrence as a tuple. If $t does not occur, return (-1, -1).
        """,
        chinese="返回 $t 在升序列表 $asc 中第一次和最后一次出现的下标，不存在时返回 (-1, -1)",
        plan=("find the left end with bisect_left; return (-1, -1) if the value is not there; find the right end"),
        solutions="""
        left = bisect.bisect_left($asc, $t)
        if left == len($asc) or $asc[left] != $t:
            return -1, -1
        return left, bisect.bisect_right($asc, $t) - 1
        ---
        places = [i for i, $v in enumerate($asc) if $v == $t]
        return (places[0], places[-1]) if places else (-1, -1)
        """,
        imports="import bisect",
        notes="Return (-1, -1) if $t does not occur",
        wrong=(
            "return bisect.bisect_left($asc, $t), bisect.bisect_right($asc, $t)\n---\n"
            "places = [i for i, $v in enumerate($asc) if $v == $t]\nreturn places[0], places[-1]"
        ),
        inputs=ascending_cases,
    ),
    "count": spec(
        names="count_in_sorted occurrences count_equal how_often",
        params="$asc: list[int], $t: int",
        returns="int",
        said="""
        Count how often $t occurs in the sorted list $asc, using binary search
        Return the number of values equal to $t in $asc, which is in ascending order, with bisect
        Given $asc in ascending order, return the number of occurrences of $t without going through the whole list
        """,
        plan="find both ends of the run of equal values; subtract",
        solutions="bisect.bisect_right($asc, $t) - bisect.bisect_left($asc, $t)\n---\n$asc.count($t)",
        imports="import bisect",
        wrong="int($t in $asc)\n---\nbisect.bisect_right($asc, $t) - bisect.bisect_left($asc, $t) + 1",
        inputs=ascending_cases,
    ),
    "between": spec(
        names="count_between in_range count_range values_between",
        params="$asc: list[int], $lo: int, $hi: int",
        returns="int",
        said="""
        Count the values of the sorted list $asc between $lo and $hi, both included
        Return how many numbers v of the ascending list $asc satisfy $lo <= v <= $hi, using bisect
        Given $asc in ascending order, return the number of its values from $lo to $hi inclusive
        """,
        plan="find the place after the upper limit; find the place before the lower limit; subtract",
        solutions=(
            "bisect.bisect_right($asc, $hi) - bisect.bisect_left($asc, $lo)\n---\nsum($lo <= $v <= $hi for $v in $asc)"
        ),
        imports="import bisect",
        notes="Assume that $lo is not greater than $hi",
        wrong=(
            "bisect.bisect_left($asc, $hi) - bisect.bisect_left($asc, $lo)\n---\nsum($lo < $v < $hi for $v in $asc)"
        ),
        inputs=lambda rng: (
            [(x, *sorted(rng.choices(x, k=2))) for x in (sorted(integers(rng, 6, 0, 12)) for _ in range(3))]
            + [([1, 3, 3, 8], 3, 8), ([2, 4], 5, 9), ([], 0, 5), ([1, 3, 3, 8], 3, 3)]
        ),
    ),
    "floor": spec(
        names="floor_value largest_at_most last_not_above previous_value",
        params="$asc: list[int], $t: int",
        returns="int | None",
        said="""
        Return the largest value in the ascending list $asc that is not greater than $t
        Find the last number of the sorted list $asc that is at most $t
        Given sorted $asc, return its largest value <= $t
        """,
        plan="find the place after $t; return the value before it, if any",
        solutions="""
        at = bisect.bisect_right($asc, $t)
        return $asc[at - 1] if at else None
        ---
        max(($v for $v in $asc if $v <= $t), default=None)
        """,
        imports="import bisect",
        notes="Return None if there is none",
        wrong=(
            "max(($v for $v in $asc if $v < $t), default=None)\n---\nreturn $asc[bisect.bisect_right($asc, $t) - 1]"
        ),
        inputs=ascending_cases,
    ),
    "ceiling": spec(
        names="ceiling_value smallest_at_least first_not_below next_value",
        params="$asc: list[int], $t: int",
        returns="int | None",
        said="""
        Return the smallest value in the ascending list $asc that is not less than $t
        Find the first number of the sorted list $asc that is at least $t
        Given sorted $asc, return its smallest value >= $t
        """,
        plan="find the place of $t; return the value there, if any",
        solutions="""
        at = bisect.bisect_left($asc, $t)
        return $asc[at] if at < len($asc) else None
        ---
        next(($v for $v in $asc if $v >= $t), None)
        """,
        imports="import bisect",
        notes="Return None if there is none",
        wrong="next(($v for $v in $asc if $v > $t), None)\n---\nnext(($v for $v in $asc if $v >= $t), -1)",
        inputs=ascending_cases,
    ),
    "rotated-min": spec(
        names="rotated_minimum find_pivot smallest_index rotation_point",
        params="$xs: list[int]",
        returns="int",
        said="""
        $xs was ascending with distinct values and then rotated; return the index of its smallest value by binary \
        search
        Return the position of the minimum in $xs, a rotated ascending list of distinct numbers
        Find where the ascending order starts in the rotated list $xs, whose values are distinct
        """,
        told="""
        The list $xs was sorted in ascending order, all its values differ, and then some values were moved from its \
        front
        to its end. Return the index of the smallest value. The list is not empty.
        """,
        plan=(
            "compare the middle with the last value; keep the half that holds the drop; the ends meet at the minimum"
        ),
        solutions="""
        lo, hi = 0, len($xs) - 1
        while lo < hi:
            mid = (lo + hi) // 2
            if $xs[mid] > $xs[hi]:
                lo = mid + 1
            else:
                hi = mid
        return lo
        ---
        $xs.index(min($xs))
        """,
        wrong="$xs.index(max($xs))\n---\nreturn 0",
        inputs=lambda rng: (
            [(x[k:] + x[:k],) for k in (0, 1, 3, 4) for x in [sorted(rng.sample(range(50), 5))]] + [([3],), ([2, 1],)]
        ),
    ),
    "peak": spec(
        names="find_peak peak_index top_of_hill summit",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("heights", "nums", "values", "altitudes", "levels", "curve")},
        said="""
        $xs strictly rises and then strictly falls; return the index of its highest value by halving the range
        Return the position of the top in $xs, which first only rises and then only falls
        Find the index of the peak of the mountain list $xs with binary search
        """,
        told="""
        A hiker notes the heights along a path that first only goes up and then only goes down; either part may be \
        missing.
        Neighbouring heights always differ. Return the index of the highest point.
        """,
        plan="look at the middle and the value after it; go right while it rises; the ends meet at the peak",
        solutions="""
        lo, hi = 0, len($xs) - 1
        while lo < hi:
            mid = (lo + hi) // 2
            if $xs[mid] < $xs[mid + 1]:
                lo = mid + 1
            else:
                hi = mid
        return lo
        ---
        $xs.index(max($xs))
        """,
        wrong="len($xs) // 2\n---\n$xs.index(max($xs)) + 1",
        inputs=lambda rng: (
            [
                ([*sorted(x[:k]), 60, *sorted(x[k:], reverse=True)],)
                for k in (0, 2, 4)
                for x in [rng.sample(range(50), 4)]
            ]
            + [([4],), ([1, 2],), ([1, 3, 7, 9, 2],)]
        ),
    ),
    "min-speed": spec(
        names="smallest_speed min_rate slowest_speed least_rate",
        params="$xs: list[int], $k: int",
        returns="int",
        pools={"xs": ("orders", "jobs", "loads", "tasks", "parts"), "k": ("shifts", "days", "limit", "slots")},
        said="""
        Return the smallest whole speed at which all of $xs are done in $k days, when a started day belongs to \
        one of them
        Find the least rate r such that the sum of ceil(x / r) over the entries x of $xs is at most $k
        Each of $xs takes its size divided by the speed, rounded up, in days; return the lowest speed that needs \
        at most $k
        """,
        told="""
        A printer handles the orders in $xs one after the other. Printing r sheets a day, an order of x sheets takes \
        x / r days, rounded up to a full day. Return the smallest whole rate r of at least 1 at which all orders are \
        done within $k days. $k is never less than the number of orders.
        """,
        plan="search the speeds from 1 to the largest entry; halve the range by testing the middle speed",
        solutions="""
        lo, hi = 1, max($xs)
        while lo < hi:
            mid = (lo + hi) // 2
            if sum(math.ceil(x / mid) for x in $xs) <= $k:
                hi = mid
            else:
                lo = mid + 1
        return lo
        ---
        speed = 1
        while sum(-(-x // speed) for x in $xs) > $k:
            speed += 1
        return speed
        """,
        imports="import math",
        wrong=(
            "math.ceil(sum($xs) / $k)\n---\nspeed = 1\nwhile sum(x // speed for x in $xs) > $k:\n"
            "    speed += 1\nreturn speed"
        ),
        inputs=lambda rng: (
            [(x, len(x) + rng.randint(0, 5)) for x in (integers(rng, n, 1, 20) for n in (3, 4, 2, 5))]
            + [([9, 5, 8], 5), ([7], 3)]
        ),
    ),
}


@family("sorted-list-search", weight=3)
def sorted_list_search(rng: Rng) -> Draft:
    """Searches in sorted, rotated or rising and falling lists, and over answers."""
    return one_of(rng, SEARCHES)
