"""Family over dates written as text."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, Use, written

MONTHS = '("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")'


def date_rows(rng: Rng) -> list[Row]:
    """Functions over dates such as '2024-05-17'."""

    def iso() -> str:
        return f"{rng.randint(1990, 2030)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"

    d = [iso() for _ in range(6)]
    ones = each((d[0], "2024-05-07", "1999-12-31", d[1], "2001-01-01"))
    lists = each((d[:3], ["2024-02-01", "2023-12-31", "2024-01-15"], [], [d[4]], d))
    pairs = [
        (d[0], d[1]),
        ("2024-05-17", "2024-05-01"),
        (d[2], d[2]),
        ("1999-12-31", "2000-01-01"),
        ("2020-07-04", "2021-07-04"),
    ]
    p = pick(rng, (".", "/"))
    return [
        Row("reorder", "to_european day_first reformat_date", "$s: str", "str",
            f"""
            Rewrite the date $s from 'yyyy-mm-dd' to 'dd{p}mm{p}yyyy'
            Return $s, a date like '2024-05-17', in the form '17{p}05{p}2024'
            Put the day first: turn '2024-05-17' in $s into day, month, year joined with '{p}'
            """, f"split at the hyphens\nreverse the parts\njoin with '{p}'",
            (f'"{p}".join(reversed($s.split("-")))', f'year, month, day = $s.split("-")\nreturn f"{{day}}{p}{{month}}{p}{{year}}"'), ones,
            (f'$s.replace("-", "{p}")', f'year, month, day = $s.split("-")\nreturn f"{{month}}{p}{{day}}{p}{{year}}"'), chinese=f"把日期 $s 从 'yyyy-mm-dd' 改写为 'dd{p}mm{p}yyyy'"),
        Row("to-iso", "to_iso sortable_date year_first", "$s: str", "str",
            f"""
            Rewrite the date $s from 'd{p}m{p}yyyy' to 'yyyy-mm-dd' with two digits for month and day
            Return the date $s such as '7{p}5{p}2024' as '2024-05-07'
            Convert $s, day{p}month{p}year without leading zeros, to year-month-day with leading zeros
            """, f"split at '{p}'\npad day and month to two digits\njoin with hyphens",
            (f'day, month, year = $s.split("{p}")\nreturn f"{{year}}-{{int(month):02d}}-{{int(day):02d}}"',
             f'day, month, year = $s.split("{p}")\nreturn "-".join((year, month.zfill(2), day.zfill(2)))'),
            each((f"7{p}5{p}2024", f"31{p}12{p}1999", f"1{p}10{p}{rng.randint(1980, 2030)}", f"{rng.randint(1, 28)}{p}{rng.randint(1, 9)}{p}2001")),
            (f'"-".join(reversed($s.split("{p}")))',)),
        Row("named", "long_date date_in_words month_name_date", "$s: str", "str",
            """
            Write the date $s ('yyyy-mm-dd') with the month's name, such as '7 May 2024'
            Return $s in the form 'day Month year' with no leading zero, e.g. '2024-05-07' as '7 May 2024'
            Spell out the month of the date $s: '1 January 2001' for '2001-01-01'
            """, "split into year, month and day\nlook up the month's name\njoin day, name and year",
            ('year, month, day = $s.split("-")\nreturn f"{int(day)} {MONTHS[int(month) - 1]} {year}"',
             'return " ".join((str(int($s[8:])), MONTHS[int($s[5:7]) - 1], $s[:4]))'), ones,
            ('year, month, day = $s.split("-")\nreturn f"{int(day)} {MONTHS[int(month) % 12]} {year}"', 'year, month, day = $s.split("-")\nreturn f"{day} {MONTHS[int(month) - 1]} {year}"'),
            above=f"MONTHS = {MONTHS}\n".replace(', "May", ', ', "May",\n          ').replace(', "October"', ',\n          "October"')),
        Row("year", "year_of get_year which_year", "$s: str", "int",
            """
            Return the year of the date $s, written as 'yyyy-mm-dd', as an integer
            Extract the year from $s ('2024-05-17' gives 2024)
            Read the year number off the date text $s
            """, "take the part before the first hyphen\nconvert it", ('int($s.split("-")[0])', "int($s[:4])"), ones, ('int($s.split("-")[1])', '$s[:4]')),
        Row("age", "age_on years_between full_years", "$a: str, $b: str", "int",
            """
            Return how many full years pass from the date $a to the date $b ('yyyy-mm-dd', $b not before $a)
            Compute the age on $b of somebody born on $a, both 'yyyy-mm-dd'
            Count the birthdays from $a to $b, the day of $a itself not counted
            """, "subtract the years\nsubtract one if month and day are not reached yet",
            ("return int($b[:4]) - int($a[:4]) - ($b[5:] < $a[5:])",
             "years = int($b[:4]) - int($a[:4])\nif $b[5:] < $a[5:]:\n    years -= 1\nreturn years"), [tuple(sorted(x)) for x in pairs] + [("2000-06-15", "2024-06-14")],
            ("int($b[:4]) - int($a[:4])", "return int($b[:4]) - int($a[:4]) - ($b[5:] <= $a[5:])"),
            "A person is born on $a. On the date $b, which is not earlier, somebody asks for the person's age in full years. Both dates are given as "
            "'yyyy-mm-dd'. On the birthday itself the new year already counts."),
        Row("earliest", "first_date earliest_date oldest", "$ws: list[str]", "str | None",
            f"""
            Return the earliest of the dates in $ws, written as 'dd{p}mm{p}yyyy', or None if there are none
            Find the date in $ws (day{p}month{p}year, two, two and four digits) that comes first; None for an empty list
            """, "turn the parts of each date around\nreturn the date with the smallest result",
            (f'min($ws, key=lambda $w: $w.split("{p}")[::-1], default=None)',
             f'best = None\nfor $w in $ws:\n    if best is None or $w.split("{p}")[::-1] < best.split("{p}")[::-1]:\n        best = $w\nreturn best'),
            each([[p.join(reversed(x.split("-"))) for x in v] for v in (d[:3], ["2024-01-31", "2023-12-01"], [], d)]), ("min($ws, default=None)",)),
        Row("in-year", "dates_in_year from_year of_year", "$ws: list[str], $n: int", "list[str]",
            """
            Return the dates in $ws ('yyyy-mm-dd') that lie in the year $n
            Keep the dates of $ws whose year is $n
            Select from $ws all dates in year $n, in order
            """, "compare the year of each date", ('[$w for $w in $ws if $w.startswith(f"{$n}-")]', "[$w for $w in $ws if int($w[:4]) == $n]"),
            [(x[0], y) for x, y in zip(lists, (int(d[0][:4]), 2024, 2000, 1999, int(d[5][:4])), strict=True)], ("[$w for $w in $ws if int($w[:4]) >= $n]", "[$w for $w in $ws if str($n) not in $w]")),
        Row("by-month", "count_by_month dates_per_month monthly_counts", "$ws: list[str]", "dict[str, int]",
            """
            Count the dates in $ws ('yyyy-mm-dd') by month, with keys such as '2024-05' in ascending order
            Return a dict from 'yyyy-mm' to the number of dates in $ws that fall in that month, months in order
            """, "cut each date to year and month\ncount them in sorted order",
            ("""
             $out = {}
             for $w in sorted($ws):
                 $out[$w[:7]] = $out.get($w[:7], 0) + 1
             return $out
             """, "months = sorted($w[:7] for $w in $ws)\nreturn {month: months.count(month) for month in months}"),
            [*lists, (["2024-05-01", "2024-05-31", "2023-05-01"],)], ("{$w[:7]: 1 for $w in sorted($ws)}",)),
        Row("quarter", "quarter_of which_quarter to_quarter", "$s: str", "str",
            """
            Return the quarter of the date $s ('yyyy-mm-dd') as 'Q2 2024'
            Name the quarter and year of $s: months 1 to 3 are Q1, 4 to 6 are Q2 and so on
            """, "take year and month\ndivide the month by three, rounding up", ('year, month, _ = $s.split("-")\nreturn f"Q{(int(month) + 2) // 3} {year}"', 'return f"Q{(int($s[5:7]) - 1) // 3 + 1} {$s[:4]}"'),
            [*ones, ("2020-03-31",), ("2020-04-01",)], ('year, month, _ = $s.split("-")\nreturn f"Q{int(month) // 3} {year}"', 'year, month, _ = $s.split("-")\nreturn f"Q{int(month) // 3 + 1} {year}"')),
        Row("days", "days_between date_distance day_difference", "$a: str, $b: str", "int",
            """
            Return the number of days between the dates $a and $b ('yyyy-mm-dd'), whichever is earlier
            Compute how many days lie from the earlier of $a and $b to the later one
            Count the days between two ISO dates $a and $b, never negative
            """, "parse both dates\nsubtract them\ntake the absolute number of days",
            ("abs((date.fromisoformat($b) - date.fromisoformat($a)).days)", "first_day, last_day = sorted((date.fromisoformat($a), date.fromisoformat($b)))\nreturn (last_day - first_day).days"),
            pairs, ("(date.fromisoformat($b) - date.fromisoformat($a)).days + 1",), imports="from datetime import date", chinese="返回日期 $a 与 $b 之间相差的天数"),
        Row("weekday", "weekday_name day_name which_weekday", "$s: str", "str",
            """
            Return the English name of the weekday of the date $s ('yyyy-mm-dd')
            Find on which day of the week the date $s falls, such as 'Friday'
            Name the weekday of $s
            """, "parse the date\nlook up the name of its weekday", ('date.fromisoformat($s).strftime("%A")',
             'names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")\nreturn names[date.fromisoformat($s).weekday()]'),
            ones, ('names = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")\nreturn names[date.fromisoformat($s).weekday()]',), imports="from datetime import date", chinese="返回日期 $s 是星期几(英文名称)"),
        Row("later", "add_days days_later due_date", "$s: str, $n: int", "str",
            """
            Return the date $n days after $s, both written as 'yyyy-mm-dd' ($n may be negative)
            Add $n days to the ISO date $s
            Compute which date comes $n days after $s, in the same format
            """, "parse the date\nadd the days\nwrite it in ISO form", ("str(date.fromisoformat($s) + timedelta(days=$n))", "return (date.fromisoformat($s) + timedelta($n)).isoformat()"),
            [("2024-02-28", 1), (d[0], 30), ("2023-12-31", 1), (d[1], -10), ("2024-03-01", -1)], ('return f"{$s[:8]}{int($s[8:]) + $n:02d}"',), imports="from datetime import date, timedelta"),
    ]  # fmt: skip


@family("dates-text", weight=3.5)
def dates_text(rng: Rng) -> Draft:
    """Dates as text: rewritten, compared, counted, moved."""
    use: Use = {
        "s": ("date_text", "day", "s", "when", "text"),
        "n": ("n", "number", "k"),
        "ws": ("dates", "days", "entries", "stamps"),
        "w": ("w", "d", "entry", "x"),
    }
    return written(rng, pick(rng, date_rows(rng)), use)
