"""Families that validate: rules with messages, check digits, dates, numbers in dotted or separated form, tags."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, written
from understudy_trainer.tasks.vocabulary.text import word


@family("rules-reported", weight=5)
def rules_reported(rng: Rng) -> Draft:
    """Which rules a password, name or code breaks: list of messages, first one, number kept, strength."""
    subject = pick(rng, ("password", "username", "code", "title", "nickname", "token"))
    lo = rng.randint(3, 8)
    hi = lo + rng.randint(3, 8)
    mark = pick(rng, "-_.!@#")
    rules = [
        ("short", f"fewer than {lo} characters", f"len($s) < {lo}"),
        ("long", f"more than {hi} characters", f"len($s) > {hi}"),
        ("digit", "no digit", "not any(c.isdigit() for c in $s)"),
        ("upper", "no upper-case letter", "not any(c.isupper() for c in $s)"),
        ("lower", "no lower-case letter", "not any(c.islower() for c in $s)"),
        ("space", "a space in it", '" " in $s'),
        ("mark", f"no {mark!r} in it", f'"{mark}" not in $s'),
        ("start", "a first character that is no letter (or no character at all)", "not $s[:1].isalpha()"),
        ("end", f"a {mark!r} at its end", f'$s.endswith("{mark}")'),
        ("double", "two equal characters side by side", "any(x == y for x, y in zip($s, $s[1:]))"),
        ("symbol", "only letters and digits", "$s.isalnum()"),
    ]
    chosen = rng.sample(rules, rng.randint(2, 4))
    listed = "; ".join(f"'{k}' for {text}" for k, text, _ in chosen)
    tests = ", ".join(f'("{k}", {code})' for k, _, code in chosen)
    steps = "\n".join(f'if {code}:\n    $out.append("{k}")' for k, _, code in chosen)
    firsts = "\n".join(f'if {code}:\n    return "{k}"' for k, _, code in chosen)
    form, returns, what, one, two, near = pick(
        rng,
        (
            ("all", "list[str]", "the names of all broken rules in this order", f"$out = []\n{steps}\nreturn $out", f"checks = [{tests}]\nreturn [name for name, broken in checks if broken]",
             f"checks = [{tests}]\nreturn [name for name, broken in checks if broken][:1]"),
            ("first", "str | None", "the name of the first broken rule, or None if it is fine", f"{firsts}\nreturn None", f"checks = [{tests}]\nreturn next((name for name, broken in checks if broken), None)",
             f"checks = [{tests}]\nreturn next((name for name, broken in reversed(checks) if broken), None)"),
            ("count", "int", "how many of these rules are broken", "return sum([" + ", ".join(c for _, _, c in chosen) + "])", "$cnt = 0\n" + "\n".join(f"if {c}:\n    $cnt += 1" for _, _, c in chosen) + "\nreturn $cnt",
             "return " + " or ".join(f"int({c})" for _, _, c in chosen)),
            ("text", "str", "'ok' if no rule is broken, otherwise the names of the broken rules joined with ', '", f"$out = []\n{steps}\nreturn \", \".join($out) or \"ok\"", f"checks = [{tests}]\nreturn \", \".join(name for name, broken in checks if broken) or \"ok\"",
             f"checks = [{tests}]\nreturn \", \".join(name for name, broken in checks if broken)"),
            ("dict", "dict[str, bool]", "a dict from each name to whether that rule is broken", "return {" + ", ".join(f'"{k}": {c}' for k, _, c in chosen) + "}", f"checks = [{tests}]\nreturn dict(checks)",
             "return {" + ", ".join(f'"{k}": not {c}' if not c.startswith("not ") else f'"{k}": {c[4:]}' for k, _, c in chosen) + "}"),
        ),
    )  # fmt: skip
    made = (
        word(rng),
        f"{word(rng)}{rng.randint(1, 99)}",
        f"Aa{mark}1bcde",
        "",
        f"1 {word(rng)}{mark}",
        "AABB7",
        word(rng).upper() * 2,
        f"{word(rng)} {word(rng)}",
    )
    row = Row(
        f"{form}|{'-'.join(sorted(k for k, _, _ in chosen))}",
        f"check_{subject} validate_{subject} {subject}_problems {subject}_errors problems_of inspect_{subject}",
        "$s: str",
        returns,
        f"""
        Check the {subject} $s against these rules ({listed}) and return {what}
        Return {what} for the {subject} $s: {listed}
        Given a {subject} $s, return {what}; broken rules are {listed}
        Validate $s and return {what}. It is broken by: {listed}
        """,
        "\n".join(f"test for {text}" for _, text, _ in chosen)
        + "\nreturn "
        + {
            "all": "the names",
            "first": "the first name",
            "count": "the count",
            "text": "the names as text",
            "dict": "the dict",
        }[form],
        (one, two),
        each(made),
        (near,),
        f"""
        A sign-up form looks at a {subject} $s. It is not accepted as it stands if it has one of these faults: {listed}. Return {what}.
        """,
    )
    return written(rng, row, {"s": (subject, "s", "text", "value", "entry")})


@family("check-digits", weight=4)
def check_digits(rng: Rng) -> Draft:
    """Weighted digit sums with a modulus: valid or not, the digit to append, the sum itself."""
    weights = pick(rng, (((1, 3), "alternately 1 and 3, starting with 1"), ((3, 1), "alternately 3 and 1, starting with 3"), ((1, 2), "alternately 1 and 2, starting with 1"),
                         ((7, 3, 1), "7, 3, 1, 7, 3, 1 and so on"), ((2, 3, 5), "2, 3, 5, 2, 3, 5 and so on"), ((), "1, 2, 3 and so on"), ((9, 1), "alternately 9 and 1, starting with 9")))  # fmt: skip
    right = rng.random() < 0.3
    mod = pick(rng, (10, 10, 11, 7, 9, 97))
    cycle, how = weights
    digits = "reversed($s)" if right else "$s"
    factor = "$i + 1" if not cycle else f"{cycle}[$i % {len(cycle)}]"
    total = (
        f"sum(({factor}) * int($c) for $i, $c in enumerate({digits}))"
        if not cycle
        else f"sum({factor} * int($c) for $i, $c in enumerate({digits}))"
    )
    loop = f"$tot = 0\nfor $i, $c in enumerate({digits}):\n    $tot += int($c) * {f'({factor})' if not cycle else factor}\n"
    side = "from the right" if right else "from the left"
    strip = '$s = "".join($c for $c in $s if $c.isdigit())\n'
    form = pick(rng, ("valid", "valid", "sum", "digit", "keep", "clean-valid"))
    codes = ["".join(str(rng.randint(0, 9)) for _ in range(rng.randint(4, 9))) for _ in range(4)]

    def weighted(code: str) -> int:
        return sum(
            (cycle[i % len(cycle)] if cycle else i + 1) * int(c) for i, c in enumerate(code[::-1] if right else code)
        )

    valid = [
        next(f"{x}{y:02d}" for y in range(100) if weighted(f"{x}{y:02d}") % mod == 0)
        if any(weighted(f"{x}{y:02d}") % mod == 0 for y in range(100))
        else "0"
        for x in ("12", "907", str(rng.randint(10, 999)))
    ]
    near_total = total.replace("int($c)", "(int($c) + 1)")
    sums = f"the digits are multiplied {side} by {how}, and added up"
    if form in ("valid", "clean-valid"):
        clean = form == "clean-valid"
        row = Row(
            f"{form}|{len(cycle)}|{side.split()[-1]}|{mod}",
            "is_valid_number check_number checksum_ok valid_code verify verify_number",
            "$s: str",
            "bool",
            f"""
            Check whether the weighted sum of the digits of $s is divisible by {mod}: {sums}{"; all other characters are ignored" if clean else ""}
            Return True if $s passes this check: {sums}, and the result is a multiple of {mod}{" (non-digits are ignored)" if clean else ""}
            Verify the {"digits in" if clean else "digit string"} $s; {sums}, and the total must be divisible by {mod}
            """,
            ("keep the digits\n" if clean else "")
            + f"multiply the digits by their weights {side}\nadd them up\ntest that the sum is a multiple of {mod}",
            (
                (strip if clean else "") + f"return {total} % {mod} == 0" if clean else f"{total} % {mod} == 0",
                (strip if clean else "") + loop + f"return $tot % {mod} == 0",
            ),
            each((*[f"{v[:2]}-{v[2:]}" if clean else v for v in valid], *codes[:3], "0")),
            (
                (strip if clean else "") + f"return {near_total} % {mod} == 0",
                (strip if clean else "") + f"return sum(int($c) for $c in $s) % {mod} == 0",
            ),
            f"""
            Members of a club have numbers that guard against typing errors. To check a number $s{", written with hyphens or spaces," if clean else ""} the following is done: {sums}. The number is right if the
            sum is divisible by {mod}. Return whether it is right.
            """,
            notes="$s contains at least one digit" if clean else "$s consists of digits only",
        )
    elif form == "sum":
        row = Row(f"{form}|{len(cycle)}|{side.split()[-1]}", "weighted_sum checksum digit_checksum control_sum", "$s: str", "int",
            f"""
            Return the weighted digit sum of $s modulo {mod}: {sums}
            Compute the checksum of the digit string $s, the remainder modulo {mod} of a weighted sum: {sums}
            """, f"multiply the digits by their weights\nadd them up\ntake the remainder modulo {mod}", (f"{total} % {mod}", loop + f"return $tot % {mod}"), each((*codes, "7", "10")), (f"{near_total} % {mod}", f"sum(int($c) for $c in $s) % {mod}"),
            notes="$s consists of digits only")  # fmt: skip
    elif form == "digit":
        row = Row(f"{form}|{len(cycle)}|{side.split()[-1]}", "check_digit control_digit append_digit with_check_digit", "$s: str", "str",
            f"""
            Return $s followed by its check digit: {sums}; the last digit of that sum is the check digit
            Append to the digit string $s the last digit of its weighted sum ({sums})
            """, "multiply the digits by their weights\nadd them up\nappend the last digit of the sum", (f"$s + str({total} % 10)", loop + "return $s + str($tot)[-1]"), each((*codes, "7", "10")), (f"$s + str({near_total} % 10)", f"$s + str({total})"),
            notes="$s consists of digits only")  # fmt: skip
    else:
        inner = total.replace("$s", "$w").replace("$c", "d")
        row = Row(f"{form}|{len(cycle)}|{side.split()[-1]}", "valid_numbers keep_valid filter_codes correct_numbers", "$ws: list[str]", "list[str]",
            f"""
            Return the digit strings in $ws whose weighted sum is divisible by {mod}: {sums}
            Keep those numbers in $ws that pass the check: {sums}, and the sum must be a multiple of {mod}
            """, "compute the weighted sum of each\nkeep those divisible", (f"[$w for $w in $ws if {inner} % {mod} == 0]",), each(([*valid, codes[0]], codes, [], valid[:1])), (f"[$w for $w in $ws if {inner} % {mod}]",))  # fmt: skip
    return written(
        rng,
        row,
        {
            "s": ("number", "code", "digits", "s"),
            "ws": ("numbers", "codes", "entries"),
            "c": ("digit", "c", "d"),
            "w": ("code_", "entry", "x"),
        },
    )
