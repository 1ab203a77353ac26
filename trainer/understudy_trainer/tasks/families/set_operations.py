"""Family over what two lists share and how they differ."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import distinct, params, returning, settled


@family("set-operations")
def set_operations(rng: Rng) -> Draft:
    """What two lists share, differ in, or how they contain each other."""
    strings = rng.random() < 0.3
    a, b, x = distinct(
        rng, ("a", "first", "xs", "left", "nums1"), ("b", "second", "ys", "right", "nums2"), ("x", "item", "e", "v")
    )
    noun = pick(rng, ("values", "elements", "items"))
    ops = (
        (
            "both",
            f"the {noun} that {a} and {b} have in common",
            f"set({a}) & set({b})",
            f"{x} for {x} in set({a}) if {x} in {b}",
            f"set({a}) | set({b})",
        ),
        (
            "either",
            f"the {noun} that occur in {a} or {b}",
            f"set({a}) | set({b})",
            f"{x} for {x} in set({a} + {b})",
            f"set({a}) & set({b})",
        ),
        (
            "onlyfirst",
            f"the {noun} of {a} that are not in {b}",
            f"set({a}) - set({b})",
            f"{x} for {x} in set({a}) if {x} not in {b}",
            f"set({b}) - set({a})",
        ),
        (
            "onlyone",
            f"the {noun} that occur in exactly one of {a} and {b}",
            f"set({a}) ^ set({b})",
            f"{x} for {x} in set({a} + {b}) if ({x} in {a}) != ({x} in {b})",
            f"set({a}) | set({b})",
        ),
    )
    key, phrase, op, gen, wrong = pick(rng, ops)
    form = pick(rng, ("sorted", "sorted", "count", "desc", "bool", "order"))
    typ = "str" if strings else "int"
    if form == "bool":
        key, fact, code, other, wrong = pick(
            rng,
            (
                (
                    "subset",
                    f"every element of {a} is also in {b}",
                    f"set({a}) <= set({b})",
                    f"all({x} in {b} for {x} in {a})",
                    f"set({b}) <= set({a})",
                ),
                (
                    "disjoint",
                    f"{a} and {b} have no element in common",
                    f"not set({a}) & set({b})",
                    f"all({x} not in {b} for {x} in {a})",
                    f"bool(set({a}) & set({b}))",
                ),
                (
                    "same",
                    f"{a} and {b} contain the same elements, ignoring order and repetition",
                    f"set({a}) == set({b})",
                    f"all({x} in {b} for {x} in {a}) and all({x} in {a} for {x} in {b})",
                    f"{a} == {b}",
                ),
                (
                    "share",
                    f"{a} and {b} share at least one element",
                    f"any({x} in {b} for {x} in {a})",
                    f"bool(set({a}) & set({b}))",
                    f"all({x} in {b} for {x} in {a})",
                ),
            ),
        )
        summary, returns, codes, plan = (
            pick(
                rng,
                (f"Check whether {fact}", f"Return True if {fact}", f"Tell whether {fact}", f"Return whether {fact}"),
            ),
            "bool",
            [code, other],
            ["compare the two as sets"],
        )
    elif form == "count":
        summary, returns, codes, plan = (
            returning(rng, f"the number of different {phrase.removeprefix('the ')}"),
            "int",
            [f"len({op})", f"sum(1 {gen[len(x) + 1 :]})"],
            ["combine the two as sets", "count the elements"],
        )
        wrong = f"len({wrong})"
    elif form == "order" and key in ("both", "onlyfirst"):
        inside = "in" if key == "both" else "not in"
        summary, returns = returning(rng, f"{phrase}, in the order of {a}, without repetition"), f"list[{typ}]"
        codes = [
            "result = []\n"
            f"for {x} in {a}:\n"
            f"    if {x} {inside} {b} and {x} not in result:\n"
            f"        result.append({x})\n"
            "return result",
            f"[{x} for {x} in dict.fromkeys({a}) if {x} {inside} {b}]",
        ]
        wrong, plan = (
            f"[{x} for {x} in {a} if {x} {inside} {b}]",
            ["go over the first list", f"keep what is {inside} the second and not yet kept"],
        )
    else:
        form = "sorted" if form == "order" else form
        rev = ", reverse=True" if form == "desc" else ""
        summary, returns = (
            returning(
                rng,
                f"{phrase}, "
                f"{'without repetition, ' if rng.random() < 0.5 else ''}sorted{' in descending order' if rev else ''}",
            ),
            f"list[{typ}]",
        )
        codes = [f"sorted({op}{rev})", f"sorted([{gen}]{rev})" if rev else f"sorted({gen})"]
        wrong, plan = (
            f"sorted({wrong}{rev})",
            ["combine the two as sets", f"sort the result{' in descending order' if rev else ''}"],
        )
    pool: list[object] = (
        list(rng.sample(("red", "blue", "sun", "moon", "cat", "dog", "tea", "fox"), 6))
        if strings
        else list(rng.sample(range(-5, 20), 6))
    )
    cases = [
        ([pick(rng, pool) for _ in range(rng.randint(2, 5))], [pick(rng, pool) for _ in range(rng.randint(2, 5))])
        for _ in range(3)
    ]
    inputs = (*cases, ([], pool[:2]), (pool[:3], pool[:2]), (pool[:2], pool[2:4]), (pool[:2], pool[1::-1] + pool[:1]))
    ps = params((a, f"list[{typ}]"), (b, f"list[{typ}]"))
    names = {
        "both": ("common", "intersection", "shared_items"),
        "either": ("union", "all_items", "combine_unique"),
        "onlyfirst": ("difference", "missing_from_second", "without"),
        "onlyone": ("symmetric_difference", "exclusive_items"),
    }
    return settled(
        rng,
        names.get(key, (f"is_{key}" if key != "share" else "have_common", f"{key}_check")),
        ps,
        returns,
        summary,
        plan,
        codes,
        inputs,
        f"{key}|{form}|{strings}",
        (wrong,),
    )
