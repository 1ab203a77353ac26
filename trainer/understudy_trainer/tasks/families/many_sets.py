"""Several lists: numbers in all, in any, in exactly one, in at least k of them; as list, size or check."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_sets_of_values_1 import SETS_1
from understudy_trainer.tasks.vocabulary.cards_sets_of_values_2 import SETS_2
from understudy_trainer.tasks.vocabulary.structures import NAMES, Rows, number_lists
from understudy_trainer.tasks.vocabulary.written_cards import deal

SETS = (
    *SETS_1,
    *SETS_2,
)


def lists_of_lists(rng: Rng) -> Rows:
    """Lists of number lists that overlap."""

    def some(count: int) -> list[list[int]]:
        return [[rng.randint(0, 5) for _ in range(rng.randint(1, 5))] for _ in range(count)]

    return ([[1, 2, 2], [2, 3], [2, 1, 4]],), (some(3),), (some(2),), (some(4),), (some(1),), ([],), ([[], [1]],)


def words_pair(rng: Rng) -> Rows:
    """Two short texts with common letters."""
    stock = ("banana", "bandana", "tea", "eat", "pear", "apple", "cloud", "Oslo", "xyz", "noon", "on")
    return (*(tuple(rng.sample(stock, 2)) for _ in range(5)), ("abc", "bcd"), ("", "a"), ("aab", "abb"))


def range_gaps(rng: Rng) -> Rows:
    """Lists of numbers with gaps."""
    some = [sorted(rng.sample(range(1, 12), rng.randint(3, 6))) for _ in range(4)]
    return (*((rng.sample(xs, len(xs)),) for xs in some), ([3, 4, 5],), ([7],), ([2, 9],))


def guests(rng: Rng) -> Rows:
    """Two lists of names with repeats."""
    rows = []
    for n, m in ((3, 4), (4, 3), (2, 2), (5, 5)):
        few = rng.sample(NAMES, 6)
        rows.append(([pick(rng, few) for _ in range(n)], [pick(rng, few) for _ in range(m)]))
    return (*rows, ([], ["Ann"]), (["Ann", "Ann"], ["Ann", "Ben"]), (["Cleo"], ["Dan", "Eva"]))


@family("many-sets", weight=3, held_out=True)
def many_sets(rng: Rng) -> Draft:
    """Several lists: numbers in all, in any, in exactly one, in at least k of them; as list, size or check."""
    key, phrase, code, other, bad = pick(
        rng,
        (
            (
                "all",
                "numbers that occur in every list of $g",
                "set.intersection(*map(set, $g)) if $g else set()",
                "{$x for $x in $g[0] if all($x in $row for $row in $g)} if $g else set()",
                "{$x for $row in $g for $x in $row}",
            ),
            (
                "any",
                "numbers that occur in at least one list of $g",
                "set().union(*$g)",
                "{$x for $row in $g for $x in $row}",
                "set($g[0]) if $g else set()",
            ),
            (
                "one",
                "numbers that occur in exactly one list of $g",
                "{$x for $row in $g for $x in $row if sum($x in other for other in $g) == 1}",
                "{$x for $x, n in Counter($x for $row in $g for $x in set($row)).items() if n == 1}",
                "{$x for $row in $g for $x in $row if $row.count($x) == 1}",
            ),
            (
                "atleast",
                "numbers that occur in at least $n of the lists in $g",
                "{$x for $row in $g for $x in $row if sum($x in other for other in $g) >= $n}",
                "{$x for $x, n in Counter($x for $row in $g for $x in set($row)).items() if n >= $n}",
                "{$x for $row in $g for $x in $row if sum($x in other for other in $g) > $n}",
            ),
            (
                "notall",
                "numbers that occur in some but not in all lists of $g",
                "{$x for $row in $g for $x in $row if not all($x in other for other in $g)}",
                "set().union(*$g) - (set.intersection(*map(set, $g)) if $g else set())",
                "set().union(*$g)",
            ),
            (
                "onlyfirst",
                "numbers of the first list of $g that no later list has",
                "set($g[0]).difference(*$g[1:]) if $g else set()",
                "{$x for $x in $g[0] if not any($x in $row for $row in $g[1:])} if $g else set()",
                "set($g[0]) if $g else set()",
            ),
        ),
    )
    form, returns, end, said = pick(
        rng,
        (
            (
                "list",
                "list[int]",
                "sorted($out)",
                "Return a sorted list of the WHAT|Find the WHAT, in ascending order|List the WHAT, sorted",
            ),
            (
                "list",
                "list[int]",
                "sorted($out)",
                "Collect the WHAT and return them sorted|Return the WHAT from smallest to largest",
            ),
            ("size", "int", "len($out)", "Count the different WHAT|Return how many different WHAT there are"),
            ("exists", "bool", "bool($out)", "Check whether there are any WHAT|Return True if there are WHAT"),
        ),
    )
    card = """
combo: $key|$form
names: in_$key ${key}_lists numbers_in_$key shared_values across_lists
params: $g: list[list[int]]
pool: g = lists groups samples rows baskets
returns: $returns
plan: collect the $phrase; $step
do:
    $out = $code
    return $end
do:
    $out = $other
    return $end
bad:
    $out = $bad
    return $end
told: Several people each wrote a list of numbers, given in $g. $lead. A number that is repeated within one list
    counts only once
    for that list. With no lists at all there are no such numbers.
note: Repetitions inside one list do not matter
inputs: lists
"""
    if "Counter" in other:
        card += "import: from collections import Counter\n"
        other = other.replace(", n in", ", amount in").replace("if n ", "if amount ")
    if key == "atleast":
        card += "knob: n: int = 2..3; k n m quorum min_lists\n"
    what = said.replace("WHAT", phrase).split("|")
    card += "".join(f"said: {part}\nsaid: Given the lists $g, {part[0].lower()}{part[1:]}\n" for part in what)
    return deal(
        rng,
        card,
        {"lists": lists_of_lists},
        {
            "key": key,
            "form": form,
            "phrase": phrase,
            "returns": returns,
            "code": code,
            "other": other,
            "bad": bad,
            "end": end,
            "lead": what[0],
            "step": {"list": "sort them", "size": "count them", "exists": "check that there are some"}[form],
        },
    )


@family("set-classics", weight=3.6)
def set_classics(rng: Rng) -> Draft:
    """Similarity, missing numbers, repeats, letters in common, partitions, subsets."""
    return deal(
        rng, pick(rng, SETS), {"pair": words_pair, "gaps": range_gaps, "numbers": number_lists, "guests": guests}
    )
