"""Families that put a list into an unusual order or rank its entries."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, integer_lists, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written


def _lists(rng: Rng) -> Inputs:
    return each([*integer_lists(rng, count=3), [5, 1, 4, 2, 3], [2, 2, 7, 7, 2, 1], [4, -3, 0, -1, 6]])


ORDERS: dict[str, Spec] = {
    "wave": spec(
        names="wave wave_order make_wave up_and_down swap_neighbours",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        Sort $xs, then swap the values at positions 0 and 1, 2 and 3, and so on, and return the list
        Return the sorted values of $xs with each pair of neighbours exchanged
        Arrange $xs in a wave: sort it and swap every two adjacent elements
        """,
        told="""
        To lay out numbers in a wave, sort them in ascending order and then exchange the first with the second, the \
        third
        with the fourth and so on. With an odd count the last number stays where it is. Return the new list.
        """,
        plan="sort the list; step through it two by two; swap each pair",
        solutions="""
        $out = sorted($xs)
        for $i in range(0, len($out) - 1, 2):
            $out[$i], $out[$i + 1] = $out[$i + 1], $out[$i]
        return $out
        ---
        ordered = sorted($xs)
        $out = []
        for $i in range(0, len(ordered), 2):
            $out.extend(reversed(ordered[$i:$i + 2]))
        return $out
        """,
        wrong="sorted($xs, reverse=True)\n---\n$out = sorted($xs)\nfor $i in range(len($out) - 1):\n"
        "    $out[$i], $out[$i + 1] = $out[$i + 1], $out[$i]\nreturn $out",
        inputs=_lists,
    ),
    "mountain": spec(
        names="mountain peak_order pyramid rise_and_fall",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        Sort $xs and return every second value from the first one on, followed by the other values in descending order
        Arrange $xs so that it rises and then falls: sorted values at even positions ascending, the rest descending
        Build a mountain from $xs: sort it, take positions 0, 2, 4, ... upwards and then positions ..., 5, 3, 1 \
        downwards
        """,
        plan="sort the list; take the even positions; append the odd positions backwards",
        solutions="""
        ordered = sorted($xs)
        return ordered[::2] + ordered[1::2][::-1]
        ---
        front, back = [], []
        for $i, $v in enumerate(sorted($xs)):
            (back if $i % 2 else front).append($v)
        return front + back[::-1]
        """,
        wrong="ordered = sorted($xs)\nreturn ordered[::2] + ordered[1::2]\n---\nsorted($xs)",
        inputs=_lists,
    ),
    "frequency": spec(
        names="sort_by_frequency frequency_sort by_count most_common_first",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        Sort $xs by how often each value occurs, the most frequent first; on ties the smaller value comes first
        Return all the values of $xs, most frequent ones first, smaller values first on equal counts
        Order $xs by descending frequency and then by ascending value
        """,
        told="""
        Return the numbers of $xs sorted by frequency: those that occur most often come first. Numbers that occur \
        equally
        often are sorted in ascending order. All repetitions are kept in the result.
        """,
        chinese="按出现次数从多到少排列 $xs 中的数，次数相同时较小的数在前",
        plan="count each value; sort by falling count; break ties by the value",
        solutions="""
        counts = Counter($xs)
        return sorted($xs, key=lambda $v: (-counts[$v], $v))
        ---
        sorted(sorted($xs), key=$xs.count, reverse=True)
        """,
        imports="from collections import Counter",
        wrong="sorted($xs, key=$xs.count, reverse=True)\n---\nsorted($xs, key=lambda $v: ($xs.count($v), $v))",
        inputs=lambda rng: each(
            [[4, 4, 1, 3, 3, 2], [5, 2, 2, 1], *(integers(rng, 7, 0, 4) for _ in range(3)), [9], []]
        ),
    ),
    "letters-frequency": spec(
        names="sort_letters by_frequency frequency_order rearrange",
        params="$s: str",
        returns="str",
        said="""
        Return the characters of $s sorted by how often they occur, most frequent first, alphabetically on ties
        Rearrange $s so that more frequent characters come first; equally frequent ones are in alphabetical order
        Sort the characters of $s by descending count and then by character, and return a string
        """,
        plan="count each character; sort by falling count and by character; join",
        solutions="""
        return "".join(sorted($s, key=lambda $c: (-$s.count($c), $c)))
        ---
        counts = Counter($s)
        ordered = sorted(counts, key=lambda $c: (-counts[$c], $c))
        return "".join($c * counts[$c] for $c in ordered)
        """,
        imports="from collections import Counter",
        wrong='return "".join(sorted($s))\n---\nreturn "".join(sorted($s, key=$s.count, reverse=True))',
        inputs=lambda rng: each(
            ["banana", "tree", "zza", "Hello", pick(rng, ("committee", "mississippi", "balloon")), "", "x"]
        ),
    ),
    "zeros-fixed": spec(
        names="sort_around sort_nonzero sort_keeping_zeros sort_others",
        params="$xs: list[int], $t: int",
        returns="list[int]",
        fixed={"t": (0, 5)},
        pools={"t": ("marker", "fixed", "blank", "obstacle", "t")},
        said="""
        Sort $xs in ascending order but leave every $t at its position
        Return $xs with all values other than $t sorted among their positions; the entries equal to $t do not move
        Keep each $t of $xs where it is and sort the remaining numbers around it
        """,
        told="""
        Some places in the list $xs are blocked; they hold the value $t and must not change. Sort the other numbers in
        ascending order over the places that are free, and return the new list.
        """,
        plan="sort the other values; go through the list; keep the marker or take the next sorted value",
        solutions="""
        rest = iter(sorted($v for $v in $xs if $v != $t))
        return [$v if $v == $t else next(rest) for $v in $xs]
        ---
        rest = sorted($v for $v in $xs if $v != $t)
        $out = []
        for $v in $xs:
            $out.append($t if $v == $t else rest.pop(0))
        return $out
        """,
        wrong="sorted($xs)\n---\nsorted($v for $v in $xs if $v != $t)",
        inputs=lambda rng: (
            [([*x[:2], t, *x[2:], t], t) for t in (0, 5) for x in (integers(rng, 4, 1, 9), [9, 4, 2])]
            + [([], 0), ([3, 1], 0), ([5, 5, 0, 1], 5)]
        ),
    ),
    "two-groups": spec(
        names="group_and_sort two_groups arrange split_sort",
        params="$xs: list[int]",
        returns="list[int]",
        said="""
        Return the $first numbers of $xs in ascending order followed by the other numbers in $then order
        Put the $first numbers of $xs first, ascending, and after them the rest in $then order
        Sort $xs so that $first numbers come first in ascending order and all others follow in $then order
        """,
        told="""
        Rearrange the list $xs into two groups. The first group holds its $first numbers in ascending order. The second
        group holds all the other numbers in $then order. Return one list.
        """,
        plan="collect and sort the $first numbers; collect and sort the others; join both",
        solutions="""
        front = sorted($v for $v in $xs if $cond)
        back = sorted(($v for $v in $xs if not ($cond))$rev)
        return front + back
        ---
        sorted($xs, key=lambda $v: ((0, $v) if $cond else (1, $sign$v)))
        """,
        wrong=(
            "sorted($xs)\n---\nfront = [$v for $v in $xs if $cond]\nreturn front + [$v for $v in $xs if not ($cond)]"
        ),
        inputs=_lists,
    ),
}

GROUPS = (
    ("even", "$v % 2 == 0"),
    ("odd", "$v % 2 == 1"),
    ("negative", "$v < 0"),
    ("positive", "$v > 0"),
    ("two-digit", "10 <= $v <= 99"),
)


@family("unusual-orders", weight=3.5)
def unusual_orders(rng: Rng) -> Draft:
    """A list in an unusual order: wave, mountain, by frequency, around fixed places, in two groups."""
    key = pick(rng, [*ORDERS, "two-groups", "two-groups"])
    if key == "two-groups":
        first, cond = pick(rng, GROUPS)
        down = rng.random() < 0.5
        words = {"first": first, "cond": cond, "then": "descending" if down else "ascending"}
        return written(
            rng,
            f"{key}|{first}|{down}",
            ORDERS[key],
            **words,
            rev=", reverse=True" if down else "",
            sign="-" if down else "",
        )
    return one_of(rng, {key: ORDERS[key]})
