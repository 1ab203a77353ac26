"""Families over the order of a list of ints: windows and chunks, sorting by a key."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.recipes.recipe import Recipe, cook
from understudy_trainer.tasks.vocabulary.numbers import (
    LIST_NAMES,
    LOOP_NAMES,
    code,
    int_list,
    list_param,
    lists,
    one,
    singles,
)

KEYS = (
    ("abs", "absolute value", "abs({v})"),
    ("last", "last digit", "abs({v}) % 10"),
    ("mod", "remainder modulo {k}", "{v} % {k}"),
    ("dist", "distance from {k}", "abs({v} - {k})"),
    ("square", "square", "{v} ** 2"),
    ("neg", "negated value", "-{v}"),
    ("digits", "number of digits", "len(str(abs({v})))"),
    ("value", "value", "{v}"),
)


@family("num-windows")
def windows(rng: Rng) -> Draft:
    """Windows, chunks, every k-th, prefixes: cut a list up, reduce each piece, perhaps reduce again."""
    texts: tuple[str, ...]
    xs = one(rng, LIST_NAMES)
    k, given = rng.randint(2, 5), rng.random() < 0.5
    p = one(rng, ("k", "size", "n", "width", "step", "length", "count"), xs)
    kk = p if given else str(k)
    i = one(rng, ("i", "j", "pos", "start"), xs, p)
    cut, cuts, part, span = pick(
        rng,
        (
            (
                "window",
                f"every window of {kk} consecutive numbers",
                f"{xs}[{i}:{i} + {kk}]",
                f"range(len({xs}) - {kk} + 1)",
            ),
            (
                "chunk",
                f"each chunk of {kk} numbers (the last may be shorter)",
                f"{xs}[{i}:{i} + {kk}]",
                f"range(0, len({xs}), {kk})",
            ),
            ("stride", f"each of the {kk} groups of numbers standing {kk} apart", f"{xs}[{i}::{kk}]", f"range({kk})"),
            ("prefix", f"every prefix of at least {kk} numbers", f"{xs}[:{i}]", f"range({kk}, len({xs}) + 1)"),
        ),
    )
    each, said, expr, typ = pick(
        rng,
        (
            ("list", "the numbers themselves", "{p}", "list[int]"),
            ("sum", "the sum", "sum({p})", "int"),
            ("max", "the maximum", "max({p}, default=0)" if cut == "stride" else "max({p})", "int"),
            ("min", "the minimum", "min({p}, default=0)" if cut == "stride" else "min({p})", "int"),
            ("len", "the length", "len({p})", "int"),
            ("first", "the first number", "{p}[0]", "int"),
            ("rev", "the reversed list", "{p}[::-1]", "list[int]"),
            ("spread", "the maximum minus the minimum", "max({p}) - min({p})", "int"),
        )
        if cut != "stride"
        else (
            ("list", "the numbers themselves", "{p}", "list[int]"),
            ("sum", "the sum", "sum({p})", "int"),
            ("len", "the length", "len({p})", "int"),
        ),
    )
    e = expr.format(p=part)
    outer = pick(rng, ("list", "list", "max", "min", "sum")) if typ == "int" else "list"
    word = {"max": "largest", "min": "smallest", "sum": "total"}.get(outer, "")
    if outer == "list":
        texts = (
            f"For {cuts} in {xs}, return {said}",
            f"Return a list with {said} of {cuts} in {xs}",
            f"Cut up {xs} and collect {said} of {cuts}",
            f"List {said} of {cuts} of {xs}",
        )
        sols = (
            f"return [{e} for {i} in {span}]",
            code(
                "out = []",
                f"for {i} in {span}:",
                f"    part = {part}",
                f"    out.append({expr.format(p='part')})",
                "return out",
            ),
        )
    else:
        texts = (
            f"Take {said} of {cuts} in {xs} and return the {word} of these",
            f"Return the {word} over {cuts} in {xs}, taking {said} of each",
            f"Compute {said} of {cuts} in {xs}, then the {word} of the results",
        )
        tail = "" if outer == "sum" else ", default=0"
        sols = (
            f"return {outer}(({e} for {i} in {span}){tail})" if tail else f"return sum({e} for {i} in {span})",
            code(f"values = [{e} for {i} in {span}]", f"return {outer}({'values'}{tail})"),
        )
    wrong = (
        sols[0].replace(f" - {kk} + 1", f" - {kk}")
        if cut == "window"
        else sols[0].replace(f"range({kk}", f"range(1 + {kk}")
        if cut in ("stride", "prefix")
        else sols[0].replace(f":{i} + {kk}]", f":{i} + {kk} - 1]"),
    )
    found = lists(rng)
    inputs: tuple[tuple[object, ...], ...] = (
        tuple((x, rng.randint(1, 4)) for x in found) if given else singles([*found, int_list(rng, 7)])
    )
    params = (*list_param(xs), *((Param(p, "int"),) if given else ()))
    notes = ("Return 0 if there is no such piece",) if outer in ("max", "min") else ()
    recipe = Recipe(
        f"{cut}|{each}|{outer}|{'given' if given else 'fixed'}",
        texts,
        (
            cut + "s",
            f"{cut}_{each}",
            f"{cut}_{outer}",
            f"{cut}_{xs}",
            f"{each}_per_{cut}",
            f"{outer}_{cut}_{each}",
            "chunked" if cut == "chunk" else f"{cut}_values",
        ),
        (
            f"take {cuts}",
            f"compute {said} of it" if each != "list" else "keep it as a list",
            "return the list" if outer == "list" else f"return the {word}",
        ),
        sols,
        wrong,
        notes,
        f"list[{typ}]" if outer == "list" else "int",
    )
    return cook(rng, recipe, params, inputs)


@family("num-sort-key")
def sort_key(rng: Rng) -> Draft:
    """Sort by a key; take all, the first few, the best one or its index."""
    said: tuple[str, ...]
    xs = one(rng, LIST_NAMES)
    v, k, top = one(rng, LOOP_NAMES, xs), rng.randint(2, 30), rng.randint(2, 6)
    key, by, expr = pick(rng, KEYS)
    by, lam = by.format(k=k), f"lambda {v}: {expr.format(v=v, k=k)}"
    arg = "" if key == "value" else f", key={lam}"
    arg = ", key=abs" if key == "abs" and rng.random() < 0.5 else arg
    down = rng.random() < 0.4
    rev = ", reverse=True" if down else ""
    order, big = ("descending", "largest") if down else ("ascending", "smallest")
    func = "max" if down else "min"
    kind = pick(rng, ("all", "top", "best", "index", "drop", "rank"))
    notes: tuple[str, ...] = ()
    returns = "list[int]"
    sort = f"sorted({xs}{arg}{rev})"
    if kind == "all":
        said = (
            f"Sort {xs} by {by} in {order} order",
            f"Return the numbers of {xs} ordered by {by}, {big} first",
            f"Return a copy of {xs} sorted by {by}, {order}",
            f"Order {xs} so that the {big} {by} comes first",
        )
        sols = (f"return {sort}", code(f"out = list({xs})", f"out.sort({(arg + rev).lstrip(', ')})", "return out"))
    elif kind == "top":
        said = (
            f"Return the {top} numbers of {xs} with the {big} {by}, in {order} order of it",
            f"Pick the {top} entries of {xs} whose {by} is {big}, {big} first",
            f"Sort {xs} by {by} ({order}) and keep the first {top}",
        )
        sols = (f"return {sort}[:{top}]", code(f"ranked = {sort}", f"return ranked[:{top}]"))
        notes = ("Return fewer if there are not enough",)
    elif kind == "drop":
        said = (
            f"Sort {xs} by {by} in {order} order and drop the first {top}",
            f"Return {xs} ordered by {by}, {big} first, without the first {top} entries",
            f"Order {xs} by {by} ({order}) and leave out the first {top}",
        )
        sols = (f"return {sort}[{top}:]", code(f"ranked = {sort}", f"return ranked[{top}:]"))
    elif kind == "rank":
        returns = "int | None"
        said = (
            f"Return the number at rank {top} (counting from 1) when {xs} is sorted by {by} in {order} order",
            f"Sort {xs} by {by}, {big} first, and return number {top} of them",
            f"Find the entry of {xs} that comes in place {top} by {by} ({order})",
        )
        sols = (
            code(f"if len({xs}) < {top}:", "    return None", f"return {sort}[{top - 1}]"),
            code(f"ranked = {sort}", f"return ranked[{top - 1}] if len(ranked) >= {top} else None"),
        )
        notes = (f"Return None if {xs} has fewer than {top} elements",)
    elif kind == "best":
        returns = "int | None"
        said = (
            f"Return the number in {xs} with the {big} {by}",
            f"Find the entry of {xs} whose {by} is {big}",
            f"Pick the element of {xs} with the {big} {by}",
            f"Get the number from {xs} that has the {big} {by}",
        )
        sols = (
            f"return {func}({xs}{arg}, default=None)",
            code(f"if not {xs}:", "    return None", f"return {func}({xs}{arg})"),
        )
        notes = (f"Return None if {xs} is empty; the first one wins a tie",)
    else:
        returns = "int"
        said = (
            f"Return the index of the number in {xs} with the {big} {by}",
            f"Find the position of the entry of {xs} whose {by} is {big}",
            f"Return where in {xs} the {big} {by} occurs first",
        )
        at = expr.format(v=f"{xs}[i]", k=k)
        sols = (
            code(f"if not {xs}:", "    return -1", f"return {func}(range(len({xs})), key=lambda i: {at})"),
            code(f"if not {xs}:", "    return -1", f"return {xs}.index({func}({xs}{arg}))"),
        )
        notes = (f"Return -1 if {xs} is empty; the first one wins a tie",)
    wrong = (
        sols[0].replace(rev, "")
        if rev and rev in sols[0]
        else sols[0]
        .replace(sort, f"sorted({xs}, reverse=True)")
        .replace(f"{func}(", f"{'min' if down else 'max'}(", 1),
    )
    recipe = Recipe(
        f"{key}|{kind}|{order}",
        said,
        (
            f"sort_by_{key}",
            f"{kind}_by_{key}",
            f"order_{xs}",
            f"{big}_{key}",
            f"sorted_by_{key}",
            f"{kind}_{key}_{order}",
        ),
        (
            f"compare the numbers by {by}",
            {
                "all": f"return them in {order} order",
                "best": f"return the one with the {big}",
                "index": f"return the index of the {big}",
            }.get(kind, f"sort in {order} order and use the first {top}"),
        ),
        sols,
        wrong,
        notes,
        returns,
    )
    return cook(rng, recipe, list_param(xs), singles(lists(rng, (k,))))
