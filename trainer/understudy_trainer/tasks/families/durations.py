"""Family of durations split, formatted and added."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, random_ints, written

SECONDS = random_ints(1, 9000, 0, 59, 60, 3600, 3661, count=2)

DURATIONS = (
    Entry(
        "hms-text",
        "format_duration to_hms seconds_to_text",
        "$n: int",
        "str",
        """
        Return $n seconds as "H:MM:SS" with hours that are not padded
        Format a duration of $n seconds with colons: hours, then two-digit minutes and seconds
        """,
        "divide by 60 twice with remainder; pad minutes and seconds",
        (
            """
            minutes, seconds = divmod($n, 60)
            hours, minutes = divmod(minutes, 60)
            return f"{hours}:{minutes:02d}:{seconds:02d}"
            """,
            'return f"{$n // 3600}:{$n // 60 % 60:02d}:{$n % 60:02d}"',
        ),
        ('return f"{$n // 3600}:{$n // 60:02d}:{$n % 60:02d}"', 'return f"{$n // 3600}:{$n // 60 % 60}:{$n % 60}"'),
    ),
    Entry(
        "short-text",
        "short_duration compact_duration describe_seconds",
        "$n: int",
        "str",
        """
        Return $n seconds as text like "1h 5m 9s", leaving out parts that are zero; "0s" for 0
        Describe a duration of $n seconds by hours, minutes and seconds (h, m, s), skipping zero parts
        """,
        "split into hours, minutes and seconds; keep the parts that are not zero; join them",
        (
            """
            values = ($n // 3600, $n // 60 % 60, $n % 60)
            parts = [f"{value}{unit}" for value, unit in zip(values, "hms") if value]
            return " ".join(parts) or "0s"
            """,
            """
            parts = []
            for unit, size in (("h", 3600), ("m", 60), ("s", 1)):
                count, $n = divmod($n, size)
                if count:
                    parts.append(f"{count}{unit}")
            return " ".join(parts) if parts else "0s"
            """,
        ),
        ('return f"{$n // 3600}h {$n // 60 % 60}m {$n % 60}s"',),
        notes=('Return "0s" for 0',),
    ),
    Entry(
        "total-seconds",
        "to_seconds total_seconds in_seconds",
        "$h: int, $m: int, $s: int",
        "int",
        """
        Return the total number of seconds in $h hours, $m minutes and $s seconds
        Convert a duration of $h hours, $m minutes and $s seconds to seconds
        """,
        "multiply the hours by 3600; multiply the minutes by 60; add all",
        ("$h * 3600 + $m * 60 + $s", "($h * 60 + $m) * 60 + $s"),
        ("$h * 60 + $m * 60 + $s", "$h * 360 + $m * 60 + $s"),
        fixed((1, 1, 1), (0, 0, 0), (0, 59, 59), (2, 0, 30), (25, 10, 5)),
    ),
    Entry(
        "parse-hms",
        "parse_duration duration_to_seconds",
        "$t: str",
        "int",
        """
        Return the seconds of a duration $t in the form "MM:SS" or "H:MM:SS" as a number
        Convert the text $t, numbers separated by one or two colons, to seconds
        """,
        "go through the parts; multiply by 60 and add each",
        (
            'total = 0\nfor part in $t.split(":"):\n    total = total * 60 + int(part)\nreturn total',
            'parts = $t.split(":")[::-1]\nreturn sum(int(part) * 60**i for i, part in enumerate(parts))',
        ),
        ('return sum(int(part) * 60**i for i, part in enumerate($t.split(":")))',),
        fixed("00:00", "01:30", "1:00:00", "2:03:04", "59:59"),
    ),
    Entry(
        "days-hours",
        "days_and_hours split_hours",
        "$n: int",
        "tuple[int, int]",
        """
        Split $n hours into full days and the hours left
        Return $n hours as a tuple of days and remaining hours
        """,
        "divide by 24 with remainder",
        ("divmod($n, 24)", "return $n // 24, $n % 24"),
        ("return $n % 24, $n // 24", "return $n // 12, $n % 12"),
        random_ints(1, 200, 0, 23, 24, 49, count=2),
    ),
    Entry(
        "weeks",
        "weeks_and_days split_days",
        "$n: int",
        "str",
        """
        Return $n days as text like "2 weeks and 3 days", always naming both parts in the plural
        Describe $n days by full weeks and remaining days as "W weeks and D days" with numbers for W and D
        """,
        "divide by 7 with remainder; put both into the text",
        (
            'weeks, days = divmod($n, 7)\nreturn f"{weeks} weeks and {days} days"',
            'return f"{$n // 7} weeks and {$n % 7} days"',
        ),
        ('return f"{$n % 7} weeks and {$n // 7} days"',),
        random_ints(1, 99, 0, 6, 7, 15, count=2),
    ),
    Entry(
        "weekday",
        "weekday_after day_after weekday_in",
        "$s: str, $n: int",
        "str",
        """
        Return the name of the weekday $n days after $s, names being English and capitalised
        Given the weekday name $s such as "Monday", tell which day it is $n days later
        """,
        "find the index of the day; add $n modulo 7; return that name",
        (
            """
            weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
            return weekdays[(weekdays.index($s) + $n) % 7]
            """,
        ),
        (
            """
            weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
            return weekdays[$n % 7]
            """,
        ),
        fixed(("Monday", 1), ("Sunday", 1), ("Friday", 10), ("Wednesday", 0), ("Saturday", -1)),
    ),
    Entry(
        "leap-count",
        "count_leap_years leap_years_between",
        "$a: int, $b: int",
        "int",
        """
        Count the leap years from $a to $b, both included
        Return how many years y with $a <= y <= $b are leap years: divisible by 4, but not by 100 unless by 400
        """,
        "go through the years; count those that pass the leap year rule",
        (
            "sum(1 for y in range($a, $b + 1) if y % 4 == 0 and y % 100 != 0 or y % 400 == 0)",
            "sum(calendar.isleap(y) for y in range($a, $b + 1))",
        ),
        ("sum(1 for y in range($a, $b + 1) if y % 4 == 0)", "sum(1 for y in range($a, $b) if calendar.isleap(y))"),
        fixed((1996, 2004), (1890, 1904), (2001, 2003), (2000, 2000), (1999, 2024)),
        imports=("import calendar",),
    ),
    Entry(
        "age",
        "age_in_years full_years years_old",
        "$a: tuple[int, int, int], $b: tuple[int, int, int]",
        "int",
        """
        Return the age in full years on the date $b of someone born on $a; dates are (year, month, day)
        Compute how many birthdays a person born on $a, a (year, month, day) tuple, has had by the date $b
        """,
        "subtract the years; take one off if the birthday is still to come",
        (
            "age = $b[0] - $a[0]\nif $b[1:] < $a[1:]:\n    age -= 1\nreturn age",
            "return $b[0] - $a[0] - ($b[1:] < $a[1:])",
        ),
        ("return $b[0] - $a[0]", "return $b[0] - $a[0] - ($b[1] < $a[1])"),
        fixed(
            ((2000, 5, 17), (2024, 5, 17)),
            ((2000, 5, 17), (2024, 5, 16)),
            ((1990, 12, 1), (2024, 1, 1)),
            ((2010, 3, 3), (2010, 4, 1)),
        ),
    ),
)


@family("durations", weight=3)
def durations(rng: Rng) -> Draft:
    """Durations split, formatted and added."""
    names = {"n": "seconds n total duration", "h": "hours h", "m": "minutes m", "s": "seconds s secs",
             "t": "text duration time",
             "a,b": "start end|first last|a b"}  # fmt: skip
    entry = DURATIONS[rng.randrange(len(DURATIONS))]
    special = {
        "days-hours": {"n": "hours n h"}, "weeks": {"n": "days n"}, "weekday": {"s": "day weekday today",
        "n": "n days offset"},
        "age": {"a,b": "born today|birth date|birthday on"}, "total-seconds": {"n": "unused"},
    }  # fmt: skip
    return written(rng, (entry,), names | special.get(entry.key, {}), inputs=SECONDS)
