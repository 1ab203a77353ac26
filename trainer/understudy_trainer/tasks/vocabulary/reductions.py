"""Reductions of a generator of ints to one result."""

from __future__ import annotations

from understudy_trainer.tasks.common import Rng, pick
from understudy_trainer.tasks.vocabulary.numbers import ACCUMULATORS, code, one


def reduce_ints(rng: Rng, gen: str, what: str, v: str, *taken: str) -> tuple[str, str, str, str, str, str]:
    """(key, return annotation, summary, body, second body, near miss) of a reduction of the ints `gen` yields."""
    acc = one(rng, ACCUMULATORS, v, *taken)
    expr, source = gen.split(" for ", 1)
    head, _, test = source.partition(" if ")
    loop = [f"for {head}:"] + ([f"    if {test}:"] if test else [])
    pad = "    " * len(loop)
    table = (
        (
            "sum",
            "int",
            pick(rng, (f"Return the sum of {what}", f"Add up {what}", f"Compute the total of {what}", f"Sum {what}")),
            f"return sum({gen})",
            code(f"{acc} = 0", *loop, f"{pad}{acc} += {expr}", f"return {acc}"),
            f"return len([{gen}])",
        ),
        (
            "count",
            "int",
            pick(
                rng,
                (
                    f"Count {what}",
                    f"Return the number of {what}",
                    f"Return how many values {what} make up",
                    f"Compute the count of {what}",
                ),
            ).replace("number of the ", "number of "),
            f"return sum(1 for {source})",
            code(f"{acc} = 0", *loop, f"{pad}{acc} += 1", f"return {acc}"),
            f"return sum({gen})",
        ),
        (
            "list",
            "list[int]",
            pick(
                rng,
                (f"Return a list of {what}", f"List {what}", f"Collect {what} in a list", f"Build the list of {what}"),
            ),
            f"return [{gen}]",
            code(f"{acc} = []", *loop, f"{pad}{acc}.append({expr})", f"return {acc}"),
            f"return [{gen}][1:]",
        ),
        (
            "product",
            "int",
            pick(
                rng,
                (
                    f"Return the product of {what}",
                    f"Multiply {what} together",
                    f"Compute the product of {what}",
                    f"Take the product of {what}",
                ),
            ),
            code(f"{acc} = 1", *loop, f"{pad}{acc} *= {expr}", f"return {acc}"),
            code(f"{acc} = 1", f"for {v} in [{gen}]:", f"    {acc} *= {v}", f"return {acc}"),
            code(f"{acc} = 0", *loop, f"{pad}{acc} *= {expr}", f"return {acc}"),
        ),
        (
            "max",
            "int",
            pick(
                rng,
                (
                    f"Return the largest of {what}, or 0 if there are none",
                    f"Find the maximum of {what}, with 0 if there are none",
                    f"Get the biggest of {what} (0 if there are none)",
                    f"Compute the largest of {what}; return 0 if there are none",
                ),
            ),
            f"return max(({gen}), default=0)",
            code(f"{acc} = [{gen}]", f"return max({acc}) if {acc} else 0"),
            f"return min(({gen}), default=0)",
        ),
        (
            "min",
            "int",
            pick(
                rng,
                (
                    f"Return the smallest of {what}, or 0 if there are none",
                    f"Find the minimum of {what}, with 0 if there are none",
                    f"Get the least of {what} (0 if there are none)",
                    f"Compute the smallest of {what}; return 0 if there are none",
                ),
            ),
            f"return min(({gen}), default=0)",
            code(f"{acc} = [{gen}]", f"return min({acc}) if {acc} else 0"),
            f"return max(({gen}), default=0)",
        ),
    )
    counting = expr in (head, f"int({head})")  # counting changed values would be a riddle
    return pick(rng, [row for row in table if counting or row[0] != "count"])
