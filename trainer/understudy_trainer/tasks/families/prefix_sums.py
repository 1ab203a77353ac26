"""Family: running totals at work: range sums, balance points, equal cuts, lowest balance."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written

PREFIX: dict[str, Spec] = {
    "queries": spec(
        names="range_sums answer_queries sums_between query_sums",
        params="$xs: list[int], $ivs: list[tuple[int, int]]",
        returns="list[int]",
        pools={"ivs": ("queries", "ranges", "pairs", "questions")},
        said="""
        For each (first, last) pair in $ivs return the sum of $xs from index first to index last, both included
        Answer the range sum queries $ivs on $xs; both indices of a query are included
        Return the list of sums of $xs over the index ranges in $ivs, ends included, using running totals
        """,
        plan="build the running totals; subtract two of them for each query",
        solutions="""
        totals = [0]
        for $v in $xs:
            totals.append(totals[-1] + $v)
        return [totals[last + 1] - totals[first] for first, last in $ivs]
        ---
        [sum($xs[first:last + 1]) for first, last in $ivs]
        """,
        wrong=("[sum($xs[first:last]) for first, last in $ivs]\n---\n[sum($xs[:last + 1]) for first, last in $ivs]"),
        inputs=lambda rng: [
            (integers(rng, 5), [(0, 4), (2, 3), (1, 1)]),
            (integers(rng, 4), [(1, 3)]),
            ([5], [(0, 0)]),
            ([1, 2, 3], []),
            ([4, -1, 2], [(0, 1), (1, 2), (0, 2)]),
        ],
    ),
    "balance": spec(
        names="equilibrium balance_index pivot_index middle_index",
        params="$xs: list[int]",
        returns="int",
        said="""
        Return the first index of $xs where the sum of the values before equals the sum of those after, or -1
        Find the first position at which $xs balances: equal sums to the left and to the right, the value itself \
        not counted
        Return the smallest i with sum($xs[:i]) equal to sum($xs[i + 1:]); -1 if there is none
        """,
        told="""
        Weights hang in a row; $xs holds how heavy they are. Find the first weight for which all the weights on its \
        left are
        together as heavy as all those on its right. Return its index, or -1 if there is no such weight.
        """,
        chinese="返回 $xs 中第一个左边各数之和等于右边各数之和的下标，没有则返回 -1",
        plan="keep the sum on the left; the right sum is the rest; return the index where both are equal",
        solutions="""
        left, total = 0, sum($xs)
        for i, $v in enumerate($xs):
            if left == total - left - $v:
                return i
            left += $v
        return -1
        ---
        return next((i for i in range(len($xs)) if sum($xs[:i]) == sum($xs[i + 1:])), -1)
        """,
        wrong="next((i for i in range(len($xs)) if sum($xs[:i]) == sum($xs[i:])), -1)\n---\nlen($xs) // 2",
        inputs=lambda rng: [
            ([1, 2, 3],),
            ([2, 9, 2],),
            ([3, 1, 2, 2, 1, 3, 0],),
            ([5],),
            ([],),
            ([-1, 1, 4],),
            (integers(rng, 5, 0, 3),),
            ([0, 0],),
        ],
    ),
    "split": spec(
        names="split_equal can_split equal_halves cut_position",
        params="$xs: list[int]",
        returns="$type",
        said="""
        $ask cut into a non-empty front and a non-empty back with equal sums
        $ask split once into two non-empty contiguous parts of the same sum
        $ask divided at one place so that both sides, neither empty, add up to the same
        """,
        plan="try each cut; compare the sums of both parts",
        solutions="$first\n---\n$second",
        wrong="$bad",
        inputs=lambda rng: [
            ([1, 2, 3],),
            ([4, 4],),
            ([1, 1, 1, 1],),
            ([5],),
            ([],),
            ([0, 0, 0],),
            (integers(rng, 5, 0, 2),),
            ([2, 5, 7, 1],),
            ([6, 1, 3, 4],),
        ],
    ),
    "deepest": spec(
        names="lowest_balance min_start needed_start smallest_deposit",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("changes", "moves", "transactions", "steps", "amounts")},
        said="""
        Return the smallest non-negative start value that keeps all running totals of $xs at 0 or above
        Find the least amount to begin with so that adding the numbers of $xs one by one never gives a negative total
        Compute how much is needed at the start so that no prefix of $xs takes the balance below zero
        """,
        told="""
        An account sees the changes in $xs one after the other; negative ones take money out. Return the smallest \
        amount, at
        least 0, that the account must hold at the start so that it is never overdrawn.
        """,
        plan="keep the running total; remember its lowest value; return its negative, at least zero",
        solutions="""
        total = lowest = 0
        for $v in $xs:
            total += $v
            lowest = min(lowest, total)
        return -lowest
        ---
        max(0, -min(accumulate($xs), default=0))
        """,
        imports="from itertools import accumulate",
        wrong="max(0, -sum($xs))\n---\nmax(0, -min($xs, default=0))",
        inputs=lambda rng: [
            ([5, -7, 3],),
            ([-2, -3, 4],),
            ([],),
            ([1, 2],),
            (integers(rng, 5, -9, 9),),
            (integers(rng, 6, -9, 6),),
            ([4, -3, -3, 10],),
        ],
    ),
}


@family("prefix-sums", weight=2)
def prefix_sums(rng: Rng) -> Draft:
    """Running totals at work: range sums, balance points, equal cuts, lowest balance."""
    key = pick(rng, list(PREFIX))
    if key == "split":
        test = "sum($xs[:i]) == sum($xs[i:])"
        cuts = "for i in range(1, len($xs))"
        options = (
            (
                "bool",
                "Check whether $xs can be",
                f"return any({test} {cuts})",
                f"{cuts}:\n    if {test}:\n        return True\nreturn False",
                "return sum($xs) % 2 == 0",
            ),
            (
                "int",
                "Return in how many ways $xs can be",
                f"return sum({test} {cuts})",
                f"$acc = 0\n{cuts}:\n    if {test}:\n        $acc += 1\nreturn $acc",
                "return sum(sum($xs[:i]) == sum($xs[i:]) for i in range(len($xs) + 1))",
            ),
        )
        kind, ask, first, second, bad = pick(rng, options)
        return written(rng, f"{key}-{kind}", PREFIX[key], type=kind, ask=ask, first=first, second=second, bad=bad)
    return one_of(rng, {key: PREFIX[key]})
