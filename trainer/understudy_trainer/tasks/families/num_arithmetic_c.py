"""Families of everyday arithmetic: operations on two numbers, formulas, clamping, percentages, units, shapes (part 3)."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.families.num_words import INT_NAMES, Recipe, code, cook, one, singles

PAIRS = (
    ("a", "b"),
    ("x", "y"),
    ("first", "second"),
    ("left", "right"),
    ("m", "n"),
    ("p", "q"),
    ("u", "v"),
    ("lhs", "rhs"),
    ("one", "two"),
    ("num1", "num2"),
)


def _ints(*given: str) -> tuple[Param, ...]:
    return tuple(Param(p, "int") for p in given)


def _pair_inputs(rng: Rng, low: int = -9) -> tuple[tuple[object, ...], ...]:
    r = rng.randint
    return (
        (r(1, 9), r(1, 9)),
        (r(10, 99), r(1, 20)),
        (1, r(2, 9)),
        (5, 5),
        (r(1, 60), r(20, 80)),
        (max(low, -r(1, 9)), r(1, 30)),
        (12, 18),
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
    return cook(rng, recipe, _ints(*params), inputs)


@family("num-linear-unit")
def linear_unit(rng: Rng) -> Draft:
    """Unit conversion with a factor and an offset, and prices with percentages."""
    units = (
        "celsius fahrenheit kelvin miles km meters feet inches cm pounds kg ounces grams liters gallons hours minutes seconds days weeks euros dollars credits tokens yards knots points degrees bytes pixels steps laps"
    ).split()
    src, dst = rng.sample(units, 2)
    v = pick(rng, (src, src, "value", "amount", "x", src[0], f"{src}_value"))
    v = "quantity" if v in ("in", "as") else v
    k: int | float = rng.randint(2, 60) if rng.random() < 0.5 else round(rng.uniform(0.1, 9.9), pick(rng, (1, 2, 3)))
    c, pct, places = rng.randint(1, 99), rng.randint(1, 99), rng.randint(1, 4)
    kind, rule, expr, miss = pick(
        rng,
        (
            ("times", (f"one of the {src} is {k} {dst}", f"multiply by {k}"), f"{v} * {k}", f"{v} / {k}"),
            ("div", (f"{k} {src} make one of the {dst}", f"divide by {k}"), f"{v} / {k}", f"{v} * {k}"),
            (
                "affine",
                (f"multiply by {k} and add {c}", f"times {k}, plus {c}"),
                f"{v} * {k} + {c}",
                f"({v} + {c}) * {k}",
            ),
            (
                "inverse",
                (f"subtract {c} and divide by {k}", f"minus {c}, then divided by {k}"),
                f"({v} - {c}) / {k}",
                f"{v} - {c} / {k}",
            ),
            ("offset-mul", (f"subtract {c}, then multiply by {k}",), f"({v} - {c}) * {k}", f"{v} - {c} * {k}"),
            (
                "discount",
                (f"reduce by {pct} percent", f"take off {pct}%"),
                f"{v} * (100 - {pct}) / 100",
                f"{v} * {pct} / 100",
            ),
            ("tax", (f"add {pct} percent", f"increase by {pct}%"), f"{v} * (100 + {pct}) / 100", f"{v} * {pct} / 100"),
            (
                "percent",
                (f"take {pct} percent", f"{pct}% of the amount"),
                f"{v} * {pct} / 100",
                f"{v} * (100 - {pct}) / 100",
            ),
        ),
    )
    end, extra, full = pick(
        rng,
        (
            ("round", f", rounded to {places} decimal places", f"round({{e}}, {places})"),
            ("round", f", rounded to {places} decimals", f"round({{e}}, {places})"),
            ("int", ", truncated to an integer", "int({e})"),
            ("nearest", ", rounded to the nearest integer", "round({e})"),
        ),
    )
    rule_said = pick(rng, rule)
    if kind in ("discount", "tax", "percent"):
        v = pick(rng, ("price", "amount", "cost", "total", "fee", "net", "bill", "salary"))
        expr, miss = (e.replace(e.split(" *")[0], v, 1) for e in (expr, miss))
        summary = pick(
            rng,
            (
                f"Take {v} and {rule_said}{extra}" if not rule_said[0].isdigit() else f"Return {rule_said} {v}{extra}",
                f"Return {v} after this step: {rule_said}{extra}",
                f"Compute the new amount for {v}: {rule_said}{extra}",
                f"Given {v}, {rule_said}{extra}"
                if not rule_said[0].isdigit()
                else f"For {v}, return {rule_said}{extra}",
            ),
        )
        named = (kind, f"apply_{kind}", f"{v}_with_{kind}", f"{kind}_{v}")
    else:
        summary = pick(
            rng,
            (
                f"Convert {v} from {src} to {dst} ({rule_said}){extra}",
                f"Return {v} given in {src} as {dst}: {rule_said}{extra}",
                f"Compute the {dst} for {v} in {src}{extra}; the rule is: {rule_said}",
                f"Turn {src} ({v}) into {dst}{extra}, where the rule is: {rule_said}",
            ),
        )
        named = (f"{src}_to_{dst}", f"convert_{src}", f"to_{dst}", f"{src}_as_{dst}")
    r = one(rng, (dst, "result", "converted", "out"), v)
    inputs = singles((0, 1, c, 100, rng.randint(2, 999), -rng.randint(1, 40), rng.randint(1, 99) + 0.5))
    recipe = Recipe(
        f"{kind}|{end}",
        (summary,),
        named,
        (rule_said, extra.strip(", ")),
        (f"return {full.format(e=expr)}", code(f"{r} = {expr}", f"return {full.format(e=r)}")),
        (f"return {full.format(e=miss)}",),
        returns="float" if end == "round" else "int",
    )
    return cook(rng, recipe, (Param(v, "float"),), inputs)
