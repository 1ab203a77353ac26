"""Families over number bases and powers."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.vocabulary.numbers import INT_NAMES, code, fname, names, one, singles


@family("num-base")
def base(rng: Rng) -> Draft:
    """Conversions between ints and digits in a base, and reductions of those digits."""
    n = one(rng, INT_NAMES)
    b = rng.choice((2, 2, 3, 4, 5, 6, 7, 8, 9, 16))
    given = rng.random() < 0.4
    p = one(rng, ("base", "b", "radix"), n)
    bb, called = (p, p) if given else (str(b), str(b))
    params = (Param(n, "int"), Param(p, "int")) if given else (Param(n, "int"),)
    acc, r = one(rng, ("digits", "out", "result"), n), one(rng, ("d", "r", "rem"), n, p)
    where = f"{n} written in base {called}"
    loop = [f"while {n} > 0:", f"    {n}, {r} = divmod({n}, {bb})"]
    loop2 = [f"while {n} > 0:"]
    kind, returns, said, body, second, miss = pick(
        rng,
        (
            (
                "list",
                "list[int]",
                (
                    f"Return the digits of {where}, most significant first",
                    f"List the base {called} digits of {n}, highest first",
                    f"Convert {n} to a list of digits in base {called}, from the most significant on",
                ),
                code(f"{acc} = []", *loop, f"    {acc}.append({r})", f"return {acc}[::-1]"),
                code(f"{acc} = []", *loop2, f"    {acc}.insert(0, {n} % {bb})", f"    {n} //= {bb}", f"return {acc}"),
                code(f"{acc} = []", *loop, f"    {acc}.append({r})", f"return {acc}"),
            ),
            (
                "sum",
                "int",
                (
                    f"Return the sum of the digits of {where}",
                    f"Add up the base {called} digits of {n}",
                    f"Compute the digit sum of {n} in base {called}",
                ),
                code(f"{acc} = 0", *loop, f"    {acc} += {r}", f"return {acc}"),
                code(f"{acc} = 0", *loop2, f"    {acc} += {n} % {bb}", f"    {n} //= {bb}", f"return {acc}"),
                code(f"{acc} = 0", *loop, f"    {acc} += 1", f"return {acc}"),
            ),
            (
                "count",
                "int",
                (
                    f"Return the number of digits of {where}, 0 for 0",
                    f"Count the base {called} digits of {n} (0 has none)",
                    f"Compute how many digits {n} has in base {called}, taking 0 to have none",
                ),
                code(f"{acc} = 0", *loop2, f"    {acc} += 1", f"    {n} //= {bb}", f"return {acc}"),
                code(f"{acc} = 0", *loop, f"    {acc} += 1", f"return {acc}"),
                code(f"{acc} = 1", *loop2, f"    {acc} += 1", f"    {n} //= {bb}", f"return {acc}"),
            ),
            (
                "zeros",
                "int",
                (
                    f"Count the zeros among the digits of {where}",
                    f"Return how many base {called} digits of {n} are zero",
                    f"Compute the number of zero digits of {n} in base {called}",
                ),
                code(f"{acc} = 0", *loop, f"    if {r} == 0:", f"        {acc} += 1", f"return {acc}"),
                code(f"{acc} = 0", *loop2, f"    {acc} += {n} % {bb} == 0", f"    {n} //= {bb}", f"return {acc}"),
                code(f"{acc} = 0", *loop, f"    if {r} != 0:", f"        {acc} += 1", f"return {acc}"),
            ),
            (
                "reverse",
                "int",
                (
                    f"Reverse the digits of {where} and return the number they form",
                    f"Return the number whose base {called} digits are those of {n} reversed",
                    f"Compute what {n} becomes when its base {called} digits are reversed",
                ),
                code(f"{acc} = 0", *loop, f"    {acc} = {acc} * {bb} + {r}", f"return {acc}"),
                code(
                    f"{acc} = 0", *loop2, f"    {acc} = {acc} * {bb} + {n} % {bb}", f"    {n} //= {bb}", f"return {acc}"
                ),
                code(f"{acc} = 0", *loop, f"    {acc} = {acc} + {bb} * {r}", f"return {acc}"),
            ),
            (
                "max",
                "int",
                (
                    f"Return the largest digit of {where}, 0 for 0",
                    f"Find the biggest base {called} digit of {n}, with 0 for 0",
                    f"Compute the maximum digit of {n} in base {called} (0 for 0)",
                ),
                code(f"{acc} = 0", *loop, f"    {acc} = max({acc}, {r})", f"return {acc}"),
                code(f"{acc} = 0", *loop, f"    if {r} > {acc}:", f"        {acc} = {r}", f"return {acc}"),
                code(f"{acc} = 0", *loop, f"    {acc} = {r}", f"return {acc}"),
            ),
        ),
    )
    values = [0, 1, b, rng.randint(2, 40), rng.randint(40, 400), b**3, rng.randint(400, 9999)]
    inputs: tuple[tuple[object, ...], ...] = (
        tuple((x, rng.choice((2, 3, 8, 10, 16))) for x in values) if given else singles(values)
    )
    name = fname(
        rng,
        [n, p],
        f"base {kind}",
        f"{kind}_in_base",
        f"base_{'n' if given else b}_{kind}",
        "to_base" if kind == "list" else f"digit_{kind}",
        f"{kind}_base_digits",
    )
    plan = (
        f"take {n} modulo {called} again and again",
        "use each digit",
        f"divide {n} by {called}",
        "return the result",
    )
    return Draft(
        name,
        params,
        returns,
        pick(rng, said),
        plan,
        (body, second),
        inputs,
        f"{kind}|{'given' if given else 'fixed'}",
        (miss,),
    )


@family("num-pow-test", held_out=True)
def power_test(rng: Rng) -> Draft:
    """Is a number a square or divisible?"""
    n, v = names(rng, [x for x in INT_NAMES if x != "i"], 2)
    k = rng.randint(2, 9)
    kind, said, first, second, miss = pick(
        rng,
        (
            (
                "square",
                (
                    f"Check whether {n} is a perfect square",
                    f"Return True if {n} is the square of an integer",
                    f"Tell whether {n} is a square number",
                ),
                code(f"if {n} < 0:", "    return False", f"return int({n} ** 0.5) ** 2 == {n}"),
                code(f"{v} = 0", f"while {v} * {v} < {n}:", f"    {v} += 1", f"return {v} * {v} == {n}"),
                f"return {n} % 2 == 0",
            ),
            (
                "multiple",
                (
                    f"Check whether {n} is divisible by {k}",
                    f"Return True if {n} is a multiple of {k}",
                    f"Tell whether {k} divides {n}",
                ),
                f"return {n} % {k} == 0",
                f"return {n} // {k} * {k} == {n}",
                f"return {n} // {k} == 0",
            ),
        ),
    )
    values = [0, 1, k, k**3, k**2 + 1, 27, 64, rng.randint(2, 120)]
    name = fname(
        rng,
        [n],
        f"is {kind}",
        f"check_{kind}",
        f"is_{kind}_{'of_' + str(k) if kind == 'multiple' else 'number'}",
    )
    return Draft(
        name,
        (Param(n, "int"),),
        "bool",
        pick(rng, said),
        ("test the number", "return True or False"),
        (first, second),
        singles(values),
        kind,
        (miss,),
    )
