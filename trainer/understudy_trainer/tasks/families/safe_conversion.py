"""Family of conversions and look-ups with a default instead of an exception."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import distinct, params, returning, settled, word


@family("safe-conversion")
def safe_conversion(rng: Rng) -> Draft:
    """Parsing, dividing, indexing with a default instead of an exception."""
    s, y = distinct(rng, ("s", "text", "value", "raw", "x", "token"), ("b", "divisor", "other", "i", "n"))
    d = rng.randint(-9, 99)
    default, shown, opt = pick(
        rng,
        (
            (str(d), str(d), False),
            (str(d), str(d), False),
            ("None", "None", True),
            ("0", "0", False),
            ("-1", "-1", False),
        ),
    )
    int_type = "int | None" if opt else "int"
    guard = "try:\n    return {}\nexcept {}:\n    return " + default
    strings = [str(rng.randint(1, 500)), "abc", "", f"-{rng.randint(1, 9)}", " 7 ", "3.5", word(rng)]
    key = pick(rng, ("int", "clampint", "divide", "floor", "index", "key", "list", "sumlist", "float"))
    nums = [rng.randint(-9, 30) for _ in range(4)]
    if key in ("int", "clampint"):
        lo = rng.randint(0, 10)
        expr = f"int({s})" if key == "int" else f"max({lo}, int({s}))"
        what = f"{s} as an integer{'' if key == 'int' else f', but at least {lo}'}, or {shown} if it cannot be parsed"
        other = (
            "try:\n"
            f"    number = int({s})\n"
            "except ValueError:\n"
            f"    return {default}\n"
            f"return {expr.replace(f'int({s})', 'number')}"
        )
        return settled(
            rng,
            ("parse_int", "to_int", "int_or_default", "safe_int"),
            params((s, "str")),
            int_type,
            pick(
                rng,
                (
                    returning(rng, what),
                    f"Parse {what}",
                    f"Convert {s} to an integer{'' if key == 'int' else f' of at least {lo}'}; fall back to "
                    f"{shown} if that fails",
                ),
            ),
            ("try to convert", f"return {shown} on a ValueError"),
            (guard.format(expr, "ValueError"), other),
            tuple((x,) for x in strings),
            f"{key}|{opt}",
            (f"int({s}) if {s}.isdigit() else {default}",),
        )
    if key == "float":
        return settled(
            rng,
            ("parse_float", "to_float", "safe_float"),
            params((s, "str")),
            "float | None",
            f"{pick(rng, ('Parse', 'Convert', 'Read'))} {s} as a float, or return None if it is not a number",
            ("try to convert", "return None on a ValueError"),
            (f"try:\n    return float({s})\nexcept ValueError:\n    return None",),
            tuple((x,) for x in strings),
            key,
            (f"float({s}) if {s}.isdigit() else None",),
        )
    if key in ("divide", "floor"):
        op, noun = ("/", "quotient") if key == "divide" else ("//", "integer quotient")
        default_code = default if opt or key == "floor" else f"{default}.0"
        codes = (
            f"try:\n    return {s} {op} {y}\nexcept ZeroDivisionError:\n    return {default_code}",
            f"if {y} == 0:\n    return {default_code}\nreturn {s} {op} {y}",
        )
        return settled(
            rng,
            ("safe_divide", "divide", "divide_or_default", "ratio"),
            params((s, "int"), (y, "int")),
            ("float" if key == "divide" else "int") + (" | None" if opt else ""),
            pick(
                rng,
                (
                    f"Divide {s} by {y}{' rounding down' if key == 'floor' else ''}, or return {default_code} "
                    f"if {y} is zero",
                    f"Return the {noun} of {s} and {y}, {default_code} when dividing by zero",
                    f"Compute {s} {op} {y}; return {default_code} for a zero divisor",
                ),
            ),
            ("check for a zero divisor", "divide"),
            codes,
            ((7, 2), (nums[0], 0), (nums[1], 4), (0, 5), (-9, 2), (0, 0)),
            f"{key}|{opt}",
            (f"{y} {op} {s} if {s} else {default_code}",),
        )
    if key == "index":
        codes = (
            guard.format(f"{s}[{y}]", "IndexError"),
            f"if -len({s}) <= {y} < len({s}):\n    return {s}[{y}]\nreturn {default}",
        )
        return settled(
            rng,
            ("get_at", "safe_index", "item_or_default"),
            params((s, "list[int]"), (y, "int")),
            int_type,
            pick(
                rng,
                (
                    f"Return the element of {s} at index {y}, or {shown} if there is no such index",
                    f"Get {s}[{y}], or {shown} if {y} is out of range",
                ),
            ),
            ("try to index", f"return {shown} on an IndexError"),
            codes,
            ((nums, 0), (nums, 9), (nums, -1), ([], 0), (nums, 4), ([5], -2)),
            f"{key}|{opt}",
            (f"{s}[{y}] if {y} > 0 and {y} < len({s}) else {default}",),
        )
    if key == "key":
        codes = (guard.format(f"{s}[{y}]", "KeyError"), f"{s}.get({y}, {default})")
        return settled(
            rng,
            ("get_key", "value_or_default", "lookup"),
            params((s, "dict[str, int]"), (y, "str")),
            int_type,
            f"{pick(rng, ('Return', 'Get', 'Look up'))} the value stored in {s} under {y}, or {shown} if there is none",
            ("try to look it up", f"return {shown} on a KeyError"),
            codes,
            (({"a": 1}, "a"), ({"a": 1}, "b"), ({}, "x"), ({"k": nums[0], "m": 0}, "m")),
            f"{key}|{opt}",
            (f"{s}[{y}] if {s} else {default}",),
        )
    loop = (
        "result = []\n"
        f"for x in {s}:\n"
        "    try:\n"
        "        result.append(int(x))\n"
        "    except ValueError:\n"
        f"        {'continue' if key == 'sumlist' else f'result.append({default})'}\n"
        f"return {'sum(result)' if key == 'sumlist' else 'result'}"
    )
    what = (
        f"the sum of the integers among the strings in {s}, ignoring the others"
        if key == "sumlist"
        else f"the strings in {s} as integers, with {shown} for those that cannot be parsed"
    )
    return settled(
        rng,
        ("parse_all", "to_ints", "convert_list") if key == "list" else ("sum_valid", "sum_parsed", "total_of_numbers"),
        params((s, "list[str]")),
        "int" if key == "sumlist" else "list[int | None]" if opt else "list[int]",
        returning(rng, what, f"a list of strings {s}"),
        (
            "try to convert each string",
            "skip the failures" if key == "sumlist" else f"use {shown} on failure",
            *(["add them up"] if key == "sumlist" else []),
        ),
        (loop,),
        ((strings,), (["1", "x", "2"],), ([],), (["-4", "07"],)),
        f"{key}|{opt if key == 'list' else ''}",
        (f"sum(int(x) for x in {s} if x.isdigit())" if key == "sumlist" else f"[int(x) for x in {s} if x.isdigit()]",),
    )
