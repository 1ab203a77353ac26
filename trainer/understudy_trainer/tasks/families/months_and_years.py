"""Family: ends of months, months later, quarters, formats, validity, leap years."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

MONTHS = r"""
$s: day date_text s text when
$n: year y
$k: month m
## last: month_end last_day end_of_month ($s: str) -> str
^ import calendar
:1 last; NAMES=month_end last_day end_of_month; SAID=last day;
  CODE=f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"; BAD=f"{year:04}-{month:02}-30"
:1 first; NAMES=month_start first_of_month; SAID=first day; CODE=f"{year:04}-{month:02}-01"; BAD=f"{year}-{month}-1"
:1 days; NAMES=days_in_month month_length; SAID=number of days (as text);
  CODE=str(calendar.monthrange(year, month)[1]); BAD="30"
- Return the $SAID of the month in which the date $s (YYYY-MM-DD) lies
- For the ISO date $s, give the $SAID of its month
> take year and month; compute the $SAID
= year, month = int($s[:4]), int($s[5:7])
  return $CODE
/ year, month = int($s[:4]), int($s[5:7])
  return $BAD
? '2024-02-10'
? '2023-02-28'
? '2024-12-05'
% date
## add: add_months months_later shift_months ($n: int, $k: int, $m: int) -> tuple[int, int]
$m: shift delta offset count
- Return the (year, month) that comes $m months after month $k of the year $n; $m may be negative
- Move month $k (1 to 12) of year $n by $m months and return year and month
> count months from zero; add; split into years and months
= total = $n * 12 + $k - 1 + $m
  return total // 12, total % 12 + 1
= years, month = divmod($k - 1 + $m, 12)
  return $n + years, month + 1
/ return $n + ($k + $m) // 12, ($k + $m) % 12
/ return $n, $k + $m
? 2024, 11, 3
? 2024, 1, -1
? 2023, 12, 0
% int(1990, 2030), int(1, 12), int(1, 40)
## quarter: quarter_of quarter season_number ($s: str) -> str
:1 quarter; NAMES=quarter_of quarter date_quarter; SAID=quarter as text like 2024-Q2;
  CODE=f"{$s[:4]}-Q{(month + 2) // 3}"; BAD=f"{$s[:4]}-Q{month // 3}"
:1 half; NAMES=half_year half_of_year; SAID=half-year as text like 2024-H1;
  CODE=f"{$s[:4]}-H{1 if month <= 6 else 2}"; BAD=f"{$s[:4]}-H{1 if month < 6 else 2}"
