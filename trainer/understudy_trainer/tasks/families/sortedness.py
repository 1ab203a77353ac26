"""Family: how far a list is from sorted: swaps, misplaced entries, direction."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, integers
from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec


def _nearly(rng: Rng) -> Inputs:
    ordered = sorted(rng.sample(range(40), 5))
    swapped = [ordered[3], *ordered[1:3], ordered[0], ordered[4]]
    return each(
        [
            ordered,
            ordered[2:] + ordered[:2],
            ordered[::-1],
            swapped,
            integers(rng, 5),
            [2, 1],
            [1],
            [],
            [3, 3, 1, 3],
            [1, 2, 2, 3],
            [4, 5, 6, 1, 2, 3],
            [1, 3, 2, 4],
        ]
    )


SORTEDNESS: dict[str, Spec] = {
    "one-swap": spec(
        names="one_swap_sorts almost_sorted can_sort_with_swap nearly_sorted",
        params="$xs: list[int]",
        returns="bool",
        said="""
        Check whether swapping at most two elements of $xs once makes it ascending
        Return True if $xs is sorted in ascending order or can be sorted by one swap
        Tell whether exchanging a single pair of values, or none, puts $xs in ascending order
        """,
        plan="compare with the sorted list; count the positions that differ; two at most are allowed",
        solutions="""
        sum(a != b for a, b in zip($xs, sorted($xs))) <= 2
        ---
        wrong = [i for i, $v in enumerate(sorted($xs)) if $xs[i] != $v]
        return len(wrong) <= 2
        """,
        wrong="sum(a > b for a, b in zip($xs, $xs[1:])) <= 1\n---\n$xs == sorted($xs)",
        inputs=_nearly,
    ),
    "misplaced": spec(
        names="count_misplaced out_of_place wrong_positions displaced",
        params="$xs: list[int]",
        returns="int",
        said="""
        Count the elements of $xs that would stand elsewhere if $xs were sorted in ascending order
        Return how many positions of $xs differ from those of its sorted copy
        Compare $xs with its ascending order and return the number of entries that are not in their place
        """,
        plan="sort a copy; compare position by position; count the differences",
        solutions=(
            "sum(a != b for a, b in zip($xs, sorted($xs)))\n---\nordered = sorted($xs)\n"
            "return len([i for i in range(len($xs)) if $xs[i] != ordered[i]])"
        ),
        wrong="sum(a > b for a, b in zip($xs, $xs[1:]))\n---\nsum(a == b for a, b in zip($xs, sorted($xs)))",
        inputs=_nearly,
    ),
    "min-swaps": spec(
        names="min_swaps swaps_to_sort fewest_swaps count_swaps",
        params="$xs: list[int]",
        returns="int",
        said="""
        Return the fewest swaps of any two elements that sort the list $xs of distinct numbers
        All the numbers in $xs differ; count the minimum number of exchanges of two elements that sort it ascending
        Compute how many swaps, of elements at any positions, are needed at least to sort $xs, whose values are \
        distinct
        """,
        told="""
        The list $xs holds numbers that all differ. In one move you may exchange any two of them. Return the smallest
        number of moves after which the list is in ascending order.
        """,
        plan="go through the sorted order; if the value is not in place, swap it there and count",
        solutions="""
        row = list($xs)
        swaps = 0
        for $i, $v in enumerate(sorted(row)):
            if row[$i] != $v:
                at = row.index($v)
                row[$i], row[at] = row[at], row[$i]
                swaps += 1
        return swaps
        """,
        wrong=("sum(a != b for a, b in zip($xs, sorted($xs))) // 2\n---\nsum(a > b for a, b in zip($xs, $xs[1:]))"),
        inputs=lambda rng: each(
            [rng.sample(range(20), 5), rng.sample(range(9), 6), [4, 3, 2, 1], [2, 3, 1], [1, 2, 3], [], [5, 1, 2, 3, 4]]
        ),
    ),
    "unsorted-part": spec(
        names="unsorted_bounds unsorted_part sort_window part_to_sort",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        Return the first and last index of the shortest part of $xs that must be sorted to sort all of it
        Find the smallest index range [first, last] of $xs whose sorting makes the whole list ascending
        Return [first, last], the outermost positions where $xs differs from its sorted copy
        """,
        plan="sort a copy; list the positions that differ; return the first and the last",
        solutions="""
        wrong = [i for i, (a, b) in enumerate(zip($xs, sorted($xs))) if a != b]
        return [wrong[0], wrong[-1]] if wrong else []
        ---
        ordered = sorted($xs)
        if ordered == $xs:
            return []
        first, last = 0, len($xs) - 1
        while $xs[first] == ordered[first]:
            first += 1
        while $xs[last] == ordered[last]:
            last -= 1
        return [first, last]
        """,
        notes="Return an empty list if $xs is sorted already",
        wrong=(
            "[0, len($xs) - 1] if $xs != sorted($xs) else []\n---\n"
            "wrong = [i for i in range(1, len($xs)) if $xs[i - 1] > $xs[i]]\n"
            "return [wrong[0], wrong[-1]] if wrong else []"
        ),
        inputs=_nearly,
    ),
    "direction": spec(
        names="direction trend sort_direction order_kind",
        params="$xs: list[int]",
        returns="str",
        said="""
        Return "ascending" if $xs never falls, "descending" if it never rises, and "mixed" otherwise
        Tell whether $xs is "ascending", "descending" or "mixed"; equal neighbours are allowed in both
        Classify the order of $xs as "ascending", "descending" or "mixed", where a list that fits both is "ascending"
        """,
        plan="compare with the ascending order; compare with the descending order; otherwise mixed",
        solutions="""
        if $xs == sorted($xs):
            return "ascending"
        if $xs == sorted($xs, reverse=True):
            return "descending"
        return "mixed"
        ---
        pairs = list(zip($xs, $xs[1:]))
        if all(a <= b for a, b in pairs):
            return "ascending"
        return "descending" if all(a >= b for a, b in pairs) else "mixed"
        """,
        notes="A list that is both, like an empty one, is ascending",
        wrong='return "ascending" if $xs[:1] <= $xs[-1:] else "descending"',
        inputs=_nearly,
    ),
}


@family("sortedness", weight=2.5)
def sortedness(rng: Rng) -> Draft:
    """How far a list is from sorted: swaps, misplaced entries, direction."""
    return one_of(rng, SORTEDNESS)
