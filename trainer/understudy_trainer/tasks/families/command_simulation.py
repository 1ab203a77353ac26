"""Family of stacks, queues, counters and positions driven by a list of commands."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import distinct, letter, params, quoted, settled, word


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
        body = (
            f"{s} = []\n"
            f"for {c} in {cs}:\n"
            f"    if {c} == {quoted(take)}:\n"
            f"        if {s}:\n"
            f"            {s}.{gone}\n"
            "    else:\n"
            f"        {s}.append({c}.removeprefix({quoted(put + ' ')}))\n"
            f"return {s}"
        )
        other = (
            f"{s} = []\n"
            f"for {c} in {cs}:\n"
            f"    if {c}.startswith({quoted(put + ' ')}):\n"
            f"        {s}.append({c}.split(' ', 1)[1])\n"
            f"    elif {s}:\n"
            f"        {s}.{gone}\n"
            f"return {s}".replace("' '", '" "')
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
                f"Run the {kind} commands in {cs} ('{put} x' appends x, '{take}' removes the {side} element "
                "if any) and return what is left",
                f"Simulate a {kind}: '{put} x' adds x, '{take}' removes the {side} item if there is one; "
                "return the final content",
                f"Process {cs}, where '{put} x' adds x and '{take}' takes the {side} element off, and return "
                "the remaining items as a list",
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
                f"Return the balance after applying the amounts in {cs} to {start}, skipping those that would "
                "take it below zero",
            ),
        )
        body = f"{x} = {start}\nfor {c} in {cs}:\n    if {x} + {c} >= 0:\n        {x} += {c}\nreturn {x}"
        inputs = (
            *(([rng.randint(-15, 12) for _ in range(rng.randint(1, 6))],) for _ in range(4)),
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
                f"Return whether a lamp that starts off is on after the commands in {cs}, where {word_!r} "
                "changes its state and 'reset' turns it off",
                f"Simulate a switch that is off at first: {word_!r} inverts it, 'reset' turns it off; return "
                f"the final state after {cs}",
            ),
        )
        body = (
            "state = False\n"
            f"for {c} in {cs}:\n"
            f'    if {c} == "{word_}":\n'
            "        state = not state\n"
            f'    elif {c} == "reset":\n'
            "        state = False\n"
            "return state"
        )
        inputs = (
            *(([pick(rng, (word_, word_, "reset", "wait")) for _ in range(rng.randint(1, 5))],) for _ in range(4)),
            ([],),
            ([word_],),
            ([word_, "wait", word_],),
        )
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
                f"Start at (0, 0) and follow the moves in {cs} ('N', 'S', 'E', 'W', {n} units each); return "
                "the final position",
                f"Return the (x, y) position after the compass moves in {cs}, each {n} long, starting at the "
                "origin with N as positive y",
            ),
        )
        body = (
            "x, y = 0, 0\n"
            f"for {c} in {cs}:\n"
            f'    if {c} == "N":\n'
            f"        y += {n}\n"
            f'    elif {c} == "S":\n'
            f"        y -= {n}\n"
            f'    elif {c} == "E":\n'
            f"        x += {n}\n"
            f'    elif {c} == "W":\n'
            f"        x -= {n}\n"
            "return x, y"
        )
        other = (
            f'x = ({cs}.count("E") - {cs}.count("W")) * {n}\ny = ({cs}.count("N") - {cs}.count("S")) * {n}\nreturn x, y'
        )
        inputs = (
            *(("".join(pick(rng, "NSEW") for _ in range(rng.randint(1, 8))),) for _ in range(4)),
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
            f"Start at {start}; for each {up!r} in {cs} add {n}, for each {down!r} subtract {n}{rule}; return "
            f"{'the value after every step' if tail else 'the final value'}",
            f"Return {'the list of values' if tail else 'the value'} of a counter that starts at {start} and "
            f"changes by {n} for every {up!r} (more) or {down!r} (less) in {cs}{rule}",
        ),
    )
    body = (
        f"value = {start}\n"
        f"{'history = []' + chr(10) if tail else ''}for {c} in {cs}:\n"
        f"    if {c} == {quoted(up)}:\n"
        f"        value += {n}\n"
        f"    elif {c} == {quoted(down)}:\n"
        f"{low}\n"
        f"{record}return {end}"
    )
    inputs = (
        *(([pick(rng, pool) for _ in range(rng.randint(1, 6))],) for _ in range(3)),
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
