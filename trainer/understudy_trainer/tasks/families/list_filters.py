"""Family over one list of ints: keep some, then count, add, find or list them."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.conditions import condition
from understudy_trainer.tasks.vocabulary.numbers import (
    ACCUMULATORS,
    LIST_NAMES,
    LOOP_NAMES,
    NOUNS,
    clause,
    code,
    fname,
    list_param,
    lists,
    one,
    singles,
)


@family("num-filter-reduce")
def filter_reduce(rng: Rng) -> Draft:
    """Keep some numbers and count, add, find or list them."""
    xs = one(rng, LIST_NAMES)
    v = one(rng, LOOP_NAMES, xs)
    acc = one(rng, ACCUMULATORS, xs, v)
    cond = condition(rng)
    noun = pick(rng, NOUNS)
    np, where = cond.np(rng, noun), clause(rng, xs)
    gen = f"{v} for {v} in {xs} if {cond.on(v)}"
    loop = (f"for {v} in {xs}:", f"    if {cond.on(v)}:")
    kind, returns, summary, plan, first, second, notes = pick(
        rng,
        [
            (
                "count",
                "int",
                pick(
                    rng,
                    (
                        f"Count the {np} {where}",
                        f"Return the number of {np} {where}",
                        f"Count how many {np} there are in {xs}",
                        f"Return how many {np} are in {xs}",
                    ),
                ),
                ("test each number", "count those that pass"),
                f"return sum(1 for {v} in {xs} if {cond.on(v)})",
                code(f"{acc} = 0", *loop, f"        {acc} += 1", f"return {acc}"),
                (),
            ),
            (
                "sum",
                "int",
                pick(
                    rng,
                    (
                        f"Return the sum of the {np} {where}",
                        f"Add up the {np} {where}",
                        f"Compute the total of all {np} {where}",
                        f"Sum only the {np} {where}",
                    ),
                ),
                ("start with zero", f"add each of the {np}", "return the total"),
                code(f"{acc} = 0", *loop, f"        {acc} += {v}", f"return {acc}"),
                f"return sum({gen})",
                (),
            ),
            (
                "list",
                "list[int]",
                pick(
                    rng,
                    (
                        f"Return the {np} {where}",
                        f"Keep only the {np} {where}",
                        f"Return a new list with the {np} {where}",
                        f"Filter {xs} down to the {np}",
                    ),
                ),
                ("go through the list", f"keep the {np}", "return them in order"),
                f"return [{gen}]",
                code(f"{acc} = []", *loop, f"        {acc}.append({v})", f"return {acc}"),
                (),
            ),
            (
                "first",
                "int | None",
                pick(
                    rng,
                    (
                        f"Return the first of the {np} {where}",
                        f"Find the first of the {np} {where}",
                        f"Get the first of the {np} {where}, if any",
                        f"Look through {xs} and return the first of the {np}",
                    ),
                ),
                ("go through the list", "return the first number that passes the test", "return None otherwise"),
                code(*loop, f"        return {v}", "return None"),
                f"return next(({gen}), None)",
                ("Return None if there is none",),
            ),
            (
                "last",
                "int | None",
                pick(
                    rng,
                    (
                        f"Return the last of the {np} {where}",
                        f"Find the last of the {np} {where}",
                        f"Get the last of the {np} {where}, if any",
                        f"Look through {xs} from the end and return the first of the {np} met",
                    ),
                ),
                (
                    "go through the list backwards",
                    "return the first number that passes the test",
                    "return None otherwise",
                ),
                code(f"for {v} in reversed({xs}):", loop[1], f"        return {v}", "return None"),
                f"return next(({v} for {v} in reversed({xs}) if {cond.on(v)}), None)",
                ("Return None if there is none",),
            ),
            (
                "any",
                "bool",
                pick(
                    rng,
                    (
                        f"Check whether {xs} contains any {np}",
                        f"Return True if there are any {np} in {xs}",
                        f"Tell whether any {np} occur in {xs}",
                        f"Determine if {xs} has any {np}",
                    ),
                ),
                ("test each number", "return True as soon as one passes", "return False otherwise"),
                f"return any({cond.on(v)} for {v} in {xs})",
                code(*loop, "        return True", "return False"),
                (),
            ),
            (
                "all",
                "bool",
                pick(
                    rng,
                    (
                        f"Check whether {xs} contains only {np}",
                        f"Return True if all {noun} in {xs} are {np}",
                        f"Tell whether there are only {np} in {xs}",
                        f"Determine if every entry of {xs} is one of the {np}",
                    ),
                ),
                ("test each number", "return False as soon as one fails", "return True otherwise"),
                f"return all({cond.on(v)} for {v} in {xs})",
                code(f"for {v} in {xs}:", f"    if {cond.off(v)}:", "        return False", "return True"),
                (f"Return True if {xs} is empty",),
            ),
            (
                "indices",
                "list[int]",
                pick(
                    rng,
                    (
                        f"Return the indices of the {np} {where}",
                        f"List the positions of the {np} {where}",
                        f"Find the indexes at which the {np} stand in {xs}",
                        f"Return the positions where {xs} holds {np}",
                    ),
                ),
                ("enumerate the list", "keep the index of each number that passes the test"),
                f"return [i for i, {v} in enumerate({xs}) if {cond.on(v)}]",
                code(
                    f"{acc} = []",
                    f"for i, {v} in enumerate({xs}):",
                    loop[1],
                    f"        {acc}.append(i)",
                    f"return {acc}",
                ),
                (),
            ),
            (
                "drop",
                "list[int]",
                pick(
                    rng,
                    (
                        f"Remove the {np} from {xs}",
                        f"Return {xs} without the {np}",
                        f"Drop the {np} from {xs} and return the rest",
                        f"Return a copy of {xs} that leaves out the {np}",
                    ),
                ),
                ("go through the list", f"skip the {np}", "return the rest in order"),
                f"return [{v} for {v} in {xs} if {cond.off(v)}]",
                code(f"{acc} = []", *loop, "        continue", f"    {acc}.append({v})", f"return {acc}"),
                (),
            ),
            (
                "share",
                "float",
                pick(
                    rng,
                    (
                        f"Return the fraction of {noun} in {xs} that count as {np}",
                        f"Compute the share of {np} among all {noun} in {xs}",
                        f"Return what portion of {xs} consists of {np}",
                        f"Compute which fraction of {xs} is made of {np}",
                    ),
                ),
                ("return 0.0 for an empty list", f"count the {np}", "divide by the length"),
                code(f"if not {xs}:", "    return 0.0", f"return sum(1 for {v} in {xs} if {cond.on(v)}) / len({xs})"),
                code(f"{acc} = [{gen}]", f"return len({acc}) / len({xs}) if {xs} else 0.0"),
                (f"Return 0.0 if {xs} is empty",),
            ),
        ],
    )
    wrong = (
        first.replace(cond.on(v), cond.miss(v)),
        first.replace("return None", "return 0").replace(cond.on(v), f"{cond.off(v)}", 1),
    )
    name = fname(
        rng,
        [xs],
        f"{kind} {cond.key}",
        f"{cond.key} {kind}",
        f"{kind} matching",
        f"{kind}_{cond.key}_{noun}",
        f"{kind}_in_list",
        f"{kind} {noun}",
    )
    return Draft(
        name,
        list_param(xs),
        returns,
        summary,
        plan,
        (first, second),
        singles(lists(rng, cond.edges)),
        f"{cond.key}|{kind}",
        wrong,
        notes,
    )
