"""Families of formulas: linear conversions between units, areas and volumes of shapes."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.recipes.recipe import Recipe, cook
from understudy_trainer.tasks.vocabulary.numbers import code, ints, literal, one, singles


@family("num-linear-unit")
def linear_unit(rng: Rng) -> Draft:
    """Unit conversion with a factor and an offset, and prices with percentages."""
    units = (
        "celsius fahrenheit kelvin miles km meters feet inches cm pounds kg ounces grams liters gallons "
        "hours minutes seconds days weeks euros dollars credits tokens yards knots points degrees bytes "
        "pixels steps laps"
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


@family("num-shapes")
def shapes(rng: Rng) -> Draft:
    """Areas, perimeters, volumes and distances."""
    w, h, d = pick(
        rng,
        (
            ("width", "height", "depth"),
            ("w", "h", "d"),
            ("length", "width", "height"),
            ("a", "b", "c"),
            ("rows", "cols", "layers"),
            ("base", "height", "length"),
            ("long_side", "short_side", "thickness"),
        ),
    )
    k = literal(rng)
    p, q = pick(rng, (("p", "q"), ("a", "b"), ("start", "end"), ("here", "there"), ("src", "dst"), ("point", "other")))
    flat = [
        (
            "area",
            (f"the area of a rectangle with sides {w} and {h}", f"the area of a {w} by {h} rectangle"),
            f"{w} * {h}",
            f"2 * ({w} + {h})",
            "int",
        ),
        (
            "perimeter",
            (
                f"the perimeter of a rectangle with sides {w} and {h}",
                f"the length of the border of a {w} by {h} rectangle",
            ),
            f"2 * ({w} + {h})",
            f"{w} + {h}",
            "int",
        ),
        (
            "triangle",
            (f"the area of a triangle with base {w} and height {h}",),
            f"{w} * {h} / 2",
            f"{w} * {h}",
            "float",
        ),
        (
            "frame",
            (f"the area of a {w} by {h} picture together with a frame {k} wide on every side",),
            f"({w} + 2 * {k}) * ({h} + 2 * {k})",
            f"({w} + {k}) * ({h} + {k})",
            "int",
        ),
        (
            "cost",
            (f"the cost of covering a {w} by {h} floor at {k} per unit of area",),
            f"{w} * {h} * {k}",
            f"({w} + {h}) * {k}",
            "int",
        ),
        (
            "fence",
            (f"the price of a fence around a {w} by {h} garden at {k} per unit of length",),
            f"2 * ({w} + {h}) * {k}",
            f"({w} + {h}) * {k}",
            "int",
        ),
        ("square", (f"whether a {w} by {h} rectangle is a square",), f"{w} == {h}", f"{w} > {h}", "bool"),
        (
            "fits",
            (f"whether the area of a {w} by {h} rectangle is at most {k}",),
            f"{w} * {h} <= {k}",
            f"{w} * {h} < {k}",
            "bool",
        ),
        (
            "diagonal",
            (f"the diagonal of a {w} by {h} rectangle, rounded to 2 decimals",),
            f"round(({w} ** 2 + {h} ** 2) ** 0.5, 2)",
            f"round(({w} + {h}) ** 0.5, 2)",
            "float",
        ),
    ]
    solid = [
        (
            "volume",
            (f"the volume of a box with sides {w}, {h} and {d}", f"the volume of a {w} by {h} by {d} box"),
            f"{w} * {h} * {d}",
            f"{w} + {h} + {d}",
            "int",
        ),
        (
            "surface",
            (f"the surface area of a box with sides {w}, {h} and {d}",),
            f"2 * ({w} * {h} + {w} * {d} + {h} * {d})",
            f"{w} * {h} + {w} * {d} + {h} * {d}",
            "int",
        ),
        (
            "edges",
            (f"the total length of all edges of a {w} by {h} by {d} box",),
            f"4 * ({w} + {h} + {d})",
            f"{w} + {h} + {d}",
            "int",
        ),
        (
            "longest",
            (f"the longest of the sides {w}, {h} and {d}",),
            f"max({w}, {h}, {d})",
            f"min({w}, {h}, {d})",
            "int",
        ),
        (
            "triangle3",
            (f"whether {w}, {h} and {d} can be the sides of a triangle",),
            f"{w} + {h} > {d} and {w} + {d} > {h} and {h} + {d} > {w}",
            f"{w} + {h} > {d}",
            "bool",
        ),
    ]
    points = [
        (
            "manhattan",
            (
                f"the Manhattan distance between the points {p} and {q}",
                f"how many unit steps along the grid lead from {p} to {q}",
            ),
            f"abs({p}[0] - {q}[0]) + abs({p}[1] - {q}[1])",
            f"{p}[0] - {q}[0] + {p}[1] - {q}[1]",
            "int",
        ),
        (
            "squared",
            (f"the squared distance between the points {p} and {q}",),
            f"({p}[0] - {q}[0]) ** 2 + ({p}[1] - {q}[1]) ** 2",
            f"({p}[0] - {q}[0]) + ({p}[1] - {q}[1]) ** 2",
            "int",
        ),
        (
            "euclid",
            (f"the straight-line distance between the points {p} and {q}, rounded to {k % 4 + 1} decimals",),
            f"round((({p}[0] - {q}[0]) ** 2 + ({p}[1] - {q}[1]) ** 2) ** 0.5, {k % 4 + 1})",
            f"round(({p}[0] - {q}[0]) ** 2 + ({p}[1] - {q}[1]) ** 2, {k % 4 + 1})",
            "float",
        ),
        (
            "king",
            (f"the larger of the horizontal and vertical distances between {p} and {q}",),
            f"max(abs({p}[0] - {q}[0]), abs({p}[1] - {q}[1]))",
            f"min(abs({p}[0] - {q}[0]), abs({p}[1] - {q}[1]))",
            "int",
        ),
        (
            "midpoint",
            (f"the midpoint of the points {p} and {q}",),
            f"(({p}[0] + {q}[0]) / 2, ({p}[1] + {q}[1]) / 2)",
            f"(({p}[0] - {q}[0]) / 2, ({p}[1] - {q}[1]) / 2)",
            "tuple[float, float]",
        ),
        (
            "vector",
            (f"the vector leading from the point {p} to the point {q}",),
            f"({q}[0] - {p}[0], {q}[1] - {p}[1])",
            f"({p}[0] - {q}[0], {p}[1] - {q}[1])",
            "tuple[int, int]",
        ),
        (
            "near",
            (f"whether the points {p} and {q} are at most {k} grid steps apart",),
            f"abs({p}[0] - {q}[0]) + abs({p}[1] - {q}[1]) <= {k}",
            f"abs({p}[0] - {q}[0]) + abs({p}[1] - {q}[1]) < {k}",
            "bool",
        ),
    ]
    group = pick(rng, ("flat", "flat", "solid", "points"))
    key, said, expr, miss, returns = pick(rng, {"flat": flat, "solid": solid, "points": points}[group])
    what = pick(rng, said)
    r = rng.randint
    if group == "points":
        params = tuple(Param(x, "tuple[int, int]") for x in (p, q))
        inputs: tuple[tuple[object, ...], ...] = (
            *(((r(-9, 9), r(-9, 9)), (r(-9, 9), r(-9, 9))) for _ in range(4)),
            ((2, 3), (2, 3)),
            ((0, 0), (3, 4)),
            ((0, 0), (k, 0)),
        )
    else:
        params = ints(w, h) if group == "flat" else ints(w, h, d)
        inputs = (
            *(tuple(r(1, 20) for _ in params) for _ in range(4)),
            tuple(1 for _ in params),
            (3, 4, 5)[: len(params)],
            (k, 1, 2)[: len(params)],
        )
    verbs = ("Check", "Tell", "Determine") if returns == "bool" else ("Return", "Compute", "Calculate", "Work out")
    recipe = Recipe(
        key,
        tuple(f"{v} {what}" for v in verbs),
        (key, f"{key}_of", f"{group}_{key}", f"{key}_{w if group != 'points' else p}"),
        (f"compute {what}" if returns != "bool" else f"test {what}", "return the result"),
        (f"return {expr}", code(f"result = {expr}", "return result")),
        (f"return {miss}",),
        returns=returns,
    )
    return cook(rng, recipe, params, inputs)
