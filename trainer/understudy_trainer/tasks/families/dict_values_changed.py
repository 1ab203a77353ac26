"""Family that changes the values of a dict, all of them or those that pass a test."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.structures import KEYS, Rows, signed_dict
from understudy_trainer.tasks.vocabulary.written_cards import deal


def text_values(rng: Rng) -> Rows:
    """Dicts of words to texts with spaces, capitals and digits."""
    stock = ("Oslo", " rome ", "7", "a b c", "", "YES", "x1", "kiwi", "12", "No Way", " pear", "42 ")
    return (*(({k: pick(rng, stock) for k in rng.sample(KEYS, n)},) for n in (3, 4, 2, 3)), ({"a": " B "},), ({},))


@family("dict-values-changed", weight=3.6)
def dict_values_changed(rng: Rng) -> Draft:
    """Every value of a dict changed by a rule, perhaps only where a condition holds; new dict or the same one."""
    numeric = rng.random() < 0.6
    key, what, expression, near, kind = pick(
        rng,
        (
            ("times", "multiplied by $n", "$v * $n", "$v + $n", "int"),
            ("plus", "increased by $n", "$v + $n", "$v - $n", "int"),
            ("minus", "reduced by $n", "$v - $n", "$v + $n", "int"),
            ("cap", "cut down to at most $n", "min($v, $n)", "max($v, $n)", "int"),
            ("floor", "raised to at least $n", "max($v, $n)", "min($v, $n)", "int"),
            ("abs", "replaced by its absolute value", "abs($v)", "-$v", "int"),
            ("square", "squared", "$v ** 2", "$v * 2", "int"),
            ("rest", "replaced by its remainder when divided by $n", "$v % $n", "$v // $n", "int"),
        )
        if numeric
        else (
            ("upper", "in upper case", "$v.upper()", "$v.title()", "str"),
            ("strip", "without spaces at its ends", "$v.strip()", '$v.replace(" ", "")', "str"),
            ("length", "replaced by its length", "len($v)", "len($v) + 1", "int"),
            ("words", "split into a list of words", "$v.split()", "list($v)", "list[str]"),
            ("title", "with a capital first letter and the rest in lower case", "$v.capitalize()", "$v.upper()", "str"),
            ("repeat", "repeated $n times", "$v * $n", "$v * ($n + 1)", "str"),
            ("cut", "cut down to its first $n characters", "$v[:$n]", "$v[-$n:]", "str"),
            ("filled", "replaced by $c if it is empty", "$v or $c", "$c", "str"),
        ),
    )
    conditions = [("all", "", "", "")]
    if numeric:
        conditions += [
            ("positive", " that is positive", "$v > 0", "$v >= 0"),
            ("even", " that is even", "$v % 2 == 0", "$v % 2 == 1"),
            ("key", " whose key is in $ks", "$k in $ks", "$k not in $ks"),
        ]
    elif kind == "str":
        conditions += [
            ("alpha", " that consists of letters only", "$v.isalpha()", "$v.isalnum()"),
            ("key", " whose key is in $ks", "$k in $ks", "$k not in $ks"),
        ]
    which, clause, test, miss = pick(rng, conditions)
    same = rng.random() < 0.3 and kind in ("int", "str") and key != "length"
    value = f"{expression} if {test} else $v" if test else expression
    value = value.replace("$v or $c if", "($v or $c) if")
    others = ", leaving the others as they are" if test else ""
    lead = "Change $d, and return it, so that" if same else "Return a copy of $d in which"
    comp = f"return {{$k: {value} for $k, $v in $d.items()}}"
    inner = f"if {test}:\n        $d[$k] = {expression}" if test else f"$d[$k] = {expression}"
    place = f"for $k, $v in $d.items():\n    {inner}\nreturn $d"
    build = f"$out = {{}}\nfor $k, $v in $d.items():\n    $out[$k] = {value}\nreturn $out"
    noun = "numbers" if numeric else "texts"
    stay = "All other values stay as they are. " if test else ""
    steps = f"go through the entries; {'test each; change those that pass' if test else 'change each value'}; $last"
    end = "change $d itself and return it" if same else "return a new dict"
    card = f"""
combo: {key}|{which}|{same}
names: {key}_values change_values map_values update_values {key}_each transform_values
params: $d: dict[str, {"int" if numeric else "str"}]{", $ks: list[str]" if which == "key" else ""}
pool: ks = keys names chosen affected only
returns: dict[str, {kind}]
said: {lead} every value{clause} is {what}{others}
said: Go through $d and see that every value{clause} is {what}{others}; {end}
said: Given a dict $d, {lead[0].lower()}{lead[1:]} each value{clause} is {what}{others}
told: $d maps names to {noun}. Every value{clause} is to be {what}. {stay}Then {end}.
plan: {steps}
do: $first
do: $second
bad: $bad
inputs: rows
"""
    if "$n" in expression:
        card += f"knob: n: int = {'2..6' if key not in ('cap', 'floor') else '1..8'}; n factor amount limit step k\n"
    if "$c" in expression:
        card += "knob: c: str = none unknown - ?; default missing filler placeholder\n"
    if miss:
        card += "bad: $miss\n"

    def rows(r: Rng) -> Rows:
        made = signed_dict(r) if numeric else text_values(r)
        if which != "key":
            return made
        return tuple((d, r.sample([*d, "zz"], min(2, len(d)))) for (d,) in made if isinstance(d, dict))

    return deal(
        rng,
        card,
        {"rows": rows},
        {
            "first": place if same else comp,
            "second": comp.replace("return {", "$d.update({") + ")\nreturn $d" if same else build,
            "bad": comp.replace(expression, near),
            "miss": (place if same else comp).replace(test, miss) if miss else "",
            "last": "return the same dict" if same else "return a new dict",
        },
    )
