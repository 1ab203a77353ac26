"""Families: safe conversion, address shape."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.families.text_shared import (
    STRING,
    checking,
    distinct,
    params,
    quoted,
    returning,
    settled,
    word,
)


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
        other = f"try:\n    number = int({s})\nexcept ValueError:\n    return {default}\nreturn {expr.replace(f'int({s})', 'number')}"  # noqa: E501
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
                    f"Convert {s} to an integer{'' if key == 'int' else f' of at least {lo}'}; fall back to {shown} if that fails",  # noqa: E501
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
                    f"Divide {s} by {y}{' rounding down' if key == 'floor' else ''}, or return {default_code} if {y} is zero",  # noqa: E501
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
    loop = f"result = []\nfor x in {s}:\n    try:\n        result.append(int(x))\n    except ValueError:\n        {'continue' if key == 'sumlist' else f'result.append({default})'}\nreturn {'sum(result)' if key == 'sumlist' else 'result'}"  # noqa: E501
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


@family("address-shape")
def address_shape(rng: Rng) -> Draft:
    """Strings that look like an e-mail address, a clock time, a date, a file name, a percentage, a version."""
    (s,) = distinct(rng, STRING)
    top, ext = pick(rng, ("com", "org", "de", "net", "io")), pick(rng, ("txt", "py", "csv", "json", "md", "log"))
    n = rng.randint(2, 5)
    mark = pick(rng, ("-", ".", "/", ":"))
    key, fact, code, near, inputs, plan = pick(
        rng,
        (
            (
                "mail",
                f"{s} looks like an e-mail address: exactly one '@', with text before it and a '.' in the part after it",  # noqa: E501
                f'if {s}.count("@") != 1:\n    return False\nuser, host = {s}.split("@")\nreturn bool(user) and "." in host',  # noqa: E501
                f'"@" in {s}',
                ("a@b.de", "ab.de", "@x.org", "a@@b.c", "joe@host", "x.y@z.com"),
                ("require exactly one @", "split there", "test both parts"),
            ),
            (
                "domain",
                f"{s} ends with '.{top}' and has something before it",
                f'{s}.endswith(".{top}") and len({s}) > {len(top) + 1}',
                f'{s}.endswith(".{top}")',
                (f"site.{top}", f".{top}", "site.xyz", top, ""),
                ("test the ending", "test the length"),
            ),
            (
                "file",
                f"{s} is the name of a .{ext} file, ignoring case",
                f'{s}.lower().endswith(".{ext}")',
                f'{s}.endswith(".{ext}")',
                (f"a.{ext}", f"A.{ext.upper()}", f"{ext}", "b.bin", ""),
                ("lowercase the name", "test its ending"),
            ),
            (
                "groups",
                f"{s} consists of {n} groups of digits separated by {mark!r}",
                f"parts = {s}.split({quoted(mark)})\nreturn len(parts) == {n} and all(p.isdigit() for p in parts)",
                f"len({s}.split({quoted(mark)})) == {n}",
                (
                    mark.join(["12"] * n),
                    mark.join(["1"] * (n + 1)),
                    mark.join(["a"] * n),
                    "",
                    "12",
                    mark.join(["3"] * (n - 1) + [""]),
                ),
                ("split at the separator", "count the groups", "test that each is digits"),
            ),
            (
                "time",
                f"{s} is a time of the form 'hh:mm' with hours up to 23 and minutes up to 59",
                f'h, _, m = {s}.partition(":")\nif len(h) != 2 or len(m) != 2 or not (h + m).isdigit():\n    return False\nreturn int(h) < 24 and int(m) < 60',  # noqa: E501
                f'":" in {s} and len({s}) == 5',
                ("12:30", "24:00", "9:15", "23:59", "1a:00", "", "10:60"),
                ("split at the colon", "test the digits", "test both ranges"),
            ),
            (
                "percent",
                f"{s} is a number from 0 to 100 followed by '%'",
                f'number = {s}.removesuffix("%")\nreturn {s}.endswith("%") and number.isdigit() and int(number) <= 100',
                f'{s}.endswith("%")',
                ("50%", "100%", "101%", "x%", "7", "%"),
                ("cut off the sign", "test that digits are left", "compare with 100"),
            ),
            (
                "name",
                f"{s} can be used as a variable name: letters, digits and underscores, not starting with a digit",
                f'return bool({s}) and not {s}[0].isdigit() and all(c.isalnum() or c == "_" for c in {s})',
                f'all(c.isalnum() or c == "_" for c in {s})',
                ("abc", "a1_b", "1a", "", "a-b", "_x"),
                ("reject the empty string", "test the first character", "test all characters"),
            ),
            (
                "hex",
                f"{s} is '#' followed by {n} hexadecimal digits",
                f'len({s}) == {n + 1} and {s}[0] == "#" and all(c in "0123456789abcdef" for c in {s}[1:].lower())',
                f'{s}.startswith("#")',
                ("#" + "f" * n, "#" + "g" * n, "a" * n, "#", "#" + "0A1b2c3"[:n], ""),
                ("test the length and the sign", "test each digit"),
            ),
        ),
    )
    return settled(
        rng,
        (f"is_{key}", f"looks_like_{key}", f"is valid {key} text", f"valid_{key}"),
        params((s, "str")),
        "bool",
        checking(rng, fact),
        plan,
        (code,),
        tuple((x,) for x in inputs),
        key,
        (near,),
    )
