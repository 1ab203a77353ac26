"""Family: sorting positions, ranks with ties, smaller values on one side, the k-th smallest."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, integer_lists, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written


def _lists(rng: Rng) -> Inputs:
    return each([*integer_lists(rng, count=2), [5, 1, 4, 2, 3], [2, 2, 7, 7, 2, 1], [10, 30, 20, 30]])


RANKS: dict[str, Spec] = {
    "argsort": spec(
        names="argsort sorted_indices sort_order order_of",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        Return the indices of $xs in the order that would sort it ascending; equal values keep their order
        Return the positions of $xs sorted by the values found there, smallest value first
        List the indices of $xs from that of the smallest value to that of the largest, earlier ones first on ties
        """,
        told="""
        Do not sort the numbers themselves but their positions: return a list of all indices of $xs such that the \
        values at
        these indices are in ascending order. Of equal values the one that stands first comes first.
        """,
        chinese="返回能使 $xs 升序排列的下标列表，相等的值保持原来的先后顺序",
        plan="take all indices; sort them by the value at each",
        solutions=(
            "sorted(range(len($xs)), key=$xs.__getitem__)\n---\n"
            "[$i for $v, $i in sorted(($v, $i) for $i, $v in enumerate($xs))]"
        ),
        wrong=(
            "sorted(range(len($xs)), key=$xs.__getitem__, reverse=True)\n---\n[$xs.index($v) for $v in sorted($xs)]"
        ),
        inputs=_lists,
    ),
    "rank": spec(
        names="ranks rank_values standings competition_ranks",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        Return the rank of each number in $xs: 1 for the largest; equal numbers share a rank and the next rank is \
        skipped
        For each number in $xs return one plus how many numbers of $xs are larger
        Rank the scores in $xs from the highest (rank 1) down, where tied scores get the same rank
        """,
        told="""
        The list $xs holds the points of the players of a game. Return the place of each player in the same order. \
        The most
        points give place 1. Players with equal points share a place, and the places behind them are skipped as in \
        sports.
        """,
        plan="for each number count the larger ones; add one",
        solutions=(
            "[1 + sum($w > $v for $w in $xs) for $v in $xs]\n---\nordered = sorted($xs, reverse=True)\n"
            "return [ordered.index($v) + 1 for $v in $xs]"
        ),
        wrong=(
            "[sum($w > $v for $w in $xs) for $v in $xs]\n---\nordered = sorted(set($xs), reverse=True)\n"
            "return [ordered.index($v) + 1 for $v in $xs]"
        ),
        inputs=_lists,
    ),
    "dense": spec(
        names="dense_ranks compress rank_values level_of_each",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        Replace each number in $xs by its rank among the distinct values, where the smallest has rank 1
        Return the dense rank of every value in $xs: 1 for the smallest, 2 for the next larger distinct value and so on
        Map the values of $xs to 1, 2, 3, ... in ascending order; equal values get the same rank and no rank is skipped
        """,
        chinese="将 $xs 中的每个数替换为它在不同值中的名次，最小的为 1，相同的值名次相同",
        plan="sort the distinct values; number them from 1; look up each value",
        solutions="""
        ranks = {$v: i for i, $v in enumerate(sorted(set($xs)), 1)}
        return [ranks[$v] for $v in $xs]
        ---
        ordered = sorted(set($xs))
        return [ordered.index($v) + 1 for $v in $xs]
        """,
        wrong=(
            "ordered = sorted($xs)\nreturn [ordered.index($v) + 1 for $v in $xs]\n---\n"
            "ordered = sorted(set($xs))\nreturn [ordered.index($v) for $v in $xs]"
        ),
        inputs=_lists,
    ),
    "smaller-after": spec(
        names="$what_$where count_$what_$where $what_ones_$where tally_$what",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        For each number in $xs count how many numbers $where it are $what
        Return a list that tells for every entry of $xs how many entries $where it are $what
        Count, for each position of $xs, the $what values $where that position
        """,
        plan="go through the positions; count the $what values $where each",
        solutions="""
        [sum($w $sign $v for $w in $part) for $i, $v in enumerate($xs)]
        ---
        $out = []
        for $i, $v in enumerate($xs):
            $out.append(len([$w for $w in $part if $w $sign $v]))
        return $out
        """,
        wrong=(
            "[sum($w $sign $v for $w in $xs) for $v in $xs]\n---\n"
            "[sum($w $sign= $v for $w in $part) for $i, $v in enumerate($xs)]"
        ),
        inputs=_lists,
    ),
    "kth": spec(
        names="kth_smallest nth_smallest select order_statistic",
        params="$xs: list[int], $k: int",
        returns="int",
        fixed={"k": (1, 2)},
        pools={"k": ("k", "n", "rank", "nth", "m")},
        said="""
        Return the value at rank $k when $xs is sorted in $order order; rank 1 is the $end
        Find number $k of $xs, counting from the $end
        Return the $k-th value of $xs in $order order, counting from 1 and repeated values one by one
        """,
        plan="sort in $order order; take the value at the rank",
        solutions="sorted($xs$rev)[$k - 1]\n---\nheapq.$heap($k, $xs)[-1]",
        imports="import heapq",
        notes="Assume that $xs has at least $k values",
        wrong="sorted($xs$rev)[$k]\n---\nsorted(set($xs)$rev)[$k - 1]",
        inputs=lambda rng: (
            [(x, rng.randint(1, 3)) for x in (integers(rng, 4), integers(rng, 5), [4, 4, 1])]
            + [([7, 7, 2, 7], 2), ([5, 5, 1, 5], 3), ([1, 2], 2)]
        ),
    ),
}


@family("ranks", weight=3)
def ranks(rng: Rng) -> Draft:
    """Sorting positions, ranks with ties, smaller values on one side, the k-th smallest."""
    key = pick(rng, list(RANKS))
    if key == "smaller-after":
        where, part = pick(rng, (("after", "$xs[$i + 1:]"), ("before", "$xs[:$i]")))
        what, sign = pick(rng, (("smaller", "<"), ("larger", ">")))
        return written(rng, f"{key}|{where}|{what}", RANKS[key], where=where, part=part, what=what, sign=sign)
    if key == "kth":
        order, end, rev, heap = pick(
            rng,
            (("ascending", "smallest", "", "nsmallest"), ("descending", "largest", ", reverse=True", "nlargest")),
        )
        return written(rng, f"{key}-{order}", RANKS[key], order=order, end=end, rev=rev, heap=heap)
    return one_of(rng, {key: RANKS[key]})
