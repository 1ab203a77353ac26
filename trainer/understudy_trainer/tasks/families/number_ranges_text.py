"""Families over ranges and amounts written as text: "1-3,5", "1h30m", "10KB"."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, Use, written

EXPAND = """
$out = []
for $p in $s.split("$sep"):
    if "$dash" in $p:
        low, high = $p.split("$dash")
        $out.extend(range(int(low), int(high) + 1))
    elif $p:
        $out.append(int($p))
return {}
"""


@family("range-text", weight=3.5)
def range_text(rng: Rng) -> Draft:
    """Page ranges such as "1-3,5": expanded, counted, tested, written."""
    sep, dash = pick(rng, ((",", "-"), (";", "-"), (",", ".."), (" ", "-"), ("+", ":"), (",", ":")))
    n = rng.randint(10, 30)

    def text(*parts: tuple[int, int]) -> str:
        return sep.join(str(a) if a == b else f"{a}{dash}{b}" for a, b in parts)

    texts = [text((1, 3), (5, 5)), text((n, n + 4)), "", text((7, 7), (2, 4), (9, 9)), text((4, 6), (5, 8)), str(n)]
    form = f"numbers and ranges like '{text((1, 3), (5, 5))}' (both ends included, {sep!r} between them)"
    asked = {
        "expand": ("list[int]", f"the numbers named by $s, which holds {form}", "$out", "$out[:-1]", "in the order of the text"),
        "sorted": ("list[int]", f"the different numbers named by $s, which holds {form}, in ascending order",
                   "sorted(set($out))", "sorted($out)", "in ascending order"),
        "count": ("int", f"how many different numbers $s names; it holds {form}", "len(set($out))", "len($out)", "as a count"),
        "sum": ("int", f"the sum of the numbers named by $s, which holds {form}, overlaps counted twice", "sum($out)",
                "sum(set($out))", "as a sum"),
        "largest": ("int | None", f"the largest number named by $s, which holds {form}, or None for an empty text",
                    "max($out, default=None)", "min($out, default=None)", "or None"),
        "contains": ("bool", f"True if the number $n is named by $s, which holds {form}, otherwise False", "$n in $out",
                     "str($n) in $s", "as a bool"),
    }  # fmt: skip
    key = pick(rng, (*asked, "write", "write", "clean"))
    if key in asked:
        returns, what, code, near, _ = asked[key]
        number = ", $n: int" if key == "contains" else ""
        row = Row(
            f"{key}|{'usual' if sep + dash == ',-' else 'other'}",
            f"{key}_ranges parse_ranges {key}_pages pages_{key} read_ranges",
            f"$s: str{number}",
            returns,
            f"""
            Return {what}
            Given a text $s, return {what}
            Parse $s and return {what}
            Find {what}
            """,
            f"split at '{sep}'\nexpand each range, its end included\nreturn what is asked",
            (EXPAND.format(code),),
            [(t, rng.choice((2, 5, n, 6))) if number else (t,) for t in texts],
            (EXPAND.format(near) if key != "contains" else near, EXPAND.format(code).replace(" + 1))", "))")),
            f"""
            A print dialog lets people type pages as $s: single numbers and ranges such as '{text((2, 4), (9, 9))}', where a range includes
            both ends. An empty text names no pages. Return {what.split(", which")[0].split("; it holds")[0].replace(" named by $s", " that $s names")}{", overlaps counted twice" if key == "sum" else ""}{", in ascending order" if key == "sorted" else ""}{", or None for an empty text" if key == "largest" else ""}{", otherwise False" if key == "contains" else ""}.
            """,
            notes="An empty text names no numbers",
        )
        return written(rng, row, {"sep": sep, "dash": dash, "n": ("n", "page", "number", "wanted")})
    lists = each(([1, 2, 3, 5], [n, n + 1], [7], [], [1, 3, 4, 5, 9, 10], [2, 4, 6]))
    source = "sorted(set($n))" if key == "clean" else "$n"
    given = (
        "a list of integers $n, possibly unsorted and with repeats"
        if key == "clean"
        else "a strictly ascending list of integers $n"
    )
    if key == "clean":
        lists = each(([3, 1, 2, 5], [n, n], [7, 6], [], [9, 1, 4, 5, 3, 10], [2, 6, 4]))
    build = f"""
    ranges = []
    for x in {source}:
        if ranges and ranges[-1][1] == x - 1:
            ranges[-1][1] = x
        else:
            ranges.append([x, x])
    return "$sep".join(str(a) if a == b else f"{{a}}$dash{{b}}" for a, b in ranges)
    """
    row = Row(
        f"{key}|{'usual' if sep + dash == ',-' else 'other'}",
        "write_ranges compress_ranges ranges_to_text format_pages collapse_numbers",
        "$n: list[int]",
        "str",
        f"""
        Given {given}, write it in short: runs of consecutive numbers as 'first{dash}last', {sep!r} between the parts
        Return $n, {given.replace(" $n", "")}, as text in which runs of consecutive integers become 'first{dash}last', joined with {sep!r}
        Compress {given} to text such as '{text((1, 3), (5, 5))}'
        """,
        "extend the last run if the number follows it\notherwise start a new run\nwrite each run and join them",
        (build,),
        lists,
        (build.replace("str(a) if a == b else ", ""), build.replace("x - 1", "x + 1")),
        f"""
        You are given {given}. Neighbouring numbers are to be folded into ranges: three numbers 4, 5, 6 become '4{dash}6', a number on its
        own stays as it is. Return the parts joined with {sep!r}; an empty list gives an empty string.
        """,
    )
    return written(rng, row, {"sep": sep, "dash": dash, "n": ("numbers", "pages", "nums", "values")})


UNITS = (
    ("time", "duration", (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)), "seconds"),
    ("minutes", "duration", (("w", 10080), ("d", 1440), ("h", 60), ("m", 1)), "minutes"),
    ("coins", "sum of money in old coins", (("L", 240), ("s", 12), ("d", 1)), "pence"),
    ("length", "length", (("y", 36), ("f", 12), ("i", 1)), "inches"),
    ("weight", "weight", (("t", 1000000), ("k", 1000), ("g", 1)), "grams"),
    ("eggs", "number of eggs", (("G", 144), ("D", 12), ("e", 1)), "eggs"),
)  # fmt: skip


@family("unit-text", weight=4)
def unit_text(rng: Rng) -> Draft:
    """Amounts with several units such as "1h30m": read, added, compared, written."""
    key, noun, units, base = pick(rng, UNITS)
    units = units[rng.randint(0, len(units) - 2) :] if len(units) > 2 else units
    table = "{" + ", ".join(f'"{u}": {v}' for u, v in units) + "}"
    legend = ", ".join(f"'{u}' = {v}" for u, v in units)
    inside = rng.random() < 0.5

    def text(values: tuple[int, ...]) -> str:
        return "".join(f"{v}{u}" for v, (u, _) in zip(values, units, strict=False) if v) or f"0{units[-1][0]}"

    made = [text(tuple(rng.randint(0, 12) for _ in units)) for _ in range(4)] + [f"5{units[-1][0]}", f"1{units[0][0]}"]
    read = f"""
    units = {table}
    $tot = 0
    number = ""
    for $c in $s:
        if $c.isdigit():
            number += $c
        else:
            $tot += int(number) * units[$c]
            number = ""
    return $tot
    """
    regex = 'return sum(int(number) * {}[unit] for number, unit in re.findall(r"(\\d+)([a-zA-Z])", {}))'
    above = "" if inside else f"UNITS = {table}\n"
    name = table if inside else "UNITS"
    if not inside:
        read = read.replace(f"    units = {table}\n", "").replace("units[$c]", "UNITS[$c]")
    form = pick(rng, ("read", "read", "sum", "longest", "write", "write-short"))
    use: Use = {
        "s": ("s", "text", "duration", "amount", "spec", "value"),
        "ws": ("parts_list", "amounts", "items", "entries", "texts"),
    }
    if form == "read":
        row = Row(
            f"{form}|{key}|{len(units)}",
            f"parse_{key} to_{base} {base}_of read_{key} {key}_to_{base}",
            "$s: str",
            "int",
            f"""
            Convert $s, a {noun} such as '{made[0]}', to {base} ({legend})
            Return the {base} in $s, where a number stands before each unit letter: {legend}
            Parse the {noun} $s like '{made[1]}' and return it in {base} ({legend})
            Compute how many {base} the {noun} $s amounts to; units are {legend}
            """,
            "collect digits until a unit letter comes\nadd the number times the unit\nreturn the total",
            (regex.format(name, "$s"), read),
            each((*made, "")),
            ('return sum(int(number) for number in re.findall(r"\\d+", $s))',),
            f"""
            A {noun} is written as numbers with unit letters, such as '{made[2]}'. The units in {base} are {legend}. Given such a text $s, return
            its value in {base}. An empty text is worth 0.
            """,
            notes="Return 0 for an empty text",
            imports="import re",
            above=above,
        )
    elif form in ("sum", "longest"):
        what = (
            f"the total of all texts in $ws in {base}"
            if form == "sum"
            else "the text in $ws that is worth most, the first one on a tie, or None"
        )
        body = f"""
        def value(text):
            return sum(int(number) * {name}[unit] for number, unit in re.findall(r"(\\d+)([a-zA-Z])", text))

        return {"sum(value(text) for text in $ws)" if form == "sum" else "max($ws, key=value, default=None)"}
        """
        row = Row(
            f"{form}|{key}|{len(units)}",
            f"{'total' if form == 'sum' else 'largest'}_{key} {form}_{base} {form}_of_all {key}_{form}",
            "$ws: list[str]",
            "int" if form == "sum" else "str | None",
            f"""
            Return {what}; each is a {noun} such as '{made[0]}' with {legend}
            Given a list $ws of texts like '{made[1]}' ({legend}), return {what}
            Find {what}, where every text is a {noun} like '{made[0]}' ({legend})
            """,
            f"convert each text to {base}\n" + ("add them up" if form == "sum" else "return the largest"),
            (body,),
            each((made[:3], made[2:], [], [made[4], made[5], made[0]], [made[1]])),
            (
                "len($ws)" if form == "sum" else "max($ws, key=len, default=None)",
                body.replace("sum(value", "max(value").replace("max($ws", "min($ws"),
            ),
            imports="import re",
            above=above,
        )
    else:
        skip = form == "write-short"
        pairs = "[" + ", ".join(f'("{u}", {v})' for u, v in units) + "]"
        body = f"""
        $out = ""
        for unit, size in {pairs}:
            count, $n = divmod($n, size)
            {"if count:" if skip else '$out += f"{count}{unit}"'}
        {'        $out += f"{count}{unit}"' if skip else ""}
        return $out{f' or "0{units[-1][0]}"' if skip else ""}
        """.replace("        \n        return", "        return")
        example = made[0]
        row = Row(
            f"{form}|{key}|{len(units)}",
            f"format_{key} {base}_to_text write_{key} show_{key}",
            "$n: int",
            "str",
            f"""
            Write $n {base} as a {noun} with the units {legend}, the largest first{", leaving out units with a count of zero" if skip else ", each with its count even if it is zero"}
            Return $n {base} split into the units {legend}, written from large to small as number and unit letter{"; units that are not needed are omitted" if skip else "; zeros are written too"}
            Format $n {base} with the units {legend}{", without zero parts" if skip else ", zero parts included"}, the largest unit first
            """,
            "go through the units from large to small\ndivide and keep the remainder\nappend count and unit"
            + (" unless the count is zero" if skip else ""),
            (body,),
            each(
                (
                    0,
                    1,
                    units[0][1],
                    units[0][1] * 2 + 1,
                    units[0][1] + units[1][1] * 2,
                    rng.randint(5, 5000),
                    units[0][1] - 1,
                )
            ),
            (
                body.replace("divmod($n, size)", "divmod($n, size + 1)"),
                body.replace("count, $n = divmod($n, size)", "count = $n // size"),
            ),
            f"""
            A whole number of {base}, $n, is to be shown with larger units: {legend}. Use as many of the largest unit as possible, then of the
            next, and so on. Write number and letter without spaces{f", like '{example}', and leave out zero parts; 0 becomes '0{units[-1][0]}'" if skip else "; zero parts are written as well"}.
            """,
            notes=f"Write 0 as '0{units[-1][0]}'" if skip else "",
        )
    return written(rng, row, use)
