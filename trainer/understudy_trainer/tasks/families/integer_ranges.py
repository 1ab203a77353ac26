"""Family over ranges of ints: keep some, change each, reduce."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.vocabulary.conditions import change, condition
from understudy_trainer.tasks.vocabulary.numbers import LOOP_NAMES, fname, one
from understudy_trainer.tasks.vocabulary.reductions import reduce_ints


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
    same = same and (kind, cond.key) != ("between", "even")
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
