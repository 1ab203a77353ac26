"""Families over one list of ints: change each, split it in two, group it by a key."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.conditions import change, condition
from understudy_trainer.tasks.vocabulary.numbers import (
    ACCUMULATORS,
    INDEX_NAMES,
    LIST_NAMES,
    LOOP_NAMES,
    NOUNS,
    code,
    fname,
    list_param,
    lists,
    literal,
    one,
    singles,
)


@family("num-map-list")
def map_list(rng: Rng) -> Draft:
    """Change every number, or only those that qualify."""
    xs = one(rng, LIST_NAMES)
    v = one(rng, LOOP_NAMES, xs)
    acc = one(rng, ACCUMULATORS, xs, v)
    cond, todo, other = condition(rng), change(rng), literal(rng)
    np = cond.np(rng, pick(rng, NOUNS))
    kind = pick(rng, ("all", "some", "replace"))
    if kind == "all":
        what = todo.of(rng, f"{pick(rng, NOUNS)} of {xs}")
        summary = pick(
            rng,
            (
                f"Return {what}",
                f"Return a list with {what}",
                f"Compute {what}, in order",
                f"Build a new list with {what}",
            ),
        )
        expr, miss = todo.on(v), todo.miss(v)
        plan: tuple[str, ...] = (f"take each number of {xs}", todo.step, "return the new list")
    elif kind == "some":
        summary = pick(
            rng,
            (
                f"In {xs}, for each of the {np}, {todo.step}; keep the rest unchanged",
                f"Go through {xs} and, for each of the {np}, {todo.step}",
                f"Return a copy of {xs} in which the {np} are changed: for each, {todo.step}",
                f"Given {xs}, change only the {np}: for each of them, {todo.step}",
            ),
        )
        expr, miss = f"{todo.on(v)} if {cond.on(v)} else {v}", f"{todo.on(v)} if {cond.miss(v)} else {v}"
        plan = (
            f"take each number of {xs}",
            f"if it is one of the {np}, {todo.step}",
            "otherwise keep it",
            "return the new list",
        )
    else:
        summary = pick(
            rng,
            (
                f"Replace the {np} in {xs} with {other}",
                f"Return a copy of {xs} with the {np} replaced by {other}",
                f"Return {xs} with {other} in place of the {np}",
                f"Swap out the {np} in {xs} for {other}",
            ),
        )
        expr, miss = f"{other} if {cond.on(v)} else {v}", f"{v} if {cond.on(v)} else {other}"
        plan = (f"take each number of {xs}", f"use {other} instead of the {np}", "return the new list")
    first = f"return [{expr} for {v} in {xs}]"
    second = code(f"{acc} = []", f"for {v} in {xs}:", f"    {acc}.append({expr})", f"return {acc}")
    tag = todo.key if kind == "all" else f"{cond.key}|{todo.key if kind == 'some' else 'const'}"
    name = fname(
        rng,
        [xs],
        f"{todo.key} all",
        f"map {xs}",
        f"adjust {xs}",
        f"{kind}_{cond.key}",
        "convert_values",
        "update_values",
    )
    return Draft(
        name,
        list_param(xs),
        "list[int]",
        summary,
        plan,
        (first, second),
        singles(lists(rng, (*cond.edges, *todo.edges))),
        f"{kind}|{tag}",
        (f"return [{miss} for {v} in {xs}]",),
    )


@family("num-partition")
def partition(rng: Rng) -> Draft:
    """Split a list in two by a condition and return something about both halves."""
    xs = one(rng, LIST_NAMES)
    v, cond = one(rng, LOOP_NAMES, xs), condition(rng)
    yes, no = pick(
        rng, (("kept", "rest"), ("yes", "no"), ("passed", "failed"), ("left", "right"), ("matching", "others"))
    )
    np = cond.np(rng, pick(rng, NOUNS))
    kind, give, returns, what, end = pick(
        rng,
        (
            (
                "lists",
                f"return {yes}, {no}",
                "tuple[list[int], list[int]]",
                f"the {np} and the rest",
                "return both lists",
            ),
            (
                "counts",
                f"return len({yes}), len({no})",
                "tuple[int, int]",
                f"the count of the {np} and the count of the rest",
                "return both lengths",
            ),
            (
                "sums",
                f"return sum({yes}), sum({no})",
                "tuple[int, int]",
                f"the sum of the {np} and the sum of the rest",
                "return both sums",
            ),
            (
                "joined",
                f"return {yes} + {no}",
                "list[int]",
                f"the {np} followed by the rest",
                "return one after the other",
            ),
            (
                "diff",
                f"return sum({yes}) - sum({no})",
                "int",
                f"the sum of the {np} minus the sum of the rest",
                "return the difference of the sums",
            ),
            (
                "more",
                f"return len({yes}) > len({no})",
                "bool",
                f"whether the {np} outnumber the rest",
                "compare the lengths",
            ),
        ),
    )
    summary = pick(
        rng,
        (
            f"Split {xs} and return {what}",
            f"Return {what} for the list {xs}",
            f"Given {xs}, return {what}",
            f"Partition {xs} and return {what}",
        ),
    )
    first = code(
        f"{yes} = [{v} for {v} in {xs} if {cond.on(v)}]", f"{no} = [{v} for {v} in {xs} if {cond.off(v)}]", give
    )
    second = code(
        f"{yes} = []",
        f"{no} = []",
        f"for {v} in {xs}:",
        f"    if {cond.on(v)}:",
        f"        {yes}.append({v})",
        "    else:",
        f"        {no}.append({v})",
        give,
    )
    wrong = (
        second.replace(cond.on(v), cond.miss(v)),
        second.replace(f"{yes}.append", "TMP").replace(f"{no}.append", f"{yes}.append").replace("TMP", f"{no}.append"),
    )
    name = fname(
        rng, [xs], "partition", f"split {cond.key}", f"split {xs}", f"{kind} split", "separate", f"partition_{cond.key}"
    )
    plan = (f"collect the {np}", "collect the rest", end)
    return Draft(
        name,
        list_param(xs),
        returns,
        summary,
        plan,
        (second, first),
        singles(lists(rng, cond.edges)),
        f"{cond.key}|{kind}",
        wrong,
    )


@family("num-group-by")
def group_by(rng: Rng) -> Draft:
    """A dict from a key of each number to the count, sum or list of its numbers."""
    xs = one(rng, LIST_NAMES)
    v = one(rng, LOOP_NAMES, xs)
    d, i = rng.randint(2, 12), one(rng, INDEX_NAMES, xs, v)
    key, by, expr, typ = pick(
        rng,
        (
            ("mod", f"remainder modulo {d}", f"{v} % {d}", "int"),
            ("last", "last digit", f"abs({v}) % 10", "int"),
            ("tens", f"quotient by {d * 5} (rounded down)", f"{v} // {d * 5}", "int"),
            ("parity", "parity label ('even' or 'odd')", f"'even' if {v} % 2 == 0 else 'odd'", "str"),
            ("sign", f"label ('high' if above {d}, otherwise 'low')", f"'high' if {v} > {d} else 'low'", "str"),
            ("digits", "number of digits", f"len(str(abs({v})))", "int"),
            ("self", "value", v, "int"),
            ("abs", "absolute value", f"abs({v})", "int"),
        ),
    )
    out, k = (
        one(rng, ("groups", "out", "result", "table", "buckets", "found"), xs),
        one(rng, ("key", "k", "group", "bucket"), xs, v),
    )
    kind, put, other, val, what = pick(
        rng,
        (
            (
                "count",
                f"{out}[{k}] = {out}.get({k}, 0) + 1",
                f"{out}.setdefault({k}, 0)\n    {out}[{k}] += 1",
                "int",
                "how many numbers have it",
            ),
            (
                "sum",
                f"{out}[{k}] = {out}.get({k}, 0) + {v}",
                f"{out}.setdefault({k}, 0)\n    {out}[{k}] += {v}",
                "int",
                "the sum of the numbers that have it",
            ),
            (
                "list",
                f"{out}.setdefault({k}, []).append({v})",
                f"if {k} not in {out}:\n        {out}[{k}] = []\n    {out}[{k}].append({v})",
                "list[int]",
                "the list of numbers that have it",
            ),
            (
                "max",
                f"{out}[{k}] = max({v}, {out}.get({k}, {v}))",
                f"if {k} not in {out} or {v} > {out}[{k}]:\n        {out}[{k}] = {v}",
                "int",
                "the largest number that has it",
            ),
            (
                "first",
                f"{out}.setdefault({k}, {i})",
                f"if {k} not in {out}:\n        {out}[{k}] = {i}",
                "int",
                "the index of the first number that has it",
            ),
        ),
    )
    loop = f"for {i}, {v} in enumerate({xs}):" if kind == "first" else f"for {v} in {xs}:"
    summary = pick(
        rng,
        (
            f"Group the numbers in {xs} by {by} and map each group to {what}",
            f"Return a dict from each {by} occurring in {xs} to {what}",
            f"Build a dict that maps every {by} in {xs} to {what}",
            f"For the numbers in {xs}, map each {by} to {what}",
        ),
    )
    first = code(f"{out} = {{}}", loop, f"    {k} = {expr}", f"    {put}", f"return {out}")
    second = code(f"{out} = {{}}", loop, f"    {k} = {expr}", f"    {other}", f"return {out}")
    name = fname(rng, [xs], f"group by {key}", f"{kind} by {key}", f"{key} {kind}s", f"group {xs}", f"by_{key}")
    plan = ("start with an empty dict", f"compute the {by} of each number", f"record {what}", "return the dict")
    wrong = (
        first.replace(f"{out}.get({k}, 0) + 1", f"{out}.get({k}, 1)").replace("+ " + v, "- " + v),
        code(f"{out} = {{}}", loop, f"    {out}[{expr if key != 'parity' else v}] = {v}", f"return {out}"),
    )
    return Draft(
        name,
        list_param(xs),
        f"dict[{typ}, {val}]",
        summary,
        plan,
        (first, second),
        singles(lists(rng, (d,))),
        f"{key}|{kind}",
        wrong,
    )
