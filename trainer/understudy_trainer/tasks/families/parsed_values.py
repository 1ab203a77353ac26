"""Family that reads one value out of text: times, versions, colours, fractions, roman numerals."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import STRING, distinct, params, returning, settled


@family("text-value-parsed")
def text_value_parsed(rng: Rng) -> Draft:
    """Times, versions, colours, fractions, roman numerals, money read from text."""
    (s,) = distinct(rng, STRING)
    n = rng.randint(1, 60)
    rows: tuple[tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
        (
            "minutes",
            "int",
            f"the minutes since midnight of the time {s} given as 'hh:mm'",
            f'hours, minutes = {s}.split(":")\nreturn int(hours) * 60 + int(minutes)',
            f'int({s}.split(":")[0]) + int({s}.split(":")[1])',
            ("00:00", "01:05", "23:59", "12:30"),
        ),
        (
            "seconds",
            "int",
            f"the number of seconds in the duration {s} given as 'hh:mm:ss'",
            f'h, m, sec = map(int, {s}.split(":"))\nreturn h * 3600 + m * 60 + sec',
            f'h, m, sec = map(int, {s}.split(":"))\nreturn h * 60 + m * 60 + sec',
            ("0:00:01", "01:00:00", "2:03:04", "10:59:59"),
        ),
        (
            "anyseconds",
            "int",
            f"the total seconds of {s}, given as 'ss', 'mm:ss' or 'hh:mm:ss'",
            f'total = 0\nfor part in {s}.split(":"):\n    total = total * 60 + int(part)\nreturn total',
            f'sum(int(part) for part in {s}.split(":"))',
            ("45", "1:30", "1:00:05", "0:0:0"),
        ),
        (
            "later",
            "str",
            f"the clock time {n} minutes after {s}, both as 'hh:mm'",
            f'hours, minutes = map(int, {s}.split(":"))\n'
            f"total = (hours * 60 + minutes + {n}) % 1440\n"
            f'return f"{{total // 60:02d}}:{{total % 60:02d}}"',
            f'hours, minutes = map(int, {s}.split(":"))\nreturn f"{{hours:02d}}:{{minutes + {n}:02d}}"',
            ("23:50", "00:00", "12:59", "08:30"),
        ),
        (
            "version",
            "tuple[int, ...]",
            f"the version string {s} such as '1.12.3' as a tuple of integers",
            f'tuple(int(p) for p in {s}.split("."))',
            f'tuple(int(p) for p in reversed({s}.split(".")))',
            ("1.2.3", "10.0", "3", "0.9.12"),
        ),
        (
            "bump",
            "str",
            f"the version {s} of the form 'a.b.c' with its last number increased by {n}",
            f'major, minor, patch = {s}.split(".")\nreturn f"{{major}}.{{minor}}.{{int(patch) + {n}}}"',
            f'major, minor, patch = {s}.split(".")\nreturn f"{{major}}.{{int(minor) + {n}}}.{{patch}}"',
            ("1.2.3", "0.0.9", "10.1.0"),
        ),
        (
            "colour",
            "tuple[int, int, int]",
            f"the red, green and blue values of the hex colour {s} such as '#ff8000'",
            f"return int({s}[1:3], 16), int({s}[3:5], 16), int({s}[5:7], 16)",
            f"return int({s}[5:7], 16), int({s}[3:5], 16), int({s}[1:3], 16)",
            ("#ff8000", "#000000", "#0A0b0C", "#123456"),
        ),
        (
            "fraction",
            "float",
            f"the value of {s}, a fraction such as '3/4' or a whole number",
            f'top, _, bottom = {s}.partition("/")\nreturn int(top) / int(bottom or 1)',
            f'float({s}.split("/")[0])',
            ("3/4", "5", "1/2", "-7/2"),
        ),
        (
            "roman",
            "int",
            f"the value of the roman numeral {s}",
            f'values = {{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}}\n'
            "total = 0\n"
            f"for i, c in enumerate({s}):\n"
            f"    if i + 1 < len({s}) and values[c] < values[{s}[i + 1]]:\n"
            "        total -= values[c]\n"
            "    else:\n"
            "        total += values[c]\n"
            "return total",
            f'sum({{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}}[c] for c in {s})',
            ("IV", "XII", "MCMXC", "", "XL"),
        ),
        (
            "cents",
            "int",
            f"the amount {s}, written with two decimals such as '12.50', in cents",
            f'whole, cents = {s}.split(".")\nreturn int(whole) * 100 + int(cents)',
            f'int({s}.split(".")[0]) * 100',
            ("12.50", "0.05", "3.00", "100.99"),
        ),
        (
            "query",
            "dict[str, str]",
            f"the parameters in the query string {s} such as 'a=1&b=2' as a dict",
            f"result = {{}}\n"
            f'for pair in {s}.split("&"):\n'
            '    if "=" in pair:\n'
            '        key, value = pair.split("=", 1)\n'
            "        result[key] = value\n"
            "return result",
            f'{{p: "" for p in {s}.split("&")}}',
            ("a=1&b=2", "", "q=x", "a=&c=d=e", "a=1&a=2"),
        ),
        (
            "extension",
            "str",
            f"the file extension of {s} without the dot, or an empty string if there is none",
            f'return {s}.rsplit(".", 1)[1] if "." in {s} else ""',
            f'{s}.split(".")[-1]',
            ("a.txt", "b.tar.gz", "noext", "c.PY"),
        ),
        (
            "digitsum",
            "int",
            f"the sum of the digits that occur in {s}",
            f"sum(int(c) for c in {s} if c.isdigit())",
            f"sum(1 for c in {s} if c.isdigit())",
            ("a1b2", "", "99", "x"),
        ),
    )
    key, returns, what, code, near, samples = pick(rng, rows)
    return settled(
        rng,
        (f"parse_{key}", f"{key}_from_text", f"read {key} text", f"to_{key}"),
        params((s, "str")),
        returns,
        pick(rng, (returning(rng, what), f"Parse {s}: return {what}", f"Return {what}")),
        ("split the text into its parts", "convert the parts and combine them"),
        (code,),
        tuple((x,) for x in samples),
        key,
        (near,),
    )
