"""Family of clock times, in numbers and in text."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, random_ints, written

CLOCK = fixed("00:00", "09:05", "12:00", "12:30", "23:59", "13:07")

TIMES = (
    Entry(
        "to-minutes",
        "to_minutes minutes_since_midnight parse_time",
        "$s: str",
        "int",
        """
        Return the minutes since midnight of the "HH:MM" time $s
        Convert a clock time $s such as "07:30" to minutes after midnight
        Parse $s in the form "HH:MM" and compute how many minutes of the day have passed
        """,
        "split at the colon; multiply the hours by 60; add the minutes",
        ('hours, minutes = $s.split(":")\nreturn int(hours) * 60 + int(minutes)', "int($s[:2]) * 60 + int($s[3:])"),
        ('hours, minutes = $s.split(":")\nreturn int(hours) + int(minutes) * 60', 'int($s.replace(":", ""))'),
        CLOCK,
        chinese=("将 HH:MM 格式的时间 $s 转换为从零点开始的分钟数",),
    ),
    Entry(
        "from-minutes",
        "format_minutes to_clock minutes_to_time",
        "$n: int",
        "str",
        """
        Return $n minutes after midnight as a clock time "HH:MM", starting over after 24 hours
        Format $n minutes as hours and minutes with two digits each and a colon; whole days are dropped
        Convert $n >= 0 minutes since midnight to text like "07:05", wrapping at midnight
        """,
        "divide by 60 with remainder; take the hours modulo 24; pad both with zeros",
        (
            'hours, minutes = divmod($n, 60)\nreturn f"{hours % 24:02d}:{minutes:02d}"',
            'return f"{$n // 60 % 24:02}:{$n % 60:02}"',
        ),
        ('return f"{$n // 60 % 24}:{$n % 60}"', 'return f"{$n // 60:02d}:{$n % 60:02d}"'),
        random_ints(1, 1439, 0, 5, 720, 1439, 1440, 1500, count=2),
    ),
    Entry(
        "add",
        "add_minutes time_after shift_time",
        "$s: str, $n: int",
        "str",
        """
        Return the time that is $n minutes after $s, both as "HH:MM", going past midnight if needed
        Add $n minutes (possibly negative) to the clock time $s, which is "HH:MM" text
        """,
        "convert to minutes; add and take the remainder by a day; format",
        (
            """
            hour, minute = map(int, $s.split(":"))
            total = (hour * 60 + minute + $n) % 1440
            return f"{total // 60:02d}:{total % 60:02d}"
            """,
            'total = int($s[:2]) * 60 + int($s[3:]) + $n\nreturn f"{total // 60 % 24:02d}:{total % 60:02d}"',
        ),
        ('hour, minute = map(int, $s.split(":"))\nminute += $n\nreturn f"{hour:02d}:{minute % 60:02d}"',),
        fixed(("09:05", 10), ("23:50", 20), ("00:10", -20), ("12:00", 60), ("10:45", 0), ("08:30", 1440)),
        (
            "A train leaves at $s, a time written as HH:MM, and travels for $n minutes. Return its time of "
            "arrival in the "
            "same format; it may arrive on the next day.",
        ),
    ),
    Entry(
        "between",
        "minutes_between time_difference elapsed",
        "$s: str, $t: str",
        "int",
        """
        Return how many minutes pass from $s to $t, both "HH:MM"; if $t is earlier it is on the next day
        Compute the minutes from the clock time $s until the next time the clock shows $t
        """,
        "convert both to minutes; subtract; take the remainder by a day",
        (
            """
            def minutes(clock):
                return int(clock[:2]) * 60 + int(clock[3:])

            return (minutes($t) - minutes($s)) % 1440
            """,
            """
            h1, m1 = map(int, $s.split(":"))
            h2, m2 = map(int, $t.split(":"))
            return ((h2 - h1) * 60 + m2 - m1) % (24 * 60)
            """,
        ),
        ("h1, m1 = map(int, $s.split(':'))\nh2, m2 = map(int, $t.split(':'))\nreturn (h2 - h1) * 60 + m2 - m1",),
        fixed(("09:05", "10:00"), ("23:50", "00:20"), ("12:00", "12:00"), ("08:30", "08:15"), ("00:00", "23:59")),
    ),
    Entry(
        "to-12",
        "to_12_hour twelve_hour_clock am_pm",
        "$s: str",
        "str",
        """
        Convert the 24-hour time $s ("HH:MM") to the 12-hour clock such as "7:05 PM", without a leading zero
        Return $s as a 12-hour time with AM or PM; the hour has no leading zero and midnight is 12
        """,
        "split the time; choose AM or PM; map the hour to 1 to 12",
        (
            """
            hours, minutes = $s.split(":")
            hour = int(hours)
            suffix = "AM" if hour < 12 else "PM"
            return f"{hour % 12 or 12}:{minutes} {suffix}"
            """,
            "hour = int($s[:2])\nreturn f\"{(hour - 1) % 12 + 1}{$s[2:]} {'PM' if hour >= 12 else 'AM'}\"",
        ),
        ("hour = int($s[:2])\nreturn f\"{hour % 12}{$s[2:]} {'PM' if hour > 12 else 'AM'}\"",),
        CLOCK,
    ),
    Entry(
        "to-24",
        "to_24_hour parse_12_hour military_time",
        "$s: str",
        "str",
        """
        Convert the 12-hour time $s such as "7:05 PM" to the 24-hour "HH:MM" form
        Return $s, written with AM or PM, as a 24-hour clock time with two-digit hours; 12 AM is midnight
        """,
        "split off AM or PM; take the hour modulo 12; add 12 for PM",
        (
            """
            clock, suffix = $s.split()
            hours, minutes = clock.split(":")
            hour = int(hours) % 12 + (12 if suffix == "PM" else 0)
            return f"{hour:02d}:{minutes}"
            """,
            """
            hour, minutes = map(int, $s[:-3].split(":"))
            if hour == 12:
                hour = 0
            if $s.endswith("PM"):
                hour += 12
            return f"{hour:02d}:{minutes:02d}"
            """,
        ),
        (
            """
            hour, minutes = map(int, $s[:-3].split(":"))
            if $s.endswith("PM"):
                hour += 12
            return f"{hour:02d}:{minutes:02d}"
            """,
        ),
        fixed("7:05 PM", "12:00 AM", "12:30 PM", "11:59 PM", "1:00 AM"),
    ),
    Entry(
        "valid",
        "is_valid_time valid_clock",
        "$h: int, $m: int",
        "bool",
        """
        Check whether $h and $m are a valid time of day, from 0:00 to 23:59
        Return True if $h is from 0 to 23 and $m is from 0 to 59
        """,
        "check the range of the hours; check the range of the minutes",
        ("0 <= $h < 24 and 0 <= $m < 60", "$h in range(24) and $m in range(60)"),
        ("0 <= $h <= 24 and 0 <= $m <= 60", "$h < 24 and $m < 60"),
        fixed((0, 0), (23, 59), (24, 0), (12, 60), (-1, 5), (7, -3), (9, 30)),
    ),
    Entry(
        "angle",
        "clock_angle hand_angle angle_between_hands",
        "$h: int, $m: int",
        "float",
        """
        Return the smaller angle in degrees between the hands of a clock at $h hours and $m minutes
        Compute the angle between hour and minute hand at $h:$m, at most 180 degrees
        """,
        "find the angle of each hand; take the difference; use the smaller way around",
        (
            "difference = abs(($h % 12 * 30 + $m * 0.5) - $m * 6)\nreturn min(difference, 360 - difference)",
            """
            hour_hand = 30 * ($h % 12) + $m / 2
            minute_hand = 6 * $m
            gap = abs(hour_hand - minute_hand)
            return gap if gap <= 180 else 360 - gap
            """,
        ),
        ("difference = abs($h % 12 * 30 - $m * 6)\nreturn float(min(difference, 360 - difference))",),
        fixed((3, 0), (12, 0), (9, 30), (6, 0), (23, 45), (1, 5)),
    ),
)


@family("clock-times", weight=3)
def clock_times(rng: Rng) -> Draft:
    """Times of day converted, shifted, compared."""
    names = {
        "s": "time start clock s",
        "t": "end stop other until",
        "n": "minutes n delta",
        "h": "hour hours h",
        "m": "minute minutes m",
    }
    entry = TIMES[rng.randrange(len(TIMES))]
    if entry.key not in ("valid", "angle"):
        names = {k: v for k, v in names.items() if k in "stn"}
    return written(rng, (entry,), names)
