"""Families over the integers themselves: digits, divisors, primes, ranges, bases, bits and the classics."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.families.num_words import (
    ACCUMULATORS,
    INT_NAMES,
    LOOP_NAMES,
    change,
    code,
    condition,
    fname,
    one,
    singles,
)


def reduce_ints(rng: Rng, gen: str, what: str, v: str, *taken: str) -> tuple[str, str, str, str, str, str]:
    """(key, return annotation, summary, body, second body, near miss) of a reduction of the ints `gen` yields."""
    acc = one(rng, ACCUMULATORS, v, *taken)
    expr, source = gen.split(" for ", 1)
    head, _, test = source.partition(" if ")
    loop = [f"for {head}:"] + ([f"    if {test}:"] if test else [])
    pad = "    " * len(loop)
    table = (
        (
            "sum",
            "int",
            pick(rng, (f"Return the sum of {what}", f"Add up {what}", f"Compute the total of {what}", f"Sum {what}")),
            f"return sum({gen})",
            code(f"{acc} = 0", *loop, f"{pad}{acc} += {expr}", f"return {acc}"),
            f"return len([{gen}])",
        ),
        (
            "count",
            "int",
            pick(
                rng,
                (
                    f"Count {what}",
                    f"Return the number of {what}",
                    f"Return how many values {what} make up",
                    f"Compute the count of {what}",
                ),
            ).replace("number of the ", "number of "),
            f"return sum(1 for {source})",
            code(f"{acc} = 0", *loop, f"{pad}{acc} += 1", f"return {acc}"),
            f"return sum({gen})",
        ),
        (
            "list",
            "list[int]",
            pick(
                rng,
                (f"Return a list of {what}", f"List {what}", f"Collect {what} in a list", f"Build the list of {what}"),
            ),
            f"return [{gen}]",
            code(f"{acc} = []", *loop, f"{pad}{acc}.append({expr})", f"return {acc}"),
            f"return [{gen}][1:]",
        ),
        (
            "product",
            "int",
            pick(
                rng,
                (
                    f"Return the product of {what}",
                    f"Multiply {what} together",
                    f"Compute the product of {what}",
                    f"Take the product of {what}",
                ),
            ),
            code(f"{acc} = 1", *loop, f"{pad}{acc} *= {expr}", f"return {acc}"),
            code(f"{acc} = 1", f"for {v} in [{gen}]:", f"    {acc} *= {v}", f"return {acc}"),
            code(f"{acc} = 0", *loop, f"{pad}{acc} *= {expr}", f"return {acc}"),
        ),
        (
            "max",
            "int",
            pick(
                rng,
                (
                    f"Return the largest of {what}, or 0 if there are none",
                    f"Find the maximum of {what}, with 0 if there are none",
                    f"Get the biggest of {what} (0 if there are none)",
                    f"Compute the largest of {what}; return 0 if there are none",
                ),
            ),
            f"return max(({gen}), default=0)",
            code(f"{acc} = [{gen}]", f"return max({acc}) if {acc} else 0"),
            f"return min(({gen}), default=0)",
        ),
        (
            "min",
            "int",
            pick(
                rng,
                (
                    f"Return the smallest of {what}, or 0 if there are none",
                    f"Find the minimum of {what}, with 0 if there are none",
                    f"Get the least of {what} (0 if there are none)",
                    f"Compute the smallest of {what}; return 0 if there are none",
                ),
            ),
            f"return min(({gen}), default=0)",
            code(f"{acc} = [{gen}]", f"return min({acc}) if {acc} else 0"),
            f"return max(({gen}), default=0)",
        ),
    )
    counting = expr in (head, f"int({head})")  # counting changed values would be a riddle
    return pick(rng, [row for row in table if counting or row[0] != "count"])


@family("num-digits")
def digits(rng: Rng) -> Draft:
    """Some of the digits of a number, changed and reduced."""
    n = one(rng, INT_NAMES)
    v = one(rng, ("d", "digit", "c", "ch", "dig"), n)
    k = rng.randint(1, 8)
    key, phrase, test = pick(
        rng,
        (
            ("all", "digits", ""),
            ("all", "decimal digits", ""),
            ("even", "even digits", f"int({v}) % 2 == 0"),
            ("odd", "odd digits", f"int({v}) % 2 == 1"),
            ("nonzero", "nonzero digits", f"{v} != '0'"),
            ("gt", f"digits greater than {k}", f"int({v}) > {k}"),
            ("lt", f"digits smaller than {k}", f"int({v}) < {k}"),
            ("ge", f"digits that are {k} or more", f"int({v}) >= {k}"),
            ("ne", f"digits other than {k}", f"{v} != '{k}'"),
            ("eq", f"digits equal to {k}", f"{v} == '{k}'"),
            ("prime", "prime digits", f"{v} in '2357'"),
            ("mult3", "digits divisible by 3", f"int({v}) % 3 == 0"),
        ),
    )
    mode, pre, expr = pick(
        rng,
        (
            ("id", "", f"int({v})"),
            ("id", "", f"int({v})"),
            ("square", "squares of the ", f"int({v}) ** 2"),
            ("double", "doubled ", f"int({v}) * 2"),
            (
                "power",
                f"{k + 1}th powers of the " if k > 2 else "cubes of the ",
                f"int({v}) ** {k + 1 if k > 2 else 3}",
            ),
        ),
    )
    signed = rng.random() < 0.4
    source = f"str(abs({n}))" if signed else f"str({n})"
    what = f"the {pre}{phrase} of {n}"
    gen = f"{expr} for {v} in {source}" + (f" if {test}" if test else "")
    how, returns, summary, first, second, miss = reduce_ints(rng, gen, what, v, n)
    top = pick(rng, (99, 9999, 10**7))
    values = [
        rng.randint(10, top),
        rng.randint(100, 10**5),
        0,
        rng.randint(1, 9),
        rng.randint(0, 10**6) * 10 + k,
        *([-rng.randint(10, 9999), -7] if signed else []),
    ]
    name = fname(
        rng,
        [n],
        f"digit {how}",
        f"{how} of digits",
        f"{key} digit {how}",
        f"{how}_{key}_digits",
        f"digits_{mode}_{how}" if mode != "id" else f"{how}_digits",
    )
    notes = (f"Ignore the sign of {n}",) if signed else ()
    plan = (
        f"write {n} as a string of digits",
        f"take {what.rsplit(' of ', 1)[0]}",
        {"sum": "add them up", "count": "count them", "list": "return them as a list", "product": "multiply them"}.get(
            how, f"take the {how}, or 0"
        ),
    )
    return Draft(
        name,
        (Param(n, "int"),),
        returns,
        summary,
        plan,
        (first, second),
        singles(values),
        f"{key}|{mode}|{how}|{signed}",
        (miss, first.replace(source, f"{source}[1:]")),
        notes,
    )


@family("num-divisors")
def divisors(rng: Rng) -> Draft:
    """Divisors of a number, filtered and reduced."""
    n = one(rng, INT_NAMES)
    v = one(rng, ("d", "i", "k", "div", "f", "factor"), n)
    word = pick(rng, ("divisors", "factors", "positive divisors"))
    span, phrase, start, end = pick(
        rng,
        (
            ("all", word, "1", f"{n} + 1"),
            ("proper", f"proper {word.split()[-1]} (excluding {n} itself)", "1", n),
            ("inner", f"{word} other than 1 and the number itself", "2", n),
        ),
    )
    cond = condition(rng, small=True)
    plain = rng.random() < 0.35 or cond.key in ("negative", "nonzero", "positive", "outside", "absgt")
    key = "all" if plain else cond.key
    what = f"the {phrase} of {n}" if plain else f"those {phrase} of {n} that are among the {cond.np(rng, 'numbers')}"
    if not plain and cond.key in ("even", "odd"):
        what = f"the {cond.key} {phrase} of {n}"
    elif not plain and cond.key in ("gt", "lt", "ge", "le", "ne", "mult", "notmult"):
        what = f"the {cond.phrases[0].format(n=word)} of {n}" if span == "all" else what
    test = f"{n} % {v} == 0" + ("" if plain else f" and {cond.on(v)}")
    gen = f"{v} for {v} in range({start}, {end}) if {test}"
    how, returns, summary, first, second, miss = reduce_ints(rng, gen, what, v, n)
    name = fname(
        rng,
        [n],
        f"{word.split()[-1]} {how}",
        f"{how} of divisors",
        f"{key}_{word.split()[-1]}",
        f"{span} divisors",
        f"{how}_{span}_divisors",
    )
    plan = (
        f"try every number from {start} to {n}"
        if span == "all"
        else f"try every number from {start} up to {n} (excluded)",
        f"keep those that divide {n}" + ("" if plain else " and pass the test"),
        {"sum": "add them up", "list": "return them as a list", "count": "count them", "product": "multiply them"}.get(
            how, f"take the {how}, or 0"
        ),
    )
    values = [
        1,
        rng.randint(2, 12),
        rng.choice((12, 24, 36, 48, 60)),
        rng.choice((7, 11, 13, 29)),
        rng.randint(13, 60),
        rng.choice((16, 25, 49, 64)),
    ]
    near = (
        first.replace(f", {end})", f", {n})")
        if span == "all"
        else first.replace(f"({start},", "(2,")
        if span == "proper"
        else first.replace("(2,", "(1,")
    )
    return Draft(
        name,
        (Param(n, "int"),),
        returns,
        summary,
        plan,
        (first, second),
        singles(values),
        f"{span}|{key}|{how}",
        (miss, near),
    )


@family("num-range-reduce")
def range_reduce(rng: Rng) -> Draft:
    """Numbers of a range, filtered, changed, reduced."""
    kind = pick(rng, ("upto", "below", "between", "half-open"))
    if kind in ("upto", "below"):
        b = one(rng, ("n", "limit", "stop", "end", "top", "bound", "m", "high"))
        params: tuple[str, ...] = (b,)
        where, span = (
            (f"from 1 to {b}", f"range(1, {b} + 1)")
            if kind == "upto"
            else (f"below {b} (starting from 0)", f"range({b})")
        )
        inputs: tuple[tuple[object, ...], ...] = tuple(
            (x,) for x in (0, 1, 2, 5, 10, rng.randint(11, 30), rng.randint(6, 20))
        )
    else:
        a, b = pick(
            rng,
            (
                ("a", "b"),
                ("start", "stop"),
                ("low", "high"),
                ("lo", "hi"),
                ("first", "last"),
                ("begin", "end"),
                ("m", "n"),
            ),
        )
        params = (a, b)
        where, span = (
            (f"between {a} and {b} inclusive", f"range({a}, {b} + 1)")
            if kind == "between"
            else (f"from {a} up to but not including {b}", f"range({a}, {b})")
        )
        inputs = ((1, 10), (0, 0), (5, 4), (3, 15), (-6, 7), (rng.randint(-9, 9), rng.randint(10, 25)))
    v = one(rng, (*LOOP_NAMES[:4], "i", "k"), *params)
    cond, todo = condition(rng, small=True), change(rng)
    plain, same = rng.random() < 0.3, rng.random() < 0.4
    noun = pick(rng, ("integers", "numbers", "whole numbers"))
    np = (noun if plain else cond.np(rng, noun)) + f" {where}"
    what = f"the {np}" if same else todo.of(rng, np)
    gen = f"{v if same else todo.on(v)} for {v} in {span}" + ("" if plain else f" if {cond.on(v)}")
    how, returns, summary, first, second, miss = reduce_ints(rng, gen, what, v, *params)
    key, mode = "whole" if plain else cond.key, "id" if same else todo.key
    name = fname(
        rng,
        params,
        f"{how} {key}",
        f"{how} range",
        f"{mode} {how}",
        f"{how} up to",
        f"{how}_between",
        f"{how}_{key}_numbers",
        f"{mode}_{how}_range",
    )
    plan = (
        f"go through the {noun} {where}",
        *(() if plain else ("keep those that pass the test",)),
        *(() if same else (todo.step,)),
        {"sum": "add the results up", "list": "return a list", "count": "count them", "product": "multiply them"}.get(
            how, f"take the {how}, or 0"
        ),
    )
    off = (
        first.replace(f"{params[-1]} + 1)", f"{params[-1]})")
        if "+ 1)" in span
        else first.replace(f"{params[-1]})", f"{params[-1]} + 1)", 1)
    )
    return Draft(
        name,
        tuple(Param(p, "int") for p in params),
        returns,
        summary,
        plan,
        (first, second),
        inputs,
        f"{kind}|{key}|{mode}|{how}",
        (off, miss),
    )
