"""Family of parsers that raise ValueError on input they do not accept."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, written

FORMS = (
    ("whole", "a whole number", "{0}", "int($s)", ("7", "12", "30", "45")),
    ("percent", "a whole number followed by '%'", "{0}%", 'int($s.removesuffix("%"))', ("7%", "12%", "30%")),
    ("tagged", "'#' and a whole number", "#{0}", 'int($s.removeprefix("#"))', ("#7", "#12", "#45")),
    ("pair", "two whole numbers joined with 'x', of which the product counts", "{0}x1",
     'int($s.split("x")[0]) * int($s.split("x")[1])', ("7x2", "3x4", "12x1")),
    ("clock", "minutes and seconds 'm:ss', converted to seconds", "0:{0:02d}",
     'int($s.split(":")[0]) * 60 + int($s.split(":")[1])', ("0:07", "1:05", "0:30")),
)  # fmt: skip


@family("strict-parsing", weight=4)
def strict_parsing(rng: Rng) -> Draft:
    """Numbers read from text with limits; ValueError for values out of range, signs or empty lists."""
    key, noun, shape, code, good = pick(rng, FORMS)
    low, high = rng.randint(2, 5), rng.randint(70, 120)
    rule, phrase, test, near = pick(
        rng,
        (
            (
                "range",
                f"not between {low} and {high} (both allowed)",
                f"not {low} <= number <= {high}",
                f"not {low} < number",
            ),
            ("low", f"smaller than {low}", f"number < {low}", f"number <= {low}"),
            ("high", f"greater than {high}", f"number > {high}", f"number >= {high - 60}"),
            ("zero", "0", "number == 0", "number < 0"),
        ),
    )
    bad = {"range": (0, 1), "low": (0, 1), "high": (high + 1, high + 9), "zero": (0,)}[rule]
    edge = list({"range": (low, high), "low": (low, low + 1), "high": (high, high - 1), "zero": (1, 2)}[rule])
    if key == "clock":
        edge = [n for n in edge if n < 60] or [9]
    words_of = [shape.format(n) for n in edge]
    many = rng.random() < 0.35
    form, said_as, tail = pick(
        rng,
        (("value", "the number", "number"), ("value", "the number", "number"), ("double", "twice the number", "number * 2"), ("text", "the number as text with leading zeros to four digits", 'f"{number:04d}"')),
    )  # fmt: skip
    kind = "str" if form == "text" else "int"
    if many:
        inner = code.replace("$s", "$w")
        one = f'$out = []\nfor $w in $ws:\n    number = {inner}\n    if {test}:\n        raise ValueError(f"not accepted: {{$w}}")\n    $out.append({tail})\nreturn $out'
        two = f'numbers = [{inner} for $w in $ws]\nif any({test} for number in numbers):\n    raise ValueError("number out of range")\nreturn [{tail} for number in numbers]'
        wrong = f"$out = []\nfor $w in $ws:\n    number = {inner}\n    if not {test}:\n        $out.append({tail})\nreturn $out[1:]"
        params, kind, holder = "$ws: list[str]", f"list[{kind}]", f"the texts in $ws, each {noun}"
        inputs, errors = each(([*good], words_of, [], [good[0]])), each([[good[0], shape.format(b)] for b in bad])
        what = f"the list of {said_as.replace('the number', 'the numbers')}"
    else:
        one = f'number = {code}\nif {test}:\n    raise ValueError(f"not accepted: {{$s}}")\nreturn {tail}'
        two = f'number = {code}\nif not ({test}):\n    return {tail}\nraise ValueError("number out of range")'
        wrong = f"number = {code}\nif {near}:\n    raise ValueError($s)\nreturn {tail}"
        params, holder, what = "$s: str", f"$s, {noun}", said_as
        inputs, errors = each((*good, *words_of)), each([shape.format(b) for b in bad])
    row = Row(
        f"{key}|{rule}|{form}|{many}",
        f"parse_{key} read_{key} parse_strict checked_number {key}_or_error to_number",
        params,
        kind,
        f"""
        Read {holder}, and return {what}; raise ValueError if {"a" if many else "the"} number is {phrase}
        Return {what} read from {holder}. A number that is {phrase} raises ValueError
        Parse {holder}, and return {what}, rejecting numbers that are {phrase} with ValueError
        Convert {holder}, to {what}; any number {phrase} is an error (ValueError)
        """,
        f"read the number{' of each text' if many else ''}\nraise ValueError if it is {phrase}\nreturn {what}",
        (one, two),
        inputs,
        (wrong, "[]" if many else 'int("".join(c for c in $s if c.isdigit())) + 1'),
        f"""
        A program accepts {holder}. It needs {what}. A number that is {phrase} must not get through: raise ValueError. Everything else about the input
        can be trusted.
        """,
        errors=errors,
    )
    return written(
        rng, row, {"s": ("s", "text", "value", "raw", "entry"), "ws": ("texts", "entries", "values", "fields")}
    )
