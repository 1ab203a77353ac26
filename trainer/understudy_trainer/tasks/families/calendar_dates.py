"""Family of calendar arithmetic without the calendar module."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import checking, params, returning, settled


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
                f"days = {table}\n"
                f"total = sum(days[:{m} - 1]) + {d}\n"
                f"if {m} > 2 and {leap}:\n"
                "    total += 1\n"
                "return total",
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
