"""Family over two lists of ints: merged, compared, combined."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.recipes.recipe import Recipe, cook
from understudy_trainer.tasks.vocabulary.numbers import (
    LIST_NAMES,
    LOOP_NAMES,
    SECOND_NAMES,
    code,
    int_list,
    list_param,
    literal,
    one,
)


@family("num-two-lists")
def two_lists(rng: Rng) -> Draft:
    """Merge, compare or combine two lists."""
    xs = one(rng, LIST_NAMES)
    ys = one(rng, SECOND_NAMES, xs)
    v, k = one(rng, LOOP_NAMES, xs, ys), literal(rng)
    a, b = ("p", "q") if rng.random() < 0.5 else ("m", "w")
    op, opsaid = pick(
        rng,
        (
            (f"{a} * {b}", "products"),
            (f"{a} + {b}", "sums"),
            (f"{a} - {b}", "differences"),
            (f"abs({a} - {b})", "absolute differences"),
            (f"max({a}, {b})", "larger values"),
            (f"min({a}, {b})", "smaller values"),
        ),
    )
    zipped = f"for {a}, {b} in zip({xs}, {ys})"
    tag = opsaid.split()[0]
    table = [
        Recipe(
            f"list|{tag}",
            (
                f"Return the {opsaid} of the numbers at equal positions of {xs} and {ys}",
                f"Combine {xs} and {ys} position by position into a list of {opsaid}",
                f"List the pairwise {opsaid} of {xs} and {ys}",
                f"Compute the elementwise {opsaid} of {xs} and {ys}",
            ),
            (f"pairwise_{tag}", f"combine_{tag}", f"zip_{tag}", "elementwise"),
            ("pair the lists up", f"take the {opsaid}"),
            (f"return [{op} {zipped}]", code("out = []", f"{zipped}:", f"    out.append({op})", "return out")),
            (f"return [{op} for {a} in {xs} for {b} in {ys}]",),
            ("Stop at the end of the shorter list",),
            "list[int]",
        ),
        Recipe(
            f"sum|{tag}",
            (
                f"Return the sum of the {opsaid} of the numbers at equal positions of {xs} and {ys}",
                f"Add up the pairwise {opsaid} of {xs} and {ys}",
                f"Compute the total of the elementwise {opsaid} of {xs} and {ys}",
            ),
            (f"sum_{tag}", "dot" if "*" in op else f"total_{tag}", f"{tag}_sum"),
            ("pair the lists up", f"take the {opsaid}", "add them up"),
            (
                f"return sum({op} {zipped})",
                code("total_sum = 0", f"{zipped}:", f"    total_sum += {op}", "return total_sum"),
            ),
            (f"return sum({op} for {a} in {xs} for {b} in {ys})",),
            ("Ignore what the longer list has in excess",),
            "int",
        ),
        Recipe(
            "common",
            (
                f"Return the numbers of {xs} that also occur in {ys}",
                f"List the elements common to {xs} and {ys}, in the order of {xs}",
                f"Keep those numbers of {xs} that are in {ys}",
            ),
            ("common", "shared", "intersection", "in_both"),
            (f"go through {xs}", f"keep what is in {ys}"),
            (
                f"return [{v} for {v} in {xs} if {v} in {ys}]",
                code("out = []", f"for {v} in {xs}:", f"    if {v} in {ys}:", f"        out.append({v})", "return out"),
            ),
            (f"return [{v} for {v} in {ys} if {v} in {xs}]", f"return [{v} for {v} in {xs} if {v} not in {ys}]"),
            (),
            "list[int]",
        ),
        Recipe(
            "missing",
            (
                f"Return the numbers of {xs} that do not occur in {ys}",
                f"List what is in {xs} but not in {ys}",
                f"Remove from {xs} every number that {ys} contains",
            ),
            ("missing", "difference", "without", "only_in_first"),
            (f"go through {xs}", f"skip what is in {ys}"),
            (
                f"return [{v} for {v} in {xs} if {v} not in {ys}]",
                code(
                    "out = []",
                    f"for {v} in {xs}:",
                    f"    if {v} not in {ys}:",
                    f"        out.append({v})",
                    "return out",
                ),
            ),
            (f"return [{v} for {v} in {ys} if {v} not in {xs}]",),
            (),
            "list[int]",
        ),
        Recipe(
            "union",
            (
                f"Return the distinct numbers of {xs} and {ys} together, sorted",
                f"Merge {xs} and {ys} into one sorted list without duplicates",
                f"Compute the sorted union of {xs} and {ys}",
            ),
            ("union", "merge_unique", "all_distinct"),
            ("join both lists", "remove duplicates", "sort"),
            (f"return sorted(set({xs}) | set({ys}))", f"return sorted(set({xs} + {ys}))"),
            (f"return sorted({xs} + {ys})",),
            (),
            "list[int]",
        ),
        Recipe(
            "xor",
            (
                f"Return the sorted numbers that occur in exactly one of {xs} and {ys}",
                f"List, in ascending order, what is in only one of the lists {xs} and {ys}",
                f"Compute the sorted symmetric difference of {xs} and {ys}",
            ),
            ("in_one", "exclusive", "symmetric_difference"),
            ("take the elements in one list but not both", "sort them"),
            (
                f"return sorted(set({xs}) ^ set({ys}))",
                f"return sorted((set({xs}) | set({ys})) - (set({xs}) & set({ys})))",
            ),
            (f"return sorted(set({xs}) - set({ys}))",),
            (),
            "list[int]",
        ),
        Recipe(
            "interleave",
            (
                f"Interleave {xs} and {ys}, starting with {xs}",
                f"Return a list that alternates between {xs} and {ys}",
                f"Weave {xs} and {ys} together: first of {xs}, first of {ys}, and so on",
            ),
            ("interleave", "alternate", "weave"),
            ("pair the lists up", "put both numbers of each pair in the list"),
            (
                code("out = []", f"{zipped}:", f"    out.extend([{a}, {b}])", "return out"),
                f"return [{v} for pair in zip({xs}, {ys}) for {v} in pair]",
            ),
            (f"return {xs} + {ys}",),
            ("Stop at the end of the shorter list",),
            "list[int]",
        ),
        Recipe(
            "merge",
            (
                f"Merge the sorted lists {xs} and {ys} into one sorted list",
                f"Given two ascending lists {xs} and {ys}, return all their numbers in ascending order",
                f"Combine {xs} and {ys}, both sorted, into a single sorted list",
            ),
            ("merge", "merge_sorted", "merge_lists"),
            ("compare the front elements", "take the smaller", "append what is left"),
            (
                code(
                    "out = []",
                    "i = j = 0",
                    f"while i < len({xs}) and j < len({ys}):",
                    f"    if {xs}[i] <= {ys}[j]:",
                    f"        out.append({xs}[i])",
                    "        i += 1",
                    "    else:",
                    f"        out.append({ys}[j])",
                    "        j += 1",
                    f"return out + {xs}[i:] + {ys}[j:]",
                ),
                f"return sorted({xs} + {ys})",
            ),
            (f"return {xs} + {ys}",),
            (),
            "list[int]",
            (
                ([1, 3, 5], [2, 4]),
                ([], [1, 2]),
                ([7], []),
                ([1, 1, 4], [1, 9]),
                (sorted(int_list(rng, 4)), sorted(int_list(rng, 3))),
            ),
        ),
        Recipe(
            "count",
            (
                f"Count the positions at which {xs} exceeds {ys} by more than {k}",
                f"Return how often a number in {xs} is more than {k} larger than its counterpart in {ys}",
                f"Return the number of positions where {xs} minus {ys} is greater than {k}",
            ),
            ("count_exceeding", "count_larger", "wins"),
            ("pair the lists up", "count the pairs with a big enough difference"),
            (
                f"return sum(1 {zipped} if {a} - {b} > {k})",
                code(
                    "found_count = 0",
                    f"{zipped}:",
                    f"    if {a} > {b} + {k}:",
                    "        found_count += 1",
                    "return found_count",
                ),
            ),
            (f"return sum(1 {zipped} if {b} - {a} > {k})",),
            (),
            "int",
            (
                ([k + 1, 0], [0, 0]),
                ([k, 5], [0, 0]),
                ([], []),
                ([1, 2, 3 + 2 * k], [1, 2, 3]),
                ([9, k * 2], [1, 1]),
                ([0], [k + 5]),
            ),
        ),
        Recipe(
            "same",
            (
                f"Count the positions at which {xs} and {ys} hold the same number",
                f"Return how many positions of {xs} and {ys} agree",
                f"Return the number of matching positions in {xs} and {ys}",
            ),
            ("matches", "count_same", "agreements"),
            ("pair the lists up", "count equal pairs"),
            (
                f"return sum(1 {zipped} if {a} == {b})",
                code(
                    "found_count = 0",
                    f"{zipped}:",
                    f"    if {a} == {b}:",
                    "        found_count += 1",
                    "return found_count",
                ),
            ),
            (f"return len(set({xs}) & set({ys}))", f"return sum(1 {zipped} if {a} != {b})"),
            (),
            "int",
            (([1, 2, 3], [1, 5, 3]), ([], [4]), ([2, 2], [2, 2]), ([1, 2], [2, 1]), ([7], [7, 8])),
        ),
        Recipe(
            "subset",
            (
                f"Check whether every number in {xs} also occurs in {ys}",
                f"Return True if {ys} contains all numbers of {xs}",
                f"Tell whether {xs} is a subset of {ys}",
            ),
            ("is_subset", "contains_all", "covered"),
            ("test each number for membership",),
            (f"return all({v} in {ys} for {v} in {xs})", f"return set({xs}) <= set({ys})"),
            (f"return any({v} in {ys} for {v} in {xs})",),
            (),
            "bool",
            (([1], [1, 2]), ([], [3]), ([1, 4], [1, 2]), ([5, 5], [5]), ([2], [])),
        ),
    ]
    base = int_list(rng, 5, -5, 9)
    inputs: tuple[tuple[object, ...], ...] = (
        (base, [base[1], *int_list(rng, 3, -5, 9), base[3]]),
        ([], [1, 2]),
        ([3], [3]),
        (int_list(rng, 3, 0, 5), int_list(rng, 4, 0, 5)),
        ([1, 2, 2, 5], [2, 7]),
        ([4, 4], []),
    )
    often = table[:2]
    if tag == "absolute":
        del table[0], often[0]
    return cook(rng, pick(rng, table + often * 3), (*list_param(xs), *list_param(ys)), inputs)
