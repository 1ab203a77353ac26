"""Families: commands simulated, inventory value."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.families.text_shared import distinct, letter, params, quoted, returning, settled, word


@family("commands-simulated")
def commands_simulated(rng: Rng) -> Draft:
    """A stack, queue, counter, position or balance driven by a list of command strings."""
    cs, c = distinct(
        rng, ("commands", "ops", "actions", "steps", "instructions", "events"), ("c", "command", "op", "step")
    )
    kind = pick(rng, ("stack", "queue", "counter", "moves", "balance", "toggle"))
    up, down = pick(
        rng,
        (
            ("up", "down"),
            ("inc", "dec"),
            ("+", "-"),
            ("open", "close"),
            ("in", "out"),
            ("add", "remove"),
            ("left", "right"),
            ("win", "lose"),
        ),
    )
    n, start = rng.randint(1, 9), rng.randint(0, 20)
    tail = pick(rng, ("", "", "list"))
    if kind in ("stack", "queue"):
        put, take = pick(rng, (("push", "pop"), ("add", "drop"), ("put", "get"), ("enter", "leave")))
        s = pick(rng, ("stack", "items") if kind == "stack" else ("queue", "waiting", "line"))
        gone = "pop()" if kind == "stack" else "pop(0)"
        side = "last" if kind == "stack" else "first"
        body = f"{s} = []\nfor {c} in {cs}:\n    if {c} == {quoted(take)}:\n        if {s}:\n            {s}.{gone}\n    else:\n        {s}.append({c}.removeprefix({quoted(put + ' ')}))\nreturn {s}"  # noqa: E501
        other = f"{s} = []\nfor {c} in {cs}:\n    if {c}.startswith({quoted(put + ' ')}):\n        {s}.append({c}.split(' ', 1)[1])\n    elif {s}:\n        {s}.{gone}\nreturn {s}".replace(  # noqa: E501
            "' '", '" "'
        )
        near = body.replace(gone, "pop(0)" if kind == "stack" else "pop()")
        commands: list[list[str]] = [
            [f"{put} {word(rng)}" if rng.random() < 0.65 else take for _ in range(rng.randint(3, 6))] for _ in range(4)
        ]
        inputs: tuple[tuple[object, ...], ...] = (
            *((x,) for x in commands),
            ([],),
            ([take],),
            ([f"{put} a", f"{put} b", take],),
        )
        summary = pick(
            rng,
            (
                f"Run the {kind} commands in {cs} ('{put} x' appends x, '{take}' removes the {side} element if any) and return what is left",  # noqa: E501
                f"Simulate a {kind}: '{put} x' adds x, '{take}' removes the {side} item if there is one; return the final content",  # noqa: E501
                f"Process {cs}, where '{put} x' adds x and '{take}' takes the {side} element off, and return the remaining items as a list",  # noqa: E501
            ),
        )
        return settled(
            rng,
            (f"run_{kind}", f"simulate_{kind}", f"process_{kind}", "run_commands"),
            params((cs, "list[str]")),
            "list[str]",
            summary,
            ("start with an empty list", f"on {put!r} append the value", f"on {take!r} remove the {side} one if any"),
            (body, other),
            inputs,
            f"{kind}",
            (near,),
        )
    pool = [up, down]
    if kind == "balance":
        x = pick(rng, ("balance", "total", "amount"))
        summary = pick(
            rng,
            (
                f"Start with {start} and apply the changes in {cs}, ignoring any that would make the balance negative",
                f"Return the balance after applying the amounts in {cs} to {start}, skipping those that would take it below zero",  # noqa: E501
            ),
        )
        body = f"{x} = {start}\nfor {c} in {cs}:\n    if {x} + {c} >= 0:\n        {x} += {c}\nreturn {x}"
        inputs = tuple(([rng.randint(-15, 12) for _ in range(rng.randint(1, 6))],) for _ in range(4)) + (  # noqa: RUF005
            ([],),
            ([-start, -1, 5],),
        )
        return settled(
            rng,
            ("apply_changes", "final_balance", "account_balance"),
            params((cs, "list[int]")),
            "int",
            summary,
            (f"start with {start}", "apply a change unless the balance would become negative"),
            (body,),
            inputs,
            kind,
            (f"{start} + sum({cs})",),
        )
    if kind == "toggle":
        word_ = pick(rng, ("toggle", "flip", "switch", "click"))
        summary = pick(
            rng,
            (
                f"Return whether a lamp that starts off is on after the commands in {cs}, where {word_!r} changes its state and 'reset' turns it off",  # noqa: E501
                f"Simulate a switch that is off at first: {word_!r} inverts it, 'reset' turns it off; return the final state after {cs}",  # noqa: E501
            ),
        )
        body = f'state = False\nfor {c} in {cs}:\n    if {c} == "{word_}":\n        state = not state\n    elif {c} == "reset":\n        state = False\nreturn state'  # noqa: E501
        inputs = tuple(  # noqa: RUF005
            ([pick(rng, (word_, word_, "reset", "wait")) for _ in range(rng.randint(1, 5))],) for _ in range(4)
        ) + (([],), ([word_],), ([word_, "wait", word_],))
        return settled(
            rng,
            ("final_state", "is_on", "run_switch"),
            params((cs, "list[str]")),
            "bool",
            summary,
            ("start with False", "invert or reset the state per command"),
            (body,),
            inputs,
            kind,
            (f'{cs}.count("{word_}") % 2 == 1', "return False"),
        )
    if kind == "moves":
        summary = pick(
            rng,
            (
                f"Start at (0, 0) and follow the moves in {cs} ('N', 'S', 'E', 'W', {n} units each); return the final position",  # noqa: E501
                f"Return the (x, y) position after the compass moves in {cs}, each {n} long, starting at the origin with N as positive y",  # noqa: E501
            ),
        )
        body = f'x, y = 0, 0\nfor {c} in {cs}:\n    if {c} == "N":\n        y += {n}\n    elif {c} == "S":\n        y -= {n}\n    elif {c} == "E":\n        x += {n}\n    elif {c} == "W":\n        x -= {n}\nreturn x, y'  # noqa: E501
        other = (
            f'x = ({cs}.count("E") - {cs}.count("W")) * {n}\ny = ({cs}.count("N") - {cs}.count("S")) * {n}\nreturn x, y'
        )
        inputs = tuple(("".join(pick(rng, "NSEW") for _ in range(rng.randint(1, 8))),) for _ in range(4)) + (  # noqa: RUF005
            ("",),
            ("NNE",),
        )
        return settled(
            rng,
            ("final_position", "follow_moves", "walk"),
            params((cs, "str")),
            "tuple[int, int]",
            summary,
            ("start at the origin", f"change x or y by {n} per move"),
            (body, other),
            inputs,
            kind,
            (other.replace("return x, y", "return y, x"),),
        )
    clamp = rng.random() < 0.5
    low = f"        value = max(0, value - {n})" if clamp else f"        value -= {n}"
    rule = ", but never go below 0" if clamp else ""
    end = "history" if tail else "value"
    record = "    history.append(value)\n" if tail else ""
    summary = pick(
        rng,
        (
            f"Start at {start}; for each {up!r} in {cs} add {n}, for each {down!r} subtract {n}{rule}; return {'the value after every step' if tail else 'the final value'}",  # noqa: E501
            f"Return {'the list of values' if tail else 'the value'} of a counter that starts at {start} and changes by {n} for every {up!r} (more) or {down!r} (less) in {cs}{rule}",  # noqa: E501
        ),
    )
    body = f"value = {start}\n{'history = []' + chr(10) if tail else ''}for {c} in {cs}:\n    if {c} == {quoted(up)}:\n        value += {n}\n    elif {c} == {quoted(down)}:\n{low}\n{record}return {end}"  # noqa: E501
    inputs = tuple(([pick(rng, pool) for _ in range(rng.randint(1, 6))],) for _ in range(3)) + (  # noqa: RUF005
        ([],),
        ([down] * (start // n + 2),),
        ([up, "other", letter(rng)],),
    )
    return settled(
        rng,
        ("run_counter", "count_steps", "final_value" if not tail else "values_over_time", "apply_commands"),
        params((cs, "list[str]")),
        "list[int]" if tail else "int",
        summary,
        (f"start at {start}", f"add or subtract {n} per command{rule}", f"return the {end}"),
        (body,),
        inputs,
        f"{kind}|{clamp}|{tail}",
        (body.replace("+=", "-=", 1),),
    )


@family("inventory-value", held_out=True)
def inventory_value(rng: Rng) -> Draft:
    """Sum of price times quantity over records, tuples or two lists."""
    a, b = pick(
        rng, (("price", "number"), ("cost", "count"), ("rate", "hours"), ("weight", "amount"), ("width", "height"))
    )
    (rs,) = distinct(rng, ("items", "rows", "lines", "orders", "entries"))
    shape = pick(rng, ("dicts", "tuples", "lists"))
    some = [[(rng.randint(1, 30), rng.randint(0, 9)) for _ in range(size)] for size in (3, 2, 4, 1, 0)]
    if shape == "dicts":
        inputs: tuple[tuple[object, ...], ...] = tuple(([{a: x, b: y} for x, y in s],) for s in some)
        ps, phrase, expression, head = (
            params((rs, "list[dict[str, int]]")),
            f"the sum of {a} times {b} over the dicts in {rs}",
            f'r["{a}"] * r["{b}"]',
            f"for r in {rs}",
        )
    elif shape == "tuples":
        inputs = tuple((s,) for s in some)
        ps, phrase, expression, head = (
            params((rs, "list[tuple[int, int]]")),
            f"the sum of {a} times {b} over the ({a}, {b}) tuples in {rs}",
            f"{a} * {b}",
            f"for {a}, {b} in {rs}",
        )
    else:
        inputs = tuple(([x for x, _ in s], [y for _, y in s]) for s in some)
        ps, phrase, expression, head = (
            params((f"{a}s", "list[int]"), (f"{b}s" if not b.endswith("s") else f"all_{b}", "list[int]")),
            f"the total of each {a} times the {b} at the same position",
            "x * y",
            "",
        )
        head = f"for x, y in zip({ps[0].name}, {ps[1].name})"
    return settled(
        rng,
        ("total_value", f"total_{a}", "inventory_value", "grand_total"),
        ps,
        "int",
        returning(rng, phrase),
        (f"multiply {a} and {b} of each", "add up the products"),
        (f"sum({expression} {head})", f"total = 0\n{head}:\n    total += {expression}\nreturn total"),
        inputs,
        shape,
        (f"sum({expression.replace('*', '+')} {head})",),
    )
