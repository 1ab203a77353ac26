"""Families over the order of a list of ints: neighbours, running values."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.recipes.recipe import Recipe, cook
from understudy_trainer.tasks.vocabulary.conditions import change
from understudy_trainer.tasks.vocabulary.numbers import (
    INDEX_NAMES,
    LIST_NAMES,
    LOOP_NAMES,
    code,
    list_param,
    lists,
    literal,
    one,
    singles,
)


@family("num-neighbours")
def neighbours(rng: Rng) -> Draft:
    """An operation on neighbouring numbers, then a reduction."""
    said: tuple[str, ...]
    xs = one(rng, LIST_NAMES)
    a, b = pick(rng, (("a", "b"), ("prev", "cur"), ("x", "y"), ("left", "right"), ("before", "after"), ("p", "q")))
    a, b = (a, b) if xs not in (a, b) else ("one", "two")
    i, k = one(rng, INDEX_NAMES, xs), literal(rng)
    first, second = f"{xs}[{i}]", f"{xs}[{i} + 1]"
    key, what, expr = pick(
        rng,
        (
            ("diff", "differences (later minus earlier)", "{b} - {a}"),
            ("absdiff", "absolute differences", "abs({b} - {a})"),
            ("sum", "sums", "{a} + {b}"),
            ("product", "products", "{a} * {b}"),
            ("max", "larger values", "max({a}, {b})"),
            ("min", "smaller values", "min({a}, {b})"),
        ),
    )
    tkey, tsaid, test = pick(
        rng,
        (
            ("up", "the second number is larger than the first", "{b} > {a}"),
            ("down", "the second number is smaller than the first", "{b} < {a}"),
            ("same", "both numbers are equal", "{a} == {b}"),
            ("jump", f"the two differ by more than {k}", f"abs({{b}} - {{a}}) > {k}"),
            ("sumis", f"the sum exceeds {k}", f"{{a}} + {{b}} > {k}"),
            ("near", f"the two differ by at most {k}", f"abs({{b}} - {{a}}) <= {k}"),
        ),
    )
    zipped, ranged = f"for {a}, {b} in zip({xs}, {xs}[1:])", f"for {i} in range(len({xs}) - 1)"
    e, e2 = expr.format(a=a, b=b), expr.format(a=first, b=second)
    t, t2 = test.format(a=a, b=b), test.format(a=first, b=second)
    pair = pick(rng, ("adjacent numbers", "neighbouring numbers", "consecutive elements", "consecutive values"))
    how = pick(rng, ("list", "sum", "max", "count", "any", "all", "index"))
    returns, notes = "int", (f"Return 0 if {xs} has fewer than two elements",)
    if how == "list":
        returns, notes = "list[int]", (f"Return an empty list if {xs} has fewer than two elements",)
        said = (
            f"Return the {what} of {pair} in {xs}",
            f"List the {what} of each pair of {pair} in {xs}",
            f"Compute the {what} of {pair} of {xs}",
        )
        sols = (f"return [{e} {zipped}]", f"return [{e2} {ranged}]")
    elif how == "sum":
        said = (
            f"Return the total of the {what} of {pair} in {xs}",
            f"Add up the {what} of {pair} in {xs}",
            f"Compute the sum of the {what} of all {pair} in {xs}",
        )
        sols = (f"return sum({e} {zipped})", f"return sum({e2} {ranged})")
    elif how == "max":
        said = (
            f"Return the greatest of the {what} of {pair} in {xs}",
            f"Find the maximum among the {what} of {pair} in {xs}",
            f"Compute the biggest of the {what} of {pair} in {xs}",
        )
        sols = (
            f"return max(({e} {zipped}), default=0)",
            code(f"if len({xs}) < 2:", "    return 0", f"return max({e2} {ranged})"),
        )
    elif how == "count":
        said = (
            f"Count the pairs of {pair} in {xs} where {tsaid}",
            f"Return how many pairs of {pair} in {xs} there are in which {tsaid}",
            f"Return the number of pairs of {pair} of {xs} for which {tsaid}",
        )
        sols = (
            f"return sum(1 {zipped} if {t})",
            code("count = 0", f"{ranged}:", f"    if {t2}:", "        count += 1", "return count"),
        )
    elif how == "index":
        said = (
            f"Return the first index in {xs} at which a pair of {pair} starts where {tsaid}",
            f"Find the index of the first of two {pair} in {xs} such that {tsaid}",
        )
        sols = (
            code(f"{ranged}:", f"    if {t2}:", f"        return {i}", "return -1"),
            f"return next(({i} {ranged} if {t2}), -1)",
        )
        notes = ("Return -1 if there is no such pair",)
    else:
        returns = "bool"
        notes = (f"Return {how == 'all'} if {xs} has fewer than two elements",)
        said = (
            f"Check whether {'in every pair' if how == 'all' else 'in some pair'} of {pair} in {xs} {tsaid}",
            f"Return True if {'for all pairs' if how == 'all' else 'for at least one pair'} of {pair} in {xs} {tsaid}",
        )
        sols = (
            f"return {how}({t} {zipped})",
            code(
                f"{ranged}:",
                f"    if {'not ' if how == 'all' else ''}{t2}:",
                f"        return {how == 'any'}",
                f"return {how == 'all'}",
            ),
        )
    wrong = (sols[0].replace(f"zip({xs}, {xs}[1:])", f"zip({xs}, {xs}[2:])").replace("- 1)", "- 2)"),)
    tag = f"{key}" if how in ("list", "sum", "max") else tkey
    recipe = Recipe(
        f"{tag}|{how}",
        said,
        (f"{how}_{tag}", f"{tag}_neighbours", f"adjacent_{tag}", f"{how}_pairs", f"{tag}_{how}"),
        (
            "pair each number with the next one",
            f"take the {what}" if how in ("list", "sum", "max") else f"test whether {tsaid}",
            f"return the {how}" if how not in ("any", "all") else "return the verdict",
        ),
        sols,
        wrong,
        notes,
        returns,
    )
    return cook(rng, recipe, list_param(xs), singles(lists(rng, (k,))))


@family("num-running")
def running(rng: Rng) -> Draft:
    """Running totals, maxima, products; with a transform, a start and perhaps a limit."""
    xs = one(rng, LIST_NAMES)
    v = one(rng, LOOP_NAMES, xs)
    acc, out = pick(rng, (("total", "out"), ("acc", "result"), ("run", "found"), ("state", "res")))
    out, acc = (f"{out}_list" if out in (xs, v) else out), (f"{acc}_now" if acc in (xs, v) else acc)
    todo, k, start = change(rng), literal(rng), rng.randint(1, 60)
    same = rng.random() < 0.6
    x = v if same else f"({todo.on(v)})"
    key, word, init, step = pick(
        rng,
        (
            ("sum", "running totals", "0", f"{acc} + {x}"),
            ("start", f"running totals starting from {start}", str(start), f"{acc} + {x}"),
            ("cap", f"running totals, never letting the total exceed {k}", "0", f"min({acc} + {x}, {k})"),
            ("floor", f"running totals, never letting the total drop below {-k}", "0", f"max({acc} + {x}, {-k})"),
            ("alt", f"running balances when each number is subtracted from {start}", str(start), f"{acc} - {x}"),
            ("mod", f"running totals modulo {k}", "0", f"({acc} + {x}) % {k}"),
        ),
    )
    of = xs if same else todo.of(rng, f"numbers in {xs}")
    end, returns, said, body = pick(
        rng,
        (
            (
                "list",
                "list[int]",
                (
                    "Return the {w} of {of}",
                    "List the {w} of {of}",
                    "Compute the {w} over {of}",
                    "Go through {of} and collect the {w}",
                ),
                out,
            ),
            (
                "last",
                "int",
                (
                    "Return the last of the {w} of {of}",
                    "Compute the final one of the {w} over {of}",
                    "Go through {of} and return where the {w} end",
                ),
                acc,
            ),
            (
                "max",
                "int",
                ("Return the highest of the {w} of {of}", "Find the peak of the {w} over {of}"),
                f"max({out}, default={init})",
            ),
            (
                "min",
                "int",
                ("Return the lowest of the {w} of {of}", "Find the smallest of the {w} over {of}"),
                f"min({out}, default={init})",
            ),
            (
                "neg",
                "int",
                (
                    "Count how many of the {w} of {of} are negative",
                    "Return the number of negative values among the {w} of {of}",
                ),
                f"sum(1 for t in {out} if t < 0)",
            ),
        ),
    )
    collect = end != "last"
    first = code(
        f"{acc} = {init}",
        *([f"{out} = []"] if collect else []),
        f"for {v} in {xs}:",
        f"    {acc} = "
        f"{step.replace('(' + todo.on(v) + ')', todo.on(v)) if todo.key != 'minus' and '- (' not in step else step}",
        *([f"    {out}.append({acc})"] if collect else []),
        f"return {body}",
    )
    notes = (f"Return {init} if there are no numbers",) if end in ("last", "max", "min") else ()
    wrong = (
        first.replace(f"{acc} = {init}", f"{acc} = {int(init) + 1}", 1),
        first.replace(f"return {body}", f"return {body}[1:]" if end == "list" else f"return {body} + 1"),
    )
    recipe = Recipe(
        f"{key}|{'id' if same else todo.key}|{end}",
        tuple(s.format(w=word, of=of) for s in said),
        (
            f"running_{key}",
            f"running_{end}",
            f"cumulative_{key}",
            "accumulate",
            f"{xs}_so_far",
            "running_totals",
            f"{end}_balance",
        ),
        (
            f"start with {init}",
            "update the total with each number",
            {"list": "record it each time", "last": "return the final total"}.get(
                end, f"record it and return the {end}"
            ),
        ),
        (first,),
        wrong,
        notes,
        returns,
    )
    return cook(rng, recipe, list_param(xs), singles(lists(rng, (k,))))
