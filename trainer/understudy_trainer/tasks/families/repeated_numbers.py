"""Family: majority, repeats, singles and what was added."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written


def _repeats(rng: Rng) -> Inputs:
    return each(
        [
            *(integers(rng, n, 1, 5) for n in (7, 6, 5)),
            [4, 4, 4, 2],
            [1, 2, 3],
            [2, 2, 1, 1, 3],
            [6],
            [3, 1, 3, 2, 3, 3, 1],
            [],
        ]
    )


REPEATED: dict[str, Spec] = {
    "majority": spec(
        names="majority majority_element absolute_majority winner dominant",
        params="$xs: list[int]",
        returns="int | None",
        said="""
        Return the value that makes up more than half of $xs, or None if there is none
        Find the number that occurs in more than half of the positions of $xs; return None if no number does
        Given the votes $xs, return the candidate with an absolute majority (more than half), or None
        """,
        told="""
        The list $xs holds one candidate number per vote. A candidate wins if more than half of all votes are for it.
        Return the winner, or None if nobody has that many votes.
        """,
        chinese="返回 $xs 中出现次数超过一半的数，没有则返回 None",
        plan="look at each distinct value; return it if it occurs in more than half of the places",
        solutions="""
        for $v in set($xs):
            if $xs.count($v) > len($xs) / 2:
                return $v
        return None
        ---
        $v = max($xs, key=$xs.count, default=None)
        return $v if $xs.count($v) * 2 > len($xs) else None
        """,
        wrong=(
            "max($xs, key=$xs.count, default=None)\n---\nfor $v in set($xs):\n"
            "    if $xs.count($v) >= len($xs) / 2:\n        return $v\nreturn None"
        ),
        inputs=_repeats,
    ),
    "at-least": spec(
        names="frequent_values at_least occurring_often common_values repeated",
        params="$xs: list[int], $k: int",
        returns="list[int]",
        fixed={"k": (2, 3)},
        pools={"k": ("k", "times", "minimum", "n", "threshold")},
        said="""
        Return the distinct values that occur at least $k times in $xs, ascending
        List in ascending order every number that $xs contains $k times or more
        Find the values of $xs with a count of $k or higher and return them sorted, each once
        """,
        plan="count the values; keep those with enough occurrences; sort them",
        solutions="""
        counts = Counter($xs)
        return sorted($v for $v, count in counts.items() if count >= $k)
        ---
        sorted({$v for $v in $xs if $xs.count($v) >= $k})
        """,
        imports="from collections import Counter",
        wrong=(
            "sorted({$v for $v in $xs if $xs.count($v) > $k})\n---\nsorted($v for $v in $xs if $xs.count($v) >= $k)"
        ),
        inputs=lambda rng: [(x, k) for (x,), k in zip(_repeats(rng), (2, 3, 2, 3, 1, 2, 1, 2, 1), strict=True)],
    ),
    "first-repeat": spec(
        names="first_repeated first_duplicate earliest_repeat first_seen_again",
        params="$xs: list[int]",
        returns="int | None",
        said="""
        Return the first value met in $xs that was met before, going from left to right
        Go through $xs and return the first number that has already occurred
        Find the value whose second occurrence comes earliest in $xs
        """,
        plan="remember the values seen; return the first one that was seen before",
        solutions="""
        seen = set()
        for $v in $xs:
            if $v in seen:
                return $v
            seen.add($v)
        return None
        ---
        return next(($v for i, $v in enumerate($xs) if $v in $xs[:i]), None)
        """,
        notes="Return None if all values differ",
        wrong=(
            "next(($v for $v in $xs if $xs.count($v) > 1), None)\n---\n"
            "next(($v for $v in reversed($xs) if $xs.count($v) > 1), None)"
        ),
        inputs=lambda rng: [*_repeats(rng), ([5, 3, 3, 5],), ([1, 2, 2, 3, 1],)],
    ),
    "first-unique": spec(
        names="first_unique first_single earliest_unique first_unrepeated",
        params="$xs: list[int]",
        returns="int",
        said="""
        Return the $give of the first number in $xs that occurs only once, or -1
        Find the first value of $xs without a repetition and return its $give; return -1 if every value repeats
        Return the $give of the earliest element of $xs whose count is one; -1 if there is none
        """,
        plan="count the values; return the $give of the first with count one; otherwise -1",
        solutions="""
        counts = Counter($xs)
        for i, $v in enumerate($xs):
            if counts[$v] == 1:
                return $what
        return -1
        ---
        return next(($what for i, $v in enumerate($xs) if $xs.count($v) == 1), -1)
        """,
        imports="from collections import Counter",
        wrong=(
            "return $first\n---\nreturn next(($what for i, $v in reversed(list(enumerate($xs))) if "
            "$xs.count($v) == 1), -1)"
        ),
        inputs=lambda rng: [*_repeats(rng), ([5, 3, 3, 5, 4, 1],)],
    ),
    "single": spec(
        names="single_number odd_one_out unpaired lonely",
        params="$xs: list[int]",
        returns="int",
        said="""
        Every number in $xs occurs twice except one; return that one
        Find the value without a partner in $xs, where all the other values come in pairs
        Return the only element of $xs that occurs an odd number of times
        """,
        plan="xor all the numbers; equal ones cancel out",
        solutions="""
        $acc = 0
        for $v in $xs:
            $acc ^= $v
        return $acc
        ---
        return next($v for $v in $xs if $xs.count($v) == 1)
        ---
        2 * sum(set($xs)) - sum($xs)
        """,
        wrong="sum(set($xs)) - sum($xs)\n---\nmax($xs)",
        inputs=lambda rng: each(
            [
                [3],
                [2, 1, 2],
                [4, 4, 9],
                *(
                    rng.sample(row, len(row))
                    for row in ([a, b, c, a, c] for a, b, c in (rng.sample(range(40), 3) for _ in range(3)))
                ),
            ]
        ),
    ),
    "k-apart": spec(
        names="repeats_within near_duplicate close_repeat repeated_nearby",
        params="$xs: list[int], $k: int",
        returns="bool",
        fixed={"k": (1, 2, 3)},
        pools={"k": ("k", "distance", "gap", "d", "reach")},
        said="""
        Check whether $xs contains two equal values at most $k positions apart
        Return True if some value of $xs comes again within the next $k positions
        Tell whether two equal numbers stand at indices of $xs that differ by no more than $k
        """,
        plan="for each position look at the next few values; return True if the same value is among them",
        solutions="""
        any($v in $xs[i + 1:i + 1 + $k] for i, $v in enumerate($xs))
        ---
        last = {}
        for i, $v in enumerate($xs):
            if $v in last and i - last[$v] <= $k:
                return True
            last[$v] = i
        return False
        """,
        wrong="len(set($xs)) < len($xs)\n---\nany($v in $xs[i + 1:i + $k] for i, $v in enumerate($xs))",
        inputs=lambda rng: [
            ([1, 2, 1], 1),
            ([1, 2, 1], 2),
            ([5, 1, 2, 3, 5], 3),
            ([4, 4], 1),
            ([], 2),
            ([7, 8, 9, 1, 2, 7], 2),
            (integers(rng, 6, 0, 5), 2),
        ],
    ),
    "same-multiset": spec(
        names="extra_element added_value what_was_added difference",
        params="$xs: list[int], $ys: list[int]",
        returns="int",
        said="""
        $ys holds the numbers of $xs in any order plus one more; return that extra number
        Find the one value that was added to $xs to get $ys, whose order is arbitrary
        Return the number that occurs once more in $ys than in $xs
        """,
        plan="subtract the sum of the first list from the sum of the second",
        solutions=(
            "sum($ys) - sum($xs)\n---\nfor $v in $ys:\n    if $ys.count($v) > $xs.count($v):\n"
            "        return $v\n---\nreturn next(iter((Counter($ys) - Counter($xs)).elements()))"
        ),
        imports="from collections import Counter",
        wrong="sum($xs) - sum($ys)\n---\nnext(($v for $v in $ys if $v not in $xs), 0)",
        inputs=lambda rng: (
            [
                (x, rng.sample([*x, e], len(x) + 1))
                for x, e in ((integers(rng, 3, 1, 9), rng.randint(1, 9)), (integers(rng, 4), 5), ([], 3))
            ]
            + [([1, 2], [2, 1, 1]), ([4, 4], [4, 4, 4])]
        ),
    ),
}


@family("repeated-numbers", weight=3)
def repeated_numbers(rng: Rng) -> Draft:
    """Majority, repeats, singles and what was added."""
    key = pick(rng, list(REPEATED))
    if key == "first-unique":
        give, what, first = pick(rng, (("index", "i", "0"), ("value", "$v", "$xs[0] if $xs else -1")))
        return written(rng, f"{key}-{give}", REPEATED[key], give=give, what=what, first=first)
    return one_of(rng, {key: REPEATED[key]})
