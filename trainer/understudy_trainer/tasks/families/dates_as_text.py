"""Family: days between, days later, weekdays, working days, ages, series of dates."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

DAYS = r"""
^ from datetime import date, timedelta
$s: day date_text s text when
$a $b: start end, first second, a b, begin finish
## between: days_between day_difference days_apart ($a: str, $b: str) -> int
:1 plain; SAID=days from $a to $b (negative if $b is earlier); CODE=(q - p).days; BAD=(p - q).days
:1 abs; SAID=days between $a and $b, whichever comes first; CODE=abs((q - p).days); BAD=(q - p).days
:1 incl; SAID=days from $a to $b with both days counted; CODE=(q - p).days + 1; BAD=(q - p).days
:1 weeks; SAID=full weeks from $a to $b ($b is not earlier); CODE=(q - p).days // 7; BAD=(q - p).days
- Return the number of $SAID; the dates are texts like 2024-05-17
- Count the $SAID (dates in the form YYYY-MM-DD)
+ Two dates $a and $b are given as ISO texts such as "2024-05-17". Return the number of $SAID.
> read both dates; subtract them; return the days
= p = date.fromisoformat($a)
  q = date.fromisoformat($b)
  return $CODE
= p, q = map(date.fromisoformat, ($a, $b))
  return $CODE
/ p, q = map(date.fromisoformat, ($a, $b))
  return $BAD
? '2024-02-28', '2024-03-01'
? '2023-12-31', '2024-01-01'
? '2024-05-09', '2024-04-30'
% date(2020, 2022), date(2023, 2025)
## shift: add_days shift_date days_later ($s: str, $k: int) -> str
$k: n k delta offset
:1 days; NAMES=add_days days_later date_after; SAID=$k days after $s; UNIT=days=$k; BAD=days=-$k
:1 weeks; NAMES=add_weeks weeks_later; SAID=$k weeks after $s; UNIT=weeks=$k; BAD=days=$k
:1 ago; NAMES=subtract_days days_before date_ago; SAID=$k days before $s; UNIT=days=-$k; BAD=days=$k
- Return the date $SAID as text in the form YYYY-MM-DD
- Which date is $SAID? Dates are ISO texts
~ 返回 $s 加减相应天数后的日期（YYYY-MM-DD）
> read the date; add the days; write it as ISO text
= return (date.fromisoformat($s) + timedelta($UNIT)).isoformat()
= result = date.fromisoformat($s) + timedelta($UNIT)
  return str(result)
/ return (date.fromisoformat($s) + timedelta($BAD)).isoformat()
? '2024-02-28', 2
? '2023-12-31', 1
% date, int(1, 60)
## weekday: weekday_name day_name name_of_day ($s: str) -> str
:1 full; NAMES=weekday_name day_name name_of_day; SAID=English name of the weekday (like Monday); FMT=%A
:1 short; NAMES=short_weekday day_abbreviation; SAID=three-letter English abbreviation of the weekday (like Mon);
  FMT=%a
:1 month; NAMES=month_name name_of_month; SAID=English name of the month (like March); FMT=%B
- Return the $SAID of the date $s (YYYY-MM-DD)
- Given an ISO date $s, return the $SAID
> read the date; format it
= return date.fromisoformat($s).strftime("$FMT")
/ return date.fromisoformat($s).strftime("%d")
/ return (date.fromisoformat($s) + timedelta(days=31)).strftime("$FMT")
? '2024-05-17'
? '2000-01-01'
% date
## weekend: is_weekend falls_on_weekend free_day ($s: str) -> bool
:1 end; NAMES=is_weekend falls_on_weekend weekend; SAID=falls on a Saturday or Sunday; COND=>= 5; BAD=> 5
:1 work; NAMES=is_workday is_working_day workday; SAID=is a working day, Monday to Friday; COND=< 5; BAD=<= 5
:1 mon; NAMES=is_monday starts_week; SAID=is a Monday; COND=== 0; BAD=== 1
- Check whether the date $s (YYYY-MM-DD) $SAID
- Tell if the ISO date $s $SAID
> read the date; look at the number of its weekday (Monday is 0)
= return date.fromisoformat($s).weekday() $COND
/ return date.fromisoformat($s).weekday() $BAD
? '2024-05-18'
? '2024-05-19'
? '2024-05-20'
? '2024-05-14'
% date
## workdays: working_days workdays_between business_days ($a: str, $b: str) -> int
:1 incl; SAID=both included; N=(q - p).days + 1
:1 excl; SAID=$a included and $b not; N=(q - p).days
- Count the days from Monday to Friday between the dates $a and $b, $SAID
- Return how many working days (no Saturday, no Sunday) lie in the time from $a to $b, $SAID
> go through all days; count those before Saturday
= p, q = date.fromisoformat($a), date.fromisoformat($b)
  days = (p + timedelta(days=i) for i in range($N))
  return sum(d.weekday() < 5 for d in days)
