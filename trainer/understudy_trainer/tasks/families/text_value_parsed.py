"""Families: text value parsed, calendar arithmetic."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.families.text_shared import (
    STRING,
    checking,
    distinct,
    params,
    returning,
    settled,
)


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
            f'hours, minutes = map(int, {s}.split(":"))\ntotal = (hours * 60 + minutes + {n}) % 1440\nreturn f"{{total // 60:02d}}:{{total % 60:02d}}"',  # noqa: E501
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
            f'values = {{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}}\ntotal = 0\nfor i, c in enumerate({s}):\n    if i + 1 < len({s}) and values[c] < values[{s}[i + 1]]:\n        total -= values[c]\n    else:\n        total += values[c]\nreturn total',  # noqa: E501
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
            f'result = {{}}\nfor pair in {s}.split("&"):\n    if "=" in pair:\n        key, value = pair.split("=", 1)\n        result[key] = value\nreturn result',  # noqa: E501
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


@family("calendar-arithmetic")
def calendar_arithmetic(rng: Rng) -> Draft:
    """Leap years, days of months and years, weekdays by plain arithmetic."""
    y, m, d = pick(rng, (("year", "month", "day"), ("y", "m", "d")))
    leap = f"{y} % 4 == 0 and ({y} % 100 != 0 or {y} % 400 == 0)"
    table = "[31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]"
    years: tuple[tuple[object, ...], ...] = tuple((v,) for v in (2000, 1900, 2024, 2023, rng.randint(1901, 2099)))
    months: tuple[tuple[object, ...], ...] = ((2024, 2), (2023, 2), (1900, 2), (rng.randint(1950, 2050), 4), (2001, 12))
    kind = pick(rng, ("leap", "month", "year", "dayofyear", "next", "quarter"))
    if kind == "leap":
        return settled(
            rng,
            ("is_leap_year", "is_leap", "leap_year"),
            params((y, "int")),
            "bool",
            checking(rng, f"{y} is a leap year"),
            ("divisible by 4", "but by 100 only if also by 400"),
            (leap, f"if {y} % 400 == 0:\n    return True\nif {y} % 100 == 0:\n    return False\nreturn {y} % 4 == 0"),
            years,
            kind,
            (f"{y} % 4 == 0",),
        )
    if kind == "year":
        return settled(
            rng,
            ("days_in_year", "year_length"),
            params((y, "int")),
            "int",
            returning(rng, f"the number of days in the year {y}"),
            ("check for a leap year", "return 366 or 365"),
            (f"366 if {leap} else 365",),
            years,
            kind,
            (f"366 if {y} % 4 == 0 else 365",),
        )
    if kind == "month":
        return settled(
            rng,
            ("days_in_month", "month_length"),
            params((y, "int"), (m, "int")),
            "int",
            returning(rng, f"the number of days in month {m} (1 to 12) of the year {y}"),
            ("handle February by the leap-year rule", "look up the other months"),
            (
                f"if {m} == 2:\n    return 29 if {leap} else 28\nreturn 30 if {m} in (4, 6, 9, 11) else 31",
                f"days = {table}\nif {m} == 2 and {leap}:\n    return 29\nreturn days[{m} - 1]",
            ),
            months,
            kind,
            (f"{table}[{m} - 1]",),
        )
    if kind == "dayofyear":
        ins: tuple[tuple[object, ...], ...] = (
            (2024, 3, 1),
            (2023, 3, 1),
            (2000, 12, 31),
            (rng.randint(1990, 2030), 1, 9),
        )
        return settled(
            rng,
            ("day_of_year", "day_number"),
            params((y, "int"), (m, "int"), (d, "int")),
            "int",
            returning(rng, f"the number of the day in its year for the date {y}-{m}-{d}, 1 for January 1st"),
            ("add the days of the months before", "add one after February in a leap year", "add the day"),
            (
                f"days = {table}\ntotal = sum(days[:{m} - 1]) + {d}\nif {m} > 2 and {leap}:\n    total += 1\nreturn total",  # noqa: E501
            ),
            ins,
            kind,
            (f"sum({table}[:{m} - 1]) + {d}",),
        )
    if kind == "next":
        return settled(
            rng,
            ("next_month", "following_month"),
            params((y, "int"), (m, "int")),
            "tuple[int, int]",
            returning(rng, f"the year and month that follow month {m} of {y}"),
            ("in December go to January of the next year", "otherwise add one to the month"),
            (f"if {m} == 12:\n    return {y} + 1, 1\nreturn {y}, {m} + 1", f"return {y} + {m} // 12, {m} % 12 + 1"),
            months,
            kind,
            (f"return {y}, {m} % 12 + 1",),
        )
    return settled(
        rng,
        ("quarter", "quarter_of_month"),
        params((m, "int")),
        "int",
        returning(rng, f"the quarter (1 to 4) that month {m} belongs to"),
        ("divide the month counted from zero by 3", "count from one"),
        (f"({m} - 1) // 3 + 1", f"({m} + 2) // 3"),
        ((1,), (3,), (4,), (12,), (8,)),
        kind,
        (f"{m} // 3 + 1",),
    )
