"""Family: departures, waiting, nights over midnight, time zones, durations in words."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

SCHEDULES = r"""
$xs: departures times starts
$s: time clock when
$a $b: start end, begin finish, departure arrival
## between: minutes_between duration elapsed ($a: str, $b: str) -> int
:1 same; SAID=on the same day; MOD=; NOTE=negative if $b is earlier
:1 night; SAID=$b possibly being on the next day; MOD= % 1440; NOTE=equal times give 0
- Return the minutes from $a to $b (times HH:MM), $SAID; $NOTE
- How many minutes pass between the clock times $a and $b, $SAID ($NOTE)
> turn both into minutes; subtract
= h1, m1 = map(int, $a.split(":"))
  h2, m2 = map(int, $b.split(":"))
  return (h2 * 60 + m2 - h1 * 60 - m1)$MOD
/ h1, m1 = map(int, $a.split(":"))
  h2, m2 = map(int, $b.split(":"))
  return abs(h2 * 60 + m2 - h1 * 60 - m1)
/ h1, m1 = map(int, $a.split(":"))
  h2, m2 = map(int, $b.split(":"))
  return (h2 - h1) * 60
? '22:30', '01:15'
? '08:00', '08:00'
? '09:15', '17:00'
% time, time
## zone: convert_zone local_time in_other_zone ($s: str, $p: int, $q: int) -> str
$p $q: from_offset to_offset, offset_a offset_b, here there
- The time $s (HH:MM) is given in a zone $p hours ahead of UTC; return it in the zone $q hours ahead
- Convert the clock time $s from UTC offset $p to UTC offset $q (whole hours, possibly negative)
+ A meeting is announced at $s, a text like "09:30", in a time zone whose offset from UTC is $p hours. Return the time
  that a clock shows then in a zone with the offset $q. The day does not matter: after 23:59 comes 00:00.
> subtract one offset and add the other; go around after 24 hours
= hour, minute = $s.split(":")
  return f"{(int(hour) - $p + $q) % 24:02}:{minute}"
/ hour, minute = $s.split(":")
  return f"{(int(hour) + $p - $q) % 24:02}:{minute}"
/ hour, minute = $s.split(":")
  return f"{int(hour) - $p + $q:02}:{minute}"
? '23:30', 0, 2
? '01:15', 2, -5
? '12:00', 1, 1
% time, int(-5, 5), int(-5, 9)
## next: next_departure next_bus next_start ($xs: list[int], $n: int) -> int | None
$n: now minute moment
:1 time; SAID=the first of the ascending $xs that is not before $n; CODE=x; BAD=x - $n
:1 wait; NAMES=waiting_time wait_for_next; CODE=x - $n; BAD=x;
  SAID=how long one waits at time $n for the next of the ascending times $xs (0 if one is right now)
- Return $SAID, or None if all are over
- Find $SAID; None when nothing comes any more
> go through the times; stop at the first that is not over
= for x in $xs:
      if x >= $n:
          return $CODE
  return None
= return next(($CODE for x in $xs if x >= $n), None)
/ return next(($CODE for x in $xs if x > $n), None)
/ return next(($BAD for x in $xs if x >= $n), None)
? [10, 20, 30], 20
? [10, 20], 25
? [], 5
? [5, 8, 40], 9
## human: human_duration format_duration readable ($n: int) -> str
$n: n total elapsed
:1 all; SAID=hours, minutes and seconds like 1h 0m 5s; CODE=f"{h}h {m}m {s}s"; BAD=f"{h}h {m % 60}m {$n}s"
:1 clock; SAID=H:MM:SS like 1:00:05; CODE=f"{h}:{m:02}:{s:02}"; BAD=f"{h}:{m}:{s}"
:1 parts; SAID=the parts that are not zero, like "1h 5s", and "0s" for 0;
  CODE=" ".join(f"{v}{u}" for v, u in ((h, "h"), (m, "m"), (s, "s")) if v) or "0s"; BAD=f"{h}h {m}m {s}s"
- Write $n seconds as $SAID
- Format a duration of $n seconds as $SAID
> divide by 60 twice; format the parts
= m, s = divmod($n, 60)
  h, m = divmod(m, 60)
  return $CODE
