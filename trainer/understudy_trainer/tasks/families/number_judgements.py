"""Families that judge one number: whether conditions hold, which band it falls into."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.recipes.recipe import Recipe, cook
from understudy_trainer.tasks.vocabulary.conditions import condition
from understudy_trainer.tasks.vocabulary.numbers import INT_NAMES, code, ints, one, singles


@family("num-predicate")
def predicate(rng: Rng) -> Draft:
    """One or two conditions on one number."""
    n = one(rng, INT_NAMES)
    p, q = condition(rng), condition(rng)
    while q.key == p.key:
        q = condition(rng)
    how = pick(rng, ("and", "or", "not", "one", "andnot"))
    a, b = p.on(n), q.on(n)
    a, b = (f"({t})" if " or " in t else t for t in (a, b))
    left, right = p.np(rng, "numbers"), q.np(rng, "numbers")
    expr, text = {
        "and": (f"{a} and {b}", f"belongs both to the {left} and to the {right}"),
        "or": (f"{a} or {b}", f"belongs to the {left} or to the {right}"),
        "not": (p.off(n), f"is not one of the {left}"),
        "one": (p.on(n), f"is one of the {left}"),
        "andnot": (f"{a} and {q.off(n)}", f"is one of the {left} but not of the {right}"),
    }[how]
    said = (
        f"Check whether {n} {text}",
        f"Return True if {n} {text}",
        f"Tell whether {n} {text}",
        f"Determine if {n} {text}",
    )
    wrong = (f"return {p.miss(n)}", f"return {a} or {b}" if how == "and" else f"return {a} and {b}")
    recipe = Recipe(
        f"{how}|{p.key}" + (f"|{q.key}" if how not in ("not", "one") else ""),
        said,
        (f"is_{p.key}", "check", "qualifies", f"is_{p.key}_{how}", "accepts", "matches"),
        ("test the number", "return the verdict"),
        (f"return {expr}", code(f"if {expr}:", "    return True", "return False")),
        wrong,
        (),
        "bool",
    )
    return cook(rng, recipe, (Param(n, "int"),), singles([*p.edges, *q.edges, 0, -1, rng.randint(2, 60)]))


@family("num-bands")
def bands(rng: Rng) -> Draft:
    """Map a number to a label or a fee by thresholds or by divisibility."""
    x = one(rng, (*INT_NAMES, "age", "speed", "temp", "points", "weight", "distance", "grade", "hour"))
    labels = rng.sample(
        "low medium high small large tiny huge cold warm hot cheap fair pricey slow fast pass fail child "
        "adult senior bronze silver gold red green blue ok bad none good fizz buzz ping pong tick tock foo "
        "bar left right".split(),
        3,
    )
    a, b = sorted(rng.sample(range(1, 100), 2))
    p, q = rng.sample(range(2, 12), 2)
    numeric = rng.random() < 0.3
    u, v, w = (str(f) for f in rng.sample(range(1, 200), 3)) if numeric else (repr(s) for s in labels)
    kind = pick(rng, ("three", "two", "strict", "divis", "parity"))
    if kind in ("three", "strict"):
        op, words = ("<", "below") if kind == "three" else ("<=", "up to")
        said = (
            f"Return {u} if {x} is {words} {a}, {v} if it is {words} {b}, otherwise {w}",
            f"Classify {x}: {u} {words} {a}, {v} {words} {b}, {w} for the rest",
            f"Give {u} for {x} {words} {a}, {v} for {x} {words} {b} and {w} for everything above",
            f"Map {x} to {u} ({words} {a}), {v} ({words} {b}) or {w}",
        )
        first = code(f"if {x} {op} {a}:", f"    return {u}", f"if {x} {op} {b}:", f"    return {v}", f"return {w}")
        second = f"return {u} if {x} {op} {a} else {v} if {x} {op} {b} else {w}"
        wrong: tuple[str, ...] = (
            first.replace(f"{op} {a}", f"{'<=' if op == '<' else '<'} {a}"),
            first.replace(f"{x} {op}", f"{x} >"),
        )
        plan: tuple[str, ...] = (
            f"return {u} if {x} is {words} {a}",
            f"return {v} if it is {words} {b}",
            f"otherwise return {w}",
        )
        inputs: tuple[object, ...] = (a - 1, a, a + 1, b - 1, b, b + 1, 0)
    elif kind == "two":
        cond = condition(rng, small=True)
        said = (
            f"Return {u} if {x} is among the {cond.np(rng, 'numbers')}, otherwise {v}",
            f"Return {v} unless {x} is one of the {cond.np(rng, 'integers')}, in which case return {u}",
            f"Label {x}: {u} for {cond.np(rng, 'numbers')}, {v} for all others",
            f"Choose {u} for {cond.np(rng, 'values')} and {v} for others, depending on {x}",
        )
        first, second = (
            f"return {u} if {cond.on(x)} else {v}",
            code(f"if {cond.on(x)}:", f"    return {u}", f"return {v}"),
        )
        wrong = (f"return {v} if {cond.on(x)} else {u}", f"return {u} if {cond.miss(x)} else {v}")
        plan = ("test the number", f"return {u} or {v}")
        inputs = (*cond.edges, 0, 1, -2, rng.randint(2, 30), 10)
        kind = f"two|{cond.key}"
    elif kind == "divis":
        said = (
            f"Return {u} if {x} is divisible by {p}, {v} if it is divisible by {q}, otherwise {w}",
            f"Return {u} for multiples of {p}, else {v} for multiples of {q}, else {w}, judging by {x}",
            f"Label {x} as {u} when {p} divides it, as {v} when {q} does, and as {w} otherwise; {p} comes first",
            f"If {x} is a multiple of {p} give {u}; if of {q}, {v}; if of neither, {w}",
        )
        first = code(f"if {x} % {p} == 0:", f"    return {u}", f"if {x} % {q} == 0:", f"    return {v}", f"return {w}")
        second = f"return {u} if {x} % {p} == 0 else {v} if {x} % {q} == 0 else {w}"
        wrong = (
            code(f"if {x} % {q} == 0:", f"    return {v}", f"if {x} % {p} == 0:", f"    return {u}", f"return {w}"),
            first.replace("%", "//"),
        )
        plan = (f"test for divisibility by {p}", f"then by {q}", f"otherwise return {w}")
        inputs = (p, q, p * q, 1, 0, rng.randint(2, 60), 13)
    else:
        said = (
            f"Return {u} for even {x} and {v} for odd {x}",
            f"Return {u} if {x} is even, {v} if it is odd",
            f"Tell the parity of {x} as {u} (even) or {v} (odd)",
            f"Give {v} when {x} is odd and {u} when it is even",
        )
        first, second = f"return {u} if {x} % 2 == 0 else {v}", code(f"if {x} % 2:", f"    return {v}", f"return {u}")
        wrong = (f"return {v} if {x} % 2 == 0 else {u}",)
        plan = (f"check {x} modulo 2", f"return {u} for 0, {v} for 1")
        inputs = (0, 1, 2, -3, rng.randint(4, 99))
    recipe = Recipe(
        f"{kind}|{'num' if numeric else 'str'}",
        said,
        (
            "classify",
            "label",
            f"{x}_label",
            f"classify_{x}",
            f"{x}_band",
            "category",
            "describe",
            f"rate_{x}",
            "level_of",
        ),
        plan,
        (first, second),
        wrong,
        returns="int" if numeric else "str",
    )
    return cook(rng, recipe, ints(x), singles(inputs))
