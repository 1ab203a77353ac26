"""Families of steps: a rule repeated, recursion over a list."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.recipes.recipe import Recipe, cook
from understudy_trainer.tasks.vocabulary.conditions import condition
from understudy_trainer.tasks.vocabulary.numbers import INT_NAMES, LIST_NAMES, LOOP_NAMES, code, lists, one, singles


@family("num-simulate")
def simulate(rng: Rng) -> Draft:
    """Repeat a step a number of times or until a limit; return the value, the count or the path."""
    n = one(rng, INT_NAMES)
    k, m, times, limit = rng.randint(2, 5), rng.randint(2, 9), rng.randint(2, 8), rng.randint(50, 300)
    key, text, expr = pick(
        rng,
        (
            ("times", f"multiply it by {k}", f"{n} * {k}"),
            ("affine", f"multiply it by {k} and add {m}", f"{n} * {k} + {m}"),
            ("plus", f"add {m}", f"{n} + {m}"),
            (
                "parity",
                f"halve it if it is even, otherwise multiply it by {k} and add {m}",
                f"{n} // 2 if {n} % 2 == 0 else {n} * {k} + {m}",
            ),
            ("grow", f"add {m} if it is odd, otherwise double it", f"{n} + {m} if {n} % 2 else {n} * 2"),
        ),
    )
    end = pick(rng, ("fixed", "path", "sum") if key == "parity" else ("fixed", "path", "until", "value", "sum"))
    if end in ("fixed", "path", "sum"):
        give = {
            "fixed": "return the final value",
            "path": "return all values met, starting with the first",
            "sum": "return the sum of the values reached",
        }[end]
        said = (
            f"Starting from {n}, {times} times over: {text}; {give}",
            f"Repeat this step {times} times on {n}: {text}. Then {give}",
            f"Take {n} and {times} times in a row {text}; {give}",
        )
        pre, add, ret = {
            "fixed": ((), (), n),
            "path": ((f"path = [{n}]",), (f"    path.append({n})",), "path"),
            "sum": (("reached = 0",), (f"    reached += {n}",), "reached"),
        }[end]
        body = code(*pre, f"for _ in range({times}):", f"    {n} = {expr}", *add, f"return {ret}")
        wrong = body.replace(f"range({times})", f"range({times - 1})")
    else:
        give = "return the number of steps" if end == "until" else "return the value reached"
        said = (
            f"While the positive number {n} is below {limit}, {text}; {give}",
            f"Starting from {n} > 0, {text} again and again until it is at least {limit}; {give}",
            f"Given a positive {n}, {text} as long as it is less than {limit} and {give}",
        )
        pre, add, ret = (("steps = 0",), ("    steps += 1",), "steps") if end == "until" else ((), (), n)
        body = code(*pre, f"while {n} < {limit}:", f"    {n} = {expr}", *add, f"return {ret}")
        wrong = body.replace(f"< {limit}", f"<= {limit * 2}")
    recipe = Recipe(
        f"{key}|{end}",
        said,
        (f"{key}_{end}", "simulate", "run_steps", f"repeat_{key}", "steps_until" if end == "until" else "evolve"),
        (f"repeat: {text}", give),
        (body,),
        (wrong,),
        (),
        "list[int]" if end == "path" else "int",
    )
    return cook(rng, recipe, (Param(n, "int"),), singles((1, 2, 3, rng.randint(4, 40), limit, limit + 1)))


@family("num-recursive-list")
def recursive_list(rng: Rng) -> Draft:
    """Recursion over a list: head and rest."""
    xs = one(rng, LIST_NAMES)
    v = one(rng, LOOP_NAMES, xs)
    cond = condition(rng)
    np, test = cond.np(rng, "numbers"), cond.on(f"{xs}[0]")
    gen = f"{v} for {v} in {xs} if {cond.on(v)}"
    key, word, base, take, skip, plain, miss = pick(
        rng,
        (
            ("sum", "Return the sum of", "0", f"{xs}[0] + SELF({xs}[1:])", f"SELF({xs}[1:])", f"sum({gen})", "1"),
            ("count", "Count", "0", f"1 + SELF({xs}[1:])", f"SELF({xs}[1:])", f"len([{gen}])", "1"),
            ("list", "Return a list of", "[]", f"[{xs}[0]] + SELF({xs}[1:])", f"SELF({xs}[1:])", f"[{gen}]", "[0]"),
            (
                "reverse",
                "Return in reverse order",
                "[]",
                f"SELF({xs}[1:]) + [{xs}[0]]",
                f"SELF({xs}[1:])",
                f"[{gen}][::-1]",
                "[0]",
            ),
        ),
    )
    said = tuple(
        t.format(w=word, l=word.lower())
        for t in (
            f"{{w}} the {np} in {xs}, using recursion",
            f"{{w}} the {np} in {xs} recursively",
            f"Recursively {{l}} the {np} in {xs}",
            f"Without a loop, {{l}} the {np} in {xs}",
        )
    )
    body = code(f"if not {xs}:", f"    return {base}", f"if {test}:", f"    return {take}", f"return {skip}")
    recipe = Recipe(
        f"{key}|{cond.key}",
        said,
        (f"{key}_{cond.key}", f"recursive_{key}", f"{key}_rec"),
        ("an empty list is the base case", "look at the first number", "recurse on the rest"),
        (body, f"return {plain}"),
        (body.replace(f"return {base}", f"return {miss}", 1),),
        (),
        "list[int]" if base == "[]" else "int",
    )
    return cook(rng, recipe, (Param(xs, "list[int]"),), singles(lists(rng, cond.edges)))
