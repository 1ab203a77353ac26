"""Family: all subsets, permutations, words, bracket texts, Gray codes, partitions and splits as lists."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, integers, letters
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written

LISTED: dict[str, Spec] = {
    "subsets": spec(
        names="subsets power_set all_subsets sublists",
        params="$xs: list[int]",
        returns="list[list[int]]",
        said=(
            "List all the subsets of $xs, the empty one first; each further element doubles the list by "
            "extending all before it\nReturn the power set of $xs: start with [[]] and for each element "
            "append copies of all subsets so far with it added\n"
            "Build all sublists of $xs (order kept): go through the elements and add each to every subset "
            "found so far"
        ),
        plan="start with the empty subset; for each element extend all the subsets found so far",
        solutions=(
            "$out = [[]]\nfor $v in $xs:\n    $out += [part + [$v] for part in $out]\nreturn $out\n---\n"
            "return [[$v for i, $v in enumerate($xs) if mask >> i & 1] for mask in range(2 ** len($xs))]"
        ),
        wrong=(
            "$out = []\nfor $v in $xs:\n    $out += [part + [$v] for part in $out]\nreturn $out\n---\n"
            "return [[]] + [[$v] for $v in $xs]"
        ),
        inputs=lambda rng: each([[1, 2], [], [5], [1, 2, 3], integers(rng, 2), integers(rng, 3, 0, 9)]),
    ),
    "permutations": spec(
        names="permute all_orders arrangements list_permutations",
        params="$xs: list[int]",
        returns="list[list[int]]",
        said=(
            "List all the orders of the distinct numbers in $xs, those that start with an earlier element "
            "first\nReturn every permutation of $xs as a list, in the order of positions\n"
            "Recursively build all arrangements of $xs: each element in front of the arrangements of the "
            "others"
        ),
        plan="an empty list has one order; put each element in front of all the orders of the others",
        solutions=(
            "if not $xs:\n    return [[]]\n"
            "return [[$v] + rest for i, $v in enumerate($xs) for rest in SELF($xs[:i] + $xs[i + 1:])]\n---\n"
            "$out = []\nfor i, $v in enumerate($xs):\n    for rest in SELF($xs[:i] + $xs[i + 1:]):\n"
            "        $out.append([$v, *rest])\nreturn $out or [[]]"
        ),
        wrong=(
            "if not $xs:\n    return []\n"
            "return [[$v] + rest for i, $v in enumerate($xs) for rest in SELF($xs[:i] + $xs[i + 1:])]\n---\n"
            "[$xs, $xs[::-1]]"
        ),
        inputs=lambda rng: each([[1, 2], [], [5], [1, 2, 3], rng.sample(range(30), 2), rng.sample(range(20), 3)]),
    ),
    "sums": spec(
        names="combination_sums ways_to_reach sum_lists make_total",
        params="$xs: list[int], $sum: int",
        returns="list[list[int]]",
        pools={"xs": ("candidates", "numbers", "coins", "parts", "values")},
        said=(
            "List all the ways to write $sum as a sum of numbers from $xs, each used as often as wanted, in "
            "the order of $xs\nReturn every list of numbers from $xs (repeats allowed, order as in $xs) that "
            "adds up to $sum, more of the earlier numbers first\n"
            "Find all combinations, with repetition, of the distinct positive numbers in $xs with total "
            "$sum; earlier numbers are used first"
        ),
        told=(
            "The list $xs holds distinct positive numbers, each of which may be used any number of times. "
            "Return all the lists of such numbers with the total $sum. Inside a list the numbers stand in "
            "the order of $xs, and lists that use more of an earlier number come first. The total 0 is "
            "reached by the empty list only."
        ),
        plan=(
            "a total of zero is reached by the empty list; use the first number again if it fits; or go on without it"
        ),
        solutions=(
            "if $sum == 0:\n    return [[]]\nif $sum < 0 or not $xs:\n    return []\n"
            "with_first = [[$xs[0], *rest] for rest in SELF($xs, $sum - $xs[0])]\n"
            "return with_first + SELF($xs[1:], $sum)\n---\n$out = []\n\ndef grow(start, chosen, left):\n"
            "    if left == 0:\n        $out.append(chosen)\n    for i in range(start, len($xs)):\n"
            "        if $xs[i] <= left:\n            grow(i, [*chosen, $xs[i]], left - $xs[i])\n\n"
            "grow(0, [], $sum)\nreturn $out"
        ),
        wrong=(
            "if $sum == 0:\n    return [[]]\nif $sum < 0 or not $xs:\n    return []\n"
            "with_first = [[$xs[0], *rest] for rest in SELF($xs[1:], $sum - $xs[0])]\n"
            "return with_first + SELF($xs[1:], $sum)\n---\n"
            "return [[$v] * ($sum // $v) for $v in $xs if $sum % $v == 0]"
        ),
        inputs=lambda rng: [
            ([2, 3], 6),
            ([3, 2], 6),
            ([4], 3),
            ([2, 5], 0),
            (rng.sample((2, 3, 4, 5), 2), rng.randint(5, 11)),
            ([5, 3, 2], 8),
            ([], 3),
        ],
    ),
    "partitions": spec(
        names="partitions number_partitions split_number sums_of",
        params="$n: int",
        returns="list[list[int]]",
        said=(
            "List all the ways to write $n as a sum of positive integers in $how order, the largest first "
            "part first\nReturn the partitions of $n as lists with parts in $how order; a larger first part "
            "comes first\nFind every list of positive integers in $how order that adds up to $n, sorted from "
            "the largest first part down"
        ),
        plan="zero has one empty partition; try each first part from large to small; complete it with the rest",
        solutions=(
            "def split(left, most):\n    if left == 0:\n        return [[]]\n"
            "    return [[part, *rest] for part in range(min(left, most), 0, -1) for rest in split(left - "
            "part, part$minus)]\nreturn split($n, $n)\n---\n$out = []\n\ndef grow(parts, left, most):\n"
            "    if left == 0:\n        $out.append(parts)\n    for part in range(min(left, most), 0, -1):\n"
            "        grow([*parts, part], left - part, part$minus)\n\ngrow([], $n, $n)\nreturn $out"
        ),
        wrong="[[$n]]\n---\n[[part, $n - part] for part in range($n, 0, -1)]",
        inputs=lambda rng: each([1, 2, 3, 4, 5, rng.choice((0, 5, 6))]),
    ),
    "splits": spec(
        names="all_splits split_everywhere cut_ways ways_to_cut",
        params="$s: str",
        returns="list[list[str]]",
        said=(
            "List all the ways to cut $s into non-empty pieces$rule, shorter first pieces first\n"
            "Return every split of the text $s into contiguous non-empty parts$rule; a shorter first part "
            "comes first\nFind all lists of non-empty pieces$rule that give $s when joined, those with the "
            "shorter first piece first"
        ),
        plan="an empty text has one empty split; try each first piece; complete it with the splits of the rest",
        solutions=(
            "if not $s:\n    return [[]]\n$out = []\nfor i in range(1, len($s) + 1):\n    head = $s[:i]\n"
            "    if $good:\n        $out += [[head, *rest] for rest in SELF($s[i:])]\nreturn $out"
        ),
        wrong="[list($s)]\n---\n[[$s[:i], $s[i:]] for i in range(1, len($s))]",
        inputs=lambda rng: each(["ab", "aab", "", "x", "abc", letters(rng, 3, "ab"), letters(rng, 4, "ab"), "abba"]),
    ),
    "ladder": spec(
        names="climb_lists step_lists ways_up list_steps",
        params="$n: int",
        returns="list[list[int]]",
        said=(
            "List all the ways to climb $n stairs with steps of $a or $b, as lists of steps with the smaller "
            "step tried first\nReturn every sequence of $a's and $b's with the sum $n, in ascending order\n"
            "Find all the lists made of the numbers $a and $b that add up to $n; order matters, smaller "
            "numbers first"
        ),
        plan="zero has the empty way; put each step in front of the ways for the rest",
        solutions=(
            "if $n == 0:\n    return [[]]\nif $n < 0:\n    return []\n"
            "return [[step, *rest] for step in ($a, $b) for rest in SELF($n - step)]\n---\nways = [[[]]]\n"
            "for total in range(1, $n + 1):\n"
            "    ways.append([[s, *rest] for s in ($a, $b) if s <= total for rest in ways[total - s]])\n"
            "return ways[$n]"
        ),
        wrong=(
            "[[$a] * ($n // $a)] if $n % $a == 0 else []\n---\nif $n == 0:\n    return [[]]\nif $n < 0:\n"
            "    return []\nreturn [[step, *rest] for step in ($b, $a) for rest in SELF($n - step)]"
        ),
        inputs=lambda rng: each([0, 1, 2, 3, 4, 5, rng.choice((6, 7))]),
    ),
}


@family("selections-listed", weight=3)
def selections_listed(rng: Rng) -> Draft:
    """All subsets, permutations, sums, partitions, splits and climbs as lists."""
    key = pick(rng, list(LISTED))
    if key == "partitions":
        how, minus = pick(rng, (("descending", ""), ("strictly descending", " - 1")))
        return written(rng, f"{key}-{minus != ''}", LISTED[key], how=how, minus=minus)
    if key == "splits":
        rule, good = pick(
            rng,
            (
                (" that are palindromes", "head == head[::-1]"),
                (" of at most two characters", "len(head) <= 2"),
                (" without repeated characters", "len(set(head)) == len(head)"),
            ),
        )
        return written(rng, f"{key}|{good[:9].strip()}", LISTED[key], rule=rule, good=good)
    if key == "ladder":
        small, large = pick(rng, (("1", "2"), ("1", "3"), ("2", "3")))
        return written(rng, key, LISTED[key], a=small, b=large)
    return one_of(rng, {key: LISTED[key]})
