"""Family over brackets: balanced, how deep, what stands outside them."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import (
    STRING,
    checking,
    counting,
    distinct,
    params,
    returning,
    settled,
    word,
)


@family("brackets")
def brackets(rng: Rng) -> Draft:
    """Balanced brackets, nesting depth, first bad index, text inside the outer pair."""
    s, c = distinct(rng, STRING, ("c", "ch", "char"))
    o, e = pick(rng, (("(", ")"), ("[", "]"), ("{", "}")))
    head = f'depth = 0\nfor {c} in {s}:\n    if {c} == "{o}":\n        depth += 1\n'
    kind = pick(rng, ("balanced", "depth", "mixed", "unclosed", "remove"))
    inputs: tuple[tuple[object, ...], ...]
    if kind == "mixed":
        pairs = rng.sample(("()", "[]", "{}", "<>"), rng.randint(2, 3))
        table = "{" + ", ".join(f'"{p[1]}": "{p[0]}"' for p in pairs) + "}"
        opens = "".join(p[0] for p in pairs)
        body = (
            f"pairs = {table}\n"
            "stack = []\n"
            f"for {c} in {s}:\n"
            f'    if {c} in "{opens}":\n'
            f"        stack.append({c})\n"
            f"    elif {c} in pairs:\n"
            f"        if not stack or stack.pop() != pairs[{c}]:\n"
            "            return False\n"
            "return not stack"
        )
        near = " and ".join(f'{s}.count("{p[0]}") == {s}.count("{p[1]}")' for p in pairs)
        p, q = pairs[0], pairs[1]
        inputs = (
            (f"a{p[0]}b{q}c{p[1]}",),
            (f"{p[0]}{q[0]}{p[1]}{q[1]}",),
            ("",),
            (p[0],),
            (p[1] + p[0],),
            (p + q + word(rng),),
        )
        shown = ", ".join(pairs[:-1]) + " and " + pairs[-1]
        return settled(
            rng,
            ("is_balanced", "brackets_match", "balanced brackets check"),
            params((s, "str")),
            "bool",
            checking(rng, f"the brackets {shown} in {s} are balanced and properly nested"),
            ("push every opening bracket", "pop at a closing one and compare", "nothing may be left over"),
            (body,),
            inputs,
            f"mixed{len(pairs)}",
            (near,),
            ("Other characters are ignored",),
        )
    inputs = tuple(
        (t,)
        for t in (
            f"{o}a{o}b{e}{e}",
            f"{e}{o}",
            "",
            o,
            f"{word(rng)}{o}{word(rng)}{e}",
            f"{o}{e}{o}{e}",
            f"{o}{o}{o}{e}",
        )
    )
    ps = params((s, "str"))
    if kind == "balanced":
        body = (
            head + f'    elif {c} == "{e}":\n'
            "        depth -= 1\n"
            "        if depth < 0:\n"
            "            return False\n"
            "return depth == 0"
        )
        return settled(
            rng,
            ("is_balanced", "balanced brackets check", "is_closed"),
            ps,
            "bool",
            checking(rng, f"every {o!r} in {s} is closed by a later {e!r} and no {e!r} comes too early"),
            ("count the open brackets", "fail when the count drops below zero", "the count must end at zero"),
            (body,),
            inputs,
            kind,
            (f'{s}.count("{o}") == {s}.count("{e}")',),
        )
    if kind == "depth":
        body = (
            f"depth = deepest = 0\nfor {c} in {s}:\n" + f'    if {c} == "{o}":\n'
            "        depth += 1\n"
            "        deepest = max(deepest, depth)\n"
            f'    elif {c} == "{e}":\n'
            "        depth -= 1\n"
            "return deepest"
        )
        return settled(
            rng,
            ("max_depth", "nesting_depth", "deepest bracket level"),
            ps,
            "int",
            returning(rng, f"the deepest nesting of {o!r} and {e!r} in {s}"),
            ("raise the depth at an opening bracket", "remember the largest depth", "lower it at a closing one"),
            (body,),
            inputs,
            kind,
            (f'{s}.count("{o}")',),
        )
    if kind == "unclosed":
        body = head + f'    elif {c} == "{e}" and depth:\n        depth -= 1\nreturn depth'
        return settled(
            rng,
            ("count_unclosed", "open_brackets", "missing closing brackets"),
            ps,
            "int",
            counting(rng, f"{o!r} in {s} that are never closed by a later {e!r}"),
            ("count up at an opening bracket", "count down at a closing one if any is open"),
            (body,),
            inputs,
            kind,
            (f'{s}.count("{o}") - {s}.count("{e}")',),
        )
    body = (
        'result = ""\n'
        f'{head}    elif {c} == "{e}":\n'
        "        depth = max(0, depth - 1)\n"
        "    elif depth == 0:\n"
        f"        result += {c}\n"
        "return result"
    )
    return settled(
        rng,
        ("strip_bracketed", "remove_parts_in_brackets", "outside_brackets"),
        ps,
        "str",
        returning(rng, f"{s} without the parts between {o!r} and {e!r}, brackets included"),
        ("track the bracket depth", "keep characters at depth zero"),
        (body,),
        inputs,
        kind,
        (f'{s}.replace("{o}", "").replace("{e}", "")',),
    )