= p, q = date.fromisoformat($a), date.fromisoformat($b)
  count = 0
  for i in range($N):
      if (p + timedelta(days=i)).weekday() < 5:
          count += 1
  return count
/ p, q = date.fromisoformat($a), date.fromisoformat($b)
  return $N
? '2024-05-17', '2024-05-20'
? '2024-05-18', '2024-05-19'
? '2024-05-13', '2024-05-26'
? '2024-01-01', '2024-01-01'
## next_weekday: next_weekday upcoming next_day_like ($s: str, $k: int) -> str
$k: weekday wanted target
:1 after; SAID=strictly after $s; CODE=($k - d.weekday() - 1) % 7 + 1; BAD=($k - d.weekday()) % 7
:1 from; SAID=on or after $s; CODE=($k - d.weekday()) % 7; BAD=($k - d.weekday() - 1) % 7 + 1
- Return the first date $SAID that falls on weekday $k (0 is Monday), as YYYY-MM-DD
- Find the earliest day $SAID whose weekday number is $k, Monday being 0
> find how many days ahead the weekday is; add them
= d = date.fromisoformat($s)
  return str(d + timedelta(days=$CODE))
/ d = date.fromisoformat($s)
  return str(d + timedelta(days=$BAD))
? '2024-05-17', 4
? '2024-05-17', 0
? '2024-12-30', 6
% date, int(0, 6)
## age: age_on full_years age_at ($a: str, $b: str) -> int
$a $b: birthday today, born day, birth when
- Return the age in full years on $b of someone born on $a (dates as YYYY-MM-DD)
- How many birthdays has a person born on $a had up to and including $b
+ Someone was born on the date $a. Compute how old this person is on the date $b, in completed years. The birthday
  itself
  already counts as a completed year.
> subtract the years; take one off before the birthday
= p, q = date.fromisoformat($a), date.fromisoformat($b)
  return q.year - p.year - ((q.month, q.day) < (p.month, p.day))
= p, q = date.fromisoformat($a), date.fromisoformat($b)
  age = q.year - p.year
  if (q.month, q.day) < (p.month, p.day):
      age -= 1
  return age
/ return int($b[:4]) - int($a[:4])
/ p, q = date.fromisoformat($a), date.fromisoformat($b)
  return q.year - p.year - ((q.month, q.day) <= (p.month, p.day))
? '2000-05-17', '2024-05-17'
? '2000-05-17', '2024-05-16'
? '1990-12-31', '2000-01-01'
% date(1970, 1990), date(2015, 2025)
## list: date_range days_from each_day ($a: str, $k: int) -> list[str]
$a: start first day
$k: n k count
:1 day; SAID=one day apart; STEP=i
:1 week; SAID=one week apart; STEP=7 * i
:1 back; SAID=one day apart, going back in time; STEP=-i
- List $k dates as YYYY-MM-DD, beginning with $a, $SAID
- Return $k ISO dates $SAID, the first being $a
> read the start; add the steps; write each date
= d = date.fromisoformat($a)
  return [str(d + timedelta(days=$STEP)) for i in range($k)]
= d = date.fromisoformat($a)
  out = []
  for i in range($k):
      out.append((d + timedelta(days=$STEP)).isoformat())
  return out
/ d = date.fromisoformat($a)
  return [str(d + timedelta(days=$STEP)) for i in range($k + 1)]
? '2024-02-27', 4
? '2023-12-31', 1
? '2024-05-17', 0
"""


@family("dates-as-text", weight=4)
def dates_as_text(rng: Rng) -> Draft:
    """Days between, days later, weekdays, working days, ages, series of dates."""
    return from_sheet(rng, DAYS)
