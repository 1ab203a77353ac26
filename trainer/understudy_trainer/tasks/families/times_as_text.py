"""Families over clock times and dates written as text."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, Use, written

HELPER = """
def to_minutes(clock):
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
"""


def clock_rows(rng: Rng) -> list[Row]:
    """Functions over times such as '08:30'."""

    def clock() -> str:
        return f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}"

    c = [clock() for _ in range(6)]
    pairs = [("08:30", "10:15"), (c[0], c[1]), ("23:50", "00:10"), ("12:00", "12:00"), (c[2], c[3]), ("00:00", "23:59")]
    ones = each(("00:00", "12:00", "00:30", "13:05", "11:59", c[0], "23:59"))
    lists = each((c[:3], ["09:00", "08:59", "17:30"], [c[4]], c, ["12:00", "00:00", "12:00"]))
    return [
        Row("between", "minutes_between time_difference minutes_until gap", "$a: str, $b: str", "int",
            """
            Return the minutes from the time $a to the time $b ('hh:mm'), going past midnight if $b is earlier than $a
            Compute how many minutes pass from $a until $b, both 'hh:mm'; if $b is earlier it is on the next day
            Find the number of minutes between the clock times $a and $b, $b being the later one, possibly after midnight
            """, "convert both to minutes\nsubtract modulo one day",
            ("(to_minutes($b) - to_minutes($a)) % 1440", "minutes = to_minutes($b) - to_minutes($a)\nif minutes < 0:\n    minutes += 24 * 60\nreturn minutes"),
            pairs, ("to_minutes($b) - to_minutes($a)", "abs(to_minutes($b) - to_minutes($a))"),
            "A night train leaves at $a and arrives at $b, both given as 'hh:mm'. If the arrival is earlier on the clock it is on the next day. "
            "Return the travel time in minutes.", "返回从时间 $a 到 $b 经过的分钟数(可跨越午夜)", "Equal times are 0 minutes apart", above=HELPER),
        Row("to-12", "to_12_hour am_pm twelve_hour_clock", "$s: str", "str",
            """
            Convert the time $s from 'hh:mm' on the 24-hour clock to 'h:mm AM' or 'h:mm PM'
            Write $s, a time such as '13:05', on the 12-hour clock as '1:05 PM'
            Return the 24-hour time $s in 12-hour form without a leading zero, followed by AM or PM
            """, "split hours and minutes\nreduce the hour to 1 to 12\nappend AM or PM",
            ("""
             hours, minutes = $s.split(":")
             half = "AM" if int(hours) < 12 else "PM"
             return f"{int(hours) % 12 or 12}:{minutes} {half}"
             """, """
             hour = int($s[:2])
             half = "AM"
             if hour >= 12:
                 half = "PM"
                 hour -= 12
             if hour == 0:
                 hour = 12
             return f"{hour}:{$s[3:]} {half}"
             """), ones, ('return f"{int($s[:2]) % 12}:{$s[3:]} " + ("AM" if int($s[:2]) < 12 else "PM")',
                          'return f"{int($s[:2]) % 12 or 12}:{$s[3:]} " + ("AM" if int($s[:2]) <= 12 else "PM")'),
            "On the 12-hour clock the hours run from 12 (midnight or noon) through 1 to 11, twice a day: AM before noon, PM from noon on. Given a "
            "time $s as 'hh:mm' on the 24-hour clock, return it in the form '1:05 PM'.", chinese="把 24 小时制时间 $s 转换为 12 小时制"),
        Row("to-24", "to_24_hour railway_time full_day_clock", "$s: str", "str",
            """
            Convert $s, such as '1:05 PM', to the 24-hour form 'hh:mm'
            Return the 12-hour time $s ('h:mm AM' or 'h:mm PM') as 'hh:mm' on the 24-hour clock
            Write the time $s without AM and PM: '12:10 AM' is '00:10', '1:05 PM' is '13:05'
            """, "split off AM or PM\nreduce 12 to 0\nadd 12 in the afternoon\nwrite with two digits",
            ("""
             clock, half = $s.split()
             hours, minutes = clock.split(":")
             hour = int(hours) % 12 + (12 if half == "PM" else 0)
             return f"{hour:02d}:{minutes}"
             """, """
             hours, minutes = $s[:-3].split(":")
             hour = int(hours)
             if hour == 12:
                 hour = 0
             if $s.endswith("PM"):
                 hour += 12
             return f"{hour:02d}:{minutes}"
             """), each(("1:05 PM", "12:10 AM", "12:00 PM", "11:59 PM", "9:30 AM", f"{rng.randint(1, 11)}:{rng.randint(10, 59)} PM")),
            ('clock, half = $s.split()\nhours, minutes = clock.split(":")\nreturn f"{int(hours) + (12 if half == \'PM\' else 0):02d}:{minutes}"',)),
        Row("add", "add_minutes later_time shift_clock", "$s: str, $n: int", "str",
            """
            Return the clock time $n minutes after $s ('hh:mm'), where $n may be negative and midnight is passed
            Add $n minutes to the time $s and return it as 'hh:mm' within one day
            Shift the 'hh:mm' time $s by $n minutes, forwards or backwards, wrapping around at midnight
            """, "convert to minutes\nadd modulo one day\nwrite hours and minutes with two digits",
            ("""
             hours, minutes = divmod((to_minutes($s) + $n) % 1440, 60)
             return f"{hours:02d}:{minutes:02d}"
             """, """
             total = (int($s[:2]) * 60 + int($s[3:]) + $n) % (24 * 60)
             return f"{total // 60:02d}:{total % 60:02d}"
             """), [("23:50", 20), (c[0], rng.randint(1, 300)), ("00:10", -15), ("12:00", 0), (c[1], 1440), ("08:05", 55)],
            ('total = to_minutes($s) + $n\nreturn f"{total // 60:02d}:{total % 60:02d}"', 'total = (to_minutes($s) + $n) % 1440\nreturn f"{total // 60}:{total % 60}"'),
            above=HELPER, told="An alarm set to $s ('hh:mm') is moved by $n minutes; a negative $n moves it earlier. Return the new time in the same form. The "
            "clock wraps around at midnight."),
        Row("within", "is_open in_time_window is_between within_hours", "$s: str, $start: str, $end: str", "bool",
            """
            Check whether the time $s lies from $start up to but not including $end, where the window may pass midnight
            Return True if $s is inside the opening hours from $start (included) to $end (excluded), all 'hh:mm', possibly over midnight
            Tell if a shop open from $start until $end is open at $s; if $end is earlier than $start it closes after midnight
            """, "if the window stays within one day, test both ends\notherwise test that the time is after the start or before the end",
            ("if $start <= $end:\n    return $start <= $s < $end\nreturn $s >= $start or $s < $end",
             "inside = $start <= $s < $end\nover_midnight = $start > $end and ($s >= $start or $s < $end)\nreturn inside or over_midnight"),
            [("12:00", "08:00", "18:00"), ("23:30", "22:00", "02:00"), ("01:59", "22:00", "02:00"), ("18:00", "08:00", "18:00"), ("03:00", "22:00", "02:00"), (c[0], c[1], c[2])],
            ("$start <= $s < $end", "return $start <= $s <= $end if $start <= $end else $s >= $start or $s <= $end"),
            notes="Times have two digits each, so they can be compared as text"),
        Row("earliest", "earliest_time first_of_day opening", "$ws: list[str]", "str",
            """
            Return the earliest of the times in $ws, written as 'h:mm' or 'hh:mm'
            Find the time in the non-empty list $ws that comes first in the day; hours may have one or two digits
            Given clock times $ws such as '9:05' and '10:00', return the earliest as it is written
            """, "convert each to minutes\nreturn the time with the fewest",
            ("min($ws, key=to_minutes)", "best = $ws[0]\nfor $w in $ws:\n    if to_minutes($w) < to_minutes(best):\n        best = $w\nreturn best"),
            each((["9:05", "10:00"], [c[0], c[1]], ["23:59"], ["8:30", "08:15", "12:00"], ["10:10", "2:50", c[2]])), ("min($ws)", "max($ws, key=to_minutes)"), above=HELPER),
        Row("total", "total_minutes sum_shifts worked_minutes", "$ws: list[str]", "int",
            """
            Add up the minutes of the shifts in $ws, each written as 'hh:mm-hh:mm' and ending on the same day
            Return the total length in minutes of the periods $ws such as '08:00-12:30'
            Compute how many minutes the intervals in $ws ('start-end', both 'hh:mm') last together
            """, "split each period into start and end\nsubtract in minutes\nadd up",
            ("""
             $tot = 0
             for $w in $ws:
                 start, end = $w.split("-")
                 $tot += to_minutes(end) - to_minutes(start)
             return $tot
             """, 'return sum(to_minutes($w.split("-")[1]) - to_minutes($w.split("-")[0]) for $w in $ws)'),
            each((["08:00-12:30", "13:00-17:00"], [], ["09:15-09:20"], [f"{min(c[0], c[1])}-{max(c[0], c[1])}"], ["00:00-23:59", "10:00-10:00"])),
            ("len($ws) * 60", "$tot = 0\nfor $w in $ws:\n    start, end = $w.split(\"-\")\n    $tot += to_minutes(end) + to_minutes(start)\nreturn $tot"),
            above=HELPER, told="An employee notes working periods as texts like '08:00-12:30' in $ws; none passes midnight. Return the number of minutes worked."),
        Row("spoken", "speak_time time_in_words say_clock", "$s: str", "str",
            """
            Say the time $s ('hh:mm') as '8 o'clock' on the hour, otherwise as '5 past 8' up to 30 minutes and '25 to 9' after that
            Write $s in words of the form 'N past H' (minutes 1 to 30), 'N to H+1' (after 30) or 'H o'clock', hours from 1 to 12
            """.replace("'8 o'clock'", "\"8 o'clock\"").replace("'H o'clock'", "\"H o'clock\""), "split hours and minutes\nreduce hours to 1 to 12\nchoose past, to or o'clock",
            ("""
             hours, minutes = map(int, $s.split(":"))
             if minutes == 0:
                 return f"{hours % 12 or 12} o'clock"
             if minutes <= 30:
                 return f"{minutes} past {hours % 12 or 12}"
             return f"{60 - minutes} to {(hours + 1) % 12 or 12}"
             """,), ones, ("return $s + \" o'clock\"", 'hours, minutes = map(int, $s.split(":"))\nreturn f"{minutes} past {hours % 12 or 12}" if minutes else f"{hours % 12 or 12} o\'clock"')),
        Row("round", "round_time nearest_slot round_clock", "$s: str", "str",
            """
            Round the time $s ('hh:mm') down to a multiple of $k minutes after the hour
            Return $s with its minutes lowered to the nearest multiple of $k
            Cut the time $s to the start of its slot of $k minutes, slots starting at each full hour
            """, "split hours and minutes\nreduce the minutes to a multiple\nwrite both with two digits",
            ('hours, minutes = $s.split(":")\nreturn f"{hours}:{int(minutes) // $k * $k:02d}"',
             'minutes = int($s[3:])\nreturn f"{$s[:3]}{minutes - minutes % $k:02d}"'), ones,
            ('hours, minutes = $s.split(":")\nreturn f"{hours}:{int(minutes) // $k:02d}"', 'hours, minutes = $s.split(":")\nreturn f"{hours}:{int(minutes) % $k:02d}"'), chinese="把时间 $s 的分钟向下取整到 $k 的倍数"),
        Row("sorted", "sort_times order_times by_clock", "$ws: list[str]", "list[str]",
            """
            Sort the times $ws ('hh:mm') from early to late, taking the day to begin at $k:00
            Order the clock times in $ws so that the day starts at $k o'clock and earlier times come last
            """, "measure each time from the start of the day\nsort by it",
            ("sorted($ws, key=lambda $w: (to_minutes($w) - $k * 60) % 1440)",
             "late = sorted($w for $w in $ws if to_minutes($w) < $k * 60)\nreturn sorted($w for $w in $ws if to_minutes($w) >= $k * 60) + late"), lists,
            ("sorted($ws)", "sorted($ws, reverse=True)"), above=HELPER),
    ]  # fmt: skip


@family("clock-times-text", weight=3.5)
def clock_times_text(rng: Rng) -> Draft:
    """Clock times as text: differences, 12 and 24 hours, windows, sums, rounding."""
    row = pick(rng, clock_rows(rng))
    size = pick(rng, (15, 10, 5, 20, 30)) if row.key == "round" else rng.randint(4, 10)
    use: Use = {
        "s": ("time", "clock", "s", "t", "now"),
        "n": ("n", "minutes", "delta", "shift", "k")
        if "minutes, " not in row.solutions[0]
        else ("n", "delta", "shift", "k"),
        "k": Knob(("step", "k", "size") if row.key == "round" else ("hour", "first_hour"), "int", (size, 6, 10, 5)),
        "start": ("start", "opens", "begin"),
        "end": ("end", "closes", "until"),
        "ws": ("times", "clocks", "entries", "shifts") if row.key != "total" else ("shifts", "periods", "intervals"),
        "w": ("w", "t", "entry", "x"),
    }
    return written(rng, row, use)
