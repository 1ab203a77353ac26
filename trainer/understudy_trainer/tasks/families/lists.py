"""Families over one list of ints: keep, change, reduce; count; positions; partition; sort by a key; group."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.families.num_words import (
    ACCUMULATORS,
    INDEX_NAMES,
    LIST_NAMES,
    LOOP_NAMES,
    NOUNS,
    change,
    clause,
    code,
    condition,
    fname,
    lists,
    literal,
    one,
    singles,
)


def _list_param(name: str) -> tuple[Param, ...]:
    return (Param(name, "list[int]"),)


@family("num-filter-transform-reduce")
def filter_transform_reduce(rng: Rng) -> Draft:
    """Keep some numbers, change each, and reduce them."""
    xs = one(rng, LIST_NAMES)
    v = one(rng, LOOP_NAMES, xs)
    acc = one(rng, ACCUMULATORS, xs, v)
    cond, todo = condition(rng), change(rng)
    noun = pick(rng, NOUNS)
    what = todo.of(rng, f"{cond.np(rng, noun)} {clause(rng, xs)}")
    gen = f"{todo.on(v)} for {v} in {xs} if {cond.on(v)}"
    miss = f"{todo.on(v)} for {v} in {xs} if {cond.miss(v)}"
    miss2 = f"{todo.miss(v)} for {v} in {xs} if {cond.on(v)}"
    loop = (f"for {v} in {xs}:", f"    if {cond.on(v)}:")
    steps = [f"go through {xs}", f"keep the {cond.np(rng, noun)}", f"for each kept number {todo.step}"]
    how = pick(rng, ("list", "sum", "sum", "max", "min", "product", "distinct", "sorted", "average", "tuple"))
    notes: tuple[str, ...] = ()
    returns = "int"
    if how in ("list", "tuple"):
        returns = "list[int]" if how == "list" else "tuple[int, ...]"
        summary = pick(rng, (f"Return a {how} with {what}", f"Build a {how} of {what}", f"Collect {what} into a {how}", f"Given {xs}, return {what} as a {how}"))
        made = f"return [{gen}]" if how == "list" else f"return tuple({gen})"
        end = f"return {acc}" if how == "list" else f"return tuple({acc})"
        second = code(f"{acc} = []", *loop, f"        {acc}.append({todo.on(v)})", end)
        wrong = tuple(made.replace(gen, m) for m in (miss, miss2))
        steps.append(f"return them as a {how}")
    elif how == "sorted":
        down = rng.random() < 0.4
        order = "descending" if down else "ascending"
        how += "-desc" if down else ""
        returns = "list[int]"
        summary = pick(rng, (f"Return {what}, sorted in {order} order", f"Collect {what} and sort them in {order} order", f"Give {what} in {order} order", f"Sort {what} in {order} order"))
        made = f"return sorted({f'({gen})' if down else gen}{', reverse=True' if down else ''})"
        second = code(f"{acc} = [{gen}]", f"{acc}.sort({'reverse=True' if down else ''})", f"return {acc}")
        wrong = (f"return [{gen}]", made.replace(gen, miss))
        steps.append(f"sort them in {order} order")
    elif how in ("sum", "product", "distinct"):
        summary = {
            "sum": pick(rng, (f"Return the sum of {what}", f"Add up {what}", f"Compute the total of {what}", f"Given {xs}, sum {what}")),
            "product": pick(rng, (f"Return the product of {what}", f"Multiply together {what}", f"Compute the product of {what}", f"Given {xs}, multiply {what} together")),
            "distinct": pick(rng, (f"Count the distinct results among {what}", f"Return how many different results {what} give", f"Return the number of distinct results among {what}", f"Count how many different results there are among {what}")),
        }[how]
        grow = {"sum": f"{acc} += {todo.on(v)}", "product": f"{acc} *= {todo.on(v)}", "distinct": f"{acc}.add({todo.on(v)})"}[how]
        start = {"sum": "0", "product": "1", "distinct": "set()"}[how]
        second = code(f"{acc} = {start}", *loop, f"        {grow}", f"return len({acc})" if how == "distinct" else f"return {acc}")
        made = {"sum": f"return sum({gen})", "product": second, "distinct": f"return len({{{gen}}})"}[how]
        second = second if how != "product" else code(f"{acc} = 1", f"for {v} in [{gen}]:", f"    {acc} *= {v}", f"return {acc}")
        wrong = (made.replace(cond.on(v), cond.miss(v)), made.replace(todo.on(v), todo.miss(v)))
        steps.append({"sum": "add the results up", "product": "multiply the results together", "distinct": "count the distinct results"}[how])
        if how == "product":
            notes = (f"Return 1 if nothing in {xs} qualifies",)
    elif how == "average":
        returns = "float"
        summary = pick(rng, (f"Return the average of {what}", f"Compute the mean of {what}", f"Average {what}", f"Given {xs}, compute the mean of {what}"))
        made = code(f"{acc} = [{gen}]", f"if not {acc}:", "    return 0.0", f"return sum({acc}) / len({acc})")
        second = code(f"{acc} = [{gen}]", f"return sum({acc}) / len({acc}) if {acc} else 0.0")
        wrong = (made.replace(f"/ len({acc})", f"// len({acc})"), made.replace(gen, miss))
        notes = ("Return 0.0 if there are none",)
        steps.append("divide their sum by their count, or return 0.0")
    else:
        word = {"max": pick(rng, ("largest", "maximum", "biggest")), "min": pick(rng, ("smallest", "minimum", "least"))}[how]
        returns = "int | None"
        summary = pick(rng, (f"Return the {word} of {what}", f"Find the {word} among {what}", f"Get the {word} value among {what}", f"Compute the {word} of {what}"))
        made = f"return {how}(({gen}), default=None)"
        second = code(f"{acc} = [{gen}]", f"return {how}({acc}) if {acc} else None")
        wrong = (made.replace(how, "min" if how == "max" else "max", 1), made.replace(gen, miss))
        notes = ("Return None if there are none",)
        steps.append(f"return the {word}, or None if there are none")
    key, kind = cond.key, todo.key
    name = fname(rng, [xs], f"{how} {kind}".replace("-", "_"), f"{kind} {key}", f"{key} {how}", f"{how} of {key}", f"process {xs}", "select and combine", "transform")
    return Draft(name, _list_param(xs), returns, summary, tuple(steps), (made, second), singles(lists(rng, (*cond.edges, *todo.edges))), f"{key}|{kind}|{how}", wrong, notes)


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
            ("count", "int", pick(rng, (f"Count the {np} {where}", f"Return the number of {np} {where}", f"Count how many {np} there are in {xs}", f"Return how many {np} are in {xs}")),
             ("test each number", "count those that pass"), f"return sum(1 for {v} in {xs} if {cond.on(v)})", code(f"{acc} = 0", *loop, f"        {acc} += 1", f"return {acc}"), ()),
            ("sum", "int", pick(rng, (f"Return the sum of the {np} {where}", f"Add up the {np} {where}", f"Compute the total of all {np} {where}", f"Sum only the {np} {where}")),
             ("start with zero", f"add each of the {np}", "return the total"), code(f"{acc} = 0", *loop, f"        {acc} += {v}", f"return {acc}"), f"return sum({gen})", ()),
            ("list", "list[int]", pick(rng, (f"Return the {np} {where}", f"Keep only the {np} {where}", f"Return a new list with the {np} {where}", f"Filter {xs} down to the {np}")),
             ("go through the list", f"keep the {np}", "return them in order"), f"return [{gen}]", code(f"{acc} = []", *loop, f"        {acc}.append({v})", f"return {acc}"), ()),
            ("first", "int | None", pick(rng, (f"Return the first of the {np} {where}", f"Find the first of the {np} {where}", f"Get the first of the {np} {where}, if any", f"Look through {xs} and return the first of the {np}")),
             ("go through the list", "return the first number that passes the test", "return None otherwise"), code(*loop, f"        return {v}", "return None"), f"return next(({gen}), None)", ("Return None if there is none",)),
            ("last", "int | None", pick(rng, (f"Return the last of the {np} {where}", f"Find the last of the {np} {where}", f"Get the last of the {np} {where}, if any", f"Look through {xs} from the end and return the first of the {np} met")),
             ("go through the list backwards", "return the first number that passes the test", "return None otherwise"), code(f"for {v} in reversed({xs}):", loop[1], f"        return {v}", "return None"), f"return next(({v} for {v} in reversed({xs}) if {cond.on(v)}), None)", ("Return None if there is none",)),
            ("any", "bool", pick(rng, (f"Check whether {xs} contains any {np}", f"Return True if there are any {np} in {xs}", f"Tell whether any {np} occur in {xs}", f"Determine if {xs} has any {np}")),
             ("test each number", "return True as soon as one passes", "return False otherwise"), f"return any({cond.on(v)} for {v} in {xs})", code(*loop, "        return True", "return False"), ()),
            ("all", "bool", pick(rng, (f"Check whether {xs} contains only {np}", f"Return True if all {noun} in {xs} are {np}", f"Tell whether there are only {np} in {xs}", f"Determine if every entry of {xs} is one of the {np}")),
             ("test each number", "return False as soon as one fails", "return True otherwise"), f"return all({cond.on(v)} for {v} in {xs})", code(f"for {v} in {xs}:", f"    if {cond.off(v)}:", "        return False", "return True"), (f"Return True if {xs} is empty",)),
            ("indices", "list[int]", pick(rng, (f"Return the indices of the {np} {where}", f"List the positions of the {np} {where}", f"Find the indexes at which the {np} stand in {xs}", f"Return the positions where {xs} holds {np}")),
             ("enumerate the list", "keep the index of each number that passes the test"), f"return [i for i, {v} in enumerate({xs}) if {cond.on(v)}]", code(f"{acc} = []", f"for i, {v} in enumerate({xs}):", loop[1], f"        {acc}.append(i)", f"return {acc}"), ()),
            ("drop", "list[int]", pick(rng, (f"Remove the {np} from {xs}", f"Return {xs} without the {np}", f"Drop the {np} from {xs} and return the rest", f"Return a copy of {xs} that leaves out the {np}")),
             ("go through the list", f"skip the {np}", "return the rest in order"), f"return [{v} for {v} in {xs} if {cond.off(v)}]", code(f"{acc} = []", *loop, "        continue", f"    {acc}.append({v})", f"return {acc}"), ()),
            ("share", "float", pick(rng, (f"Return the fraction of {noun} in {xs} that count as {np}", f"Compute the share of {np} among all {noun} in {xs}", f"Return what portion of {xs} consists of {np}", f"Compute which fraction of {xs} is made of {np}")),
             ("return 0.0 for an empty list", f"count the {np}", "divide by the length"), code(f"if not {xs}:", "    return 0.0", f"return sum(1 for {v} in {xs} if {cond.on(v)}) / len({xs})"), code(f"{acc} = [{gen}]", f"return len({acc}) / len({xs}) if {xs} else 0.0"), (f"Return 0.0 if {xs} is empty",)),
        ],
    )
    wrong = (first.replace(cond.on(v), cond.miss(v)), first.replace("return None", "return 0").replace(cond.on(v), f"{cond.off(v)}", 1))
    name = fname(rng, [xs], f"{kind} {cond.key}", f"{cond.key} {kind}", f"{kind} matching", f"{kind}_{cond.key}_{noun}", f"{kind}_in_list", f"{kind} {noun}")
    return Draft(name, _list_param(xs), returns, summary, plan, (first, second), singles(lists(rng, cond.edges)), f"{cond.key}|{kind}", wrong, notes)


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
        summary = pick(rng, (f"Return {what}", f"Return a list with {what}", f"Compute {what}, in order", f"Build a new list with {what}"))
        expr, miss = todo.on(v), todo.miss(v)
        plan: tuple[str, ...] = (f"take each number of {xs}", todo.step, "return the new list")
    elif kind == "some":
        summary = pick(rng, (f"In {xs}, for each of the {np}, {todo.step}; keep the rest unchanged", f"Go through {xs} and, for each of the {np}, {todo.step}", f"Return a copy of {xs} in which the {np} are changed: for each, {todo.step}", f"Given {xs}, change only the {np}: for each of them, {todo.step}"))
        expr, miss = f"{todo.on(v)} if {cond.on(v)} else {v}", f"{todo.on(v)} if {cond.miss(v)} else {v}"
        plan = (f"take each number of {xs}", f"if it is one of the {np}, {todo.step}", "otherwise keep it", "return the new list")
    else:
        summary = pick(rng, (f"Replace the {np} in {xs} with {other}", f"Return a copy of {xs} with the {np} replaced by {other}", f"Return {xs} with {other} in place of the {np}", f"Swap out the {np} in {xs} for {other}"))
        expr, miss = f"{other} if {cond.on(v)} else {v}", f"{v} if {cond.on(v)} else {other}"
        plan = (f"take each number of {xs}", f"use {other} instead of the {np}", "return the new list")
    first = f"return [{expr} for {v} in {xs}]"
    second = code(f"{acc} = []", f"for {v} in {xs}:", f"    {acc}.append({expr})", f"return {acc}")
    tag = todo.key if kind == "all" else f"{cond.key}|{todo.key if kind == 'some' else 'const'}"
    name = fname(rng, [xs], f"{todo.key} all", f"map {xs}", f"adjust {xs}", f"{kind}_{cond.key}", "convert_values", "update_values")
    return Draft(name, _list_param(xs), "list[int]", summary, plan, (first, second), singles(lists(rng, (*cond.edges, *todo.edges))), f"{kind}|{tag}", (f"return [{miss} for {v} in {xs}]",))


@family("num-partition")
def partition(rng: Rng) -> Draft:
    """Split a list in two by a condition and return something about both halves."""
    xs = one(rng, LIST_NAMES)
    v, cond = one(rng, LOOP_NAMES, xs), condition(rng)
    yes, no = pick(rng, (("kept", "rest"), ("yes", "no"), ("passed", "failed"), ("left", "right"), ("matching", "others")))
    np = cond.np(rng, pick(rng, NOUNS))
    kind, give, returns, what, end = pick(
        rng,
        (
            ("lists", f"return {yes}, {no}", "tuple[list[int], list[int]]", f"the {np} and the rest", "return both lists"),
            ("counts", f"return len({yes}), len({no})", "tuple[int, int]", f"the count of the {np} and the count of the rest", "return both lengths"),
            ("sums", f"return sum({yes}), sum({no})", "tuple[int, int]", f"the sum of the {np} and the sum of the rest", "return both sums"),
            ("joined", f"return {yes} + {no}", "list[int]", f"the {np} followed by the rest", "return one after the other"),
            ("diff", f"return sum({yes}) - sum({no})", "int", f"the sum of the {np} minus the sum of the rest", "return the difference of the sums"),
            ("more", f"return len({yes}) > len({no})", "bool", f"whether the {np} outnumber the rest", "compare the lengths"),
        ),
    )
    summary = pick(rng, (f"Split {xs} and return {what}", f"Return {what} for the list {xs}", f"Given {xs}, return {what}", f"Partition {xs} and return {what}"))
    first = code(f"{yes} = [{v} for {v} in {xs} if {cond.on(v)}]", f"{no} = [{v} for {v} in {xs} if {cond.off(v)}]", give)
    second = code(f"{yes} = []", f"{no} = []", f"for {v} in {xs}:", f"    if {cond.on(v)}:", f"        {yes}.append({v})", "    else:", f"        {no}.append({v})", give)
    wrong = (second.replace(cond.on(v), cond.miss(v)), second.replace(f"{yes}.append", "TMP").replace(f"{no}.append", f"{yes}.append").replace("TMP", f"{no}.append"))
    name = fname(rng, [xs], "partition", f"split {cond.key}", f"split {xs}", f"{kind} split", "separate", f"partition_{cond.key}")
    plan = (f"collect the {np}", "collect the rest", end)
    return Draft(name, _list_param(xs), returns, summary, plan, (second, first), singles(lists(rng, cond.edges)), f"{cond.key}|{kind}", wrong)


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
    out, k = one(rng, ("groups", "out", "result", "table", "buckets", "found"), xs), one(rng, ("key", "k", "group", "bucket"), xs, v)
    kind, put, other, val, what = pick(
        rng,
        (
            ("count", f"{out}[{k}] = {out}.get({k}, 0) + 1", f"{out}.setdefault({k}, 0)\n    {out}[{k}] += 1", "int", "how many numbers have it"),
            ("sum", f"{out}[{k}] = {out}.get({k}, 0) + {v}", f"{out}.setdefault({k}, 0)\n    {out}[{k}] += {v}", "int", "the sum of the numbers that have it"),
            ("list", f"{out}.setdefault({k}, []).append({v})", f"if {k} not in {out}:\n        {out}[{k}] = []\n    {out}[{k}].append({v})", "list[int]", "the list of numbers that have it"),
            ("max", f"{out}[{k}] = max({v}, {out}.get({k}, {v}))", f"if {k} not in {out} or {v} > {out}[{k}]:\n        {out}[{k}] = {v}", "int", "the largest number that has it"),
            ("first", f"{out}.setdefault({k}, {i})", f"if {k} not in {out}:\n        {out}[{k}] = {i}", "int", "the index of the first number that has it"),
        ),
    )
    loop = f"for {i}, {v} in enumerate({xs}):" if kind == "first" else f"for {v} in {xs}:"
    summary = pick(rng, (f"Group the numbers in {xs} by {by} and map each group to {what}", f"Return a dict from each {by} occurring in {xs} to {what}", f"Build a dict that maps every {by} in {xs} to {what}", f"For the numbers in {xs}, map each {by} to {what}"))
    first = code(f"{out} = {{}}", loop, f"    {k} = {expr}", f"    {put}", f"return {out}")
    second = code(f"{out} = {{}}", loop, f"    {k} = {expr}", f"    {other}", f"return {out}")
    name = fname(rng, [xs], f"group by {key}", f"{kind} by {key}", f"{key} {kind}s", f"group {xs}", f"by_{key}")
    plan = ("start with an empty dict", f"compute the {by} of each number", f"record {what}", "return the dict")
    wrong = (first.replace(f"{out}.get({k}, 0) + 1", f"{out}.get({k}, 1)").replace("+ " + v, "- " + v), code(f"{out} = {{}}", loop, f"    {out}[{expr if key != 'parity' else v}] = {v}", f"return {out}"))
    return Draft(name, _list_param(xs), f"dict[{typ}, {val}]", summary, plan, (first, second), singles(lists(rng, (d,))), f"{key}|{kind}", wrong)
