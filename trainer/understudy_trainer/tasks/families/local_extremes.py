"""Families over peaks and valleys of a list, and over two sorted lists."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written

KINDS = (
    ("peak", "greater than both its neighbours", ">", "peaks hills tops local_maxima"),
    ("valley", "smaller than both its neighbours", "<", "valleys dips lows local_minima"),
)


@family("local-extremes", weight=3)
def local_extremes(rng: Rng) -> Draft:
    """Peaks or valleys: how many, where, their values, the first, whether there is one."""
    kind, text, sign, names = pick(rng, KINDS)
    give = pick(rng, ("count", "indices", "values", "first", "any"))
    ends = rng.random() < 0.4
    rule = "the first and the last element need to exceed their only neighbour" if sign == ">" else ""
    rule = rule or "the first and the last element need to be below their only neighbour"
    note = rule[0].upper() + rule[1:] if ends else "The first and the last element never count"
    if ends:
        test = "(i == 0 or $xs[i - 1] {} $v) and (i == len($xs) - 1 or $xs[i + 1] {} $v)"
        back = "<" if sign == ">" else ">"
        test = test.format(back, back)
        where = "for i, $v in enumerate($xs)"
        miss = test.replace(" and (i == len($xs) - 1 or", f" or ($xs[-1] {sign} $v or")
    else:
        test = f"$xs[i - 1] {'<' if sign == '>' else '>'} $xs[i] {sign} $xs[i + 1]"
        where = "for i in range(1, len($xs) - 1)"
        miss = test.replace("<", "<=").replace(">", ">=")
    value = "$v" if ends else "$xs[i]"
    one = f"{where} if {test}"
    near = f"{where} if {miss}"
    returns, said, body, other, wrong, extra = {
        "count": (
            "int",
            f"Count the elements of $xs that are {text.replace('its', 'their')}\n"
            f"Return how many elements of $xs are {text.replace('its', 'their')}\n"
            f"Find the number of {kind}s in $xs, where a {kind} is {text}",
            f"return sum(1 {one})",
            f"$acc = 0\n{where}:\n    if {test}:\n        $acc += 1\nreturn $acc",
            f"return sum(1 {near})",
            "",
        ),
        "indices": (
            "list[int]",
            f"Return the indices of all elements of $xs that are {text.replace('its', 'their')}\n"
            f"List the positions of the {kind}s of $xs; a {kind} is {text}\n"
            f"Find at which indices $xs has a value {text}",
            f"return [i {one}]",
            f"$out = []\n{where}:\n    if {test}:\n        $out.append(i)\nreturn $out",
            f"return [i {near}]\n---\nreturn [{value} {one}]",
            "",
        ),
        "values": (
            "list[int]",
            f"Return the elements of $xs that are {text.replace('its', 'their')}, in order\n"
            f"List the values of the {kind}s in $xs from left to right; a {kind} is {text}\n"
            f"Keep only the values of $xs that are {text.replace('its', 'their')}",
            f"return [{value} {one}]",
            f"$out = []\n{where}:\n    if {test}:\n        $out.append({value})\nreturn $out",
            f"return [{value} {near}]\n---\nreturn [i {one}]",
            "",
        ),
        "first": (
            "int",
            f"Return the index of the first element of $xs that is {text}, or -1\n"
            f"Find the position of the first {kind} in $xs, a value {text}; -1 if there is none\n"
            f"Go through $xs and return the index of the earliest {kind} ({text}); return -1 without one",
            f"{where}:\n    if {test}:\n        return i\nreturn -1",
            f"return next((i {one}), -1)",
            f"return next((i {near}), -1)\n---\nreturn next(({value} {one}), -1)",
            "",
        ),
        "any": (
            "bool",
            (
                f"Check whether any element of $xs is {text}\nReturn True if $xs has a {kind}, an element {text}\n"
                f"Tell whether some value in $xs is {text}"
            ),
            f"return any({test} {where})",
            f"{where}:\n    if {test}:\n        return True\nreturn False",
            f"return any({miss} {where})\n---\nreturn all({test} {where})",
            "",
        ),
    }[give]
    rows: Inputs = each(
        [
            [1, 3, 2],
            [3, 1, 2],
            [1, 2, 3],
            [2, 2, 2],
            [5, 1, 5, 1, 5],
            [1, 4, 4, 2, 6, 3],
            [7],
            [],
            integers(rng, 6, 0, 9),
            integers(rng, 7, 0, 5),
            [4, 2],
        ]
    )
    if ends:
        rows = [args for args in rows if args != ([7],)]
    entry = spec(
        names=f"{' '.join(f'{give}_{n}' for n in names.split())} find_{kind} {kind}_{give}",
        params="$xs: list[int]",
        returns=returns,
        said=said,
        intro="The list $xs holds readings taken along a path.",
        plan=f"compare each element with its neighbours; keep those {text}; return the {give}{extra}",
        solutions=f"{body}\n---\n{other}" if rng.random() < 0.6 else f"{other}\n---\n{body}",
        wrong=wrong,
        notes=note,
        inputs=lambda _: rows,
    )
    return written(rng, f"{kind}|{give}|{ends}", entry)


def _two_sorted(rng: Rng) -> Inputs:
    rows = [(sorted(integers(rng, n, 0, 9)), sorted(integers(rng, m, 0, 9))) for n, m in ((4, 4), (5, 3), (3, 5))]
    return [*rows, ([1, 2, 2, 5], [2, 2, 3, 5]), ([], [1, 1, 4]), ([3, 3], []), ([1, 2], [3, 4]), ([2, 2, 2], [2])]


TWO: dict[str, Spec] = {
    "union": spec(
        names="merge_unique union_sorted combine_distinct merge_without_repeats",
        params="$xs: list[int], $ys: list[int]",
        returns="list[int]",
        said="Merge the ascending lists $xs and $ys into one ascending list without repeats\n"
        "Return every value of the sorted lists $xs and $ys once, in ascending order\n"
        "Combine the sorted lists $xs and $ys and drop duplicates; the result is sorted too",
        plan="put both lists together; drop repeats; sort",
        solutions="sorted(set($xs) | set($ys))\n---\n$out = []\nfor $v in heapq.merge($xs, $ys):\n"
        "    if not $out or $out[-1] != $v:\n        $out.append($v)\nreturn $out",
        imports="import heapq",
        wrong="sorted($xs + $ys)\n---\n$xs + [$v for $v in $ys if $v not in $xs]",
        inputs=_two_sorted,
    ),
    "common": spec(
        names="common_sorted intersect_sorted shared_values both_lists",
        params="$xs: list[int], $ys: list[int]",
        returns="list[int]",
        said="Return the values that the ascending lists $xs and $ys share, ascending; each as often as it is "
        "in both\n"
        "Intersect the sorted lists $xs and $ys, repeats included: a value counts as often as both lists "
        "have it\n"
        "Walk through the sorted lists $xs and $ys together and collect each pair of equal values once",
        told="Two shops list the sizes they have in stock as sorted lists $xs and $ys, one entry per pair of "
        "shoes. Return "
        "the sorted list of sizes that can be matched one to one between the shops.",
        plan="compare the values at both positions; keep equal ones; move on past the smaller one",
        solutions="$out = []\ni = j = 0\nwhile i < len($xs) and j < len($ys):\n    if $xs[i] == $ys[j]:\n"
        "        $out.append($xs[i])\n        i += 1\n        j += 1\n    elif $xs[i] < $ys[j]:\n"
        "        i += 1\n"
        "    else:\n        j += 1\nreturn $out\n---\nsorted((Counter($xs) & Counter($ys)).elements())",
        imports="from collections import Counter",
        wrong="sorted(set($xs) & set($ys))\n---\n[$v for $v in $xs if $v in $ys]",
        inputs=_two_sorted,
    ),
    "difference": spec(
        names="only_in_first difference_sorted without_second left_over",
        params="$xs: list[int], $ys: list[int]",
        returns="list[int]",
        said="Return the values of the sorted list $xs that do not occur in the sorted list $ys\n"
        "List, in order and with repeats, what is in $xs but not in $ys; both are ascending\n"
        "Remove from the ascending list $xs every value that $ys contains and return the rest",
        plan="go through the first list; keep what the second does not contain",
        solutions="[$v for $v in $xs if $v not in $ys]\n---\n$out = []\nj = 0\nfor $v in $xs:\n"
        "    while j < len($ys) and $ys[j] < $v:\n        j += 1\n    if j == len($ys) or $ys[j] != $v:\n"
        "        $out.append($v)\nreturn $out",
        wrong="sorted(set($xs) - set($ys))\n---\nsorted(set($xs) ^ set($ys))",
        inputs=_two_sorted,
    ),
    "closest": spec(
        names="closest_pair smallest_gap nearest_values least_distance",
        params="$xs: list[int], $ys: list[int]",
        returns="int | None",
        said="Return the smallest absolute difference between a value of $xs and a value of $ys, None if a "
        "list is empty\n"
        "Find how close a number in $xs and a number in $ys get to each other; return None if one of the "
        "lists is empty\n"
        "Compute the least distance of any value in the sorted list $xs from any value in the sorted "
        "list $ys, or None",
        plan="form all the differences between the lists; return the smallest",
        solutions="min((abs(a - b) for a in $xs for b in $ys), default=None)\n---\nbest = None\ni = j = 0\n"
        "while i < len($xs) and j < len($ys):\n    gap = abs($xs[i] - $ys[j])\n"
        "    if best is None or gap < best:\n"
        "        best = gap\n    if $xs[i] < $ys[j]:\n        i += 1\n    else:\n        j += 1\n"
        "return best",
        wrong=(
            "min((abs(a - b) for a, b in zip($xs, $ys)), default=None)\n---\n"
            "abs($xs[0] - $ys[0]) if $xs and $ys else None"
        ),
        inputs=lambda rng: [*_two_sorted(rng), ([1, 10], [5, 9]), ([4, 20], [0, 6])],
    ),
}


@family("two-sorted-lists", weight=2.3)
def two_sorted_lists(rng: Rng) -> Draft:
    """Two ascending lists: union, common values, difference, least distance."""
    return one_of(rng, TWO)
