"""Family: single steps of sorting algorithms: a pass, a merge, a partition, counting."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, integers
from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.families.own_sorting import number_lists
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec

STEPS: dict[str, Spec] = {
    "bubble-pass": spec(
        names="bubble_pass one_pass single_pass bubble_once",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        Return $xs after one pass of bubble sort from left to right
        Go over $xs once from left to right, swapping neighbours that are in the wrong order, and return the new list
        Perform a single bubble sort pass over a copy of $xs and return it
        Swap each pair of adjacent values of $xs that is out of ascending order, once from left to right
        """,
        told="""
        Bubble sort passes over a list again and again. Do just one such pass: walk through a copy of $xs from left to
        right, compare each value with the next one and swap them if the first is larger. Return the copy.
        """,
        plan="copy the list; compare each entry with the next; swap if it is larger",
        solutions="""
        $out = list($xs)
        for $i in range(len($out) - 1):
            if $out[$i] > $out[$i + 1]:
                $out[$i], $out[$i + 1] = $out[$i + 1], $out[$i]
        return $out
        ---
        $out = []
        for $v in $xs:
            if $out and $out[-1] > $v:
                $out.insert(-1, $v)
            else:
                $out.append($v)
        return $out
        """,
        wrong="sorted($xs)\n---\nlist($xs)",
        inputs=lambda rng: each([[3, 2, 1], [4, 1, 3, 2, 0], integers(rng, 6), integers(rng, 5), [1, 2], [7], []]),
    ),
    "swap-count": spec(
        names="count_swaps bubble_swaps swaps_needed number_of_swaps",
        params="$xs: list[int]",
        returns="int",
        said="""
        Return how many swaps bubble sort makes to sort $xs in ascending order
        Count the swaps of neighbours that bubble sort needs for $xs
        Return the number of adjacent swaps needed to put $xs in ascending order
        Compute the smallest number of swaps of neighbouring elements that sorts $xs
        """,
        told="""
        In one move you may swap two neighbours of the list $xs. Return the smallest number of moves that brings the
        list into ascending order. It equals the number of pairs in which a larger value stands before a smaller one.
        """,
        plan="look at every pair of positions; count the pairs where the first value is larger",
        solutions="""
        return sum($xs[i] > $xs[j] for i in range(len($xs)) for j in range(i + 1, len($xs)))
        ---
        row = list($xs)
        $acc = 0
        for end in range(len(row) - 1, 0, -1):
            for i in range(end):
                if row[i] > row[i + 1]:
                    row[i], row[i + 1] = row[i + 1], row[i]
                    $acc += 1
        return $acc
        """,
        wrong=(
            "sum(a > b for a, b in zip($xs, $xs[1:]))\n---\n"
            "sum($xs[i] >= $xs[j] for i in range(len($xs)) for j in range(i, len($xs)))"
        ),
        inputs=number_lists,
    ),
    "partition": spec(
        names="partition split_around partition_by pivot_split",
        params="$xs: list[int], $t: int",
        returns="list[int]",
        pools={"t": ("pivot", "p", "middle", "limit", "split")},
        fixed={"t": (10, 5, 0, 20)},
        said="""
        Return $xs rearranged so that values below $t come first, then those equal to $t, then the larger ones
        Put the numbers of $xs smaller than $t before those equal to $t and these before the larger ones, keeping \
        the order
        Partition $xs around $t into smaller, equal and larger values, in that order, and return one list
        Three-way partition of $xs: less than $t, equal to $t, greater than $t, each part in its original order
        """,
        told="""
        A partition step moves all numbers below a pivot to the front. Given $xs and the pivot $t, return a list \
        with the
        smaller numbers, then all copies of the pivot, then the larger ones. Inside each part the original order is \
        kept.
        """,
        chinese="把 $xs 中小于 $t 的数放在前面，等于 $t 的放中间，大于 $t 的放后面，各部分保持原来的顺序",
        plan="collect the smaller values; collect the equal ones; collect the larger ones; join the parts",
        solutions="""
        smaller = [$v for $v in $xs if $v < $t]
        equal = [$v for $v in $xs if $v == $t]
        larger = [$v for $v in $xs if $v > $t]
        return smaller + equal + larger
        ---
        sorted($xs, key=lambda $v: ($v > $t) - ($v < $t))
        """,
        wrong="[$v for $v in $xs if $v < $t] + [$v for $v in $xs if $v > $t]\n---\nsorted($xs)",
        inputs=lambda rng: [
            ([9, 12, 10, 3, 10, 1], 10),
            ([7, 5, 3, 5, 1], 5),
            *((x, rng.choice(x)) for x in (integers(rng, 6, -5, 9) for _ in range(3))),
            ([4, -1, 0, 2, 0, -3], 0),
            ([], 3),
        ],
    ),
    "counting-sort": spec(
        names="counting_sort sort_small count_sort sort_by_counts",
        params="$xs: list[int], $k: int",
        returns="list[int]",
        pools={"k": ("highest", "top", "k", "max_value", "limit")},
        said="""
        Sort the list $xs of integers between 0 and $k by counting how often each value occurs
        Return $xs in ascending order with counting sort; all values lie between 0 and $k inclusive
        Counting sort: tally the values 0 to $k of $xs and write them out in order
        Given numbers $xs from 0 to $k, count each of them and rebuild the list in ascending order
        """,
        told="""
        All entries of $xs are whole numbers from 0 up to and including $k, so no comparisons are needed to sort them.
        Count how often each value occurs, then write every value as often as it was counted, in ascending order.
        """,
        plan="make a counter for each value; count the entries; write each value as often as counted",
        solutions="""
        counts = [0] * ($k + 1)
        for $v in $xs:
            counts[$v] += 1
        $out = []
        for $v, amount in enumerate(counts):
            $out.extend([$v] * amount)
        return $out
        ---
        [$v for $v in range($k + 1) for _ in range($xs.count($v))]
        """,
        wrong=(
            "[$v for $v in range($k) for _ in range($xs.count($v))]\n---\n[$v for $v in range($k + 1) if $v in $xs]"
        ),
        inputs=lambda rng: [
            ([3, 0, 2, 3], 3),
            ([1, 1, 0], 4),
            ([], 2),
            *((integers(rng, 6, 0, k), k) for k in (5, 9, 3)),
            ([2], 2),
        ],
    ),
    "merge-two": spec(
        names="merge merge_sorted merge_lists combine_sorted",
        params="$xs: list[int], $ys: list[int]",
        returns="list[int]",
        said="""
        Merge the two ascending lists $xs and $ys into one ascending list
        Return one sorted list with all values of the sorted lists $xs and $ys
        Given $xs and $ys, both in ascending order, merge them so that the result is in ascending order too
        Combine two sorted lists, always taking the smaller of the two front elements
        """,
        told="""
        You are given two lists of integers, each already sorted in ascending order. Return a single list that \
        holds all
        the numbers of both, also in ascending order. Values that occur in both lists are kept twice.
        """,
        chinese="将两个升序列表 $xs 和 $ys 合并成一个升序列表",
        plan="compare the front elements; take the smaller one; append what is left of either list",
        solutions="""
        $out = []
        i = j = 0
        while i < len($xs) and j < len($ys):
            if $xs[i] <= $ys[j]:
                $out.append($xs[i])
                i += 1
            else:
                $out.append($ys[j])
                j += 1
        return $out + $xs[i:] + $ys[j:]
        ---
        sorted($xs + $ys)
        ---
        list(heapq.merge($xs, $ys))
        """,
        imports="import heapq",
        wrong="sorted(set($xs) | set($ys))\n---\n$xs + $ys",
        inputs=lambda rng: [
            ([1, 4], [2, 3, 9]),
            ([], [1]),
            ([5], []),
            *((sorted(integers(rng, 4)), sorted(integers(rng, 3))) for _ in range(3)),
            ([1, 1], [1]),
        ],
    ),
    "insert-last": spec(
        names="insert_last place_last settle_last insert_step",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        Return $xs with its last element moved to its place; all the other elements are already in ascending order
        All of $xs but the last element is sorted: move the last one to where it belongs and return the new list
        Do one step of insertion sort: put the last value of $xs at its place among the sorted values before it
        """,
        told="""
        Everything in $xs except its last value is in ascending order. Return a new list in which the last value has
        been moved to the left to its right place. An empty list stays empty.
        """,
        plan="take the last value; split the others at its place; join the parts around it",
        solutions="""
        if not $xs:
            return []
        *rest, last = $xs
        at = bisect.bisect(rest, last)
        return rest[:at] + [last] + rest[at:]
        ---
        $out = list($xs)
        i = len($out) - 1
        while i > 0 and $out[i - 1] > $out[i]:
            $out[i - 1], $out[i] = $out[i], $out[i - 1]
            i -= 1
        return $out
        """,
        imports="import bisect",
        wrong="$xs[-1:] + $xs[:-1]\n---\nlist($xs)",
        inputs=lambda rng: each(
            [
                [1, 3, 5, 2],
                [2, 4, 1],
                [1, 2],
                [6],
                [],
                *([*sorted(integers(rng, 4)), rng.randint(-9, 30)] for _ in range(3)),
            ]
        ),
    ),
    "dutch": spec(
        names="sort_three sort_labels group_labels order_flags",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        Sort the list $xs, which holds only 0, 1 and 2, by counting
        $xs contains only zeros, ones and twos; return them sorted in ascending order
        Return all the 0s of $xs, then all its 1s, then all its 2s
        Group the values 0, 1 and 2 of $xs in this order
        """,
        plan="count each of the three values; write them out in order",
        solutions="""
        return [0] * $xs.count(0) + [1] * $xs.count(1) + [2] * $xs.count(2)
        ---
        $out = []
        for $v in (0, 1, 2):
            $out += [$v] * $xs.count($v)
        return $out
        """,
        wrong="[0] * $xs.count(0) + [2] * $xs.count(2) + [1] * $xs.count(1)\n---\nsorted(set($xs))",
        inputs=lambda rng: each([integers(rng, 6, 0, 2), integers(rng, 7, 0, 2), [2, 0, 1], [1, 1, 2, 1], [0], []]),
    ),
}


@family("sorting-steps", weight=2.5)
def sorting_steps(rng: Rng) -> Draft:
    """Single steps of sorting algorithms: a pass, a merge, a partition, counting."""
    return one_of(rng, STEPS)
