"""Families of everyday arithmetic: operations on two numbers, formulas, clamping, percentages, units, shapes (part 4)."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.families.num_words import Recipe, code, cook, literal

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
        inputs: tuple[tuple[object, ...], ...] = tuple(
            ((r(-9, 9), r(-9, 9)), (r(-9, 9), r(-9, 9))) for _ in range(4)
        ) + (((2, 3), (2, 3)), ((0, 0), (3, 4)), ((0, 0), (k, 0)))
    else:
        params = _ints(w, h) if group == "flat" else _ints(w, h, d)
        inputs = tuple(tuple(r(1, 20) for _ in params) for _ in range(4)) + (
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
