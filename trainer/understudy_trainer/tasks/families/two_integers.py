"""Families over two or three ints: an operation on a pair, a number kept within limits."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.recipes.recipe import Recipe, cook
from understudy_trainer.tasks.vocabulary.numbers import (
    INT_NAMES,
    PAIRS,
    code,
    fname,
    ints,
    literal,
    one,
    pair_inputs,
    singles,
)


@family("num-two-ints")
def two_ints(rng: Rng) -> Draft:
    """An operation on two ints, then perhaps a second step with a literal."""
    a, b = pick(rng, PAIRS)
    k = literal(rng)
    key, what, expr, miss = pick(
        rng,
        (
            ("add", (f"the sum of {a} and {b}", f"{a} plus {b}"), f"{a} + {b}", f"{a} - {b}"),
            ("sub", (f"the difference {a} minus {b}", f"{a} reduced by {b}"), f"{a} - {b}", f"{b} - {a}"),
            ("mul", (f"the product of {a} and {b}", f"{a} times {b}"), f"{a} * {b}", f"{a} + {b}"),
            (
                "dist",
                (f"the absolute difference between {a} and {b}", f"how far {a} and {b} are apart"),
                f"abs({a} - {b})",
                f"{a} - {b}",
            ),
            ("max", (f"the larger of {a} and {b}", f"the maximum of {a} and {b}"), f"max({a}, {b})", f"min({a}, {b})"),
            ("min", (f"the smaller of {a} and {b}", f"the minimum of {a} and {b}"), f"min({a}, {b})", f"max({a}, {b})"),
            (
                "squares",
                (f"the sum of the squares of {a} and {b}", f"{a} squared plus {b} squared"),
                f"{a} ** 2 + {b} ** 2",
                f"({a} + {b}) ** 2",
            ),
            (
                "sumsq",
                (f"the square of the sum of {a} and {b}", f"the squared sum of {a} and {b}"),
                f"({a} + {b}) ** 2",
                f"{a} ** 2 + {b} ** 2",
            ),
            (
                "weighted",
                (f"{k} times {a} plus {b}", f"the sum of {a} multiplied by {k} and {b}"),
                f"{k} * {a} + {b}",
                f"{k} * ({a} + {b})",
            ),
            (
                "weighted2",
                (f"{a} plus {k} times {b}", f"{a} increased by {k} times {b}"),
                f"{a} + {k} * {b}",
                f"({a} + {k}) * {b}",
            ),
            (
                "avg",
                (f"the average of {a} and {b} as a float", f"the mean of {a} and {b}"),
                f"({a} + {b}) / 2",
                f"{a} + {b} / 2",
            ),
            ("prodsum", (f"the product of {a} and {b} plus their sum",), f"{a} * {b} + {a} + {b}", f"{a} * {b}"),
        ),
    )
    c = literal(rng)
    post, said, full = pick(
        rng,
        (
            ("none", "{w}", "{e}"),
            ("none", "{w}", "{e}"),
            ("none", "{w}", "{e}"),
            ("plus", f"{{w}}, plus {c}", f"{{e}} + {c}"),
            ("minus", f"{{w}}, minus {c}", f"{{e}} - {c}"),
            ("times", f"{c} times the following: {{w}}", f"{c} * ({{e}})"),
            ("cap", f"{{w}}, but at most {c}", f"min({{e}}, {c})"),
            ("floor", f"{{w}}, but at least {c}", f"max({{e}}, {c})"),
            ("mod", f"{{w}}, modulo {c}", f"({{e}}) % {c}"),
            ("abs", "the absolute value of {w}", "abs({e})"),
            ("gt", f"whether the result is greater than {c}, the result being {{w}}", f"{{e}} > {c}"),
            ("even", "whether the result is even, the result being {w}", "({e}) % 2 == 0"),
        ),
    )
    what_said = said.format(w=pick(rng, what))
    body = full.format(e=expr)
    returns = "bool" if post in ("gt", "even") else "float" if key == "avg" else "int"
    summary = pick(
        rng,
        (
            f"Return {what_said}",
            f"Compute {what_said}",
            f"Given {a} and {b}, return {what_said}",
            f"Calculate {what_said}",
            f"Work out {what_said}",
        ),
    )
    name = fname(
        rng,
        (a, b),
        key if post == "none" else f"{key}_{post}",
        f"{key}_two",
        f"{key}_numbers",
        f"combine_{key}",
        {
            "add": "add",
            "sub": "subtract",
            "mul": "multiply",
            "dist": "abs_diff",
            "max": "larger",
            "min": "smaller",
            "avg": "average",
        }.get(key, key),
    )
    second = code(
        f"result = {expr}",
        "return " + (full.replace("({e})", "{e}") if post in ("mod", "even", "times") else full).format(e="result"),
    )
    plan = (f"compute {pick(rng, what)}", "return it" if post == "none" else f"apply the last step to it ({post})")
    return Draft(
        name,
        ints(a, b),
        returns,
        summary,
        plan,
        (f"return {body}", second),
        pair_inputs(rng),
        f"{key}|{post}",
        (f"return {full.format(e=miss)}",),
    )


@family("num-clamp", held_out=True)
def clamp(rng: Rng) -> Draft:
    """Clamp to literals or to parameters."""
    x = one(rng, INT_NAMES)
    lo, hi = pick(
        rng, (("low", "high"), ("lo", "hi"), ("minimum", "maximum"), ("lower", "upper"), ("floor", "ceiling"))
    )
    c, d = sorted(rng.sample(range(-20, 100), 2))
    if rng.random() < 0.5:
        params: tuple[str, ...] = (x, lo, hi)
        low, high = lo, hi
        inputs: tuple[tuple[object, ...], ...] = (
            (5, 1, 10),
            (-3, 0, 7),
            (15, 2, 9),
            (4, 4, 4),
            (rng.randint(-50, 50), -10, 10),
            (10, 1, 10),
        )
    else:
        params, low, high = (x,), str(c), str(d)
        inputs = singles((c - 1, c, (c + d) // 2, d, d + 5, 0))
    said = (
        f"Clamp {x} to the range {low} to {high}",
        f"Return {x} limited to the interval from {low} to {high}",
        f"Return {x}, but never less than {low} or more than {high}",
        f"Restrict {x} so that it lies between {low} and {high}",
    )
    first = f"return max({low}, min({x}, {high}))"
    second = code(f"if {x} < {low}:", f"    return {low}", f"if {x} > {high}:", f"    return {high}", f"return {x}")
    recipe = Recipe(
        "params" if len(params) > 1 else "fixed",
        said,
        ("clamp", f"clamp_{x}", "limit", "bound", "restrict"),
        (f"raise {x} to at least {low}", f"lower it to at most {high}"),
        (first, second),
        (f"return min({low}, max({x}, {high}))",),
    )
    return cook(rng, recipe, ints(*params), inputs)