:1 season; NAMES=season_of season;
  SAID=season (winter from December to February, then spring, summer, autumn, three months each);
  CODE=("winter", "spring", "summer", "autumn")[month % 12 // 3];
  BAD=("winter", "spring", "summer", "autumn")[(month - 1) // 3]
- Return the $SAID of the date $s (YYYY-MM-DD)
- In which part of the year does the ISO date $s lie? Give the $SAID
> take the month out of the text; compute the part
= month = int($s[5:7])
  return $CODE
/ month = int($s[5:7])
  return $BAD
? '2024-06-30'
? '2023-12-01'
? '2024-03-09'
% date
## per_month: count_by_month per_month months_tally ($ws: list[str]) -> dict[str, int]
$ws: days dates entries
:1 month; SAID=month (the key is like 2024-05); CODE=day[:7]; BAD=day[5:7]
:1 year; SAID=year (the key is text, like 2024); CODE=day[:4]; BAD=day[:3]
:1 dom; SAID=day of the month (the key is text of two digits); CODE=day[8:]; BAD=day[7:]
- Count the ISO dates in $ws per $SAID
- Map each $SAID to how many dates of $ws belong to it
> cut the key out of each date; count the keys
= $out = {}
  for day in $ws:
      $out[$CODE] = $out.get($CODE, 0) + 1
  return $out
= keys = [$CODE for day in $ws]
  return {key: keys.count(key) for key in keys}
/ keys = [$BAD for day in $ws]
  return {key: keys.count(key) for key in keys}
? ['2024-05-17', '2024-05-01', '2023-05-17']
? []
% dates
## first_last: earliest latest_date date_span ($ws: list[str]) -> str | None
$ws: days dates entries
- Return the $SAID of the ISO dates in $ws, or None if there are none
- Find the $SAID date in $ws; None for an empty list
> compare the texts; take the $SAID
= return $F($ws, default=None)
= return sorted($ws, reverse=$REV)[0] if $ws else None
:1 first; NAMES=earliest_date first_date oldest; SAID=earliest; F=min; BAD=max; REV=False
:1 last; NAMES=latest_date last_date newest; SAID=latest; F=max; BAD=min; REV=True
/ return $BAD($ws, default=None)
/ return $ws[0] if $ws else None
? ['2024-05-17', '2024-05-01', '2025-05-17']
? []
% dates
## format: to_european reformat convert_date ($s: str) -> str
:1 german; NAMES=to_european german_date reformat; SAID=DD.MM.YYYY; CODE=f"{d}.{m}.{y}"; BAD=f"{m}.{d}.{y}"
:1 american; NAMES=to_american us_date; SAID=MM/DD/YYYY; CODE=f"{m}/{d}/{y}"; BAD=f"{d}/{m}/{y}"
:1 compact; NAMES=compact_date without_hyphens; SAID=YYYYMMDD; CODE=f"{y}{m}{d}"; BAD=f"{d}{m}{y}"
:1 plain; NAMES=plain_date reformat; SAID=D/M/YYYY without leading zeros; CODE=f"{int(d)}/{int(m)}/{y}";
  BAD=f"{d}/{m}/{y}"
:1 short; NAMES=short_date reformat_date; SAID=DD-MM-YY with a two-digit year; CODE=f"{d}-{m}-{y[2:]}";
  BAD=f"{d}-{m}-{y[:2]}"
- Turn the date $s from YYYY-MM-DD into $SAID
- Rewrite the ISO date $s in the form $SAID
> split at the hyphens; join the parts in the new order
= y, m, d = $s.split("-")
  return $CODE
= y, m, d = $s[:4], $s[5:7], $s[8:]
  return $CODE
/ y, m, d = $s.split("-")
  return $BAD
? '2024-05-07'
? '1999-12-31'
% date
## valid: is_valid_date date_exists real_date ($n: int, $k: int, $d: int) -> bool
$d: day d
^ from datetime import date
- Check whether day $d of month $k in the year $n exists
- Return True if $n, $k and $d form a real calendar date
> try to make the date; an error means it does not exist
= try:
      date($n, $k, $d)
  except ValueError:
      return False
  return True
= leap = $n % 4 == 0 and ($n % 100 != 0 or $n % 400 == 0)
  lengths = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return 1 <= $k <= 12 and 1 <= $d <= lengths[$k - 1]
/ return 1 <= $k <= 12 and 1 <= $d <= 31
/ return 1 <= $k <= 12 and 1 <= $d <= 30
? 2024, 2, 29
? 2023, 2, 29
? 2024, 13, 1
? 2024, 4, 31
? 2024, 1, 31
? 2024, 5, 0
## leaps: leap_years leap_years_between leaps ($a: int, $b: int) -> list[int]
$a $b: start end, first last, low high
^ import calendar
:1 list; NAMES=leap_years leap_years_between leaps; SAID=List the leap years;
  CODE=[y for y in range($a, $b + 1) if calendar.isleap(y)]; LOOP=out
:1 count; NAMES=count_leap_years leap_year_count; SAID=Count the leap years; CODE=calendar.leapdays($a, $b + 1);
  LOOP=len(out)
- $SAID from $a to $b, both included
- $SAID in the years $a to $b inclusive
> go through the years; test each
= return $CODE
= out = []
  for y in range($a, $b + 1):
      if y % 4 == 0 and y % 100 != 0 or y % 400 == 0:
          out.append(y)
  return $LOOP
/ out = [y for y in range($a, $b + 1) if y % 4 == 0]
  return $LOOP
/ out = [y for y in range($a, $b) if calendar.isleap(y)]
  return $LOOP
? 1896, 1904
? 2000, 2000
? 2021, 2023
? 2096, 2104
## fridays: friday_13ths unlucky_months fridays ($n: int) -> list[int]
^ from datetime import date
:1 fri; SAID=the 13th is a Friday; DAY=13; WD=4
:1 mon; SAID=the 1st is a Monday; DAY=1; WD=0
:1 sun; SAID=the 1st is a Sunday; DAY=1; WD=6
- Return the months (1 to 12) of the year $n in which $SAID
- List the numbers of all months of $n where $SAID
> make the date in each month; compare its weekday
= return [m for m in range(1, 13) if date($n, m, $DAY).weekday() == $WD]
/ return [m for m in range(1, 12) if date($n, m, $DAY).weekday() == $WD - 1]
/ return [m for m in range(1, 13) if date($n, m, $DAY).isoweekday() == $WD]
? 2024
? 2023
? 2026
% int(1990, 2030)
"""


@family("months-and-years", weight=4)
def months_and_years(rng: Rng) -> Draft:
    """Ends of months, months later, quarters, formats, validity, leap years."""
    return from_sheet(rng, MONTHS)
