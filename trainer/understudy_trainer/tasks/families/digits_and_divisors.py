"""Families over the digits and the divisors of an int."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.vocabulary.conditions import condition
from understudy_trainer.tasks.vocabulary.numbers import INT_NAMES, fname, one, singles
from understudy_trainer.tasks.vocabulary.reductions import reduce_ints


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
    reduced = reduce_ints(rng, gen, what, v, n)
    while (key, mode, reduced[0]) == ("odd", "id", "product"):
        reduced = reduce_ints(rng, gen, what, v, n)
    how, returns, summary, first, second, miss = reduced
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
    reduced = reduce_ints(rng, gen, what, v, n)
    while span != "all" and key == "all" and reduced[0] == "max":
        reduced = reduce_ints(rng, gen, what, v, n)
    how, returns, summary, first, second, miss = reduced
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
