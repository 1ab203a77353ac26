"""Family over one list of ints: keep some, change each, reduce."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.conditions import change, condition
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
    how = "average" if (cond.key, todo.key, how) == ("odd", "square", "sum") else how
    notes: tuple[str, ...] = ()
    returns = "int"
    if how in ("list", "tuple"):
        returns = "list[int]" if how == "list" else "tuple[int, ...]"
        summary = pick(
            rng,
            (
                f"Return a {how} with {what}",
                f"Build a {how} of {what}",
                f"Collect {what} into a {how}",
                f"Given {xs}, return {what} as a {how}",
            ),
        )
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
        summary = pick(
            rng,
            (
                f"Return {what}, sorted in {order} order",
                f"Collect {what} and sort them in {order} order",
                f"Give {what} in {order} order",
                f"Sort {what} in {order} order",
            ),
        )
        made = f"return sorted({f'({gen})' if down else gen}{', reverse=True' if down else ''})"
        second = code(f"{acc} = [{gen}]", f"{acc}.sort({'reverse=True' if down else ''})", f"return {acc}")
        wrong = (f"return [{gen}]", made.replace(gen, miss))
        steps.append(f"sort them in {order} order")
    elif how in ("sum", "product", "distinct"):
        summary = {
            "sum": pick(
                rng,
                (
                    f"Return the sum of {what}",
                    f"Add up {what}",
                    f"Compute the total of {what}",
                    f"Given {xs}, sum {what}",
                ),
            ),
            "product": pick(
                rng,
                (
                    f"Return the product of {what}",
                    f"Multiply together {what}",
                    f"Compute the product of {what}",
                    f"Given {xs}, multiply {what} together",
                ),
            ),
            "distinct": pick(
                rng,
                (
                    f"Count the distinct results among {what}",
                    f"Return how many different results {what} give",
                    f"Return the number of distinct results among {what}",
                    f"Count how many different results there are among {what}",
                ),
            ),
        }[how]
        grow = {
            "sum": f"{acc} += {todo.on(v)}",
            "product": f"{acc} *= {todo.on(v)}",
            "distinct": f"{acc}.add({todo.on(v)})",
        }[how]
        start = {"sum": "0", "product": "1", "distinct": "set()"}[how]
        second = code(
            f"{acc} = {start}", *loop, f"        {grow}", f"return len({acc})" if how == "distinct" else f"return {acc}"
        )
        made = {"sum": f"return sum({gen})", "product": second, "distinct": f"return len({{{gen}}})"}[how]
        second = (
            second
            if how != "product"
            else code(f"{acc} = 1", f"for {v} in [{gen}]:", f"    {acc} *= {v}", f"return {acc}")
        )
        wrong = (made.replace(cond.on(v), cond.miss(v)), made.replace(todo.on(v), todo.miss(v)))
        steps.append(
            {
                "sum": "add the results up",
                "product": "multiply the results together",
                "distinct": "count the distinct results",
            }[how]
        )
        if how == "product":
            notes = (f"Return 1 if nothing in {xs} qualifies",)
    elif how == "average":
        returns = "float"
        summary = pick(
            rng,
            (
                f"Return the average of {what}",
                f"Compute the mean of {what}",
                f"Average {what}",
                f"Given {xs}, compute the mean of {what}",
            ),
        )
        made = code(f"{acc} = [{gen}]", f"if not {acc}:", "    return 0.0", f"return sum({acc}) / len({acc})")
        second = code(f"{acc} = [{gen}]", f"return sum({acc}) / len({acc}) if {acc} else 0.0")
        wrong = (made.replace(f"/ len({acc})", f"// len({acc})"), made.replace(gen, miss))
        notes = ("Return 0.0 if there are none",)
        steps.append("divide their sum by their count, or return 0.0")
    else:
        word = {
            "max": pick(rng, ("largest", "maximum", "biggest")),
            "min": pick(rng, ("smallest", "minimum", "least")),
        }[how]
        returns = "int | None"
        summary = pick(
            rng,
            (
                f"Return the {word} of {what}",
                f"Find the {word} among {what}",
                f"Get the {word} value among {what}",
                f"Compute the {word} of {what}",
            ),
        )
        made = f"return {how}(({gen}), default=None)"
        second = code(f"{acc} = [{gen}]", f"return {how}({acc}) if {acc} else None")
        wrong = (made.replace(how, "min" if how == "max" else "max", 1), made.replace(gen, miss))
        notes = ("Return None if there are none",)
        steps.append(f"return the {word}, or None if there are none")
    key, kind = cond.key, todo.key
    name = fname(
        rng,
        [xs],
        f"{how} {kind}".replace("-", "_"),
        f"{kind} {key}",
        f"{key} {how}",
        f"{how} of {key}",
        f"process {xs}",
        "select and combine",
        "transform",
    )
    return Draft(
        name,
        list_param(xs),
        returns,
        summary,
        tuple(steps),
        (made, second),
        singles(lists(rng, (*cond.edges, *todo.edges))),
        f"{key}|{kind}|{how}",
        wrong,
        notes,
    )
