"""Families of checks: ranges of numbers, rules for strings, shapes of addresses, dates and versions."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import (
    STRING,
    checking,
    distinct,
    letter,
    params,
    quoted,
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
                f"{s} looks like an e-mail address: exactly one '@', with text before it and a '.' in the "
                "part after it",
                f'if {s}.count("@") != 1:\n'
                "    return False\n"
                f'user, host = {s}.split("@")\n'
                'return bool(user) and "." in host',
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
                f'h, _, m = {s}.partition(":")\n'
                "if len(h) != 2 or len(m) != 2 or not (h + m).isdigit():\n"
                "    return False\n"
                "return int(h) < 24 and int(m) < 60",
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
