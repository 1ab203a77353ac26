"""Families of checks and of errors handled: ranges, shapes of strings, brackets, passwords, safe parsing."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.families.text_shared import (
    STRING,
    checking,
    counting,
    distinct,
    letter,
    params,
    quoted,
    returning,
    settled,
    symbol,
    word,
)


@family("number-check")
def number_check(rng: Rng) -> Draft:
    """One number against one to three conditions joined by and / or."""
    (x,) = distinct(rng, ("n", "x", "value", "number", "age", "score", "amount", "k", "num"))
    lo = rng.randint(-5, 30)
    hi, d, bad = lo + rng.randint(3, 40), rng.randint(2, 9), rng.randint(0, 50)
    tests = (
        ("between", f"between {lo} and {hi} inclusive", f"{lo} <= {x} <= {hi}"),
        ("inside", f"greater than {lo} and less than {hi}", f"{lo} < {x} < {hi}"),
        ("outside", f"outside the range from {lo} to {hi}", f"not {lo} <= {x} <= {hi}"),
        ("multiple", f"a multiple of {d}", f"{x} % {d} == 0"),
        ("notmultiple", f"not divisible by {d}", f"{x} % {d} != 0"),
        ("even", "even", f"{x} % 2 == 0"),
        ("odd", "odd", f"{x} % 2 == 1"),
        ("positive", "positive", f"{x} > 0"),
        ("nonneg", "not negative", f"{x} >= 0"),
        ("not", f"different from {bad}", f"{x} != {bad}"),
        ("over", f"greater than {hi}", f"{x} > {hi}"),
        ("under", f"at most {lo}", f"{x} <= {lo}"),
        ("ends", f"a number whose last digit is {d}", f"abs({x}) % 10 == {d}"),
    )
    chosen = rng.sample(tests, pick(rng, (1, 2, 2, 3)))
    joint = pick(rng, ("and", "and", "or"))
    fact = f"{x} is " + f" {joint} ".join(t[1] for t in chosen)
    codes = [f" {joint} ".join(t[2] for t in chosen)]
    if joint == "and":
        codes.append(
            "\n".join(f"if not ({t[2]}):\n    return False" for t in chosen[:-1]) + f"\nreturn {chosen[-1][2]}"
            if len(chosen) > 1
            else f"if {chosen[0][2]}:\n    return True\nreturn False"
        )
    else:
        codes.append("\n".join(f"if {t[2]}:\n    return True" for t in chosen) + "\nreturn False")
    near = f" {'or' if joint == 'and' else 'and'} ".join(t[2] for t in chosen)
    values = dict.fromkeys((lo, hi, lo - 1, hi + 1, bad, d * rng.randint(1, 6), 0, rng.randint(-20, 80)))
    return settled(
        rng,
        (
            "is_valid",
            "check_number",
            f"is_{chosen[0][0]}",
            f"is {chosen[0][0]} {joint} {chosen[-1][0]}",
            "in_range",
            "accepts",
        ),
        params((x, "int")),
        "bool",
        checking(rng, fact),
        tuple(f"test that {x} is {t[1]}" for t in chosen),
        codes,
        tuple((v,) for v in values),
        "|".join([joint, *sorted(t[0] for t in chosen)]),
        (near if len(chosen) > 1 else f"not ({near})", chosen[0][2].replace("<=", "<")),
    )


@family("string-rules")
def string_rules(rng: Rng) -> Draft:
    """A string against one to three rules, as for passwords, codes and user names."""
    (s,) = distinct(rng, ("s", "text", "password", "code", "name", "username", "token", "value", "label", "key"))
    lo, one, mark = rng.randint(2, 9), letter(rng), symbol(rng)
    hi = lo + rng.randint(1, 6)
    rules = (
        ("min", f"has at least {lo} characters", f"len({s}) >= {lo}"),
        ("max", f"has at most {hi} characters", f"len({s}) <= {hi}"),
        ("exact", f"is exactly {lo} characters long", f"len({s}) == {lo}"),
        ("digit", "contains a digit", f"any(c.isdigit() for c in {s})"),
        ("nodigit", "contains no digit", f"not any(c.isdigit() for c in {s})"),
        ("upper", "contains an uppercase letter", f"any(c.isupper() for c in {s})"),
        ("lower", "contains a lowercase letter", f"any(c.islower() for c in {s})"),
        ("special", "contains a character that is no letter or digit", f"not all(c.isalnum() for c in {s})"),
        ("nospace", "contains no spaces", f'" " not in {s}'),
        ("first", "starts with a letter", f"{s}[:1].isalpha()"),
        ("startswith", f"starts with {one!r}", f"{s}.startswith({quoted(one)})"),
        ("ends", f"does not end with {mark!r}", f"not {s}.endswith({quoted(mark)})"),
        ("has", f"contains {mark!r}", f"{quoted(mark)} in {s}"),
        ("once", f"contains {mark!r} exactly once", f"{s}.count({quoted(mark)}) == 1"),
        ("alnum", "consists of letters and digits only", f"{s}.isalnum()"),
        ("under", "consists of letters, digits and underscores only", f'all(c.isalnum() or c == "_" for c in {s})'),
        ("digits", "consists of digits only", f"{s}.isdigit()"),
        ("repeat", "does not repeat any character", f"len(set({s})) == len({s})"),
    )
    chosen = rng.sample(rules, pick(rng, (1, 2, 2, 3, 3)))
    said = [r[1] for r in chosen]
    fact = f"{s} " + (said[0] if len(said) == 1 else ", ".join(said[:-1]) + " and " + said[-1])
    first = " and ".join(r[2] for r in chosen)
    if len(first) > 100:
        first = "return (\n    " + "\n    and ".join(r[2] for r in chosen) + "\n)"
    second = "\n".join(f"if not ({r[2]}):\n    return False" for r in chosen) + "\nreturn True"
    made = [
        word(rng),
        f"{word(rng)}{rng.randint(1, 99)}",
        f"{word(rng).title()}{mark}{rng.randint(1, 9)}",
        "",
        f"{one}{word(rng)[: max(0, lo - 1)]}",
        f"{mark}a b{mark}",
        f"{one}B{mark}xyz78901"[:hi],
        str(rng.randint(10, 99999)),
    ]
    near = (
        (" or ".join(r[2] for r in chosen), chosen[0][2])
        if len(chosen) > 1
        else (f"not ({chosen[0][2]})", f"len({s}) > {lo}")
    )
    names = (
        f"is_valid_{s}" if len(s) > 1 else "is_valid",
        f"check_{s}" if len(s) > 1 else "check_text",
        "is_acceptable",
        f"is {chosen[0][0]} valid",
        "matches_rules",
        "validate",
    )
    return settled(
        rng,
        names,
        params((s, "str")),
        "bool",
        checking(rng, fact),
        tuple(f"test that it {x}" for x in said),
        (first, second),
        tuple((m,) for m in made),
        "|".join(sorted(r[0] for r in chosen)),
        near,
    )


@family("brackets")
def brackets(rng: Rng) -> Draft:
    """Balanced brackets, nesting depth, first bad index, text inside the outer pair."""
    s, c = distinct(rng, STRING, ("c", "ch", "char"))
    o, e = pick(rng, (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">")))
    head = f'depth = 0\nfor {c} in {s}:\n    if {c} == "{o}":\n        depth += 1\n'
    kind = pick(rng, ("balanced", "depth", "mixed", "unclosed", "remove"))
    inputs: tuple[tuple[object, ...], ...]
    if kind == "mixed":
        pairs = rng.sample(("()", "[]", "{}", "<>"), rng.randint(2, 3))
        table = "{" + ", ".join(f'"{p[1]}": "{p[0]}"' for p in pairs) + "}"
        opens = "".join(p[0] for p in pairs)
        body = f'pairs = {table}\nstack = []\nfor {c} in {s}:\n    if {c} in "{opens}":\n        stack.append({c})\n    elif {c} in pairs:\n        if not stack or stack.pop() != pairs[{c}]:\n            return False\nreturn not stack'  # noqa: E501
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
            head
            + f'    elif {c} == "{e}":\n        depth -= 1\n        if depth < 0:\n            return False\nreturn depth == 0'  # noqa: E501
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
            f"depth = deepest = 0\nfor {c} in {s}:\n"
            + f'    if {c} == "{o}":\n        depth += 1\n        deepest = max(deepest, depth)\n    elif {c} == "{e}":\n        depth -= 1\nreturn deepest'  # noqa: E501
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
    body = f'result = ""\n{head}    elif {c} == "{e}":\n        depth = max(0, depth - 1)\n    elif depth == 0:\n        result += {c}\nreturn result'  # noqa: E501
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