= h, m, s = $n // 3600, $n // 60 % 60, $n % 60
  return $CODE
/ h, m, s = $n // 3600, $n // 60, $n % 60
  return $CODE
/ h, m, s = $n // 3600, $n // 60 % 60, $n % 60
  return $BAD
? 3605
? 0
? 59
? 7325
% int(60, 20000)
## shift: shift_of working_shift part_of_day ($s: str) -> str
- Return "early" from 06:00, "late" from 14:00 and "night" from 22:00 (until 05:59) for the time $s (HH:MM)
- Say in which shift the clock time $s falls: "early" starts at 06:00, "late" at 14:00, "night" at 22:00. Return its
  name
~ 根据时间 $s（HH:MM）返回班次："early" 从 06:00、"late" 从 14:00、"night" 从 22:00 开始
> take the hour; compare it with the starts
= hour = int($s[:2])
  if 6 <= hour < 14:
      return "early"
  return "late" if 14 <= hour < 22 else "night"
= if "06:00" <= $s < "14:00":
      return "early"
  if "14:00" <= $s < "22:00":
      return "late"
  return "night"
/ hour = int($s[:2])
  if hour < 14:
      return "early"
  return "late" if hour < 22 else "night"
/ hour = int($s[:2])
  if 6 <= hour <= 14:
      return "early"
  return "late" if 14 < hour <= 22 else "night"
? '05:59'
? '06:00'
? '14:00'
? '22:00'
% time
## slots: time_slots timetable every_minutes ($a: str, $k: int, $n: int) -> list[str]
$k: step interval gap
$n: count n slots
- List $n clock times as HH:MM, starting at $a, each $k minutes after the one before (around at midnight)
- Return $n times of day that begin with $a and are $k minutes apart; after 23:59 comes 00:00
> turn the start into minutes; add the steps; format each
= h, m = map(int, $a.split(":"))
  out = []
  for i in range($n):
      total = (h * 60 + m + i * $k) % 1440
      out.append(f"{total // 60:02}:{total % 60:02}")
  return out
= first = int($a[:2]) * 60 + int($a[3:])
  times = [(first + i * $k) % 1440 for i in range($n)]
  return [f"{t // 60:02}:{t % 60:02}" for t in times]
/ h, m = map(int, $a.split(":"))
  return [f"{h + i * $k // 60:02}:{m + i * $k % 60:02}" for i in range($n)]
/ first = int($a[:2]) * 60 + int($a[3:])
  times = [first + i * $k for i in range($n + 1)]
  return [f"{t // 60:02}:{t % 60:02}" for t in times]
? '23:30', 20, 3
? '08:00', 45, 4
? '00:00', 5, 0
% time, int(10, 90), int(2, 4)
## hours: hours_worked total_hours time_sheet ($it: list[tuple[str, str]]) -> float
$it: shifts sheet entries
- Return the hours of all (start, end) pairs of clock times in $it together, rounded to 2 digits;
  an end before the start is on the next day
- Add up the working time in $it, pairs of texts HH:MM, in hours (two decimals); a shift may pass midnight
> turn the times into minutes; add the differences around midnight; divide by 60
= total = 0
  for start, end in $it:
      h1, m1 = map(int, start.split(":"))
      h2, m2 = map(int, end.split(":"))
      total += (h2 * 60 + m2 - h1 * 60 - m1) % 1440
  return round(total / 60, 2)
/ total = 0
  for start, end in $it:
      h1, m1 = map(int, start.split(":"))
      h2, m2 = map(int, end.split(":"))
      total += h2 * 60 + m2 - h1 * 60 - m1
  return round(total / 60, 2)
/ return round(float(sum(int(end[:2]) - int(start[:2]) for start, end in $it)), 2)
? [('08:00', '12:15'), ('13:00', '17:00')]
? []
? [('22:00', '06:30')]
? [('09:20', '10:05')]
"""


@family("schedules-and-zones", weight=3)
def schedules_and_zones(rng: Rng) -> Draft:
    """Departures, durations, shifts and time zones."""
    return from_sheet(rng, SCHEDULES)
