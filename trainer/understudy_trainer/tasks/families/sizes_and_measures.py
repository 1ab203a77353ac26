"""Families over quantities with a unit written behind them, and over texts compared by a measure."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, sentence, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, written

QUANTITIES: tuple[tuple[str, str, str, tuple[tuple[str, int], ...]], ...] = (
    ("size", "file size", "bytes", (("B", 1), ("KB", 1024), ("MB", 1048576), ("GB", 1073741824))),
    ("weight", "weight", "grams", (("g", 1), ("dag", 10), ("kg", 1000), ("t", 1000000))),
    ("length", "length", "millimetres", (("mm", 1), ("cm", 10), ("m", 1000), ("km", 1000000))),
    ("time", "span of time", "seconds", (("sec", 1), ("min", 60), ("hrs", 3600), ("days", 86400))),
    ("money", "sum of money", "cents", (("ct", 1), ("USD", 100), ("k", 100000), ("mio", 100000000))),
    ("volume", "volume", "millilitres", (("ml", 1), ("cl", 10), ("dl", 100), ("l", 1000))),
)


@family("quantity-with-unit", weight=4.5)
def quantity_with_unit(rng: Rng) -> Draft:
    """Texts such as "10KB": read, added, compared, sorted, converted to another unit."""
    key, noun, base, units = pick(rng, QUANTITIES)
    units = units[: rng.randint(3, 4)]
    gap = pick(rng, ("", "", " "))
    table = "{" + ", ".join(f'"{u}": {v}' for u, v in units) + "}"
    legend = ", ".join(f"'{u}' is {v}" for u, v in units)
    name = pick(rng, ("UNITS", "FACTORS", "SIZES"))

    def text() -> str:
        return f"{rng.randint(1, 40)}{gap}{pick(rng, units)[0]}"

    made = [text() for _ in range(6)]
    helper = f"""
    {name} = {table}


    def amount(text):
        number = "".join(c for c in text if c.isdigit())
        unit = text[len(number):].strip()
        return int(number) * {name}[unit]
    """
    form = pick(rng, ("read", "read", "sum", "sorted", "largest", "at-least", "compare", "convert", "unit"))
    use: dict[str, tuple[str, ...]] = {
        "s": ("s", "text", "amount_text", noun.split()[0]),
        "ws": ("items", "amounts", "entries", "texts"),
        "w": ("w", "item", "x", "entry"),
    }
    singles, lists = (
        each((*made[:4], f"0{gap}{units[0][0]}", f"7{gap}{units[-1][0]}")),
        each((made[:3], made[2:], [], made[:1], [f"2{gap}{units[1][0]}", f"900{gap}{units[0][0]}"])),
    )
    params, returns, what, one, two, near, inputs, above = {
        "read": ("$s: str", "int", f"the number of {base} in the {noun} $s", f'number = "".join(c for c in $s if c.isdigit())\nunit = $s[len(number):].strip()\nreturn int(number) * {name}[unit]',
                 f'm = re.fullmatch(r"(\\d+)\\s*([A-Za-z]+)", $s)\nreturn int(m[1]) * {name}[m[2]]', 'int("".join(c for c in $s if c.isdigit()))', singles, f"{name} = {table}\n"),
        "unit": ("$s: str", "tuple[int, str]", f"number and unit of the {noun} $s as a tuple", 'number = "".join(c for c in $s if c.isdigit())\nreturn int(number), $s[len(number):].strip()',
                 'm = re.fullmatch(r"(\\d+)\\s*([A-Za-z]+)", $s)\nreturn int(m[1]), m[2]', 'return int("".join(c for c in $s if c.isdigit())), $s[-1]', singles, ""),
        "sum": ("$ws: list[str]", "int", f"the total of all texts in $ws in {base}, each of them a {noun}", "sum(amount($w) for $w in $ws)", "$tot = 0\nfor $w in $ws:\n    $tot += amount($w)\nreturn $tot", "len($ws)", lists, helper),
        "sorted": ("$ws: list[str]", "list[str]", f"$ws, each a {noun}, sorted from small to large, equal ones in their old order", "sorted($ws, key=amount)", "$out = list($ws)\n$out.sort(key=amount)\nreturn $out", "sorted($ws)", lists, helper),
        "largest": ("$ws: list[str]", "str | None", f"the largest of the texts in $ws, each a {noun}, the first one on a tie, or None", "max($ws, key=amount, default=None)",
                    "best = None\nfor $w in $ws:\n    if best is None or amount($w) > amount(best):\n        best = $w\nreturn best", "max($ws, default=None)", lists, helper),
        "at-least": ("$ws: list[str], $s: str", "list[str]", f"the texts in $ws, each a {noun}, that are worth at least as much as $s", "[$w for $w in $ws if amount($w) >= amount($s)]",
                     "limit = amount($s)\n$out = []\nfor $w in $ws:\n    if amount($w) >= limit:\n        $out.append($w)\nreturn $out", "[$w for $w in $ws if amount($w) > amount($s)]",
                     [(made[:4], made[0]), (made[2:], made[3]), ([], made[1]), (made, f"1{gap}{units[1][0]}")], helper),
        "compare": ("$a: str, $b: str", "int", f"-1, 0 or 1 if the {noun} $a is smaller than, equal to or larger than $b", "return (amount($a) > amount($b)) - (amount($a) < amount($b))",
                    "x, y = amount($a), amount($b)\nif x == y:\n    return 0\nreturn 1 if x > y else -1", "($a > $b) - ($a < $b)", [(made[0], made[1]), (made[2], made[2]), (made[3], made[4]), (f"2{gap}{units[1][0]}", f"19{gap}{units[0][0]}"), (f"5{gap}{units[0][0]}", f"40{gap}{units[0][0]}")], helper),
        "convert": ("$s: str, $u: str", "int", f"the {noun} $s in whole units $u, rounded down", f"return amount($s) // {name}[$u]", f"return int(amount($s) / {name}[$u])", f"return amount($s) * {name}[$u]",
                    [(made[0], units[0][0]), (made[1], units[1][0]), (made[2], units[2][0]), (f"7{gap}{units[-1][0]}", units[1][0])], helper),
    }[form]  # fmt: skip
    use["u"] = ("unit", "target", "wanted")
    row = Row(
        f"{form}|{key}|{'gap' if gap else 'joined'}",
        f"{form.replace('-', '_')}_{key} {key}_{form.replace('-', '_')} parse_{key} {key}_in_{base} handle_{key} read_{key}",
        params,
        returns,
        f"""
        Return {what}; texts look like '{made[0]}' and in {base} {legend}
        Given texts like '{made[1]}' ({legend}, counted in {base}), return {what}
        Find {what}, where a number{" and a space" if gap else ""} is followed by a unit: {legend} {base}
        Compute {what} (written like '{made[2]}'; {legend})
        """,
        "split the text into number and unit\nlook up the factor of the unit\n" + {"read": "multiply both", "sum": "add up the amounts", "sorted": "sort by the amount", "convert": "divide by the factor of the other unit"}.get(form, "return what is asked"),
        (one, two),
        inputs,
        (near,),
        f"""
        A {noun} is written as a whole number{", a space" if gap else ""} and a unit, for example '{made[3]}'. Counted in {base}, {legend}. Return {what}.
        """,
        imports="import re" if "re." in two else "",
        above=above,
    )  # fmt: skip
    return written(rng, row, use)


MEASURES = (
    ("words", "words", "len({0}.split())"),
    ("characters", "characters", "len({0})"),
    ("vowels", "vowels (aeiou, in any case)", 'sum(c in "aeiou" for c in {0}.lower())'),
    ("capitals", "capital letters", "sum(c.isupper() for c in {0})"),
    ("different", "different characters", "len(set({0}))"),
    ("longest", "characters in its longest word", "max(map(len, {0}.split()), default=0)"),
    ("digits", "digits", "sum(c.isdigit() for c in {0})"),
    ("spaces", "spaces", '{0}.count(" ")'),
)


@family("texts-measured", weight=4.5)
def texts_measured(rng: Rng) -> Draft:
    """Texts of a list or a pair compared by a measure: more words, fewest vowels, ranking, totals, differences."""
    key, noun, code = pick(rng, MEASURES)
    m = code.format
    a, b, c = words(rng, 3)
    lists = each(
        (
            [f"{a} {b}", c.upper(), sentence(rng, 3)],
            ["a1", "", "Bb 22"],
            [],
            [a],
            [sentence(rng, 4), f"{b}{c}", "No no NO"],
            ["xx yy", "zz  ww", "aeiou"],
        )
    )
    pairs = [
        (f"{a} {b}", c.upper()),
        ("", "x y 1"),
        (sentence(rng, 3), sentence(rng, 5)),
        ("AbC 12", "abc 345"),
        (a, a),
        ("one two", "THREE"),
    ]
    forms = (
        ("most", "str | None", f"the text in $ws with the most {noun}, the first one on a tie, or None for an empty list", f"max($ws, key=lambda $w: {m('$w')}, default=None)",
         f"best = None\nfor $w in $ws:\n    if best is None or {m('$w')} > {m('best')}:\n        best = $w\nreturn best", f"min($ws, key=lambda $w: {m('$w')}, default=None)", False),
        ("fewest", "str | None", f"the text in $ws with the fewest {noun}, the first one on a tie, or None for an empty list", f"min($ws, key=lambda $w: {m('$w')}, default=None)",
         f"best = None\nfor $w in $ws:\n    if best is None or {m('$w')} < {m('best')}:\n        best = $w\nreturn best", f"max($ws, key=lambda $w: {m('$w')}, default=None)", False),
        ("list", "list[int]", f"the number of {noun} of each text in $ws", f"[{m('$w')} for $w in $ws]", f"$out = []\nfor $w in $ws:\n    $out.append({m('$w')})\nreturn $out", f"[{m('$w')} + 1 for $w in $ws]", False),
        ("dict", "dict[str, int]", f"a dict from each text in $ws to its number of {noun}", f"{{$w: {m('$w')} for $w in $ws}}", f"$out = {{}}\nfor $w in $ws:\n    $out[$w] = {m('$w')}\nreturn $out", "{$w: 1 for $w in $ws}", False),
        ("ties", "list[str]", f"all texts in $ws that have the most {noun}, in order", f"most = max(({m('$w')} for $w in $ws), default=0)\nreturn [$w for $w in $ws if {m('$w')} == most]",
         f"counts = [{m('$w')} for $w in $ws]\nreturn [$w for $w, n in zip($ws, counts) if n == max(counts)]", f"[$w for $w in $ws if {m('$w')} > 0]", False),
        ("average", "float", f"the average number of {noun} of the texts in $ws, rounded to 2 decimals, or 0.0 for an empty list", f"return round(sum({m('$w')} for $w in $ws) / len($ws), 2) if $ws else 0.0",
         f"if not $ws:\n    return 0.0\n$tot = 0\nfor $w in $ws:\n    $tot += {m('$w')}\nreturn round($tot / len($ws), 2)", f"return float(sum({m('$w')} for $w in $ws))", False),
        ("over", "list[str]", f"the texts in $ws that have more {noun} than the first text of $ws", f"[$w for $w in $ws if {m('$w')} > {m('$ws[0]')}]",
         f"$out = []\nfor $w in $ws[1:]:\n    if {m('$w')} > {m('$ws[0]')}:\n        $out.append($w)\nreturn $out", f"[$w for $w in $ws if {m('$w')} >= {m('$ws[0]')}]", False),
        ("more", "str", f"the one of $a and $b that has more {noun}, $a if both have equally many", f"$a if {m('$a')} >= {m('$b')} else $b", f"return max($a, $b, key=lambda text: {m('text')})", f"$a if {m('$a')} > {m('$b')} else $b", True),
        ("difference", "int", f"the difference between the numbers of {noun} of $a and $b, never negative", f"abs({m('$a')} - {m('$b')})", f"x, y = {m('$a')}, {m('$b')}\nreturn x - y if x > y else y - x", f"{m('$a')} - {m('$b')}", True),
        ("same", "bool", f"True if $a and $b have equally many {noun}, otherwise False", f"{m('$a')} == {m('$b')}", f"x = {m('$a')}\ny = {m('$b')}\nreturn x == y", f"{m('$a')} >= {m('$b')}", True),
        ("winner", "str", f"'first', 'second' or 'tie', depending on which of $a and $b has more {noun}", f'x, y = {m("$a")}, {m("$b")}\nif x == y:\n    return "tie"\nreturn "first" if x > y else "second"',
         f'x, y = {m("$a")}, {m("$b")}\nif x > y:\n    return "first"\nif x < y:\n    return "second"\nreturn "tie"', f'return "first" if {m("$a")} > {m("$b")} else "second"', True),
    )  # fmt: skip
    form, returns, what, one, two, near, pair = pick(rng, forms[1:] if key == "different" else forms)
    holder = "two texts $a and $b" if pair else "a list of texts $ws"
    row = Row(
        f"{form}|{key}",
        f"{form}_{key} {form}_by_{key} compare_{key} {key}_{form} measure_texts",
        "$a: str, $b: str" if pair else "$ws: list[str]",
        returns,
        f"""
        Return {what}
        Given {holder}, return {what}
        Determine {what}
        Work out {what}
        Compare the texts and return {what}
        """,
        f"count the {noun} of each text\n"
        + {
            "most": "return the text with the largest count",
            "fewest": "return the text with the smallest count",
            "list": "collect the counts",
        }.get(form, "compare the counts and return what is asked"),
        (one, two),
        pairs if pair else lists,
        (near,),
        f"""
        You are given {holder}. Return {what}.

        Editors compare texts by their {noun}. With {holder} at hand, return {what}.
        """,
        notes="Words are separated by whitespace" if key in ("words", "longest") else "",
    )
    return written(rng, row, {"w": ("w", "text", "line", "item", "x")})
