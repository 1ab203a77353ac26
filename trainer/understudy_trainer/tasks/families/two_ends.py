"""Family: two positions moving over a list: pair in a sorted list, area, water, moved values, subsequence."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import integer_lists, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written

ENDS: dict[str, Spec] = {
    "sorted-pair": spec(
        names="pair_in_sorted pair_with_sum find_pair sorted_pair",
        params="$asc: list[int], $sum: int",
        returns="list[int]",
        said="""
        Return two values of the ascending list $asc with the sum $sum, the pair with the smallest first value, or []
        $asc is sorted: move two ends towards each other to find two numbers that add up to $sum; return them or []
        Find in sorted $asc a pair [low, high] of elements with total $sum, starting from both ends; [] if there is \
        none
        """,
        plan=("start at both ends; move the left end if the sum is too small; move the right end if it is too large"),
        solutions="""
        i, j = 0, len($asc) - 1
        while i < j:
            both = $asc[i] + $asc[j]
            if both == $sum:
                return [$asc[i], $asc[j]]
            if both < $sum:
                i += 1
            else:
                j -= 1
        return []
        ---
        return next(([a, b] for i, a in enumerate($asc) for b in $asc[i + 1:] if a + b == $sum), [])
        """,
        wrong=(
            "next(([a, b] for a in $asc for b in $asc if a + b == $sum), [])\n---\n"
            "[$v for $v in $asc if $sum - $v in $asc][:2]"
        ),
        inputs=lambda rng: (
            [(x, x[0] + x[-2]) for x in (sorted(integers(rng, 5, 0, 12)) for _ in range(3))]
            + [([1, 2, 4, 9], 8), ([2, 2], 4), ([3], 6), ([], 1), ([1, 4, 6], 8)]
        ),
    ),
    "container": spec(
        names="largest_area biggest_tank widest_banner widest_frame",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("heights", "walls", "bars", "posts", "lines")},
        said="""
        Return the largest value of (j - i) * min($xs[i], $xs[j]) over all positions i < j, 0 if there are none
        Choose two entries of $xs so that their distance times the smaller of them is as large as possible; return \
        that product
        Find the biggest rectangle between two posts with heights $xs: the distance of the positions times the \
        lower height
        """,
        told="""
        Posts of the heights $xs stand one metre apart. A banner hangs between two of them and reaches up to the \
        lower one.
        Return the largest possible area of the banner, or 0 if there are fewer than two posts.
        """,
        plan="start at both ends; note the area; move the lower post inwards",
        solutions="""
        i, j, best = 0, len($xs) - 1, 0
        while i < j:
            best = max(best, (j - i) * min($xs[i], $xs[j]))
            if $xs[i] < $xs[j]:
                i += 1
            else:
                j -= 1
        return best
        ---
        areas = [(j - i) * min($xs[i], $xs[j]) for j in range(len($xs)) for i in range(j)]
        return max(areas, default=0)
        """,
        wrong=(
            "areas = [(j - i + 1) * min($xs[i], $xs[j]) for j in range(len($xs)) for i in range(j)]\n"
            "return max(areas, default=0)\n---\n"
            "areas = [(j - i) * max($xs[i], $xs[j]) for j in range(len($xs)) for i in range(j)]\n"
            "return max(areas, default=0)"
        ),
        inputs=lambda rng: (
            [(integers(rng, n, 1, 12),) for n in (5, 6, 4)] + [([1, 1],), ([3],), ([],), ([2, 9, 9, 2],)]
        ),
    ),
    "rain": spec(
        names="standing_water held_water fill_valleys water_between",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("heights", "walls", "bars", "levels", "blocks")},
        said="""
        Return how much water stays between the walls $xs: above each wall up to the lower of the highest walls on \
        both sides
        Sum, over each position of $xs, how far the lower of the maxima to its left and right (itself included) is \
        above it
        Given a row of wall heights $xs, each one wide, compute the water that is held after rain
        """,
        plan=("for each position take the highest wall up to it on either side; add the lower one minus the height"),
        solutions="""
        $acc = 0
        for i, $v in enumerate($xs):
            $acc += min(max($xs[:i + 1]), max($xs[i:])) - $v
        return $acc
        ---
        left = list(accumulate($xs, max))
        right = list(accumulate($xs[::-1], max))[::-1]
        return sum(min(a, b) - $v for a, b, $v in zip(left, right, $xs))
        """,
        imports="from itertools import accumulate",
        wrong="sum(max($xs) - $v for $v in $xs)\n---\nsum(min($xs[0], $xs[-1]) - $v for $v in $xs[1:-1])",
        inputs=lambda rng: (
            [(integers(rng, n, 0, 6),) for n in (6, 5, 7)]
            + [([3, 0, 2],), ([1, 2, 3],), ([],), ([4, 1, 3, 0, 5],), ([2, 2],)]
        ),
    ),
    "remove-in-place": spec(
        names="compact remove_value shift_left squeeze",
        params="$xs: list[int], $t: int",
        returns="list[int]",
        fixed={"t": (2, -1)},
        said="""
        Return $xs with every $t moved to the $end; the other values keep their order
        Move all the $t entries of $xs to the $end without changing the order of the rest, and return the new list
        Put each value equal to $t at the $end of the list $xs and leave the others in order
        """,
        plan="collect the other values; put as many copies of the value at the $end as there were",
        solutions="""
        rest = [$v for $v in $xs if $v != $t]
        return $joined
        ---
        sorted($xs, key=lambda $v: $v $op $t)
        """,
        wrong="[$v for $v in $xs if $v != $t]\n---\nsorted($xs)",
        inputs=lambda rng: [
            ([1, 0, 2, 0], 0),
            ([5, -1, 3], -1),
            ([0, 0, -1], 0),
            ([-1, 4, -1, 0, 2], -1),
            ([], 0),
            (integers(rng, 6, 0, 3), 0),
            ([2, 0, -1, 1], 0),
            ([3, 7], 5),
            ([2, 1], 0),
        ],
    ),
    "subsequence": spec(
        names="is_subsequence contains_in_order hidden_in appears_in_order",
        params="$s: str, $z: str",
        returns="bool",
        said="""
        Check whether the characters of $s appear in $z in the same order, not necessarily side by side
        Return True if $s can be obtained from $z by deleting some characters
        Tell whether $s is a subsequence of $z
        """,
        told="""
        A word is hidden in a text if its letters occur in the text one after the other, perhaps with other letters \
        between
        them. Return True if the word $s is hidden in $z. The empty word is hidden in every text.
        """,
        chinese="判断 $s 是否为 $z 的子序列",
        plan="walk through the text; move on in the word at each match; check that the word is used up",
        solutions="""
        rest = iter($z)
        return all(c in rest for c in $s)
        ---
        i = 0
        for c in $z:
            if i < len($s) and $s[i] == c:
                i += 1
        return i == len($s)
        """,
        wrong="$s in $z\n---\nall(c in $z for c in $s)",
        inputs=lambda rng: [
            ("pne", "opened"),
            ("pdn", "opened"),
            ("", "x"),
            ("abc", ""),
            ("aa", "ba"),
            ("bb", "abab"),
            (w := pick(rng, ("tin", "ran", "on")), f"{w[0]}x{w[1:]}y"),
        ],
    ),
    "nearest-zero": spec(
        names="closest_sum nearest_sum best_pair sum_near",
        params="$xs: list[int], $t: int",
        returns="int",
        fixed={"t": (0, 10)},
        said="""
        Return the sum of two numbers at different positions of $xs that is nearest to $t, the smaller sum on ties
        Find the pair in $xs whose sum comes closest to $t and return this sum; on ties the smaller one
        Of all sums of two entries of $xs return the one with the least distance from $t, preferring the smaller
        """,
        plan="form the sums of all pairs; take the one with the least distance; break ties by the sum",
        solutions="""
        sums = [a + b for a, b in combinations($xs, 2)]
        return min(sums, key=lambda total: (abs(total - $t), total))
        ---
        best = None
        for i, a in enumerate($xs):
            for b in $xs[i + 1:]:
                if best is None or (abs(a + b - $t), a + b) < (abs(best - $t), best):
                    best = a + b
        return best
        """,
        imports="from itertools import combinations",
        notes="Assume that $xs has at least two numbers",
        wrong=("min((a + b for a, b in combinations($xs, 2)), key=abs)\n---\nmin($xs, key=lambda a: abs(a - $t)) * 2"),
        inputs=lambda rng: (
            [(x, rng.randint(-5, 30)) for x in integer_lists(rng, count=3)[:3]]
            + [([1, 9, 4], 12), ([3, 3], 1), ([-4, 2, 7], 0), ([0, 8, 12], 10)]
        ),
    ),
}


@family("two-ends", weight=2.5)
def two_ends(rng: Rng) -> Draft:
    """Two positions moving over a list: pair in a sorted list, area, water, moved values, subsequence."""
    key = pick(rng, list(ENDS))
    if key == "remove-in-place":
        end, joined, op = pick(
            rng, (("end", "rest + [$t] * $xs.count($t)", "=="), ("front", "[$t] * $xs.count($t) + rest", "!="))
        )
        return written(rng, f"{key}-{end}", ENDS[key], end=end, joined=joined, op=op)
    return one_of(rng, {key: ENDS[key]})
