"""Families over sets: real set parameters, three and more lists, letters, overlap measures, coverage."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.structures import Rows
from understudy_trainer.tasks.vocabulary.written_cards import deal


def some_set(rng: Rng, size: int, high: int = 9) -> set[int]:
    """Up to `size` numbers."""
    return {rng.randint(0, high) for _ in range(size)}


def two_sets(rng: Rng) -> Rows:
    """Two sets of small numbers each, equal, disjoint, empty ones among them."""
    rows: list[tuple[object, ...]] = [(some_set(rng, n), some_set(rng, m)) for n, m in ((4, 5), (5, 3), (3, 3), (2, 6))]
    one = some_set(rng, 4)
    return (*rows, (one, set(one)), ({1, 2}, {3}), ({1, 2, 3}, {2}), (set(), {5}))


@family("two-real-sets", weight=3)
def two_real_sets(rng: Rng) -> Draft:
    """Two sets as parameters: an operation, then the set, a sorted list, size, sum, largest or a check."""
    key, phrase, op, loop, near = pick(
        rng,
        (
            (
                "both",
                "elements that are in both $xs and $ys",
                "$xs & $ys",
                "{$x for $x in $xs if $x in $ys}",
                "$xs | $ys",
            ),
            ("any", "elements that are in $xs or in $ys or in both", "$xs | $ys", "{*$xs, *$ys}", "$xs & $ys"),
            (
                "first",
                "elements of $xs that are not in $ys",
                "$xs - $ys",
                "{$x for $x in $xs if $x not in $ys}",
                "$ys - $xs",
            ),
            (
                "second",
                "elements of $ys that are missing from $xs",
                "$ys - $xs",
                "{$x for $x in $ys if $x not in $xs}",
                "$xs - $ys",
            ),
            (
                "one",
                "elements that are in exactly one of $xs and $ys",
                "$xs ^ $ys",
                "{$x for $x in $xs | $ys if ($x in $xs) != ($x in $ys)}",
                "$xs | $ys",
            ),
        ),
    )
    form, returns, said, code, end, name = pick(
        rng,
        (
            (
                "set",
                "set[int]",
                "Return the set of WHAT|Find the WHAT and return them as a set|Give back a set with the WHAT",
                "return OP",
                "return OP",
                "set_of",
            ),
            (
                "list",
                "list[int]",
                "Return a sorted list of the WHAT|List the WHAT in ascending order|Find the WHAT and sort them",
                "return sorted(OP)",
                "return sorted(OP)",
                "sorted",
            ),
            (
                "desc",
                "list[int]",
                "Return the WHAT from largest to smallest|List the WHAT in descending order",
                "return sorted(OP, reverse=True)",
                "return sorted(OP)[::-1]",
                "descending",
            ),
            (
                "size",
                "int",
                "Count the WHAT|Return how many WHAT there are|Return the number of WHAT",
                "return len(OP)",
                "return sum(1 for _ in OP)",
                "count",
            ),
            (
                "sum",
                "int",
                "Return the sum of the WHAT|Add up the WHAT",
                "return sum(OP)",
                "$total = 0\nfor $v in OP:\n    $total += $v\nreturn $total",
                "sum",
            ),
            (
                "max",
                "int | None",
                "Return the largest of the WHAT, None if there are none|Find the maximum of the WHAT, or None",
                "return max(OP, default=None)",
                "$out = OP\nreturn max($out) if $out else None",
                "largest",
            ),
            (
                "none",
                "bool",
                "Check whether there are no WHAT|Return True if there are no WHAT, False otherwise",
                "return not OP",
                "return len(OP) == 0",
                "no",
            ),
        ),
    )
    short = f"({op})" if form == "none" else op
    names = {
        "both": "shared common intersection",
        "any": "union combined",
        "first": "only_first difference",
        "second": "only_second missing",
        "one": "in_one_only symmetric_difference",
    }[key]
    card = f"""
combo: $key|$form
names: {" ".join(f"{name}_{n}" for n in names.split())} {names} compare_sets
params: $xs: set[int], $ys: set[int]
pool: xs = a first left have old s1
pool: ys = b second right want new s2
returns: $returns
told: $xs and $ys are two sets of numbers. $lead.
plan: combine the two sets; $step
do: $code
do: $other
bad: $bad
inputs: sets
"""
    what = said.replace("WHAT", phrase).split("|")
    card += "".join(f"said: {part}\nsaid: Given two sets, {part[0].lower()}{part[1:]}\n" for part in what)
    return deal(
        rng,
        card,
        {"sets": two_sets},
        {
            "key": key,
            "form": form,
            "returns": returns,
            "code": code.replace("OP", short),
            "lead": what[0],
            "other": end.replace("OP", loop),
            "bad": code.replace("OP", f"({near})" if form == "none" else near),
            "step": {
                "set": "return the result",
                "list": "sort the result",
                "desc": "sort it in descending order",
                "size": "count the elements",
                "sum": "add them up",
                "max": "take the largest if there is one",
                "none": "check that it is empty",
            }[form],
        },
    )
