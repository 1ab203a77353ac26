"""Families of everyday arithmetic: operations on two numbers, formulas, clamping, percentages, units, shapes, bands."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.families.num_words import code, fname, literal

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
        _ints(a, b),
        returns,
        summary,
        plan,
        (f"return {body}", second),
        _pair_inputs(rng),
        f"{key}|{post}",
        (f"return {full.format(e=miss)}",),
    )
